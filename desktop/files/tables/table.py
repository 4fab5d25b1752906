"""What is known of a file that holds a table, before its rows are read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from desktop.domain.attendees.fields import is_own
from desktop.files.tables.text_encoding import Encoding


class TableRow(NamedTuple):
    """One row: its number as a spreadsheet shows it, and its cells."""

    number: int
    cells: list[str]


class FileKind(StrEnum):
    """What holds the rows; of an archive each list in it is as a sheet."""

    TEXT = "text"
    SPREADSHEET = "spreadsheet"
    ZIPPED = "zipped"
    WEB_PAGE = "web page"


class Section(NamedTuple):
    """Rows under one header: their first and last number (0: to the end), and where cells go.

    `columns` tells for each cell of these rows which column of the table it belongs to.
    """

    first: int
    last: int
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file, how it is written, and where in it the rows stand.

    A spreadsheet has `worksheets`, of which `worksheet` is read; those that somebody hid are
    `hidden`. `header_row` is 0 where there is none, and columns are called `#1`, `#2`. A report
    has several `sections` with headers of their own; `headers` are all of them, each once. `escape`
    stands before a quotation mark that is text, where that is not doubled. `others` are further
    visible sheets that hold people, and are not read.
    """

    path: Path
    encoding: Encoding
    delimiter: str
    headers: tuple[str, ...] = ()
    header_row: int = 0
    worksheet: str = ""
    worksheets: tuple[str, ...] = ()
    kind: FileKind = FileKind.TEXT
    hidden: frozenset[str] = frozenset()
    sections: tuple[Section, ...] = ()
    escape: str = ""
    others: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether Muster wrote it, so that its formula guards are taken off again."""
        return is_own(self.headers)

    @property
    def source(self) -> str:
        """A short name for the system that wrote it: a hash of its header."""
        text = "\x1f".join(header.casefold() for header in self.headers)
        return hashlib.sha256(text.encode()).hexdigest()[:12]
