"""Makes a new store of all that still reads: in a damaged one, its backups, and journal files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from desktop.domain.failures import (
    EnvironmentFailure,
    FileUnreadable,
    KeyMissing,
    NothingRead,
    StoreNotReached,
    StoreThere,
)
from desktop.domain.journal.entry import EntryId, StoredEntry
from desktop.domain.journal.journal_flaws import JournalFlaw
from desktop.domain.upkeep.backup import BackupState, shelf_of
from desktop.domain.upkeep.losses import Gap
from desktop.files.sync.journal_files import journal_files, read_journal_file
from desktop.files.upkeep.backup_shelf import BackupShelf
from desktop.store.engine.keys import KeyStore
from desktop.store.journal.salvage import Salvage
from desktop.store.store import Store
from desktop.workflows.upkeep.restoring import draft_beside

T = TypeVar("T")
_LEAST_ROOM = 1 << 20
_SLICE, _BLOBS_AT_ONCE = 2_000, 20


@dataclass(slots=True)
class Salvaged:
    """What a new store was made of, and what is missing in it.

    `of_store` entries read in the damaged store, `of_backups` and `of_files` came from there
    alone; `past_gaps` stand behind missing ones and take no effect until those come, unless they
    were taken in without. So often (`unread`) something of the damaged store did not read.
    """

    of_store: int = 0
    of_backups: int = 0
    of_files: int = 0
    past_gaps: int = 0
    unread: int = 0
    blobs: int = 0
    gaps: list[Gap] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    flaws: list[JournalFlaw] = field(default_factory=list)
    # How many backups were read.
    backups: int = 0
    # Why nothing could be read in the damaged store, or in a file.
    failures: list[EnvironmentFailure] = field(default_factory=list)


def salvage(
    damaged: Path,
    target: Path,
    key_store: KeyStore,
    folders: Sequence[Path] = (),
    *,
    takes_past_gaps: bool = False,
    tell: Callable[[int], None] = lambda _entries: None,
) -> Salvaged:
    """Make a new store of all that still reads; the damaged one stays as it is.

    Args:
        damaged: the store.
        target: where the new store is to be.
        key_store: gives the keys of this user.
        folders: folders of journal files, as desks exchange them.
        takes_past_gaps: let what stands behind missing entries take effect without them, as
            entries of a desk of its own. Where another desk has the missing ones, exchange is
            better: it brings them, and what waits follows.
        tell: hears how many entries were taken.

    Raises:
        StoreThere: something is at the target already.
        KeyMissing: this user has no key; none is made for what nobody could read with it.
        NothingRead: nothing could be read, and no store was made.
        EnvironmentFailure: the disk does not take it.
    """
    if target.exists():
        raise StoreThere(path=target)
    if next(key_store.keys(), None) is None:
        raise KeyMissing(path=damaged)
    found = Salvaged()
    with draft_beside(target) as draft:
        store = Store.open(draft, key_store, is_new=True)
        try:
            taking = _Taking(store, found, tell)
            _take_damaged(taking, damaged, key_store, draft)
            _take_backups(taking, damaged, key_store)
            _take_folders(taking, folders)
            taking.finish(takes_past_gaps=takes_past_gaps)
        finally:
            store.close()
        if not taking.has_any:
            raise NothingRead(path=damaged)
        try:
            draft.rename(target)
        except OSError as error:
            raise StoreNotReached(path=target, reason=error.strerror or str(error)) from error
    return found


class _Taking:
    """Takes entries into the new store, each once, and counts where they came from."""

    def __init__(self, store: Store, found: Salvaged, tell: Callable[[int], None]) -> None:
        self._store, self.found, self._tell = store, found, tell
        self._seen: set[EntryId] = set()

    @property
    def has_any(self) -> bool:
        """Whether anything at all was taken."""
        return bool(self._seen)

    def take(self, entries: Iterable[StoredEntry], source: str) -> int:
        """Take entries in; tell how many were new."""
        before = len(self._seen)
        for some in _in_slices(entries, _SLICE):
            with self._store.write():
                self._store.take_in(some, source)
            self._seen.update(entry.id for entry in some)
            self._tell(len(self._seen))
        return len(self._seen) - before

    def is_whole(self) -> bool:
        """Tell whether nothing is missing in between, of what one backup at least has."""
        return bool(self.found.backups and not self._store.waiting())

    def keep_blobs(self, blobs: Iterable[bytes]) -> None:
        """Keep photos and logos."""
        for some in _in_slices(blobs, _BLOBS_AT_ONCE):
            with self._store.write():
                for blob in some:
                    self._store.blobs.put(blob)
            self.found.blobs += len(some)

    def name_after(self, desk: str) -> None:
        """Let the new desk be called after the one that it goes on for."""
        name = self.found.names.get(desk)
        if name:
            with self._store.write():
                self._store.name_desk(f"{name} (2)", self._store.journal.newest_ms())

    def finish(self, *, takes_past_gaps: bool) -> None:
        """Say what is missing, and take what stands behind it where that is wished."""
        with self._store.write():
            waiting = self._store.waiting()
            self.found.gaps = [gap for gap, _entries in waiting]
            self.found.past_gaps = sum(entries for _gap, entries in waiting)
            self.found.names |= self._store.given_desk_names()
            if takes_past_gaps:
                self._store.take_past_gaps()


def _in_slices(given: Iterable[T], size: int) -> Iterator[list[T]]:
    left = iter(given)
    while some := list(islice(left, size)):
        yield some


def _take_backups(taking: _Taking, damaged: Path, key_store: KeyStore) -> None:
    """Fill from the newest backup what is missing, and from older ones while there are gaps.

    The newest is read in any case: of what stood at the end of a journal nothing tells that it is
    missing.
    """
    shelf = BackupShelf(shelf_of(damaged))
    for backup in reversed(shelf.backups()):
        if backup.state is BackupState.FLAWED:
            continue
        if taking.is_whole():
            return
        failed = len(taking.found.failures)
        taking.found.of_backups += _take_store(taking, shelf.path_of(backup), key_store)
        taking.found.backups += len(taking.found.failures) == failed


def _take_damaged(taking: _Taking, damaged: Path, key_store: KeyStore, draft: Path) -> None:
    """Read a copy of the damaged store and its log: opening would write into them.

    The copy lies where the new store is made: the disk of the damaged one may be what is broken.
    """
    if not damaged.exists():
        return
    with draft_beside(draft) as copy:
        try:
            for ending in ("", "-wal"):
                source = damaged.with_name(damaged.name + ending)
                if source.exists():
                    target = copy.with_name(copy.name + ending)
                    target.touch(mode=0o600)
                    shutil.copyfile(source, target)
            # A file that was cut off is refused whole; what it lacks is nought on no disk.
            os.truncate(copy, 2 * copy.stat().st_size + _LEAST_ROOM)
        except OSError as error:
            raise StoreNotReached(path=damaged, reason=error.strerror or str(error)) from error
        taking.found.of_store = _take_store(taking, copy, key_store, damaged)


def _take_store(
    taking: _Taking, path: Path, key_store: KeyStore, called: Path | None = None
) -> int:
    try:
        source = Salvage(path, key_store, is_still=called is None)
    except EnvironmentFailure as failure:
        failure.facts["path"] = called or path
        taking.found.failures.append(failure)
        return 0
    with closing(source):
        taking.found.names |= source.names()
        taken = sum(taking.take(source.entries(desk), path.name) for desk in source.desks())
        taken += taking.take(source.waiting(), path.name)
        taking.keep_blobs(source.blobs())
        taking.name_after(source.own_desk())
        taking.found.unread += source.unread
    return taken


def _take_folders(taking: _Taking, folders: Sequence[Path]) -> None:
    for folder in folders:
        try:
            files = journal_files(folder)
        except OSError as error:
            taking.found.failures.append(_not_read(folder, error))
            continue
        for file in files:
            try:
                contents = read_journal_file(file.path)
            except OSError as error:
                taking.found.failures.append(_not_read(file.path, error))
                continue
            taking.found.flaws += contents.flaws
            taking.found.of_files += taking.take(contents.entries, file.path.name)


def _not_read(path: Path, error: OSError) -> FileUnreadable:
    return FileUnreadable(path=path, reason=error.strerror or str(error))
