"""Somebody came by a known yes or a readable time, and nothing against it."""

from __future__ import annotations

import pytest

from desktop.files.transfer.attendance import Attendance, read_attendance_row
from desktop.files.transfer.times import TimeReader

NINE = 1_796_115_600_000


def read(is_in: bool = False, /, **cells: str) -> Attendance:
    reader = TimeReader()
    return read_attendance_row(
        lambda name: cells.get(name, ""), lambda _name, text: reader.moment_ms(text), is_in=is_in
    )


@pytest.mark.parametrize("cell", ["", "-", "N/A", "0000-00-00 00:00:00", "null", "[]", "Not yet"])
def test_a_placeholder_is_no_arrival(cell: str) -> None:
    for name in ("checked_in", "checked_in_at", "checked_out_at"):
        assert read(**{name: cell}) == Attendance()


def test_a_yes_or_a_time_is_an_arrival() -> None:
    assert read(checked_in="Yes") == Attendance(is_in=True)
    assert read(checked_in_at="2026-12-01T09:00:00Z") == Attendance(True, NINE)
    assert read(checked_in="['2026-12-01T09:00:00+0000']") == Attendance(True, NINE)
    assert read(checked_in="Present", checked_in_at="2026-12-01 09:00Z").in_at_ms == NINE
    assert read(True) == Attendance(is_in=True)
    out = read(checked_in_at="2026-12-01T09:00:00Z", checked_out_at="2026-12-01T09:00:01Z")
    assert out == Attendance(True, NINE, NINE + 1000)


def test_a_no_is_heard_beside_a_yes() -> None:
    assert read(checked_in="No") == Attendance()
    absent = read(checked_in="ABSENT", checked_in_at="2026-12-01T09:00:00Z")
    assert absent == Attendance(against="checked_in")
    assert read(True, checked_in="Not present") == Attendance(against="checked_in")
    assert read(checked_in="Yes", checked_in_at="Not checked in").against == "checked_in_at"


def test_a_status_that_says_absent_is_heard() -> None:
    reader = TimeReader()
    told = read_attendance_row(
        lambda name: "2026-12-01T09:00:00Z" if name == "checked_in_at" else "",
        lambda _name, text: reader.moment_ms(text),
        is_in=False,
        is_away=True,
    )
    assert told == Attendance(against="status")


def test_what_cannot_be_read_is_never_an_arrival_now() -> None:
    assert read(checked_in_at="09:05:00") == Attendance(unread="checked_in_at")
    assert read(checked_in="Desk A") == Attendance(unread="checked_in")
    assert read(checked_in="Yes", checked_in_at="at lunch") == Attendance(unread="checked_in_at")
    assert read(checked_in="Yes", checked_out_at="later") == Attendance(unread="checked_out_at")
    assert read(checked_in="Yes", checked_out_at="No") == Attendance(is_in=True)
