"""A calendar is known by how it begins, not by what it is called; so are the zones of Windows."""

from __future__ import annotations

import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.failures import Cause, FileUnreadable
from desktop.domain.programme.programme import Programme
from desktop.files.programme.calendar_files import is_calendar
from desktop.files.programme.calendar_zones import zone_named
from desktop.files.programme.ics import read_sessions
from desktop.files.tables.csv_write import write_csv

EVENT = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:a@example.org
SUMMARY:Opening
DTSTART:20261202T140000Z
DTEND:20261202T150000Z
END:VEVENT
END:VCALENDAR
"""
HERE = Programme("p", "NIPERM", 1, "NIPERM", time_zone="America/Chicago", starts_on="2026-12-02")


def packed(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_ics", ".ics"), text)
    return path


def starts(path: Path) -> list[str]:
    return [row.fields["starts_at"] for row in read_sessions(path, HERE)]


@pytest.mark.parametrize("name", ["a.ics", "a.txt", "a", "a.csv", "calendar.ICAL"])
def test_a_calendar_by_any_name_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(EVENT, "utf-8")
    assert is_calendar(path)
    assert starts(path) == ["2026-12-02T08:00"]


def test_a_calendar_in_utf_16_is_one_too(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(EVENT, "utf-16")
    assert is_calendar(path)


def test_the_one_calendar_of_an_archive_is_read(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", niperm_ics=EVENT, readme="nothing")
    assert is_calendar(path)
    assert starts(path) == ["2026-12-02T08:00"]


def test_of_several_calendars_in_an_archive_nobody_guesses_one(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", one_ics=EVENT, two_ics=EVENT)
    assert is_calendar(path)
    with pytest.raises(FileUnreadable, match=Cause.SEVERAL_CALENDARS):
        read_sessions(path, HERE)


def test_an_archive_that_unfolds_to_more_than_a_calendar_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", one_ics="X" * 20_000_001)
    with pytest.raises(FileUnreadable, match=Cause.TOO_LARGE):
        read_sessions(path, HERE)


def test_a_cut_archive_says_so(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.ics", one_ics=EVENT)
    path.write_bytes(path.read_bytes()[:80])
    with pytest.raises(FileUnreadable):
        read_sessions(path, HERE)


def test_a_table_is_no_calendar(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_csv(path, ["title", "starts_at"], [["About BEGIN and VCALENDAR", "2026-12-02 09:00"]])
    assert not is_calendar(path)
    assert not is_calendar(packed(tmp_path / "a.zip", list_csv="title"))
    assert not is_calendar(tmp_path / "gone.txt")


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("(UTC-05:00) Eastern Time (US & Canada)", -5),
        ("(GMT-05:00) Eastern Time (US & Canada)", -5),
        ("Eastern Time (US & Canada)", -5),
        ("(UTC-06:00) Central Time (US & Canada)", -6),
        ("(UTC-06:00) Saskatchewan", -6),
        ("(UTC+02:00) Jerusalem", 2),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", 1),
        ("(UTC+00:00) Dublin, Edinburgh, Lisbon, London", 0),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", 5.5),
        ("(UTC) Coordinated Universal Time", 0),
        ("tzone://Microsoft/Utc", 0),
    ],
)
def test_what_windows_shows_as_a_zone_is_one(name: str, hours: float) -> None:
    zone = zone_named(name)
    assert zone is not None
    assert datetime(2026, 12, 2, 12, tzinfo=zone).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize("name", ["tzone://Microsoft/Custom", "(UTC-05:00)", "(UTC+01:00) Nowhere"])
def test_what_nobody_knows_stays_unknown(name: str) -> None:
    assert zone_named(name) is None
