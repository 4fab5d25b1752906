"""Questions of a programme, consents and waivers among them, and what was answered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

FIELD = "answer:"
MAX_ANSWER = 40_000
YES, NO = "yes", "no"
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?\Z")
_SIGNATURE = re.compile(r"M[ML0-9., -]+\Z")


class Kind(StrEnum):
    """What an answer is."""

    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"
    DATE = "date"
    SIGNATURE = "signature"
    PHOTO = "photo"


class Asked(StrEnum):
    """When it is asked; `point` only at the check-in points that name it."""

    REGISTRATION = "registration"
    CHECKIN = "checkin"
    BOTH = "both"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `wording` is the full text of a consent or waiver, kept with each answer.

    `choices` are lines, and so are the ticket `types` that are asked (none: all). A number lies
    between `least` and `most`, decimal numbers, where they are written. A consent must be answered
    with yes, or signed, where it is required.
    """

    id: str
    programme: str
    text: str
    text_hebrew: str = ""
    kind: str = Kind.TEXT
    choices: str = ""
    asked: str = Asked.REGISTRATION
    required: str = ""
    wording: str = ""
    position: int = 0
    types: str = ""
    least: str = ""
    most: str = ""

    @property
    def is_required(self) -> bool:
        """Whether nobody comes in without an answer."""
        return bool(self.required)

    @property
    def is_consent(self) -> bool:
        """Whether the answer agrees to a text."""
        return bool(self.wording)

    @property
    def choice_list(self) -> list[str]:
        """The answers to choose from."""
        return [line.strip() for line in self.choices.splitlines() if line.strip()]

    @property
    def type_list(self) -> list[str]:
        """The ticket types that are asked; none where all are."""
        return [line.strip() for line in self.types.splitlines() if line.strip()]


class Answer(NamedTuple):
    """What somebody answered, when (milliseconds UTC), and to which wording."""

    question: str
    value: str
    at_ms: int
    wording: str = ""


class Fault(StrEnum):
    """Why an answer cannot be taken; worded for people elsewhere."""

    MISSING = "missing"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_DATE = "not_a_date"
    NOT_A_NUMBER = "not_a_number"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_AGREED = "not_agreed"
    TOO_LONG = "too_long"


def answer_field(question: str) -> str:
    """Name the field of a registration that holds an answer."""
    return FIELD + question


def asked_at(questions: Iterable[Question], moment: Asked) -> list[Question]:
    """Keep the questions that are asked at a moment, in their order."""
    kept = [question for question in questions if question.asked in (moment, Asked.BOTH)]
    return sorted(kept, key=lambda question: (question.position, question.text, question.id))


def asked_by(questions: Iterable[Question], asks: str) -> list[Question]:
    """Keep what a check-in point asks: all of check-in, and what it names itself (ids)."""
    named = asks.split()
    kept = [
        question
        for question in questions
        if question.asked in (Asked.CHECKIN, Asked.BOTH) or question.id in named
    ]
    return sorted(kept, key=lambda question: (question.position, question.text, question.id))


def still_open(
    questions: Iterable[Question], answered: Sequence[str], *, has_photo: bool = False
) -> list[Question]:
    """Keep the required questions that nobody answered yet: nothing is asked twice.

    A photo that was sent in beforehand answers the question for one.
    """
    return [
        question
        for question in questions
        if question.is_required
        and question.id not in answered
        and not (question.kind == Kind.PHOTO and has_photo)
    ]


def check(question: Question, value: str) -> Fault | None:
    """Say what is wrong with an answer; None where it can be taken, also where it may be empty."""
    if not value:
        return Fault.MISSING if question.is_required else None
    must_agree = question.is_consent and question.is_required
    if question.kind == Kind.NUMBER:
        return _check_number(question, value)
    faults = (
        (len(value) > MAX_ANSWER, Fault.TOO_LONG),
        (question.kind == Kind.CHOICE and value not in question.choice_list, Fault.NOT_A_CHOICE),
        (question.kind == Kind.DATE and not _is_date(value), Fault.NOT_A_DATE),
        (question.kind == Kind.YES_NO and must_agree and value != YES, Fault.NOT_AGREED),
        (question.kind == Kind.SIGNATURE and not _SIGNATURE.match(value), Fault.MISSING),
    )
    return next((fault for is_so, fault in faults if is_so), None)


def _check_number(question: Question, value: str) -> Fault | None:
    number = read_number(value)
    if number is None:
        return Fault.NOT_A_NUMBER
    least, most = read_number(question.least), read_number(question.most)
    if least is not None and number < least:
        return Fault.TOO_SMALL
    return Fault.TOO_LARGE if most is not None and number > most else None


def read_number(text: str) -> Decimal | None:
    """Read a decimal number, with a point or a comma; None where it is none."""
    return Decimal(text.replace(",", ".")) if _NUMBER.match(text) else None


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
