"""What happens when somebody shows a code or is picked by name: one pure function over facts.

The order of checks follows pretix (libpretixsync, `AsyncCheckProvider`): the code, the state of
the registration, then the point's own rules; being in already is said before what else is
missing, because that is what the desk must know first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop.domain.attendees.agenda import booked
from desktop.domain.attendees.registration import Attendee, Direction, Presence, Status
from desktop.domain.attendees.type_words import is_one_of
from desktop.domain.checkin.outcomes import (
    Admitted,
    Blocked,
    BookedElsewhere,
    Cancelled,
    CheckedOut,
    Closed,
    NeedsAnswer,
    NotBooked,
    NotConfirmed,
    NotForType,
    NotIn,
    NotToday,
    NotValid,
    Obstacle,
    OnWaitingList,
    Outcome,
    TooEarly,
    Unpaid,
    Unready,
    WaitsForSession,
    WrongWay,
)
from desktop.domain.checkin.passing import who_may_pass_over
from desktop.domain.checkin.request import CheckinRequest, Visit
from desktop.domain.checkin.seats import crowd, no_room
from desktop.domain.checkin.validity import (
    Standing,
    Validity,
    days_of_type,
    standing_of_all,
)
from desktop.domain.checkin.visits import been_here
from desktop.domain.programme import questions
from desktop.domain.programme.booking import overlapping
from desktop.domain.programme.hours import has_hours, shut_at
from desktop.domain.programme.points import (
    instants_of,
    iso_minute,
    lacks_times,
    wall_text,
    window_of,
)
from desktop.domain.programme.programme import VENUE, PointWay, Session, Unconfirmed

# Kinds at whose doors nobody is asked what else they booked.
BUS, MEAL = "bus", "meal"


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
    is_here = request.is_here(presence)
    return Admitted(
        attendee,
        request.point,
        request.now_ms,
        again=is_here,
        # Who comes in over the limit was let in by a point that only warns, or all the same.
        crowd=crowd(request, presence),
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
    yield from been_here(request, attendee, visits)
    yield from _not_confirmed(request, attendee)
    yield from _not_valid(request, attendee)
    yield from _not_for_them(request, attendee)
    yield from _not_now(request, attendee)
    # Whoever finds no room has not paid for it.
    yield from no_room(request, attendee)
    if attendee.registration.is_unpaid:
        yield Unpaid(attendee, attendee.registration.due)
    yield from _asked(request, attendee)


def _asked(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
    own = attendee.registration
    asks = [question for question in request.asks if is_one_of(own.ticket_type, question.type_list)]
    has_photo = bool(attendee.person.photo)
    if open_questions := questions.still_open(asks, own.answered, has_photo=has_photo):
        yield NeedsAnswer(attendee, tuple(open_questions))


def _unready(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
    """Keep a point shut that is a door to what is not there any more: nobody knows for whom.

    All that it lacks is said at once: who passes it over has read all of it.
    """
    point, session = request.point, request.session
    lacks = {
        "session": bool(point.session) and session is None,
        "place": not request.tree.knows(point.place),
        "question": request.has_lost_question,
        "times": lacks_times(point, session),
        "hours": not lacks_times(point, session) and has_hours(point) and not _reads_hours(request),
    }
    if any(lacks.values()):
        yield Unready(attendee, " ".join(name for name, is_so in lacks.items() if is_so))


def _reads_hours(request: CheckinRequest) -> bool:
    try:
        shut_at(request.point, request.now_ms, request.now, request.zone)
    except ValueError:
        return False
    return True


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
    return any(each.id == presence.session and request.is_on(each) for each in request.sessions)


def _refused(attendee: Attendee) -> Iterator[Obstacle]:
    registration = attendee.registration
    if registration.status in (Status.CANCELLED, Status.MERGED):
        yield Cancelled(attendee)
    if registration.status is Status.BLOCKED:
        yield Blocked(attendee, registration.block_reason)


def _not_confirmed(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
    status, word = attendee.registration.status, attendee.registration.status_word
    if request.point.unconfirmed == Unconfirmed.WELCOME and not word:
        # Of whom a list says what nobody knows, it stays a question.
        return
    if status is Status.WAITLISTED:
        yield OnWaitingList(attendee)
    if status in (Status.PENDING, Status.INVITED):
        yield NotConfirmed(attendee, status)


def _not_valid(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
    """Ask whether a ticket is valid: by its own days, and by its type's.

    What a hand decided for one ticket goes before its type; a list's word binds beside it.
    """
    own = attendee.registration
    window = Validity(own.valid_from, own.valid_until)
    is_decided = any(window) and bool({"valid_from", "valid_until"} & own.by_hand)
    of_type = () if is_decided else days_of_type(own.ticket_type, request.programme.ticket_days)
    for windows in ((window,), of_type):
        if windows:
            stands, said = standing_of_all(windows, request.now, request.zone)
            if stands is not Standing.VALID:
                yield NotValid(attendee, stands, said)
                return


def _not_for_them(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
    allowed = request.point.type_list
    if not is_one_of(attendee.registration.ticket_type, allowed):
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
    elsewhere = next((each for each in mine if request.is_on(each) and each.kind != MEAL), None)
    if elsewhere:
        yield BookedElsewhere(attendee, session, elsewhere)


def _not_now(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
    if lacks_times(request.point, request.session):
        return
    if has_hours(request.point):
        yield from _out_of_hours(request, attendee)
    elif zone := request.zone:
        opens_ms, closes_ms = instants_of(request.point, request.session, zone)
        if opens_ms is not None and request.now_ms < opens_ms:
            yield TooEarly(attendee, wall_text(opens_ms, zone))
        if closes_ms is not None and request.now_ms >= closes_ms:
            yield Closed(attendee, wall_text(closes_ms, zone))
    else:
        opens, closes = window_of(request.point, request.session)
        if opens and request.now < opens:
            yield TooEarly(attendee, opens)
        if closes and request.now >= closes:
            yield Closed(attendee, closes)


def _out_of_hours(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
    if not _reads_hours(request):
        return
    shut = shut_at(request.point, request.now_ms, request.now, request.zone)
    if shut is None:
        return
    if shut.is_other_day:
        yield NotToday(attendee, iso_minute(shut.opens) if shut.opens else "")
    elif shut.opens:
        yield TooEarly(attendee, iso_minute(shut.opens))
    elif shut.closed:
        yield Closed(attendee, iso_minute(shut.closed))
