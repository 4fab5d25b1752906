"""A drill with three desks, of which one hears nobody until the end: all end equal."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Attendee
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.rollcall.board import Apart, Board, figures_of
from desktop.domain.rollcall.marks import MarkState
from desktop.domain.rollcall.rollcall import OneRollCall
from desktop.workflows.rollcall.rollcalls import Noted
from tests.support.fleet import FleetDesk, fleet, meet

MINUTE, DAY_MS = 60_000, 24 * 60 * 60 * 1000
NORTH, SOUTH = (Noted(at="North gate", marshal="Rina"), Noted(at="Car park", marshal="Gil"))


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[FleetDesk]]:
    with fleet(tmp_path, "a", "b", "c") as opened:
        yield opened


def begin(desk: FleetDesk, *, is_drill: bool = True) -> OneRollCall:
    programme = desk.front_desk.programmes.named("NIPERM")
    return desk.front_desk.rollcalls.begin(programme, is_drill=is_drill)


def board(desk: FleetDesk) -> Board:
    (rollcall,) = desk.front_desk.rollcalls.all()
    return desk.front_desk.boards.board(rollcall)


def mark(desk: FleetDesk, who: Attendee, state: MarkState, noted: Noted | None = None) -> None:
    desk.clock.advance(1000)
    (rollcall,) = desk.front_desk.rollcalls.open_now()
    desk.front_desk.rollcalls.mark(rollcall, [who.id], state, noted)


def seen(shown: Board) -> dict[str, str]:
    """Give everybody with their state, place and why they are apart."""
    states = {one.id: shown.state_of(one.id) for one in shown.everybody}
    return {
        one.id: f"{states[one.id]} {one.place_name} {one.apart} {one.name}"
        for one in shown.everybody
    }


def test_a_drill_of_two_hundred_ends_equal_on_all_desks(desks: list[FleetDesk]) -> None:
    a, b, c = desks
    stayed = a.register("Stayed Overnight")
    a.scan(stayed)
    for desk in desks:
        desk.clock.advance(DAY_MS)
    people = [a.register(f"Guest{number} Levi") for number in range(200)]
    meet(desks)
    chance = random.Random(22)
    for who in people:
        chance.choice([a, b]).scan(who)
    late = c.register("Late News")
    c.scan(late)
    b.hear(a)
    a.hear(b)
    now = max(desk.clock.now_ms for desk in desks) + MINUTE
    for number, desk in enumerate(desks):
        desk.clock.now_ms = now + number * 10_000
    # Two are begun at once: at the first desk, and at the one that hears nobody.
    begin(a)
    begin(c)
    b.hear(a)
    rest = list(people)
    chance.shuffle(rest)
    for who in rest[:120]:
        mark(a, who, MarkState.SAFE, NORTH)
    for who in rest[120:190]:
        mark(b, who, MarkState.SAFE, SOUTH)
    hurt = rest[0]
    mark(c, late, MarkState.SAFE)
    (of_c,) = c.front_desk.rollcalls.open_now()
    c.front_desk.rollcalls.mark(of_c, [hurt.id], MarkState.INJURED, Noted(triage="yellow"))
    mark(b, rest[191], MarkState.MISSING, Noted(told_by="Her group"))
    meet(desks)
    meet(desks)
    boards = [board(desk) for desk in desks]
    assert seen(boards[0]) == seen(boards[1]) == seen(boards[2])
    figures = figures_of(boards[0])
    assert (figures.inside, figures.apart, figures.found) == (201, 1, 0)
    assert (figures.safe, figures.injured, figures.reported, figures.unmarked) == (190, 1, 1, 9)
    assert boards[0].rollcall.begun_ms == now
    assert len(boards[0].rollcall.parts) == 2
    assert boards[2].state_of(hurt.id) is MarkState.INJURED
    assert {one.apart for one in boards[1].people} == {None, Apart.EARLIER_DAY}


def test_a_desk_whose_clock_is_behind_knows_who_it_heard_to_be_inside(
    desks: list[FleetDesk],
) -> None:
    a, b, _c = desks
    a.clock.advance(10 * MINUTE)
    noa = a.register("Noa Levi")
    a.scan(noa)
    meet(desks)
    rollcall = begin(b)
    assert figures_of(board(b)).inside == 1
    assert rollcall.begun_ms == b.clock.now_ms


def test_real_at_a_desk_that_hears_nobody_beats_the_drill_of_another(
    desks: list[FleetDesk],
) -> None:
    a, b, _c = desks
    begin(a)
    begin(b, is_drill=False)
    meet(desks)
    assert [desk.front_desk.rollcalls.open_now()[0].is_drill for desk in desks] == [False] * 3


def test_two_are_two_where_one_was_closed_before_the_other_began(desks: list[FleetDesk]) -> None:
    a, b, _c = desks
    first = begin(a)
    a.clock.advance(MINUTE)
    a.front_desk.rollcalls.close(first)
    b.clock.now_ms = a.clock.now_ms + MINUTE
    begin(b)
    meet(desks)
    for desk in desks:
        assert [one.is_open for one in desk.front_desk.rollcalls.all()] == [True, False]


def test_what_an_away_desk_marked_comes_in_after_the_end(desks: list[FleetDesk]) -> None:
    a, b, _c = desks
    noa = a.register("Noa Levi")
    a.scan(noa)
    meet(desks)
    begin(a)
    b.hear(a)
    mark(b, noa, MarkState.SAFE)
    a.front_desk.rollcalls.close(a.front_desk.rollcalls.open_now()[0])
    assert figures_of(board(a)).missing == 1
    meet(desks)
    for desk in desks:
        assert figures_of(board(desk)).missing == 0
        assert not board(desk).rollcall.is_open


def test_a_desk_that_joins_in_the_middle_sees_all_of_it(
    desks: list[FleetDesk], tmp_path: Path
) -> None:
    a = desks[0]
    noa = a.register("Noa Levi")
    a.scan(noa)
    begin(a)
    mark(a, noa, MarkState.OFF_SITE, Noted(told_by="Dan"))
    newcomer = FleetDesk(tmp_path, "newcomer", now_ms=a.clock.now_ms)
    try:
        newcomer.hear(a)
        assert seen(board(newcomer)) == seen(board(a))
    finally:
        newcomer.close()


@pytest.mark.parametrize("seed", range(20))
def test_marks_in_any_order_at_any_desk_end_equal(desks: list[FleetDesk], seed: int) -> None:
    chance = random.Random(seed)
    a = desks[0]
    people = [a.register(f"Guest{number} Levi") for number in range(4)]
    for who in people:
        a.scan(who)
    meet(desks)
    a.front_desk.changes.forget_all()
    for desk in chance.sample(desks, 2):
        begin(desk, is_drill=chance.random() < 0.5)
    meet(desks)
    for _step in range(12):
        desk = chance.choice(desks)
        desk.clock.advance(chance.randrange(5_000))
        kind = chance.random()
        if kind < 0.7:
            mark(desk, chance.choice(people), chance.choice(list(MarkState)))
        elif kind < 0.85:
            desk.front_desk.changes.undo()
        else:
            desk.hear(chance.choice([other for other in desks if other is not desk]))
    meet(desks)
    boards = [board(desk) for desk in desks]
    assert seen(boards[0]) == seen(boards[1]) == seen(boards[2])
    figures = figures_of(boards[0])
    total = figures.safe + figures.injured + figures.off_site + figures.missing
    assert total == figures.inside == 4


def test_what_an_older_muster_kept_unread_counts_after_its_update(desks: list[FleetDesk]) -> None:
    """Entries of kinds that it does not know are kept; a mark of a state that nobody knows, too."""
    a, b, _c = desks
    noa = a.register("Noa Levi")
    a.scan(noa)
    meet(desks)
    rollcall = begin(a)
    subject = subject_of(SubjectType.MARK, noa.id)
    body = {"rollcall": rollcall.id, "state": "in the shelter"}
    with a.store.write():
        a.store.append([Draft("mark", subject, rollcall.programme, body)], a.clock())
    meet(desks)
    assert board(b).state_of(noa.id) is None
    assert figures_of(board(b)).missing == 1
