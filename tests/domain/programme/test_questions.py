"""Which questions are asked when, and which answers can be taken."""

from __future__ import annotations

import pytest

from desktop.domain.programme.questions import (
    MAX_ANSWER,
    YES,
    Asked,
    Fault,
    Kind,
    Question,
    asked_at,
    asked_by,
    check,
    still_open,
)

DIET = Question("diet", "p1", "Diet?", asked=Asked.REGISTRATION, position=2)
AGE = Question("age", "p1", "Age", kind=Kind.NUMBER, least="18", most="120")
WAIVER = Question("waiver", "p1", "Waiver", kind=Kind.YES_NO, asked=Asked.CHECKIN, required="yes",
                  wording="I agree.", position=1)  # fmt: skip
SIZE = Question("size", "p1", "Size?", kind=Kind.CHOICE, choices="S\nM\n", asked=Asked.BOTH)
FACE = Question("face", "p1", "Photo", kind=Kind.PHOTO, required="yes", asked=Asked.CHECKIN)
ALL = (DIET, WAIVER, SIZE, FACE)


def ids(questions: list[Question]) -> list[str]:
    return [question.id for question in questions]


def test_questions_are_asked_at_their_moment_in_their_order() -> None:
    assert ids(asked_at(ALL, Asked.REGISTRATION)) == ["size", "diet"]
    assert ids(asked_at(ALL, Asked.CHECKIN)) == ["face", "size", "waiver"]


def test_a_door_asks_what_check_in_asks_and_what_it_names() -> None:
    assert ids(asked_by(ALL, "")) == ["face", "size", "waiver"]
    assert ids(asked_by(ALL, "diet")) == ["face", "size", "waiver", "diet"]


def test_nothing_is_asked_twice_and_a_photo_answers_for_itself() -> None:
    assert ids(still_open(ALL, [])) == ["waiver", "face"]
    assert ids(still_open(ALL, ["waiver"])) == ["face"]
    assert ids(still_open(ALL, ["waiver"], has_photo=True)) == []
    assert ids(still_open(ALL, [], has_photo=True)) == ["waiver"]


@pytest.mark.parametrize(
    ("question", "value", "fault"),
    [
        (DIET, "", None),
        (DIET, "Kosher", None),
        (DIET, "x" * MAX_ANSWER, None),
        (DIET, "x" * (MAX_ANSWER + 1), Fault.TOO_LONG),
        (WAIVER, "", Fault.MISSING),
        (WAIVER, YES, None),
        (WAIVER, "no", Fault.NOT_AGREED),
        (SIZE, "M", None),
        (SIZE, "L", Fault.NOT_A_CHOICE),
        (Question("day", "p1", "Day?", kind=Kind.DATE), "2026-12-02", None),
        (Question("day", "p1", "Day?", kind=Kind.DATE), "tomorrow", Fault.NOT_A_DATE),
        (Question("ok", "p1", "Ok?", kind=Kind.YES_NO), "no", None),
        (Question("sign", "p1", "Sign", kind=Kind.SIGNATURE), "scribble", Fault.MISSING),
        (AGE, "17", Fault.TOO_SMALL),
        (AGE, "18", None),
        (AGE, "120", None),
        (AGE, "120.5", Fault.TOO_LARGE),
        (AGE, "eighteen", Fault.NOT_A_NUMBER),
        (AGE, "1e3", Fault.NOT_A_NUMBER),
        (AGE, "٢٠", Fault.NOT_A_NUMBER),
        (AGE, "", None),
        (Question("w", "p1", "Weight", kind=Kind.NUMBER), "-2,5", None),
        # Limits of a question that is no number any more do not count.
        (Question("t", "p1", "Text", kind=Kind.TEXT, least="18"), "no number", None),
    ],
)
def test_what_can_be_taken_for_an_answer(
    question: Question, value: str, fault: Fault | None
) -> None:
    assert check(question, value) is fault
