"""Days and times as people type them, and those that are a question."""

from __future__ import annotations

import pytest

from desktop.domain.programme.spoken_days import day_of, days_of, moment_of

TODAY = "2026-11-27"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-02", "2026-12-02"),
        ("27 Nov 2026", "2026-11-27"),
        ("Nov 27, 2026", "2026-11-27"),
        ("2 December 2026", "2026-12-02"),
        ("Wednesday 2 December 2026", "2026-12-02"),
        ("2 dec", "2026-12-02"),
        ("27 nov", "2026-11-27"),
        ("26 nov", "2027-11-26"),
        ("27.11.2026", "2026-11-27"),
        ("3.4.2026", "2026-04-03"),
        ("27/11/2026", "2026-11-27"),
        ("11/27/2026", "2026-11-27"),
        ("4/4/2026", "2026-04-04"),
        ("13/5/2026", "2026-05-13"),
        ("31 Dec 2026", "2026-12-31"),
        ("today", "2026-11-27"),
        ("Tomorrow", "2026-11-28"),
        ("27 בנובמבר 2026", "2026-11-27"),
        ("2 דצמבר 2026", "2026-12-02"),
        ("מחר", "2026-11-28"),
        ("29 Feb 2028", "2028-02-29"),
    ],
)
def test_a_day_is_read(typed: str, day: str) -> None:
    assert day_of(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "", "3/4/2026", "12/5/2026", "5/12/2026", "31 Feb 2026", "Nov 2026",
        "27 Nov Dec 2026", "27 28 Nov", "soon",
        "27 Nov 26", "29 Feb 2027", "32 Nov 2026", "12", "13/13/2026", "0.1.2026",
        "27 Nov 2026 2027",
    ],
)  # fmt: skip
def test_what_is_no_day_or_two_is_not_read(typed: str) -> None:
    assert day_of(typed, TODAY) == ""


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-12-02 09:00", "2026-12-02T09:00"),
        ("2026-12-02T09:00", "2026-12-02T09:00"),
        ("27 Nov 2026 9:30", "2026-11-27T09:30"),
        ("2 dec, 14.30", "2026-12-02T14:30"),
        ("tomorrow 9", "2026-11-28T09:00"),
        ("2 dec 2 pm", "2026-12-02T14:00"),
        ("2 dec 12am", "2026-12-02T00:00"),
        ("2 dec 12:15 p.m.", "2026-12-02T12:15"),
        ("9:00", "2026-12-05T09:00"),
        ("16", "2026-12-05T16:00"),
        ("2 בדצמבר 2026 10:00", "2026-12-02T10:00"),
    ],
)
def test_a_day_with_its_time_is_read(typed: str, moment: str) -> None:
    assert moment_of(typed, TODAY, "2026-12-05") == moment


@pytest.mark.parametrize(
    "typed", ["", "2 dec", "25:00", "9:75", "2 dec 13 pm", "noon", "3/4/2026 9:00", "2026-12-02"]
)
def test_what_is_no_moment_is_not_read(typed: str) -> None:
    assert moment_of(typed, TODAY, "2026-12-05") == ""


def test_a_time_alone_needs_a_day() -> None:
    assert moment_of("9:00", TODAY) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Tue, Thu", "2 4"),
        ("thursday and tuesday", "2 4"),
        ("Mon-Thu", "1 2 3 4"),
        ("Fri – Mon", "1 5 6 7"),
        ("2 Dec 2026; 2026-12-05", "2026-12-02 2026-12-05"),
        ("Sun, 2 Dec 2026", "7 2026-12-02"),
        ("יום שני, ה", "1 4"),
        ("tomorrow", "2026-11-28"),
        ("Dienstag", "2"),
    ],
)
def test_weekdays_and_days_are_read_together(typed: str, kept: str) -> None:
    assert days_of(typed, TODAY, {"Dienstag": 2}) == kept


@pytest.mark.parametrize(
    "typed", ["workdays", "Tue, sometimes", "3/4/2026", "Mon-Thu-Sat", "8", ""]
)
def test_one_word_that_is_no_day_makes_all_a_question(typed: str) -> None:
    assert days_of(typed, TODAY) == ""
