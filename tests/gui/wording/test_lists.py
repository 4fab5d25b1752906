"""How a list was judged, in words: at the door, in the result, and as a question."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Status
from desktop.domain.checkin import outcomes as d
from desktop.gui.wording.checkin import describe
from desktop.gui.wording.lists import (
    choice_sentence,
    doubt_sentence,
    missing_sentence,
    overlooked_sentence,
    status_line,
)
from desktop.gui.wording.transfer import describe_result
from desktop.workflows.checkin.verdict import Verdict
from desktop.workflows.transfer.doubts import Doubt, OpenDates, OtherList, UnknownWords
from desktop.workflows.transfer.guest_list import Problem, ProblemKind, StatusWord
from desktop.workflows.transfer.import_rules import Choice
from desktop.workflows.transfer.missing import Missing
from desktop.workflows.transfer.progress import Progress
from tests.support.builders import NINE, attendee

MISSING = Missing("r1", "Dan Levi", "1002")
CELL = Problem(4, "Email", ProblemKind.BAD_EMAIL, "oops", (), is_row_out=False)
ROW = Problem(5, "Name", ProblemKind.NO_NAME, "", ())


def test_the_desk_reads_the_lists_own_word() -> None:
    who = attendee(status=Status.PENDING, status_word="Payment failed?")
    banner = describe(Verdict(d.NotConfirmed(who, Status.PENDING), NINE))
    assert "The list says “Payment failed?”" in banner.sentence
    assert banner.aside == "the list says: Payment failed?"


def test_a_long_word_is_cut_at_the_door() -> None:
    who = attendee(status=Status.PENDING, status_word="Moon " * 50)
    assert len(describe(Verdict(d.NotConfirmed(who, Status.PENDING), NINE)).aside) < 100


def test_what_was_paid_and_what_the_list_says_stand_beside_each_other() -> None:
    who = attendee(amount_due="80", paid_ms=1, paid_amount="50")
    banner = describe(Verdict(d.Unpaid(who, who.registration.due), NINE))
    assert banner.sentence.startswith("30 is still to be paid: paid 50, the list says 80.")


@pytest.mark.parametrize(
    ("doubt", "part"),
    [
        (OtherList("a.csv", 1, 9), "columns of “a.csv”, but only 1/9"),
        (OpenDates(("Arrived", "Left")), "“Arrived”, “Left”"),
        (
            UnknownWords(tuple(StatusWord(f"W{n}", 3, "pending", False) for n in range(7)), 30),
            "21 of 30 people is not understood: “W0” (3), “W1” (3), “W2” (3), “W3” (3), “W4” (3), "
            "+2",
        ),
    ],
)  # fmt: skip
def test_each_doubt_is_a_question(doubt: Doubt, part: str) -> None:
    assert part in doubt_sentence(doubt)
    assert "?" in doubt_sentence(doubt)


def test_a_word_is_told_with_its_count_and_meaning() -> None:
    assert status_line(StatusWord("Yes", 3, "registered", True)) == "“Yes” in 3 rows: registered"
    assert status_line(StatusWord("In", 1, "checked_in", True)) == "“In” in 1 row: checked in"
    unknown = status_line(StatusWord("Moon", 1, "pending", False))
    assert unknown == "“Moon” in 1 row: not understood, so not confirmed"


def test_a_choice_names_both_sides() -> None:
    status = Choice(2, "Dan Levi", "status", "blocked", "registered", "registration:r1")
    assert choice_sentence(status) == (
        "Dan Levi, status: blocked was decided by hand, the list says registered"
    )
    phone = Choice(2, "Dan Levi", "phone", "050", "", "person:p1")
    assert choice_sentence(phone).endswith(
        "phone: “050” was decided by hand, the list says nothing"
    )


def test_who_is_missing_is_counted_and_a_part_of_a_list_is_called_so() -> None:
    assert missing_sentence(Progress()) == ""
    one = Progress(missing=(MISSING,), of_source=10)
    assert missing_sentence(one) == "1 person is no longer on this list and was kept."
    part = Progress(missing=(MISSING,) * 3, of_source=10)
    assert missing_sentence(part) == (
        "3 people are no longer on this list and were kept. This looks like a part, or another "
        "list."
    )


def test_the_result_tells_rows_cells_choices_and_missing_people_apart() -> None:
    choice = Choice(2, "Dan", "status", "a", "b", "s")
    progress = Progress(9, 1, 2, 3, (CELL, CELL, ROW), False, (choice,), (MISSING, MISSING), 4)
    assert describe_result(progress) == (
        "1 new, 2 changed, 3 as before, 1 row left out, 2 cells left out, 1 decided otherwise by "
        "hand, 2 no longer listed."
    )


def test_a_column_that_was_not_read_is_named() -> None:
    assert overlooked_sentence(["Eligible", "Visa"]) == (
        "Not read, though it may say who may come: “Eligible”, “Visa”."
    )
