"""Reads all rows of a file: text in any encoding and delimiter, spreadsheets, archives, pages."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import IO, TextIO

from desktop.domain.failures import Cause, FileUnreadable, NotATable
from desktop.files.tables import foreign, web_page, zipped
from desktop.files.tables.bounded_lines import BoundedLines
from desktop.files.tables.spreadsheets import is_spreadsheet, look_into, read_worksheet
from desktop.files.tables.table import FileKind, Table, TableRow
from desktop.files.tables.text_encoding import SAMPLE_BYTES, Encoding, choose, detect, once
from desktop.files.writing.fingerprint import fingerprint_of
from desktop.files.writing.ordinary import require_ordinary

DELIMITERS = (",", ";", "\t", "|")
MAX_CELL = 1_000_000
# A guest list of 300,000 people in 20 columns has 100 MB.
MOST_BYTES = 1_000_000_000
MOST_COLUMNS = 2_000
MOST_ROWS = 3_000_000
# A sheet is 16,384 columns wide: some programs write the empty ones out.
MOST_CELLS = 20_000
MOST_IN_A_ROW = 4 * MAX_CELL
_LINES_LOOKED_AT = 30
# The first line by which Excel is told the delimiter; some programs quote it.
_SEP = re.compile(r'\ufeff?"?sep=(.)', re.IGNORECASE)
# A header stands among so many rows.
ROWS_LOOKED_AT = 40
# Of an archive with more lists the first ones are looked at.
MOST_SHEETS = 20


def look(path: Path, sheet: str = "", encoding: str = "") -> list[tuple[Table, list[TableRow]]]:
    """Find out how a file is written.

    Args:
        path: a table of text, a spreadsheet, a web page, or an archive of lists.
        sheet: which sheet of a spreadsheet, or list of an archive; all of them, unless told.
        encoding: how its letters are written, where somebody says so.

    Returns:
        Each sheet that may be read, with its first rows; a text is one sheet, as it would be read
        under each delimiter that may be meant. What is likelier comes first.

    Raises:
        FileUnreadable: it cannot be read at all.
        NotATable: it is empty, or no text.
    """
    sample = _read_sample(path)
    is_archive = zipped.is_archive(path, sample)
    if sheet and not (is_archive or is_spreadsheet(sample)):
        raise FileUnreadable(path=path, reason=Cause.NO_SPREADSHEET)
    if not sample.strip(b"\0 \r\n\t"):
        raise NotATable(path=path, reason="empty")
    if is_archive:
        return _look_into_archive(path, sheet, encoding)
    if is_spreadsheet(sample):
        return _look_into_worksheets(path, sheet)
    return _look_into_text(Table(path, Encoding("utf-8"), ","), sample, encoding)


def all_rows(table: Table) -> Iterator[TableRow]:
    """Give all rows, those above the header too, in order; empty ones are left out.

    Raises:
        FileUnreadable: the file cannot be read, or is not written as its beginning was.
    """
    if table.kind is FileKind.SPREADSHEET:
        for number, cells in read_worksheet(table.path, table.worksheet):
            if any(cells):
                yield TableRow(number, cells)
        return
    is_twice = table.encoding.is_twice
    try:
        with _open_text(table) as file:
            for row in _rows_of(table, file):
                if any(row.cells):
                    yield TableRow(row.number, list(map(once, row.cells))) if is_twice else row
    except (OSError, csv.Error, EOFError) as error:
        raise FileUnreadable(path=table.path, reason=_in_words(error)) from error


def fingerprint(path: Path) -> str:
    """Hash a file's content, to know it again."""
    try:
        return fingerprint_of(path)
    except OSError as error:
        raise FileUnreadable(path=path, reason=error.strerror or str(error)) from error


