"""Badge files that a killed program left between their note in the journal and their place.

A badge is noted as printed before its file is moved into place, so that no paper is ever without
its code. Before that a note of this computer says which file is meant and what is in it. Whoever
finds such a note later judges by what lies there; only if nothing does the codes are taken back.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from desktop.domain.journal.bodies import PRINT, undo_draft
from desktop.domain.journal.entry import Entry, EntryId, split_subject
from desktop.files.writing.drafts import hold, release, remove_draft, sweep_noted
from desktop.files.writing.fingerprint import fingerprint_of
from desktop.files.writing.whole_file import free_beside, put_in_place
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.ports import Clock, directly

SETTING = Store.UNFINISHED


class Left(StrEnum):
    """What became of a file that was left; `superseded` is told nobody: newer badges are there."""

    FINISHED = "finished"
    WAITS = "waits"
    TAKEN_BACK = "taken back"
    SUPERSEDED = "superseded"


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
    `before` is the SHA-256 of what lay in the place and was to be replaced; empty for nothing.
    """

    id: str
    target: str
    draft: str
    fingerprint: str
    desk: str
    first: int
    last: int
    device: int
    before: str = ""


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
        before = fingerprint_of(place) if place.is_file() else ""
        span = (first.desk, first.number, last.number)
        made = _Note(id_, str(place), str(draft), fingerprint, *span, device, before)
        self._keep([*self._notes(), made])

    @staticmethod
    def take_over(draft: Path) -> None:
        """Answer for a draft from now on: after the commit the note does."""
        hold(draft)

    @staticmethod
    def hand_back(draft: Path) -> None:
        """Answer for a draft no more: where it could not be removed, it is swept."""
        release(draft)

    def forget(self, id_: str) -> None:
        """Forget a file that is in place, or whose entries are taken back; inside `write`."""
        self._keep([note for note in self._notes() if note.id != id_])

    def settle(self, on_store: OnStore = directly) -> None:
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

    def _settle(self, note: _Note, on_store: OnStore) -> None:
        place, draft = Path(note.target), Path(note.draft)
        left = _judge(note, place, draft)
        if left is None:
            if on_store(partial(self._is_superseded, note)):
                left = Left.SUPERSEDED
            else:
                place, left = self._move(note, draft, on_store)
        if left is Left.TAKEN_BACK:
            on_store(partial(self._take_back, note))
        elif left is not Left.WAITS:
            on_store(partial(self._write_forgotten, note.id))
        if left is not Left.WAITS:
            remove_draft(draft)
        self._tell(note, place, left)

    def _tell(self, note: _Note, place: Path, left: Left) -> None:
        if left is Left.SUPERSEDED or (left is Left.WAITS and note.id in self._told_waiting):
            return
        if left is Left.WAITS:
            self._told_waiting.add(note.id)
        self._news.append(LeftFile(place, note.last - note.first + 1, left))

    def _move(self, note: _Note, draft: Path, on_store: OnStore) -> tuple[Path, Left]:
        """Move a whole draft to where nothing is lost; the place is noted before."""
        place = _free(note)
        try:
            if place != Path(note.target):
                on_store(partial(self._note_place, note, place))
            put_in_place(draft, place)
        except OSError:
            return place, Left.WAITS
        return place, Left.FINISHED

    def _note_place(self, note: _Note, place: Path) -> None:
        with self._store.write():
            moved = replace(note, target=str(place), before="")
            self._keep([moved if other.id == note.id else other for other in self._notes()])

    def _is_superseded(self, note: _Note) -> bool:
        """Tell whether newer badges have voided all of a file's: nobody is to get that paper."""
        entries = self._entries(note)
        codes = {
            split_subject(entry.subject)[1]: str(entry.body.get("code", "")) for entry in entries
        }
        with self._store.read():
            people = self._store.registrations.by_ids(list(codes))
        living = [
            attendee
            for attendee in people
            if attendee.registration.badge_code == codes[attendee.id]
        ]
        return bool(codes) and not living

    def _entries(self, note: _Note) -> list[Entry]:
        numbers = range(note.first, note.last + 1)
        entries = (self._store.journal.find(EntryId(note.desk, number)) for number in numbers)
        return [entry for entry in entries if entry and entry.kind == PRINT]

    def _take_back(self, note: _Note) -> None:
        """Write that badges which nobody can have are void, and bring older ones back by that."""
        undos = [undo_draft(entry) for entry in self._entries(note)]
        with self._store.write():
            if undos:
                self._store.append(undos, self._clock())
            self.forget(note.id)

    def _write_forgotten(self, id_: str) -> None:
        with self._store.write():
            self.forget(id_)

    def _notes(self) -> list[_Note]:
        text = self._store.setting(SETTING)
        return [_Note(**load) for load in json.loads(text)] if text else []

    def _keep(self, notes: Sequence[_Note]) -> None:
        self._store.keep_setting(SETTING, json.dumps([asdict(note) for note in notes]))


def _judge(note: _Note, place: Path, draft: Path) -> Left | None:
    """Say what lies there; None where only a whole draft does, which is to be moved."""
    try:
        if _is(place, note.fingerprint):
            return Left.FINISHED
        if _is(draft, note.fingerprint):
            return None
        # Another stick may lie at the same path, and of one that is out an empty folder be left.
        is_reached = place.parent.is_dir() and place.parent.stat().st_dev == note.device
    except OSError:
        return Left.WAITS
    return Left.TAKEN_BACK if is_reached else Left.WAITS


def _is(path: Path, fingerprint: str) -> bool:
    return path.is_file() and fingerprint_of(path) == fingerprint


def _free(note: _Note) -> Path:
    """Give the place, or a name beside it if another file lies there than was to be replaced."""
    target = Path(note.target)
    if not target.exists() or (note.before and _is(target, note.before)):
        return target
    return free_beside(target)
