"""Sessions from files: codes, numbers of rows, and what a second reading changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.checks import Fault
from desktop.domain.programme.programme import Programme, Session
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from desktop.workflows.programme.session_files import BadSession, SessionsTaken
from tests.support.builders import write_csv

HEADER = ["Code", "Session", "Date", "Start", "End", "Room", "Seats"]
OPENING = ["S1", "Opening", "2026-12-02", "09:00", "10:30", "Hall A", "200"]
LUNCH = ["S2", "Lunch", "2026-12-02", "12:00", "13:00", "Hall B", ""]


def take(
    front_desk: FrontDesk, programme: Programme, path: Path, *rows: list[str]
) -> SessionsTaken:
    write_csv(path, [HEADER, *rows])
    read = front_desk.planning.read_sessions(programme, path)
    return front_desk.planning.take_sessions(programme, read)


def by_code(front_desk: FrontDesk, programme: Programme) -> dict[str, Session]:
    return {session.code: session for session in front_desk.programmes.sessions(programme)}


def test_a_table_that_is_read_again_changes_only_what_is_new(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    path = tmp_path / "sessions.csv"
    assert take(front_desk, niperm, path, OPENING, LUNCH) == SessionsTaken(2, 0, ())
    made = by_code(front_desk, niperm)
    assert take(front_desk, niperm, path, OPENING, LUNCH) == SessionsTaken(0, 0, ())
    assert by_code(front_desk, niperm) == made
    moved = ["s1", "Opening", "2026-12-02", "09:00", "10:30", "Hall C", ""]
    assert take(front_desk, niperm, path, moved, LUNCH) == SessionsTaken(0, 1, ())
    changed = by_code(front_desk, niperm)
    assert changed["s1"].id == made["S1"].id
    assert (changed["s1"].place, changed["s1"].capacity) == ("Hall C", 200)
    assert changed["S2"] == made["S2"]
    tree = front_desk.planning.plan(niperm.id).places
    assert [branch.place.name for branch in tree] == ["Hall A", "Hall B", "Hall C"]


def test_a_code_that_comes_twice_in_a_file_is_taken_once(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    twin = ["s1", "Closing", "2026-12-03", "09:00", "10:30", "", ""]
    taken = take(front_desk, niperm, tmp_path / "sessions.csv", OPENING, LUNCH, twin)
    assert (taken.new, taken.changed) == (2, 0)
    assert taken.bad == (BadSession(4, "Closing", {"code": Fault.TAKEN}),)
    titles = [session.title for session in front_desk.programmes.sessions(niperm)]
    assert titles == ["Opening", "Lunch"]


def test_a_wrong_row_says_what_is_wrong_and_takes_its_code(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    untitled = ["S1", "", "2026-12-02", "09:00", "10:30", "", ""]
    taken = take(front_desk, niperm, tmp_path / "sessions.csv", untitled, OPENING, untitled)
    assert [(bad.number, bad.faults) for bad in taken.bad] == [
        (2, {"title": Fault.MISSING}),
        (3, {"code": Fault.TAKEN}),
        (4, {"title": Fault.MISSING}),
    ]
    assert front_desk.programmes.sessions(niperm) == []


def test_rows_without_a_code_are_numbered(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    rows = [["", *OPENING[1:]], ["", *LUNCH[1:]]]
    assert take(front_desk, niperm, tmp_path / "sessions.csv", *rows).new == 2
    assert sorted(by_code(front_desk, niperm)) == ["S01", "S02"]


def test_entries_of_a_calendar_are_numbered_by_their_lines(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    path = tmp_path / "sessions.ICS"
    events = [
        f"BEGIN:VEVENT\r\nUID:{name}@x\r\nSUMMARY:{name}\r\nDTSTART:20261202T070000Z\r\n"
        "DURATION:PT90M\r\nEND:VEVENT\r\n"
        for name in ("Drill", "Lunch")
    ]
    path.write_text(
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{''.join(events)}END:VCALENDAR\r\n", "utf-8"
    )
    facts = {"code": "NIPERM", "time_zone": "UTC"}
    programme = front_desk.planning.save_programme(niperm.id, facts)
    assert isinstance(programme, Programme)
    rows = front_desk.planning.read_sessions(programme, path)
    assert [(row.number, row.fields["title"]) for row in rows] == [(4, "Drill"), (10, "Lunch")]


def test_the_names_of_time_zones_are_listed_in_order(front_desk: FrontDesk) -> None:
    zones = front_desk.planning.zones()
    assert zones == sorted(zones)
    assert {"America/Chicago", "Asia/Jerusalem"} <= set(zones)


def test_times_that_name_their_own_zone_are_converted(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    """16:00 UTC is 10:00 in New Orleans in December; 17:30 in Jerusalem is 09:30 there."""
    facts = {"code": "NIPERM", "time_zone": "America/Chicago"}
    programme = front_desk.planning.save_programme(niperm.id, facts)
    assert isinstance(programme, Programme)
    rows = (
        ["S1", "Opening", "", "2026-12-02T16:00:00Z", "2026-12-02T16:30:00+00:00", "", ""],
        ["S2", "Call", "", "2026-12-02 17:30 +0200", "2026-12-02T18:30:00+02:00", "", ""],
        ["S3", "Here", "2026-12-02", "09:00", "10:00", "", ""],
        ["S4", "When", "2026-12-02", "", "", "", ""],
        ["S5", "Day", "", "2026-12-02", "", "", ""],
    )
    taken = take(front_desk, programme, tmp_path / "sessions.csv", *rows)
    times = {
        code: (session.starts_at, session.ends_at)
        for code, session in by_code(front_desk, programme).items()
    }
    assert times == {
        "S1": ("2026-12-02T10:00", "2026-12-02T10:30"),
        "S2": ("2026-12-02T09:30", "2026-12-02T10:30"),
        "S3": ("2026-12-02T09:00", "2026-12-02T10:00"),
        "S4": ("", ""),
    }
    # A day without a time of day is not midnight.
    assert [(bad.title, bad.faults) for bad in taken.bad] == [
        ("Day", {"starts_at": Fault.NOT_A_TIME})
    ]


def test_a_form_converts_them_too(front_desk: FrontDesk, niperm: Programme) -> None:
    facts = {"code": "NIPERM", "time_zone": "Asia/Jerusalem"}
    programme = front_desk.planning.save_programme(niperm.id, facts)
    assert isinstance(programme, Programme)
    typed = {"code": "S1", "title": "Opening", "starts_at": "2026-12-02T16:00:00Z"}
    session = front_desk.planning.save_session(programme, "", typed)
    assert isinstance(session, Session)
    assert session.starts_at == "2026-12-02T18:00"


PLAIN = ["Title", "Date", "Start", "End", "Room"]
TALK_A = ["Talk A", "2026-12-02", "09:00", "10:00", "Hall A"]
TALK_B = ["Talk B", "2026-12-02", "11:00", "12:00", "Hall A"]
TALK_Z = ["Talk Z", "2026-12-02", "08:00", "09:00", "Hall A"]


def take_plain(
    front_desk: FrontDesk, programme: Programme, path: Path, *rows: list[str]
) -> SessionsTaken:
    write_csv(path, [PLAIN, *rows])
    read = front_desk.planning.read_sessions(programme, path)
    return front_desk.planning.take_sessions(programme, read)


def test_a_row_in_front_moves_nobodys_booking(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    path = tmp_path / "plain.csv"
    assert take_plain(front_desk, niperm, path, TALK_A, TALK_B).new == 2
    before = {session.title: session.id for session in front_desk.programmes.sessions(niperm)}
    later = ["Talk A", "2026-12-02", "09:30", "10:30", "Hall A"]
    taken = take_plain(front_desk, niperm, path, TALK_Z, later, TALK_B)
    assert (taken.new, taken.changed, taken.bad) == (1, 1, ())
    after = {session.title: session for session in front_desk.programmes.sessions(niperm)}
    assert {title: session.id for title, session in after.items() if title in before} == before
    assert after["Talk A"].starts_at == "2026-12-02T09:30"
    assert [after[title].code for title in ("Talk A", "Talk B", "Talk Z")] == ["S01", "S02", "S03"]


def test_two_lunches_of_one_name_are_known_by_their_start(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    path = tmp_path / "plain.csv"
    lunches = [["Lunch", f"2026-12-0{day}", "12:00", "13:00", ""] for day in (2, 3)]
    assert take_plain(front_desk, niperm, path, *lunches).new == 2
    assert take_plain(front_desk, niperm, path, *reversed(lunches)).changed == 0


def in_utc(front_desk: FrontDesk, niperm: Programme) -> Programme:
    facts = {"code": "NIPERM", "time_zone": "UTC", "starts_on": "2026-12-01",
             "ends_on": "2026-12-05"}  # fmt: skip
    saved = front_desk.planning.save_programme(niperm.id, facts)
    assert isinstance(saved, Programme)
    return saved


def calendar(path: Path, *events: dict[str, str]) -> Path:
    lines = ["BEGIN:VCALENDAR"]
    for event in events:
        known = {"UID": "1@x", "SUMMARY": "Drill", **event}
        lines += ["BEGIN:VEVENT", *(f"{k}:{v}" for k, v in known.items()), "END:VEVENT"]
    path.write_text("\r\n".join([*lines, "END:VCALENDAR", ""]), "utf-8", newline="")
    return path


def at(day: int, hour: int) -> dict[str, str]:
    return {"DTSTART": f"202612{day:02d}T{hour:02d}0000Z"}


SERIES = {"RRULE": "FREQ=DAILY;COUNT=3"}


@pytest.mark.parametrize(
    ("before", "after", "starts", "missing"),
    [
        # A slot of a UID that came twice is moved.
        ([at(2, 9), at(3, 9)], [at(2, 9), at(3, 14)], ["02T09", "03T14"], ()),
        # A series is moved as a whole.
        ([at(2, 9) | SERIES], [at(2, 10) | SERIES], ["02T10", "03T10", "04T10"], ()),
        # A single event becomes a series, and the other way round.
        ([at(2, 9)], [at(2, 9) | SERIES], ["02T09", "03T09", "04T09"], ()),
        ([at(2, 9), at(3, 9)], [at(3, 9)], ["02T09", "03T09"], ("Drill",)),
        # A slot is left out of a series.
        ([at(2, 9) | SERIES], [at(2, 9) | SERIES | {"EXDATE": "20261203T090000Z"}],
         ["02T09", "03T09", "04T09"], ("Drill",)),
        # Read again it is the same.
        ([at(2, 9) | SERIES], [at(2, 9) | SERIES], ["02T09", "03T09", "04T09"], ()),
    ],
)  # fmt: skip
def test_a_newer_calendar_doubles_no_session(
    front_desk: FrontDesk,
    niperm: Programme,
    tmp_path: Path,
    before: list[dict[str, str]],
    after: list[dict[str, str]],
    starts: list[str],
    missing: tuple[str, ...],
) -> None:
    programme, path = in_utc(front_desk, niperm), tmp_path / "plan.ics"
    planning = front_desk.planning
    taken = planning.take_sessions(
        programme, planning.read_sessions(programme, calendar(path, *before))
    )
    assert taken.bad == ()
    first = {session.id for session in front_desk.programmes.sessions(programme)}
    taken = planning.take_sessions(
        programme, planning.read_sessions(programme, calendar(path, *after))
    )
    assert (taken.bad, taken.missing) == ((), missing)
    sessions = front_desk.programmes.sessions(programme)
    assert [session.starts_at[8:13] for session in sessions] == starts
    assert first <= {session.id for session in sessions}


def test_what_a_calendar_calls_off_goes_only_where_nobody_is_booked(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    programme, path = in_utc(front_desk, niperm), tmp_path / "plan.ics"
    events = [at(2, 9) | {"UID": str(n), "SUMMARY": f"Talk {n}"} for n in (1, 2)]
    planning = front_desk.planning
    planning.take_sessions(programme, planning.read_sessions(programme, calendar(path, *events)))
    first = front_desk.programmes.sessions(programme)[0]
    form = RegistrationForm({"first_name": "Noa"}, {}, {})
    noa, _is_waiting = front_desk.registry.register(programme, form)
    front_desk.sessions.book([noa.id], first)
    off = [event | {"STATUS": "CANCELLED"} for event in events]
    off.append(at(4, 9) | {"UID": "3", "SUMMARY": "Talk 3", "STATUS": "CANCELLED"})
    taken = planning.take_sessions(
        programme, planning.read_sessions(programme, calendar(path, *off))
    )
    other = next(title for title in ("Talk 1", "Talk 2") if title != first.title)
    assert (taken.kept, taken.removed, taken.not_made) == ((first.title,), (other,), ("Talk 3",))
    assert [s.title for s in front_desk.programmes.sessions(programme)] == [first.title]


def test_a_newer_row_without_an_end_does_not_end_before_it_begins(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    path = tmp_path / "plain.csv"
    take_plain(front_desk, niperm, path, TALK_A)
    moved = ["Talk A", "2026-12-02", "15:00", "", "Hall A"]
    taken = take_plain(front_desk, niperm, path, moved)
    assert [bad.faults for bad in taken.bad] == [{"ends_at": Fault.ENDS_EARLY}]
    (session,) = front_desk.programmes.sessions(niperm)
    assert session.starts_at == "2026-12-02T09:00"


def test_what_a_hand_changed_stays_until_the_file_says_otherwise(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    path = tmp_path / "plain.csv"
    take_plain(front_desk, niperm, path, TALK_A)
    (made,) = front_desk.programmes.sessions(niperm)
    typed = {"code": made.code, "title": "Talk A, with lunch", "place": "Hall B",
             "starts_at": "2026-12-02T09:15", "ends_at": made.ends_at}  # fmt: skip
    assert isinstance(front_desk.planning.save_session(niperm, made.id, typed), Session)
    # The same file again: it says nothing new. Its title is not the one here any more.
    codes = ["Code", *PLAIN]
    write_csv(path, [codes, [made.code, *TALK_A]])
    planning = front_desk.planning
    taken = planning.take_sessions(niperm, planning.read_sessions(niperm, path))
    assert (taken.new, taken.changed) == (0, 0)
    (kept,) = front_desk.programmes.sessions(niperm)
    assert (kept.title, kept.place, kept.starts_at) == (
        "Talk A, with lunch", "Hall B", "2026-12-02T09:15",
    )  # fmt: skip
    # A newer one moves the end: only that changes.
    write_csv(path, [codes, [made.code, "Talk A", "2026-12-02", "09:00", "10:45", "Hall A"]])
    taken = planning.take_sessions(niperm, planning.read_sessions(niperm, path))
    assert (taken.new, taken.changed) == (0, 1)
    (kept,) = front_desk.programmes.sessions(niperm)
    assert (kept.title, kept.place, kept.starts_at, kept.ends_at) == (
        "Talk A, with lunch", "Hall B", "2026-12-02T09:15", "2026-12-02T10:45",
    )  # fmt: skip
    assert front_desk.verify() == []
