"""Badge files that a killed program left between their note in the journal and their place.

A badge is noted as printed before its file is moved into place, so that no paper is ever without
its code. Before that a note of this computer says which file is meant and what is in it. Whoever
finds such a note later judges by what lies there; only if nothing does the codes are taken back.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from desktop.domain.entry import Draft, Entry, EntryId
from desktop.domain.fold import PRINT, UNDO
from desktop.files.drafts import let_go, remove_draft, sweep_noted
from desktop.files.fingerprint import fingerprint_of
from desktop.files.targets import is_own_file
from desktop.files.whole_file import put_in_place
from desktop.store.store import Store
from desktop.workflows.ports import Clock, OnStore, directly

SETTING = Store.UNFINISHED
_MOST_NAMES = 1_000


class Left(StrEnum):
    """What became of a file that was left."""

    FINISHED = "finished"
    WAITS = "waits"
    TAKEN_BACK = "taken back"


@dataclass(frozen=True, slots=True)
class LeftFile:
    """A file that was left by a killed program, and how many badges it has."""

    path: Path
    badges: int
    left: Left


@dataclass(frozen=True, slots=True)
class _Note:
    """A file before it is in place: which entries speak of it, and the SHA-256 of its content.

    The entries are those of one desk from `first` to `last`; `device` is the disk of its folder.
    """

    id: str
    target: str
    draft: str
    fingerprint: str
    desk: str
    first: int
    last: int
    device: int


class UnfinishedFiles:
    """Notes files before they are moved into place, and judges those that never were."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Keep the notes in this store."""
        self._store = store
        self._clock = clock
        # What this process is moving right now is not left by anybody.
        self._moving: set[str] = set()
        self._news: list[LeftFile] = []
        self._told_waiting: set[str] = set()

    @contextmanager
    def moving(self) -> Iterator[str]:
        """Give the name under which a file is noted while it is made."""
        id_ = secrets.token_hex(6)
        self._moving.add(id_)
        try:
            yield id_
        finally:
            self._moving.discard(id_)

    def note(
        self, id_: str, target: Path, draft: Path, fingerprint: str, entries: Sequence[Entry]
    ) -> None:
        """Note a finished draft with the entries that speak of it, in their transaction."""
        first, last = entries[0], entries[-1]
        place = target.resolve()
        device = place.parent.stat().st_dev
        made = _Note(id_, str(place), str(draft), fingerprint, first.desk, first.n, last.n, device)
        self._keep([*self._notes(), made])

    @staticmethod
    def take_over(draft: Path) -> None:
        """Answer for a draft from now on: after the commit the note does."""
        let_go(draft)

    def forget(self, id_: str) -> None:
        """Forget a file that is in place, or whose entries are taken back; inside `write`."""
        self._keep([one for one in self._notes() if one.id != id_])

    def settle(self, on_store: OnStore[Any] = directly) -> None:
        """Bring what was left to its end, and sweep the drafts that nobody needs any more.

        Done when the store is opened, and after each exchange: then a stick may be there again.
        """
        for note in on_store(self._notes):
            if note.id not in self._moving:
                self._settle(note, on_store)
        sweep_noted()

    def take_news(self) -> list[LeftFile]:
        """Tell, once, what became of files that were left; a folder that is away is told once."""
        news, self._news = self._news, []
        return news

    def _settle(self, note: _Note, on_store: OnStore[Any]) -> None:
        target, draft = Path(note.target), Path(note.draft)
        left = _judge(note, target, draft)
        if left is Left.TAKEN_BACK:
            on_store(partial(self._take_back, note))
        elif left is Left.FINISHED:
            on_store(partial(self._write_forgotten, note.id))
        if left is not Left.WAITS:
            with suppress(OSError):
                remove_draft(draft)
        elif note.id in self._told_waiting:
            return
        else:
            self._told_waiting.add(note.id)
        self._news.append(LeftFile(target, note.last - note.first + 1, left))

    def _take_back(self, note: _Note) -> None:
        """Write that badges which nobody can have are void, and bring older ones back by that."""
        numbers = range(note.first, note.last + 1)
        found = (self._store.journal.find(EntryId(note.desk, number)) for number in numbers)
        undos = [
            Draft(UNDO, entry.subject, entry.programme, {"desk": entry.desk, "n": entry.n})
            for entry in found
            if entry and entry.kind == PRINT
        ]
        with self._store.write():
            if undos:
                self._store.append(undos, self._clock())
            self.forget(note.id)

    def _write_forgotten(self, id_: str) -> None:
        with self._store.write():
            self.forget(id_)

    def _notes(self) -> list[_Note]:
        text = self._store.setting(SETTING)
        return [_Note(**one) for one in json.loads(text)] if text else []

    def _keep(self, notes: Sequence[_Note]) -> None:
        self._store.keep_setting(SETTING, json.dumps([asdict(one) for one in notes]))


def _judge(note: _Note, target: Path, draft: Path) -> Left:
    """Say what lies there, and move a draft into its place if only that is there."""
    try:
        if _is(target, note.fingerprint):
            return Left.FINISHED
        if _is(draft, note.fingerprint):
            put_in_place(draft, _free(target))
            return Left.FINISHED
        return Left.TAKEN_BACK if _is_reached(note, target.parent) else Left.WAITS
    except OSError:
        return Left.WAITS


def _is(path: Path, fingerprint: str) -> bool:
    return path.is_file() and fingerprint_of(path) == fingerprint


def _free(target: Path) -> Path:
    """Give the target, or a name beside it if somebody's own file stands there by now."""
    names = (target.with_name(f"{target.stem} ({n}){target.suffix}") for n in range(2, _MOST_NAMES))
    return next(path for path in (target, *names) if not path.exists() or is_own_file(path))


def _is_reached(note: _Note, folder: Path) -> bool:
    """Tell whether a folder is there; of a stick that is out its empty place may be left."""
    if not folder.is_dir():
        return False
    return folder.stat().st_dev == note.device or any(folder.iterdir())
