"""Programmes, their sessions and the check-in points where people are met."""

from __future__ import annotations

from dataclasses import dataclass

VENUE = "venue"
DEFAULT_POINT = "Main entrance"


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme: what people register for.

    Dates are ISO days in the programme's own place. `number` is the hint that codes carry.
    """

    id: str
    code: str
    number: int
    title: str
    title_hebrew: str = ""
    starts_on: str = ""
    ends_on: str = ""
    place: str = ""
    host: str = ""
    platform: str = ""
    partners: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A workshop, site visit, panel, plenary, meal or committee of a programme.

    `starts_at` and `ends_at` are ISO date and time of day on the wall clock of the place.
    """

    id: str
    programme: str
    code: str
    kind: str
    title: str
    place: str = ""
    starts_at: str = ""
    ends_at: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A check-in point; points of one place are doors to the same inside."""

    id: str
    programme: str
    name: str
    place: str = VENUE
