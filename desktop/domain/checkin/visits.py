"""How often somebody may come in by a point: once, once a day, or a number of times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.outcomes import AlreadyIn, NoReentry, Obstacle, Per, UsedUp
from desktop.domain.checkin.request import CheckinRequest, Visit
from desktop.domain.programme.programme import Reentry


def been_here(
    request: CheckinRequest, attendee: Attendee, visits: Sequence[Visit]
) -> Iterator[Obstacle]:
    """Say who is in already; where somebody comes once only, visits count, and not presence."""
    presence, rule = attendee.registration.presence, request.point.reentry
    since_ms = {Reentry.NEVER: 0, Reentry.ONCE_A_DAY: request.day_began_ms}.get(rule)
    is_asked = since_ms is None and rule != Reentry.ALWAYS
    if presence is not None and is_asked and request.is_here(presence):
        yield AlreadyIn(attendee, presence.since_ms, presence.desk, presence.point)
    if since_ms is not None:
        for visit in visits:
            if visit.at_ms >= since_ms:
                yield NoReentry(attendee, visit.at_ms, visit.desk, rule == Reentry.ONCE_A_DAY)
                return
    yield from _used_up(request, attendee, visits)


def _used_up(
    request: CheckinRequest, attendee: Attendee, visits: Sequence[Visit]
) -> Iterator[Obstacle]:
    """Say whose visits are used up: in all, of today, or of other days."""
    point, today = request.point, request.now[:10]
    of_today = [visit for visit in visits if visit.day == today]
    other_days = {visit.day for visit in visits} - {today}
    for per, most, count in (
        (Per.IN_ALL, point.most_times, len(visits)),
        (Per.DAY, point.most_a_day, len(of_today)),
        (Per.DAYS, 0 if of_today else point.most_days, len(other_days)),
    ):
        if most and count >= most:
            yield UsedUp(attendee, most, per, visits[-1].at_ms, visits[-1].desk)
            return
