"""Looks at a guest list before it is imported: encoding, columns, problems."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from desktop.domain.attendees.fields import (
    CODE,
    NAME_FIELDS,
    PROBLEM_COLUMNS,
)
from desktop.domain.attendees.status_words import CHECKED_IN
from desktop.domain.failures import NoNameColumn
from desktop.files.tables.csv_write import write_csv
from desktop.files.tables.delimited import fingerprint
from desktop.files.tables.table import FileKind
from desktop.files.transfer.columns import (
    is_remainder,
    may_say_who_comes,
    names_among,
    states_among,
)
from desktop.files.transfer.guest_rows import RowReader
from desktop.files.transfer.guests import Guest, Problem, ProblemKind, Rules
from desktop.files.transfer.row_status import read_word, word_key
from desktop.files.transfer.seats import seats_among, split_seats
from desktop.files.transfer.tables import Table, TableRow, first_rows, open_table, read_rows
from desktop.files.transfer.times import DayOrder
from desktop.workflows.ports import never
from desktop.workflows.transfer.letters import Letters, letters_of
from desktop.workflows.transfer.list_columns import (
    by_hand,
    has_last_first,
    is_full,
    kind_of,
    recognised,
)
from desktop.workflows.transfer.survey import DATED, Survey, WordCount, survey

SAMPLE_ROWS = 200
# Among so many rows the header is looked for, and somebody may point at it.
ROWS_SHOWN = 40
# A slice of an import; no more, so that a scan waits for about 20 ms only.
BATCH_ROWS = 100
_DECIDED = {DayOrder.DAY_FIRST: True, DayOrder.MONTH_FIRST: False}
# Words that are not understood are a question where they are so many of the rows.
UNKNOWN_SHARE, UNKNOWN_ROWS = 0.2, 10

__all__ = [
    "FileKind",
    "Guest",
    "GuestList",
    "Overview",
    "Problem",
    "ProblemKind",
    "StatusWord",
    "TableRow",
    "beginning_of",
    "open_guest_list",
    "word_key",
]


@dataclass(frozen=True, slots=True)
class Overview:
    """What a whole file holds: number of rows and the problems among them."""

    rows: int
    problems: tuple[Problem, ...]

    @property
    def left_out(self) -> int:
        """How many rows stay out."""
        return sum(problem.is_row_out for problem in self.problems)


class StatusWord(NamedTuple):
    """A word for a status in this list, in how many rows, and what it is taken for.

    `is_known` tells whether Muster understood it or somebody said what it means.
    """

    word: str
    rows: int
    meaning: str
    is_known: bool


@dataclass(frozen=True)
class GuestList:
    """A file with the mapping by which it is read: field name to column number.

    `is_day_first` is how somebody said that 3/4/2026 is read; None leaves it to the columns.
    `statuses` are what words of it were said to mean, `kept` what they meant in the source's last
    list, `zone` that of times without one. Nobody came after `latest_ms` (0: no limit). `source`
    names the system and list that it is one of, `kind` what its header tells of that. With
    `splits_seats` a row that stands for several people makes as many guests. What was seen on a
    walk through the file is kept in `surveys` for all readings of it.
    """

    table: Table
    mapping: Mapping[str, int]
    sample: tuple[tuple[str, ...], ...]
    kind: str = ""
    is_day_first: bool | None = None
    statuses: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo | None = None
    latest_ms: int = 0
    source: str = ""
    splits_seats: bool = False
    surveys: dict[frozenset[tuple[str, int]], Survey] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def named_mapping(self) -> dict[str, str]:
        """The mapping with the columns' headers."""
        return {field: self.table.headers[index] for field, index in self.mapping.items()}

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the file's content, to know an interrupted import again."""
        return fingerprint(self.table.path)

    @property
    def survey(self) -> Survey:
        """What all rows tell together; it reads the file, once for each mapping."""
        return self.surveyed()

    def surveyed(self, is_stopped: Callable[[], bool] = never) -> Survey:
        """Walk through the file, if nobody has yet; who stops it gets what was seen so far."""
        mapped = frozenset(self.mapping.items())
        if mapped not in self.surveys:
            found = survey(self.table, self.mapping, is_stopped)
            if is_stopped():
                return found
            self.surveys[mapped] = found
        return self.surveys[mapped]

    @property
    def has_remainder(self) -> bool:
        """Whether the column of money holds what is left to pay."""
        return is_remainder(self.named_mapping.get("amount_due", ""))

    @property
    def overlooked(self) -> list[str]:
        """Name the columns that may say who comes, and of which nothing is made."""
        return [header for index, header in self._unmapped.items() if index not in self.more_states]

    @property
    def other_names(self) -> list[str]:
        """Name the columns that hold names of further people, and of which nothing is made."""
        if self.table.is_own or not self.has_names:
            return []
        taken = set(self.mapping.values())
        free = {n: h for n, h in enumerate(self.table.headers) if n not in taken}
        return names_among(free, self.sample)

    @property
    def more_states(self) -> dict[int, str]:
        """The columns of states beside the one that is mapped: a no there is a question."""
        return states_among(self._unmapped, self.sample)

    @property
    def _unmapped(self) -> dict[int, str]:
        if self.table.is_own:
            return {}
        taken = set(self.mapping.values())
        return {
            index: header
            for index, header in enumerate(self.table.headers)
            if index not in taken
            and may_say_who_comes(header, [row[index] for row in self.sample if index < len(row)])
        }

    @property
    def meanings(self) -> dict[str, str]:
        """What words for a status mean: as kept of the source's last list, and as said now."""
        return {**self.kept, **self.statuses}

    @property
    def worth_keeping(self) -> dict[str, str]:
        """What words mean, for the source's next list: `*` stands for those of this one only."""
        star = self.statuses.get("*")
        named = {name: meaning for name, meaning in self.meanings.items() if name != "*"}
        if star is None:
            return named
        unknown = [word_key(known.word) for known in self.survey.words
                   if read_word(known.word, named).unknown]  # fmt: skip
        return dict.fromkeys(unknown, star) | named

    def status_words(self) -> list[StatusWord]:
        """List the words for a status with what they are taken for, the commonest first."""
        return [self._meaning(known) for known in self.survey.words]

    def unknown_words(self) -> list[StatusWord]:
        """List the words that nobody understood, where they are too many to let pass."""
        unknown = [known for known in self.status_words() if not known.is_known]
        rows = sum(known.rows for known in unknown)
        is_much = rows > UNKNOWN_ROWS and rows > UNKNOWN_SHARE * self.survey.rows
        return unknown if is_much else []

    def open_dates(self) -> list[str]:
        """Name the columns that do not tell whether 3/4/2026 is in March or in April."""
        if self.is_day_first is not None:
            return []
        doubtful = (DayOrder.OPEN, DayOrder.MIXED)
        fields = [name for name, order in self.survey.day_orders.items() if order in doubtful]
        return [self.named_mapping[name] for name in fields]

    def _meaning(self, known: WordCount) -> StatusWord:
        reading = read_word(known.word, self.meanings)
        is_chosen = "*" in self.meanings or word_key(known.word) in self.meanings
        meaning = CHECKED_IN if reading.is_in else reading.status.value
        return StatusWord(known.word, known.rows, meaning, is_chosen or not reading.unknown)

    def require_names(self) -> None:
        """Refuse a mapping under which nobody would have a name.

        Raises:
            NoNameColumn: no field of a name has a column.
        """
        if not self.has_names:
            table = self.table
            raise NoNameColumn(path=table.path, columns=table.headers, header_row=table.header_row)

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
        return any(field in self.mapping for field in DATED)

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
        mapping = by_hand(self.table.headers, self.mapping, overrides)
        return replace(self, mapping=mapping)

    def batches(self, size: int = BATCH_ROWS) -> Iterator[list[Guest | Problem]]:
        """Give the rows as guests and problems, some hundred at a time."""
        rows = self.rows()
        while batch := list(islice(rows, size)):
            yield batch

    def rows(self) -> Iterator[Guest | Problem]:
        """Give the rows one by one; where seats are split, each as a row of its own."""
        read = map(self.reader().read, read_rows(self.table))
        return split_seats(read) if self.splits_seats else read

    def reader(self) -> RowReader:
        """Give what reads single rows; it knows what all of them tell."""
        whole = self.survey
        orders = {
            name: self.is_day_first if self.is_day_first is not None else _DECIDED.get(order)
            for name, order in whole.day_orders.items()
        }
        rules = Rules(
            self.source or self.kind,
            orders,
            self.zone,
            self.meanings,
            self.more_states,
            self.latest_ms,
            whole.empty_names,
            has_last_first(self.mapping, self.sample),
            self.seats_column if self.seats_column is not None else -1,
            is_full(self.sample),
            whole.whole_days,
        )
        return RowReader(self.table, self.mapping, rules)

    @cached_property
    def seats_column(self) -> int | None:
        """The column that counts for how many people a row stands."""
        taken = set(self.mapping.values())
        free = {n: h for n, h in enumerate(self.table.headers) if n not in taken}
        return None if self.table.is_own else seats_among(free, self.sample)

    @property
    def letters(self) -> Letters | None:
        """How the letters are read, where somebody might doubt it."""
        return letters_of(self.table, self.mapping, self.sample)

    def with_seats(self, splits: bool) -> GuestList:
        """Make as many guests of a row as it stands for, or one."""
        return replace(self, splits_seats=splits)

    def taking(self, statuses: Mapping[str, str]) -> GuestList:
        """Read words for a status as somebody says, by `word_key`, or `*` for all unknown ones."""
        return replace(self, statuses={**self.statuses, **statuses})

    def with_days(self, is_day_first: bool | None) -> GuestList:
        """Read the dates of the same file in another order."""
        return replace(self, is_day_first=is_day_first)

    def overview(self, is_stopped: Callable[[], bool] = never) -> Overview:
        """Read the whole file without importing it."""
        self.surveyed(is_stopped)
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
                    continue
                problems += row.flaws
                if row.code:
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


def open_guest_list(
    path: Path,
    sheet: str = "",
    *,
    encoding: str = "",
    header_row: int | None = None,
    names: Collection[str] = (),
) -> GuestList:
    """Open a file, or a sheet of a spreadsheet, and recognise its columns.

    Args:
        path: the file.
        sheet: which sheet of it, or list in an archive; found, unless told.
        encoding: how its letters are written, where somebody says so.
        header_row: which row is the header, where somebody says so; 0 for none.
        names: columns that somebody named, by which the header is known.

    Raises:
        FileUnreadable, NotATable: it is no guest list that Muster can read.
    """
    table = open_table(path, sheet, encoding=encoding, header_row=header_row, names=names)
    sample = tuple(tuple(row.cells) for row in islice(read_rows(table), SAMPLE_ROWS))
    mapping = recognised(table, sample)
    return GuestList(table, mapping, sample, kind_of(table, mapping))


def beginning_of(guests: GuestList) -> list[TableRow]:
    """Give the first rows of a file as they stand, with titles and header."""
    return first_rows(guests.table, ROWS_SHOWN)


def _fit(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]
