"""A list to be printed: a title, columns, and rows in groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class ListColumn(NamedTuple):
    """A column with its share of the width."""

    title: str
    share: float


class Group(NamedTuple):
    """Rows under a heading; `is_ticked` puts a box before each, to be ticked by hand."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    is_ticked: bool = False


@dataclass(frozen=True, slots=True)
class PrintedList:
    """A whole list with what stands at its head and foot; a tight one has lower rows."""

    title: str
    subtitle: str
    columns: tuple[ListColumn, ...]
    groups: tuple[Group, ...]
    foot: str = ""
    is_mirrored: bool = False
    is_tight: bool = False
