"""What happens when somebody shows a code or is picked by name: one pure function over facts.

The order of checks follows pretix (libpretixsync, `AsyncCheckProvider`): the code, the state of
the registration, then the point's own rules; being in already is said before what else is
missing, because that is what the desk must know first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, tzinfo
from typing import NamedTuple

from desktop.domain.attendees.agenda import booked
from desktop.domain.attendees.registration import Attendee, Direction, Presence, Status
from desktop.domain.attendees.type_words import type_key
from desktop.domain.checkin.outcomes import (
    Admitted,
    AlreadyIn,
    Authority,
    Blocked,
    BookedElsewhere,
    Cancelled,
    CheckedOut,
    Closed,
    Crowd,
    Full,
    NeedsAnswer,
    NoReentry,
    NotBooked,
    NotConfirmed,
    NotForType,
    NotIn,
    Obstacle,
    OnWaitingList,
    Outcome,
    TooEarly,
    Unpaid,
    Unready,
    WaitsForSession,
    WrongWay,
    who_may_pass_over,
)
from desktop.domain.programme import questions
from desktop.domain.programme.booking import overlapping
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.points import instants_of, limits_of, wall_text, window_of
from desktop.domain.programme.programme import (
    VENUE,
    CapacityRule,
    Point,
    PointWay,
    Programme,
    Reentry,
    Session,
)

# Kinds at whose doors nobody is asked what else they booked.
BUS, MEAL = "bus", "meal"


class Visit(NamedTuple):
    """An earlier admission to the same place for the same session, which still counts."""

    at_ms: int
    desk: str


@dataclass(frozen=True, slots=True)
class CheckinRequest:
    """Somebody stands at a point of a programme and wants in or out.

    `now_ms` is UTC, `now` the same as ISO minute of the programme's wall clock, `day_began_ms`
    the midnight before it. `passed_over` are the words of verdicts that were read and passed
    over, each with the authority of whoever did. `inside` counts who is in the point's place,
    `attending` who is inside for its session; `asks` are the questions of this door; `sessions`
    are the programme's. `has_lost_question` tells that one the door names is not there any more.
    Where the programme says its time `zone`, hours are compared as true time.
    """

    programme: Programme
    point: Point
    direction: Direction
    now_ms: int
    passed_over: Mapping[str, Authority] = field(default_factory=dict)
    asks: tuple[questions.Question, ...] = ()
    now: str = ""
    day_began_ms: int = 0
    inside: int = 0
    attending: int = 0
    sessions: tuple[Session, ...] = ()
    tree: PlaceTree = field(default_factory=PlaceTree)
    has_lost_question: bool = False
    zone: tzinfo | None = None

    @property
    def session(self) -> Session | None:
        """The session that the point is a door to."""
        return next(
            (session for session in self.sessions if session.id == self.point.session), None
        )


def decide(request: CheckinRequest, attendee: Attendee, visits: Sequence[Visit] = ()) -> Outcome:
    """Say what happens when this attendee wants through."""
    passed = []
    for obstacle in _obstacles(request, attendee, visits):
        authority = request.passed_over.get(obstacle.slug)
        if authority is None or authority < who_may_pass_over(obstacle, request.point):
            return obstacle
        passed.append(obstacle.slug)
    if request.direction is Direction.OUT:
        return _checked_out(request, attendee, tuple(passed))
    return _admitted(request, attendee, tuple(passed))


def _admitted(request: CheckinRequest, attendee: Attendee, passed: tuple[str, ...]) -> Admitted:
    presence = attendee.registration.presence
    is_here = _is_here(request, presence)
    return Admitted(
        attendee,
        request.point,
        request.now_ms,
        again=is_here,
        # Who comes in over the limit was let in by a point that only warns, or all the same.
        crowd=_crowd(request, presence),
        left=None if is_here else presence,
        overrode=passed,
        begins=_far_begin(request),
        unseen=attendee.registration.unseen,
    )


def _far_begin(request: CheckinRequest) -> str:
    """Give the programme's first day where it is more than a day away: is this the right one?"""
    begins, today = request.programme.starts_on, request.now[:10]
    if not begins or not today or begins <= today:
        return ""
    try:
        days = (date.fromisoformat(begins) - date.fromisoformat(today)).days
    except ValueError:
        return ""
    return begins if days > 1 else ""


