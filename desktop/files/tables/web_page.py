"""Tables of web pages, which many systems call a spreadsheet (.xls)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

_CHUNK = 64 * 1024
# Between two tables of a page, as an empty row stands between two parts of a sheet.
_GAP = 1
# Wider cells than this are no part of a list.
_MOST_SPAN = 200


def has_table(text: str) -> bool:
    """Tell whether a text is a web page with a table in it."""
    small = text.lstrip("\ufeff \r\n\t").casefold()
    is_sheet = "urn:schemas-microsoft-com:office:spreadsheet" in small and "<html" not in small
    return small.startswith("<") and "<table" in small and not is_sheet


def table_rows(text: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of all tables of a page, numbered through, as its text comes in."""
    parser = _Rows()
    for chunk in text:
        parser.feed(chunk)
        yield from parser.taken()
    parser.close()
    yield from parser.taken()


class _Rows(HTMLParser):
    """Collects the cells of rows; what stands in a table within a cell is text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[tuple[int, list[str]]] = []
        self._number = 0
        self._depth = 0
        self._cells: list[str] = []
        self._cell: list[str] | None = None
        self._span = 1

    def taken(self) -> list[tuple[int, list[str]]]:
        rows, self._done = self._done, []
        return rows

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
            self._number += _GAP if self._depth == 1 and self._number else 0
        elif tag == "tr" and self._depth <= 1:
            self._end_row()
        elif tag in ("td", "th") and self._depth <= 1:
            self._end_cell()
            self._cell = []
            span = dict(attrs).get("colspan") or ""
            self._span = int(span) if span.isdecimal() and int(span) <= _MOST_SPAN else 1
        elif tag in ("br", "p", "div", "li") and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            if self._depth <= 1:
                self._end_row()
            self._depth = max(0, self._depth - 1)
        elif tag == "tr" and self._depth <= 1:
            self._end_row()
        elif tag in ("td", "th") and self._depth <= 1:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def close(self) -> None:
        super().close()
        self._end_row()

    def _end_cell(self) -> None:
        if self._cell is not None:
            lines = "".join(self._cell).split("\n")
            text = "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
            self._cells += [text, *[""] * (self._span - 1)]
            self._cell = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells:
            self._number += 1
            self._done.append((self._number, self._cells))
            self._cells = []
