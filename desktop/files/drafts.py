"""Files that are being written, so that what a killed program left of them is found and swept.

Each has a note in a folder of this user. Whoever starts next looks through the notes: a draft whose
writer is gone is removed as soon as its folder can be reached, also on a stick.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import time
from pathlib import Path

import platformdirs
import psutil

NOTE = ".draft"
# A draft has no guest's and no programme's name: it may stay hidden on a stick for a while.
_DRAFT = re.compile(r"\.muster-[0-9a-f]{12}\.part\Z")
# Another computer may be writing into a shared folder; nobody writes one file for a day.
OLD_S = 24 * 3600


def new_draft(target: Path) -> Path:
    """Make the empty file that is to take a target's place; only the user may read it.

    Raises:
        OSError: the folder or the disk does not take it.
    """
    draft = target.with_name(f".muster-{secrets.token_hex(6)}.part")
    note = _note_of(draft)
    # Without its note a draft is written all the same: it would only not be swept after a kill.
    with contextlib.suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        writer = psutil.Process()
        text = f"{writer.pid} {writer.create_time()}\n{draft.absolute()}\n"
        note.write_bytes(os.fsencode(text))
    draft.touch(mode=0o600, exist_ok=False)
    return draft


def remove_draft(draft: Path) -> None:
    """Remove a draft that is done with, and its note; it may be in its place already."""
    draft.unlink(missing_ok=True)
    let_go(draft)


def let_go(draft: Path) -> None:
    """Forget a draft's note: from now on somebody else answers for the file."""
    with contextlib.suppress(OSError):
        _note_of(draft).unlink(missing_ok=True)


def sweep_noted() -> None:
    """Remove the drafts of this user whose writers are gone; what cannot be reached waits."""
    with contextlib.suppress(OSError):
        for note in _notes_folder().glob(f"*{NOTE}"):
            with contextlib.suppress(OSError, ValueError):
                _sweep(note)


def sweep_folder(folder: Path) -> None:
    """Remove old drafts from a folder that other computers write to as well."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if _DRAFT.fullmatch(path.name) and time.time() - path.stat().st_mtime > OLD_S:
                path.unlink(missing_ok=True)


def _sweep(note: Path) -> None:
    writer, _line, name = os.fsdecode(note.read_bytes()).partition("\n")
    pid, started = writer.split()
    draft = Path(name.rstrip("\n"))
    if _is_running(int(pid), float(started)) or not draft.parent.is_dir():
        return
    if _DRAFT.fullmatch(draft.name):
        draft.unlink(missing_ok=True)
    note.unlink(missing_ok=True)


def _is_running(pid: int, started: float) -> bool:
    """Tell whether a process still runs; its number may be another's by now."""
    try:
        return abs(psutil.Process(pid).create_time() - started) < 1
    except psutil.Error:
        return False


def _notes_folder() -> Path:
    return platformdirs.user_state_path("muster", appauthor=False) / "drafts"


def _note_of(draft: Path) -> Path:
    return _notes_folder() / f"{draft.name.removeprefix('.').removesuffix('.part')}{NOTE}"
