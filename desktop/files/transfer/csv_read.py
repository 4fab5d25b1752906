"""Reads a table of text: any encoding and delimiter that attendee exports really have."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TextIO

from desktop.domain.attendees.fields import is_own
from desktop.domain.failures import Cause, FileUnreadable, NotATable
from desktop.files.transfer.bounded_lines import BoundedLines
from desktop.files.transfer.formula_guard import unguard
from desktop.files.transfer.spreadsheets import is_spreadsheet, look_into, read_worksheet
from desktop.files.transfer.text_encoding import SAMPLE_BYTES, Encoding, detect
from desktop.files.writing.fingerprint import fingerprint_of
from desktop.files.writing.ordinary import require_ordinary

DELIMITERS = (",", ";", "\t", "|")
MAX_CELL = 1_000_000
# A guest list of 300,000 people in 20 columns has 100 MB; real headers have some 300 names.
MOST_BYTES = 1_000_000_000
MOST_COLUMNS = 2_000
MOST_ROWS = 3_000_000
# A sheet is 16,384 columns wide: some programs write the empty ones out.
MOST_CELLS = 20_000
MOST_IN_A_ROW = 4 * MAX_CELL
_LINES_LOOKED_AT = 30


class TableRow(NamedTuple):
    """One row: its number as a spreadsheet shows it, and its cells."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    """What is known of a file before its rows are read; a spreadsheet has sheets."""

    path: Path
    encoding: Encoding
    delimiter: str
    headers: tuple[str, ...]
    header_row: int
    worksheet: str = ""
    worksheets: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether Muster wrote it, so that its formula guards are taken off again."""
        return is_own(self.headers)

    @property
    def source(self) -> str:
        """A short name for the system that wrote it: a hash of its header."""
        text = "\x1f".join(header.casefold() for header in self.headers)
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def open_table(path: Path, sheet: str = "") -> Table:
    """Find out how a file is written and what its columns are called.

    Args:
        path: a table of text, or a spreadsheet.
        sheet: which sheet of a spreadsheet; the first one that has rows, unless told.

    Raises:
        FileUnreadable: it cannot be read at all.
        NotATable: it is empty, or no text.
    """
    sample = _read_sample(path)
    if sheet and not is_spreadsheet(sample):
        raise FileUnreadable(path=path, reason=Cause.NO_SPREADSHEET)
    if not sample.strip(b"\0 \r\n\t"):
        raise NotATable(path=path, reason="empty")
    if is_spreadsheet(sample):
        return _open_worksheet(path, sheet)
    if _looks_binary(sample):
        raise NotATable(path=path, reason=_kind_of_binary(sample))
    encoding = detect(sample, is_whole=len(sample) < SAMPLE_BYTES)
    text = sample[:SAMPLE_BYTES].decode(encoding.codec, "ignore")
    delimiter = _delimiter(text)
    for number, cells in _first_records(path, _without_sep(text), delimiter):
        names = [cell.strip() for cell in cells]
        if sum(map(bool, names)) >= min(2, _usual_width(text, delimiter)):
            shift = 1 if _has_sep(text) else 0
            headers = _headers(path, names)
            return Table(path, encoding, delimiter, headers, number + shift)
    raise NotATable(path=path, reason="no header")


def _first_records(path: Path, text: str, delimiter: str) -> Iterator[TableRow]:
    try:
        yield from _records(io.StringIO(text, newline=""), delimiter)
    except csv.Error as error:
        raise FileUnreadable(path=path, reason=_in_words(error)) from error


def _in_words(error: Exception) -> str:
    """Say what stopped the reading; of the library's own words one is common."""
    if "field limit" in str(error):
        return f"a cell of it is longer than {MAX_CELL:,} characters, or a quotation is not closed"
    return str(error)


def _open_worksheet(path: Path, sheet: str) -> Table:
    facts, first = look_into(path, sheet, _LINES_LOOKED_AT)
    widths = Counter(sum(map(bool, cells)) for _number, cells in first)
    usual = widths.most_common(1)[0][0] if widths else 1
    for number, cells in first:
        names = [cell.strip() for cell in cells]
        if sum(map(bool, names)) >= min(2, usual):
            utf8 = Encoding("utf-8")
            headers = _headers(path, names)
            return Table(path, utf8, ",", headers, number, facts.worksheet, facts.worksheets)
    raise NotATable(path=path, reason="no header")


def read_rows(table: Table) -> Iterator[TableRow]:
    """Give the rows below the header, in order, empty ones left out.

    Raises:
        FileUnreadable: the file cannot be read, or is not written as its beginning was.
    """
    is_own = table.is_own
    if table.worksheet:
        for number, cells in read_worksheet(table.path, table.worksheet):
            if number > table.header_row and any(cells):
                yield TableRow(number, [unguard(cell) for cell in cells] if is_own else cells)
        return
    try:
        with table.path.open(encoding=table.encoding.codec, newline="", errors="replace") as file:
            for number, cells in _records(file, table.delimiter, is_whole=True):
                if number > table.header_row and any(cells):
                    if is_own:
                        cells = [unguard(cell) for cell in cells]  # noqa: PLW2901
                    yield TableRow(number, cells)
    except (OSError, csv.Error) as error:
        raise FileUnreadable(path=table.path, reason=_in_words(error)) from error


