"""Times as exports write them; what cannot be told for certain is none."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from desktop.files.transfer.times import (
    DayOrder,
    TimeReader,
    day_order,
    is_bare_number,
    read_time,
)

JERUSALEM = ZoneInfo("Asia/Jerusalem")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-09-20T10:00:00.250Z", "2026-09-20T10:00:00.250000+00:00"),
        ("2026/05/28 7:01:33 PM GMT+2", "2026-05-28T17:01:33+00:00"),
        ("2026-05-28 19:01 UTC", "2026-05-28T19:01:00+00:00"),
        ("2026-05-28 19:01:00+03:00", "2026-05-28T16:01:00+00:00"),
        ("March 4, 2026 14:25 +0000", "2026-03-04T14:25:00+00:00"),
        ("March 4, 2026 2:25 PM EST", "2026-03-04T19:25:00+00:00"),
        ("Thu, 26 Nov 2026 16:16:55 GMT", "2026-11-26T16:16:55+00:00"),
        ("1764576000", "2025-12-01T08:00:00+00:00"),
        ("1764576000000", "2025-12-01T08:00:00+00:00"),
    ],
)
def test_times_with_a_zone(text: str, iso: str) -> None:
    moment = read_time(text)
    assert moment is not None
    assert moment.isoformat() == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Mar 22, 2025 20:52:29", "2025-03-22T18:52:29+00:00"),
        ("22 Mar 2025 20:52", "2025-03-22T18:52:00+00:00"),
        ("2-Jul-2026", "2026-07-01T21:00:00+00:00"),
        ("Tuesday, March 3, 2026 8:52 PM", "2026-03-03T18:52:00+00:00"),
        ("3. März 2026, 8:05", "2026-03-03T06:05:00+00:00"),
        ("3 de marzo de 2026 10:00", "2026-03-03T08:00:00+00:00"),
        ("4 במרץ 2026 10:00", "2026-03-04T08:00:00+00:00"),
        ("1er fév 2026", "2026-01-31T22:00:00+00:00"),
        ("20.11.2026, 18:05 Uhr", "2026-11-20T16:05:00+00:00"),
        ("20/11/2026 18h05", "2026-11-20T16:05:00+00:00"),
        ("20 ноября 2026 г. 18:05", "2026-11-20T16:05:00+00:00"),
        ("Fri Nov 20 2026 18:05:33 GMT+0200 (Israel Standard Time)", "2026-11-20T16:05:33+00:00"),
        ("20261120T180533Z", "2026-11-20T18:05:33+00:00"),
        ("45992.375", "2025-12-01T07:00:00+00:00"),
        ("29.11.2024 22.28", "2024-11-29T20:28:00+00:00"),
        ("11/29/24 22:28", "2024-11-29T20:28:00+00:00"),
        ("2026-01-03 10:00 IST", "2026-01-03T08:00:00+00:00"),
        ("25/12/2026 9:00", "2026-12-25T07:00:00+00:00"),
        ("5/5/2026 12:05 AM", "2026-05-04T21:05:00+00:00"),
    ],
)
def test_times_without_a_zone_are_the_programmes(text: str, iso: str | None) -> None:
    moment = read_time(text, zone=JERUSALEM)
    assert (moment.isoformat() if moment else None) == iso


@pytest.mark.parametrize("text", ["11/29/24 22:28", "29.11.2024 22:28", "2024-11-29 22:28"])
def test_times_are_the_computers_own_where_the_programme_has_no_zone(text: str) -> None:
    moment = read_time(text)
    assert moment is not None
    assert moment.astimezone().strftime("%Y-%m-%d %H:%M") == "2024-11-29 22:28"


@pytest.mark.parametrize(
    "text",
    [
        "", "yes", "tomorrow", "99/99/9999", "Mar", "March 2026", "09:05:00", "9:05 PM", "2026",
        "2026-02-30", "2026-01-01 25:00", "13:61", "12/1/2026 13:00 PM", "1/2/2026", "03-04-2026",
        "0026-01-01", "2026-01-03 10:00 IST", "2026-01-03 10:00 BST", "12345", "99999999999",
        "Foo 3, 2026", "3 Foo 2026", "26/03/04",
        "26/12/03", "1/2/2026/3", "2026-13-01", "5 minutes ago", "x" * 200,
    ],
)  # fmt: skip
def test_what_is_no_certain_time_is_none(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize(
    ("text", "is_day_first", "day"),
    [
        ("3/4/2026", True, "2026-04-03"), ("3/4/2026", False, "2026-03-04"),
        ("03-04-26", True, "2026-04-03"), ("13/4/2026", False, "2026-04-13"),
        ("4/13/2026", True, "2026-04-13"), ("3.4.2026", False, "2026-04-03"),
        ("3.4.2026", None, "2026-04-03"), ("4/4/2026", None, "2026-04-04"),
    ],
)  # fmt: skip
def test_the_order_of_day_and_month(text: str, is_day_first: bool | None, day: str) -> None:
    wall = TimeReader(is_day_first=is_day_first).wall(f"{text} 10:00")
    assert wall is not None
    assert wall.date().isoformat() == day


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["1/12/2026 8:05", "11/26/25, 4:16:55 PM"], DayOrder.MONTH_FIRST),
        (["1/12/2026", "26-11-2025"], DayOrder.DAY_FIRST),
        (["1/12/2026", "2/3/2026"], DayOrder.OPEN),
        (["1/12/2026", "26/11/2025", "11/26/2025"], DayOrder.MIXED),
        (["5/5/2026", "1.12.2026", "2026-01-12", "", "yes"], DayOrder.NOT_ASKED),
        (["26/11/2025", "11/26/2025"], DayOrder.NOT_ASKED),
    ],
)
def test_all_cells_of_a_column_tell_the_order_together(cells: list[str], order: DayOrder) -> None:
    assert day_order(cells) is order


def test_the_form_that_fitted_last_does_not_change_what_the_next_cell_says() -> None:
    reader = TimeReader(is_day_first=True, zone=JERUSALEM)
    cells = ["3 Mar 2026", "Mar 3, 2026", "3/3/2026", "2026/03/03", "3 Mar 2026", "03.03.26"]
    assert {reader.moment_ms(cell) for cell in cells} == {1_772_488_800_000}


def test_a_wall_time_has_a_day_and_a_time_of_day() -> None:
    assert TimeReader().wall("2026-03-03") is None
    assert TimeReader().wall("09:00") is None
    wall = TimeReader().wall("2026-03-03 09:00+05:00")
    assert wall is not None
    assert wall.isoformat() == "2026-03-03T09:00:00"


@pytest.mark.parametrize(
    ("text", "is_number"),
    [("45992.375", True), ("1764576000", True), ("2026", False), ("2026-01-01", False)],
)
def test_a_number_alone_is_no_moment_that_people_read(text: str, *, is_number: bool) -> None:
    assert is_bare_number(text) is is_number
