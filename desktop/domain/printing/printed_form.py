"""A form to be printed: numbered blocks, tables that go on over pages, blocks at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from desktop.domain.printing.printed_list import ListColumn


class Block(NamedTuple):
    """A box of a form: its number and title, what stands in it, and its share of the width.

    An empty value is a line that somebody fills in by hand.
    """

    title: str
    value: str = ""
    share: float = 1.0


class FormTable(NamedTuple):
    """A table of a form; where it is `blank_rows` long at least, the rest is for handwriting."""

    title: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    blank_rows: int = 0


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A form on US Letter paper; head and foot stand on each of its pages."""

    title: str
    head: tuple[tuple[Block, ...], ...]
    tables: tuple[FormTable, ...]
    foot: tuple[tuple[Block, ...], ...] = ()
    is_landscape: bool = False
    page_of: str = "Page {page} of {pages}"
