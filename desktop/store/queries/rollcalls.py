"""Queries about roll calls: who was met where before one began, and how people were marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import NamedTuple

from desktop.domain.attendees.person import Person
from desktop.domain.journal.bodies import MARK, SET, UNDO
from desktop.domain.journal.entry import Entry, EntryId, StoredEntry, SubjectType, split_subject
from desktop.domain.journal.fold import undone_by
from desktop.domain.rollcall.board import Met
from desktop.domain.rollcall.marks import Mark, MarkState, read_mark
from desktop.domain.rollcall.rollcall import RollCall
from desktop.store.engine.engine import Connection, Database
from desktop.store.engine.reading_schema import RARE_KINDS
from desktop.store.journal.journal import COLUMNS, Journal
from desktop.store.projections.rows import MARK_COLUMNS, REMOVED

PAGE = 500
_ROLLCALL = ", ".join(field.name for field in fields(RollCall))
_MARKS = f"SELECT {', '.join(MARK_COLUMNS)} FROM marks"
_MARKS_PAGE = f"{_MARKS} WHERE rollcall = ? AND who > ? ORDER BY who LIMIT {PAGE}"
_MET = f"""
    SELECT registration, inside, since_ms, coalesce(since_session, '') FROM presences
    WHERE programme = ? AND registration > ? AND inside IS NOT NULL AND since_ms <= ?
    ORDER BY registration LIMIT {PAGE}
"""
# Whoever went through a door since then was somewhere else before, or nowhere.
_MOVED = """
    SELECT v.registration, v.point, v.desk, v.n FROM verdicts v
    JOIN presences s ON s.programme = v.programme AND s.registration = v.registration
    WHERE v.programme = ?1 AND v.at_ms > ?2 AND v.undone_ms IS NULL
    AND (s.since_ms > ?2 OR s.last_out_ms > ?2) ORDER BY v.at_ms
"""
_TOUCHED = """
    SELECT DISTINCT registration FROM verdicts
    WHERE programme = ? AND at_ms > ? AND registration IS NOT NULL
"""
_NAMES = (
    "first_name", "last_name", "full_name", "first_name_hebrew", "last_name_hebrew",
    "full_name_hebrew",
)  # fmt: skip
_PERSON = (*_NAMES, "organization", "phone", "photo")
_FACTS = f"""
    SELECT r.id, r.programme, r.delegation, r.merged_into, p.id,
        {", ".join(f"p.{name}" for name in _PERSON)}
    FROM registrations r JOIN people p ON p.id = r.person
