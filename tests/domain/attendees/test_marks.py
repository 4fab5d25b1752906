"""Marks that the desk must not overlook."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.marks import Mark, marks_of
from tests.support.builders import attendee, person


def test_marks_come_from_tags_type_attention_notes_and_needs_most_urgent_first() -> None:
    who = attendee(
        person(needs="Wheelchair lift on the bus"),
        tags="press; vip", ticket_type="Speaker", notes="First time here",
    )  # fmt: skip
    assert marks_of(who) == [Mark.ASSISTANCE, Mark.VIP, Mark.SPEAKER, Mark.FIRST_TIME]


def test_hebrew_words_count() -> None:
    assert marks_of(attendee(tags="מרצה")) == [Mark.SPEAKER]


def test_a_word_inside_a_sentence_is_no_mark() -> None:
    assert marks_of(attendee(notes="not a VIP, ask her")) == []


@pytest.mark.parametrize("needs", ["No assistance needed", "no wheelchair", "אין צורך בסיוע"])
def test_a_need_that_is_denied_is_none(needs: str) -> None:
    assert marks_of(attendee(person(needs=needs))) == []


def test_one_need_among_others_is_enough() -> None:
    who = attendee(person(needs="Sits in front; Wheelchair lift on the bus"))
    assert marks_of(who) == [Mark.ASSISTANCE]