def _look_into_text(
    table: Table, sample: bytes, encoding: str
) -> list[tuple[Table, list[TableRow]]]:
    """Read the beginning of a text under each delimiter that may be meant, the likeliest first."""
    if kind := foreign.binary_kind(sample):
        raise NotATable(path=table.path, reason=kind)
    found = _encoding(table.path, sample, encoding)
    text = found.decode(sample[:SAMPLE_BYTES])
    strange = sum(not c.isprintable() and c not in "\r\n\t\ufeff\u200e\u200f" for c in text)
    if strange > len(text) / 10:
        raise NotATable(path=table.path, reason="no text")
    is_page = web_page.has_table(text)
    if not is_page and (kind := foreign.text_kind(text)):
        raise NotATable(path=table.path, reason=kind)
    kind_of_file = FileKind.WEB_PAGE if is_page else table.kind
    written = replace(table, encoding=found, kind=kind_of_file)
    delimiters = [","] if is_page else _delimiters(text)
    ways = [replace(written, delimiter=d, escape=_escape(text, d)) for d in delimiters]
    looked = [(ways[0], list(islice(all_rows(ways[0]), ROWS_LOOKED_AT)))]
    for way in ways[1:]:
        # Quotation marks stand where they should under the right delimiter only.
        with suppress(FileUnreadable):
            looked.append((way, list(islice(all_rows(way), ROWS_LOOKED_AT))))
    return looked


def _encoding(path: Path, sample: bytes, wanted: str) -> Encoding:
    try:
        if wanted:
            return choose(sample, wanted)
    except LookupError as error:
        raise FileUnreadable(path=path, reason=Cause.UNKNOWN_ENCODING) from error
    return detect(sample, is_whole=len(sample) < SAMPLE_BYTES)


def _look_into_archive(path: Path, sheet: str, encoding: str) -> list[tuple[Table, list[TableRow]]]:
    names = zipped.lists_in(path, MOST_BYTES)
    if sheet and sheet not in names:
        raise FileUnreadable(path=path, reason=Cause.NO_SUCH_SHEET)
    looked: list[tuple[Table, list[TableRow]]] = []
    for name in [sheet] if sheet else names[:MOST_SHEETS]:
        table = Table(
            path, Encoding("utf-8"), ",", worksheet=name, worksheets=names, kind=FileKind.ZIPPED
        )
        with zipped.open_member(path, name) as member:
            sample = _sample_of(member)
        if sample.strip(b"\0 \r\n\t"):
            looked += _look_into_text(table, sample, encoding)
    if not looked:
        raise NotATable(path=path, reason="empty")
    return looked


def _look_into_worksheets(path: Path, sheet: str) -> list[tuple[Table, list[TableRow]]]:
    facts = look_into(path, sheet)
    return [
        (
            Table(
                path, Encoding("utf-8"), ",", worksheet=name, worksheets=facts.worksheets,
                kind=FileKind.SPREADSHEET, hidden=facts.hidden,
            ),
            [TableRow(number, cells) for number, cells in rows],
        )
        for name, rows in facts.first.items()
    ]  # fmt: skip


@contextmanager
def _open_text(table: Table) -> Iterator[TextIO]:
    codec, errors = table.encoding.codec, table.encoding.errors
    with ExitStack() as stack:
        if table.worksheet:
            member = stack.enter_context(zipped.open_member(table.path, table.worksheet))
            yield io.TextIOWrapper(member, codec, errors, newline="")
        else:
            yield stack.enter_context(table.path.open(encoding=codec, errors=errors, newline=""))


def _rows_of(table: Table, file: TextIO) -> Iterator[TableRow]:
    if table.kind is FileKind.WEB_PAGE:
        for number, cells in web_page.table_rows(iter(lambda: file.read(SAMPLE_BYTES), "")):
            yield TableRow(number, cells)
        return
    yield from _records(file, table.delimiter, table.escape, is_whole=True)


