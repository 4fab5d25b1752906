"""Who still fits in: how full a session and its places are, and seats kept for who booked."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.attendees.agenda import booked
from desktop.domain.attendees.registration import Attendee, Presence
from desktop.domain.checkin.outcomes import Crowd, Full, Obstacle, SeatsHeld
from desktop.domain.checkin.request import CheckinRequest
from desktop.domain.programme.points import held_until, limits_of
from desktop.domain.programme.programme import CapacityRule


def no_room(request: CheckinRequest, attendee: Attendee) -> Iterator[Obstacle]:
    """Say where no more fit, or the seats that are left are kept for others."""
    if request.point.capacity_rule in (CapacityRule.WARN, CapacityRule.IGNORE):
        return
    if full := crowd(request, attendee.registration.presence):
        yield Full(attendee, full)
    elif kept := _kept(request, attendee):
        yield kept


def crowd(request: CheckinRequest, presence: Presence | None) -> Crowd | None:
    """Tell how many are inside where no more fit; whoever is inside takes no further place.

    A session is full of its own people, a place of everybody in it, and so is each place around it.
    """
    if request.point.capacity_rule == CapacityRule.IGNORE:
        return None
    tree, here = request.tree, request.point.place
    limits = limits_of(request.point, request.session, tree)
    is_attending = request.is_here(presence)
    if limits.session and request.attending >= limits.session and not is_attending:
        return Crowd(request.attending, limits.session)
    if limits.place and request.inside >= limits.place and not _is_in(request, presence, here):
        return Crowd(request.inside, limits.place)
    for place, inside in request.around.items():
        fit = tree.capacity(place)
        if fit and inside >= fit and not _is_in(request, presence, place):
            return Crowd(inside, fit)
    return None


def _kept(request: CheckinRequest, attendee: Attendee) -> SeatsHeld | None:
    """Keep the last seats of a session for who booked them, until it has begun for a while."""
    session, presence = request.session, attendee.registration.presence
    if session is None or not request.held or request.is_here(presence):
        return None
    until = held_until(session, request.programme.held_min)
    if request.now >= until or session in booked(attendee.registration, request.sessions):
        return None
    limits = limits_of(request.point, session, request.tree)
    others = request.inside - _is_in(request, presence, request.point.place)
    for limit, taken, held in (
        (limits.session, request.attending, request.held),
        (limits.place, others, request.held_outside),
    ):
        if limit and held and taken + held >= limit:
            return SeatsHeld(attendee, session, held, limit, until)
    return None


def _is_in(request: CheckinRequest, presence: Presence | None, place: str) -> bool:
    return presence is not None and request.tree.is_within(presence.place, place)
