"""Opens the table of people in a file, wherever it stands in it, and gives its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from desktop.domain.failures import NotATable
from desktop.files.tables.delimited import MOST_COLUMNS, all_rows, look
from desktop.files.tables.formula_guard import unguard
from desktop.files.tables.table import Section, Table, TableRow
from desktop.files.transfer.header_words import Rate, rate_people_header
from desktop.files.transfer.layout import Layout, find_layout

__all__ = ["Table", "TableRow", "open_table", "read_rows"]


def open_table(
    path: Path,
    sheet: str = "",
    *,
    encoding: str = "",
    header_row: int | None = None,
    names: Collection[str] = (),
    rate: Rate = rate_people_header,
) -> Table:
    """Find out how a file is written and what its columns are called.

    Args:
        path: a table of text, a spreadsheet, a web page or an archive of lists.
        sheet: which sheet of it; the visible one that looks most like a list, unless told.
        encoding: how its letters are written, where somebody says so.
        header_row: which row is the header, where somebody says so; 0 for none.
        names: columns that somebody named; the first row that has all of them is a header.
        rate: how much a row looks like a header.

    Raises:
        FileUnreadable: it cannot be read at all.
        NotATable: it is empty, or no text, or has no such row.
    """
    looked = look(path, sheet, encoding)
    table, first = max(looked, key=lambda pair: _likelihood(pair[0], pair[1], rate))
    if header_row is None and names:
        header_row = _row_with(first, names)
    layout = find_layout(first, all_rows(table), rate, header_row)
    if names and header_row is None and not layout.header_row and first:
        # Whoever names columns sees a header: its first row is one then.
        layout = find_layout(first, all_rows(table), rate, first[0].number)
    if header_row and layout.header_row != header_row:
        raise NotATable(path=path, reason="no such row", columns=header_row)
    if len(layout.headers) > MOST_COLUMNS:
        raise NotATable(path=path, reason="wide", columns=len(layout.headers))
    return replace(
        table,
        headers=layout.headers,
        header_row=layout.header_row,
        sections=layout.sections,
        others=_others(looked, table, rate),
    )


def first_rows(table: Table, count: int) -> list[TableRow]:
    """Give the first rows of a file as they stand, the header among them."""
    return [row for row, _n in zip(all_rows(table), range(count), strict=False)]


def read_rows(table: Table) -> Iterator[TableRow]:
    """Give the rows of people, in order, each cell in its column; empty ones are left out.

    Raises:
        FileUnreadable: the file cannot be read, or is not written as its beginning was.
    """
    rows = _in_sections(all_rows(table), table.sections, len(table.headers))
    if not table.is_own:
        yield from rows
        return
    for number, cells in rows:
        yield TableRow(number, [unguard(cell) for cell in cells])


def _others(
    looked: Sequence[tuple[Table, list[TableRow]]], chosen: Table, rate: Rate
) -> tuple[str, ...]:
    """Name the further visible sheets that hold people below a header of theirs."""
    found = []
    for table, first in looked:
        is_other = table.worksheet not in (chosen.worksheet, *chosen.hidden)
        if is_other and table.worksheet not in found:
            layout = find_layout(first, iter(first), rate)
            if layout.points and any(row.number > layout.header_row for row in first):
                found.append(table.worksheet)
    return tuple(found)


def _likelihood(table: Table, first: Sequence[TableRow], rate: Rate) -> tuple[bool, float]:
    """Rate a sheet: a visible one with people before all others; of equals the first one."""
    found: Layout = find_layout(first, iter(first), rate)
    return (table.worksheet not in table.hidden, found.points)


def _row_with(first: Sequence[TableRow], names: Collection[str]) -> int | None:
    """Find the first row that has all of these columns, or else one of them."""
    wanted = {name.strip().casefold() for name in names if name.strip()}
    shared = [(len(wanted & {c.strip().casefold() for c in row.cells}), row) for row in first]
    most, row = max(shared, key=lambda pair: pair[0], default=(0, TableRow(0, [])))
    return row.number if most else None


def _in_sections(
    rows: Iterator[TableRow], sections: Sequence[Section], width: int
) -> Iterator[TableRow]:
    """Give the rows that stand under a header, with their cells where the table has them."""
    waiting = list(reversed(sections))
    part = waiting.pop()
    as_it_is = tuple(range(width))
    for row in rows:
        while waiting and row.number >= waiting[-1].first - 1:
            part = waiting.pop()
        if row.number < part.first or (part.last and row.number > part.last):
            continue
        yield row if part.columns == as_it_is else _placed(row, part.columns, width)


def _placed(row: TableRow, columns: Sequence[int], width: int) -> TableRow:
    cells = [""] * width
    for place, cell in zip(columns, row.cells, strict=False):
        cells[place] = cell
    return TableRow(row.number, [*cells, *row.cells[len(columns) :]])
