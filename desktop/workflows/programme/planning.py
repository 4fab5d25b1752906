"""Plans a programme: its facts, sessions, places and questions, typed by hand or from files."""

from __future__ import annotations

import zoneinfo
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from desktop.domain.attendees.attendee_filter import Column
from desktop.domain.attendees.type_words import type_key
from desktop.domain.checkin.validity import read_type_days, unread_type_days
from desktop.domain.checks import Fault, Faults, check_programme, check_session
from desktop.domain.journal.bodies import SET, set_draft
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.programme.clashes import Clash, find_clashes
from desktop.domain.programme.hours import UnreadHours, read_clock
from desktop.domain.programme.places import Branch, PlaceTree, in_tree_order
from desktop.domain.programme.points import MAX_DIGITS
from desktop.domain.programme.programme import (
    DEFAULT_POINT,
    VENUE,
    Place,
    Point,
    Programme,
    Session,
)
from desktop.domain.programme.questions import Kind, Question, read_number
from desktop.domain.spelling import normalise
from desktop.domain.staff.staff import Right
from desktop.store.store import Store
from desktop.workflows.attendees.registry import Registry
from desktop.workflows.attendees.sessions import Seats
from desktop.workflows.changes import Changes, Write
from desktop.workflows.ports import Clock, Require, all_may
from desktop.workflows.programme.credit_types import credit_types
from desktop.workflows.programme.programmes import point_id, programme_id, session_id
from desktop.workflows.programme.session_files import (
    FILE_SAYS,
    SESSION_FIELDS,
    SessionRow,
    SessionsTaken,
    Sorted,
    Wanted,
    file_said,
    merged_fields,
    read_rows,
    removal_drafts,
    sort_rows,
    used_among,
)
from desktop.workflows.removals import removal
from desktop.workflows.shared_ids import shared_or_new
from desktop.workflows.wall_clock import on_wall, wall_minute

