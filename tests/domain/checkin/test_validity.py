"""When a ticket is valid, and what nobody can read about it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checkin.validity import (
    Standing,
    TypeDays,
    Validity,
    check_validity,
    read_type_days,
    standing,
    unread_type_days,
    validity_of,
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
        ("2026-12-02T09:00:00+02:00", "", Standing.UNREAD),
        ("20261202", "", Standing.UNREAD),
        ("2026-02-30", "", Standing.UNREAD),
    ],
)
def test_how_a_ticket_stands(begins: str, ends: str, wanted: Standing) -> None:
    assert standing(Validity(begins, ends), NOW) is wanted


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(["", NOW]))
def test_every_text_has_an_answer(begins: str, ends: str, now: str) -> None:
    assert standing(Validity(begins, ends), now) in Standing


def test_types_have_their_days() -> None:
    text = "Day = 2026-12-02\n\nGala night = 2026-12-03 19:00 until 2026-12-04 02:00"
    assert read_type_days(text) == [
        TypeDays("Day", Validity("2026-12-02", "2026-12-02")),
        TypeDays("Gala night", Validity("2026-12-03 19:00", "2026-12-04 02:00")),
    ]
    assert unread_type_days(text) == []


@pytest.mark.parametrize(
    "line",
    ["Day", "Day =", "Day = Wednesday", "= 2026-12-02", "Day = 2026-12-04 - 2026-12-02",
     "Day = 2026-12-01 2026-12-02 2026-12-03", "Day = 2026-12-02 09", "Day = 2/12/2026"],
)  # fmt: skip
def test_a_line_that_says_no_days_is_named(line: str) -> None:
    assert len(unread_type_days(line)) == 1


def test_a_type_whose_days_nobody_can_read_is_asked_about() -> None:
    found = validity_of(Validity(), "day", "Day = Wednesday")
    assert standing(found, NOW) is Standing.UNREAD


def test_a_type_is_found_however_it_is_written() -> None:
    days = "Speaker = 2026-12-02"
    assert validity_of(Validity(), "מרצה", days) == Validity("2026-12-02", "2026-12-02")
    assert validity_of(Validity(), "", days) == Validity()
    own = Validity("2026-12-09")
    assert validity_of(own, "Speaker", days) == own


def test_what_is_wrong_stands_beside_its_field() -> None:
    assert check_validity({"valid_from": "soon"}) == {"valid_from": Fault.NOT_A_DATE}
    ends = {"valid_from": "2026-12-02", "valid_until": "2026-12-01"}
    assert check_validity(ends) == {"valid_until": Fault.ENDS_EARLY}
    assert check_validity({"valid_from": "2026-12-02", "valid_until": ""}) == {}
