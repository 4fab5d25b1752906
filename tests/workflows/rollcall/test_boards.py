"""A board that is read again in parts, and people who are searched for on it."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme
from desktop.domain.rollcall.board import Board, figures_of
from desktop.domain.rollcall.marks import MarkState
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


@pytest.fixture
def people(desk: Reception) -> dict[str, Attendee]:
    made = {name: desk.register(f"{name} Levi") for name in ("Avi", "Ben", "Carmel", "Dana")}
    gate = desk.point("Gate")
    for name in ("Avi", "Ben", "Carmel"):
        desk.scan(gate, made[name])
    return made


def begin(desk: Reception) -> Board:
    desk.clock.advance(1000)
    begun = desk.front_desk.rollcalls.begin(desk.programme, is_drill=True)
    return desk.front_desk.boards.board(begun)


def test_marks_that_were_just_made_are_read_alone_and_others_stay(
    desk: Reception, people: dict[str, Attendee]
) -> None:
    board, calls, boards = begin(desk), desk.front_desk.rollcalls, desk.front_desk.boards
    calls.mark(board.rollcall, [people["Avi"].id], MarkState.SAFE)
    board = boards.renewed(board)
    calls.mark(board.rollcall, [people["Ben"].id], MarkState.INJURED)
    stranger = calls.found(board.rollcall, "Stranger", MarkState.OFF_SITE)
    newer = boards.with_marks_of(board, [people["Ben"].id, stranger])
    assert newer.state_of(people["Avi"].id) is MarkState.SAFE
    assert newer.state_of(people["Ben"].id) is MarkState.INJURED
    assert [(one.id, one.name) for one in newer.found] == [(stranger, "Stranger")]
    whole = boards.board(board.rollcall)
    assert figures_of(newer) == figures_of(whole)
    calls.take_back()
    assert boards.with_marks_of(newer, [stranger]).found == []


def test_marks_of_another_roll_call_do_not_count(
    desk: Reception, people: dict[str, Attendee]
) -> None:
    first = begin(desk)
    calls = desk.front_desk.rollcalls
    calls.mark(first.rollcall, [people["Avi"].id], MarkState.INJURED)
    calls.close(first.rollcall)
    second = begin(desk)
    assert second.state_of(people["Avi"].id) is None
    again = desk.front_desk.boards.with_marks_of(second, [people["Avi"].id])
    assert again.state_of(people["Avi"].id) is None


@pytest.mark.parametrize("typed", ["levi", "Levy", "לוי"])
def test_who_is_missing_is_found_before_who_was_seen_and_who_was_not_inside(
    desk: Reception, people: dict[str, Attendee], typed: str
) -> None:
    board = begin(desk)
    desk.front_desk.rollcalls.mark(board.rollcall, [people["Avi"].id], MarkState.SAFE)
    board = desk.front_desk.boards.renewed(board)
    found = [one.name for one in desk.front_desk.boards.find(board, typed)]
    assert found == ["Ben Levi", "Carmel Levi", "Dana Levi", "Avi Levi"]


def test_a_stranger_is_found_by_a_part_of_the_name(
    desk: Reception, people: dict[str, Attendee]
) -> None:
    board = begin(desk)
    desk.front_desk.rollcalls.found(board.rollcall, "Man in a red coat", MarkState.SAFE)
    board = desk.front_desk.boards.renewed(board)
    assert [one.name for one in desk.front_desk.boards.find(board, "red man")] == [
        "Man in a red coat"
    ]


def test_the_venue_has_the_programmes_place_or_its_code(
    desk: Reception, people: dict[str, Attendee]
) -> None:
    assert {one.place_name for one in begin(desk).people} == {"NIPERM"}
    typed = {"code": "NIPERM", "place": "New Orleans"}
    desk.front_desk.planning.save_programme(desk.programme.id, typed)
    assert {one.place_name for one in begin(desk).people} == {"New Orleans"}
