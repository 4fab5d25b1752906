"""What a desk answers: one record for each outcome, each with exactly the facts it is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import ClassVar

from desktop.domain.attendees.registration import Attendee, Direction, Presence, Status
from desktop.domain.checkin.code_flaws import CodeFlaw
from desktop.domain.checkin.looks import Likeness
from desktop.domain.checkin.validity import Standing, Validity
from desktop.domain.programme.programme import Point, Session
from desktop.domain.programme.questions import Question


class Authority(IntEnum):
    """Who acts, and who must act to let somebody in after a verdict; nobody outranks a lead."""

    DESK = 1
    LEAD = 2
    NOBODY = 3


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many are inside of how many who fit."""

    inside: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Admitted:
    """The person goes in.

    `again` where the desk let in somebody who was in already, `crowd` where the place is fuller
    than it should be, `left` where the person was met last, `overrode` the words of the verdicts
    that the desk passed over. `records` counts the records of this person that have the code,
    `begins` is the ISO day on which the programme begins where that is more than a day away,
    `unseen` where the person was met on an earlier day and was never seen leaving.
    """

    slug: ClassVar[str] = "admitted"
    attendee: Attendee
    point: Point
    at_ms: int
    again: bool = False
    crowd: Crowd | None = None
    left: Presence | None = None
    overrode: tuple[str, ...] = ()
    records: int = 1
    begins: str = ""
    unseen: Presence | None = None


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """The person goes out, into the place around it (`to`), or away where that is empty."""

    slug: ClassVar[str] = "checked_out"
    attendee: Attendee
    point: Point
    at_ms: int
    to: str = ""
    overrode: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AlreadyIn:
    """The person is inside, met by that desk at that point at that time."""

    slug: ClassVar[str] = "already_in"
    attendee: Attendee
    since_ms: int
    desk: str
    point: str


@dataclass(frozen=True, slots=True)
class NoReentry:
    """The person came in before, and this point lets nobody in a second time (that day)."""

    slug: ClassVar[str] = "no_reentry"
    attendee: Attendee
    came_ms: int
    desk: str
    is_daily: bool


class Per(StrEnum):
    """What a number of visits is counted over."""

    IN_ALL = "in_all"
    DAY = "day"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class UsedUp:
    """The person came as often as this point lets in: in all, today, or on that many days."""

    slug: ClassVar[str] = "used_up"
    attendee: Attendee
    most: int
    per: Per
    last_ms: int
    desk: str


@dataclass(frozen=True, slots=True)
class NotIn:
    """Nobody to check out: not come yet, gone at `left_ms`, or inside somewhere else."""

    slug: ClassVar[str] = "not_in"
    attendee: Attendee
    left_ms: int | None
    elsewhere: Presence | None = None


@dataclass(frozen=True, slots=True)
class WrongWay:
    """This point is for the other way only."""

    slug: ClassVar[str] = "wrong_way"
    attendee: Attendee
    direction: Direction


@dataclass(frozen=True, slots=True)
class NotBooked:
    """The point is for people who booked its session; `instead` is what they booked then."""

    slug: ClassVar[str] = "not_booked"
    attendee: Attendee
    session: Session
    instead: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class OnWaitingList:
    """No place in the programme is confirmed."""

    slug: ClassVar[str] = "waiting_list"
    attendee: Attendee


@dataclass(frozen=True, slots=True)
class WaitsForSession:
    """The point is for people who booked its session, and this one waits for a place in it."""

    slug: ClassVar[str] = "session_waiting_list"
    attendee: Attendee
    session: Session


@dataclass(frozen=True, slots=True)
class NotForType:
    """The point is for other ticket types."""

    slug: ClassVar[str] = "not_for_type"
    attendee: Attendee
    allowed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotValid:
    """The ticket is not valid yet, not any more, or says so in a way that nobody can read."""

    slug: ClassVar[str] = "not_valid"
    attendee: Attendee
    standing: Standing
    validity: Validity


@dataclass(frozen=True, slots=True)
class BookedElsewhere:
    """The person has a place in another session that is on now, and none in this one."""

    slug: ClassVar[str] = "booked_elsewhere"
    attendee: Attendee
    session: Session
    instead: Session


