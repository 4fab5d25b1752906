"""Reads a spreadsheet in a process of its own and writes it out as text.

python-calamine can die on a crafted file (calamine issue 693), and a small file may unfold to
gigabytes: here that ends this process only. The first line tells the sheets as JSON; below it
stand the rows as CSV, each with its number in front.

Run as `python -m desktop.files.sheet_child FILE [SHEET]`.
"""

from __future__ import annotations

import csv
import json
import sys
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

MEMORY_BYTES = 4_000_000_000
PROCESSOR_S = 300
UNREADABLE, PROTECTED, NO_SUCH_SHEET = 3, 4, 5
_MIDNIGHT = time(0, 0)

Value = str | int | float | bool | date | datetime | time | timedelta | None


def main(path: str, wanted: str = "") -> int:
    """Write a sheet, or the first one that has rows."""
    _set_limits()
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    try:
        book = CalamineWorkbook.from_path(path)
        names = list(book.sheet_names)
        name = wanted or next((n for n in names if book.get_sheet_by_name(n).height), "")
        if name not in names:
            return NO_SUCH_SHEET
        sheet = book.get_sheet_by_name(name)
        first = sheet.start[0] if sheet.start else 0
        sys.stdout.write(json.dumps({"sheets": names, "sheet": name}) + "\n")
        writer = csv.writer(sys.stdout)
        rows = sheet.to_python(skip_empty_area=True)
        for number, cells in enumerate(rows, start=first + 1):
            if any(cell != "" for cell in cells):
                writer.writerow([number, *map(as_text, cells)])
    except PasswordError:
        return PROTECTED
    except (CalamineError, OSError, ValueError, KeyError):
        return UNREADABLE
    return 0


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
    """Bound memory and time, where the system can do so."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  (there is none on Windows)

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_S, PROCESSOR_S))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