def _checked_out(
    request: CheckinRequest, attendee: Attendee, passed: tuple[str, ...]
) -> CheckedOut:
    """Let somebody out into what lies around the place; who was beyond that is away.

    The door of a session that has no room of its own leads out into the venue.
    """
    point, presence = request.point, attendee.registration.presence
    has_no_room = point.session and point.place == VENUE
    to = VENUE if has_no_room else request.tree.around(point.place)
    is_near = presence is not None and request.tree.is_within(presence.place, to)
    return CheckedOut(attendee, point, request.now_ms, to if is_near else "", passed)


def _obstacles(
    request: CheckinRequest, attendee: Attendee, visits: Sequence[Visit]
) -> Iterator[Obstacle]:
    """Name all that stands in the way, the first thing to say first."""
    point, way = request.point, request.direction
    if point.direction not in (PointWay.BOTH, way.value):
        yield WrongWay(attendee, way)
    if way is Direction.OUT:
        yield from _kept_from_leaving(request, attendee)
        return
    yield from _refused(attendee)
    yield from _unready(request, attendee)
    yield from _been_here(request, attendee, visits)
    yield from _not_confirmed(attendee)
    yield from _not_for_them(request, attendee)
    yield from _not_now(request, attendee)
    # Whoever finds no room has not paid for it.
    crowd = _crowd(request, attendee.registration.presence)
    if crowd and point.capacity_rule != CapacityRule.WARN:
        yield Full(attendee, crowd)
    if attendee.registration.is_unpaid:
        yield Unpaid(attendee, attendee.registration.due)
    yield from _asked(request, attendee)


