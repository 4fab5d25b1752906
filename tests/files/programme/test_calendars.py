"""Calendars as conference tools and office programs write them, each with the right sessions.

The programme is in New Orleans (six hours behind UTC in December), from 1 to 5 December 2026.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from desktop.domain.checks import Fault
from desktop.domain.failures import FileUnreadable
from desktop.domain.programme.programme import Programme
from desktop.files.programme.ics import CalendarRow, read_sessions
from tests.support.builders import programme

CASES = Path(__file__).parents[2] / "fixtures" / "calendars"
HERE = programme(time_zone="America/Chicago", starts_on="2026-12-01", ends_on="2026-12-05")
D = "2026-12-0"
# What each file says: title, begin and end on the clocks of New Orleans; or what is wrong.
RIGHT: dict[str, list[tuple[str, str, str] | tuple[str, dict[str, Fault]]]] = {
    "01-rrule": [("Yoga", f"{D}{day}T01:00", f"{D}{day}T02:00") for day in (2, 3, 4)],
    "02-same-uid": [
        ("Round table", "2026-12-02T01:00", "2026-12-02T02:00"),
        ("Round table", "2026-12-03T01:00", "2026-12-03T02:00"),
        ("Round table (moved)", "2026-12-04T03:00", "2026-12-04T04:00"),
    ],
    "03-cancelled": [
        ("Open talk", "2026-12-02T01:00", "2026-12-02T02:00"),
        ("Called-off talk", "2026-12-02T03:00", "2026-12-02T04:00"),
    ],
    "04-windows-tz": [("Keynote", "2026-12-02T08:00", "2026-12-02T09:00")],
    "05-custom-tz": [("Keynote", "2026-12-02T01:00", "2026-12-02T02:00")],
    "06-undeclared-tz": [("Keynote", "2026-12-02T08:00", "2026-12-02T09:00")],
    # In July London is an hour ahead of UTC, also where a file calls it GMT.
    "07-gmt-bst": [("Summer talk", "2026-07-23T04:20", "2026-07-23T04:50")],
    "10-bad-date": [
        ("Good", "2026-12-02T01:00", "2026-12-02T02:00"),
        ("Bad date", {"starts_at": Fault.NOT_A_TIME}),
    ],
    "11-empty-dtend": [
        ("Good", "2026-12-02T01:00", "2026-12-02T02:00"),
        ("Empty end", {"ends_at": Fault.NOT_A_TIME}),
    ],
    "13-bom": [("Talk A", "2026-12-02T01:00", "2026-12-02T02:00")],
    "14-cp1252": [("Über Öl", "2026-12-02T01:00", "2026-12-02T02:00")],
    "15-utf16": [("Über Öl", "2026-12-02T01:00", "2026-12-02T02:00")],
    "16-unfolded": [("Unfolded", "2026-12-02T01:00", "2026-12-02T02:00")],
    "17-lengths": [
        ("No end, has length", "2026-12-02T01:00", "2026-12-02T01:45"),
        ("Week length", "2026-12-02T01:00", "2026-12-09T01:00"),
        # It is named when it is taken over: the end lies before the beginning.
        ("End before start", "2026-12-02T03:00", "2026-12-02T02:00"),
        ("Past midnight", "2026-12-02T15:00", "2026-12-02T19:00"),
    ],
    "18-escapes": [
        (
            "Panel: food, water; shelter \\ more second line",
            "2026-12-02T01:00",
            "2026-12-02T02:00",
        )
    ],
    "19-nosummary": [
        ("", {"title": Fault.MISSING}),
        ("", {"title": Fault.MISSING}),
        ("Has title", "2026-12-02T01:00", "2026-12-02T02:00"),
    ],
    "20-zones": [
        ("Language tag", "2026-12-02T08:00", "2026-12-02T09:00"),
        ("Slash zone", "2026-12-02T08:00", "2026-12-02T09:00"),
        ("Mozilla zone", "2026-12-02T08:00", "2026-12-02T09:00"),
        ("Utc offset", {"starts_at": Fault.NOT_A_TIME}),
    ],
    "21-display-tz": [("Display-name zone", "2026-12-02T01:00", "2026-12-02T02:00")],
    **{
        name: [
            (f"Talk {n}", f"2026-12-01T{18 + n}:00", f"2026-12-01T{18 + n}:30") for n in (1, 2, 3)
        ]
        for name in ("22-oddprops", "23-lf", "24-cr")
    },
    "25-no-uid-lunch": [("Lunch", f"{D}{day}T06:00", f"{D}{day}T07:00") for day in (2, 3, 4)],
    "27-tentative-private": [("Busy", "2026-12-02T06:00", "2026-12-02T06:00")],
    "28-feb30": [("xSUMMARY:" * 55 + "xSUMM", "2026-12-02T12:00", "2026-12-02T13:30")],
    "29-year": [("Whole", "2026-12-02T01:00", "2026-12-02T03:00")],
    "sched-utc": [("Opening (9 am in New Orleans)", "2026-12-02T09:00", "2026-12-02T10:00")],
}


def said(row: CalendarRow) -> tuple[str, str, str] | tuple[str, dict[str, Fault]]:
    title = row.fields["title"]
    if row.faults:
        return title, dict(row.faults)
    return title, row.fields["starts_at"], row.fields["ends_at"]


def read(tmp_path: Path, text: str, here: Programme = HERE) -> list[CalendarRow]:
    path = tmp_path / "some.ics"
    path.write_text(f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n", "utf-8", newline="")
    return read_sessions(path, here)


def event(**lines: str) -> str:
    own = {"UID": "1@x", "SUMMARY": "Drill", "DTSTART": "20261202T150000Z", **lines}
    inner = "".join(
        f"{name.replace('_', '-')}{'' if ';' in value[:1] else ':'}{value}\r\n"
        for name, value in own.items()
        if value != "-"
    )
    return f"BEGIN:VEVENT\r\n{inner}END:VEVENT\r\n"


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_each_file_says_what_it_means(name: str) -> None:
    assert [said(row) for row in read_sessions(CASES / f"{name}.ics", HERE)] == RIGHT[name]


def test_every_file_of_the_folder_is_in_the_table() -> None:
    assert {path.stem for path in CASES.glob("*.ics")} == set(RIGHT)


def test_what_is_cancelled_says_so() -> None:
    rows = read_sessions(CASES / "03-cancelled.ics", HERE)
    assert [row.is_called_off for row in rows] == [False, True]


def test_each_slot_has_a_code_of_its_own() -> None:
    for name in ("01-rrule", "02-same-uid", "25-no-uid-lunch"):
        codes = [row.fields["code"] for row in read_sessions(CASES / f"{name}.ics", HERE)]
        assert len(set(codes)) == 3, name
        assert len({code.split("-")[0] for code in codes}) == 1, name


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ({"DTSTART": "20261202T150000Z\r\nDTSTART:20261202T160000Z"}, {"starts_at": Fault.TWICE}),
        ({"DTEND": ""}, {"ends_at": Fault.NOT_A_TIME}),
        ({"DTSTART": "20261202T090000+0200"}, {"starts_at": Fault.NOT_A_TIME}),
        ({"DURATION": "x"}, {"ends_at": Fault.NOT_A_TIME}),
        ({"DTSTART": "20260230T090000Z"}, {"starts_at": Fault.NOT_A_TIME}),
        ({"DTSTART": "20261202T250000Z"}, {"starts_at": Fault.NOT_A_TIME}),
        ({"DTSTART": ";TZID=Atlantis:20261202T090000"}, {"starts_at": Fault.UNKNOWN_ZONE}),
        ({"RRULE": "FREQ=FORTNIGHTLY"}, {"starts_at": Fault.REPEATS}),
        ({"RRULE": "FREQ=SECONDLY"}, {"starts_at": Fault.REPEATS}),
        ({"RRULE": "FREQ=DAILY;UNTIL=tomorrow"}, {"starts_at": Fault.REPEATS}),
        ({"SUMMARY": "-"}, {"title": Fault.MISSING}),
        ({"RRULE": "FREQ=DAILY;INTERVAL=0"}, {"starts_at": Fault.REPEATS}),
        (
            {"DTSTART": "19700101T000000Z", "RRULE": "FREQ=DAILY;BYSECOND=0,1,2,3,4,5"},
            {"starts_at": Fault.REPEATS},
        ),
        (
            {"RRULE": "FREQ=WEEKLY;UNTIL=20261001T000000Z", "DTSTART": "20250101T090000Z"},
            {"starts_at": Fault.OUTSIDE},
        ),
        ({"RECURRENCE_ID": ";RANGE=THISANDFUTURE:20261202T150000Z"}, {"starts_at": Fault.REPEATS}),
    ],
)
def test_one_bad_event_is_named_and_stops_no_other(
    tmp_path: Path, lines: dict[str, str], wrong: dict[str, Fault]
) -> None:
    rows = read(tmp_path, event(**lines) + event(UID="2@x", SUMMARY="Good"))
    assert [dict(row.faults) for row in rows] == [wrong, {}]
    assert rows[0].line == 2


def test_an_event_that_says_no_time_is_named_unless_it_is_called_off(tmp_path: Path) -> None:
    timeless = event().replace("DTSTART:20261202T150000Z\r\n", "")
    assert "DTSTART" not in timeless
    off = timeless.replace("1@x", "2@x").replace("Drill", "Off\r\nSTATUS:CANCELLED")
    rows = read(tmp_path, timeless + off)
    assert [(row.fields["title"], dict(row.faults), row.is_called_off) for row in rows] == [
        ("Drill", {"starts_at": Fault.MISSING}, False),
        ("Off", {}, True),
    ]


def test_a_file_that_is_cut_off_names_its_last_event(tmp_path: Path) -> None:
    path = tmp_path / "cut.ics"
    whole = f"BEGIN:VCALENDAR\r\n{event()}{event(UID='2@x', SUMMARY='Cut')}END:VCALENDAR\r\n"
    path.write_text(whole[: whole.rindex("DTSTART")], "utf-8", newline="")
    rows = read_sessions(path, HERE)
    assert [said(row)[0] for row in rows] == ["Drill", "Cut"]
    assert rows[1].faults == {"title": Fault.CUT_OFF}


def test_a_day_ends_before_the_next_one_begins(tmp_path: Path) -> None:
    whole = event(DTSTART=";VALUE=DATE:20261202", DTEND=";VALUE=DATE:20261204")
    alone = event(UID="2", DTSTART=";VALUE=DATE:20261202")
    assert [said(row)[1:] for row in read(tmp_path, whole + alone)] == [
        ("2026-12-02T00:00", "2026-12-03T23:59"), ("2026-12-02T00:00", "2026-12-02T23:59"),
    ]  # fmt: skip


def test_times_without_a_zone_are_the_programmes_or_the_calendars(tmp_path: Path) -> None:
    floating = event(DTSTART="20261202T090000")
    assert read(tmp_path, floating)[0].fields["starts_at"] == "2026-12-02T09:00"
    shown = f"X-WR-TIMEZONE:Asia/Jerusalem\r\n{floating}"
    assert read(tmp_path, shown)[0].fields["starts_at"] == "2026-12-02T01:00"


def test_a_programme_without_a_zone_is_asked_for_it(tmp_path: Path) -> None:
    rows = read(tmp_path, event() + event(UID="2", DTSTART="20261202T090000"), programme())
    assert [dict(row.faults) for row in rows] == [{"starts_at": Fault.NO_ZONE}, {}]


def test_a_series_is_written_out_within_the_days_of_the_programme(tmp_path: Path) -> None:
    """Every weekday at 09:00 in New Orleans since January, but for one day, and once more."""
    text = event(
        DTSTART=";TZID=America/Chicago:20260105T090000",
        RRULE="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        EXDATE=";TZID=America/Chicago:20261203T090000",
        RDATE=";TZID=America/Chicago:20261205T110000",
    )
    starts = [row.fields["starts_at"] for row in read(tmp_path, text)]
    assert starts == [
        "2026-12-01T09:00", "2026-12-02T09:00", "2026-12-04T09:00", "2026-12-05T11:00",
    ]  # fmt: skip


def test_a_series_keeps_its_hour_over_the_change_of_clocks(tmp_path: Path) -> None:
    autumn = programme(time_zone="America/Chicago", starts_on="2026-10-31", ends_on="2026-11-02")
    text = event(DTSTART=";TZID=America/Chicago:20261030T090000", RRULE="FREQ=DAILY")
    assert [row.fields["starts_at"] for row in read(tmp_path, text, autumn)] == [
        "2026-10-31T09:00", "2026-11-01T09:00", "2026-11-02T09:00",
    ]  # fmt: skip


def test_a_slot_that_was_moved_is_the_same_session(tmp_path: Path) -> None:
    series = event(DTSTART="20261202T150000Z", RRULE="FREQ=DAILY;COUNT=2")
    before = read(tmp_path, series)
    moved = event(RECURRENCE_ID="20261203T150000Z", DTSTART="20261203T180000Z", SUMMARY="Late")
    after = read(tmp_path, series + moved)
    assert [row.fields["code"] for row in after] == [row.fields["code"] for row in before]
    assert [said(row)[:2] for row in after] == [
        ("Drill", "2026-12-02T09:00"), ("Late", "2026-12-03T12:00"),
    ]  # fmt: skip


def test_a_series_ends_when_it_says(tmp_path: Path) -> None:
    for until in ("20261203T150000Z", "20261203", "20261203T090000"):
        text = event(
            DTSTART=";TZID=America/Chicago:20261201T090000", RRULE=f"FREQ=DAILY;UNTIL={until}"
        )
        assert len(read(tmp_path, text)) == 3, until


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_refused_or_read_and_never_raises(tmp_path: Path, seed: int) -> None:
    """Letters changed, lines lost, doubled, swapped and cut, at random."""
    chance = random.Random(seed)
    for path in sorted(CASES.glob("*.ics")):
        content = bytearray(path.read_bytes())
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(content) or 1)
            act = chance.randrange(4)
            if act == 0:
                content[at : at + 1] = bytes([chance.randrange(256)])
            elif act == 1:
                del content[at : at + chance.randrange(30)]
            elif act == 2:
                content[at:at] = content[: chance.randrange(60)]
            else:
                content = content[: max(at, 40)]
        broken = tmp_path / path.name
        broken.write_bytes(bytes(content))
        try:
            rows = read_sessions(broken, HERE)
        except FileUnreadable:
            continue
        assert all(row.faults or row.fields["title"] for row in rows)


def test_two_calendars_in_one_file_have_their_own_zones(tmp_path: Path) -> None:
    floating = event(DTSTART="20261202T090000")
    text = (
        f"X-WR-TIMEZONE:Asia/Jerusalem\r\n{floating}END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n"
        f"X-WR-TIMEZONE:America/New_York\r\n{event(UID='2', DTSTART='20261202T090000')}"
    )
    assert [row.fields["starts_at"] for row in read(tmp_path, text)] == [
        "2026-12-02T01:00", "2026-12-02T08:00",
    ]  # fmt: skip


def test_a_zone_of_the_calendar_that_nobody_knows_is_asked_about(tmp_path: Path) -> None:
    text = f"X-WR-TIMEZONE:Narnia/Lantern\r\n{event(DTSTART='20261202T090000')}"
    assert read(tmp_path, text)[0].faults == {"starts_at": Fault.UNKNOWN_ZONE}


def test_a_calendar_that_cancels_says_so_of_all(tmp_path: Path) -> None:
    rows = read(tmp_path, f"METHOD:CANCEL\r\n{event()}")
    assert [row.is_called_off for row in rows] == [True]
    assert read(tmp_path, event(STATUS="CANCELED"))[0].is_called_off


def test_of_two_versions_of_an_event_the_newer_one_counts(tmp_path: Path) -> None:
    older, newer = event(SEQUENCE="0"), event(SEQUENCE="1", STATUS="CANCELLED")
    rows = read(tmp_path, newer + older)
    assert [row.is_called_off for row in rows] == [True]


def test_a_whole_day_is_left_out_of_a_series(tmp_path: Path) -> None:
    text = event(
        DTSTART="20261202T150000Z", RRULE="FREQ=DAILY;COUNT=3", EXDATE=";VALUE=DATE:20261203"
    )
    assert [row.fields["starts_at"][:10] for row in read(tmp_path, text)] == [
        "2026-12-02", "2026-12-04",
    ]  # fmt: skip


def test_a_picture_in_an_event_costs_nothing(tmp_path: Path) -> None:
    folds = "\r\n ".join(["A" * 74] * 120_000)
    assert len(read(tmp_path, event(ATTACH=f";ENCODING=BASE64:{folds}"))) == 1


def test_events_without_uid_in_two_rooms_are_two(tmp_path: Path) -> None:
    text = event(UID="-", LOCATION="Room A") + event(UID="-", LOCATION="Room B")
    codes = {row.fields["code"] for row in read(tmp_path, text)}
    assert len(codes) == 2
