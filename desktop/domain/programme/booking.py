"""Places in sessions and programmes: who has one, who waits, and who moves up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from desktop.domain.programme.programme import Session

BOOKED, WAITING, TAKEN_OUT = "booked", "waiting", "no"
FIELD = "booking:"


class Waiting(NamedTuple):
    """Somebody on a waiting list, since when (milliseconds UTC)."""

    since_ms: int
    registration: str


def booking_field(session: str) -> str:
    """Name the field of a registration that says how it stands with a session."""
    return FIELD + session


def state_for(capacity: int, taken: int, waiting: int = 0) -> str:
    """Say whether the next person gets a place or waits; a capacity of 0 is no limit.

    Nobody overtakes those who wait already.
    """
    return BOOKED if capacity == 0 or (taken < capacity and not waiting) else WAITING


def moving_up(capacity: int, taken: int, waiting: Iterable[Waiting]) -> Sequence[Waiting]:
    """List who gets the places that are free now, the longest waiting first.

    Equal times are ordered by registration, so that all desks move up the same person.
    """
    queue = sorted(waiting)
    if capacity == 0:
        return queue
    return queue[: max(0, capacity - taken)]


def overlapping(session: Session, others: Iterable[Session]) -> list[Session]:
    """List the other sessions that go on at the same time; touching ends do not count."""
    if not (session.starts_at and session.ends_at):
        return []
    return [
        other
        for other in others
        if other.id != session.id
        and other.starts_at
        and other.ends_at
        and other.starts_at < session.ends_at
        and session.starts_at < other.ends_at
    ]
