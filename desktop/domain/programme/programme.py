"""Programmes, their sessions and the check-in points where people are met."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

VENUE = "venue"
LEAD = "lead"
SESSION_KINDS = ("workshop", "site visit", "panel", "plenary", "meal", "committee")
DEFAULT_POINT = "Main entrance"


class SessionBooking(StrEnum):
    """Whether a session has to be booked."""

    OPEN = "open"
    NEEDED = "needed"


class PointWay(StrEnum):
    """Which ways a point is passed."""

    IN = "in"
    OUT = "out"
    BOTH = "both"


class ClosesFrom(StrEnum):
    """From which end of its session a point counts the minutes until it closes."""

    BEGINS = "begins"
    ENDS = "ends"


class Reentry(StrEnum):
    """How often somebody may enter by a point."""

    ALWAYS = "always"
    AFTER_LEAVING = "after_leaving"
    ONCE_A_DAY = "once_a_day"
    NEVER = "never"


class Unconfirmed(StrEnum):
    """Who lets in at a point who waits for a place, or is not confirmed."""

    AS_EVERYWHERE = ""
    WELCOME = "welcome"
    DESK = "desk"
    LEAD = "lead"


class CreditRule(StrEnum):
    """What earns the credit of a session: entering in time, or time that was proved by an exit."""

    ENTER = "enter"
    SHARE = "share"
    MINUTES = "minutes"


class CapacityRule(StrEnum):
    """What happens where no more fit in."""

    REFUSE = "refuse"
    WARN = "warn"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme: what people register for.

    Dates are ISO days in the programme's own place, `time_zone` is its name in the zone
    database, `capacity` counts people (0: no limit), `budget` is an amount with its currency,
    `partnership` is that subject's id. `number` is the hint that codes carry. `empties_at` is the
    time of day (HH:MM, empty: 04:00) at which nobody stays in the venue, `held_min` for how many
    minutes after a session begins seats are kept for who booked them (empty: 10). `ticket_days`
    says when types are valid, one a line: `Day ticket = 2026-12-02`. `han` is the manner (`Han`)
    of Chinese characters on the badges of those whose country does not tell it. `area` is the area
    of work that it counts under in the platform's year; `counted` is `left_out` where others may
    not see its figures there.
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
    empties_at: str = ""
    held_min: str = ""
    ticket_days: str = ""
    han: str = ""
    area: str = ""
    counted: str = ""

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
    `booking` is `needed` or `open` to everybody. `credit_hours` is a decimal number of hours of
    60 minutes, `credit_type` an id of resources/reports/credit_types.json. `credit_rule` says what
    earns them: entering no later than `credit_late` minutes after it begins (empty: 15), or a
    presence that exits prove, of `credit_least` per cent of the session or minutes.
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
    booking: SessionBooking = SessionBooking.OPEN
    credit_hours: str = ""
    vehicle: str = ""
    credit_type: str = ""
    credit_rule: CreditRule = CreditRule.ENTER
    credit_least: str = ""
    credit_late: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a programme's tree of places: a venue, a room in it, a bus, a site.

    `parent` is the id of the place around it, empty for one that stands by itself; `capacity`
    counts people (0: no limit).
    """

    id: str
    programme: str
    name: str
    kind: str = "room"
    parent: str = ""
    capacity: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """A check-in point with its policy; points of one place are doors to the same inside.

    `place` and `session` are ids, `direction` is in, out or both. `types` are the ticket types
    that may enter, one a line (none: all); `only_booked` keeps those out who did not book the
    session. `opens_min` counts minutes before the session begins, `closes_min` minutes after it
    begins or ends (`closes_from`); empty is no limit. `capacity` counts people, 0 takes that of
    the session, else of the place. `asks` are ids of questions that only this point asks.
    `prints` says whether a badge is printed on entry, `overrides` who may let in all the same.

    A point without a session may have hours of the clock, `opens_at` and `closes_at` (HH:MM; what
    closes before it opens closes on the next day), and days, `on_days`: ISO days, or 1 (Monday) to
    7, parted by spaces. `most_times`, `most_a_day` and `most_days` limit how often somebody comes
    in in all, on one day, and on how many days; 0 is no limit. `unconfirmed` says who lets in the
    waiting list and who is not confirmed, where that is not as everywhere.
    """

    id: str
    programme: str
    name: str
    place: str = VENUE
    session: str = ""
    direction: PointWay = PointWay.BOTH
    types: str = ""
    only_booked: str = ""
    opens_min: str = ""
    closes_min: str = ""
    closes_from: ClosesFrom = ClosesFrom.ENDS
    reentry: Reentry = Reentry.AFTER_LEAVING
    capacity_rule: CapacityRule = CapacityRule.REFUSE
    capacity: int = 0
    asks: str = ""
    prints: str = ""
    overrides: str = ""
    opens_at: str = ""
    closes_at: str = ""
    on_days: str = ""
    most_times: int = 0
    most_a_day: int = 0
    most_days: int = 0
    unconfirmed: Unconfirmed = Unconfirmed.AS_EVERYWHERE

    @property
    def type_list(self) -> tuple[str, ...]:
        """The ticket types that may enter; none where all may."""
        return tuple(line.strip() for line in self.types.splitlines() if line.strip())

    @property
    def counts_visits(self) -> bool:
        """Whether it matters how often somebody came in by this point before."""
        is_limited = self.most_times or self.most_a_day or self.most_days
        return bool(is_limited) or self.reentry in (Reentry.NEVER, Reentry.ONCE_A_DAY)
