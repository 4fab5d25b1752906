"""Spreadsheets appear whole or not at all, and every cell of them is the text that it was."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter

from desktop.domain.failures import FileUnwritable
from desktop.files.tables import xlsx_write
from desktop.files.tables.delimited import all_rows, look
from desktop.files.tables.formula_guard import unguard
from desktop.files.tables.table_write import write_table
from desktop.files.tables.xlsx_write import write_xlsx
from desktop.files.writing.targets import is_own_file

CELLS = [
    "Noa", "נועה כהן", "0012", "01001-56662-32109-87654-32109-87", "010015666232109876543210987",
    "+972 50-123", "=HYPERLINK(1)", "-5", "@kosher", "2026-12-02", "12:30", "1e5", "TRUE", "",
    "https://example.org/?a=1&b=2", "a\nb", "  spaces  ", "<b>&amp;</b>", "_x0041_", "🙂", "#N/A",
]  # fmt: skip


def cells_of(path: Path) -> list[list[str]]:
    ((table, _first),) = look(path, "", "")
    return [list(row.cells) for row in all_rows(table)]


def test_every_cell_comes_back_as_the_text_that_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    headers = [f"column {number}" for number in range(len(CELLS))]
    assert write_xlsx(target, headers, [CELLS, CELLS]) == 2
    assert cells_of(target) == [headers, CELLS, CELLS]


@pytest.mark.parametrize("cell", ["'quoted", "'=1", "''-x", "'", "=1", "+1", "-x", "plain"])
def test_an_apostrophe_stands_only_where_one_would_be_lost(tmp_path: Path, cell: str) -> None:
    target = tmp_path / "out.xlsx"
    write_xlsx(target, ["name"], [[cell]])
    ((written,),) = cells_of(target)[1:]
    assert unguard(written) == cell
    assert written == cell or cell.startswith("'")


def test_the_header_stays_in_sight_and_has_filters(tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    write_xlsx(target, ["name", "email"], [["Noa", "noa@example.org"], ["Dan", ""]])
    with zipfile.ZipFile(target) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert 'ySplit="1"' in sheet
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:B3"/>' in sheet
    assert "<f>" not in sheet
    assert 't="inlineStr"' in sheet


def test_too_long_a_text_and_too_many_rows_leave_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.xlsx"
    with pytest.raises(FileUnwritable, match="too long a text"):
        write_xlsx(target, ["notes"], [["x" * 32_767]])
    assert write_xlsx(target, ["notes"], [["x" * 32_766]]) == 1
    target.unlink()
    monkeypatch.setattr(xlsx_write, "MOST_ROWS", 3)
    with pytest.raises(FileUnwritable, match="too many rows"):
        write_xlsx(target, ["name"], [["a"], ["b"], ["c"]])
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_older_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    write_xlsx(target, ["name"], [["before"]])

    def rows() -> Iterator[list[str]]:
        yield ["a"]
        raise LookupError

    with pytest.raises(LookupError):
        write_xlsx(target, ["name"], rows())
    assert cells_of(target) == [["name"], ["before"]]
    assert list(tmp_path.iterdir()) == [target]


def test_only_the_user_can_read_what_is_written(tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    write_xlsx(target, ["code"], [["1"]])
    assert target.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("name", "start"), [("a.XLSX", b"PK"), ("a.csv", b"\xef\xbb\xbf")])
def test_the_ending_says_what_is_written(tmp_path: Path, name: str, start: bytes) -> None:
    write_table(tmp_path / name, ["name"], [["Noa"]])
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_workbook_of_ours_may_be_replaced_and_nobody_elses(tmp_path: Path) -> None:
    ours, theirs, cut = tmp_path / "a.xlsx", tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    write_xlsx(ours, ["name"], [["Noa"]])
    with xlsxwriter.Workbook(str(theirs)) as book:
        book.add_worksheet("Muster").write_string(0, 0, "<dc:creator>Muster</dc:creator>")
    cut.write_bytes(ours.read_bytes()[:900])
    assert [is_own_file(path) for path in (ours, theirs, cut)] == [True, False, False]