# Of more ticket types nobody is told which one is missing.
MOST_TYPES = 2_000
PROGRAMME_FIELDS = tuple(f.name for f in fields(Programme) if f.name not in {"id", "number"})
_TYPES: Mapping[type, SubjectType] = {
    Session: SubjectType.SESSION, Place: SubjectType.PLACE, Question: SubjectType.QUESTION,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole programme as its page shows it; `now` is an ISO minute on its own wall clock."""

    programme: Programme
    sessions: tuple[Session, ...]
    seats: Mapping[str, Seats]
    clashes: tuple[Clash, ...]
    places: tuple[Branch, ...]
    questions: tuple[Question, ...]
    points: tuple[Point, ...]
    inside: int
    expected: int
    now: str


class Planning:
    """Programmes before the event."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        changes: Changes,
        registry: Registry,
        require: Require = all_may,
    ) -> None:
        """Work on this store; to remove may be kept to leads."""
        self._require = require
        self._store = store
        self._clock = clock
        self._changes = changes
        self._registry = registry

    @property
    def credit_types(self) -> dict[str, str]:
        """The names of the kinds of credit, by id."""
        return {id_: type_.name for id_, type_ in credit_types().items()}

    def plan(self, id_: str) -> Plan:
        """Read all of a programme."""
        with self._store.read():
            book = self._store.programmes
            programme = book.by_id(id_)
            assert programme is not None
            sessions = tuple(book.sessions(id_))
            counts = self._store.bookings.counts([session.id for session in sessions])
            return Plan(
                programme,
                sessions,
                {session: Seats(*pair) for session, pair in counts.items()},
                tuple(find_clashes(sessions)),
                tuple(in_tree_order(book.places(id_))),
                tuple(book.questions(id_)),
                tuple(book.points(id_)),
                *self._store.registrations.count(id_),
                wall_minute(programme, self._clock()),
            )

    def save_programme(self, id_: str, typed: Mapping[str, str]) -> Programme | Faults:
        """Make (empty id) or change a programme; what is wrong comes back by field."""
        faults = check_programme(typed)
        zone = typed.get("time_zone", "")
        if zone and zone not in zoneinfo.available_timezones():
            faults["time_zone"] = Fault.UNKNOWN_ZONE
        faults |= _check_door_rules(typed)
        with self._store.read():
            other = self._store.programmes.by_code(typed.get("code", "").strip())
        if other and other.id != id_:
            faults["code"] = Fault.TAKEN
        if faults:
            return faults
        body: dict[str, Any] = {name: typed.get(name, "").strip() for name in PROGRAMME_FIELDS}
        body["capacity"] = int(body["capacity"] or 0)
        body["title"] = body["title"] or body["code"]
        with self._changes.step("programme") as write:
            made = id_ or programme_id(self._store, body["code"], self._clock())
            if not id_:
                body["number"] = self._store.programmes.next_number()
            write([set_draft(SubjectType.PROGRAMME, made, made, body)])
            if not id_:
                point = {"name": DEFAULT_POINT, "place": VENUE}
                door = point_id(self._store, made, DEFAULT_POINT, self._clock())
                subject = subject_of(SubjectType.POINT, door)
                write([Draft(SET, subject, made, point)])
            else:
                self._registry.waiting_lists.fill_all(made, write)
            saved = self._store.programmes.by_id(made)
        assert saved is not None
        return saved

    def unmatched_types(self, programme: Programme) -> list[str]:
        """Name the types whose days a programme says and that nobody here has.

        Nothing is named while nobody is registered.
        """
        with self._store.read():
            if self._store.registrations.is_empty(programme.id):
                return []
            values = self._store.roster.values(programme.id, Column.TYPE, MOST_TYPES)
            here = {type_key(value.text) for value in values}
        said = (each.type for each in read_type_days(programme.ticket_days))
        return [each for each in said if type_key(each) not in here]

    def save_zone(self, programme: Programme, zone: str) -> Programme | Faults:
        """Say in which time zone a programme is; what is wrong comes back by field."""
        if zone not in zoneinfo.available_timezones():
            return {"time_zone": Fault.UNKNOWN_ZONE if zone else Fault.MISSING}
        with self._changes.step("programme") as write:
            body = {"time_zone": zone}
            write([set_draft(SubjectType.PROGRAMME, programme.id, programme.id, body)])
        return replace(programme, time_zone=zone)

    def save_session(
        self, programme: Programme, id_: str, typed: Mapping[str, str]
    ) -> Session | Faults:
        """Make (empty id) or change a session; what is wrong comes back by field."""
        typed = _on_wall(programme, typed)
        faults = check_session(typed)
        with self._store.read():
            known = self._store.programmes.sessions(programme.id)
        code = normalise(typed.get("code", ""))
        if any(session.id != id_ and normalise(session.code) == code for session in known):
            faults["code"] = Fault.TAKEN
        if faults:
            return faults
        with self._changes.step("session") as write:
            made = id_ or session_id(self._store, programme.id, typed, self._clock())
            write([self._session_draft(programme, made, typed)])
            self._add_places(programme, [typed.get("place", "")], write)
            self._registry.waiting_lists.fill_all(programme.id, write)
            sessions = self._store.programmes.sessions(programme.id)
        return next(session for session in sessions if session.id == made)

    def remove(self, programme: Programme, subject: Session | Place | Question) -> bool:
        """Take a session with its doors, a place or a question out of a programme.

        A place stays while somebody is inside or a point leads into it: False.
        """
        self._require(Right.DELETION)
        if isinstance(subject, Place) and self._is_in_use(programme, subject):
            return False
        with self._changes.step("removed") as write:
            if isinstance(subject, Session):
                write(removal_drafts(self._store, programme, subject))
                return True
            type_ = _TYPES[type(subject)]
            write([set_draft(type_, subject.id, programme.id, removal(self._store))])
        return True

    def save_place(self, programme: Programme, place: Place) -> None:
        """Make (empty id) or change a place in the tree; none lies in itself."""
        with self._store.read():
            tree = PlaceTree(self._store.programmes.places(programme.id))
        if place.id and tree.is_within(place.parent, place.id):
            place = replace(place, parent="")
        with self._changes.step("place") as write:
            id_ = place.id or self._shared(SubjectType.PLACE, programme, place.name)
            body = {
                "name": place.name, "kind": place.kind, "parent": place.parent,
                "capacity": place.capacity,
            }  # fmt: skip
            write([set_draft(SubjectType.PLACE, id_, programme.id, body)])

    def save_question(self, programme: Programme, question: Question) -> Faults:
        """Make (empty id) or change a question; what is wrong comes back by field."""
        faults: Faults = {}
        if not question.text.strip():
            faults["text"] = Fault.MISSING
        for name in ("least", "most"):
            if getattr(question, name) and read_number(getattr(question, name)) is None:
                faults[name] = Fault.NOT_A_NUMBER
        least, most = read_number(question.least), read_number(question.most)
        if least is not None and most is not None and most < least:
            faults["most"] = Fault.TOO_SMALL
        if question.kind == Kind.CHOICE and len(question.choice_list) < 2:
            faults["choices"] = Fault.MISSING
        if not faults:
            with self._changes.step("question") as write:
                id_ = question.id or self._shared(SubjectType.QUESTION, programme, question.text)
                body = asdict(question)
                del body["id"], body["programme"]
                write([set_draft(SubjectType.QUESTION, id_, programme.id, body)])
        return faults

    def read_sessions(self, programme: Programme, path: Path) -> list[SessionRow]:
        """Read sessions from a calendar or a table, with the numbers of their lines or rows.

        Raises:
            FileUnreadable, NotATable: it is neither.
        """
        return read_rows(programme, path)

    def foresee_sessions(self, programme: Programme, rows: Sequence[SessionRow]) -> SessionsTaken:
        """Tell what taking over these rows would do."""
        with self._store.read():
            found = self._sorted(programme, rows)
            changed = [wanted for wanted in found.good if wanted.changes]
            new = sum(wanted.old is None for wanted in found.good)
            used = used_among(self._store, programme, _known_off(found))
        return _taken(found, new, len(changed), used)

    def take_sessions(self, programme: Programme, rows: Sequence[SessionRow]) -> SessionsTaken:
        """Make or change sessions by their codes, all in one step; wrong rows stay out.

        What a calendar calls off goes only if nobody is booked or was in.
        """
        new = changed = 0
        with self._changes.step("sessions") as write:
            found = self._sorted(programme, rows)
            for wanted in found.good:
                new, changed = new + (wanted.old is None), changed + wanted.changes
                if draft := self._wanted_draft(programme, wanted):
                    write([draft])
            used = used_among(self._store, programme, _known_off(found))
            for old in _known_off(found):
                if old.id not in used:
                    write(removal_drafts(self._store, programme, old))
            places = [wanted.row.fields.get("place", "") for wanted in found.good]
            self._add_places(programme, places, write)
        return _taken(found, new, changed, used)

    def write_calendar(
        self, programme: Programme, target: Path, sessions: Sequence[Session]
    ) -> int:
        """Write sessions as a calendar file and tell how many have times.

        Raises:
            FileUnwritable: the folder or the disk does not take it.
        """
        from desktop.files.programme import ics  # noqa: PLC0415

        return ics.write_sessions(target, programme, sessions)

    def zones(self) -> list[str]:
        """List the names of time zones."""
        return sorted(zoneinfo.available_timezones())

    def _is_in_use(self, programme: Programme, place: Place) -> bool:
        with self._store.read():
            points = self._store.programmes.points(programme.id)
            inside = self._store.whereabouts.count_within(programme.id, [place.id])
        return bool(inside) or any(point.place == place.id for point in points)

    def _shared(self, type_: SubjectType, programme: Programme, name: str) -> str:
        return shared_or_new(self._store, type_, (programme.id, name), self._clock())

    def _sessions(self, programme: Programme) -> Sequence[Session]:
        return self._store.programmes.sessions(programme.id)

    def _sorted(self, programme: Programme, rows: Sequence[SessionRow]) -> Sorted:
        said_of = partial(file_said, self._store)
        return sort_rows(_all_on_wall(programme, rows), self._sessions(programme), said_of)

    def _wanted_draft(self, programme: Programme, wanted: Wanted) -> Draft | None:
        """Write what a file wants of a session, and what it says; nothing where all is known."""
        row, old, news = wanted
        says = dict(row.fields)
        if old and not wanted.changes:
            if file_said(self._store, old) == says:
                return None
            return set_draft(SubjectType.SESSION, old.id, programme.id, {FILE_SAYS: says})
        made = old.id if old else ""
        made = made or session_id(self._store, programme.id, row.fields, self._clock())
        draft = self._session_draft(programme, made, merged_fields(old, news))
        return draft._replace(body={**draft.body, FILE_SAYS: says})

    def _session_draft(self, programme: Programme, id_: str, typed: Mapping[str, str]) -> Draft:
        body: dict[str, Any] = {
            name: typed[name].strip() for name in SESSION_FIELDS if name in typed
        }
        body["capacity"] = int(body.get("capacity") or 0)
        body["credit_hours"] = body.get("credit_hours", "").replace(",", ".")
        return set_draft(SubjectType.SESSION, id_, programme.id, body)

    def _add_places(self, programme: Programme, names: Sequence[str], write: Write) -> None:
        """Put places that sessions name into the tree, once each."""
        known = {normalise(place.name) for place in self._store.programmes.places(programme.id)}
        for name in dict.fromkeys(names):
            if name and normalise(name) not in known:
                known.add(normalise(name))
                id_ = self._shared(SubjectType.PLACE, programme, name)
                subject = subject_of(SubjectType.PLACE, id_)
                body = {"name": name, "kind": "room", "parent": ""}
                write([Draft(SET, subject, programme.id, body)])


