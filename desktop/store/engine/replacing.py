"""Puts a store in the place of another one; what a kill cuts off, the next start finishes.

The older one is kept beside it, with its log: a log that stays behind would be written into a store
that it is not of.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from desktop.domain.failures import StoreNotReached
from desktop.store.engine.backup import sync_file
from desktop.store.engine.errors import failure_of_system

_LOG = "-wal"


def replace_store(draft: Path, store: Path, aside: Path) -> None:
    """Let a draft beside a closed store take its place; the older one goes aside.

    Raises:
        DiskFull, StoreReadOnly, StoreNotReached: the folder does not take it; the store is as it
            was, or the next start finishes it.
    """
    try:
        sync_file(draft)
        note = _note_of(store)
        # A note that is cut off is no note: nothing has been moved then.
        half = note.with_suffix(".half")
        half.write_text(json.dumps({"draft": draft.name, "aside": aside.name}), "utf-8")
        sync_file(half)
        half.replace(note)
    except OSError as error:
        raise failure_of_system(error, store) from error
    finish_replacing(store)


def finish_replacing(store: Path) -> None:
    """Finish what a kill cut off; nothing where nothing was begun."""
    note = _note_of(store)
    try:
        told = json.loads(note.read_text("utf-8"))
        draft, aside = store.with_name(told["draft"]), store.with_name(told["aside"])
    except FileNotFoundError:
        return
    except OSError as error:
        raise failure_of_system(error, store) from error
    except (ValueError, KeyError, TypeError) as error:
        raise StoreNotReached(path=note, reason=str(error)) from error
    try:
        if draft.exists():
            _move_aside(store, aside)
            draft.rename(store)
            _sync_folder(store.parent)
        note.unlink()
    except OSError as error:
        raise failure_of_system(error, store) from error


def is_replacing(store: Path) -> bool:
    """Tell whether another store is on its way into this one's place; its draft is needed yet."""
    return _note_of(store).exists()


def _move_aside(store: Path, aside: Path) -> None:
    log = store.with_name(store.name + _LOG)
    if log.exists():
        log.rename(aside.with_name(aside.name + _LOG))
    if store.exists():
        store.rename(aside)


def _note_of(store: Path) -> Path:
    return store.with_name(f".{store.name}.replacing")


def _sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on the disk, where the system can do so."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
