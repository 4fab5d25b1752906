"""Who may let somebody in, or out, all the same after a verdict."""

from __future__ import annotations

from desktop.domain.checkin.outcomes import (
    AlreadyIn,
    Authority,
    Blocked,
    BookedElsewhere,
    Cancelled,
    Closed,
    Full,
    NeedsAnswer,
    NoReentry,
    NotBooked,
    NotConfirmed,
    NotForType,
    NotIn,
    NotToday,
    NotValid,
    OnWaitingList,
    Outcome,
    SeatsHeld,
    TooEarly,
    Unpaid,
    Unready,
    UsedUp,
    WaitsForSession,
)
from desktop.domain.programme.programme import LEAD, Point, Unconfirmed

# Who may let somebody in all the same. What is missing here is not to be passed over: there is
# nobody to let in, or nothing to be gained.
_WHO_MAY: dict[type, Authority] = {
    AlreadyIn: Authority.DESK,
    NotConfirmed: Authority.DESK,
    Unpaid: Authority.DESK,
    TooEarly: Authority.DESK,
    NotBooked: Authority.DESK,
    BookedElsewhere: Authority.DESK,
    NotIn: Authority.DESK,
    OnWaitingList: Authority.LEAD,
    WaitsForSession: Authority.LEAD,
    NoReentry: Authority.LEAD,
    UsedUp: Authority.LEAD,
    NotForType: Authority.LEAD,
    NotValid: Authority.LEAD,
    Full: Authority.LEAD,
    SeatsHeld: Authority.LEAD,
    NotToday: Authority.LEAD,
    Closed: Authority.LEAD,
    Unready: Authority.LEAD,
    NeedsAnswer: Authority.LEAD,
    Cancelled: Authority.LEAD,
    Blocked: Authority.LEAD,
}
# A point may say otherwise of who waits for a place or is not confirmed.
_UNCONFIRMED = {Unconfirmed.DESK: Authority.DESK, Unconfirmed.LEAD: Authority.LEAD}


def who_may_pass_over(outcome: Outcome, point: Point) -> Authority:
    """Tell who may let the person in (or out) all the same after this verdict."""
    needed = _WHO_MAY.get(type(outcome), Authority.NOBODY)
    if isinstance(outcome, OnWaitingList | NotConfirmed):
        needed = _UNCONFIRMED.get(point.unconfirmed, needed)
    is_kept = point.overrides == LEAD and needed is Authority.DESK
    return Authority.LEAD if is_kept else needed
