"""Queries about programmes, their sessions and points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeVar, get_type_hints

from desktop.domain.checkin.practice import PRACTICE_NUMBER
from desktop.domain.journal.entry import SubjectType
from desktop.domain.journal.ids import shared_id
from desktop.domain.programme.programme import (
    CapacityRule,
    ClosesFrom,
    Place,
    Point,
    Programme,
    Reentry,
    Session,
    SessionBooking,
    Unconfirmed,
)
from desktop.domain.programme.questions import Question
from desktop.store.engine.engine import Database

T = TypeVar("T", Programme, Session, Point, Place, Question)


def _select(record: type[Any], table: str) -> str:
    return f"SELECT {', '.join(field.name for field in fields(record))} FROM {table}"


def _policies(record: type[Any]) -> dict[str, type[StrEnum]]:
    """Give the fields that are one of some words."""
    hints = get_type_hints(record)
    return {
        field.name: hints[field.name]
        for field in fields(record)
        if isinstance(hints[field.name], type) and issubclass(hints[field.name], StrEnum)
    }


# What holds where only a newer Muster knows the word: a question for a lead, never a yes. A way
# that is unknown stays as it is, and is neither in nor out.
_STRICTEST = {
    "booking": SessionBooking.NEEDED,
    "closes_from": ClosesFrom.BEGINS,
    "reentry": Reentry.NEVER,
    "capacity_rule": CapacityRule.REFUSE,
    "unconfirmed": Unconfirmed.LEAD,
}
_PROGRAMME = _select(Programme, "programmes")
_SESSION = _select(Session, "sessions")
_AFTER_MAIN = shared_id(SubjectType.POINT, order=1)[:13]
_POINT = _select(Point, "points")
_PLACE = _select(Place, "places")
_QUESTION = _select(Question, "questions")
_POLICIES = {record: _policies(record) for record in (Programme, Session, Point, Place, Question)}


class Programmes:
    """What programmes there are."""

    def __init__(self, db: Database) -> None:
        """Read from this store."""
        self._connection = db.conn

    def all(self) -> Sequence[Programme]:
        """List all programmes, the newest first."""
        cursor = self._connection.execute(f"{_PROGRAMME} ORDER BY starts_on DESC, code")
        return [_made(Programme, row) for row in cursor]

    def by_code(self, code: str) -> Programme | None:
        """Find a programme by its short code, in whatever case it is typed."""
        cursor = self._connection.execute(f"{_PROGRAMME} WHERE code = ? COLLATE NOCASE", (code,))
        row = cursor.fetchone()
        return _made(Programme, row) if row else None

    def by_id(self, id_: str) -> Programme | None:
        """Find a programme by its id."""
        row = self._connection.execute(f"{_PROGRAMME} WHERE id = ?", (id_,)).fetchone()
        return _made(Programme, row) if row else None

    def by_hint(self, number: int) -> Sequence[Programme]:
        """Find the programmes whose codes carry this number (modulo 1000)."""
        cursor = self._connection.execute(f"{_PROGRAMME} WHERE number % 1000 = ?", (number,))
        return [_made(Programme, row) for row in cursor]

    def next_number(self) -> int:
        """Give the number for a new programme; thousands are kept for practising."""
        query = "SELECT coalesce(max(number), 0) + 1 FROM programmes"
        number = int(self._connection.execute(query).fetchone()[0])
        return number if number % PRACTICE_NUMBER else number + 1

    def sessions(self, programme: str) -> Sequence[Session]:
        """List a programme's sessions in the order of the day."""
        query = f"{_SESSION} WHERE programme = ? ORDER BY starts_at, code"
        return [_made(Session, row) for row in self._connection.execute(query, (programme,))]

    def points(self, programme: str) -> Sequence[Point]:
        """List a programme's check-in points by name, the main entrance first.

        Its id sorts before those of all others (see `point_id`), also where it is called otherwise.
        """
        query = f"{_POINT} WHERE programme = ? ORDER BY id > ?, name COLLATE NOCASE, id"
        values = (programme, _AFTER_MAIN)
        return [_made(Point, row) for row in self._connection.execute(query, values)]

    def places(self, programme: str) -> Sequence[Place]:
        """List a programme's places in no particular order."""
        cursor = self._connection.execute(f"{_PLACE} WHERE programme = ?", (programme,))
        return [_made(Place, row) for row in cursor]

    def questions(self, programme: str) -> Sequence[Question]:
        """List a programme's questions in the order in which they are asked."""
        query = f"{_QUESTION} WHERE programme = ? ORDER BY position, text, id"
        return [_made(Question, row) for row in self._connection.execute(query, (programme,))]


def _made(record: type[T], row: Sequence[Any]) -> T:
    """Make a record of its columns; a blank policy is the usual one."""
    values = dict(zip((field.name for field in fields(record)), row, strict=True))
    for name, words in _POLICIES[record].items():
        if not values[name]:
            del values[name]
            continue
        known = values[name] in words.__members__.values()
        values[name] = words(values[name]) if known else _STRICTEST.get(name, values[name])
    return record(**values)
