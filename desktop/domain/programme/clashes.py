"""Sessions that cannot both be as planned: one room, or one vehicle, at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.programme.booking import overlapping
from desktop.domain.programme.programme import Session
from desktop.domain.spelling import normalise


class ClashKind(StrEnum):
    """What two sessions both want."""

    PLACE = "place"
    VEHICLE = "vehicle"
    TIMES = "times"


class Clash(NamedTuple):
    """Two sessions and what they both want; a session with impossible times stands alone."""

    kind: ClashKind
    session: Session
    other: Session
    what: str


def find_clashes(sessions: Sequence[Session]) -> list[Clash]:
    """List all clashes of a programme, each once, in the order of the day."""
    clashes: list[Clash] = []
    for index, session in enumerate(sessions):
        if session.starts_at and session.ends_at and session.ends_at <= session.starts_at:
            clashes.append(Clash(ClashKind.TIMES, session, session, session.ends_at))
            continue
        for other in overlapping(session, sessions[index + 1 :]):
            clashes += _between(session, other)
    return clashes


def _between(session: Session, other: Session) -> list[Clash]:
    wanted = (
        (ClashKind.PLACE, session.place, other.place),
        (ClashKind.VEHICLE, session.vehicle, other.vehicle),
    )
    return [
        Clash(kind, session, other, here)
        for kind, here, there in wanted
        if here and normalise(here) == normalise(there)
    ]
