"""Every mark of a roll call with its author, and what became of it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.rollcall.marks import MarkState
from desktop.workflows.rollcall.rollcalls import Noted
from tests.support.fleet import FleetDesk, fleet

MINUTE = 60_000


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[FleetDesk]]:
    with fleet(tmp_path, "a", "b") as opened:
        yield opened


def test_each_mark_stands_with_its_author_and_its_fate(
    desks: list[FleetDesk], tmp_path: Path
) -> None:
    a, b = desks
    people = [a.register(name) for name in ("Avi Levi", "Ben Levi", "Carmel Levi")]
    for who in people:
        a.scan(who)
    b.hear(a)
    programme = a.front_desk.programmes.named("NIPERM")
    calls = a.front_desk.rollcalls
    begun = calls.begin(programme, is_drill=True)
    b.hear(a)
    avi, ben, carmel = (who.id for who in people)
    a.clock.advance(90_500)
    calls.mark(begun, [avi], MarkState.MISSING, Noted(told_by="Ben"))
    a.clock.advance(MINUTE)
    calls.mark(begun, [avi], MarkState.SAFE, Noted(at="North gate", marshal="Rina"))
    a.clock.advance(MINUTE)
    calls.mark(begun, [ben], MarkState.SAFE)
    calls.take_back()
    b.clock.now_ms = a.clock.now_ms + 400
    b.front_desk.rollcalls.mark(begun, [carmel], MarkState.INJURED, Noted("red", "leg"))
    closed = calls.close(begun)
    a.hear(b)
    board = a.front_desk.boards.board(closed)
    records = a.front_desk.records.of(board)
    assert [
        (each.name, each.mark.state.value, each.desk, each.is_taken_back, each.is_replaced,
         each.is_late) for each in records
    ] == [
        ("Avi Levi", "missing", "a", False, True, False),
        ("Avi Levi", "safe", "a", False, False, False),
        ("Ben Levi", "safe", "a", True, False, False),
        ("Carmel Levi", "injured", "b", False, False, True),
    ]  # fmt: skip
    target = tmp_path / "marks.csv"
    assert a.front_desk.records.write(target, board, records) == 4
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    told = ("seconds_after", "triage", "note", "told_by", "assembly_point", "marshal",
            "came_in_late", "taken_back", "replaced")  # fmt: skip
    assert [[row[name] for name in told] for row in rows] == [
        ["90", "", "", "Ben", "", "", "", "", "yes"],
        ["150", "", "", "", "North gate", "Rina", "", "", ""],
        ["210", "", "", "", "", "", "", "yes", ""],
        ["210", "red", "leg", "", "", "", "yes", "", ""],
    ]  # fmt: skip
