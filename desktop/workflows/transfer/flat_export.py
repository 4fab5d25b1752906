"""Flat files for other systems: attendees, movements and sessions, whole or only what changed.

The columns are documented in docs/export-columns.md and keep their names and order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from desktop.domain.attendees.fields import FLAT_ATTENDEE_COLUMNS, MOVEMENT_COLUMNS, SESSION_COLUMNS
from desktop.domain.attendees.registration import MERGED, Attendee
from desktop.domain.failures import WorkStopped
from desktop.domain.journal.bodies import MOVE, said_ms
from desktop.domain.journal.entry import EntryId, split_subject
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.staff.staff import Right
from desktop.files.tables.table_write import write_table
from desktop.store.engine.slices import OnStore
from desktop.store.journal.changed import News
from desktop.store.store import Store
from desktop.workflows.ports import Clock, Require, all_may, directly, never
from desktop.workflows.transfer.export import attendee_values, iso_time

_OF_SESSION = ("code", "title", "kind", "place", "starts_at", "ends_at", "capacity")
_UNSAFE = re.compile(r"[^\w-]+")
REMOVED = "yes"
_PAGE = 200


_Read = Callable[[Programme, Sequence[Any]], list[dict[str, str]]]


class Flat(StrEnum):
    """Which file."""

    ATTENDEES = "attendees"
    MOVEMENTS = "movements"
    SESSIONS = "sessions"


class FlatExport:
    """Writes flat files; remembers for each programme and file what the last one had."""

    def __init__(self, store: Store, clock: Clock, require: Require = all_may) -> None:
        """Read from this store; to export may be kept to leads."""
        self._store = store
        self._require = require
        self._clock = clock

    def write(
        self,
        what: Flat,
        programme: Programme,
        target: Path,
        *,
        only_changed: bool = False,
        on_store: OnStore = directly,
        is_stopped: Callable[[], bool] = never,
    ) -> int:
        """Write a file and tell how many rows it has; the next one of changes begins after it.

        Raises:
            FileUnwritable, WorkStopped: no file was made, and the next one of changes begins where
                this one would have.
        """
        self._require(Right.EXPORT)
        return self._write(what, programme, target, only_changed, on_store, is_stopped)

    def _write(
        self,
        what: Flat,
        programme: Programme,
        target: Path,
        only_changed: bool,
        on_store: OnStore,
        is_stopped: Callable[[], bool] = never,
    ) -> int:
        mark, news = self._news(what, programme, only_changed, on_store)
        rows = self._rows(what, programme, news, on_store, is_stopped)
        count = write_table(target, _COLUMNS[what], rows)
        on_store(partial(self._keep_mark, what, programme, mark))
        return count

    def write_news(
        self, programme: Programme, folder: Path, on_store: OnStore = directly
    ) -> list[Path]:
        """Write what changed into a watched folder, one file for each kind that has any.

        A lead set it up: it goes on whoever is at the desk.

        Raises:
            FileUnwritable: the folder takes nothing; what is missing comes the next time.
        """
        moment = datetime.fromtimestamp(self._clock() / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
        made = []
        for what in Flat:
            _mark, news = self._news(what, programme, True, on_store)
            if _concerns(what, news):
                target = folder / f"{_UNSAFE.sub('-', programme.code)}-{what.value}-{moment}.csv"
                self._write(what, programme, target, True, on_store)
                made.append(target)
        return made

    def _news(
        self, what: Flat, programme: Programme, only_changed: bool, on_store: OnStore
    ) -> tuple[dict[str, int], News]:
        with self._store.read():
            mark, before = on_store(partial(self._marks, what, programme))
            since = before if only_changed else {}
            return mark, self._store.changed.since(since, programme.id, mark, on_store)

    def _marks(self, what: Flat, programme: Programme) -> tuple[dict[str, int], dict[str, int]]:
        """Give the newest entry of each desk, now and at the last export."""
        heads = self._store.journal.known_heads()
        newest = {desk: head.number for desk, head in heads.items()}
        return newest, self._mark(what, programme)

    def _rows(
        self,
        what: Flat,
        programme: Programme,
        news: News,
        on_store: OnStore,
        is_stopped: Callable[[], bool],
    ) -> Iterator[list[str]]:
        read, ids = self._reader(what, news)
        for start in range(0, len(ids), _PAGE):
            if is_stopped():
                raise WorkStopped(done=start)
            for values in on_store(partial(read, programme, ids[start : start + _PAGE])):
                yield [values.get(column, "") for column in _COLUMNS[what]]

    def _reader(self, what: Flat, news: News) -> tuple[_Read, Sequence[Any]]:
        if what is Flat.ATTENDEES:
            return self._attendees, sorted(news.registrations)
        if what is Flat.MOVEMENTS:
            return self._movements, news.movements
        return self._sessions, sorted(news.sessions)

    def _attendees(self, programme: Programme, ids: Sequence[str]) -> list[dict[str, str]]:
        with self._store.read():
            sessions = self._store.programmes.sessions(programme.id)
            people = {attendee.id: attendee for attendee in self._store.registrations.by_ids(ids)}
        return [_attendee(id_, people.get(id_), sessions) for id_ in ids]

    def _movements(self, _programme: Programme, ids: Sequence[EntryId]) -> list[dict[str, str]]:
        with self._store.read():
            names = self._store.desk_names()
            rows = []
            for id_ in ids:
                entry = self._store.journal.find(id_)
                if entry is None or entry.kind != MOVE or entry.body.get("detail") == MERGED:
                    continue
                own = split_subject(entry.subject)[1]
                who = self._store.registrations.by_id(own)
                if who and who.registration.merged_into:
                    own = who.registration.merged_into
                    who = self._store.registrations.by_id(own) or who
                at_ms = said_ms(entry)
                undone_ms = self._store.verdicts.undone_ms(entry.programme, at_ms, id_)
                body = {key: str(entry.body.get(key, "")) for key in ("direction", "point", "place",
                                                                      "detail")}  # fmt: skip
                rows.append(body | {
                    "movement_id": f"{id_.desk}-{id_.number}",
                    "at": iso_time(at_ms),
                    "registration_id": own,
                    "person_id": who.person.id if who else "",
                    "full_name": who.name if who else "",
                    "session_id": entry.body.get("session", ""),
                    "desk": names.get(id_.desk, id_.desk),
                    "undone_at": iso_time(undone_ms),
                })  # fmt: skip
        return rows

    def _sessions(self, programme: Programme, ids: Sequence[str]) -> list[dict[str, str]]:
        with self._store.read():
            sessions = {
                session.id: session for session in self._store.programmes.sessions(programme.id)
            }
            seats = self._store.bookings.counts([id_ for id_ in ids if id_ in sessions])
            rows = []
            for id_ in ids:
                session = sessions.get(id_)
                if session is None:
                    rows.append({"session_id": id_, "removed": REMOVED})
                    continue
                booked, waiting = seats[id_]
                inside = self._store.whereabouts.count_attending(programme.id, id_)
                own = {name: str(getattr(session, name)) for name in _OF_SESSION}
                counts = {"booked": str(booked), "waiting": str(waiting), "inside": str(inside)}
                rows.append({**own, "session_id": id_, **counts})
        return rows

    def _mark(self, what: Flat, programme: Programme) -> dict[str, int]:
        text = self._store.setting(_mark_name(what, programme))
        return dict(json.loads(text)) if text else {}

    def _keep_mark(self, what: Flat, programme: Programme, mark: dict[str, int]) -> None:
        with self._store.write():
            self._store.keep_setting(_mark_name(what, programme), json.dumps(mark))


_COLUMNS = {
    Flat.ATTENDEES: FLAT_ATTENDEE_COLUMNS,
    Flat.MOVEMENTS: MOVEMENT_COLUMNS,
    Flat.SESSIONS: SESSION_COLUMNS,
}


def _concerns(what: Flat, news: News) -> bool:
    return bool({Flat.ATTENDEES: news.registrations, Flat.MOVEMENTS: news.movements,
                 Flat.SESSIONS: news.sessions}[what])  # fmt: skip


def _mark_name(what: Flat, programme: Programme) -> str:
    return f"exported:{what.value}:{programme.id}"


def _attendee(id_: str, attendee: Attendee | None, sessions: Sequence[Session]) -> dict[str, str]:
    """Give one row; who was taken out or merged into another one is told as removed."""
    if attendee is None or attendee.registration.merged_into:
        return {"registration_id": id_, "removed": REMOVED}
    ids = {"registration_id": id_, "person_id": attendee.person.id}
    return attendee_values(attendee, sessions) | ids
