"""Finds where in a file the table stands: its header, or several of them, or that there is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from desktop.files.tables.table import Section, TableRow
from desktop.files.transfer.header_words import Rate, Rating, is_about_others, is_data

# Of the best header another one has at least so much, or it heads no people.
_LEAST_OF_BEST = 0.5
# So many of its cells another header shares with a known one, and heads people, too.
_SAME_SHARE = 0.6
# Lines below a header that say how a form asked, and nobody's answer.
_NOTES = frozenset({"response", "open-ended response", "required", "optional"})
_IMPORT_ID = '{"importid"'


class Layout(NamedTuple):
    """The names of all columns, where the first header stands (0: nowhere), and the parts."""

    headers: tuple[str, ...]
    header_row: int
    sections: tuple[Section, ...]
    points: float = 0.0


class _Header(NamedTuple):
    """A row that heads a part, with its names as two lines of a header may make them."""

    number: int
    names: list[str]
    points: float


def find_layout(
    first: Sequence[TableRow], rows: Iterator[TableRow], rate: Rate, told: int | None = None
) -> Layout:
    """Find header and parts.

    Args:
        first: the first rows of the file, among which the first header stands.
        rows: all rows.
        rate: how much a row looks like a header.
        told: the row that somebody says is the header; 0 for none. None leaves it to be found.
    """
    if told == 0:
        return _without_header(first)
    if told and (not first or told > first[-1].number):
        # Below the rows that were looked at; what stands there has one part.
        late = next((row for row in rows if row.number == told), None)
        return (
            _of_one(_Header(told, [cell.strip() for cell in late.cells], 0.0))
            if late
            else _without_header(first)
        )
    headers = _chosen(first, told) if told else _found(first, rate)
    if not headers:
        labels = _labels(first)
        return _of_one(labels) if labels else _without_header(first)
    return _in_parts(headers, chain(first, _after(rows, first)), rate)


def unique(names: Sequence[str]) -> tuple[str, ...]:
    """Number repeated column names, so that each can be named."""
    seen: Counter[str] = Counter()
    result = []
    for name in names:
        seen[name] += 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(result)


def _after(rows: Iterator[TableRow], first: Sequence[TableRow]) -> Iterator[TableRow]:
    last = first[-1].number if first else 0
    return (row for row in rows if row.number > last)


def _chosen(first: Sequence[TableRow], told: int) -> list[_Header]:
    row = next((row for row in first if row.number == told), None)
    return [_Header(told, [cell.strip() for cell in row.cells], 0.0)] if row else []


def _found(first: Sequence[TableRow], rate: Rate) -> list[_Header]:
    """List the rows that head people; the best one decides how good the others must be."""
    rated = []
    for above, row in pairwise((TableRow(-1, []), *first)):
        names, rating = _reading(above, row, rate)
        if rating.is_header and not _recurs(row, first):
            rated.append((_Header(row.number, names, rating.points), rating.known))
    if not rated:
        return []
    best, known = max(rated, key=lambda pair: pair[0].points)
    good = [
        header
        for header, cells in rated
        if cells >= min(2, known) and _heads_people(header, [best], best.points)
    ]
    return [header for header in good if not _has_better_below(header, good)]


def _has_better_below(header: _Header, headers: Sequence[_Header]) -> bool:
    """Tell whether the next line is a header, too, and says more: a header of two lines."""
    below = (other for other in headers if other.number == header.number + 1)
    return any(other.points > header.points for other in below)


def _heads_people(header: _Header, known: Sequence[_Header], most: float) -> bool:
    """Tell whether a header is as good as the best one, or mostly the same as a known one."""
    return header.points > _LEAST_OF_BEST * most or _is_like(header, known)


def _is_like(header: _Header, known: Sequence[_Header]) -> bool:
    """Tell whether a header has mostly the cells of a known one."""
    names = {_key(name) for name in header.names if name}
    return any(
        len(names & set(map(_key, other.names))) >= _SAME_SHARE * len(names) for other in known
    )


def _reading(above: TableRow, row: TableRow, rate: Rate) -> tuple[list[str], Rating]:
    """Read a header by itself, or together with a line right above it."""
    alone = [cell.strip() for cell in row.cells]
    upper = [cell.strip() for cell in above.cells]
    rating = rate(alone)
    is_line = above.number == row.number - 1 and sum(map(bool, upper)) > 1
    if not is_line or any(map(is_data, (*upper, *alone))):
        return alone, rating
    whole = _joined(upper, alone)
    if rate(whole).who > max(rating.who, rate(upper).who):
        return whole, rate(whole)
    filled = [name for name in alone if name]
    is_split = len(set(filled)) < len(filled) or any(map(is_about_others, upper))
    if is_split and rating.is_header and sum(map(bool, upper)) < len(filled):
        # Emergency contact, over a name and a phone of theirs.
        return _joined(_spread(upper, len(alone)), alone), rating
    return alone, rating


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    width = max(len(upper), len(lower))
    pairs = zip(_wide(upper, width), _wide(lower, width), strict=True)
    return [f"{a}: {b}" if a and b and a != b else a or b for a, b in pairs]


def _spread(upper: Sequence[str], width: int) -> list[str]:
    """Repeat a word that stands over several columns in each of them."""
    spread, last = [], ""
    for cell in _wide(upper, width):
        last = cell or last
        spread.append(last)
    return spread


def _wide(cells: Sequence[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def _recurs(row: TableRow, rows: Sequence[TableRow]) -> bool:
    """Tell whether cells of a row stand below it, too, each in its column: then it is data."""
    below = [other.cells for other in rows if other.number > row.number]
    filled = [(index, cell) for index, cell in enumerate(row.cells) if cell.strip()]
    again = [
        (index, cell)
        for index, cell in filled
        if any(index < len(cells) and cells[index] == cell for cells in below)
    ]
    is_header_again = any(
        all(index < len(cells) and cells[index] == cell for index, cell in again) for cells in below
    )
    return 0 < len(again) < len(filled) and not (is_header_again and len(again) > 1)


def _labels(first: Sequence[TableRow]) -> _Header | None:
    """Find a header in words that nobody knows: cells of another kind than those below it."""
    usual = _usual_width(first)
    for place, row in enumerate(first):
        cells = [cell.strip() for cell in row.cells]
        filled = [cell for cell in cells if cell]
        if len(filled) < min(2, usual):
            continue
        is_plain = not any(map(is_data, filled)) and len(set(filled)) == len(filled)
        below = [other.cells for other in first[place + 1 :]]
        is_other_kind = any(
            2 * sum(index < len(other) and is_data(other[index]) for other in below) > len(below)
            for index, cell in enumerate(cells)
            if cell
        )
        if is_plain and len(filled) >= usual and below and is_other_kind:
            return _Header(row.number, cells, 0.0)
        return None
    return None


def _usual_width(rows: Sequence[TableRow]) -> int:
    widths = Counter(sum(map(bool, map(str.strip, row.cells))) for row in rows)
    return widths.most_common(1)[0][0] if widths else 1


def _without_header(first: Sequence[TableRow]) -> Layout:
    width = max((len(row.cells) for row in first), default=0)
    names = tuple(f"#{number}" for number in range(1, width + 1))
    begin = first[0].number if first else 1
    return Layout(names, 0, (Section(begin, 0, tuple(range(width))),))


def _of_one(header: _Header) -> Layout:
    names = unique(header.names)
    part = Section(header.number + 1, 0, tuple(range(len(names))))
    return Layout(names, header.number, (part,), header.points)


def _in_parts(headers: Sequence[_Header], rows: Iterator[TableRow], rate: Rate) -> Layout:
    """Walk through the file from header to header, and give each part its rows."""
    walk = _Parts(headers, rate)
    for row in rows:
        walk.take(row)
    return walk.result()


class _Parts:
    """The parts of a report: host, panel and guests; or a header that each page repeats."""

    def __init__(self, headers: Sequence[_Header], rate: Rate) -> None:
        self._known = {header.number: header for header in headers}
        self._start = headers[0].number
        self._most = max(header.points for header in headers)
        self._begins = {_first_cell(header.names) for header in headers}
        self._rate = rate
        self._names: list[str] = []
        self._place: dict[str, int] = {}
        self._parts: list[Section] = []
        self._before = TableRow(0, [])
        self._last_header = -1

    def take(self, row: TableRow) -> None:
        if row.number >= self._start:
            if header := self._header(row):
                self._begin(header)
            elif row.number == self._last_header + 1 and _is_note(row.cells):
                self._parts[-1] = self._parts[-1]._replace(first=row.number + 1)
            self._before = row

    def _header(self, row: TableRow) -> _Header | None:
        if row.number in self._known:
            return self._known[row.number]
        filled = sum(map(bool, self._before.cells))
        is_after_title = filled == 1 and len(row.cells) > 1
        is_after_gap = self._before.number < row.number - 1
        if not (is_after_title or is_after_gap or _first_cell(row.cells) in self._begins):
            return None
        rating = self._rate(row.cells)
        header = _Header(row.number, [cell.strip() for cell in row.cells], rating.points)
        known = [*self._known.values()]
        if is_after_title and len(header.names) > 2 and _is_like(header, known):
            return header
        is_good = rating.is_header and rating.known >= min(2, len(self._names))
        is_like = is_good and _heads_people(header, known, self._most or rating.points + 1)
        return header if is_like else None

    def _begin(self, header: _Header) -> None:
        is_second_line = header.number == self._last_header + 1
        self._last_header = header.number
        if is_second_line:
            # Whoever reads the rows says of it that it is nobody.
            return
        if self._parts:
            is_title = sum(map(bool, self._before.cells)) == 1 < len(self._names)
            end = self._before.number - 1 if is_title else header.number - 1
            self._parts[-1] = self._parts[-1]._replace(last=end)
        columns = tuple(map(self._column, unique(header.names)))
        self._begins.add(_first_cell(header.names))
        self._parts.append(Section(header.number + 1, 0, columns))

    def _column(self, name: str) -> int:
        key = _key(name)
        if key not in self._place:
            self._place[key] = len(self._names)
            self._names.append(name)
        return self._place[key]

    def result(self) -> Layout:
        points = max(header.points for header in self._known.values())
        return Layout(tuple(self._names), self._start, tuple(self._parts), points)


def _key(name: str) -> str:
    """Fold a name; what Zoom calls `User Name (Original Name)` is `User Name` in its next part."""
    return name.casefold().removesuffix(" (original name)")


def _first_cell(cells: Sequence[str]) -> str:
    return next((cell.strip().casefold() for cell in cells if cell.strip()), "")


def _is_note(cells: Sequence[str]) -> bool:
    filled = [cell.strip().strip("()*").casefold() for cell in cells if cell.strip()]
    return all(cell in _NOTES or cell.startswith(_IMPORT_ID) for cell in filled)
