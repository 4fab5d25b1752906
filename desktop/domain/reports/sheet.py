"""A report as data: figures, bars, levels and tables, whatever draws or writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import NamedTuple

Cell = str | int | float | Decimal
# What an axis counts in: one of these times a power of ten.
_STEPS = (1, 2, 3, 4, 5, 6, 8, 15, 25)
_MOST = 4


class Tile(NamedTuple):
    """One figure in large type: what it is, what stands beside and below, and how to look at it.

    `share` is how much of it is done, from 0 to 1; `how` says how it was worked out.
    """

    title: str
    value: str
    aside: str = ""
    below: str = ""
    tone: str = ""
    share: float | None = None
    how: str = ""


class Bar(NamedTuple):
    """A bar: how long it is, and what stands under it."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars over time; the bar number `best` is marked and says `callout`.

    `usual` is a line over them, of as many points or none. `name` is one word for a file's name.
    """

    name: str
    title: str
    aside: str
    bars: tuple[Bar, ...]
    best: int | None = None
    callout: str = ""
    usual: tuple[float, ...] = ()
    bars_word: str = ""
    usual_word: str = ""
    nothing: str = ""

    @property
    def most(self) -> float:
        """The longest that is drawn."""
        return max([*(bar.value for bar in self.bars), *self.usual], default=0)


class Level(NamedTuple):
    """How full something is: its name, how many are in, and of how many (0: nobody knows)."""

    label: str
    value: int
    of: int

    @property
    def is_full(self) -> bool:
        """Whether nobody more fits in."""
        return bool(self.of) and self.value >= self.of


@dataclass(frozen=True, slots=True)
class LevelChart:
    """How full several things are."""

    name: str
    title: str
    aside: str
    levels: tuple[Level, ...]
    nothing: str = ""


Chart = BarChart | LevelChart


class Table(NamedTuple):
    """Rows under headers, with what is to be known about them; numbers stay numbers.

    `shares` says how wide each column is beside the others on paper; without it all are alike.
    """

    name: str
    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    shares: tuple[float, ...] = ()

    def is_number(self, column: int) -> bool:
        """Tell whether a column has nothing but numbers and shares, and one at least."""
        cells = [row[column] for row in self.rows if row[column] not in ("", "–")]
        return bool(cells) and all(not isinstance(c, str) or c.endswith(" %") for c in cells)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: its head, figures, charts and tables, and its foot."""

    title: str
    subtitle: str
    tiles: tuple[Tile, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    foot: str = ""
    is_mirrored: bool = False


def ticks(most: float) -> list[int]:
    """Give the whole numbers at the lines of an axis, from 0 to the first that is high enough.

    Of the steps that give two to four lines the one that leaves least room above.
    """
    if most <= 2:
        return list(range(max(1, ceil(most)) + 1))
    steps = [each * 10**power for power in range(12) for each in _STEPS]
    known = [(ceil(most / step) * step, step) for step in steps if 2 <= ceil(most / step) <= _MOST]
    top, step = min(known)
    return list(range(0, top + 1, step))


def flat(tables: Sequence[Table]) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Put several tables into one, for a file that has room for one only.

    Returns:
        The headers, and rows that begin with the name of their table.
    """
    width = max((len(table.headers) for table in tables), default=0)
    rows: list[tuple[Cell, ...]] = []
    for table in tables:
        filler = ("",) * (width - len(table.headers))
        rows.append((table.name, *table.headers, *filler))
        rows += [(table.name, *row, *filler) for row in table.rows]
    return ("report", *(f"column {number + 1}" for number in range(width))), rows
