"""Takes over sessions from files: calendars and tables, row by row, all in one step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import count
from pathlib import Path
from typing import NamedTuple

from desktop.domain.checks import Fault, Faults, check_session
from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.journal.fold import fold
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.spelling import normalise
from desktop.files.programme.calendar_files import is_calendar
from desktop.files.transfer.plain_rows import SESSION_COLUMNS, read_plain, session_fields
from desktop.store.store import Store
from desktop.workflows.programme.programmes import OF_CALENDAR
from desktop.workflows.removals import removal
from desktop.workflows.wall_clock import zone_of

# Under this name an entry of a session notes what the file said.
FILE_SAYS = "file_says"
# A letter and six figures: what codes of calendars of all versions begin with.
OLD_SERIES = 7
SESSION_FIELDS = tuple(f.name for f in fields(Session) if f.name not in {"id", "programme"})


class SessionRow(NamedTuple):
    """A session as a file says it: its row or line, its fields, and what is wrong with them.

    `is_called_off` says that it does not take place.
    """

    number: int
    fields: Mapping[str, str]
    faults: Mapping[str, Fault] = {}
    is_called_off: bool = False
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
    `missing` are of series that the file has, and not in it any more: they stay.
    """

    new: int
    changed: int
    bad: tuple[BadSession, ...]
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    not_made: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """A good row, the session that it is about, and the fields that the file says anew."""

    row: SessionRow
    old: Session | None
    news: Mapping[str, str]

    @property
    def changes(self) -> bool:
        """Whether a known session would say anything otherwise."""
        return self.old is not None and (
            merged_fields(self.old, self.news) != merged_fields(self.old, {})
        )


