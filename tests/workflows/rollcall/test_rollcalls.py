"""Roll calls at one desk: begun, marked, corrected, closed, reopened."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Attendee, Direction
from desktop.domain.checkin.codes import Reading
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType
from desktop.domain.programme.programme import Point, Programme
from desktop.domain.rollcall.board import Apart, Board, curve_of, figures_of
from desktop.domain.rollcall.marks import MarkState
from desktop.domain.rollcall.rollcall import OneRollCall
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.rollcall.rollcalls import Noted
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

DAY_MS = 24 * 60 * 60 * 1000


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


@pytest.fixture
def inside(desk: Reception) -> dict[str, Attendee]:
    """Avi and Ben in Hall A, Carmel somewhere in the venue; Dana registered and not there."""
    hall = desk.point("Hall A door", desk.room("Hall A").id)
    people = {name: desk.register(f"{name} Levi") for name in ("Avi", "Ben", "Carmel", "Dana")}
    for name in ("Avi", "Ben"):
        desk.scan(hall, people[name])
    desk.scan(gate(desk), people["Carmel"])
    return people


def gate(desk: Reception) -> Point:
    points = desk.front_desk.programmes.points(desk.programme)
    return next((point for point in points if point.name == "Gate"), None) or desk.point("Gate")


def begin(desk: Reception, *, is_drill: bool = True) -> OneRollCall:
    desk.clock.advance(1000)
    begun = desk.front_desk.rollcalls.begin(desk.programme, is_drill=is_drill)
    desk.clock.advance(1000)
    return begun


def board(desk: Reception, rollcall: OneRollCall) -> Board:
    return desk.front_desk.boards.board(rollcall)


def say(desk: Reception, who: Attendee, **values: str) -> None:
    """Write of a registration what another desk may have written."""
    programme = who.registration.programme
    draft = set_draft(SubjectType.REGISTRATION, who.id, programme, dict(values))
    store = desk.front_desk._store
    with store.write():
        store.append([draft], desk.clock.now_ms)


def names(shown: Board) -> dict[str, str]:
    return {one.name: one.place_name for one in shown.people}


def state(desk: Reception, rollcall: OneRollCall, who: Attendee) -> str:
    found = board(desk, rollcall).state_of(who.id)
    return found.value if found else ""


def test_whoever_was_inside_is_listed_with_the_place(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    shown = board(desk, begin(desk))
    assert names(shown) == {"Avi Levi": "Hall A", "Ben Levi": "Hall A", "Carmel Levi": "NIPERM"}
    figures = figures_of(shown)
    assert (figures.inside, figures.missing, figures.apart) == (3, 3, 0)


def test_who_goes_or_comes_after_it_began_changes_the_list_not(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    rollcall = begin(desk)
    desk.scan(gate(desk), inside["Dana"])
    desk.scan(gate(desk), inside["Avi"], Direction.OUT)
    shown = board(desk, rollcall)
    assert names(shown) == {"Avi Levi": "Hall A", "Ben Levi": "Hall A", "Carmel Levi": "NIPERM"}
    assert shown.moved[inside["Avi"].id] == "Gate"
    assert inside["Ben"].id not in shown.moved
    assert state(desk, rollcall, inside["Avi"]) == ""


def test_a_movement_that_becomes_known_later_joins(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    """Dana's way in is taken back here; as known now she was never inside, and then she was."""
    desk.scan(gate(desk), inside["Dana"])
    rollcall = begin(desk)
    assert "Dana Levi" in names(board(desk, rollcall))
    desk.front_desk.desk.undo(desk.programme)
    assert "Dana Levi" not in names(board(desk, rollcall))


