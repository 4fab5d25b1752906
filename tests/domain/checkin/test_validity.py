"""When a ticket is valid, and what nobody can read about it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checkin.validity import (
    Standing,
    TypeDays,
    Validity,
    check_validity,
    days_of_type,
    read_type_days,
    standing,
    standing_of_all,
    unread_type_days,
)
from desktop.domain.checks import Fault

NOW = "2026-12-02T09:00"


@pytest.mark.parametrize(
    ("begins", "ends", "wanted"),
    [
        ("", "", Standing.VALID),
        ("2026-12-02", "2026-12-02", Standing.VALID),
        ("2026-12-02T09:00", "2026-12-02T09:00", Standing.VALID),
        ("2026-12-02T09:01", "", Standing.NOT_YET),
        ("", "2026-12-02T08:59", Standing.OVER),
        ("2026-12-03", "", Standing.NOT_YET),
        ("", "2026-12-01", Standing.OVER),
        ("2026-12-02 08:00", "2026-12-02 10:00", Standing.VALID),
        ("2026-12-03", "2026-12-01", Standing.UNREAD),
        ("2.12.2026", "", Standing.UNREAD),
        ("", "-", Standing.UNREAD),
        # 09:00 in New Orleans is 17:00 in Jerusalem.
        ("2026-12-02T17:00:00+02:00", "", Standing.VALID),
        ("2026-12-02T17:01:00+02:00", "", Standing.NOT_YET),
        ("", "2026-12-02T14:59Z", Standing.OVER),
        ("20261202", "", Standing.UNREAD),
        ("2026-02-30", "", Standing.UNREAD),
    ],
)
def test_how_a_ticket_stands(begins: str, ends: str, wanted: Standing) -> None:
    assert standing(Validity(begins, ends), NOW, ZoneInfo("America/Chicago")) is wanted


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(["", NOW]))
def test_every_text_has_an_answer(begins: str, ends: str, now: str) -> None:
    assert standing(Validity(begins, ends), now) in Standing


def test_types_have_their_days() -> None:
    text = (
        "Day = 2026-12-02\n\nGala night = 2026-12-03 19:00 until 2026-12-04 02:00\n"
        "Two = 2026-12-02, 2026-12-04\nLate = from 2026-12-03\nEarly = until 2026-12-02 12:00\n"
        "day = 2026-12-05"
    )
    assert read_type_days(text) == [
        TypeDays("Day", (Validity("2026-12-02", "2026-12-02"),
                         Validity("2026-12-05", "2026-12-05"))),
        TypeDays("Gala night", (Validity("2026-12-03 19:00", "2026-12-04 02:00"),)),
        TypeDays("Two", (Validity("2026-12-02", "2026-12-02"),
                         Validity("2026-12-04", "2026-12-04"))),
        TypeDays("Late", (Validity("2026-12-03", ""),)),
        TypeDays("Early", (Validity("", "2026-12-02 12:00"),)),
    ]  # fmt: skip
    assert unread_type_days(text) == []


@pytest.mark.parametrize(
    "line",
    ["Day", "Day =", "Day = Wednesday", "= 2026-12-02", "Day = 2026-12-04 - 2026-12-02",
     "Day = 2026-12-01 2026-12-02 2026-12-03", "Day = 2026-12-02 09", "Day = 2/12/2026",
     "Day = except 2026-12-02", "Day = not 2026-12-02", "Day = 2026-12-02 and 2026-12-04",
     "Day = 2026-12-02,", "Day = 2026-02-30"],
)  # fmt: skip
def test_a_line_that_says_no_days_is_named(line: str) -> None:
    assert len(unread_type_days(line)) == 1


def test_a_ticket_of_two_days_is_valid_on_both_and_not_between() -> None:
    windows = days_of_type("two", "Two = 2026-12-02, 2026-12-04")
    stands = [standing_of_all(windows, f"2026-12-0{day}T09:00")[0] for day in (1, 2, 3, 4, 5)]
    assert stands == [
        Standing.NOT_YET, Standing.VALID, Standing.NOT_YET, Standing.VALID, Standing.OVER,
    ]  # fmt: skip
    assert standing_of_all(windows, "2026-12-03T09:00")[1].begins == "2026-12-04"


def test_a_type_whose_days_nobody_can_read_is_asked_about() -> None:
    windows = days_of_type("day", "Day = Wednesday")
    assert standing_of_all(windows, NOW)[0] is Standing.UNREAD


def test_a_type_is_found_however_it_is_written() -> None:
    days = "Speaker = 2026-12-02"
    assert days_of_type("מרצה", days) == (Validity("2026-12-02", "2026-12-02"),)
    assert days_of_type("", days) == ()
    assert days_of_type("Speaker+", days) == ()


def test_what_is_wrong_stands_beside_its_field() -> None:
    assert check_validity({"valid_from": "soon"}) == {"valid_from": Fault.NOT_A_DATE}
    ends = {"valid_from": "2026-12-02", "valid_until": "2026-12-01"}
    assert check_validity(ends) == {"valid_until": Fault.ENDS_EARLY}
    assert check_validity({"valid_from": "2026-12-02", "valid_until": ""}) == {}