def _in_words(error: Exception) -> str:
    """Say what stopped the reading; of the library's own words one is common."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    if "field limit" in str(error):
        return f"a cell of it is longer than {MAX_CELL:,} characters, or a quotation is not closed"
    return str(error)


def _read_sample(path: Path) -> bytes:
    try:
        require_ordinary(path)
        if path.stat().st_size > MOST_BYTES:
            raise FileUnreadable(path=path, reason=Cause.TOO_LARGE)
        with path.open("rb") as file:
            return _sample_of(file)
    except OSError as error:
        raise FileUnreadable(path=path, reason=error.strerror or str(error)) from error


def _sample_of(file: IO[bytes]) -> bytes:
    sample = chunk = file.read(SAMPLE_BYTES)
    # Plain ASCII decides nothing: look on until the first letter that does.
    while chunk and chunk.isascii() and b"\0" not in chunk:
        chunk = file.read(SAMPLE_BYTES)
    return sample if chunk in (sample, b"") else sample + chunk


def _records(
    lines: TextIO, delimiter: str, escape: str = "", *, is_whole: bool = False
) -> Iterator[TableRow]:
    """Take text apart into rows.

    Args:
        lines: the text.
        delimiter: what stands between cells.
        escape: what stands before a quotation mark that is text; nothing where it is doubled.
        is_whole: whether the text is no sample, which may end within a cell.

    Raises:
        csv.Error: a cell or a row is longer than any guest list's, or a quotation that is not
            closed would take the rows below it for its own.
    """
    csv.field_size_limit(MAX_CELL)
    bounded = BoundedLines(lines, MOST_IN_A_ROW)
    for number, cells in enumerate(_reader(bounded, delimiter, escape), start=1):
        if number > MOST_ROWS:
            raise csv.Error("it has more rows than any guest list")
        if (
            is_whole
            and len(bounded.row) > 1
            and not _is_quoted_well(bounded.row, delimiter, escape)
        ):
            raise csv.Error(
                f"in row {number} a quotation mark is not closed; rows below it would be lost"
            )
        if len(cells) > MOST_CELLS:
            raise csv.Error("a row of it has more cells than any sheet")
        yield TableRow(number, cells if len(cells) <= MOST_COLUMNS else _without_blank_end(cells))
        bounded.begin_row()


def _delimiters(text: str) -> list[str]:
    """List what may stand between cells, the one first under which most lines are as wide."""
    told = _SEP.match(text)
    if told and told[1] in DELIMITERS:
        return [told[1]]
    fits = {delimiter: _fit(text, delimiter) for delimiter in DELIMITERS}
    likely = sorted(DELIMITERS, key=lambda delimiter: fits[delimiter], reverse=True)
    return [d for d in likely if fits[d] > (0.0, 0)] or [","]


def _fit(text: str, delimiter: str, escape: str = "") -> tuple[float, int]:
    """Rate a delimiter by how many lines have the usual number of cells; titles have one."""
    widths = _widths(text, delimiter, escape)
    several = [width for width in widths if width > 1]
    if not several:
        return (0.0, 0)
    width, count = Counter(several).most_common(1)[0]
    return (count / len(widths) * min(width, 4), width)


def _widths(text: str, delimiter: str, escape: str = "") -> Sequence[int]:
    widths: list[int] = []
    try:
        for row in _records(io.StringIO(text, newline=""), delimiter, escape):
            if any(row.cells):
                widths.append(len(row.cells))
            if len(widths) == _LINES_LOOKED_AT:
                break
    except csv.Error:
        return []
    return widths


def _reader(
    lines: Iterable[str], delimiter: str, escape: str, *, strict: bool = False
) -> Iterator[list[str]]:
    if not escape:
        return csv.reader(lines, delimiter=delimiter, strict=strict)
    return csv.reader(
        lines, delimiter=delimiter, strict=strict, doublequote=False, escapechar=escape
    )


def _escape(text: str, delimiter: str) -> str:
    """Tell whether quotation marks in a text have a backslash in front instead of being doubled.

    More rows must be as wide as usual then: a path may end in a backslash, too.
    """
    if '\\"' not in text:
        return ""
    return "\\" if _fit(text, delimiter, "\\") > _fit(text, delimiter) else ""


def _is_quoted_well(lines: Sequence[str], delimiter: str, escape: str) -> bool:
    """Tell whether a row of several lines has its quotation marks where they belong."""
    try:
        return len(list(_reader(lines, delimiter, escape, strict=True))) == 1
    except csv.Error:
        return False


def _without_blank_end(cells: list[str]) -> list[str]:
    last = next((n for n in range(len(cells), 0, -1) if cells[n - 1]), 0)
    return cells[:last]
