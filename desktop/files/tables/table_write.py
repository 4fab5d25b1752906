"""Writes a table as what its name says: a spreadsheet, or else CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop.files.tables.csv_write import write_csv

XLSX = ".xlsx"


def write_table(target: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a file whole or not at all and tell how many rows it has.

    Raises:
        FileUnwritable: the folder, the disk or the kind of file does not take it.
    """
    from desktop.files.tables.xlsx_write import write_xlsx  # noqa: PLC0415

    write = write_xlsx if target.suffix.casefold() == XLSX else write_csv
    return write(target, headers, rows)
