"""Exchanges entries with other desks by files in a folder: a stick, a share, a synced folder.

Each desk writes what the folder lacks, its own entries first, and reads what it lacks itself. So
a stick that goes from desk to desk carries everybody's news, and a file that was damaged is
written again by whoever has its entries.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from desktop.domain.failures import FolderUnreachable
from desktop.domain.journal.entry import EntryId, StoredEntry
from desktop.domain.journal.journal_flaws import FlawKind, JournalFlaw
from desktop.files.sync.journal_files import (
    MOST_IN_A_FILE,
    Contents,
    JournalFile,
    file_name,
    journal_files,
    lost_files,
    name_of_writing,
    read_journal_file,
    write_journal_file,
)
from desktop.files.writing.whole_file import whole_file
from desktop.store.engine.slices import OnStore
from desktop.store.journal.intake import IntakeResult
from desktop.store.journal.journal import NO_HEAD
from desktop.store.store import Store
from desktop.sync.report import AT_ONCE, SyncReport, nothing

PHOTOS = "muster-photos"
_COMPARED, MOST_COMPARED = "compared journal files", 5_000
MOST_PHOTO_BYTES = 4_000_000
_PNG = b"\x89PNG"
_READ_AT_ONCE = 2_000
# In what is remembered of compared files, beside size and time: it is another writing.
_FORK = 1


def is_one_run(entries: Sequence[StoredEntry], file: JournalFile, before: bytes) -> bool:
    """Tell whether entries are those that a file's name says, each chained to the one before."""
    numbers = [entry.number for entry in entries]
    if numbers != list(range(file.first, file.last + 1)):
        return False
    chains = [before, *(entry.chain for entry in entries)]
    return all(
        entry.desk == file.desk and entry.follows(chain)
        for entry, chain in zip(entries, chains, strict=False)
    )


