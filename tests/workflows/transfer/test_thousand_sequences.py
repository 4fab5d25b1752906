"""Of a thousand sequences of lists and hands none overrules a hand."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.programme.programme import Programme
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception
from tests.support.tale import Tale, act_by_hand, check, import_rows


def test_of_a_thousand_sequences_of_lists_and_hands_none_overrules_a_hand(
    front_desk: FrontDesk, niperm: Programme, clock: FakeClock, tmp_path: Path
) -> None:
    desk = Reception(front_desk, niperm, clock)
    tale = Tale(15, 1000)
    import_rows(
        desk.front_desk, desk.programme, tmp_path / "a.csv", tale.rows("A", has_extra=False)
    )
    for step, source in enumerate("ABABA"):
        desk.clock.advance(60_000)
        act_by_hand(tale, desk.front_desk, desk.programme)
        desk.clock.advance(60_000)
        rows = tale.rows(source, has_extra=step % 2 == 1)
        done = import_rows(desk.front_desk, desk.programme, tmp_path / f"{source}.csv", rows)
        assert (done.new, done.left_out) == (0, 0)
        check(tale, desk.front_desk, desk.programme)
    assert len(tale.hands) > 1000
    assert desk.front_desk.verify() == []
