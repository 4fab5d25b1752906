"""Looks at a guest list before it is imported: encoding, columns, problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from desktop.domain.attendees.fields import (
    CHECKED_IN_AT,
    CHECKED_OUT_AT,
    CODE,
    CODE_COLUMNS,
    IMPORT_FIELDS,
    NAME_FIELDS,
    PAID_AT,
    PROBLEM_COLUMNS,
    REGISTERED_AT,
)
from desktop.domain.failures import NoNameColumn, UnknownColumn, UnknownField
from desktop.files.transfer.columns import recognise
from desktop.files.transfer.csv_read import Table, fingerprint, open_table, read_rows
from desktop.files.transfer.csv_write import write_csv
from desktop.files.transfer.guest_rows import Guest, Problem, ProblemKind, RowReader
from desktop.files.transfer.times import day_first_in
from desktop.workflows.ports import never

SAMPLE_ROWS = 200
# A slice of an import; no more, so that a scan waits for about 20 ms only.
BATCH_ROWS = 100
_DATED = (REGISTERED_AT, CHECKED_IN_AT, CHECKED_OUT_AT, PAID_AT)

__all__ = [
    "Guest",
    "GuestList",
    "Overview",
    "Problem",
    "ProblemKind",
    "open_guest_list",
]


@dataclass(frozen=True, slots=True)
class Overview:
    """What a whole file holds: number of rows and the problems among them."""

    rows: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class GuestList:
    """A file with the mapping by which it is read: field name to column number.

    `is_day_first` tells how 3/4/2026 is read; None where nothing in the file tells.
    """

    table: Table
    mapping: Mapping[str, int]
    sample: tuple[tuple[str, ...], ...]
    is_day_first: bool | None = None

    @property
    def named_mapping(self) -> dict[str, str]:
        """The mapping with the columns' headers."""
        return {field: self.table.headers[index] for field, index in self.mapping.items()}

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the file's content, to know an interrupted import again."""
        return fingerprint(self.table.path)

    @cached_property
    def email_counts(self) -> Counter[str]:
        """How often each email stands in the file."""
        index = self.mapping.get("email")
        if index is None:
            return Counter()
        rows = (row.cells for row in read_rows(self.table))
        return Counter(cells[index].strip().casefold() for cells in rows if len(cells) > index)

    def require_names(self) -> None:
        """Refuse a mapping under which nobody would have a name.

        Raises:
            NoNameColumn: no field of a name has a column.
        """
        if not self.has_names:
            raise NoNameColumn(path=self.table.path, columns=self.table.headers)

    @property
    def has_names(self) -> bool:
        """Whether some column holds names."""
        return any(name in self.mapping for name in NAME_FIELDS)

    @property
    def has_guests(self) -> bool:
        """Whether any row can be taken; reads no further than to the first one."""
        return any(isinstance(row, Guest) for row in self.rows())

    @property
    def has_dates(self) -> bool:
        """Whether some column holds dates or times."""
        return any(field in self.mapping for field in _DATED)

    @property
    def name_header(self) -> str:
        """The header of the column to look at for a name."""
        return next(
            (self.table.headers[self.mapping[f]] for f in NAME_FIELDS if f in self.mapping), ""
        )

    def mapped(self, overrides: Mapping[str, str]) -> GuestList:
        """Read the same file by a mapping that is changed by hand.

        Args:
            overrides: field name to column header; an empty header takes the field out.

        Raises:
            UnknownField, UnknownColumn: a name does not exist.
        """
        mapping = dict(self.mapping)
        for field, header in overrides.items():
            if field not in IMPORT_FIELDS:
                raise UnknownField(field=field, fields=IMPORT_FIELDS)
            mapping.pop(field, None)
            if header:
                column = self._column(header)
                mapping = {name: index for name, index in mapping.items() if index != column}
                mapping[field] = column
        return replace(self, mapping=mapping)

    def batches(self, size: int = BATCH_ROWS) -> Iterator[list[Guest | Problem]]:
        """Give the rows as guests and problems, some hundred at a time."""
        rows = self.rows()
        while batch := list(islice(rows, size)):
            yield batch

    def rows(self) -> Iterator[Guest | Problem]:
        """Give the rows one by one."""
        reader = RowReader(self.table, self.mapping, self.is_day_first)
        return map(reader.read, read_rows(self.table))

    def with_days(self, is_day_first: bool | None) -> GuestList:
        """Read the dates of the same file in another order."""
        return replace(self, is_day_first=is_day_first)

    def overview(self, is_stopped: Callable[[], bool] = never) -> Overview:
        """Read the whole file without importing it."""
        problems: list[Problem] = []
        holders: dict[str, Guest] = {}
        rows = 0
        for batch in self.batches():
            if is_stopped():
                break
            rows += len(batch)
            for row in batch:
                if isinstance(row, Problem):
                    problems.append(row)
                elif row.code:
                    problems += self._find_taken(row, holders.setdefault(row.code, row))
        return Overview(rows, tuple(problems))

    def _find_taken(self, guest: Guest, holder: Guest) -> list[Problem]:
        """Foresee that two people of the file have one code."""
        if guest.features.name_key == holder.features.name_key:
            return []
        header, name = self.named_mapping[CODE], holder.features.name
        return [Problem(guest.row, header, ProblemKind.CODE_TAKEN, name, guest.cells)]

    def save_problems(
        self, target: Path, problems: Sequence[Problem], sentences: Sequence[str]
    ) -> None:
        """Save bad rows as they stood, with the reason beside them, to be mended and imported.

        Raises:
            FileUnwritable: the folder or the disk does not take it.
        """
        width = len(self.table.headers)
        rows = (
            [*_fit(problem.cells, width), str(problem.row), problem.column, sentence]
            for problem, sentence in zip(problems, sentences, strict=True)
        )
        write_csv(target, (*self.table.headers, *PROBLEM_COLUMNS), rows, (self.table.path,))

    def _column(self, header: str) -> int:
        wanted = header.strip().casefold()
        for index, name in enumerate(self.table.headers):
            if name.casefold() == wanted:
                return index
        raise UnknownColumn(column=header, columns=self.table.headers)


def open_guest_list(path: Path, sheet: str = "") -> GuestList:
    """Open a file, or a sheet of a spreadsheet, and recognise its columns.

    Raises:
        FileUnreadable, NotATable: it is no guest list that Muster can read.
    """
    table = open_table(path, sheet)
    sample = tuple(tuple(row.cells) for row in islice(read_rows(table), SAMPLE_ROWS))
    mapping = _recognise(table, sample)
    dated = [mapping[field] for field in _DATED if field in mapping]
    cells = (row[index] for row in sample for index in dated if index < len(row))
    return GuestList(table, mapping, sample, day_first_in(cells))


def _recognise(table: Table, sample: Sequence[Sequence[str]]) -> dict[str, int]:
    if table.is_own:
        ours = {name: i for i, name in enumerate(table.headers) if name in IMPORT_FIELDS}
        if CODE_COLUMNS[0] in table.headers:
            ours[CODE] = table.headers.index(CODE_COLUMNS[0])
        return ours
    known = [index for index, name in enumerate(table.headers) if name not in PROBLEM_COLUMNS]
    mapping = recognise([table.headers[i] for i in known], [_pick(row, known) for row in sample])
    return {field: known[index] for field, index in mapping.items()}


def _pick(row: Sequence[str], columns: Sequence[int]) -> list[str]:
    return [row[index] if index < len(row) else "" for index in columns]


def _fit(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]
