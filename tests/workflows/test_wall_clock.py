"""What the clock on the wall of a programme's place shows."""

from __future__ import annotations

from datetime import UTC, datetime

from desktop.workflows.wall_clock import day_began_ms, wall_minute, wall_time
from tests.support.builders import programme

JERUSALEM = programme(time_zone="Asia/Jerusalem")
# 2026-11-18T23:30:15.250Z, which is half past one on the next day in Jerusalem.
LATE = 1_795_044_615_250


def test_the_wall_shows_the_places_own_time() -> None:
    assert wall_minute(JERUSALEM, LATE) == "2026-11-19T01:30"
    assert wall_time(JERUSALEM, LATE).microsecond == 250_000


def test_a_day_begins_at_midnight_of_the_place() -> None:
    assert day_began_ms(JERUSALEM, LATE) == 1_795_039_200_000
    assert day_began_ms(JERUSALEM, 1_795_039_200_000) == 1_795_039_200_000


def test_a_place_without_a_known_zone_has_this_computers_time() -> None:
    here = datetime.fromtimestamp(LATE / 1000)
    for zone in ("", "Nowhere/Town", "../etc"):
        shown = wall_time(programme(time_zone=zone), LATE)
        assert (shown.tzinfo, shown) == (None, here)
    assert wall_time(programme(time_zone="UTC"), LATE) == datetime.fromtimestamp(LATE / 1000, UTC)
