"""Bookings of sessions, and which of them go on at the same time."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from desktop.domain.programme.programme import Session

FIELD = "booking:"


class BookingState(StrEnum):
    """How a registration stands with a session."""

    BOOKED = "booked"
    WAITING = "waiting"
    TAKEN_OUT = "no"


def booking_field(session: str) -> str:
    """Name the field of a registration that says how it stands with a session."""
    return FIELD + session


def bookings_body(
    sessions: Iterable[str], state: BookingState, at_ms: int
) -> dict[str, dict[str, str | int]]:
    """Write how a registration stands with sessions, since a moment in milliseconds UTC."""
    return {booking_field(id_): {"state": state.value, "at_ms": at_ms} for id_ in sessions}


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