"""


class Facts(NamedTuple):
    """What the list of a roll call says of somebody; `merged_into` names the record that stayed."""

    registration: str
    programme: str
    delegation: str
    merged_into: str
    person: Person


class RollCalls:
    """What roll calls there are, and what was said at them."""

    def __init__(self, db: Database, journal: Journal) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn
        self._journal = journal

    def all(self) -> list[RollCall]:
        """Give all roll calls as each desk began them."""
        query = f"SELECT {_ROLLCALL}"
        return [RollCall(*row) for row in self._connection.execute(f"{query} FROM rollcalls")]

    def met_before(self, programme: str, at_ms: int, after: str) -> list[tuple[str, Met]]:
        """Give a page of those who were met last before a moment and not seen leaving, by id."""
        rows = self._connection.execute(_MET, (programme, after, at_ms))
        return [(id_, Met(place, since_ms, session)) for id_, place, since_ms, session in rows]

    def touched_since(self, programme: str, at_ms: int) -> set[str]:
        """Name who was at a door after a moment: where they were before is in the journal."""
        return {row[0] for row in self._connection.execute(_TOUCHED, (programme, at_ms))}

    def doors_since(self, programme: str, at_ms: int) -> list[tuple[str, str, EntryId]]:
        """Give the doors through which people came or went after a moment, the last one last."""
        rows = self._connection.execute(_MOVED, (programme, at_ms))
        return [(who, point, EntryId(desk, number)) for who, point, desk, number in rows]

    def entries_of(self, registration: str) -> list[Entry]:
        """Read all that was written about a registration."""
        return self._journal.of_subject(f"{SubjectType.REGISTRATION}:{registration}")

    def name_once(self, registration: str) -> str:
        """Give the name of somebody whose registration is there no more, as it was written last."""
        told = self._written(f"{SubjectType.REGISTRATION}:{registration}")
        person = self._written(f"{SubjectType.PERSON}:{told.get('person', '')}")
        return Person("", **{name: str(person.get(name, "")) for name in _NAMES}).name

    def _written(self, subject: str) -> dict[str, object]:
        entries = [each for each in self._journal.of_subject(subject) if each.kind == SET]
        ordered = sorted(entries, key=lambda entry: (entry.at_ms, entry.id))
        return {name: value for entry in ordered for name, value in entry.body.items()}

    def facts(self, ids: Sequence[str]) -> list[Facts]:
        """Give names, phones and organisations of registrations, a page of them at most."""
        query = f"{_FACTS} WHERE r.id IN ({','.join('?' * len(ids))})"
        rows = self._connection.execute(query, list(ids))
        return [_facts(row) for row in rows]

    def marks(self, rollcall: str, after: str) -> list[Mark]:
        """Give a page of the marks that count in a roll call, by whose they are.

        A page ends behind all marks of somebody, so it may be a little longer.
        """
        page = [_mark(row) for row in self._connection.execute(_MARKS_PAGE, (rollcall, after))]
        if len(page) < PAGE:
            return page
        last = page[-1].who
        whole = self._connection.execute(
            f"{_MARKS} WHERE rollcall = ? AND who = ?", (rollcall, last)
        )
        return [mark for mark in page if mark.who != last] + [_mark(row) for row in whole]

    def marks_of(self, who: str) -> list[Mark]:
        """Give the marks that count of somebody, in whatever roll call."""
        return [_mark(row) for row in self._connection.execute(f"{_MARKS} WHERE who = ?", (who,))]

    def notable(self, programme: str, kinds: Sequence[str]) -> list[Entry]:
        """Read all living entries of some of the kinds that are rare, in a programme or of all."""
        marks = ",".join("?" * len(kinds))
        query = f"""
            SELECT {COLUMNS} FROM journal INDEXED BY journal_of_rare_kinds
            WHERE {RARE_KINDS} AND programme IN (?, '') AND kind IN (?, {marks})
        """
        rows = self._connection.execute(query, (programme, UNDO, *kinds))
        entries = [StoredEntry(*row).opened() for row in rows]
        undone = undone_by(entries)
        return [each for each in entries if each.kind != UNDO and each.id not in undone]

    def points_told(self, programme: str) -> list[tuple[int, str, bool]]:
        """Give when each point was made or removed (ms UTC): its name, and whether it was made."""
        told = []
        for subject in self._journal.subjects_of(SubjectType.POINT):
            entries = self._journal.of_subject(subject)
            undone = undone_by(entries)
            living = [
                entry
                for entry in sorted(entries, key=lambda entry: (entry.at_ms, entry.id))
                if entry.kind == SET and entry.id not in undone and entry.programme == programme
            ]
            name, is_there = "", False
            for number, entry in enumerate(living):
                name = str(entry.body.get("name", name))
                is_now = is_there if number else True
                if REMOVED in entry.body:
                    is_now = not entry.body[REMOVED]
                if is_now is not is_there:
                    told.append((entry.at_ms, name, is_now))
                is_there = is_now
        return told

    def every_mark(self, rollcalls: Iterable[str]) -> Iterator[tuple[Mark, Entry, bool]]:
        """Give all marks ever made in some roll calls, and whether one was taken back."""
        ids = set(rollcalls)
        for subject in self._journal.subjects_of(SubjectType.MARK):
            entries = self._journal.of_subject(subject)
            undone = undone_by(entries)
            for entry in entries:
                if entry.kind == MARK and entry.body["rollcall"] in ids:
                    mark = read_mark(entry, split_subject(subject)[1])
                    if mark:
                        yield mark, entry, entry.id in undone


def _facts(row: Sequence[str]) -> Facts:
    registration, programme, delegation, merged_into, person, *told = row
    names = dict(zip(_PERSON, told, strict=True))
    return Facts(registration, programme, delegation, merged_into, Person(person, **names))


def _mark(row: Sequence[object]) -> Mark:
    told = dict(zip(MARK_COLUMNS, row, strict=True))
    id_ = EntryId(str(told.pop("desk")), int(str(told.pop("n"))))
    state = MarkState(str(told.pop("state")))
    named = [pair.rpartition(":") for pair in str(told.pop("replaces")).split()]
    replaces = tuple(EntryId(desk, int(number)) for desk, _, number in named)
    return Mark(id_, state=state, replaces=replaces, **told)  # type: ignore[arg-type]
