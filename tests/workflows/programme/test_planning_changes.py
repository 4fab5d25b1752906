"""Changing what was planned: programmes, sessions, places and questions keep what they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.checks import Fault
from desktop.domain.programme.programme import Place, Programme, Session
from desktop.domain.programme.questions import Kind, Question
from desktop.workflows.attendees.sessions import Seats
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


def test_a_programme_is_called_by_its_title_or_else_by_its_code(front_desk: FrontDesk) -> None:
    save = front_desk.planning.save_programme
    titled, plain = save("", {"code": "A", "title": " Spring panel "}), save("", {"code": "B"})
    assert isinstance(titled, Programme)
    assert isinstance(plain, Programme)
    assert (titled.title, titled.number) == ("Spring panel", 1)
    assert (plain.title, plain.number) == ("B", 2)
    assert save(titled.id, {"code": "B"}) == {"code": Fault.TAKEN}


def test_a_changed_programme_keeps_its_doors(desk: Reception) -> None:
    desk.point("Garden")
    desk.front_desk.planning.save_programme(desk.programme.id, {"code": "NIPERM", "host": "Touro"})
    names = [point.name for point in desk.front_desk.programmes.points(desk.programme)]
    assert names == ["Main entrance", "Garden"]


def test_the_plan_counts_seats_and_people(desk: Reception) -> None:
    session = desk.session("W1", capacity="1")
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    desk.front_desk.sessions.book([noa.id], session)
    desk.front_desk.sessions.book([dan.id], session)
    desk.scan(desk.station().point, noa)
    plan = desk.front_desk.planning.plan(desk.programme.id)
    assert plan.seats[session.id] == Seats(taken=1, waiting=1)
    assert (plan.inside, plan.expected) == (1, 2)


def test_a_session_is_changed_under_its_own_code(desk: Reception) -> None:
    first, second = desk.session("W1"), desk.session("W2")
    typed = {"code": "W2", "title": "Drill", "credit_hours": "1,5"}
    changed = desk.front_desk.planning.save_session(desk.programme, second.id, typed)
    assert isinstance(changed, Session)
    assert (changed.id, changed.code, changed.title) == (second.id, "W2", "Drill")
    assert (changed.credit_hours, changed.capacity) == ("1.5", 0)
    assert desk.front_desk.programmes.sessions(desk.programme) == [first, changed]


@pytest.mark.parametrize("code", ["W1", "w2 "])
def test_a_code_is_taken_once_among_all_sessions(desk: Reception, code: str) -> None:
    desk.session("W1")
    desk.session("W2")
    typed = {"code": code, "title": "Drill"}
    taken = desk.front_desk.planning.save_session(desk.programme, "", typed)
    assert taken == {"code": Fault.TAKEN}


def test_a_session_without_a_room_adds_no_place(desk: Reception) -> None:
    desk.session("W1")
    assert desk.front_desk.planning.plan(desk.programme.id).places == ()


def test_a_removed_session_takes_its_own_doors_only(desk: Reception) -> None:
    first, second = desk.session("W1"), desk.session("W2")
    desk.point("Door W1", session=first.id)
    desk.point("Door W2", session=second.id)
    assert desk.front_desk.planning.remove(desk.programme, first)
    assert desk.front_desk.programmes.sessions(desk.programme) == [second]
    names = [point.name for point in desk.front_desk.programmes.points(desk.programme)]
    assert names == ["Main entrance", "Door W2"]


def test_a_place_goes_only_when_nobody_is_in_it_and_no_door_leads_there(desk: Reception) -> None:
    room, hall = desk.room("Room 2"), desk.room("Hall")
    door = desk.point("Door", room.id)
    noa = desk.register("Noa Cohen")
    desk.scan(door, noa)
    remove = desk.front_desk.planning.remove
    assert not remove(desk.programme, room)
    desk.front_desk.points.remove(desk.programme, door)
    assert not remove(desk.programme, room)
    desk.point("Door", hall.id)
    assert not remove(desk.programme, hall)
    desk.scan(desk.station().point, noa)
    desk.front_desk.whereabouts.check_out_all(
        desk.programme, desk.front_desk.whereabouts.spots(desk.programme)[0]
    )
    assert remove(desk.programme, room)
    places = desk.front_desk.planning.plan(desk.programme.id).places
    assert [branch.place.name for branch in places] == ["Hall"]


def test_a_changed_place_keeps_its_id_and_the_one_around_it(desk: Reception) -> None:
    outer = desk.room("Outer")
    inner = desk.room("Inner", inside=outer.id)
    larger = replace(inner, name="Inner hall", capacity=30)
    desk.front_desk.planning.save_place(desk.programme, larger)
    places = desk.front_desk.planning.plan(desk.programme.id).places
    assert [branch.place for branch in places] == [outer, larger]


def test_a_place_may_stand_in_one_that_is_made_for_it(desk: Reception) -> None:
    inner = desk.room("Inner")
    outer = desk.room("Outer")
    desk.front_desk.planning.save_place(desk.programme, replace(inner, parent=outer.id))
    desk.front_desk.planning.save_place(desk.programme, replace(outer, parent=inner.id))
    places = desk.front_desk.planning.plan(desk.programme.id).places
    assert [(branch.place.name, branch.depth) for branch in places] == [("Outer", 0), ("Inner", 1)]
    new = Place("", desk.programme.id, "Corner", "room", inner.id)
    desk.front_desk.planning.save_place(desk.programme, new)
    places = desk.front_desk.planning.plan(desk.programme.id).places
    assert [branch.depth for branch in places] == [0, 1, 2]


def test_a_changed_question_keeps_its_id_and_a_choice_needs_two_answers(desk: Reception) -> None:
    save = desk.front_desk.planning.save_question
    meal = Question("", desk.programme.id, "Meal", kind=Kind.CHOICE, choices="meat\nfish")
    assert save(desk.programme, meal) == {}
    (kept,) = desk.front_desk.programmes.questions(desk.programme)
    assert save(desk.programme, replace(kept, choices="vegan")) == {"choices": Fault.MISSING}
    assert save(desk.programme, replace(kept, text="Your meal")) == {}
    (changed,) = desk.front_desk.programmes.questions(desk.programme)
    assert (changed.id, changed.text, changed.choices) == (kept.id, "Your meal", "meat\nfish")


def test_a_question_of_another_kind_needs_no_choices(desk: Reception) -> None:
    consent = Question("", desk.programme.id, "Photo consent", kind=Kind.YES_NO)
    assert desk.front_desk.planning.save_question(desk.programme, consent) == {}
    assert desk.front_desk.planning.save_question(desk.programme, replace(consent, text=" ")) == {
        "text": Fault.MISSING
    }
    assert len(desk.front_desk.programmes.questions(desk.programme)) == 1
