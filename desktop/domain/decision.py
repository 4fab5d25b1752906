"""What happens when somebody shows a code or is picked by name: one pure function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desktop.domain import questions
from desktop.domain.programme import Point, Programme
from desktop.domain.registration import Attendee, CodeHolder, Direction, Status


@dataclass(frozen=True, slots=True)
class Admitted:
    """The person goes in; `again` where the desk let in somebody who was in already."""

    word: ClassVar[str] = "admitted"
    attendee: Attendee
    point: Point
    at_ms: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """The person goes out."""

    word: ClassVar[str] = "checked_out"
    attendee: Attendee
    point: Point
    at_ms: int


@dataclass(frozen=True, slots=True)
class AlreadyIn:
    """The person is inside, met by that desk at that point at that time."""

    word: ClassVar[str] = "already_in"
    attendee: Attendee
    since_ms: int
    desk: str
    point: str


@dataclass(frozen=True, slots=True)
class NotIn:
    """Nobody to check out: the person has not come in, or left at `left_ms`."""

    word: ClassVar[str] = "not_in"
    attendee: Attendee
    left_ms: int | None


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The registration was cancelled."""

    word: ClassVar[str] = "cancelled"
    attendee: Attendee


@dataclass(frozen=True, slots=True)
class Blocked:
    """The organizers keep this person out, for a reason that the desk sees."""

    word: ClassVar[str] = "blocked"
    attendee: Attendee
    reason: str


@dataclass(frozen=True, slots=True)
class Unpaid:
    """Money is still due; the desk may take it."""

    word: ClassVar[str] = "unpaid"
    attendee: Attendee
    amount: str


@dataclass(frozen=True, slots=True)
class NeedsAnswer:
    """A required question, consent or waiver is still open."""

    word: ClassVar[str] = "needs_answer"
    attendee: Attendee
    questions: tuple[questions.Question, ...]


@dataclass(frozen=True, slots=True)
class NotConfirmed:
    """The registration is pending, on the waiting list, or only an invitation."""

    word: ClassVar[str] = "not_confirmed"
    attendee: Attendee
    status: Status


@dataclass(frozen=True, slots=True)
class Replaced:
    """The code was good until a newer ticket or badge took its place."""

    word: ClassVar[str] = "replaced"
    attendee: Attendee
    use: str
    retired_ms: int


@dataclass(frozen=True, slots=True)
class WrongProgramme:
    """The code belongs to another programme of this store, or is marked for one."""

    word: ClassVar[str] = "wrong_programme"
    attendee: Attendee | None
    title: str


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """Nobody in this store has that code."""

    word: ClassVar[str] = "unknown_code"
    code: str


@dataclass(frozen=True, slots=True)
class Found:
    """The desk only looked somebody up."""

    word: ClassVar[str] = "found"
    attendee: Attendee


Outcome = (
    Admitted
    | CheckedOut
    | AlreadyIn
    | NotIn
    | Cancelled
    | Blocked
    | Unpaid
    | NeedsAnswer
    | NotConfirmed
    | Replaced
    | WrongProgramme
    | UnknownCode
    | Found
)


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody stands at a point of a programme and wants in or out, at a moment in ms UTC.

    `by_desk` is set where the desk lets the person in all the same, after reading the verdict;
    `asks` are the questions of this door.
    """

    programme: Programme
    point: Point
    direction: Direction
    now_ms: int
    by_desk: bool = False
    asks: tuple[questions.Question, ...] = ()


def decide_code(
    question: Question, code: str, holder: CodeHolder | None, hinted: Programme | None
) -> Outcome:
    """Say what happens when this code is shown.

    Args:
        question: where, which way and when.
        code: the code as it was read.
        holder: whose code it is, if anybody's.
        hinted: the other programme of this store that the code is marked for, if any.
    """
    if holder is None:
        return WrongProgramme(None, hinted.title) if hinted else UnknownCode(code)
    if holder.attendee.registration.programme != question.programme.id:
        return WrongProgramme(holder.attendee, holder.programme_title)
    if holder.retired_ms is not None:
        return Replaced(holder.attendee, holder.use, holder.retired_ms)
    return decide(question, holder.attendee)


def decide(question: Question, attendee: Attendee) -> Outcome:
    """Say what happens when this attendee wants through."""
    if question.direction is Direction.OUT:
        return _decide_out(question, attendee)
    return _obstacle(question, attendee) or Admitted(
        attendee, question.point, question.now_ms, again=_is_here(question, attendee)
    )


def _obstacle(question: Question, attendee: Attendee) -> Outcome | None:
    """Name what keeps somebody out: the registration, then being in, then an open question."""
    inside = attendee.registration.presence
    if unfit := _unfit(question, attendee):
        return unfit
    if inside is not None and _is_here(question, attendee):
        if question.by_desk:
            return None
        return AlreadyIn(attendee, inside.since_ms, inside.desk, inside.point)
    if still_open := questions.still_open(question.asks, attendee.registration.answered):
        return NeedsAnswer(attendee, tuple(still_open))
    return None


def _is_here(question: Question, attendee: Attendee) -> bool:
    inside = attendee.registration.presence
    return inside is not None and inside.place == question.point.place


def _unfit(question: Question, attendee: Attendee) -> Outcome | None:
    """Name what is the matter with the registration itself."""
    registration = attendee.registration
    if registration.status is Status.CANCELLED:
        return Cancelled(attendee)
    if registration.status is Status.BLOCKED:
        return Blocked(attendee, registration.block_reason)
    if registration.status is not Status.REGISTERED and not question.by_desk:
        return NotConfirmed(attendee, registration.status)
    if registration.is_unpaid and not question.by_desk:
        return Unpaid(attendee, registration.amount_due)
    return None


def _decide_out(question: Question, attendee: Attendee) -> Outcome:
    if attendee.registration.presence is None:
        return NotIn(attendee, attendee.registration.last_out_ms)
    return CheckedOut(attendee, question.point, question.now_ms)


def may_let_in_anyway(outcome: Outcome) -> bool:
    """Tell whether the desk itself may let the person in after this verdict."""
    return isinstance(outcome, AlreadyIn | NotConfirmed | Unpaid)


def attendee_of(outcome: Outcome) -> Attendee | None:
    """Name the attendee whom a verdict is about, where there is one."""
    return None if isinstance(outcome, UnknownCode) else outcome.attendee