class FolderSync:
    """One exchange with a folder."""

    def __init__(
        self,
        store: Store,
        folder: Path,
        on_store: OnStore,
        is_stopped: Callable[[], bool],
        at_once: int = AT_ONCE,
    ) -> None:
        """Exchange between this store and this folder."""
        self._store = store
        self._folder = folder
        self._on_store = on_store
        self._is_stopped = is_stopped
        self._at_once = at_once
        self._found = SyncReport()
        self._broken: set[Path] = set()
        # Somebody else's files under the names of journal files: they are left alone.
        self._foreign: set[Path] = set()
        # Good files that say otherwise than what is known here: two computers wrote as one desk.
        self._forked: set[Path] = set()
        text = on_store(lambda: store.setting(_COMPARED))
        # Size and time of files that were as their entries here; they are not read again.
        self._compared: dict[str, list[int]] = json.loads(text) if text else {}

    def exchange(self, on_read: Callable[[], object] = nothing) -> SyncReport:
        """Read what is new there, then write what is missing there; `on_read` comes between.

        Raises:
            FolderUnreachable: it is not there, or cannot be read.
            FileUnwritable: it takes nothing; what was read is in the store.
        """
        try:
            files = journal_files(self._folder)
            for path in lost_files(self._folder):
                self._read_lost(path)
            # What somebody decided about a copy of this store is to be known before it is met.
            for file in sorted(files, key=lambda file: file.desk == self._store.desk):
                self._look_at(file)
            self._read_photos()
            self._on_store(on_read)
            self._mend(files)
            self._write_all(files)
            self._write_photos()
            self._on_store(self._keep_compared)
        except OSError as error:
            reason = error.strerror or str(error)
            raise FolderUnreachable(path=self._folder, reason=reason) from error
        return self._found.finish()

    def _look_at(self, file: JournalFile) -> None:
        """Read a file unless everything in it is known; one that says otherwise is damaged."""
        if self._is_stopped():
            return
        if self._on_store(partial(self._is_known, file)):
            if not self._is_as_here(file):
                self._read_other(file)
        else:
            self._read(file)

    def _read_lost(self, path: Path) -> None:
        """Read a file that was renamed, and say so where it brought something.

        One that cannot be read says why itself.
        """
        known, received = len(self._found.flaws), self._found.received
        self._read(JournalFile(path, "", 0, 0))
        if len(self._found.flaws) == known and self._found.received > received:
            self._found.flaws.append(JournalFlaw(FlawKind.RENAMED, path.name))

    def _read_other(self, file: JournalFile) -> None:
        """Read a file of known entries that says otherwise.

        A damaged one is written again; another writing of them is left as it is, and what is
        known here goes beside it.
        """
        contents = read_journal_file(file.path)
        chain = partial(self._store.journal.chain_of, EntryId(file.desk, file.first - 1))
        before = self._on_store(chain) or NO_HEAD.chain
        if contents.flaws or not is_one_run(contents.entries, file, before):
            self._broken.add(file.path)
            self._read(file)
            return
        self._forked.add(file.path)
        parked = sum(self._found.parked.values())
        self._read(file)
        if sum(self._found.parked.values()) == parked:
            stat = file.path.stat()
            self._compared[file.path.name] = [stat.st_size, stat.st_mtime_ns, _FORK]

    def _is_known(self, file: JournalFile) -> bool:
        head = self._store.journal.known_heads().get(file.desk)
        return head is not None and file.last <= head.number

    def _is_as_here(self, file: JournalFile) -> bool:
        """Compare a file of known entries with what it should be; once, while it stays as it is."""
        stat = file.path.stat()
        mark = [stat.st_size, stat.st_mtime_ns]
        known = self._compared.get(file.path.name, [])
        if known[:2] == mark:
            if known[2:] == [_FORK]:
                self._forked.add(file.path)
            return True
        length = file.last - file.first + 1
        read = partial(self._store.journal.stored_after, file.desk, file.first - 1, length)
        entries = self._on_store(read)
        contents = read_journal_file(file.path)
        if contents.flaws or (len(entries) == length and contents.entries != entries):
            return False
        self._compared[file.path.name] = mark
        return True

    def _read(self, file: JournalFile) -> None:
        try:
            contents = read_journal_file(file.path)
        except OSError as error:
            reason = error.strerror or str(error)
            flaw = JournalFlaw(FlawKind.NOT_READ, file.path.name, detail=reason)
            contents = Contents(flaws=[flaw])
        self._found.flaws += contents.flaws
        if contents.flaws:
            self._broken.add(file.path)
        if any(flaw.kind is FlawKind.FOREIGN for flaw in contents.flaws):
            self._foreign.add(file.path)
        entries = iter(contents.entries)
        while page := list(islice(entries, self._at_once)):
            self._found.add(self._on_store(partial(self._take, page, file.path.name)),
                            file.path.name)  # fmt: skip

    def _take(self, entries: Sequence[StoredEntry], where: str) -> IntakeResult:
        with self._store.write():
            return self._store.take_in(entries, where)

    def _keep_compared(self) -> None:
        newest = dict(list(self._compared.items())[-MOST_COMPARED:])
        with self._store.write():
            self._store.keep_setting(_COMPARED, json.dumps(newest))

    def _mend(self, files: Sequence[JournalFile]) -> None:
        """Write damaged files again, as far as their entries are here."""
        for file in files:
            if file.path not in self._broken or file.path in self._foreign:
                continue
            length = file.last - file.first + 1
            read = partial(self._store.journal.stored_after, file.desk, file.first - 1, length)
            entries = self._on_store(read)
            if 0 < length == len(entries) and entries[-1].number == file.last:
                write_journal_file(self._folder, entries, file.path.name)
                self._found.sent += length
                self._broken.discard(file.path)

    def _write_all(self, files: Sequence[JournalFile]) -> None:
        heads = self._on_store(lambda: dict(self._store.journal.known_heads()))
        own = self._store.desk
        for desk in sorted(heads, key=lambda desk: (desk != own, desk)):
            covered = self._covered(desk, files)
            for run in self._runs(desk, covered):
                name = file_name(desk, run[0].number, run[-1].number)
                if self._folder / name in self._forked:
                    name = name_of_writing(run)
                if self._folder / name in self._foreign:
                    continue
                write_journal_file(self._folder, run, name)
                self._found.sent += len(run)

    def _covered(self, desk: str, files: Sequence[JournalFile]) -> int:
        """Tell up to which entry the folder has a desk's journal, in good files, without a gap.

        What is sealed here is no gap: this desk could not fill it.
        """
        covered = self._past_sealed(desk, 0)
        for file in files:
            if file.desk != desk or file.first > covered + 1 or file.last <= covered:
                continue
            # What a file claims beyond what is here counts for nothing.
            is_known = self._on_store(partial(self._is_known, file))
            if is_known and file.path not in self._broken | self._forked:
                covered = self._past_sealed(desk, file.last)
        return covered

    def _past_sealed(self, desk: str, number: int) -> int:
        sealed = self._store.journal.sealed_chain
        while self._on_store(partial(sealed, desk, number + 1)) is not None:
            number += 1
        return number

    def _runs(self, desk: str, after: int) -> Iterator[list[StoredEntry]]:
        """Give a desk's entries in runs without a gap, each as long as a file may be."""
        run: list[StoredEntry] = []
        while True:
            read = partial(self._store.journal.stored_after, desk, after, _READ_AT_ONCE)
            page = self._on_store(read)
            for entry in page:
                is_next = not run or entry.number == run[-1].number + 1
                if not is_next or len(run) >= MOST_IN_A_FILE:
                    yield run
                    run = []
                run.append(entry)
            if not page:
                break
            after = page[-1].number
        if run:
            yield run

    def _read_photos(self) -> None:
        folder = self._folder / PHOTOS
        known = self._on_store(self._store.blobs.names)
        if not folder.is_dir():
            return
        for path in sorted(folder.iterdir()):
            if path.stem in known or path.name.startswith(".") or not path.is_file():
                continue
            content = path.read_bytes() if path.stat().st_size <= MOST_PHOTO_BYTES else b""
            if hashlib.sha256(content).hexdigest() != path.stem:
                self._found.flaws.append(JournalFlaw(FlawKind.PHOTO, path.name))
                continue
            self._on_store(partial(self._keep_photo, content))
            self._found.photos += 1

    def _keep_photo(self, content: bytes) -> None:
        with self._store.write():
            self._store.blobs.put(content)

    def _write_photos(self) -> None:
        names = self._on_store(self._store.blobs.names)
        folder = self._folder / PHOTOS
        there = {path.stem for path in folder.iterdir()} if folder.is_dir() else set()
        for name in sorted(names - there):
            content = self._on_store(partial(self._store.blobs.get, name))
            if content is None:
                continue
            folder.mkdir(exist_ok=True)
            ending = ".png" if content.startswith(_PNG) else ".jpg"
            with whole_file(folder / f"{name}{ending}") as draft:
                draft.write_bytes(content)
