"""Writes a report's tables: as one CSV, or as a spreadsheet with a sheet for each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from desktop.domain.failures import FileUnwritable
from desktop.domain.reports.sheet import Cell, Table, flat
from desktop.files.tables.csv_write import write_csv
from desktop.files.writing.whole_file import whole_file

XLSX = ".xlsx"
_OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_LEAST_WIDTH, _MOST_WIDTH = 10, 48
# What a sheet's name may have (Microsoft's "Rename a worksheet").
_MOST_NAME, _NOT_IN_NAMES = 31, "[]:*?/\\'"


def write_tables(target: Path, tables: Sequence[Table]) -> int:
    """Write tables whole or not at all, and tell how many rows they have.

    One table is an ordinary CSV; several stand in one below each other, each row with the name of
    its table.

    Raises:
        FileUnwritable: the folder or the disk does not take it.
    """
    count = sum(len(table.rows) for table in tables)
    if target.suffix.casefold() == XLSX:
        _write_book(target, tables)
    elif len(tables) == 1:
        write_csv(target, tables[0].headers, (_texts(row) for row in tables[0].rows))
    else:
        headers, rows = flat(tables)
        write_csv(target, headers, (_texts(row) for row in rows))
    return count


def _write_book(target: Path, tables: Sequence[Table]) -> None:
    with whole_file(target) as draft, TemporaryDirectory(prefix="muster-") as folder:
        book = xlsxwriter.Workbook(str(draft), _OPTIONS | {"tmpdir": folder})
        # By its author the file is known again as one that may be replaced.
        book.set_properties({"author": "Muster"})
        bold = book.add_format({"bold": True})
        for table in tables:
            _fill(book.add_worksheet(_sheet_name(table.name)), table, bold)
        try:
            book.close()
        except FileCreateError as error:
            raise FileUnwritable(path=target, reason=str(error)) from error


def _fill(sheet: xlsxwriter.worksheet.Worksheet, table: Table, bold: object) -> None:
    sheet.freeze_panes(1, 0)
    for column, header in enumerate(table.headers):
        longest = max((len(f"{row[column]}") for row in table.rows), default=0)
        width = min(max(len(header) + 3, longest + 2, _LEAST_WIDTH), _MOST_WIDTH)
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, header, bold)
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell)
            else:
                sheet.write_number(number, column, float(cell))
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.headers) - 1)


def _sheet_name(name: str) -> str:
    return "".join(c for c in name if c not in _NOT_IN_NAMES)[:_MOST_NAME]


def _texts(row: Sequence[Cell]) -> list[str]:
    return [_text(cell) for cell in row]


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return f"{cell:.2f}".rstrip("0").rstrip(".") if isinstance(cell, float) else f"{cell}"