@dataclass(frozen=True, slots=True)
class Unready:
    """The point is a door to something that was removed (`session`, `place` or `question`).

    Or it has `hours` that nobody can read, or counts minutes from `times` that its session lacks.
    `missing` names all of these that are so, parted by spaces.
    """

    slug: ClassVar[str] = "unready"
    attendee: Attendee
    missing: str


@dataclass(frozen=True, slots=True)
class Full:
    """As many are inside as fit."""

    slug: ClassVar[str] = "full"
    attendee: Attendee
    crowd: Crowd


@dataclass(frozen=True, slots=True)
class SeatsHeld:
    """The seats that are left are kept for who booked them, until that ISO minute."""

    slug: ClassVar[str] = "seats_held"
    attendee: Attendee
    session: Session
    held: int
    capacity: int
    until: str


@dataclass(frozen=True, slots=True)
class NotToday:
    """The point is not open on this day; it opens at that ISO moment, or never again."""

    slug: ClassVar[str] = "not_today"
    attendee: Attendee
    opens_at: str


@dataclass(frozen=True, slots=True)
class TooEarly:
    """The point opens at that ISO moment of the programme's wall clock."""

    slug: ClassVar[str] = "too_early"
    attendee: Attendee
    opens_at: str


@dataclass(frozen=True, slots=True)
class Closed:
    """The point closed at that ISO moment of the programme's wall clock."""

    slug: ClassVar[str] = "closed"
    attendee: Attendee
    closed_at: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The registration was cancelled."""

    slug: ClassVar[str] = "cancelled"
    attendee: Attendee


@dataclass(frozen=True, slots=True)
class Blocked:
    """The organizers keep this person out, for a reason that the desk sees."""

    slug: ClassVar[str] = "blocked"
    attendee: Attendee
    reason: str


@dataclass(frozen=True, slots=True)
class Unpaid:
    """Money is still due; the desk may take it."""

    slug: ClassVar[str] = "unpaid"
    attendee: Attendee
    amount: str


@dataclass(frozen=True, slots=True)
class NeedsAnswer:
    """A required question, consent or waiver is still open."""

    slug: ClassVar[str] = "needs_answer"
    attendee: Attendee
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class NotConfirmed:
    """The registration is pending, or only an invitation."""

    slug: ClassVar[str] = "not_confirmed"
    attendee: Attendee
    status: Status


@dataclass(frozen=True, slots=True)
class Replaced:
    """The code was good until a newer ticket or badge took its place."""

    slug: ClassVar[str] = "replaced"
    attendee: Attendee
    use: str
    retired_ms: int


@dataclass(frozen=True, slots=True)
class WrongProgramme:
    """The code belongs to another programme of this store, or is marked for one."""

    slug: ClassVar[str] = "wrong_programme"
    attendee: Attendee | None
    title: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several people have this code."""

    slug: ClassVar[str] = "ambiguous"
    code: str
    people: tuple[Attendee, ...]


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """Nobody in this store has that code; `like` is what it looks like, where that is known."""

    slug: ClassVar[str] = "unknown_code"
    code: str
    like: Likeness | None = None


@dataclass(frozen=True, slots=True)
class Malformed:
    """No code at all, or not a whole one."""

    slug: ClassVar[str] = "malformed"
    code: str
    flaw: CodeFlaw


@dataclass(frozen=True, slots=True)
class Found:
    """The desk only looked somebody up."""

    slug: ClassVar[str] = "found"
    attendee: Attendee


Passage = Admitted | CheckedOut
Obstacle = (
    AlreadyIn
    | NoReentry
    | UsedUp
    | NotIn
    | WrongWay
    | NotBooked
    | OnWaitingList
    | WaitsForSession
    | NotForType
    | NotValid
    | BookedElsewhere
    | Unready
    | Full
    | SeatsHeld
    | NotToday
    | TooEarly
    | Closed
    | Cancelled
    | Blocked
    | Unpaid
    | NeedsAnswer
    | NotConfirmed
)
CodeProblem = Replaced | WrongProgramme | Ambiguous | UnknownCode | Malformed
Outcome = Passage | Obstacle | CodeProblem | Found

_OF_NO_ONE = (UnknownCode, Malformed, Ambiguous)


def attendee_of(outcome: Outcome) -> Attendee | None:
    """Name the attendee whom a verdict is about, where there is one."""
    return None if isinstance(outcome, _OF_NO_ONE) else outcome.attendee
