"""Lines of a text from outside, of which one row may take only so many."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO


class BoundedLines:
    """Gives lines to a csv reader, and stops it before a row fills the memory."""

    def __init__(self, lines: TextIO, most_in_a_row: int) -> None:
        """Give these lines, of which a row may have so many characters."""
        self._lines = lines
        self._most = self._left = most_in_a_row
        self._row: list[str] = []

    def begin_row(self) -> None:
        """Give the next row as much room as the last one had."""
        self._left = self._most
        self._row.clear()

    @property
    def row(self) -> list[str]:
        """The lines of the row that was read last."""
        return self._row

    def __iter__(self) -> Iterator[str]:
        """Give line after line.

        Raises:
            csv.Error: the row is too long.
        """
        while line := self._lines.readline(self._left + 1):
            self._left -= len(line)
            if self._left < 0:
                raise csv.Error("a row of it is longer than any list has them")
            self._row.append(line)
            yield line
