"""One clock: times are the programme's, also where the computer is set to another zone."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from desktop.gui.wording.moments import (
    clock_time,
    hours_away,
    iso_day,
    moment,
    now_ms,
    other_clock,
    show_times_of,
    wall,
    wall_span,
)

# 15:00 UTC on 18 November 2026: 09:00 in New Orleans, 17:00 in Jerusalem.
NINE = 1_795_014_000_000
HOUR = 3_600_000


@pytest.mark.parametrize(
    ("zone", "shown"), [("America/Chicago", "09:00"), ("Asia/Jerusalem", "17:00"), ("UTC", "15:00")]
)
def test_a_moment_is_shown_by_the_clock_of_the_programme(zone: str, shown: str) -> None:
    show_times_of(ZoneInfo(zone))
    assert clock_time(NINE) == shown
    assert moment(NINE, NINE + HOUR) == shown


def test_the_day_is_that_of_the_programme() -> None:
    show_times_of(ZoneInfo("Asia/Jerusalem"))
    evening = NINE + 6 * HOUR
    assert moment(evening, evening) == "23:00"
    assert moment(evening, evening + 2 * HOUR) == "18 Nov, 23:00"
    assert wall(evening + HOUR).date().isoformat() == "2026-11-19"


def test_where_both_clocks_agree_there_is_nothing_to_say() -> None:
    show_times_of(None)
    assert hours_away(NINE) == 0
    assert iso_day() == wall(now_ms()).date().isoformat()


def test_how_far_the_clocks_are_apart_is_said() -> None:
    assert other_clock("Asia/Jerusalem", 7.0) == (
        "All times are those of Asia/Jerusalem: 7 h later than this computer's clock."
    )
    assert "5.5 h earlier" in other_clock("Asia/Kolkata", -5.5)


def test_days_and_minutes_are_said_with_their_day() -> None:
    assert wall_span("2026-12-02") == "Wed 2 Dec"
    assert wall_span("2026-12-02T14:30") == "Wed 2 Dec, 14:30"
