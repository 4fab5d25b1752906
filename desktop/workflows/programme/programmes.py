"""Makes programmes, their sessions and their check-in points."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from desktop.domain.attendees.typing_slips import near_codes, near_names
from desktop.domain.checkin.practice import PRACTICE_CODE, PRACTICE_NUMBER
from desktop.domain.failures import NewPoint, NewProgramme, NoSuchProgramme
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType
from desktop.domain.programme.programme import DEFAULT_POINT, VENUE, Point, Programme, Session
from desktop.domain.programme.questions import Question
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.ports import Clock, directly
from desktop.workflows.shared_ids import shared_or_new

# What `files/programme/ics` makes of an entry's UID where the calendar is not our own.
OF_CALENDAR = re.compile("E[0-9a-f]{6,10}(?:-[0-9a-f]{4})?")
_COUNTED_AT_ONCE = 20


def programme_id(store: Store, code: str, now_ms: int) -> str:
    """Give a new programme its id: the same on desks that never met, as long as none was removed.

    The code is the name by which desks mean one programme.
    """
    return shared_or_new(store, SubjectType.PROGRAMME, (code,), now_ms)


def point_id(store: Store, programme: str, name: str, now_ms: int) -> str:
    """Give a door that is known by its name its id; the main entrance comes first in lists."""
    order = int(name != DEFAULT_POINT)
    return shared_or_new(store, SubjectType.POINT, (programme, name), now_ms, order)


def session_id(store: Store, programme: str, fields: Mapping[str, Any], now_ms: int) -> str:
    """Give a new session its id: by the entry of a calendar, else by its title and start."""
    code, title = str(fields.get("code", "")), str(fields.get("title", ""))
    start = str(fields.get("starts_at", ""))
    own = (code,) if OF_CALENDAR.fullmatch(code) else (title, start)
    return shared_or_new(store, SubjectType.SESSION, (programme, *own), now_ms)


class ProgrammeRepository:
    """The programmes of this store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock

    def all(self) -> Sequence[Programme]:
        """List all programmes, the newest first."""
        with self._store.read():
            return self._store.programmes.all()

    def summaries(self, on_store: OnStore = directly) -> Sequence[tuple[Programme, int, int]]:
        """List all programmes with how many are inside and how many are expected."""
        with self._store.read():
            programmes = on_store(self._store.programmes.all)
            counts: list[tuple[int, int]] = []
            for start in range(0, len(programmes), _COUNTED_AT_ONCE):
                some = programmes[start : start + _COUNTED_AT_ONCE]
                counts += on_store(partial(self._counted, some))
        return [(each, *count) for each, count in zip(programmes, counts, strict=True)]

    def _counted(self, programmes: Sequence[Programme]) -> list[tuple[int, int]]:
        return [self._store.registrations.count(programme.id) for programme in programmes]

    def named(self, code: str) -> Programme:
        """Find a programme by its code.

        Raises:
            NoSuchProgramme: there is none.
        """
        with self._store.read():
            programme = self.find(code)
            if programme is None:
                known = [programme.code for programme in self._store.programmes.all()]
                raise NoSuchProgramme(code=code, near=near_codes(code, known), known=known)
            return programme

    def meant_by(self, code: str, *, is_new: bool) -> tuple[Programme, bool]:
        """Find the programme that a code means, and tell whether it was made just now.

        In an empty store every code is new. Where there are programmes, a code that none of them
        has may be a slip of the keyboard: then somebody must have said that a new one is meant.

        Raises:
            NewProgramme: nobody did.
        """
        with self._store.write():
            if programme := self._store.programmes.by_code(code):
                return programme, False
            known = [programme.code for programme in self._store.programmes.all()]
            if known and not is_new:
                raise NewProgramme(code=code, near=near_codes(code, known), known=known)
            return self._make(code, {}), True

    def find(self, code: str) -> Programme | None:
        """Find a programme by its code, if there is one."""
        with self._store.read():
            return self._store.programmes.by_code(code)

    def make_practice(self, **fields: str) -> Programme:
        """Make the programme to practise with, whose number marks its codes."""
        with self._store.write():
            return self._make(PRACTICE_CODE, fields, PRACTICE_NUMBER)

    def find_or_make(self, code: str, **fields: str) -> Programme:
        """Find a programme by its code or make it, with a main entrance."""
        with self._store.write():
            programme = self._store.programmes.by_code(code)
            if programme is None:
                return self._make(code, fields)
            self._change(
                SubjectType.PROGRAMME, programme.id, programme.id, asdict(programme), fields
            )
            renewed = self._store.programmes.by_code(code)
            assert renewed is not None
            return renewed

    def find_or_make_point(self, programme: Programme, name: str) -> Point:
        """Find a check-in point by its name or make it as one more door to the venue."""
        with self._store.write():
            for point in self._store.programmes.points(programme.id):
                if point.name.casefold() == name.casefold():
                    return point
            return self._make_point(programme.id, name)

    def point_meant_by(
        self, programme: Programme, name: str, *, is_new: bool
    ) -> tuple[Point, bool]:
        """Find the check-in point that a name means, and tell whether it was made just now.

        Raises:
            NewPoint: it would stand beside one of nearly that name, and nobody said that it should.
        """
        known = [point.name for point in self.points(programme)]
        is_known = name.casefold() in (other.casefold() for other in known)
        near = near_names(name, known)
        if near and not is_known and not is_new:
            raise NewPoint(name=name, near=near, known=known)
        return self.find_or_make_point(programme, name), not is_known

    def points(self, programme: Programme) -> Sequence[Point]:
        """List a programme's check-in points, the first made first."""
        with self._store.read():
            return self._store.programmes.points(programme.id)

    def sessions(self, programme: Programme) -> Sequence[Session]:
        """List a programme's sessions in the order of the day."""
        with self._store.read():
            return self._store.programmes.sessions(programme.id)

    def questions(self, programme: Programme) -> Sequence[Question]:
        """List a programme's questions in the order in which they are asked."""
        with self._store.read():
            return self._store.programmes.questions(programme.id)

    def set_sessions(self, programme: Programme, sessions: Sequence[Mapping[str, Any]]) -> None:
        """Make or change sessions, each known by its `code`."""
        with self._store.write():
            known = {
                session.code: session for session in self._store.programmes.sessions(programme.id)
            }
            for fields in sessions:
                old = known.get(fields["code"])
                now = self._clock()
                id_ = old.id if old else session_id(self._store, programme.id, fields, now)
                before = asdict(old) if old else {}
                self._change(SubjectType.SESSION, id_, programme.id, before, fields)

    def _make(self, code: str, fields: Mapping[str, str], number: int = 0) -> Programme:
        now = self._clock()
        id_ = programme_id(self._store, code, now)
        number = number or self._store.programmes.next_number()
        body = {**fields, "code": code, "number": number}
        self._store.append([set_draft(SubjectType.PROGRAMME, id_, id_, body)], now)
        self._make_point(id_, DEFAULT_POINT)
        made = self._store.programmes.by_id(id_)
        assert made is not None
        return made

    def _make_point(self, programme: str, name: str) -> Point:
        now = self._clock()
        id_ = point_id(self._store, programme, name, now)
        body = {"name": name, "place": VENUE}
        self._store.append([set_draft(SubjectType.POINT, id_, programme, body)], now)
        return Point(id_, programme, name, VENUE)

    def _change(
        self,
        type_: SubjectType,
        id_: str,
        programme: str,
        before: Mapping[str, Any],
        fields: Mapping[str, Any],
    ) -> None:
        changed = {name: value for name, value in fields.items() if before.get(name) != value}
        if changed:
            draft = set_draft(type_, id_, programme, changed)
            self._store.append([draft], self._clock())
