"""Projections: what the screens show, derived from the journal in the same transaction.

A subject's rows are always made from the fold over all of its entries, so that writing one
entry, importing a list, merging a desk and rebuilding from nothing are the same step.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from desktop.domain.attendees.person import PERSON_FIELDS
from desktop.domain.attendees.registration import MERGED, Direction
from desktop.domain.checkin.codes import match_key
from desktop.domain.journal.authority import author_of
from desktop.domain.journal.bodies import (
    MERGE,
    MOVE,
    PRINT,
    REFUSE,
    SET,
    UNDO,
    fields_of,
)
from desktop.domain.journal.conflicts import conflicts_of
from desktop.domain.journal.entry import Entry, SubjectType, split_subject, subject_of
from desktop.domain.journal.fold import fold
from desktop.domain.programme import booking, questions
from desktop.domain.reports import credits
from desktop.store.engine.engine import Connection, Database
from desktop.store.journal.journal import Journal
from desktop.store.journal.subjects import TABLES
from desktop.store.projections import rows
from desktop.store.projections.bulk import ANSWER, BOOKING, BulkRows, is_plain
from desktop.store.projections.change import Change
from desktop.store.projections.people_index import EVERYWHERE, PeopleIndex
from desktop.store.projections.rows import Fields
from desktop.store.projections.told import project_told

_UPSERTS = {type_: rows.upsert(table.name, table.columns) for type_, table in TABLES.items()}
_PRESENCE = rows.keyed_upsert("presences", ("programme", "registration"), rows.PRESENCE_COLUMNS)
_ATTENDED = "INSERT OR IGNORE INTO attended VALUES (?,?)"
_NOT_ATTENDED = "DELETE FROM attended WHERE session = ? AND registration = ?"
_NO_PRESENCE = "DELETE FROM presences WHERE programme = ? AND registration = ?"
_PRINTS = rows.update("registrations", rows.PRINT_COLUMNS)
_NAMES = rows.update("registrations", ("name_key", "sort_key", "phone_key"))
_DROP_CODE = "DELETE FROM codes WHERE code_key = ? AND code = ? AND registration = ?"
_NO_REGISTRATION = "DELETE FROM registrations WHERE id = ?"
_DROP_BOOKING = "DELETE FROM bookings WHERE session = ? AND registration = ?"
_DROP_ANSWER = "DELETE FROM answers WHERE question = ? AND registration = ?"
_CREDIT = "INSERT OR REPLACE INTO credits_decided VALUES (?,?,?,?,?,?,?)"
_DROP_CREDIT = "DELETE FROM credits_decided WHERE session = ? AND registration = ?"
_DROPS = {
    booking.FIELD: _DROP_BOOKING, questions.FIELD: _DROP_ANSWER, credits.FIELD: _DROP_CREDIT
}  # fmt: skip
_OF_PERSON = """
    SELECT "row", id, programme, sort_key, ticket_type, status, merged_into FROM registrations
    WHERE person = ?
