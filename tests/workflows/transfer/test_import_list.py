"""Import: new people come in, known ones are brought up to date, nobody is lost."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.checkin.codes import Reading, is_whole
from desktop.domain.programme.programme import Programme
from desktop.domain.programme.questions import Question
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import BATCH_ROWS, ProblemKind, open_guest_list
from desktop.workflows.transfer.import_rules import FIRST_SLICE
from tests.conftest import EXPORTS, Importer
from tests.support.builders import write_csv
from tests.support.fakes import FakeClock

HEADER = ["Attendee #", "Name", "Email", "Company", "Ticket Type", "Barcode", "Status"]
NOA = ["1", "Noa Cohen", "noa@example.org", "Touro", "Delegate", "T-1", "Attending"]
DAN = ["2", "Dan Levi", "dan@example.org", "Ochsner", "Speaker", "T-2", "Attending"]


@pytest.fixture
def first(import_file: Importer, tmp_path: Path) -> None:
    import_file(write_csv(tmp_path / "first.csv", [HEADER, NOA, DAN]))


def everybody(front_desk: FrontDesk, programme: Programme) -> list[Attendee]:
    return list(front_desk._store.registrations.page(programme.id, 0)[1])


def named(front_desk: FrontDesk, programme: Programme, name: str) -> Attendee:
    (attendee,) = [
        attendee for attendee in everybody(front_desk, programme) if attendee.name == name
    ]
    return attendee


def scan(front_desk: FrontDesk, programme: Programme, code: str) -> str:
    station = Station(programme, front_desk.programmes.points(programme)[0])
    return front_desk.desk.scan(station, Reading(code)).outcome.slug


@pytest.mark.parametrize("name", [path.name for path in sorted(EXPORTS.glob("*.csv"))])
def test_each_known_export_comes_in_whole(
    import_file: Importer, front_desk: FrontDesk, exports: Path, name: str
) -> None:
    rows = open_guest_list(exports / name).overview().rows
    result = import_file(exports / name)
    assert (result.new, result.problems) == (rows, ())
    again = import_file(exports / name)
    assert (again.new, again.changed, again.unchanged) == (0, 0, rows)
    assert front_desk.verify() == []


def test_tickets_in_peoples_hands_scan(
    first: None, front_desk: FrontDesk, niperm: Programme
) -> None:
    assert scan(front_desk, niperm, "T-1") == "admitted"
    assert scan(front_desk, niperm, "t-1") == "already_in"


def test_who_brings_no_code_gets_one(
    import_file: Importer, front_desk: FrontDesk, niperm: Programme, exports: Path
) -> None:
    import_file(exports / "hebrew_sheet.csv")
    (guest,) = everybody(front_desk, niperm)
    assert is_whole(guest.registration.ticket_code)


def test_a_newer_file_changes_what_changed_and_loses_no_check_in(
    first: None,
    import_file: Importer,
    front_desk: FrontDesk,
    niperm: Programme,
    tmp_path: Path,
) -> None:
    scan(front_desk, niperm, "T-1")
    newer = [HEADER, [*NOA[:3], "Tulane", *NOA[4:]], DAN, ["3", "Ruth Katz", *DAN[2:5], "T-3", ""]]
    newer[3][2] = "ruth@example.org"
    result = import_file(write_csv(tmp_path / "newer.csv", newer))
    assert (result.new, result.changed, result.unchanged) == (1, 1, 1)
    noa = named(front_desk, niperm, "Noa Cohen")
    assert noa.person.organization == "Tulane"
    assert noa.registration.presence is not None
    assert front_desk.verify() == []


def test_a_cancellation_and_a_new_barcode_arrive(
    first: None,
    import_file: Importer,
    front_desk: FrontDesk,
    niperm: Programme,
    tmp_path: Path,
) -> None:
    newer = [HEADER, [*NOA[:5], "T-9", "Attending"], [*DAN[:6], "Refunded"]]
    import_file(write_csv(tmp_path / "newer.csv", newer))
    assert named(front_desk, niperm, "Dan Levi").registration.status is Status.CANCELLED
    assert scan(front_desk, niperm, "T-9") == "admitted"
    assert scan(front_desk, niperm, "T-1") == "replaced"
    assert scan(front_desk, niperm, "T-2") == "cancelled"


def test_a_blank_clears_only_what_the_same_system_said(
    first: None,
    import_file: Importer,
    front_desk: FrontDesk,
    niperm: Programme,
    tmp_path: Path,
) -> None:
    other = [["Name", "Email", "Company"], ["Noa Cohen", "noa@example.org", ""]]
    import_file(write_csv(tmp_path / "other.csv", other))
    assert named(front_desk, niperm, "Noa Cohen").person.organization == "Touro"
    newer = [HEADER, [*NOA[:3], "", *NOA[4:]]]
    import_file(write_csv(tmp_path / "newer.csv", newer))
    assert named(front_desk, niperm, "Noa Cohen").person.organization == ""


def test_a_form_sent_twice_is_one_person_and_the_last_answer_counts(
    import_file: Importer, front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    rows = [
        ["Timestamp", "Email Address", "Your full name", "Organization"],
        ["2026/05/28 7:01:33 PM GMT+2", "noa@example.org", "Noa Cohen", "Touro"],
        ["2026/05/28 7:02:33 PM GMT+2", "noa@example.org", "Noa Cohen", "Tulane"],
    ]
    result = import_file(write_csv(tmp_path / "form.csv", rows))
    assert (result.new, result.changed) == (1, 1)
    assert named(front_desk, niperm, "Noa Cohen").person.organization == "Tulane"


def test_two_tickets_of_one_buyer_stay_two(
    import_file: Importer, front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    second = [*NOA]
    second[0], second[5] = "8", "T-8"
    import_file(write_csv(tmp_path / "two.csv", [HEADER, NOA, second]))
    assert len(everybody(front_desk, niperm)) == 2
    again = import_file(write_csv(tmp_path / "again.csv", [HEADER, second, NOA]))
    assert (again.new, again.changed) == (0, 0)


def test_one_code_for_two_people_is_a_problem(
    first: None, import_file: Importer, tmp_path: Path
) -> None:
    twin = ["9", "Ruth Katz", "ruth@example.org", "", "", "T-1", ""]
    result = import_file(write_csv(tmp_path / "twin.csv", [HEADER, NOA, DAN, twin]))
    (problem,) = result.problems
    assert (problem.row, problem.column, problem.reason) == (4, "Barcode", ProblemKind.CODE_TAKEN)
    assert problem.detail == "Noa Cohen"


def test_a_ticket_that_passed_to_somebody_else_makes_a_new_person(
    first: None,
    import_file: Importer,
    front_desk: FrontDesk,
    niperm: Programme,
    tmp_path: Path,
) -> None:
    elsewhere = front_desk.programmes.find_or_make("SPRING")
    front_desk.importing(elsewhere, open_guest_list(tmp_path / "first.csv")).run()
    passed = ["1", "Ruth Katz", "ruth@example.org", *NOA[3:]]
    result = import_file(write_csv(tmp_path / "newer.csv", [HEADER, passed, DAN]))
    assert (result.new, result.changed) == (0, 1)
    assert len(everybody(front_desk, niperm)) == 2
    assert named(front_desk, elsewhere, "Noa Cohen")
    assert front_desk.verify() == []


def test_a_person_of_two_programmes_is_one_person(
    first: None, front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    spring = front_desk.programmes.find_or_make("SPRING")
    front_desk.importing(spring, open_guest_list(tmp_path / "first.csv")).run()
    here, there = (named(front_desk, programme, "Noa Cohen") for programme in (niperm, spring))
    assert here.person.id == there.person.id
    assert here.registration.id != there.registration.id


def test_bad_rows_stay_out_and_can_be_saved_and_mended(
    import_file: Importer, tmp_path: Path, front_desk: FrontDesk, niperm: Programme
) -> None:
    path = write_csv(
        tmp_path / "list.csv", [HEADER, NOA, ["3", "", "x@example.org", *[""] * 4], DAN]
    )
    result = import_file(path)
    assert (result.new, len(result.problems)) == (2, 1)
    saved = tmp_path / "problems.csv"
    open_guest_list(path).save_problems(saved, result.problems, ["no name"])
    mended = saved.read_text("utf-8-sig").replace("3,,x@", "3,Ruth Katz,x@")
    saved.write_text(mended, "utf-8")
    assert import_file(saved).new == 1
    assert named(front_desk, niperm, "Ruth Katz").person.email == "x@example.org"


def test_a_stopped_import_keeps_what_is_in_and_goes_on_with_the_same_file(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    rows = [[str(n), f"Guest {n}", f"g{n}@example.org", *[""] * 4] for n in range(1200)]
    guests = open_guest_list(write_csv(tmp_path / "many.csv", [HEADER, *rows]))
    seen: list[int] = []
    run = front_desk.importing(niperm, guests)
    stopped = run.run(
        on_progress=lambda progress: seen.append(progress.rows), is_stopped=lambda: len(seen) == 1
    )
    assert stopped.is_stopped
    assert stopped.rows == FIRST_SLICE
    again = front_desk.importing(niperm, guests)
    unfinished = again.left_unfinished()
    assert unfinished is not None
    assert unfinished.done == FIRST_SLICE
    result = again.run()
    assert (result.new, result.unchanged) == (1200 - FIRST_SLICE, FIRST_SLICE)
    assert front_desk.importing(niperm, guests).left_unfinished() is None


def test_a_scan_between_two_slices_is_answered(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path, clock: FakeClock
) -> None:
    rows = [[str(n), f"Guest {n}", f"g{n}@example.org", "", "", f"C{n}", ""] for n in range(1000)]
    guests = open_guest_list(write_csv(tmp_path / "many.csv", [HEADER, *rows]))
    outcomes: list[str] = []
    front_desk.importing(niperm, guests).run(
        on_progress=lambda _progress: outcomes.append(scan(front_desk, niperm, "C7"))
    )
    assert outcomes[0] == "admitted"
    assert set(outcomes[1:]) == {"already_in"}
    assert len(outcomes) >= 1000 // BATCH_ROWS
    assert front_desk.verify() == []


def test_two_people_of_one_name_and_organisation_with_phones_of_their_own_stay_two(
    import_file: Importer, tmp_path: Path
) -> None:
    rows = [
        ["Name", "Organization", "Phone"],
        ["Moshe Levy", "Ministry of Health", "050-1111111"],
        ["Moshe Levy", "Ministry of Health", "050-2222222"],
    ]
    assert import_file(write_csv(tmp_path / "l.csv", rows)).new == 2


def test_a_bare_name_that_stands_twice_is_a_problem_and_not_one_person(
    import_file: Importer, tmp_path: Path
) -> None:
    path = write_csv(tmp_path / "l.csv", [["Name"], ["David Cohen"], ["Dan Levi"], ["David Cohen"]])
    result = import_file(path)
    assert result.new == 2
    (problem,) = result.problems
    assert (problem.row, problem.reason) == (4, ProblemKind.REPEATED)
    again = import_file(path)
    assert (again.new, again.unchanged, len(again.problems)) == (0, 2, 1)


def test_a_number_that_a_group_shares_moves_no_check_in_to_somebody_else(
    import_file: Importer, front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    header = ["Registration ID", "First Name", "Last Name", "Barcode"]
    rows = [header, ["77", "Dan", "Bar", "B-1"], ["77", "Noa", "Gal", "B-2"]]
    import_file(write_csv(tmp_path / "a.csv", rows))
    scan(front_desk, niperm, "B-1")
    newer = [header, ["77", "Noa", "Gal-Or", "B-2"], ["77", "Dan", "Bar", "B-1"]]
    import_file(write_csv(tmp_path / "b.csv", newer))
    assert named(front_desk, niperm, "Dan Bar").registration.presence is not None
    assert named(front_desk, niperm, "Noa Gal-Or").registration.presence is None


def test_two_tickets_of_one_person_are_one_person_wherever_slices_part(
    import_file: Importer, front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    second = [*NOA]
    second[0], second[5] = "8", "T-8"
    import_file(write_csv(tmp_path / "two.csv", [HEADER, NOA, second]))
    assert len({attendee.person.id for attendee in everybody(front_desk, niperm)}) == 1


def test_a_blank_status_cancels_no_cancellation(
    import_file: Importer, front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    import_file(write_csv(tmp_path / "a.csv", [HEADER, [*NOA[:6], "Cancelled"]]))
    other = [["Name", "Email", "Status"], ["Noa Cohen", "noa@example.org", ""]]
    import_file(write_csv(tmp_path / "b.csv", other))
    assert named(front_desk, niperm, "Noa Cohen").registration.status is Status.CANCELLED


def test_another_systems_barcode_voids_no_ticket(
    first: None,
    import_file: Importer,
    front_desk: FrontDesk,
    niperm: Programme,
    tmp_path: Path,
) -> None:
    other = [["Name", "Email", "QR code"], ["Noa Cohen", "noa@example.org", "OTHER-1"]]
    import_file(write_csv(tmp_path / "b.csv", other))
    assert scan(front_desk, niperm, "T-1") == "admitted"


def test_attendance_that_was_imported_is_not_this_desks_work(
    import_file: Importer, front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    import_file(write_csv(tmp_path / "a.csv", [HEADER, [*NOA[:6], "Checked In"]]))
    presence = named(front_desk, niperm, "Noa Cohen").registration.presence
    assert presence is not None
    assert presence.desk == "imported"
    assert front_desk.desk.counts(niperm, 3, 60_000).arrivals == (0, 0, 0)
    assert front_desk.desk.undo(niperm) is None
    assert scan(front_desk, niperm, "T-1") == "already_in"


def test_many_guests_without_names_of_their_own_stay_apart_and_quick(
    import_file: Importer, tmp_path: Path
) -> None:
    rows = [[str(n), "Guest", "", "", "", "", ""] for n in range(1500)]
    assert import_file(write_csv(tmp_path / "g.csv", [HEADER, *rows])).new == 1500


def test_a_code_of_somebody_else_keeps_no_cancellation_out(
    first: None,
    import_file: Importer,
    front_desk: FrontDesk,
    niperm: Programme,
    tmp_path: Path,
) -> None:
    newer = [HEADER, NOA, [*DAN[:5], "T-1", "Cancelled"]]
    result = import_file(write_csv(tmp_path / "newer.csv", newer))
    (problem,) = result.problems
    assert (problem.row, problem.reason) == (3, ProblemKind.CODE_KEPT)
    assert scan(front_desk, niperm, "T-2") == "cancelled"
    assert scan(front_desk, niperm, "T-1") == "admitted"


def test_a_dry_run_foresees_one_code_for_two_people(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "l.csv", [["Name", "Barcode"], ["A B", "1"], ["C D", "1"]])
    (problem,) = open_guest_list(path).overview().problems
    assert (problem.row, problem.reason) == (3, ProblemKind.CODE_TAKEN)


def test_a_name_that_grew_is_the_same_person(
    first: None, import_file: Importer, tmp_path: Path
) -> None:
    other = [["Name", "Email"], ["Noa Cohen-Levi", "noa@example.org"]]
    result = import_file(write_csv(tmp_path / "b.csv", other))
    assert (result.new, result.changed) == (0, 1)


def test_a_date_under_checked_in_counts(
    import_file: Importer, front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    rows = [["Nom du participant", "Enregistré"], ["Noa Cohen", "2026-11-01 10:00"]]
    import_file(write_csv(tmp_path / "fr.csv", rows))
    own = named(front_desk, niperm, "Noa Cohen").registration
    # Of weeks ago: they came, and the venue was emptied since.
    assert own.met is not None
    assert own.met == own.unseen


def test_a_code_that_passed_on_in_this_file_belongs_to_its_new_holder(
    first: None, import_file: Importer, tmp_path: Path
) -> None:
    moved = [*DAN[:5], "T-7", "Attending"]
    late = ["3", "Ruth Katz", "ruth@example.org", "", "", "T-7", ""]
    result = import_file(write_csv(tmp_path / "newer.csv", [HEADER, NOA, moved, late]))
    (problem,) = result.problems
    assert (problem.row, problem.detail) == (4, "Dan Levi")


def test_an_answer_that_is_the_only_news_of_a_list_is_kept_and_counts_once(
    first: None,
    import_file: Importer,
    front_desk: FrontDesk,
    niperm: Programme,
    tmp_path: Path,
) -> None:
    asked = Question("", niperm.id, "What do you drink?")
    assert front_desk.planning.save_question(niperm, asked) == {}
    front_desk.export.attendees(niperm, tmp_path / "ours.csv")
    header, *rows = csv.reader((tmp_path / "ours.csv").read_text("utf-8-sig").splitlines())
    assert header[-1] == "question: What do you drink?"
    name = header.index("full_name")
    newer = write_csv(
        tmp_path / "newer.csv",
        [header, *([*row[:-1], "Tea" if row[name] == "Noa Cohen" else ""] for row in rows)],
    )
    result = import_file(newer)
    assert (result.new, result.changed, result.unchanged) == (0, 1, 1)
    (question,) = front_desk.programmes.questions(niperm)
    noa = named(front_desk, niperm, "Noa Cohen")
    said = front_desk._store.bookings.answers_of([noa.id], [question.id])
    assert said == {(noa.id, question.id): "Tea"}
    again = import_file(newer)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    assert front_desk.verify() == []
