"""Takes over sessions from files: calendars and tables, row by row, all in one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from desktop.domain.checks import Fault, Faults, check_session
from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.spelling import normalise
from desktop.files.programme import ics
from desktop.files.transfer.plain_rows import SESSION_COLUMNS, read_plain, session_fields
from desktop.store.store import Store
from desktop.workflows.removals import removal
from desktop.workflows.wall_clock import zone_of

CALENDARS = frozenset({".ics", ".ical", ".ifb"})


class SessionRow(NamedTuple):
    """A session as a file says it: its row or line, its fields, and what is wrong with them.

    `is_called_off` says that it does not take place. `is_by_start` marks one of several slots that
    a calendar does not tell apart but by their start.
    """

    number: int
    fields: Mapping[str, str]
    faults: Mapping[str, Fault] = {}
    is_called_off: bool = False
    is_by_start: bool = False
    is_line: bool = False


class BadSession(NamedTuple):
    """A row, or line, of a file that is no session: its number, and what is wrong by field."""

    number: int
    title: str
    faults: Faults
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class SessionsTaken:
    """What an import of sessions made, and the rows left out.

    `removed` are titles of sessions that the file calls off, `kept` of those that it calls off and
    that stay, because somebody is booked or was in; `not_made` of those that were not here.
    """

    new: int
    changed: int
    bad: tuple[BadSession, ...]
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    not_made: tuple[str, ...] = ()


@dataclass(slots=True)
class Sorted:
    """The rows of a file, by what is to be done with them; changed ones with whom they change."""

    good: list[tuple[SessionRow, Session | None]] = field(default_factory=list)
    bad: list[BadSession] = field(default_factory=list)
    called_off: list[tuple[SessionRow, Session | None]] = field(default_factory=list)


def read_rows(programme: Programme, path: Path) -> list[SessionRow]:
    """Read sessions from a calendar or a table, with the numbers of their lines or rows.

    Raises:
        FileUnreadable, NotATable: it is neither.
    """
    if path.suffix.casefold() in CALENDARS:
        return [SessionRow(*row, is_line=True) for row in ics.read_sessions(path, programme)]
    zone = zone_of(programme)
    rows = read_plain(path, SESSION_COLUMNS, ("title",))
    return [
        SessionRow(row.number, session_fields(row, number, zone))
        for number, row in enumerate(rows, start=1)
    ]


def sort_rows(rows: Iterable[SessionRow], known: Sequence[Session]) -> Sorted:
    """Tell which session each row is about, and which rows are none."""
    found, met = Sorted(), set[str]()
    by_code = {normalise(session.code): session for session in known}
    rows = list(rows)
    moved = _moved(rows, known)
    for row in rows:
        code, title = normalise(row.fields.get("code", "")), row.fields.get("title", "")
        faults = dict(row.faults) or check_session(row.fields)
        if not faults and code in met:
            faults = {"code": Fault.TAKEN}
        met |= {code} - {""}
        if faults:
            found.bad.append(BadSession(row.number, title, faults, row.is_line))
            continue
        old = by_code.get(code) or moved.get(code)
        (found.called_off if row.is_called_off else found.good).append((row, old))
    return found


def _moved(rows: Sequence[SessionRow], known: Sequence[Session]) -> dict[str, Session]:
    """Match slots that a calendar tells apart by their start only: a moved one is no new session.

    Of one UID those that are not in the file any more are matched with those that were not here,
    in the order of time.
    """
    codes = {normalise(row.fields.get("code", "")) for row in rows}
    here = {normalise(session.code) for session in known}
    fresh: dict[str, list[SessionRow]] = {}
    for row in rows:
        code = normalise(row.fields.get("code", ""))
        if row.is_by_start and code not in here:
            fresh.setdefault(code.split("-")[0], []).append(row)
    found = {}
    for series, some in fresh.items():
        gone = [
            session
            for session in sorted(known, key=lambda session: session.starts_at)
            if normalise(session.code).split("-")[0] == series
            and normalise(session.code) not in codes
        ]
        some.sort(key=lambda row: row.fields.get("starts_at", ""))
        for row, session in zip(some, gone, strict=False):
            found[normalise(row.fields["code"])] = session
    return found


def used_among(store: Store, programme: Programme, sessions: Sequence[Session]) -> set[str]:
    """Name the sessions for which somebody is booked, waits, or was in."""
    if not sessions:
        return set()
    attended = store.whereabouts.ever_attended(programme.id)
    counts = store.bookings.counts([session.id for session in sessions])
    return {session for session, count in counts.items() if any(count) or session in attended}


def removal_drafts(store: Store, programme: Programme, session: Session) -> list[Draft]:
    """Take a session out with its doors."""
    doors = (
        point for point in store.programmes.points(programme.id) if point.session == session.id
    )
    gone = [subject_of(SubjectType.SESSION, session.id)]
    gone += [subject_of(SubjectType.POINT, point.id) for point in doors]
    body = removal(store)
    return [Draft(SET, subject, programme.id, body) for subject in gone]
