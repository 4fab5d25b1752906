"""A registration: one person in one programme, and whether they are inside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.attendees.amounts import still_due
from desktop.domain.attendees.person import Person

# In the place of a desk: another system met the person, and its list was imported.
IMPORTED = "imported"
# In the place of what a desk said: the movement is a copy, from a record that was merged.
MERGED = "merged"


class Status(StrEnum):
    """Where a registration stands; only `registered` is let in without a question.

    `merged` is one that was found to be another one's twin and shows no more.
    """

    REGISTERED = "registered"
    PENDING = "pending"
    WAITLISTED = "waitlisted"
    INVITED = "invited"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"
    MERGED = "merged"


# Who is not coming, or is counted under another registration.
NOT_EXPECTED = (Status.CANCELLED, Status.BLOCKED, Status.MERGED)


class Direction(StrEnum):
    """The way through a check-in point."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Presence:
    """Inside since when (milliseconds UTC), met by which desk at which point, for which session."""

    since_ms: int
    desk: str
    point: str
    place: str
    session: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """One person in one programme.

    `status_word` is what the guest list said where Muster does not know the word. `sessions`
    is the guest list's text; `booked` and `waiting` are session ids, as booked here.
    `amount_due` is an amount in all with its currency, `paid_ms` when the desk took what it was
    then, and `paid_amount` how much that was. Moments are milliseconds UTC. `answered` holds ids
    of questions, `origin` the file and row, `listed` what each list said the last time, `by_hand`
    the fields of the registration and its person that somebody decided. `message` is left for
    the person and shown with the verdict until the desk has given it. `printed_look` sums up what
    the badge says of them. `unseen` is where they were met last who was never seen leaving, and
    is not there any more: a place that was emptied in the night. `valid_from` and `valid_until`
    are ISO days or minutes of the programme's wall clock.
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
    booked: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    unbooked: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    delegation: str = ""
    block_reason: str = ""
    amount_due: str = ""
    paid_ms: int | None = None
    paid_amount: str = ""
    waiting_since_ms: int | None = None
    moved_up_ms: int | None = None
    moved_up_for: str = ""
    told_ms: int | None = None
    mail_state: str = ""
    mailed_ms: int | None = None
    origin: str = ""
    merged_into: str = ""
    listed: str = ""
    message: str = ""
    printed_look: str = ""
    by_hand: frozenset[str] = frozenset()
    unseen: Presence | None = None
    valid_from: str = ""
    valid_until: str = ""

    @property
    def met(self) -> Presence | None:
        """Where somebody was met last who was not seen leaving, whether they are there or not.

        For files and lists, which do not change with the hour at which they are written.
        """
        return self.presence or self.unseen

    @property
    def due(self) -> str:
        """What is still to pay, with its currency; nothing where all is paid.

        A payment of which nobody noted how much it was has paid all.
        """
        if self.paid_ms is not None and not self.paid_amount:
            return ""
        return still_due(self.amount_due, self.paid_amount if self.paid_ms is not None else "")

    @property
    def is_unpaid(self) -> bool:
        """Whether money is still due."""
        return bool(self.due)

    @property
    def is_to_be_told(self) -> bool:
        """Whether somebody moved up from the waiting list and does not know it yet."""
        return self.moved_up_ms is not None and self.told_ms is None


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
