"""Reads a spreadsheet in a process of its own and writes it out as text.

python-calamine can die on a crafted file (calamine issue 693), and a small file may unfold to
gigabytes: here that ends this process only. Rows are written as CSV, each with its number in
front; of a file that is only looked into, its sheets and their first rows as one line of JSON.

Run as `python -m desktop.files.tables.spreadsheet_child FILE SHEET [look]`.
"""

from __future__ import annotations

import contextlib
import csv
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from time import process_time

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from desktop.files.tables.archives import unfolds_absurdly

# 300,000 guests in 20 columns take 580 MB and 13 s here (340 MB of XML in a file of 26 MB).
MEMORY_BYTES = 1 << 30
PROCESSOR_S = 120
# Sheets without rows take no time, unless somebody made them so.
LOOKING_S = 5
# A guest list has one cell for some bytes of its packed file; a cell that is repeated has none.
CELLS_IN_EARNEST, MOST_CELLS_A_BYTE = 500_000, 20
MOST_UNPACKED = 1_000_000_000
# Up to here a floating number holds each whole number; an id of 17 digits has lost its last ones.
EXACT = 2**53
LOOK, ROWS_LOOKED_AT = "look", 40
UNREADABLE, PROTECTED, NO_SUCH_SHEET, TOO_LARGE = 3, 4, 5, 6
_MIDNIGHT = time(0, 0)

Value = str | int | float | bool | date | datetime | time | timedelta | None


def main(path: str, wanted: str = "", task: str = "") -> int:
    """Write the rows of a sheet, or tell what sheets there are and how they begin."""
    _set_limits()
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    try:
        _require_earnest(unfolds_absurdly(Path(path), MOST_UNPACKED))
        book = CalamineWorkbook.from_path(path)
        if wanted and wanted not in book.sheet_names:
            return NO_SUCH_SHEET
        if task == LOOK:
            return _look(book, wanted, Path(path))
        _write_rows(_sheet(book, wanted, Path(path)))
    except PasswordError:
        return PROTECTED
    except MemoryError:
        return TOO_LARGE
    except (CalamineError, OSError, ValueError, KeyError):
        return UNREADABLE
    return 0


def _require_earnest(is_absurd: bool) -> None:
    """Stop as if the memory had not been enough, before it is not."""
    if is_absurd:
        raise MemoryError


def _sheet(book: CalamineWorkbook, name: str, path: Path) -> CalamineSheet:
    sheet = book.get_sheet_by_name(name)
    cells = sheet.total_height * sheet.total_width
    _require_earnest(cells > max(CELLS_IN_EARNEST, MOST_CELLS_A_BYTE * path.stat().st_size))
    return sheet


def _look(book: CalamineWorkbook, wanted: str, path: Path) -> int:
    """Tell the first rows of each sheet that has any, the visible ones first."""
    kinds = {facts.name: facts for facts in book.sheets_metadata}
    names = [n for n in book.sheet_names if kinds[n].typ is SheetTypeEnum.WorkSheet]
    hidden = [n for n in names if kinds[n].visible is not SheetVisibleEnum.Visible]
    first: dict[str, list[tuple[int, list[str]]]] = {}
    begun = process_time()
    for name in [wanted] if wanted else sorted(names, key=lambda name: name in hidden):
        if process_time() - begun > LOOKING_S:
            # Sheet after sheet that is large and has no rows.
            _require_earnest(not first)
            break
        if rows := list(islice(_filled_rows(_sheet(book, name, path)), ROWS_LOOKED_AT)):
            first[name] = rows
    told = {"sheets": names, "hidden": hidden, "first": first}
    sys.stdout.write(json.dumps(told) + "\n")
    return 0 if first else NO_SUCH_SHEET


def _write_rows(sheet: CalamineSheet) -> None:
    """Write the filled rows, row by row: all of them as Python's texts would not fit."""
    writer = csv.writer(sys.stdout)
    for number, texts in _filled_rows(sheet):
        writer.writerow([number, *texts])


def _filled_rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str]]]:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = list(map(as_text, cells))
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield number, texts


def as_text(value: Value) -> str:
    """Write a cell as an export in CSV would have it; whole numbers without a point."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number_as_text(value)
    if isinstance(value, datetime):
        is_day = value.time() == _MIDNIGHT
        return value.date().isoformat() if is_day else value.isoformat(sep=" ", timespec="seconds")
    return "" if value is None else str(value)


def _number_as_text(value: float) -> str:
    """Write a number whole as far as it is exact; beyond that as one whose digits are lost."""
    if not value.is_integer():
        return repr(value)
    return str(int(value)) if abs(value) < EXACT else f"{value:.14E}"


def _set_limits() -> None:
    """Bound memory and time, where the system can do so; the parent watches besides."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  (there is none on Windows)

    bounds = ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, PROCESSOR_S))
    for what, most in bounds:
        # Apple Silicon answers EINVAL to a bound of its address space.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
