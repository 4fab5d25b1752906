"""Walks once through a whole list before anything is made of it: what only all rows can tell."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.domain.attendees import fields as f
from desktop.domain.attendees.blanks import is_blank_status, is_word_for_no_name
from desktop.domain.journal.list_ids import LEAST_CODE, KeyKind
from desktop.files.transfer.cells import tidy
from desktop.files.transfer.row_status import word_key
from desktop.files.transfer.tables import Table, TableRow, read_rows
from desktop.files.transfer.times import DayOrder, DayTally
from desktop.workflows.ports import never

# Columns whose moments are kept; when somebody registered stays as it is written.
DATED = (f.CHECKED_IN_AT, f.CHECKED_IN, f.CHECKED_OUT_AT, f.PAID_AT, *f.VALID_COLUMNS)
# A name that is a word for nothing stands in so many rows where it is nobody's.
_REPEATED = 2
_LOOKED_AT = 500
_STATES = 1_000


class WordCount(NamedTuple):
    """A word for a status as it stands in the file, and in how many rows."""

    word: str
    rows: int


@dataclass(frozen=True, slots=True)
class Survey:
    """What all rows of a file tell together.

    `day_orders` tells for each dated field what its column says of 3/4/2026; `some_rows` are rows
    from all over the file, to tell which earlier list it is like. `superseded` are the numbers of
    rows of which a later one says the same ticket: a form that was sent twice. `holders` tells
    by sums whose a number is, `persons` who has one. `shared` are the sums of keys that stand for
    several people or tickets: the code of a group, the running numbers of two forms in one file.
    `copied` are ids of our own export that stand in several rows.
    """

    rows: int = 0
    words: tuple[WordCount, ...] = ()
    has_more_words: bool = False
    day_orders: Mapping[str, DayOrder] = field(default_factory=dict)
    empty_names: frozenset[str] = frozenset()
    emails: Mapping[str, int] = field(default_factory=dict)
    some_rows: Sequence[TableRow] = ()
    superseded: frozenset[int] = frozenset()
    holders: Mapping[int, int] = field(default_factory=dict)
    persons: Container[int] = frozenset()
    shared: frozenset[int] = frozenset()
    key_columns: KeyColumns | None = None
    whole_days: frozenset[str] = frozenset()
    copied: frozenset[str] = frozenset()

    def shared_kinds(self, cells: Sequence[str]) -> set[KeyKind]:
        """Name the keys of a row that stand for others of the file, too."""
        if self.key_columns is None or not self.shared:
            return set()
        sums = self.key_columns.read(cells).sums()
        return {kind for kind, sum_ in sums.items() if sum_ in self.shared}

    def holds(self, number: str, email: str, name: str) -> bool:
        """Tell whether this person has this number in the file."""
        key = person_key(email.casefold(), folded(name))
        return self.holders.get(hash(number.strip().casefold())) == key

    def has_person(self, email: str, name: str) -> bool:
        """Tell whether this person stands in the file under some number."""
        return person_key(email.casefold(), folded(name)) in self.persons


class RowCells(NamedTuple):
    """What a row says of who it is about, folded for comparing rows of one file."""

    number: str
    email: str
    phone: str
    code: str
    name: str

    def sums(self) -> dict[KeyKind, int]:
        """Sum up the keys that the row gives; a code is compared letter by letter."""
        sums = {}
        if len(self.code) >= LEAST_CODE:
            sums[KeyKind.CODE] = hash((KeyKind.CODE, self.code))
        if self.number:
            sums[KeyKind.NUMBER] = hash((self.number, self.email or self.name, KeyKind.NUMBER))
        if self.email:
            sums[KeyKind.EMAIL] = hash((self.email, self.name, ""))
        return sums


@dataclass(frozen=True, slots=True)
class KeyColumns:
    """The columns that tell who a row is about; -1 where there is none."""

    names: tuple[int, ...]
    keys: tuple[int, int, int, int]

    def read(self, cells: Sequence[str]) -> RowCells:
        """Read who a row is about."""
        width = len(cells)
        name = folded(" ".join([cells[index] for index in self.names if index < width]))
        number, email, phone, code = (
            cells[index].strip() if 0 <= index < width else "" for index in self.keys
        )
        return RowCells(number.casefold(), email.casefold(), phone.casefold(), code, name)


def person_key(email: str, name: str) -> int:
    """Sum up a person: hundreds of thousands are kept."""
    return hash((email, name))


def folded(name: str) -> str:
    """Fold a name for comparing rows of one file; quicker than the key for recognising people."""
    plain = name if name.isascii() else unicodedata.normalize("NFKC", name)
    return " ".join(plain.split()).casefold()


def survey(
    table: Table, mapping: Mapping[str, int], is_stopped: Callable[[], bool] = never
) -> Survey:
    """Walk through a file; it reads as fast as the file can be read, and keeps little of it."""
    walk = _Walk(mapping, len(table.headers), own_id_column(table))
    for row in read_rows(table):
        walk.take(row)
        if not walk.rows % _LOOKED_AT and is_stopped():
            break
    return walk.result()


def own_id_column(table: Table) -> int:
    """Say in which column our own export names whose row it is; -1 where it does not."""
    has_ids = table.is_own and f.ID_COLUMN in table.headers
    return table.headers.index(f.ID_COLUMN) if has_ids else -1


class _Walk:
    """The counters of one walk."""

    def __init__(self, mapping: Mapping[str, int], width: int, own_id: int = -1) -> None:
        self.rows = 0
        self._own_id = own_id
        self._ids: set[str] = set()
        self._copied: set[str] = set()
        self._status = mapping.get(f.STATUS, -1)
        self._email = mapping.get("email", -1)
        self._names = [mapping[name] for name in f.NAME_FIELDS if name in mapping]
        self._dated = [(mapping[name], DayTally()) for name in DATED if name in mapping]
        self._fields = [name for name in DATED if name in mapping]
        number, email, phone, code = (
            mapping.get(name, -1) for name in ("external_id", "email", "phone", f.CODE)
        )
        self._columns = KeyColumns(tuple(self._names), (number, email, phone, code))
        self._last: dict[int, tuple[int, str, str]] = {}
        self._superseded: set[int] = set()
        self._holders: dict[int, int] = {}
        self._persons: set[int] = set()
        self._told: dict[int, int] = {}
        self._shared: set[int] = set()
        self._width = width
        self._words: Counter[str] = Counter()
        self._nothing: Counter[str] = Counter()
        self._emails: Counter[str] = Counter()
        self._some: list[TableRow] = []
        self._step = 1

    def take(self, row: TableRow) -> None:
        cells, width = row.cells, len(row.cells)
        self.rows += 1
        if not self.rows % self._step:
            self._keep(row)
        if 0 <= self._status < width:
            self._words[cells[self._status]] += 1
        if 0 <= self._email < width:
            self._emails[cells[self._email].strip().casefold()] += 1
        if 0 <= self._own_id < width and (id_ := cells[self._own_id].strip()):
            (self._copied if id_ in self._ids else self._ids).add(id_)
        self._look_for_same(row)
        for index in self._names:
            if index < width and len(cells[index]) <= len("undefined") + 2:
                self._nothing[cells[index]] += 1
        for index, tally in self._dated:
            if index < width:
                tally.add(cells[index])

    def _look_for_same(self, row: TableRow) -> None:
        """Note an earlier row of the same person and ticket, and who holds which number.

        A row that cannot be read takes nobody's place.
        """
        cells = row.cells
        read = self._columns.read(cells)
        number, email, phone, code, name = read
        if not name or (len(cells) > self._width and any(cells[self._width :])):
            return
        if number:
            person = person_key(email, name)
            self._holders[hash(number)] = person
            self._persons.add(person)
        self._note_shared(read)
        ticket = (row.number, number, code.casefold())
        if number:
            self._put(hash((number, name)), ticket)
        if contact := email or phone:
            self._put(hash((contact, name, "")), ticket)

    def _note_shared(self, read: RowCells) -> None:
        """Note codes and numbers under which somebody else stands, too.

        Words of a name are compared in any order: one form writes a hyphen where another has none.
        """
        sums = read.sums()
        sums.pop(KeyKind.EMAIL, None)
        person = hash(frozenset(read.name.replace("-", " ").split())) if sums else 0
        for sum_ in sums.values():
            if self._told.setdefault(sum_, person) != person:
                self._shared.add(sum_)

    def _put(self, key: int, ticket: tuple[int, str, str]) -> None:
        row, number, code = self._last.get(key, (0, "", ""))
        is_other = (number and ticket[1] and number != ticket[1]) or (
            code and ticket[2] and code != ticket[2]
        )
        if row and is_other:
            # Two tickets of one person: neither is known by the address alone.
            self._shared.add(key)
        elif row:
            self._superseded.add(row)
        self._last[key] = ticket

    def _keep(self, row: TableRow) -> None:
        """Keep rows from all over the file; each other one goes where they become many."""
        self._some.append(row)
        if len(self._some) > 2 * _LOOKED_AT:
            self._some = self._some[1::2]
            self._step *= 2

    def result(self) -> Survey:
        names: Counter[str] = Counter()
        for text, count in self._nothing.items():
            if is_word_for_no_name(text):
                names[tidy(text).casefold()] += count
        words = self._joined_words()
        return Survey(
            self.rows,
            tuple(words[:_STATES]),
            len(words) > _STATES,
            {
                name: tally.order
                for name, (_i, tally) in zip(self._fields, self._dated, strict=True)
            },
            frozenset(name for name, count in names.items() if count >= _REPEATED),
            self._emails,
            tuple(self._some),
            frozenset(self._superseded),
            self._holders,
            self._persons,
            frozenset(self._shared),
            self._columns,
            frozenset(
                name
                for name, (_i, tally) in zip(self._fields, self._dated, strict=True)
                if name in f.VALID_COLUMNS and not tally.has_clock
            ),
            frozenset(self._copied),
        )

    def _joined_words(self) -> list[WordCount]:
        """Count the spellings of a word together, the commonest word first."""
        spellings: dict[str, WordCount] = {}
        for cell, count in self._words.most_common():
            word = tidy(cell)
            if is_blank_status(word):
                continue
            known = spellings.get(word_key(word), WordCount(word, 0))
            spellings[word_key(word)] = known._replace(rows=known.rows + count)
        return sorted(spellings.values(), key=lambda known: -known.rows)
