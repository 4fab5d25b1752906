"""Turns rows of a guest list into what they say of a person, or into a problem."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from desktop.domain.attendees import fields as f
from desktop.domain.attendees.matching import Features
from desktop.domain.attendees.names import join_name, name_key
from desktop.domain.attendees.person import GUEST_FIELDS
from desktop.domain.attendees.registration import Status
from desktop.domain.attendees.status_words import read_status, read_yes_no
from desktop.domain.attendees.type_words import read_type
from desktop.domain.checkin.codes import clean
from desktop.domain.checks import EMAIL, MAX_NAME, MAX_TEXT
from desktop.files.transfer.csv_read import Table, TableRow
from desktop.files.transfer.times import read_time

# Control characters, and marks that would turn the direction of what stands around.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# What a spreadsheet makes of a long number that it takes for a quantity.
_DAMAGED = re.compile(r"\s*\d(?:[.,]\d+)?[eE]\+\d+\s*\Z")
_NAME_FIELDS = ("full_name", "first_name", "last_name")
_SHORT_FIELDS = frozenset(f.NAME_FIELDS)


class ProblemKind(StrEnum):
    """Why a row, or a cell of it, was not taken; worded for people elsewhere."""

    NO_NAME = "no_name"
    BAD_EMAIL = "bad_email"
    TOO_MANY_CELLS = "too_many_cells"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    CODE_TAKEN = "code_taken"
    CODE_KEPT = "code_kept"
    CODE_DAMAGED = "code_damaged"
    REPEATED = "repeated"


class Problem(NamedTuple):
    """A row that stays out: its number, the column to look at, why, and its cells."""

    row: int
    column: str
    reason: ProblemKind
    detail: str
    cells: Sequence[str]


class Guest(NamedTuple):
    """What a good row says: fields of the person and of the registration, and who it is."""

    row: int
    person: dict[str, str]
    registration: dict[str, str]
    features: Features
    code: str
    is_in: bool
    in_at_ms: int | None
    out_at_ms: int | None
    paid_ms: int | None
    cells: Sequence[str]
    answers: Mapping[str, str] = {}


class RowReader:
    """Reads rows by one mapping."""

    def __init__(
        self, table: Table, mapping: Mapping[str, int], is_day_first: bool | None = None
    ) -> None:
        """Read rows of this table.

        Args:
            table: the file.
            mapping: which field stands in which column.
            is_day_first: how to read 3/4/2026; None lets slashes be month first.
        """
        self._is_day_first = is_day_first
        self._width = len(table.headers)
        self._questions = [
            (header.removeprefix(f.QUESTION_PREFIX), index)
            for index, header in enumerate(table.headers)
            if table.is_own and header.startswith(f.QUESTION_PREFIX)
        ]
        self._headers = table.headers
        self._source = table.source
        self._mapping = dict(mapping)
        self._person = [(name, mapping[name]) for name in GUEST_FIELDS if name in mapping]
        own = (*f.REGISTRATION_FIELDS, f.STATUS, f.BLOCK_REASON, f.SESSIONS_WAITING)
        self._registration = [(name, mapping[name]) for name in own if name in mapping]

    def read(self, row: TableRow) -> Guest | Problem:
        """Read one row."""
        cells = row.cells
        if len(cells) > self._width and any(map(str.strip, cells[self._width :])):
            extra = next(cell for cell in cells[self._width :] if cell.strip())
            return Problem(row.number, "", ProblemKind.TOO_MANY_CELLS, extra[:80], cells)
        if len(cells) < self._width:
            cells = [*cells, *[""] * (self._width - len(cells))]
        person = {name: _one_line(_tidy(cells[index])) for name, index in self._person}
        own = {name: _tidy(cells[index]) for name, index in self._registration}
        problem = self._find_problem(row, person, own)
        return problem or self._guest(row, cells, person, own)

    def _find_problem(
        self, row: TableRow, person: Mapping[str, str], own: Mapping[str, str]
    ) -> Problem | None:
        if not any(person.get(name) for name in f.NAME_FIELDS):
            return self._problem(row, self._name_field(), ProblemKind.NO_NAME, "")
        email = person.get("email", "")
        if email and not EMAIL.match(email):
            return self._problem(row, "email", ProblemKind.BAD_EMAIL, email[:80])
        if _DAMAGED.match(code := self._cell(row.cells, f.CODE)):
            return self._problem(row, f.CODE, ProblemKind.CODE_DAMAGED, code[:40])
        return self._find_odd_text(row, person, own)

    def _find_odd_text(
        self, row: TableRow, person: Mapping[str, str], own: Mapping[str, str]
    ) -> Problem | None:
        if not _needs_a_closer_look(row.cells):
            return None
        for name, text in (*person.items(), *own.items()):
            if "\ufffd" in text:
                return self._problem(row, name, ProblemKind.UNREADABLE, text[:80])
            if len(text) > (MAX_NAME if name in _SHORT_FIELDS else MAX_TEXT):
                return self._problem(row, name, ProblemKind.TOO_LONG, str(len(text)))
        return None

    def _name_field(self) -> str:
        return next((name for name in _NAME_FIELDS if name in self._mapping), "full_name")

    def _problem(self, row: TableRow, name: str, reason: ProblemKind, detail: str) -> Problem:
        index = self._mapping.get(name)
        column = self._headers[index] if index is not None else ""
        return Problem(row.number, column, reason, detail, row.cells)

    def _guest(
        self, row: TableRow, cells: Sequence[str], person: dict[str, str], own: dict[str, str]
    ) -> Guest:
        joined = join_name(person.get("first_name", ""), person.get("last_name", ""))
        if person.get("full_name") == joined:
            person["full_name"] = ""
        name = person.get("full_name") or joined or _hebrew_name(person)
        is_in = self._read_status(own)
        self._read_cancelled(cells, own)
        if own.get("ticket_type"):
            own["ticket_type"] = read_type(own["ticket_type"])
        self._read_attention(own)
        own["source"] = self._source
        paid_at = read_time(self._cell(cells, f.PAID_AT), is_day_first=self._is_day_first)
        paid_ms = int(paid_at.timestamp() * 1000) if paid_at else None
        code = clean(self._cell(cells, f.CODE))
        in_at, out_at = self._read_movements(cells)
        features = Features(
            name,
            name_key(name),
            person.get("email", "").casefold(),
            person.get("phone", ""),
            person.get("organization", ""),
            own.get("external_id", ""),
            self._source,
            code,
            own.get("order_ref", ""),
        )
        is_in = is_in or self._says_in(cells)
        moments = (in_at, out_at, paid_ms)
        answers = {text: answer for text, i in self._questions if (answer := _tidy(cells[i]))}
        facts = (person, own, features, code, is_in, *moments, row.cells, answers)
        return Guest(row.number, *facts)

    def _cell(self, cells: Sequence[str], name: str) -> str:
        index = self._mapping.get(name)
        return _tidy(cells[index]) if index is not None and index < len(cells) else ""

    def _read_status(self, own: dict[str, str]) -> bool:
        if not own.get(f.STATUS):
            own.pop(f.STATUS, None)
            return False
        reading = read_status(own[f.STATUS])
        own[f.STATUS] = reading.status.value
        own["status_word"] = reading.unknown
        return reading.is_in and reading.status is Status.REGISTERED

    def _says_in(self, cells: Sequence[str]) -> bool:
        """Whether the other system met the person, by a yes or by any time."""
        said_at = self._cell(cells, f.CHECKED_IN_AT)
        is_at = bool(said_at) and read_yes_no(said_at) is not False
        cell = self._cell(cells, f.CHECKED_IN)
        return is_at or bool(read_yes_no(cell)) or read_time(cell) is not None

    def _read_cancelled(self, cells: Sequence[str], own: dict[str, str]) -> None:
        """Take a column of its own that says who cancelled, by a yes or a date."""
        cell = self._cell(cells, f.IS_CANCELLED)
        if cell and read_yes_no(cell) is not False:
            own[f.STATUS] = Status.CANCELLED.value
            own["status_word"] = ""

    @staticmethod
    def _read_attention(own: dict[str, str]) -> None:
        if "attention" in own:
            answer = read_yes_no(own["attention"])
            if answer is not None:
                own["attention"] = "yes" if answer else ""

    def _read_movements(self, cells: Sequence[str]) -> tuple[int | None, int | None]:
        moments: list[Any] = []
        came = self._cell(cells, f.CHECKED_IN_AT) or self._cell(cells, f.CHECKED_IN)
        for text in (came, self._cell(cells, f.CHECKED_OUT_AT)):
            moment = read_time(text, is_day_first=self._is_day_first)
            moments.append(int(moment.timestamp() * 1000) if moment else None)
        return moments[0], moments[1]


def _needs_a_closer_look(cells: Sequence[str]) -> bool:
    """Tell quickly whether any cell may be unreadable or too long."""
    return max(map(len, cells)) > MAX_NAME or "\ufffd" in "".join(cells)


def _tidy(cell: str) -> str:
    """Take a cell without control characters, spaces around, or invisible marks."""
    text = cell.strip(" \t\r\n\u00a0\ufeff\u200b\u200e\u200f")
    return text if text.isprintable() else _CONTROL.sub("", text)


def _one_line(text: str) -> str:
    """Take a text without line breaks, which a badge or a list would stumble over."""
    return text if text.isprintable() and "  " not in text else " ".join(text.split())


def _hebrew_name(person: Mapping[str, str]) -> str:
    get = person.get
    joined = join_name(get("first_name_hebrew", ""), get("last_name_hebrew", ""))
    return get("full_name_hebrew") or joined