def test_marks_are_counted_and_a_mark_is_taken_back_like_everything(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    rollcall = begin(desk)
    calls = desk.front_desk.rollcalls
    noted = Noted(triage="red", note="left leg", at="North gate", marshal="Rina")
    calls.mark(rollcall, [inside["Avi"].id], MarkState.SAFE)
    calls.mark(rollcall, [inside["Ben"].id], MarkState.INJURED, noted)
    shown = board(desk, rollcall)
    mark = shown.mark_of(inside["Ben"].id)
    assert mark
    assert (mark.triage, mark.note, mark.at, mark.marshal) == (
        "red", "left leg", "North gate", "Rina",
    )  # fmt: skip
    figures = figures_of(shown)
    assert (figures.safe, figures.injured, figures.missing) == (1, 1, 1)
    desk.front_desk.changes.undo()
    assert state(desk, rollcall, inside["Ben"]) == ""
    assert desk.front_desk.verify() == []


def test_who_is_injured_is_not_made_safe_by_a_scan(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    rollcall, ben = begin(desk), inside["Ben"]
    calls = desk.front_desk.rollcalls
    calls.mark(rollcall, [ben.id], MarkState.INJURED)
    again = calls.mark(rollcall, [inside["Avi"].id, ben.id], MarkState.SAFE)
    assert again.done == (inside["Avi"].id,)
    assert [mark.who for mark in again.kept] == [ben.id]
    assert state(desk, rollcall, ben) == "injured"
    calls.mark(rollcall, [ben.id], MarkState.SAFE, is_correction=True)
    assert state(desk, rollcall, ben) == "safe"
    desk.front_desk.changes.undo()
    assert state(desk, rollcall, ben) == "injured"


def test_a_second_scan_writes_nothing_and_what_is_noted_more_does(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    rollcall, avi = begin(desk), inside["Avi"]
    calls = desk.front_desk.rollcalls
    calls.mark(rollcall, [avi.id], MarkState.SAFE, Noted(at="North gate"))
    first = board(desk, rollcall).mark_of(avi.id)
    desk.clock.advance(60_000)
    again = calls.mark(rollcall, [avi.id], MarkState.SAFE, Noted(at="Car park"))
    assert again.done == (avi.id,)
    assert board(desk, rollcall).mark_of(avi.id) == first
    calls.mark(rollcall, [avi.id], MarkState.SAFE, Noted(note="needs a blanket"))
    mark = board(desk, rollcall).mark_of(avi.id)
    assert mark
    assert mark.note == "needs a blanket"


def test_who_was_reported_missing_and_is_found_is_safe(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    rollcall, avi = begin(desk), inside["Avi"]
    desk.front_desk.rollcalls.mark(rollcall, [avi.id], MarkState.MISSING, Noted(told_by="Ben"))
    assert figures_of(board(desk, rollcall)).reported == 1
    desk.front_desk.rollcalls.mark(rollcall, [avi.id], MarkState.SAFE)
    assert state(desk, rollcall, avi) == "safe"


def test_who_was_not_inside_or_is_not_known_is_added_as_found(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    rollcall = begin(desk)
    calls = desk.front_desk.rollcalls
    calls.mark(rollcall, [inside["Dana"].id], MarkState.SAFE)
    who = calls.found(rollcall, "  A man in a red coat ", MarkState.INJURED, Noted(triage="yellow"))
    shown = board(desk, rollcall)
    assert sorted(one.name for one in shown.found) == ["A man in a red coat", "Dana Levi"]
    calls.mark(rollcall, [who], MarkState.OFF_SITE, Noted(told_by="Medic"), is_correction=True)
    again = board(desk, rollcall)
    assert again.state_of(who) is MarkState.OFF_SITE
    assert sorted(one.name for one in again.found) == ["A man in a red coat", "Dana Levi"]
    figures = figures_of(again)
    assert (figures.inside, figures.found, figures.missing) == (3, 2, 3)
    assert desk.front_desk.verify() == []


def test_a_second_one_of_the_scope_goes_on_with_the_first_and_another_scope_stands_beside(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    first = begin(desk)
    assert begin(desk).ids == first.ids
    whole = desk.front_desk.rollcalls.begin(None, is_drill=True)
    assert len(desk.front_desk.rollcalls.open_now()) == 2
    assert names(board(desk, whole)) == names(board(desk, first))


def test_a_real_one_beats_the_open_drill(desk: Reception, inside: dict[str, Attendee]) -> None:
    drill = begin(desk)
    assert drill.is_drill
    real = begin(desk, is_drill=False)
    assert (real.ids, real.is_drill) == (drill.ids, False)
    assert not begin(desk).is_drill


def test_an_open_drill_turns_real(desk: Reception) -> None:
    assert not desk.front_desk.rollcalls.turn_real(begin(desk)).is_drill


def test_what_was_closed_stays_and_can_be_opened_again(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    calls = desk.front_desk.rollcalls
    rollcall = begin(desk)
    closed = calls.close(rollcall)
    assert (closed.is_open, closed.closed_by) == (False, "Desk A")
    assert calls.open_now() == []
    assert closed.parts[0].erase_ms == closed.closed_ms + 30 * DAY_MS
    again = calls.reopen(closed)
    assert (again.is_open, again.begun_ms, again.closed_by) == (True, rollcall.begun_ms, "")
    later = calls.close(again)
    desk.clock.advance(DAY_MS)
    assert begin(desk).ids.isdisjoint(later.ids)
    assert [one.is_open for one in calls.all()] == [True, False]


def test_marks_go_with_a_record_that_was_merged_into_another_one(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    """Avi was registered twice: in by one record, found and injured by the other."""
    rollcall, avi = begin(desk), inside["Avi"]
    calls = desk.front_desk.rollcalls
    twin = desk.register("Avi Levy")
    calls.mark(rollcall, [twin.id], MarkState.INJURED, Noted(triage="green"))
    desk.front_desk.merging.merge(avi.id, twin.id)
    shown = board(desk, rollcall)
    assert shown.state_of(avi.id) is MarkState.INJURED
    assert shown.found == []
    assert figures_of(shown).inside == 3
    assert calls.mark(rollcall, [avi.id], MarkState.SAFE).kept
    marked = calls.mark(rollcall, [avi.id], MarkState.SAFE, is_correction=True)
    assert marked.touched == (avi.id,)
    assert state(desk, rollcall, avi) == "safe"
    assert board(desk, rollcall).found == []
    assert desk.front_desk.verify() == []


def test_who_was_merged_away_after_the_list_was_made_is_on_it_once(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    rollcall = begin(desk)
    desk.front_desk.rollcalls.mark(rollcall, [inside["Ben"].id], MarkState.SAFE)
    desk.front_desk.merging.merge(inside["Avi"].id, inside["Ben"].id)
    shown = board(desk, rollcall)
    assert sorted(one.name for one in shown.everybody) == ["Avi Levi", "Carmel Levi"]
    assert shown.state_of(inside["Avi"].id) is MarkState.SAFE


def test_whoever_is_seen_is_seen_for_all_open_roll_calls_that_look_for_them(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    calls, avi = desk.front_desk.rollcalls, inside["Avi"]
    real = begin(desk, is_drill=False)
    drill = calls.begin(None, is_drill=True)
    calls.mark(drill, [avi.id], MarkState.SAFE)
    assert [state(desk, one, avi) for one in (real, drill)] == ["safe", "safe"]
    calls.mark(real, [avi.id], MarkState.INJURED)
    assert [state(desk, one, avi) for one in (real, drill)] == ["injured", "injured"]
    assert calls.mark(drill, [avi.id], MarkState.OFF_SITE).kept
    assert calls.take_back()
    assert [state(desk, one, avi) for one in (real, drill)] == ["safe", "safe"]


def test_who_is_registered_twice_is_seen_in_both_programmes(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    front_desk, avi = desk.front_desk, inside["Avi"]
    other = front_desk.programmes.find_or_make("P2G")
    again, _twins = front_desk.registry.register(other, RegistrationForm({}, {}, {}), avi.person.id)
    door = front_desk.programmes.points(other)[0]
    desk.clock.advance(1000)
    front_desk.desk.pick(Station(other, door), again.id)
    whole = front_desk.rollcalls.begin(None, is_drill=True)
    assert figures_of(board(desk, whole)).inside == 4
    marked = front_desk.rollcalls.mark(whole, [avi.id], MarkState.SAFE)
    assert state(desk, whole, again) == "safe"
    assert set(marked.touched) == {avi.id, again.id}


def test_who_is_seen_at_one_programme_is_seen_at_the_roll_call_of_the_other(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    front_desk, avi = desk.front_desk, inside["Avi"]
    other = front_desk.programmes.find_or_make("P2G")
    again, _twins = front_desk.registry.register(other, RegistrationForm({}, {}, {}), avi.person.id)
    desk.clock.advance(1000)
    front_desk.desk.pick(Station(other, front_desk.programmes.points(other)[0]), again.id)
    here = begin(desk)
    there = front_desk.rollcalls.begin(other, is_drill=True)
    front_desk.rollcalls.mark(here, [avi.id], MarkState.SAFE)
    assert [state(desk, there, again), figures_of(board(desk, there)).missing] == ["safe", 0]
    # A ticket of both programmes is, here, the one of this programme.
    for who in (avi, again):
        say(desk, who, ticket_code="TOGETHER-7Q4K-9M2X")
    shown = front_desk.rollcalls.whose(desk.programme, Reading("TOGETHER-7Q4K-9M2X"))
    assert [each.id for each in shown.people] == [avi.id]


def test_what_was_noted_stays_when_the_same_is_marked_again(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    rollcall, calls, ben = begin(desk), desk.front_desk.rollcalls, inside["Ben"].id
    calls.mark(rollcall, [ben], MarkState.INJURED, Noted(triage="red", note="leg"))
    calls.mark(rollcall, [ben], MarkState.INJURED, Noted(told_by="Dan"))
    mark = board(desk, rollcall).mark_of(ben)
    assert mark is not None
    assert (mark.triage, mark.note, mark.told_by) == ("red", "leg", "Dan")
    calls.mark(rollcall, [ben], MarkState.SAFE, is_correction=True)
    mark = board(desk, rollcall).mark_of(ben)
    assert mark is not None
    assert (mark.triage, mark.note) == ("", "")


def test_the_time_of_a_person_is_the_first_one_and_a_correction_does_not_change_it(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    desk.clock.advance(1000)
    calls, avi = desk.front_desk.rollcalls, inside["Avi"].id
    rollcall = calls.begin(desk.programme, is_drill=True)
    desk.clock.advance(60_000)
    calls.mark(rollcall, [avi], MarkState.SAFE)
    desk.clock.advance(60_000)
    calls.mark(rollcall, [avi], MarkState.INJURED, Noted(triage="green"))
    assert curve_of(board(desk, rollcall)) == [(60_000, 1)]
    # Whoever is looked for again is accounted for when found again.
    calls.mark(rollcall, [avi], MarkState.MISSING, is_correction=True)
    desk.clock.advance(60_000)
    calls.mark(rollcall, [avi], MarkState.SAFE, is_correction=True)
    assert curve_of(board(desk, rollcall)) == [(180_000, 1)]


def test_what_began_after_it_was_closed_stays_another_one_when_it_is_opened_again(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    calls = desk.front_desk.rollcalls
    drill = calls.close(begin(desk))
    real = begin(desk, is_drill=False)
    calls.reopen(drill)
    assert [(one.id, one.is_drill) for one in calls.open_now()] == [
        (real.id, False), (drill.id, True),
    ]  # fmt: skip
    desk.clock.advance(1000)
    calls.close(drill)
    assert [(one.id, one.is_open) for one in calls.all()] == [(real.id, True), (drill.id, False)]


def test_who_was_marked_and_taken_off_the_list_keeps_the_name(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    eitan = desk.register("Eitan Levi")
    rollcall = begin(desk)
    desk.front_desk.rollcalls.mark(rollcall, [eitan.id], MarkState.SAFE)
    desk.clock.advance(1000)
    say(desk, eitan, removed="yes")
    assert [one.name for one in board(desk, rollcall).found] == ["Eitan Levi"]


def test_many_who_are_injured_do_not_become_off_site_unasked(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    rollcall, calls = begin(desk), desk.front_desk.rollcalls
    calls.mark(rollcall, [inside["Ben"].id], MarkState.INJURED)
    again = calls.mark(rollcall, [inside["Avi"].id, inside["Ben"].id], MarkState.OFF_SITE)
    assert again.done == (inside["Avi"].id,)
    assert state(desk, rollcall, inside["Ben"]) == "injured"


def test_a_desk_that_is_ahead_does_not_let_later_movements_in(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    """Dana came in at a moment that has not come yet; Ben leaves and Dana stays afterwards."""
    desk.clock.advance(20 * 60 * 60 * 1000)
    desk.scan(gate(desk), inside["Dana"])
    desk.clock.advance(-20 * 60 * 60 * 1000)
    rollcall = begin(desk)
    assert len(board(desk, rollcall).people) == 4
    desk.scan(gate(desk), inside["Ben"], Direction.OUT)
    eitan = desk.register("Eitan Levi")
    desk.scan(gate(desk), eitan)
    assert sorted(one.name for one in board(desk, rollcall).people) == [
        "Avi Levi", "Ben Levi", "Carmel Levi", "Dana Levi",
    ]  # fmt: skip


def test_marks_of_a_closed_one_are_not_taken_back(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    rollcall, calls = begin(desk), desk.front_desk.rollcalls
    calls.mark(rollcall, [inside["Avi"].id], MarkState.SAFE)
    closed = calls.close(rollcall)
    assert not calls.take_back()
    calls.reopen(closed)
    assert calls.take_back()
    assert not calls.take_back()


def test_signs_that_move_a_terminal_are_spaces(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    rollcall, calls = begin(desk), desk.front_desk.rollcalls
    who = calls.found(rollcall, "Evil\x1b[2J\nsecond  line", MarkState.SAFE)
    calls.mark(rollcall, [inside["Avi"].id], MarkState.INJURED, Noted(note="\x07leg\tleft"))
    shown = board(desk, rollcall)
    assert [one.name for one in shown.found if one.id == who] == ["Evil [2J second line"]
    mark = shown.mark_of(inside["Avi"].id)
    assert mark
    assert mark.note == "leg left"


def test_nobody_inside_is_an_empty_list(desk: Reception) -> None:
    shown = board(desk, begin(desk))
    assert figures_of(shown).inside == 0
    assert shown.people == []


def test_who_is_in_since_yesterday_is_listed_apart(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    desk.clock.advance(DAY_MS)
    desk.scan(gate(desk), inside["Dana"])
    shown = board(desk, begin(desk))
    assert {one.name: one.apart for one in shown.people} == {
        "Avi Levi": Apart.EARLIER_DAY, "Ben Levi": Apart.EARLIER_DAY,
        "Carmel Levi": Apart.EARLIER_DAY, "Dana Levi": None,
    }  # fmt: skip
    figures = figures_of(shown)
    assert (figures.inside, figures.missing, figures.apart) == (1, 1, 3)


def test_a_closed_one_shows_the_same_list_days_later(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    rollcall = begin(desk)
    before = names(board(desk, rollcall))
    desk.front_desk.rollcalls.close(rollcall)
    for who in inside.values():
        desk.scan(gate(desk), who, Direction.OUT)
    desk.clock.advance(2 * DAY_MS)
    for who in inside.values():
        desk.scan(gate(desk), who)
    shown = board(desk, rollcall)
    assert names(shown) == before
    assert {one.apart for one in shown.people} == {None}


def test_a_badge_tells_whose_it_is_and_an_old_one_is_not_sure(
    desk: Reception, inside: dict[str, Attendee]
) -> None:
    calls, avi = desk.front_desk.rollcalls, inside["Avi"]
    shown = calls.whose(desk.programme, Reading(avi.registration.ticket_code))
    assert [one.id for one in shown.people] == [avi.id]
    assert shown.is_sure
    nobody = calls.whose(desk.programme, Reading("nobody's"))
    assert nobody.people == ()
    assert not nobody.is_sure
