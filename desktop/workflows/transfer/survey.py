"""Walks once through a whole list before anything is made of it: what only all rows can tell."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from desktop.domain.attendees import fields as f
from desktop.domain.attendees.blanks import is_blank_status, is_word_for_no_name
from desktop.files.transfer.cells import tidy
from desktop.files.transfer.row_status import word_key
from desktop.files.transfer.tables import Table, TableRow, read_rows
from desktop.files.transfer.times import DayOrder, DayTally
from desktop.workflows.ports import never

# Columns whose moments are kept; when somebody registered stays as it is written.
DATED = (f.CHECKED_IN_AT, f.CHECKED_IN, f.CHECKED_OUT_AT, f.PAID_AT)
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
    by sums whose a number is, `persons` who has one.
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

    def holds(self, number: str, email: str, name: str) -> bool:
        """Tell whether this person has this number in the file."""
        key = person_key(email.casefold(), folded(name))
        return self.holders.get(hash(number.strip().casefold())) == key

    def has_person(self, email: str, name: str) -> bool:
        """Tell whether this person stands in the file under some number."""
        return person_key(email.casefold(), folded(name)) in self.persons


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
    walk = _Walk(mapping, len(table.headers))
    for row in read_rows(table):
        walk.take(row)
        if not walk.rows % _LOOKED_AT and is_stopped():
            break
    return walk.result()


class _Walk:
    """The counters of one walk."""

    def __init__(self, mapping: Mapping[str, int], width: int) -> None:
        self.rows = 0
        self._status = mapping.get(f.STATUS, -1)
        self._email = mapping.get("email", -1)
        self._names = [mapping[name] for name in f.NAME_FIELDS if name in mapping]
        self._dated = [(mapping[name], DayTally()) for name in DATED if name in mapping]
        self._fields = [name for name in DATED if name in mapping]
        self._keys = [mapping.get(name, -1) for name in ("external_id", "email", "phone", f.CODE)]
        self._last: dict[int, tuple[int, str, str]] = {}
        self._superseded: set[int] = set()
        self._holders: dict[int, int] = {}
        self._persons: set[int] = set()
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
        cells, width = row.cells, len(row.cells)
        name = folded(" ".join([cells[index] for index in self._names if index < width]))
        if not name or (width > self._width and any(cells[self._width :])):
            return
        number, email, phone, code = (
            cells[index].strip().casefold() if 0 <= index < width else "" for index in self._keys
        )
        if number:
            person = person_key(email, name)
            self._holders[hash(number)] = person
            self._persons.add(person)
        ticket = (row.number, number, code)
        if number:
            self._put(hash((number, name)), ticket)
        if contact := email or phone:
            self._put(hash((contact, name, "")), ticket)

    def _put(self, key: int, ticket: tuple[int, str, str]) -> None:
        row, number, code = self._last.get(key, (0, "", ""))
        is_other = (number and ticket[1] and number != ticket[1]) or (
            code and ticket[2] and code != ticket[2]
        )
        if row and not is_other:
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
