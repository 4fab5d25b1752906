"""Writes CSV that spreadsheets open well: UTF-8 with a mark, Hebrew right, no formula run."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from desktop.files.tables.formula_guard import guard
from desktop.files.writing.whole_file import whole_file


def write_csv(
    target: Path,
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    but_not: Collection[Path] = (),
) -> int:
    """Write a file whole or not at all and tell how many rows it has.

    Args:
        target: where.
        headers: the first row.
        rows: what follows.
        but_not: files that are read for it, which it may not replace.

    Raises:
        FileUnwritable: the folder or the disk does not take it.
    """
    count = 0
    with (
        whole_file(target, but_not) as draft,
        draft.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow([guard(header) for header in headers])
        for row in rows:
            writer.writerow([guard(cell) for cell in row])
            count += 1
    return count