@dataclass(slots=True)
class Sorted:
    """The rows of a file, by what is to be done with them; changed ones with whom they change."""

    good: list[Wanted] = field(default_factory=list)
    bad: list[BadSession] = field(default_factory=list)
    called_off: list[tuple[SessionRow, Session | None]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def read_rows(programme: Programme, path: Path) -> list[SessionRow]:
    """Read sessions from a calendar or a table, with the numbers of their lines or rows.

    Raises:
        FileUnreadable, NotATable: it is neither.
    """
    if is_calendar(path):
        from desktop.files.programme import ics  # noqa: PLC0415

        return [SessionRow(*row, is_line=True) for row in ics.read_sessions(path, programme)]
    zone = zone_of(programme)
    rows = read_plain(path, SESSION_COLUMNS, ("title",))
    return [SessionRow(row.number, session_fields(row, zone)) for row in rows]


def file_said(store: Store, session: Session) -> dict[str, str]:
    """Give what a file said of a session the last time; what a hand changed since stays."""
    entries = store.journal.of_subject(subject_of(SubjectType.SESSION, session.id))
    said = fold(entries).fields.get(FILE_SAYS)
    return said if isinstance(said, dict) else {}


def sort_rows(
    rows: Iterable[SessionRow],
    known: Sequence[Session],
    said_of: Callable[[Session], Mapping[str, str]],
) -> Sorted:
    """Tell which session each row is about, and which rows are none.

    Of a known session a file changes only what it says otherwise than the last time.
    """
    found, met = Sorted(), set[str]()
    rows = _with_codes(list(rows), known)
    by_code = {normalise(session.code): session for session in known}
    moved, found.missing = _moved(rows, known)
    for row in rows:
        code, title = normalise(row.fields.get("code", "")), row.fields.get("title", "")
        old = by_code.get(code) or moved.get(code)
        news = _news(row, said_of(old)) if old else row.fields
        faults = dict(row.faults) or check_session(merged_fields(old, news))
        if not faults and code in met:
            faults = {"code": Fault.TAKEN}
        met |= {code} - {""}
        if faults:
            found.bad.append(BadSession(row.number, title, faults, row.is_line))
            continue
        if row.is_called_off:
            found.called_off.append((row, old))
        else:
            found.good.append(Wanted(row, old, news))
    return found


def _news(row: SessionRow, said: Mapping[str, str]) -> dict[str, str]:
    """Keep what a row says otherwise than the last time; the code says which session it is."""
    return {
        name: text
        for name, text in row.fields.items()
        if text and (name == "code" or text != said.get(name))
    }


def merged_fields(old: Session | None, fields: Mapping[str, str]) -> dict[str, str]:
    """Give what a session would say: what a row leaves blank stays."""
    if old is None:
        return dict(fields)
    before = {name: str(getattr(old, name)) for name in SESSION_FIELDS}
    before["capacity"] = str(old.capacity or "")
    return before | {name: text for name, text in fields.items() if text}


def _with_codes(rows: Sequence[SessionRow], known: Sequence[Session]) -> list[SessionRow]:
    """Give rows without a code that of the session they are about, or the next free one.

    Who reads a table again may have put a row in front: the number of a row says nothing. A
    session is known by title and start, else by a title that is there once.
    """
    named = {normalise(row.fields.get("code", "")) for row in rows}
    free = [session for session in known if normalise(session.code) not in named]
    titles = Counter(normalise(row.fields.get("title", "")) for row in rows)
    codes: dict[int, str] = {}
    for is_exact in (True, False):
        for index, row in enumerate(rows):
            if row.faults or row.fields.get("code") or index in codes:
                continue
            fits = [session for session in free if _is_about(row, session, is_exact=is_exact)]
            if fits and (is_exact or (len(fits) == 1 and titles[_title(row)] == 1)):
                codes[index] = fits[0].code
                free.remove(fits[0])
    taken = named | {normalise(session.code) for session in known}
    return [
        row._replace(fields={**row.fields, "code": codes.get(index) or _free_code(taken)})
        if not row.faults and not row.fields.get("code")
        else row
        for index, row in enumerate(rows)
    ]


def _is_about(row: SessionRow, session: Session, *, is_exact: bool) -> bool:
    is_same = _title(row) == normalise(session.title)
    return is_same and (not is_exact or row.fields.get("starts_at", "") == session.starts_at)


def _title(row: SessionRow) -> str:
    return normalise(row.fields.get("title", ""))


def _free_code(taken: set[str]) -> str:
    code = next(f"S{n:02d}" for n in count(1) if normalise(f"S{n:02d}") not in taken)
    taken.add(normalise(code))
    return code


def _series(code: str) -> str:
    """Give the part of a calendar's code that all slots of one UID share, also of older Musters.

    Nothing for a code that no foreign calendar gave.
    """
    return code[:OLD_SERIES] if OF_CALENDAR.fullmatch(code) else ""


def _moved(
    rows: Sequence[SessionRow], known: Sequence[Session]
) -> tuple[dict[str, Session], list[str]]:
    """Match slots of a calendar by their UID first: a moved one is no new session.

    Of one UID those that are not in the file any more are matched with those that were not here:
    of the same start first, then in the order of time. What is left of it is named.
    """
    codes = {normalise(row.fields.get("code", "")) for row in rows}
    here = {normalise(session.code) for session in known}
    fresh: dict[str, list[SessionRow]] = {}
    for row in rows:
        if series := _series(row.fields.get("code", "")):
            some = fresh.setdefault(series, [])
            if normalise(row.fields["code"]) not in here:
                some.append(row)
    found: dict[str, Session] = {}
    missing = []
    for series, some in fresh.items():
        gone = [each for each in sorted(known, key=_starts_at) if _series(each.code) == series
                and normalise(each.code) not in codes]  # fmt: skip
        some.sort(key=lambda row: row.fields.get("starts_at", ""))
        for is_exact in (True, False):
            for row in list(some):
                start = row.fields.get("starts_at", "")
                fits = [each for each in gone if not is_exact or each.starts_at == start]
                if fits:
                    found[normalise(row.fields["code"])] = fits[0]
                    gone.remove(fits[0])
                    some.remove(row)
        missing += [session.title for session in gone]
    return found, missing


def _starts_at(session: Session) -> str:
    return session.starts_at


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