"""
_STORED_PERSON = f"SELECT {', '.join(PERSON_FIELDS)} FROM people WHERE id = ?"
_CONFLICT = "INSERT OR REPLACE INTO conflicts VALUES (?,?,?,?,?)"
_NO_CONFLICTS = "DELETE FROM conflicts WHERE subject = ?"
_OF_PROGRAMME = "SELECT id FROM registrations WHERE programme = ?"
_HAS_REGISTRATIONS = "SELECT 1 FROM registrations WHERE programme = ? LIMIT 1"
_REGISTERED = "SELECT DISTINCT person FROM registrations WHERE person IN"
_IN_ONE_QUESTION = 500
_PROGRAMME_ROW = 'SELECT "row" FROM programmes WHERE id = ?'
_ROW = 'SELECT "row", person, sort_key FROM registrations WHERE id = ?'
_LAST_ROW = 'SELECT coalesce(max("row"), 0) FROM registrations'

_PERSON_SUBJECT, _REGISTRATION_SUBJECT = (
    subject_of(type_, "") for type_ in (SubjectType.PERSON, SubjectType.REGISTRATION)
)


class Projector:
    """Keeps the projections in step with the journal."""

    def __init__(self, db: Database, journal: Journal, *, folds_all: bool = False) -> None:
        """Work on the same connection as the journal.

        What `folds_all` makes no rows directly: so `verify` looks at what was made so.
        """
        self._is_direct = not folds_all
        self._connection: Connection = db.conn
        self._journal = journal
        self._next_row: int | None = None
        self._programme_rows: dict[str, int] = {}
        self._index = PeopleIndex(db.conn)
        self._bulk = BulkRows(db.conn)
        self.plan_number = 0

    def roster_mark(self) -> int:
        """Give a number that is another one after every change of who is in the roster, where."""
        return self._index.changes

    def finish(self) -> None:
        """Write the search index that was collected; the last thing before a commit."""
        self._index.finish()

    def forget(self) -> None:
        """Read remembered numbers again, after a transaction was rolled back."""
        self._index.forget()
        self._bulk.forget()
        self._next_row = None
        self._programme_rows.clear()
        self.plan_number += 1

    def apply(self, entries: Sequence[Entry], fresh: Collection[str] = ()) -> None:
        """Bring the projections up to date with entries that have just been written.

        Args:
            entries: the new entries.
            fresh: subjects of which these are the only entries, to spare reading the journal.
        """
        groups: dict[str, list[Entry]] = {}
        for entry in entries:
            groups.setdefault(entry.subject, []).append(entry)
        plain = {
            subject for subject, new in groups.items()
            if self._is_direct and subject in fresh and is_plain(new)
        }  # fmt: skip
        changes = {
            subject: self._change(subject, new, fresh)
            for subject, new in groups.items() if subject not in plain
        }  # fmt: skip
        for change in changes.values():
            if change.type in _UPSERTS:
                self._project_place(change)
        people = self._project_people(groups, changes)
        self._project_registrations(groups, changes, people)
        project_told(self._connection, list(changes.values()))
        self._project_conflicts(changes.values())

    def _change(self, subject: str, new: list[Entry], fresh: Collection[str]) -> Change:
        type_, id_ = split_subject(subject)
        is_fresh = subject in fresh
        known = new if is_fresh else self._journal.of_subject(subject)
        return Change(type_, id_, new, known, fold(known), is_fresh)

    def _project_place(self, change: Change) -> None:
        self.plan_number += 1
        fields = change.state.fields
        if not fields or fields.get(rows.REMOVED):
            table = TABLES[change.type].name
            self._connection.execute(f"DELETE FROM {table} WHERE id = ?", (change.id,))
        else:
            programme = change.programme
            row = rows.place_row(change.type, change.id, programme, change.state.fields)
            is_late = change.type == SubjectType.PROGRAMME and self._is_awaited(change.id)
            self._connection.execute(_UPSERTS[change.type], row)
            if is_late:
                self._index_anew(change.id)

    def _is_awaited(self, programme: str) -> bool:
        """Tell whether registrations of a programme came before the programme itself."""
        if self._programme_row(programme):
            return False
        return self._connection.execute(_HAS_REGISTRATIONS, (programme,)).fetchone() is not None

    def _index_anew(self, programme: str) -> None:
        """Give the registrations that were here first their programme's number in the index."""
        for (id_,) in self._connection.execute(_OF_PROGRAMME, (programme,)).fetchall():
            known = self._journal.of_subject(subject_of(SubjectType.REGISTRATION, id_))
            change = Change(SubjectType.REGISTRATION, id_, known, known, fold(known), False)
            self._collect_registration(change, {})
        self._bulk.write()

    def _project_people(
        self, groups: Mapping[str, list[Entry]], changes: Mapping[str, Change]
    ) -> Mapping[str, Fields]:
        """Write people, and give their fields by their ids."""
        people: dict[str, Fields] = {}
        for subject, new in groups.items():
            if subject.startswith(_PERSON_SUBJECT):
                change = changes.get(subject)
                id_ = split_subject(subject)[1]
                people[id_] = change.state.fields if change else new[0].body
                if change is None:
                    self._bulk.add_person(new[0])
                elif change.state.fields:
                    self._bulk.add_person_row(rows.person_row(id_, change.state))
                else:
                    self._bulk.drop_person(id_)
        if people:
            # Also of whom nothing was known: their registration may have come before them.
            for id_ in self._registered_among(people):
                self._renew_names(id_, people[id_])
            self._bulk.write()
        return people

    def _registered_among(self, people: Collection[str]) -> list[str]:
        ids, registered = list(people), []
        for start in range(0, len(ids), _IN_ONE_QUESTION):
            some = ids[start : start + _IN_ONE_QUESTION]
            query = f"{_REGISTERED} ({','.join('?' * len(some))})"
            registered += [row[0] for row in self._connection.execute(query, some)]
        return registered

    def _project_registrations(
        self,
        groups: Mapping[str, list[Entry]],
        changes: Mapping[str, Change],
        people: Mapping[str, Fields],
    ) -> None:
        for subject, new in groups.items():
            if not subject.startswith(_REGISTRATION_SUBJECT):
                continue
            if change := changes.get(subject):
                self._project_registration(change, people)
            else:
                self._add_registration(split_subject(subject)[1], new[0], people)
        self._bulk.write()

    def _project_registration(self, change: Change, people: Mapping[str, Fields]) -> None:
        kinds = {entry.kind for entry in change.new}
        if kinds & {SET, MERGE, UNDO}:
            self._collect_registration(change, people)
        if kinds & {MOVE, MERGE, UNDO} or change.state.movements:
            self._project_presence(change)
        if PRINT in kinds and not kinds & {SET, MERGE}:
            self._connection.execute(_PRINTS, (*rows.prints(change.state), change.id))
        if not kinds <= {MOVE, REFUSE}:
            self._drop_codes(change)
            self._bulk.add_codes(rows.code_rows(change.id, change.state))

    def _add_registration(self, id_: str, entry: Entry, people: Mapping[str, Fields]) -> None:
        """Take a new registration of one entry."""
        fields = entry.body
        if "person" in fields:
            person = self._person_fields(fields["person"], people)
            programme_row = self._programme_row(entry.programme)
            row = self._new_row()
            self._bulk.add_registration(row, id_, entry, person)
            self._index.add(programme_row, row, person, fields)
        self._bulk.add_ticket(id_, entry)

    def _project_presence(self, change: Change) -> None:
        key = (change.programme, change.id)
        self._project_attended(change)
        if change.state.movements and "person" in change.state.fields:
            self._connection.execute(_PRESENCE, (*key, *rows.presence(change.state)))
        else:
            self._connection.execute(_NO_PRESENCE, key)

    def _project_attended(self, change: Change) -> None:
        """Keep for which sessions somebody ever came in; what was taken back goes."""
        spoken = {
            session
            for entry in change.known
            if entry.kind == MOVE and (session := entry.body.get("session"))
        }
        if not spoken:
            return
        fields = change.state.fields
        is_there = "person" in fields and not fields.get("merged_into")
        came = {
            move.session
            for move in change.state.movements
            if is_there and move.direction == Direction.IN and move.session
        }
        self._connection.executemany(_ATTENDED, [(session, change.id) for session in came])
        gone = [(session, change.id) for session in spoken - came]
        self._connection.executemany(_NOT_ATTENDED, gone)

    def _collect_registration(self, change: Change, people: Mapping[str, Fields]) -> None:
        if "person" not in change.state.fields:
            self._forget_registration(change)
            return
        person = self._person_fields(change.state.fields["person"], people)
        programme = change.programme
        programme_row = self._programme_row(programme)
        row = self._row_of(change, programme_row)
        makers = rows.makers_of(change.known)
        own = rows.registration_row(row, change.id, programme, change.state, person, makers)
        self._bulk.add_row(own)
        self._index.add(programme_row, row, person, change.state.fields)
        self._project_choices(change, row)

    def _forget_registration(self, change: Change) -> None:
        """Take away a registration whose making was undone."""
        if stored := self._connection.execute(_ROW, (change.id,)).fetchone():
            row, person, sort_key = stored
            programme_row = self._programme_row(change.programme)
            self._index.drop(programme_row, row, self._stored_person(person), sort_key)
            for table in ("bookings", "answers", "credits_decided"):
                # What other desks said of it lives on in the journal; the next one gets this row.
                self._connection.execute(f"DELETE FROM {table} WHERE registration = ?", (row,))
            self._connection.execute(_NO_REGISTRATION, (change.id,))

    def _project_choices(self, change: Change, row: int) -> None:
        """Bring bookings and answers up to date; what is not spoken of any more goes."""
        spoken = {name for entry in change.known for name in _body_fields(entry) if ":" in name}
        if not spoken:
            return
        for field, drop in _DROPS.items():
            ids = [(name.removeprefix(field), row) for name in spoken if name.startswith(field)]
            self._connection.executemany(drop, ids)
        fields = change.state.fields
        self._connection.executemany(BOOKING, rows.booking_rows(row, fields))
        self._connection.executemany(ANSWER, rows.answer_rows(row, fields))
        self._connection.executemany(_CREDIT, rows.credit_rows(row, change.state))

    def _project_conflicts(self, changes: Iterable[Change]) -> None:
        """Note where desks disagree, or a hand and a list; one author alone disputes nothing."""
        for change in changes:
            if not _has_two_authors(change):
                continue
            subject = change.new[0].subject
            programme = change.programme
            self._connection.execute(_NO_CONFLICTS, (subject,))
            rows = [
                (subject, conflict.kind.value, conflict.key, programme, json.dumps(conflict.sides))
                for conflict in conflicts_of(change.known)
            ]
            self._connection.executemany(_CONFLICT, rows)

    def _renew_names(self, person: str, after: Fields) -> None:
        """Bring the names and search words of a known person's registrations up to date."""
        registrations = self._connection.execute(_OF_PERSON, (person,)).fetchall()
        before = self._stored_person(person)
        name = rows.main_name(after)
        for row, id_, programme, sort_key, ticket_type, status, merged in registrations:
            programme_row = self._programme_row(programme)
            own = {"ticket_type": ticket_type, "status": status, "merged_into": merged}
            self._index.drop(programme_row, row, before, sort_key)
            self._index.add(programme_row, row, after, own)
            keys = (rows.person_key(after), rows.sort_key(name), rows.phone_key(after))
            self._connection.execute(_NAMES, (*keys, id_))

    def _drop_codes(self, change: Change) -> None:
        if change.is_fresh:
            return
        spoken = {code for entry in change.known for code in _codes_in(entry)}
        pairs = [(match_key(code), code, change.id) for code in spoken if code]
        self._connection.executemany(_DROP_CODE, pairs)

    def _person_fields(self, id_: str, people: Mapping[str, Fields]) -> Fields:
        changed = people.get(id_)
        return self._stored_person(id_) if changed is None else changed

    def _stored_person(self, id_: str) -> Fields:
        row = self._connection.execute(_STORED_PERSON, (id_,)).fetchone()
        return dict(zip(PERSON_FIELDS, row, strict=True)) if row else {}

    def _programme_row(self, id_: str) -> int:
        row = self._programme_rows.get(id_)
        if row is None:
            stored = self._connection.execute(_PROGRAMME_ROW, (id_,)).fetchone()
            if stored is None:
                return EVERYWHERE
            row = self._programme_rows[id_] = int(stored[0])
        return row

    def _row_of(self, change: Change, programme_row: int) -> int:
        """Give a registration its number for the index, which it then keeps.

        What was indexed of it before goes.
        """
        known = None
        if not change.is_fresh:
            known = self._connection.execute(_ROW, (change.id,)).fetchone()
        if known:
            row, person, sort_key = known
            self._index.drop(programme_row, row, self._stored_person(person), sort_key)
            return int(row)
        return self._new_row()

    def _new_row(self) -> int:
        if self._next_row is None:
            self._next_row = self._connection.execute(_LAST_ROW).fetchone()[0]
        self._next_row += 1
        return self._next_row


def _has_two_authors(change: Change) -> bool:
    """Tell whether two desks, or a hand and a list, have written about a subject.

    What was merged brings another desk's movements along.
    """
    if len({entry.desk for entry in change.known}) > 1:
        return True
    if any(entry.body.get("detail") == MERGED for entry in change.known if entry.kind == MOVE):
        return True
    return len({author_of(entry) for entry in change.known if entry.kind in (SET, MERGE)}) > 1


def _codes_in(entry: Entry) -> Iterable[str]:
    """Name the codes that an entry speaks of."""
    fields = entry.body["set"] if entry.kind == MERGE else entry.body
    return (fields.get("ticket_code", ""), fields.get("code", ""))


def _body_fields(entry: Entry) -> Iterable[str]:
    """Name the fields that an entry sets."""
    return fields_of(entry).keys()