def _asked(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
    open_questions = questions.still_open(
        request.asks, attendee.registration.answered, has_photo=bool(attendee.person.photo)
    )
    if open_questions:
        yield NeedsAnswer(attendee, tuple(open_questions))


def _unready(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
    """Keep a point shut that is a door to what is not there any more: nobody knows for whom."""
    point = request.point
    if point.session and request.session is None:
        yield Unready(attendee, "session")
    elif not request.tree.knows(point.place):
        yield Unready(attendee, "place")
    elif request.has_lost_question:
        yield Unready(attendee, "question")


def _kept_from_leaving(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
    presence = attendee.registration.presence
    if presence is None:
        yield NotIn(attendee, attendee.registration.last_out_ms)
    elif not request.tree.is_within(presence.place, request.point.place) or _is_at_another_session(
        request, presence
    ):
        yield NotIn(attendee, attendee.registration.last_out_ms, presence)
    yield from _asked(request, attendee)


def _is_at_another_session(request: CheckinRequest, presence: Presence) -> bool:
    """Tell whether somebody is inside for a session that is still on, behind another door."""
    if not request.point.session or presence.session in ("", request.point.session):
        return False
    return any(each.id == presence.session and _is_on(request, each) for each in request.sessions)


def _is_on(request: CheckinRequest, session: Session) -> bool:
    return bool(session.starts_at) and session.starts_at <= request.now < session.ends_at


def _refused(attendee: Attendee) -> Iterator[Obstacle]:
    registration = attendee.registration
    if registration.status in (Status.CANCELLED, Status.MERGED):
        yield Cancelled(attendee)
    if registration.status is Status.BLOCKED:
        yield Blocked(attendee, registration.block_reason)


def _been_here(
    request: CheckinRequest, attendee: Attendee, visits: Sequence[Visit]
) -> Iterator[Obstacle]:
    """Say who is in already; where somebody comes once only, visits count, and not presence."""
    presence, rule = attendee.registration.presence, request.point.reentry
    since_ms = {Reentry.NEVER: 0, Reentry.ONCE_A_DAY: request.day_began_ms}.get(rule)
    is_asked = since_ms is None and rule != Reentry.ALWAYS
    if presence is not None and is_asked and _is_here(request, presence):
        yield AlreadyIn(attendee, presence.since_ms, presence.desk, presence.point)
    if since_ms is not None:
        for visit in visits:
            if visit.at_ms >= since_ms:
                yield NoReentry(attendee, visit.at_ms, visit.desk, rule == Reentry.ONCE_A_DAY)
                return


def _not_confirmed(attendee: Attendee) -> Iterator[Obstacle]:
    status = attendee.registration.status
    if status is Status.WAITLISTED:
        yield OnWaitingList(attendee)
    if status in (Status.PENDING, Status.INVITED):
        yield NotConfirmed(attendee, status)


def _not_for_them(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
    allowed = request.point.type_list
    own = type_key(attendee.registration.ticket_type)
    if allowed and own not in {type_key(type_) for type_ in allowed}:
        yield NotForType(attendee, allowed)
    session = request.session
    if session is None:
        return
    mine = booked(attendee.registration, request.sessions)
    if session in mine:
        return
    if not request.point.only_booked:
        yield from _expected_elsewhere(request, attendee, session, mine)
        return
    if session.id in attendee.registration.waiting:
        yield WaitsForSession(attendee, session)
    else:
        yield NotBooked(attendee, session, tuple(overlapping(session, mine)))


def _expected_elsewhere(
    request: CheckinRequest, attendee: Attendee, session: Session, mine: Sequence[Session]
) -> Iterator[Obstacle]:
    """Look twice at whoever has a place in a session that is on now, at the door of another one.

    Meals are open beside what is on, and who boards a bus is asked by its own door.
    """
    kinds = request.tree.kind(request.point.place), session.kind
    if BUS in kinds or MEAL in kinds or not session.starts_at:
        return
    elsewhere = next((each for each in mine if _is_on(request, each) and each.kind != MEAL), None)
    if elsewhere:
        yield BookedElsewhere(attendee, session, elsewhere)


def _not_now(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
    if zone := request.zone:
        opens_ms, closes_ms = instants_of(request.point, request.session, zone)
        if opens_ms is not None and request.now_ms < opens_ms:
            yield TooEarly(attendee, wall_text(opens_ms, zone))
        if closes_ms is not None and request.now_ms >= closes_ms:
            yield Closed(attendee, wall_text(closes_ms, zone))
        return
    opens, closes = window_of(request.point, request.session)
    if opens and request.now < opens:
        yield TooEarly(attendee, opens)
    if closes and request.now >= closes:
        yield Closed(attendee, closes)


def _crowd(request: CheckinRequest, presence: Presence | None) -> Crowd | None:
    """Tell how many are inside where no more fit; whoever is inside takes no further place.

    A session is full of its own people, a place of everybody in it.
    """
    if request.point.capacity_rule == CapacityRule.IGNORE:
        return None
    limits = limits_of(request.point, request.session, request.tree)
    is_attending = _is_here(request, presence)
    if limits.session and request.attending >= limits.session and not is_attending:
        return Crowd(request.attending, limits.session)
    is_inside = presence is not None and request.tree.is_within(presence.place, request.point.place)
    if limits.place and request.inside >= limits.place and not is_inside:
        return Crowd(request.inside, limits.place)
    return None


def _is_here(request: CheckinRequest, presence: Presence | None) -> bool:
    """Tell whether somebody is in the point's place, and for its session if it has one."""
    if presence is None or not request.tree.is_within(presence.place, request.point.place):
        return False
    return not request.point.session or presence.session == request.point.session
