"""A registration: one person in one programme, and whether they are inside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.person import Person

# In the place of a desk: another system met the person, and its list was imported.
IMPORTED = "imported"


class Status(StrEnum):
    """Where a registration stands; only `registered` is let in without a question."""

    REGISTERED = "registered"
    PENDING = "pending"
    WAITLISTED = "waitlisted"
    INVITED = "invited"
    CANCELLED = "cancelled"


class Direction(StrEnum):
    """The way through a check-in point."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Presence:
    """Inside since when (milliseconds UTC), met by which desk at which point."""

    since_ms: int
    desk: str
    point: str
    place: str


@dataclass(frozen=True, slots=True)
class Registration:
    """One person in one programme.

    `status_word` is what the guest list said where Muster does not know the word.
    """

    id: str
    programme: str
    person: str
    status: Status = Status.REGISTERED
    status_word: str = ""
    ticket_type: str = ""
    external_id: str = ""
    source: str = ""
    order_ref: str = ""
    notes: str = ""
    attention: str = ""
    tags: str = ""
    registered_at: str = ""
    sessions: str = ""
    ticket_code: str = ""
    badge_code: str = ""
    presence: Presence | None = None
    first_in_ms: int | None = None
    last_out_ms: int | None = None
    printed_ms: int | None = None
    prints: int = 0


@dataclass(frozen=True, slots=True)
class Attendee:
    """A registration together with its person: what a desk sees."""

    registration: Registration
    person: Person

    @property
    def id(self) -> str:
        """The registration's id."""
        return self.registration.id

    @property
    def name(self) -> str:
        """The person's main name."""
        return self.person.name


@dataclass(frozen=True, slots=True)
class CodeHolder:
    """Whose code it is, in which programme, and since when it is replaced by a newer one."""

    attendee: Attendee
    programme_title: str
    use: str
    retired_ms: int | None = None
