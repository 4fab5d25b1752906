"""What happens when somebody shows a code or is picked by name: one pure function over facts.

The order of checks follows pretix (libpretixsync, `AsyncCheckProvider`): the code, the state of
the registration, then the point's own rules; being in already is said before what else is
missing, because that is what the desk must know first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from desktop.domain.attendees.agenda import booked
from desktop.domain.attendees.likeness import are_one_person
from desktop.domain.attendees.registration import Attendee, CodeHolder, Direction, Presence, Status
from desktop.domain.checkin.code_flaws import CodeFlaw
from desktop.domain.checkin.outcomes import (
    Admitted,
    AlreadyIn,
    Ambiguous,
    Authority,
    Blocked,
    Cancelled,
    CheckedOut,
    Closed,
    Crowd,
    Full,
    Malformed,
    NeedsAnswer,
    NoReentry,
    NotBooked,
    NotConfirmed,
    NotForType,
    NotIn,
    Obstacle,
    OnWaitingList,
    Outcome,
    Replaced,
    TooEarly,
    UnknownCode,
    Unpaid,
    WaitsForSession,
    WrongProgramme,
    WrongWay,
    who_may_pass_over,
)
from desktop.domain.programme import questions
from desktop.domain.programme.booking import overlapping
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.points import limits_of, window_of
from desktop.domain.programme.programme import (
    VENUE,
    CapacityRule,
    Point,
    PointWay,
    Programme,
    Reentry,
    Session,
)


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
    are the programme's.
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

    @property
    def session(self) -> Session | None:
        """The session that the point is a door to."""
        return next(
            (session for session in self.sessions if session.id == self.point.session), None
        )


def decide_code(
    request: CheckinRequest,
    code: str,
    holders: Sequence[CodeHolder],
    hinted: Programme | None = None,
    flaw: CodeFlaw | None = None,
    visits: Sequence[Visit] = (),
    *,
    is_loose: bool = False,
) -> Outcome:
    """Say what happens when this code is shown.

    Args:
        request: where, which way and when.
        code: the code as it was read.
        holders: whose code it may be.
        hinted: the other programme of this store that the code is marked for, if any.
        flaw: why the text can be no code, if nobody has it.
        visits: earlier admissions of its holder, where the point's policy asks for them.
        is_loose: whether the code was not shown exactly so; of several whom it fits nobody is
            chosen then, not even where it counts for one of them only.
    """
    if not holders:
        if flaw:
            return Malformed(code, flaw)
        return WrongProgramme(None, hinted.title) if hinted else UnknownCode(code)
    meant = meant_here(holders, request.programme)
    if meant[0].attendee.registration.programme != request.programme.id:
        return _of_elsewhere(meant)
    # What is void in one record and good in another one is the other one's.
    if not is_loose:
        meant = [holder for holder in meant if holder.retired_ms is None] or meant
    if len({holder.attendee.id for holder in meant}) > 1:
        return _of_several(request, code, meant, visits)
    holder = min(meant, key=lambda holder: holder.retired_ms is not None)
    if holder.retired_ms is not None:
        return Replaced(holder.attendee, holder.use, holder.retired_ms)
    return decide(request, holder.attendee, visits)


def _of_several(
    request: CheckinRequest, code: str, holders: Sequence[CodeHolder], visits: Sequence[Visit]
) -> Outcome:
    """Decide where a code stands in several records: of one person, or of several."""
    people = tuple({holder.attendee.id: holder.attendee for holder in holders}.values())
    if are_records_of_one(holders):
        return _decide_for_records(request, people, visits)
    return Ambiguous(code, people)


def are_records_of_one(holders: Sequence[CodeHolder]) -> bool:
    """Tell whether all who have a code are one person: one name, and one email or phone.

    All of the records are registered, and the code is good in each.
    """
    first = holders[0].attendee
    return all(
        holder.retired_ms is None
        and holder.attendee.registration.status is Status.REGISTERED
        and are_one_person(first.person, holder.attendee.person)
        for holder in holders
    )


def _decide_for_records(
    request: CheckinRequest, records: Sequence[Attendee], visits: Sequence[Visit]
) -> Outcome:
    """Decide for a person with several records, the same at every desk.

    Who is inside by one of them is inside; money that one of them owes is owed.
    """
    ordered = sorted(records, key=lambda who: (who.registration.presence is None, who.id))
    outcomes = [decide(request, who, visits) for who in ordered]
    if ordered[0].registration.presence is not None:
        return outcomes[0]
    unpaid = next((outcome for outcome in outcomes if isinstance(outcome, Unpaid)), None)
    admitted = next((outcome for outcome in outcomes if isinstance(outcome, Admitted)), None)
    if unpaid or not admitted:
        return unpaid or outcomes[0]
    return replace(admitted, records=len(records))


def _of_elsewhere(holders: Sequence[CodeHolder]) -> WrongProgramme:
    """Name the other programmes of a code, and its person where it has only one."""
    people = {holder.attendee.id: holder.attendee for holder in holders}
    titles = ", ".join(dict.fromkeys(holder.programme_title for holder in holders))
    return WrongProgramme(next(iter(people.values())) if len(people) == 1 else None, titles)


def meant_here(holders: Sequence[CodeHolder], programme: Programme) -> Sequence[CodeHolder]:
    """Keep the holders of this programme, where there are any."""
    here = [holder for holder in holders if holder.attendee.registration.programme == programme.id]
    return here or holders


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
    )


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
    yield from _been_here(request, attendee, visits)
    yield from _not_confirmed(attendee)
    yield from _not_for_them(request, attendee)
    yield from _not_now(request, attendee)
    if attendee.registration.is_unpaid:
        yield Unpaid(attendee, attendee.registration.due)
    crowd = _crowd(request, attendee.registration.presence)
    if crowd and point.capacity_rule != CapacityRule.WARN:
        yield Full(attendee, crowd)
    open_questions = questions.still_open(
        request.asks, attendee.registration.answered, has_photo=bool(attendee.person.photo)
    )
    if open_questions:
        yield NeedsAnswer(attendee, tuple(open_questions))


def _kept_from_leaving(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
    presence = attendee.registration.presence
    if presence is None:
        yield NotIn(attendee, attendee.registration.last_out_ms)
    elif not request.tree.is_within(presence.place, request.point.place):
        yield NotIn(attendee, attendee.registration.last_out_ms, presence)


def _refused(attendee: Attendee) -> Iterator[Obstacle]:
    registration = attendee.registration
    if registration.status in (Status.CANCELLED, Status.MERGED):
        yield Cancelled(attendee)
    if registration.status is Status.BLOCKED:
        yield Blocked(attendee, registration.block_reason)


def _been_here(
    request: CheckinRequest, attendee: Attendee, visits: Sequence[Visit]
) -> Iterator[Obstacle]:
    presence, rule = attendee.registration.presence, request.point.reentry
    if presence is not None and rule != Reentry.ALWAYS and _is_here(request, presence):
        is_of_another_day = rule == Reentry.ONCE_A_DAY and presence.since_ms < request.day_began_ms
        if not is_of_another_day:
            yield AlreadyIn(attendee, presence.since_ms, presence.desk, presence.point)
    since_ms = {Reentry.NEVER: 0, Reentry.ONCE_A_DAY: request.day_began_ms}.get(rule)
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
    own = attendee.registration.ticket_type.strip().casefold()
    if allowed and own not in {type_.casefold() for type_ in allowed}:
        yield NotForType(attendee, allowed)
    session = request.session
    if session is None or not request.point.only_booked:
        return
    mine = booked(attendee.registration, request.sessions)
    if session in mine:
        return
    if session.id in attendee.registration.waiting:
        yield WaitsForSession(attendee, session)
    else:
        yield NotBooked(attendee, session, tuple(overlapping(session, mine)))


def _not_now(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
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
