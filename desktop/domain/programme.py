"""Programmes, their sessions and the check-in points where people are met."""

from __future__ import annotations

from dataclasses import dataclass

VENUE = "venue"
SESSION_KINDS = ("workshop", "site visit", "panel", "plenary", "meal", "committee")
OPEN, NEEDED = "open", "needed"
DEFAULT_POINT = "Main entrance"


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme: what people register for.

    Dates are ISO days in the programme's own place, `time_zone` is its name in the zone
    database, `capacity` counts people (0: no limit), `budget` is an amount with its currency,
    `partnership` is that subject's id. `number` is the hint that codes carry.
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
    time_zone: str = ""
    contact: str = ""
    registration_opens: str = ""
    registration_closes: str = ""
    capacity: int = 0
    budget: str = ""
    partnership: str = ""
    topics: str = ""

    @property
    def dates(self) -> str:
        """The first and the last day, once where they are one."""
        days = (self.starts_on, self.ends_on)
        return " – ".join(dict.fromkeys(day for day in days if day))


@dataclass(frozen=True, slots=True)
class Session:
    """A workshop, site visit, panel, plenary, meal or committee of a programme.

    `starts_at` and `ends_at` are ISO date and time of day on the wall clock of the place.
    `place` names a place of the programme's tree. `capacity` counts people (0: no limit);
    `booking` is `needed` or `open` to everybody; `credit_hours` is a decimal number.
    """

    id: str
    programme: str
    code: str
    kind: str
    title: str
    place: str = ""
    starts_at: str = ""
    ends_at: str = ""
    capacity: int = 0
    booking: str = OPEN
    credit_hours: str = ""
    vehicle: str = ""

    @property
    def has_limit(self) -> bool:
        """Whether only so many people may book it."""
        return self.capacity > 0


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a programme's tree of places: a venue, a room in it, a bus, a site.

    `parent` is the id of the place around it, empty for one that stands by itself.
    """

    id: str
    programme: str
    name: str
    kind: str = "room"
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A check-in point; points of one place are doors to the same inside."""

    id: str
    programme: str
    name: str
    place: str = VENUE
