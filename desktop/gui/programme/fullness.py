"""How full a session is, in the colours of the desk."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.programme.places import Branch
from desktop.domain.programme.programme import Session
from desktop.domain.spelling import normalise
from desktop.workflows.attendees.sessions import Seats

# From here on whoever plans should look: one in ten seats is left.
NEARLY_FULL = 0.9


def capacity_in(name: str, places: Sequence[Branch]) -> int:
    """Tell how many people fit into the place or vehicle of this name; 0 where nobody said."""
    known = (b.place.capacity for b in places if normalise(b.place.name) == normalise(name))
    return next(known, 0)


def room_for(session: Session, places: Sequence[Branch]) -> int:
    """Tell for how many people a session has room: its own number, else that of its place."""
    own = session.capacity
    return own or capacity_in(session.place, places) or capacity_in(session.vehicle, places)


def share_of(room: int, seats: Seats) -> float | None:
    """Give the part of the seats that is taken; None where seats are not limited."""
    return seats.taken / room if room else None


def tone_of(room: int, seats: Seats) -> str:
    """Give `no` where a session is full, `look` where it nearly is, else `yes`."""
    share = share_of(room, seats)
    if share is None or share < NEARLY_FULL:
        return "yes"
    return "no" if share >= 1 else "look"
