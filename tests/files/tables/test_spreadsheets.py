"""Spreadsheets, read by a child process, are guest lists like any other."""

from __future__ import annotations

import io
import resource
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.failures import FileUnreadable
from desktop.files.tables import spreadsheet_child, spreadsheets
from desktop.files.tables.spreadsheet_child import as_text
from desktop.files.transfer.tables import open_table, read_rows
from desktop.workflows.transfer.guest_list import open_guest_list

ODS_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
ODS_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="Guests">
<table:table-row><table:table-cell office:value-type="string"><text:p>Full name</text:p>
</table:table-cell><table:table-cell office:value-type="string"><text:p>Email</text:p>
</table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>נועה כהן</text:p>
</table:table-cell><table:table-cell office:value-type="string"><text:p>noa@example.org</text:p>
</table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    notes = book.active
    assert notes is not None
    notes.title = "Empty"
    guests = book.create_sheet("Guests")
    guests.append(["NIPERM 2026"])
    guests.append([])
    guests.append(["First name", "Last name", "Phone", "Ticket code", "Checked in at"])
    guests.append(["Noa", "Cohen", 972505551234, 18800000000, datetime(2026, 12, 2, 9, 5)])
    guests.append(["דליה", "לוי", "", "T-2", None])
    book.create_sheet("Volunteers").append(["Name", "Email"])
    path = tmp_path / "guests.xlsx"
    book.save(path)
    return path


def test_the_first_sheet_with_rows_is_read_below_its_title(workbook: Path) -> None:
    table = open_table(workbook)
    assert table.worksheets == ("Empty", "Guests", "Volunteers")
    assert (table.worksheet, table.header_row, table.headers[:2]) == (
        "Guests", 3, ("First name", "Last name"),
    )  # fmt: skip
    rows = list(read_rows(table))
    assert [row.number for row in rows] == [4, 5]
    assert rows[0].cells == ["Noa", "Cohen", "972505551234", "18800000000", "2026-12-02 09:05:00"]
    assert rows[1].cells[:2] == ["דליה", "לוי"]


def test_another_sheet_can_be_chosen(workbook: Path) -> None:
    assert open_guest_list(workbook, "Volunteers").table.headers == ("Name", "Email")


def test_columns_of_a_spreadsheet_map_by_themselves(workbook: Path) -> None:
    mapping = open_guest_list(workbook).named_mapping
    assert mapping["phone"] == "Phone"
    assert mapping["qr_code"] == "Ticket code"
    assert mapping["checked_in_at"] == "Checked in at"


def test_an_ods_file_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "guests.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", ODS_MANIFEST)
        archive.writestr("content.xml", ODS_CONTENT.replace("\n", ""))
    table = open_table(path)
    assert (table.worksheet, table.headers) == ("Guests", ("Full name", "Email"))
    assert [row.cells for row in read_rows(table)] == [["נועה כהן", "noa@example.org"]]


@pytest.mark.parametrize("content", [b"PK\x03\x04 no archive at all", b"\xd0\xcf\x11\xe0" * 40])
def test_a_damaged_spreadsheet_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileUnreadable) as refused:
        open_table(path)
    assert "spreadsheet" in str(refused.value.facts["reason"])


@pytest.mark.parametrize(
    ("value", "text"),
    [(1.0, "1"), (1.5, "1.5"), (True, "TRUE"), (None, ""), (datetime(2026, 1, 2), "2026-01-02")],
)
def test_cells_become_what_an_export_would_say(value: float, text: str) -> None:
    assert as_text(value) == text


def test_a_child_that_holds_too_much_is_ended_by_its_parent(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """MacOS and Windows hold no limit of memory: there the parent's look is the only one."""
    monkeypatch.setattr(spreadsheet_child, "MEMORY_BYTES", 1_000_000)
    hungry = "import time; x = bytes(50_000_000); time.sleep(60)"
    monkeypatch.setattr(spreadsheets, "child_command", lambda *_: [sys.executable, "-c", hungry])
    with pytest.raises(FileUnreadable) as refused:
        open_table(workbook)
    assert "more than any guest list" in str(refused.value.facts["reason"])


def test_a_child_that_works_without_end_is_ended_by_its_parent(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet_child, "PROCESSOR_S", 0.3)
    busy = [sys.executable, "-c", "while True: pass"]
    monkeypatch.setattr(spreadsheets, "child_command", lambda *_: busy)
    with pytest.raises(FileUnreadable):
        open_table(workbook)


def test_a_child_that_waits_for_its_reader_is_let_be(
    workbook: Path,
) -> None:
    rows = read_rows(open_table(workbook))
    first = next(rows)
    assert first.cells[0] == "Noa"
    assert [row.cells[0] for row in rows] == ["דליה"]


def test_a_system_that_knows_no_limit_of_memory_reads_all_the_same(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Apple Silicon answers EINVAL to a limit of the address space."""

    def refuse(*_: object) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO()))
    assert spreadsheet_child.main(str(workbook), "Guests") == 0


def test_a_packaged_muster_is_asked_by_its_own_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no Python that `-m` could be said to."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/muster/muster")
    monkeypatch.chdir("/")
    command = spreadsheets.child_command(Path("lists/guests.xlsx"), "Guests")
    assert command == ["/opt/muster/muster", "--read-sheet", "/lists/guests.xlsx", "Guests", ""]


def test_a_file_is_found_from_where_the_caller_stands(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workbook.parent)
    assert open_table(Path(workbook.name)).worksheet == "Guests"


def test_what_begins_in_the_middle_of_a_sheet_keeps_its_row_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["C5"], page["D5"], page["C8"], page["D8"] = "Name", "Email", "Noa", "noa@example.org"
    path = tmp_path / "shifted.xlsx"
    book.save(path)
    table = open_table(path)
    assert (table.header_row, table.headers) == (5, ("Name", "Email"))
    assert [tuple(row) for row in read_rows(table)] == [(8, ["Noa", "noa@example.org"])]
