"""Waiting lists of sessions and programmes: who waits, and who moves up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop.domain.programme.booking import BookingState


class Waiting(NamedTuple):
    """Somebody on a waiting list, since when (milliseconds UTC)."""

    since_ms: int
    registration: str


def state_for(capacity: int, taken: int, waiting: int = 0) -> BookingState:
    """Say whether the next person gets a place or waits; a capacity of 0 is no limit.

    Nobody overtakes those who wait already.
    """
    return (
        BookingState.BOOKED
        if capacity == 0 or (taken < capacity and not waiting)
        else BookingState.WAITING
    )


def moving_up(capacity: int, taken: int, waiting: Iterable[Waiting]) -> Sequence[Waiting]:
    """List who gets the places that are free now, the longest waiting first.

    Equal times are ordered by registration, so that all desks move up the same person.
    """
    queue = sorted(waiting)
    if capacity == 0:
        return queue
    return queue[: max(0, capacity - taken)]
