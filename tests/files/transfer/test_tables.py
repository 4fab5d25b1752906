"""Tables of text."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.attendees.fields import ATTENDEE_COLUMNS
from desktop.domain.failures import FileUnreadable, NotATable
from desktop.files.transfer.tables import open_table, read_rows

ROWS = "Name;Email\nNoa;noa@example.org\nDan;dan@example.org\n"


def write(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_each_delimiter_in_each_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    table = open_table(write(tmp_path, ROWS.replace(";", delimiter), encoding))
    assert table.delimiter == delimiter
    assert table.headers == ("Name", "Email")
    assert [row.cells[0] for row in read_rows(table)] == ["Noa", "Dan"]


def test_row_numbers_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    text = 'Name,Notes\nNoa,"two\nlines"\n\nDan,\n'
    numbers = [row.number for row in read_rows(open_table(write(tmp_path, text)))]
    assert numbers == [2, 4]


def test_the_line_that_tells_excel_the_delimiter_is_no_header(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "sep=;\nName;Email\nNoa;n@example.org\n"))
    assert table.headers == ("Name", "Email")
    assert [row.cells[0] for row in read_rows(table)] == ["Noa"]


def test_a_title_above_the_header_is_passed_over(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "Guest list 2026,,\n\nName,Email,Phone\nNoa,n@e.org,1\n"))
    assert table.headers == ("Name", "Email", "Phone")


def test_repeated_headers_can_be_told_apart(tmp_path: Path) -> None:
    assert open_table(write(tmp_path, "Name,Name\na,b\n")).headers == ("Name", "Name (2)")


def test_only_our_own_files_lose_their_guards(tmp_path: Path) -> None:
    header = ",".join(ATTENDEE_COLUMNS)
    ours = write(tmp_path, f"{header}\n'+972{',' * (len(ATTENDEE_COLUMNS) - 1)}\n")
    assert next(read_rows(open_table(ours))).cells[0] == "+972"
    theirs = write(tmp_path, "Phone,Name\n'+972,Noa\n")
    assert next(read_rows(open_table(theirs))).cells[0] == "'+972"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\r\n\r\n", "empty"),
        (b"%PDF-1.7 " + bytes(200), "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
        (bytes(range(1, 32)) * 20, "no text"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(data)
    with pytest.raises(NotATable) as caught:
        open_table(path)
    assert caught.value.facts["reason"] == reason


def test_a_missing_file_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        open_table(tmp_path / "nothing.csv")


def test_an_encoding_that_shows_late_in_the_file_is_told(tmp_path: Path) -> None:
    plain = [f"Guest {n:05d},guest{n}@example.org" for n in range(3000)]
    text = "\n".join(["Name,Email", *plain, "נועה כהן,noa@example.org"])
    table = open_table(write(tmp_path, text, "cp1255"))
    assert table.encoding.name == "cp1255"
    assert list(read_rows(table))[-1].cells[0] == "נועה כהן"


def test_a_stray_nul_does_not_make_a_file_wide(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "Name,Email\nNo\x00a,noa@example.org\nDan,\n"))
    assert table.encoding.name == "utf-8"
    assert table.headers == ("Name", "Email")
