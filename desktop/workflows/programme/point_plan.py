"""Plans check-in points: their policies, and a door for every session at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace

from desktop.domain.checks import Fault, Faults
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import Draft, SubjectType
from desktop.domain.programme.hours import UnreadHours, read_clock, read_days
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.points import propose
from desktop.domain.programme.programme import (
    VENUE,
    Place,
    Point,
    Programme,
    Session,
    SessionBooking,
)
from desktop.domain.programme.questions import Question
from desktop.domain.spelling import normalise
from desktop.domain.staff.staff import Right
from desktop.store.store import Store
from desktop.workflows.changes import Changes
from desktop.workflows.ports import Clock, Require, all_may
from desktop.workflows.programme.programmes import point_id
from desktop.workflows.removals import removal
from desktop.workflows.wall_clock import wall_minute

# What a door made for a session begins with: half an hour before it, until it ends.
OPENS_MIN, CLOSES_MIN = "30", "0"
MAX_MINUTES = 10_000


@dataclass(frozen=True, slots=True)
class Door:
    """What a desk sees of its point, and the one that fits the hour better, if there is one."""

    point: Point
    session: Session | None
    tree: PlaceTree
    questions: tuple[Question, ...]
    proposed: Point | None
    proposed_session: Session | None


class PointPlan:
    """The check-in points of programmes."""

    def __init__(
        self, store: Store, clock: Clock, changes: Changes, require: Require = all_may
    ) -> None:
        """Work on this store; to remove may be kept to leads."""
        self._require = require
        self._store = store
        self._clock = clock
        self._changes = changes

    def save(self, programme: Programme, point: Point) -> Faults:
        """Make (empty id) or change a point; what is wrong comes back by field."""
        faults: Faults = {}
        with self._store.read():
            known = self._store.programmes.points(programme.id)
        if not point.name.strip():
            faults["name"] = Fault.MISSING
        elif any(other.id != point.id and _same(other.name, point.name) for other in known):
            faults["name"] = Fault.TAKEN
        for name in ("opens_min", "closes_min"):
            if not _is_minutes(getattr(point, name)):
                faults[name] = Fault.NOT_MINUTES
        faults |= _check_hours(point)
        if not faults:
            with self._changes.step("point") as write:
                write([self._draft(programme, _settled(point))])
        return faults

    def remove(self, programme: Programme, point: Point) -> bool:
        """Take a point out; the last one stays, because every desk stands somewhere."""
        self._require(Right.DELETION)
        with self._store.read():
            is_last = len(self._store.programmes.points(programme.id)) == 1
        if is_last:
            return False
        with self._changes.step("removed") as write:
            write([set_draft(SubjectType.POINT, point.id, programme.id, removal(self._store))])
        return True

    def for_sessions(self, programme: Programme) -> int:
        """Make a door for every session that has none; tell how many."""
        with self._changes.step("point") as write:
            book = self._store.programmes
            points, places = book.points(programme.id), book.places(programme.id)
            with_door = {point.session for point in points}
            names = {normalise(point.name) for point in points}
            drafts = []
            for session in book.sessions(programme.id):
                if session.id not in with_door:
                    point = _door(session, places, names)
                    names.add(normalise(point.name))
                    drafts.append(self._draft(programme, point))
            write(drafts)
        return len(drafts)

    def look(self, programme: Programme, here: Point, *, is_chosen: bool) -> Door:
        """Tell what the point lets through now, and which one fits the hour better.

        Args:
            programme: where the desk stands.
            here: at which point.
            is_chosen: whether somebody chose it, or the desk just began there.
        """
        with self._store.read():
            book = self._store.programmes
            points = book.points(programme.id)
            known = {session.id: session for session in book.sessions(programme.id)}
            now = wall_minute(programme, self._clock())
            fresh = next((point for point in points if point.id == here.id), here)
            proposed = propose(fresh if is_chosen else None, points, known, now)
            return Door(
                fresh,
                known.get(fresh.session),
                PlaceTree(book.places(programme.id)),
                tuple(book.questions(programme.id)),
                proposed if proposed != fresh else None,
                known.get(proposed.session) if proposed else None,
            )

    def _draft(self, programme: Programme, point: Point) -> Draft:
        body = asdict(point)
        del body["id"], body["programme"]
        body["name"] = point.name.strip()
        id_ = point.id or point_id(self._store, programme.id, body["name"], self._clock())
        return set_draft(SubjectType.POINT, id_, programme.id, body)


def _door(session: Session, places: Sequence[Place], names: set[str]) -> Point:
    """Think out the door of a session: at its vehicle or room, by its booking and size."""
    wanted = (session.vehicle, session.place)
    known = {normalise(place.name): place.id for place in places}
    place = next((known[normalise(name)] for name in wanted if normalise(name) in known), VENUE)
    day = session.starts_at[5:10]
    title = f"{next(filter(None, wanted), session.code)} – {session.title}"
    name = title if normalise(title) not in names else f"{title} ({day or session.code})"
    return Point(
        "",
        session.programme,
        name if normalise(name) not in names else f"{name} {session.code}",
        place,
        session.id,
        only_booked="yes" if session.booking == SessionBooking.NEEDED else "",
        # Of a session without times nothing can be counted.
        opens_min=OPENS_MIN if session.starts_at else "",
        closes_min=CLOSES_MIN if session.ends_at else "",
    )


def _check_hours(point: Point) -> Faults:
    """Find what is wrong with hours of the clock and days."""
    faults: Faults = {}
    for name in ("opens_at", "closes_at"):
        if _fails(read_clock, getattr(point, name)):
            faults[name] = Fault.NOT_A_CLOCK
    if _fails(read_days, point.on_days):
        faults["on_days"] = Fault.NOT_DAYS
    return faults


def _fails(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except UnreadHours:
        return True
    return False


def _settled(point: Point) -> Point:
    """Write hours of the clock in one way."""
    hours = (read_clock(text) for text in (point.opens_at, point.closes_at))
    opens, closes = (f"{hour:%H:%M}" if hour else "" for hour in hours)
    return replace(point, opens_at=opens, closes_at=closes)


def _same(name: str, other: str) -> bool:
    return normalise(name) == normalise(other)


def _is_minutes(text: str) -> bool:
    return not text or (text.isdecimal() and int(text) <= MAX_MINUTES)
