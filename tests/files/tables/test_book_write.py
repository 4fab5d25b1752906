"""Tables of a report as CSV and as a spreadsheet."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

from desktop.domain.reports.sheet import Table
from desktop.files.tables.book_write import write_tables
from desktop.files.writing.targets import is_own_file

TABLES = [
    Table("types", "Types", ("Type", "Arrived", "Share"), (("=1+1", 3, 0.5), ("Press", 0, ""))),
    Table("a/b: credits [1]", "Credits", ("Name", "Credit"), (("נועה", Decimal("1.50")),)),
]


def test_a_spreadsheet_has_a_sheet_for_each_and_numbers_are_numbers(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    assert write_tables(target, TABLES) == 3
    book = load_workbook(target)
    assert book.sheetnames == ["types", "ab credits 1"]
    assert [cell.value for cell in book["types"][2]] == ["=1+1", 3, 0.5]
    assert book["types"]["A2"].data_type == "s"
    assert [cell.value for cell in book["ab credits 1"][2]] == ["נועה", 1.5]
    assert is_own_file(target)


def test_one_table_is_an_ordinary_csv_and_nothing_runs_as_a_formula(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    assert write_tables(target, TABLES[:1]) == 2
    with target.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["Type", "Arrived", "Share"], ["'=1+1", "3", "0.5"], ["Press", "0", ""],
        ]  # fmt: skip


def test_several_stand_in_one_csv_each_row_with_the_name_of_its_table(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    write_tables(target, TABLES)
    with target.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert [line[0] for line in lines] == [
        "report", "types", "types", "types", *["a/b: credits [1]"] * 2,
    ]  # fmt: skip
    assert lines[-1][1:] == ["נועה", "1.50", ""]
    assert is_own_file(target)
