"""Reads a spreadsheet in a process of its own and writes it out as text.

python-calamine can die on a crafted file (calamine issue 693), and a small file may unfold to
gigabytes: here that ends this process only. The first line tells the sheets as JSON; below it
stand the rows as CSV, each with its number in front.

Run as `python -m desktop.files.transfer.spreadsheet_child FILE [SHEET]`.
"""

from __future__ import annotations

import contextlib
import csv
import json
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import process_time

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from desktop.files.transfer.archives import unfolds_absurdly

# 300,000 guests in 20 columns take 580 MB and 13 s here (340 MB of XML in a file of 26 MB).
MEMORY_BYTES = 1 << 30
PROCESSOR_S = 120
# Sheets without rows take no time, unless somebody made them so.
LOOKING_S = 5
# A guest list has one cell for some bytes of its packed file; a cell that is repeated has none.
CELLS_IN_EARNEST, MOST_CELLS_A_BYTE = 500_000, 20
MOST_UNPACKED = 1_000_000_000
UNREADABLE, PROTECTED, NO_SUCH_SHEET, TOO_LARGE = 3, 4, 5, 6
_MIDNIGHT = time(0, 0)

Value = str | int | float | bool | date | datetime | time | timedelta | None


def main(path: str, wanted: str = "") -> int:
    """Write a sheet, or the first one that has rows."""
    _set_limits()
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    try:
        _require_earnest(unfolds_absurdly(Path(path), MOST_UNPACKED))
        book = CalamineWorkbook.from_path(path)
        sheet = _sheet(book, wanted)
        if sheet is None:
            return NO_SUCH_SHEET
        cells = sheet.total_height * sheet.total_width
        most = max(CELLS_IN_EARNEST, MOST_CELLS_A_BYTE * Path(path).stat().st_size)
        _require_earnest(cells > most)
        sys.stdout.write(json.dumps({"sheets": book.sheet_names, "sheet": sheet.name}) + "\n")
        _write_rows(sheet)
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


def _sheet(book: CalamineWorkbook, wanted: str) -> CalamineSheet | None:
    """Open a sheet once, for that reads it: the one that is wanted, or the first with rows."""
    if wanted:
        return book.get_sheet_by_name(wanted) if wanted in book.sheet_names else None
    begun = process_time()
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.height:
            return sheet
        if process_time() - begun > LOOKING_S:
            raise MemoryError("sheet after sheet is large and has no rows")
    return None


def _write_rows(sheet: CalamineSheet) -> None:
    """Write the filled rows, row by row: all of them as Python's texts would not fit."""
    writer = csv.writer(sys.stdout)
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = list(map(as_text, cells))
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            writer.writerow([number, *texts])


def as_text(value: Value) -> str:
    """Write a cell as an export in CSV would have it; whole numbers without a point."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        is_day = value.time() == _MIDNIGHT
        return value.date().isoformat() if is_day else value.isoformat(sep=" ", timespec="seconds")
    return "" if value is None else str(value)


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
    sys.exit(main(*sys.argv[1:3]))