def fingerprint(path: Path) -> str:
    """Hash a file's content, to know it again."""
    try:
        return fingerprint_of(path)
    except OSError as error:
        raise FileUnreadable(path=path, reason=error.strerror or str(error)) from error


def _read_sample(path: Path) -> bytes:
    try:
        require_ordinary(path)
        if path.stat().st_size > MOST_BYTES:
            raise FileUnreadable(path=path, reason=Cause.TOO_LARGE)
        with path.open("rb") as file:
            sample = chunk = file.read(SAMPLE_BYTES)
            # Plain ASCII decides nothing: look on until the first letter that does.
            while chunk and chunk.isascii() and b"\0" not in chunk:
                chunk = file.read(SAMPLE_BYTES)
            return sample if chunk in (sample, b"") else sample + chunk
    except OSError as error:
        raise FileUnreadable(path=path, reason=error.strerror or str(error)) from error


def _records(lines: TextIO, delimiter: str, *, is_whole: bool = False) -> Iterator[TableRow]:
    """Take text apart into rows.

    Args:
        lines: the text.
        delimiter: what stands between cells.
        is_whole: whether the text is no sample, which may end within a cell.

    Raises:
        csv.Error: a cell or a row is longer than any guest list's, or a quotation that is not
            closed would take the rows below it for its own.
    """
    csv.field_size_limit(MAX_CELL)
    bounded = BoundedLines(lines, MOST_IN_A_ROW)
    for number, cells in enumerate(csv.reader(bounded, delimiter=delimiter), start=1):
        if number > MOST_ROWS:
            raise csv.Error("it has more rows than any guest list")
        if is_whole and len(bounded.row) > 1 and not _is_quoted_well(bounded.row, delimiter):
            raise csv.Error(
                f"in row {number} a quotation mark is not closed; rows below it would be lost"
            )
        if len(cells) > MOST_CELLS:
            raise csv.Error("a row of it has more cells than any sheet")
        yield TableRow(number, cells if len(cells) <= MOST_COLUMNS else _without_blank_end(cells))
        bounded.begin_row()


def _looks_binary(sample: bytes) -> bool:
    if sample.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8")):
        return True
    encoding = detect(sample, is_whole=len(sample) < SAMPLE_BYTES)
    text = sample.decode(encoding.codec, "replace")
    strange = sum(not c.isprintable() and c not in "\r\n\t\ufeff\u200e\u200f" for c in text)
    return strange > len(text) / 10


def _kind_of_binary(sample: bytes) -> str:
    kinds = ((b"%PDF", "PDF"), (b"\x89PNG", "picture"), (b"\xff\xd8", "picture"))
    return next((kind for mark, kind in kinds if sample.startswith(mark)), "no text")


def _has_sep(text: str) -> bool:
    return text[:4].casefold() == "sep="


def _without_sep(text: str) -> str:
    """Drop the first line by which Excel is told the delimiter."""
    return text.partition("\n")[2] if _has_sep(text) else text


def _delimiter(text: str) -> str:
    """Choose the delimiter under which most lines have the same number of cells."""
    if _has_sep(text) and text[4:5] in DELIMITERS:
        return text[4:5]
    return max(DELIMITERS, key=lambda delimiter: _fit(text, delimiter))


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    widths = _widths(text, delimiter)
    if not widths:
        return (0.0, 0)
    width, count = Counter(widths).most_common(1)[0]
    if width < 2:
        return (0.0, 0)
    return (count / len(widths) * min(width, 4), width)


def _widths(text: str, delimiter: str) -> Sequence[int]:
    widths: list[int] = []
    try:
        for row in _records(io.StringIO(text, newline=""), delimiter):
            if any(row.cells):
                widths.append(len(row.cells))
            if len(widths) == _LINES_LOOKED_AT:
                break
    except csv.Error:
        return []
    return widths


def _usual_width(text: str, delimiter: str) -> int:
    widths = _widths(text, delimiter)
    return Counter(widths).most_common(1)[0][0] if widths else 1


def _is_quoted_well(lines: Sequence[str], delimiter: str) -> bool:
    """Tell whether a row of several lines has its quotation marks where they belong."""
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _without_blank_end(cells: list[str]) -> list[str]:
    last = next((n for n in range(len(cells), 0, -1) if cells[n - 1]), 0)
    return cells[:last]


def _headers(path: Path, names: list[str]) -> tuple[str, ...]:
    """Give a name of its own to each column.

    Raises:
        NotATable: there are more of them than any guest list has.
    """
    if len(names) > MOST_COLUMNS:
        raise NotATable(path=path, reason="wide", columns=len(names))
    return _unique(names)


def _unique(names: list[str]) -> tuple[str, ...]:
    """Number repeated column names, so that each can be named."""
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(unique)
