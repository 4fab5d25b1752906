"""Programmes, sessions, places and questions, typed and from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.checks import Fault
from desktop.domain.failures import FileUnreadable, NotATable
from desktop.domain.programme.clashes import ClashKind
from desktop.domain.programme.programme import Place, Programme, Session
from desktop.domain.programme.questions import Asked, Kind, Question
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.support.builders import read_csv, write_csv

MORNING = {"starts_at": "2026-12-02T09:00", "ends_at": "2026-12-02T10:00"}


def session(front_desk: FrontDesk, programme: Programme, **typed: str) -> Session:
    fields = {"code": "S1", "title": "Panel", **MORNING, **typed}
    made = front_desk.planning.save_session(programme, "", fields)
    assert isinstance(made, Session), made
    return made


def test_a_programme_is_made_by_hand_with_a_door(front_desk: FrontDesk) -> None:
    typed = {
        "code": "NIPERM", "title": "NIPERM 2026", "time_zone": "America/Chicago", "capacity": "120",
        "starts_on": "2026-12-02", "ends_on": "2026-12-04", "budget": "25000 USD",
    }  # fmt: skip
    made = front_desk.planning.save_programme("", typed)
    assert isinstance(made, Programme)
    assert (made.capacity, made.number, made.dates) == (120, 1, "2026-12-02 – 2026-12-04")
    assert [point.name for point in front_desk.programmes.points(made)] == ["Main entrance"]
    again = front_desk.planning.save_programme(made.id, {**typed, "capacity": ""})
    assert isinstance(again, Programme)
    assert (again.id, again.capacity, again.number) == (made.id, 0, 1)


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        ({"code": " "}, "code", Fault.MISSING),
        ({"code": "taken"}, "code", Fault.TAKEN),
        ({"starts_on": "2 Dec"}, "starts_on", Fault.NOT_A_DATE),
        ({"starts_on": "2026-12-04", "ends_on": "2026-12-02"}, "ends_on", Fault.ENDS_EARLY),
        ({"time_zone": "Israel Time"}, "time_zone", Fault.UNKNOWN_ZONE),
        ({"capacity": "many"}, "capacity", Fault.NOT_A_COUNT),
        ({"budget": "lots"}, "budget", Fault.BAD_AMOUNT),
    ],
)
def test_what_is_wrong_with_a_programme_is_said_by_field(
    front_desk: FrontDesk, typed: dict[str, str], field: str, fault: Fault
) -> None:
    front_desk.programmes.find_or_make("TAKEN")
    assert front_desk.planning.save_programme("", {"code": "NEW", **typed}) == {field: fault}
    assert [programme.code for programme in front_desk.programmes.all()] == ["TAKEN"]


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        ({"title": ""}, "title", Fault.MISSING),
        ({"starts_at": "9 o'clock"}, "starts_at", Fault.NOT_A_TIME),
        ({"ends_at": "2026-12-02T08:00"}, "ends_at", Fault.ENDS_EARLY),
        ({"capacity": "-3"}, "capacity", Fault.NOT_A_COUNT),
        ({"credit_hours": "one"}, "credit_hours", Fault.NOT_HOURS),
        ({"code": "s1"}, "code", Fault.TAKEN),
    ],
)
def test_what_is_wrong_with_a_session_is_said_by_field(
    front_desk: FrontDesk, niperm: Programme, typed: dict[str, str], field: str, fault: Fault
) -> None:
    session(front_desk, niperm)
    fields = {"code": "S2", "title": "Panel", **MORNING, **typed}
    assert front_desk.planning.save_session(niperm, "", fields) == {field: fault}


def test_one_room_or_one_bus_twice_at_a_time_is_a_clash(
    front_desk: FrontDesk, niperm: Programme
) -> None:
    session(front_desk, niperm, place="Room 2", vehicle="Bus 1")
    session(front_desk, niperm, code="S2", place="room 2", vehicle="Bus 1")
    later = {"starts_at": "2026-12-02T10:00", "ends_at": "2026-12-02T11:00"}
    session(front_desk, niperm, code="S3", place="Room 2", **later)
    clashes = front_desk.planning.plan(niperm.id).clashes
    assert [clash.kind for clash in clashes] == [ClashKind.PLACE, ClashKind.VEHICLE]


def test_a_place_that_a_session_names_stands_in_the_tree_once(
    front_desk: FrontDesk, niperm: Programme
) -> None:
    front_desk.planning.save_place(niperm, Place("", niperm.id, "Touro", "venue"))
    session(front_desk, niperm, place="Room 2")
    session(front_desk, niperm, code="S2", place="ROOM 2")
    (room, venue) = sorted(
        (branch.place for branch in front_desk.planning.plan(niperm.id).places),
        key=lambda place: place.name,
    )
    front_desk.planning.save_place(niperm, Place(room.id, niperm.id, "Room 2", "room", venue.id))
    tree = front_desk.planning.plan(niperm.id).places
    assert [(branch.place.name, branch.depth) for branch in tree] == [("Touro", 0), ("Room 2", 1)]


def test_a_removed_session_comes_back_by_undo(front_desk: FrontDesk, niperm: Programme) -> None:
    made = session(front_desk, niperm)
    front_desk.planning.remove(niperm, made)
    assert front_desk.programmes.sessions(niperm) == []
    assert front_desk.verify() == []
    front_desk.changes.undo()
    assert front_desk.programmes.sessions(niperm) == [made]


def test_sessions_go_through_a_calendar_file_unchanged(
    front_desk: FrontDesk, tmp_path: Path
) -> None:
    here = front_desk.planning.save_programme("", {"code": "A", "time_zone": "America/Chicago"})
    there = front_desk.planning.save_programme("", {"code": "B", "time_zone": "America/Chicago"})
    assert isinstance(here, Programme)
    assert isinstance(there, Programme)
    made = session(front_desk, here, place="Room 2", kind="site visit", vehicle="Bus 2",
                   title="ביקור: בית חולים, Touro; day 1")  # fmt: skip
    path = tmp_path / "sessions.ics"
    assert front_desk.planning.write_calendar(here, path, [made]) == 1
    assert b"BEGIN:VTIMEZONE" in path.read_bytes()
    rows = front_desk.planning.read_sessions(there, path)
    taken = front_desk.planning.take_sessions(there, rows)
    assert (taken.new, taken.bad) == (1, ())
    (copy,) = front_desk.programmes.sessions(there)
    for name in ("code", "title", "kind", "place", "vehicle", "starts_at", "ends_at"):
        assert getattr(copy, name) == getattr(made, name)
    again = front_desk.planning.take_sessions(there, rows)
    assert (again.new, again.changed) == (0, 0)


def test_a_calendar_in_another_zone_is_shown_on_the_programmes_clock(
    front_desk: FrontDesk, tmp_path: Path
) -> None:
    programme = front_desk.planning.save_programme("", {"code": "A", "time_zone": "Asia/Jerusalem"})
    assert isinstance(programme, Programme)
    path = tmp_path / "other.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1@x\r\n"
        "SUMMARY:Drill\r\nDTSTART:20261202T070000Z\r\nDURATION:PT90M\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n",
        "utf-8",
    )
    (row,) = front_desk.planning.read_sessions(programme, path)
    assert (row.fields["starts_at"], row.fields["ends_at"]) == (
        "2026-12-02T09:00",
        "2026-12-02T10:30",
    )


def test_sessions_come_from_a_table_and_wrong_rows_are_named(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    rows = [
        ["Session", "Date", "Start", "End", "Room", "Seats"],
        ["Opening", "2026-12-02", "09:00", "10:30", "Hall A", "200"],
        ["Lunch", "2026-12-02", "13:00", "12:00", "Hall B", ""],
    ]
    path = write_csv(tmp_path / "sessions.csv", rows)
    taken = front_desk.planning.take_sessions(
        niperm, front_desk.planning.read_sessions(niperm, path)
    )
    assert taken.new == 1
    assert [(bad.number, bad.title, bad.faults) for bad in taken.bad] == [
        (3, "Lunch", {"ends_at": Fault.ENDS_EARLY})
    ]
    (opening,) = front_desk.programmes.sessions(niperm)
    assert (opening.capacity, opening.starts_at) == (200, "2026-12-02T09:00")


def test_files_that_hold_no_sessions_are_refused(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.ics"
    bad.write_text("this is no calendar", "utf-8")
    with pytest.raises(FileUnreadable):
        front_desk.planning.read_sessions(niperm, bad)
    table = write_csv(tmp_path / "other.csv", [["Colour", "Shape"], ["red", "round"]])
    with pytest.raises(NotATable):
        front_desk.planning.read_sessions(niperm, table)


def test_a_question_is_checked_and_kept(front_desk: FrontDesk, niperm: Programme) -> None:
    bad = Question("", niperm.id, "", kind=Kind.CHOICE, choices="one")
    assert front_desk.planning.save_question(niperm, bad) == {
        "text": Fault.MISSING, "choices": Fault.MISSING,
    }  # fmt: skip
    good = Question("", niperm.id, "Photo consent", kind=Kind.YES_NO, asked=Asked.BOTH,
                    required="yes", wording="I agree to photos.")  # fmt: skip
    assert front_desk.planning.save_question(niperm, good) == {}
    (kept,) = front_desk.programmes.questions(niperm)
    assert kept.is_consent
    assert front_desk.verify() == []


def test_the_directory_comes_from_a_table_once(front_desk: FrontDesk, tmp_path: Path) -> None:
    rows = [
        ["Partnership", "Community", "Country", "Organisation"],
        ["New Orleans – Rosh HaAyin", "New Orleans", "United States", "Touro Infirmary"],
        ["New Orleans – Rosh HaAyin", "Rosh HaAyin", "Israel", ""],
        ["", "", "", ""],
        ["Boston – Haifa", "Haifa", "Israel", "Rambam"],
    ]
    path = write_csv(tmp_path / "directory.csv", rows)
    done = front_desk.directory.import_csv(path)
    assert done.made == 7
    again = front_desk.directory.import_csv(path)
    assert (again.made, again.changed) == (0, 0)
    listing = front_desk.directory.contents()
    homes = {community.name: community.partnership for community in listing.communities}
    assert homes["New Orleans"] == homes["Rosh HaAyin"] != homes["Haifa"]
    assert front_desk.verify() == []


def test_answers_go_through_an_export_into_another_store(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    other = front_desk.programmes.find_or_make("OTHER")
    for programme in (niperm, other):
        for text, kind in (("Meal", Kind.CHOICE), ("Photo consent", Kind.YES_NO)):
            question = Question("", programme.id, text, kind=kind, choices="meat\nfish")
            assert front_desk.planning.save_question(programme, question) == {}
    meal, photo = front_desk.programmes.questions(niperm)
    form = RegistrationForm({"full_name": "Noa Cohen"}, {}, {meal.id: "fish", photo.id: "yes"})
    front_desk.registry.register(niperm, form)
    path, again = tmp_path / "out.csv", tmp_path / "again.csv"
    front_desk.export.attendees(niperm, path)
    result = front_desk.importing(other, open_guest_list(path)).run()
    assert result.problems == ()
    front_desk.export.attendees(other, again)
    ((ours,), (theirs,)) = read_csv(path), read_csv(again)
    assert ours.pop("muster_id") != theirs.pop("muster_id")
    assert ours == theirs
    assert read_csv(path)[0]["question: Meal"] == "fish"
    assert front_desk.verify() == []


def test_a_type_that_nobody_has_is_named(front_desk: FrontDesk, niperm: Programme) -> None:
    typed = {"code": "NIPERM", "ticket_days": "Day = 2026-12-02\nSpeakers = 2026-12-03"}
    programme = front_desk.planning.save_programme(niperm.id, typed)
    assert isinstance(programme, Programme)
    assert front_desk.planning.unmatched_types(programme) == []
    form = RegistrationForm({"first_name": "Noa"}, {"ticket_type": "speaker"}, {})
    front_desk.registry.register(programme, form)
    assert front_desk.planning.unmatched_types(programme) == ["Day"]


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"empties_at": "4 am"}, {"empties_at": Fault.NOT_A_CLOCK}),
        ({"held_min": "ten"}, {"held_min": Fault.NOT_MINUTES}),
        ({"ticket_days": "Day = except 2026-12-02"}, {"ticket_days": Fault.NOT_TYPE_DAYS}),
        ({"empties_at": "23:30", "held_min": "0", "ticket_days": "Day = 2026-12-02"}, None),
    ],
)
def test_what_a_programme_says_to_its_doors_is_checked(
    front_desk: FrontDesk, niperm: Programme, typed: dict[str, str], fault: dict[str, Fault] | None
) -> None:
    saved = front_desk.planning.save_programme(niperm.id, {"code": "NIPERM", **typed})
    assert saved == fault if fault else isinstance(saved, Programme)


def test_a_number_that_nothing_fits_is_not_asked(front_desk: FrontDesk, niperm: Programme) -> None:
    asked = Question("", niperm.id, "Age", kind="number", least="20", most="10")
    assert front_desk.planning.save_question(niperm, asked) == {"most": Fault.TOO_SMALL}
