"""A code that stands in two records: of one person it lets in and says so, else nobody guesses."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.attendees.person import Person
from desktop.domain.attendees.registration import CodeHolder, Direction, Status
from desktop.domain.checkin import code_decision
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.request import CheckinRequest
from desktop.gui.wording.checkin import describe
from desktop.workflows.checkin.verdict import Verdict
from tests.support.builders import EIGHT, attendee, inside, point, programme

NOA: dict[str, str] = {"full_name": "Noa Levi", "email": "noa@example.org", "phone": ""}


def holder(id_: str, who: dict[str, str], retired_ms: int | None = None, **own: Any) -> CodeHolder:
    person = Person(f"person of {id_}", **{**NOA, **who})
    return CodeHolder(attendee(person, id=id_, **own), "NIPERM", "ticket", retired_ms)


def decide(*holders: CodeHolder) -> d.Outcome:
    request = CheckinRequest(programme(), point(), Direction.IN, EIGHT)
    return code_decision.decide_code(request, "TCK-00001", holders)


def test_two_records_of_one_person_let_them_in_and_say_so() -> None:
    outcome = decide(holder("r2", {"full_name": "LEVI, Noa"}), holder("r1", {}))
    assert isinstance(outcome, d.Admitted)
    assert (outcome.attendee.id, outcome.records) == ("r1", 2)
    assert "Two records of this person have the code" in describe(Verdict(outcome, EIGHT)).sentence


def test_one_record_says_nothing_of_records() -> None:
    outcome = decide(holder("r1", {}))
    assert isinstance(outcome, d.Admitted)
    assert "records" not in describe(Verdict(outcome, EIGHT)).sentence


@pytest.mark.parametrize("phone", ["050-123-4567", "+972 50 123 4567"])
def test_a_phone_is_as_good_as_an_email(phone: str) -> None:
    one = holder("r1", {"email": "", "phone": "0501234567"})
    assert isinstance(decide(one, holder("r2", {"email": "", "phone": phone})), d.Admitted)


@pytest.mark.parametrize(
    "other",
    [
        holder("r2", {"full_name": "Dan Levi"}),
        holder("r2", {"full_name": "Noah Levi"}),
        holder("r2", {"email": "other@example.org"}),
        holder("r2", {"email": ""}),
        holder("r2", {}, status=Status.CANCELLED),
        holder("r2", {}, status=Status.BLOCKED),
        holder("r2", {}, status=Status.PENDING),
        holder("r2", {}, status=Status.WAITLISTED),
    ],
)
def test_what_is_not_surely_one_person_stays_ambiguous(other: CodeHolder) -> None:
    assert isinstance(decide(holder("r1", {}), other), d.Ambiguous)
    assert isinstance(decide(other, holder("r1", {})), d.Ambiguous)


def test_a_code_that_is_void_in_one_record_is_the_other_one_s() -> None:
    outcome = decide(holder("r1", {"full_name": "Dan Levi"}, EIGHT), holder("r2", {}))
    assert isinstance(outcome, d.Admitted)
    assert (outcome.attendee.id, outcome.records) == ("r2", 1)


def test_without_a_contact_a_name_is_no_proof() -> None:
    nobody = {"email": "", "phone": ""}
    assert isinstance(decide(holder("r1", nobody), holder("r2", nobody)), d.Ambiguous)


def test_who_is_in_by_one_record_is_in() -> None:
    here = holder("r2", {}, presence=inside())
    assert isinstance(decide(holder("r1", {}), here), d.AlreadyIn)


def test_money_that_one_record_owes_is_owed() -> None:
    owing = holder("r2", {}, amount_due="50 USD")
    assert isinstance(decide(holder("r1", {}), owing), d.Unpaid)
    assert isinstance(decide(owing, holder("r1", {})), d.Unpaid)
