"""Exports say the truth and come back unchanged."""

from __future__ import annotations

import re
from pathlib import Path

from desktop.domain.attendees.fields import ATTENDEE_COLUMNS, CODE_COLUMNS, ID_COLUMN, VALID_COLUMNS
from desktop.domain.checkin.codes import Reading
from desktop.domain.programme.programme import Programme
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.conftest import Importer
from tests.support.builders import read_csv, write_csv
from tests.support.fakes import FakeClock

ROWS = [
    ["Name", "שם פרטי", "Email", "Phone", "Company", "Barcode", "Status", "Notes", "Diet"],
    ["Noa Cohen", "נועה", "noa@example.org", "+972 50-123", "=HYPERLINK(1)", "T-1", "", "'=x", ""],
    ["Dan Levi", "", "dan@example.org", "-5", "'quoted'", "T-2", "Cancelled", "a\nb", "@kosher"],
    ["Ruth Katz", "", "ruth@example.org", "", "", "T-3", "Quarantined", "", "Kosher, no nuts"],
]


def scan(front_desk: FrontDesk, programme: Programme, code: str) -> str:
    station = Station(programme, front_desk.programmes.points(programme)[0])
    return front_desk.desk.scan(station, Reading(code)).outcome.slug


def test_attendees_have_the_columns_of_the_import_with_status_and_times(
    front_desk: FrontDesk, niperm: Programme, import_file: Importer, tmp_path: Path
) -> None:
    import_file(write_csv(tmp_path / "list.csv", ROWS))
    scan(front_desk, niperm, "T-1")
    assert front_desk.export.attendees(niperm, tmp_path / "a.csv") == 3
    noa, dan, ruth = read_csv(tmp_path / "a.csv")
    assert tuple(noa) == (*ATTENDEE_COLUMNS, *VALID_COLUMNS, ID_COLUMN)
    assert (noa["status"], noa["checked_in_at"]) == ("checked_in", "2026-11-18T11:06:40.000Z")
    assert (dan["status"], dan["checked_in_at"]) == ("cancelled", "")
    assert ruth["status"] == "Quarantined"
    assert noa["organization"] == "'=HYPERLINK(1)"
    assert noa["notes"] == "''=x"


def test_codes_are_added_only_when_asked_for(
    front_desk: FrontDesk, niperm: Programme, import_file: Importer, tmp_path: Path
) -> None:
    import_file(write_csv(tmp_path / "list.csv", ROWS))
    front_desk.export.attendees(niperm, tmp_path / "a.csv", with_codes=True)
    rows = read_csv(tmp_path / "a.csv")
    assert tuple(rows[0]) == (*ATTENDEE_COLUMNS, *CODE_COLUMNS, *VALID_COLUMNS, ID_COLUMN)
    assert [row["code"] for row in rows] == ["T-1", "T-2", "T-3"]


def test_an_export_imported_elsewhere_and_exported_again_is_identical(
    front_desk: FrontDesk,
    niperm: Programme,
    import_file: Importer,
    tmp_path: Path,
    clock: FakeClock,
) -> None:
    import_file(write_csv(tmp_path / "list.csv", ROWS))
    scan(front_desk, niperm, "T-1")
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    front_desk.export.attendees(niperm, first, with_codes=True)
    elsewhere = FrontDesk.open(tmp_path / "other.db", tmp_path / "k" / "key", clock, None)  # type: ignore[arg-type]
    programme = elsewhere.programmes.find_or_make("NIPERM")
    result = elsewhere.importing(programme, open_guest_list(first)).run()
    assert (result.new, result.problems) == (3, ())
    elsewhere.export.attendees(programme, second, with_codes=True)
    elsewhere.close()
    assert first.read_bytes() == second.read_bytes()


def test_importing_our_own_export_again_changes_nothing(
    front_desk: FrontDesk, niperm: Programme, import_file: Importer, tmp_path: Path
) -> None:
    import_file(write_csv(tmp_path / "list.csv", ROWS))
    front_desk.export.attendees(niperm, tmp_path / "a.csv", with_codes=True)
    again = import_file(tmp_path / "a.csv")
    assert (again.new, again.changed, again.unchanged) == (0, 0, 3)


def test_check_ins_list_every_answer_with_who_when_and_where(
    front_desk: FrontDesk, niperm: Programme, import_file: Importer, tmp_path: Path
) -> None:
    import_file(write_csv(tmp_path / "list.csv", ROWS))
    for code in ("T-1", "T-1", "=1+1"):
        scan(front_desk, niperm, code)
    front_desk.desk.undo(niperm)
    assert front_desk.export.checkins(niperm, tmp_path / "c.csv") == 3
    rows = read_csv(tmp_path / "c.csv")
    assert [row["outcome"] for row in rows] == ["admitted", "already_in", "unknown_code"]
    assert rows[0]["undone_at"]
    assert rows[0]["desk"] == "Desk A"
    assert rows[2]["detail"] == "'=1+1"


def test_our_own_codes_go_through_a_spreadsheet_and_still_open_the_door(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path, clock: FakeClock
) -> None:
    """As bare digits they come back as 1.00151E+25; in groups a spreadsheet takes them for text."""
    form = RegistrationForm({"first_name": "Noa", "email": "noa@example.org"}, {}, {})
    noa, _is_waiting = front_desk.registry.register(niperm, form)
    target = tmp_path / "a.csv"
    front_desk.export.attendees(niperm, target, with_codes=True)
    (row,) = read_csv(target)
    assert re.fullmatch(r"(\d{5}-){5}\d\d", row["code"])
    elsewhere = FrontDesk.open(tmp_path / "other.db", tmp_path / "k" / "key", clock, None)  # type: ignore[arg-type]
    programme = elsewhere.programmes.find_or_make("NIPERM")
    elsewhere.importing(programme, open_guest_list(target)).run()
    (copy,) = elsewhere.desk.find(programme, "noa")
    elsewhere.close()
    assert copy.registration.ticket_code == noa.registration.ticket_code
