"""Opening hours by the clock, days, and the nights in which clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.programme.hours import (
    Shut,
    UnreadHours,
    has_hours,
    read_clock,
    read_days,
    shut_at,
)
from tests.support.builders import point

NEW_ORLEANS = ZoneInfo("America/Chicago")


def ask(moment: str, zone: ZoneInfo | None = NEW_ORLEANS, **hours: Any) -> Shut | None:
    """Ask at a moment with its distance from UTC, such as 2026-11-01T01:10-06:00."""
    at = datetime.fromisoformat(moment)
    wall = at.astimezone(zone or UTC).replace(tzinfo=None).isoformat(timespec="minutes")
    return shut_at(point(**hours), round(at.timestamp() * 1000), wall, zone)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("", None), ("8:30", time(8, 30)), ("08:30", time(8, 30)), (" 23:59 ", time(23, 59))],
)
def test_a_time_of_day_is_read(text: str, wanted: time | None) -> None:
    assert read_clock(text) == wanted


@pytest.mark.parametrize("text", ["24:00", "8", "8:3", "noon", "-1:00", "08:30:00", "٨:٣٠", "-"])
def test_what_is_no_time_of_day_is_not_read(text: str) -> None:
    with pytest.raises(UnreadHours):
        read_clock(text)


def test_days_are_weekdays_and_dates() -> None:
    days = read_days("2026-12-05 3 2026-12-01")
    assert days.dates == (date(2026, 12, 1), date(2026, 12, 5))
    assert days.has(date(2026, 12, 2))
    assert not days.has(date(2026, 12, 3))
    assert read_days("").is_every


@pytest.mark.parametrize("text", ["0", "8", "mon", "2026-13-01", "12-01", "3,4"])
def test_what_is_no_day_is_not_read(text: str) -> None:
    with pytest.raises(UnreadHours):
        read_days(text)


def test_a_door_to_a_session_has_the_sessions_hours() -> None:
    assert not has_hours(point(session="s1", opens_at="08:00"))
    assert has_hours(point(on_days="3"))


@pytest.mark.parametrize(
    ("moment", "wanted"),
    [
        ("2026-11-18T07:59-06:00", Shut(opens=datetime(2026, 11, 18, 8))),
        ("2026-11-18T08:00-06:00", None),
        ("2026-11-18T16:59-06:00", None),
        ("2026-11-18T17:00-06:00", Shut(closed=datetime(2026, 11, 18, 17))),
    ],
)
def test_a_door_opens_and_closes(moment: str, wanted: Shut | None) -> None:
    assert ask(moment, opens_at="08:00", closes_at="17:00") == wanted


def test_a_door_that_only_opens_is_open_until_midnight() -> None:
    assert ask("2026-11-18T23:59-06:00", opens_at="08:00") is None
    assert ask("2026-11-19T00:00-06:00", opens_at="08:00") == Shut(opens=datetime(2026, 11, 19, 8))


def test_a_door_that_only_closes_is_open_from_midnight() -> None:
    assert ask("2026-11-18T00:00-06:00", closes_at="17:00") is None


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        # Clocks go back at 02:00 to 01:00: from 00:30 to 01:30 is one hour, and it is over when
        # 01:10 comes for the second time.
        ("2026-11-01T01:10-05:00", True),
        ("2026-11-01T01:29-05:00", True),
        ("2026-11-01T01:30-05:00", False),
        ("2026-11-01T01:10-06:00", False),
    ],
)
def test_the_second_ten_past_one_is_after_the_first_half_past(moment: str, is_open: bool) -> None:
    assert (ask(moment, opens_at="00:30", closes_at="01:30") is None) is is_open


def test_in_spring_an_hour_that_is_left_out_is_not_missed() -> None:
    """02:00 becomes 03:00 on 8 March: a door that opens at 02:30 opens at 03:30."""
    assert ask("2026-03-08T03:20-05:00", opens_at="02:30", closes_at="05:00") is not None
    assert ask("2026-03-08T03:30-05:00", opens_at="02:30", closes_at="05:00") is None


def test_without_a_zone_the_clock_of_this_computer_counts() -> None:
    assert ask("2026-11-18T09:00+00:00", None, opens_at="08:00", closes_at="10:00") is None
    shut = ask("2026-11-18T10:00+00:00", None, opens_at="08:00", closes_at="10:00")
    assert shut == Shut(closed=datetime(2026, 11, 18, 10))


def test_the_night_after_a_day_that_is_open_belongs_to_it() -> None:
    hours: dict[str, Any] = {"opens_at": "20:00", "closes_at": "02:00", "on_days": "3"}
    assert ask("2026-11-19T01:59-06:00", **hours) is None
    assert ask("2026-11-19T02:00-06:00", **hours) == Shut(
        opens=datetime(2026, 11, 25, 20), is_other_day=True
    )
    assert ask("2026-11-18T01:00-06:00", **hours) == Shut(opens=datetime(2026, 11, 18, 20))
