"""What happens at the door."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import decision as d
from desktop.domain.registration import CodeHolder, Direction, Presence, Status
from tests.support.builders import EIGHT, NINE, attendee, cancelled, inside, point, programme


def question(direction: Direction = Direction.IN, *, by_desk: bool = False) -> d.Question:
    return d.Question(programme(), point(), direction, NINE, by_desk)


def holder(**fields: Any) -> CodeHolder:
    return CodeHolder(attendee(**fields), "NIPERM", "ticket")


def test_a_registered_person_is_admitted() -> None:
    assert d.decide(question(), attendee()) == d.Admitted(attendee(), point(), NINE)


def test_a_second_scan_says_when_and_which_desk_met_the_person_first() -> None:
    who = attendee(presence=inside(EIGHT, "Desk B"))
    assert d.decide(question(), who) == d.AlreadyIn(who, EIGHT, "Desk B", "Main entrance")


def test_another_door_to_the_same_place_does_not_let_in_twice() -> None:
    who = attendee(presence=inside())
    garden = d.Question(programme(), point(id="d2", name="Garden"), Direction.IN, NINE)
    assert isinstance(d.decide(garden, who), d.AlreadyIn)


def test_the_desk_may_let_somebody_in_again() -> None:
    outcome = d.decide(question(by_desk=True), attendee(presence=inside()))
    assert isinstance(outcome, d.Admitted)
    assert outcome.again


def test_a_cancelled_registration_is_refused_even_by_the_desk() -> None:
    assert isinstance(d.decide(question(by_desk=True), cancelled()), d.Cancelled)


@pytest.mark.parametrize("status", [Status.PENDING, Status.WAITLISTED, Status.INVITED])
def test_who_is_not_confirmed_is_a_question_for_the_desk(status: Status) -> None:
    who = attendee(status=status)
    assert d.decide(question(), who) == d.NotConfirmed(who, status)
    assert isinstance(d.decide(question(by_desk=True), who), d.Admitted)


def test_nobody_leaves_who_has_not_come() -> None:
    assert d.decide(question(Direction.OUT), attendee()) == d.NotIn(attendee(), None)


def test_who_is_in_can_leave_even_when_cancelled_meanwhile() -> None:
    who = attendee(status=Status.CANCELLED, presence=inside())
    assert isinstance(d.decide(question(Direction.OUT), who), d.CheckedOut)


def test_a_code_of_another_programme_names_it() -> None:
    other = CodeHolder(attendee(programme="p2"), "Spring panel", "ticket")
    outcome = d.decide_code(question(), "1", other, None)
    assert outcome == d.WrongProgramme(other.attendee, "Spring panel")


def test_an_unknown_code_marked_for_another_programme_names_it() -> None:
    hinted = programme(id="p2", title="Spring panel")
    assert d.decide_code(question(), "1", None, hinted) == d.WrongProgramme(None, "Spring panel")


def test_an_old_badge_is_refused_with_the_time_of_the_newer_one() -> None:
    old = CodeHolder(attendee(), "NIPERM", "badge", EIGHT)
    assert d.decide_code(question(), "1", old, None) == d.Replaced(attendee(), "badge", EIGHT)


@given(
    st.sampled_from(Status),
    st.sampled_from(Direction),
    st.booleans(),
    st.sampled_from([None, inside(), inside(place="Room 2")]),
)
def test_laws_of_the_door(
    status: Status, direction: Direction, by_desk: bool, presence: Presence | None
) -> None:
    who = attendee(status=status, presence=presence)
    outcome = d.decide(question(direction, by_desk=by_desk), who)
    assert d.attendee_of(outcome) == who
    if isinstance(outcome, d.Admitted):
        assert direction is Direction.IN
        assert status is not Status.CANCELLED
        assert by_desk or (status is Status.REGISTERED and presence != inside())
    if isinstance(outcome, d.CheckedOut):
        assert presence is not None
    if d.may_let_in_anyway(outcome):
        assert isinstance(d.decide(question(by_desk=True), who), d.Admitted)
