"""Writes spreadsheets: every cell is text, so that no code, phone or date becomes a number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from desktop.domain.failures import Cause, FileUnwritable
from desktop.files.tables.formula_guard import guard
from desktop.files.writing.whole_file import whole_file

# What a sheet takes (ECMA-376, and Microsoft's "Excel specifications and limits").
MOST_ROWS, MOST_LETTERS = 1_048_576, 32_767
_LEAST_WIDTH, _MOST_WIDTH = 10, 28
# Rows go straight to the disk; links and formulas are never made of what people wrote.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_xlsx(
    target: Path,
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    but_not: Collection[Path] = (),
) -> int:
    """Write a sheet with a frozen header and filters; tell how many rows it has.

    Args:
        target: where; it appears whole or not at all.
        headers: the first row.
        rows: what follows.
        but_not: files that are read for it, which it may not replace.

    Raises:
        FileUnwritable: the disk does not take it, or a spreadsheet does not: too many rows, or too
            long a text.
    """
    with whole_file(target, but_not) as draft, TemporaryDirectory(prefix="muster-") as folder:
        book = xlsxwriter.Workbook(str(draft), _OPTIONS | {"tmpdir": folder})
        try:
            return _fill(book, target, headers, rows)
        finally:
            # It is closed also after a failure: it holds a file of rows in the folder.
            _close(book, target)


def _fill(
    book: xlsxwriter.Workbook,
    target: Path,
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
) -> int:
    text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
    # By its author the file is known again as one that may be replaced.
    book.set_properties({"author": "Muster"})
    sheet = book.add_worksheet("Muster")
    sheet.freeze_panes(1, 0)
    for column, header in enumerate(headers):
        width = min(max(len(header) + 4, _LEAST_WIDTH), _MOST_WIDTH)
        sheet.set_column(column, column, width, text)
        sheet.write_string(0, column, _as_text(header), bold)
    count = 0
    for count, row in enumerate(rows, start=1):
        if count >= MOST_ROWS:
            raise FileUnwritable(path=target, reason=Cause.TOO_MANY_ROWS)
        for column, cell in enumerate(row):
            if len(cell) >= MOST_LETTERS:
                raise FileUnwritable(path=target, reason=Cause.TOO_LONG_A_TEXT)
            if cell:
                sheet.write_string(count, column, _as_text(cell), text)
    sheet.autofilter(0, 0, count, len(headers) - 1)
    return count


def _close(book: xlsxwriter.Workbook, target: Path) -> None:
    try:
        book.close()
    except FileCreateError as error:
        raise FileUnwritable(path=target, reason=str(error)) from error


def _as_text(cell: str) -> str:
    """Guard only what would lose its own apostrophe when the file is read back as one of ours."""
    return guard(cell) if cell.startswith("'") else cell