def _known_off(found: Sorted) -> list[Session]:
    return [old for _row, old in found.called_off if old]


def _taken(found: Sorted, new: int, changed: int, used: Collection[str]) -> SessionsTaken:
    off = _known_off(found)
    return SessionsTaken(
        new,
        changed,
        tuple(found.bad),
        tuple(session.title for session in off if session.id not in used),
        tuple(session.title for session in off if session.id in used),
        tuple(row.fields.get("title", "") for row, old in found.called_off if old is None),
        tuple(found.missing),
    )


def _all_on_wall(programme: Programme, rows: Iterable[SessionRow]) -> list[SessionRow]:
    return [row._replace(fields=_on_wall(programme, row.fields)) for row in rows]


def _on_wall(programme: Programme, typed: Mapping[str, str]) -> dict[str, str]:
    """Write times that name their own zone as those of the programme's wall clock."""
    moments = {name: on_wall(programme, typed.get(name, "")) for name in ("starts_at", "ends_at")}
    return dict(typed) | {name: moment for name, moment in moments.items() if name in typed}


def _check_door_rules(typed: Mapping[str, str]) -> Faults:
    """Find what is wrong with what a programme says to all of its doors."""
    faults: Faults = {}
    try:
        read_clock(typed.get("empties_at", ""))
    except UnreadHours:
        faults["empties_at"] = Fault.NOT_A_CLOCK
    held = typed.get("held_min", "").strip()
    if held and not (held.isdecimal() and len(held) <= MAX_DIGITS):
        faults["held_min"] = Fault.NOT_MINUTES
    if unread_type_days(typed.get("ticket_days", "")):
        faults["ticket_days"] = Fault.NOT_TYPE_DAYS
    return faults
