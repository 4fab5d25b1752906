"""At two desks, whose clocks differ, a thousand sequences of lists and hands end alike."""

from __future__ import annotations

from pathlib import Path

from tests.support.fleet import FleetDesk, fleet
from tests.support.tale import Tale, act_by_hand, check, import_rows


def test_at_two_desks_the_same_sequences_end_alike_and_overrule_no_hand(tmp_path: Path) -> None:
    tale = Tale(16, 1000)
    with fleet(tmp_path, "a", "b") as (first, second):
        niperm = first.front_desk.programmes.named("NIPERM")
        import_rows(first.front_desk, niperm, tmp_path / "a.csv", tale.rows("A", has_extra=False))
        second.hear(first)
        for step, source in enumerate("BAAB"):
            by_hand, by_list = (first, second) if step % 2 else (second, first)
            for desk in (first, second):
                desk.clock.advance(60_000)
            act_by_hand(tale, by_hand.front_desk, niperm)
            rows = tale.rows(source, has_extra=step % 2 == 0)
            # A list whose desk has not heard of the hands, by a clock that is behind or ahead.
            by_list.clock.advance(-30_000 if step > 1 else 30_000)
            import_rows(by_list.front_desk, niperm, tmp_path / f"{source}.csv", rows)
            exchange(first, second)
            check(tale, first.front_desk, niperm)
        assert len(tale.hands) > 1000
        assert first.front_desk.verify() == []


def exchange(first: FleetDesk, second: FleetDesk) -> None:
    first.hear(second)
    second.hear(first)
    assert first.hash == second.hash
