"""Queries about registrations and the people behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from desktop.domain.attendees.matching import Known
from desktop.domain.attendees.names import name_key
from desktop.domain.attendees.person import PERSON_FIELDS, Person
from desktop.domain.attendees.registration import (
    NOT_EXPECTED,
    Attendee,
    CodeHolder,
    Presence,
    Registration,
    Status,
)
from desktop.domain.checkin.codes import match_key
from desktop.store.engine.engine import Connection, Database
from desktop.store.queries.presence_now import PLACE_NOW, SESSION_NOW, PresenceNow

# What an attendee is made of: field and column, in this order in every query.
_REGISTRATION = {
    **{
        name: f"r.{name}"
        for name in (
            "id", "programme", "person", "status", "status_word", "ticket_type", "external_id",
            "source", "order_ref", "notes", "attention", "tags", "registered_at", "sessions",
            "ticket_code", "badge_code", "printed_ms", "prints", "booked", "waiting", "unbooked",
            "answered", "delegation", "block_reason", "amount_due", "paid_ms", "paid_amount",
            "waiting_since_ms", "moved_up_ms", "moved_up_for", "told_ms", "mail_state", "mailed_ms",
            "origin", "merged_into", "listed", "message", "printed_look", "valid_from",
            "valid_until",
        )
    },
    "first_in_ms": "s.first_in_ms",
    "last_out_ms": "s.last_out_ms",
    "by_hand": "r.by_hand || ' ' || p.by_hand",
}  # fmt: skip
_LISTS = ("booked", "waiting", "unbooked", "answered")
_PRESENCE = {
    "since_ms": "s.since_ms",
    "desk": "coalesce(d.name, s.since_desk)",
    "point": "s.since_point",
    "place": "s.inside",
    "session": "s.since_session",
}
# Presence ends when it is read.
_NOW = {"place": PLACE_NOW, "session": SESSION_NOW}
_PERSON = {name: f"p.{name}" for name in PERSON_FIELDS}
_PRESENCE_AT, _NOW_AT = len(_REGISTRATION), len(_REGISTRATION) + len(_PRESENCE)
_PERSON_AT = _NOW_AT + len(_NOW)
_BEHIND = _PERSON_AT + len(_PERSON)
_PLACE_AT = _PRESENCE_AT + [*_PRESENCE].index("place")
_STATUS = {status.value: status for status in Status}
_ATTENDEE_COLUMNS = ", ".join(
    (*_REGISTRATION.values(), *_PRESENCE.values(), *_NOW.values(), *_PERSON.values())
)
_JOINS = """
    JOIN people p ON p.id = r.person
    LEFT JOIN presences s ON s.programme = r.programme AND s.registration = r.id
    LEFT JOIN desks d ON d.id = s.since_desk
"""
_ATTENDEE = f"SELECT {_ATTENDEE_COLUMNS} FROM registrations r {_JOINS}"
_HOLDERS = f"""
    SELECT {_ATTENDEE_COLUMNS}, c.code, c.usage, c.retired_ms, g.title
    FROM codes c JOIN registrations m ON m.id = c.registration
    LEFT JOIN registrations k ON k.id = m.merged_into
    JOIN registrations r ON r.id = coalesce(nullif(k.merged_into, ''), k.id, m.id) {_JOINS}
    JOIN programmes g ON g.id = r.programme
"""
_BY_CODE = f"{_HOLDERS} WHERE c.code_key = ?"
_NAMES = (
    "first_name", "last_name", "full_name", "first_name_hebrew", "last_name_hebrew",
    "full_name_hebrew",
)  # fmt: skip
_KNOWN_COLUMNS = {
    "registration": "r.id", "person": "r.person", "email": "p.email", "phone": "p.phone",
    "organization": "p.organization", "external_id": "r.external_id", "source": "r.source",
    "ticket_code": "r.ticket_code", "order_ref": "r.order_ref",
    **{name: f"p.{name}" for name in _NAMES},
}  # fmt: skip
_KNOWN_FIELDS = (*_KNOWN_COLUMNS, "name_key", "is_merged_away", "listed")
# A row about a registration that was merged into another one is known, and changes nothing.
_KNOWN = f"""
    SELECT {", ".join(_KNOWN_COLUMNS.values())}, r.name_key, r.merged_into <> '', r.listed
    FROM registrations r JOIN people p ON p.id = r.person
"""
# A plus before a column keeps the planner off its index, where the other one is far better.
_KNOWN_BY_HAND = _KNOWN.replace(
    "registrations r JOIN people p ON",
    "people p INDEXED BY people_by_hand CROSS JOIN registrations r ON",
)
_IN_PROGRAMME = "registrations r INDEXED BY registrations_by_programme"
# Somebody who is listed by the name and email of a record that was merged into another one.
_KNOWN_BY_ALIAS = f"""
    SELECT {", ".join(_KNOWN_COLUMNS.values())}, '', 1, r.listed
    FROM people p JOIN registrations r ON p.merged_into <> '' AND r.person = p.merged_into
"""
_PAGE, _PEOPLE_PAGE, _LISTED_PAGE = 500, 200, 1_000
# Of more holders nobody is meant.
_MOST_HOLDERS = 200


class Registrations:
    """Who is registered, who is inside, and whose code it is."""

    def __init__(self, db: Database, presence_now: PresenceNow) -> None:
        """Read from this store, people where they are now."""
        self._connection: Connection = db.conn
        self._presence_now = presence_now

    def by_id(self, id_: str) -> Attendee | None:
        """Find an attendee by the registration's id."""
        row = self._connection.execute(f"{_ATTENDEE} WHERE r.id = ?", (id_,)).fetchone()
        return _attendee(row) if row else None

    def number(self, id_: str) -> int:
        """Give a registration's number in the index; 0 where there is none."""
        query = 'SELECT "row" FROM registrations WHERE id = ?'
        row = self._connection.execute(query, (id_,)).fetchone()
        return int(row[0]) if row else 0

    def by_ids(self, ids: Sequence[str]) -> Sequence[Attendee]:
        """Find attendees by their registrations' ids, in no particular order."""
        people: list[Attendee] = []
        for start in range(0, len(ids), _PAGE):
            some = ids[start : start + _PAGE]
            query = f"{_ATTENDEE} WHERE r.id IN ({_marks(some)})"
            people += [_attendee(row) for row in self._connection.execute(query, some)]
        return people

    def holders(self, code: str) -> Sequence[tuple[str, CodeHolder]]:
        """List whose code this may be, with the code as it is written on the ticket."""
        rows = self._connection.execute(_BY_CODE, (match_key(code),))
        return [(row[-4], _holder(row)) for row in rows]

    def holders_by_keys(self, keys: Sequence[str]) -> Sequence[tuple[str, CodeHolder]]:
        """List whose code may have one of these keys, also as what all its forms share."""
        found: list[tuple[str, CodeHolder]] = []
        for column in ("code_key", "loose_key"):
            for start in range(0, len(keys), _PAGE):
                some = _padded(keys[start : start + _PAGE])
                where = f"WHERE c.{column} <> '' AND c.{column} IN ({_marks(some)})"
                rows = self._connection.execute(f"{_HOLDERS} {where} LIMIT {_MOST_HOLDERS}", some)
                found += [(row[-4], _holder(row)) for row in rows]
        return found

    def numbered(self, programme: str, numbers: Sequence[str]) -> Sequence[Attendee]:
        """List who has one of these numbers in the system that a list came from."""
        where = (
            f"WHERE r.programme = ? AND r.external_id <> '' AND r.merged_into = ''"
            f" AND r.external_id IN ({_marks(numbers)}) LIMIT {_MOST_HOLDERS}"
        )
        rows = self._connection.execute(f"{_ATTENDEE} {where}", (programme, *numbers))
        return [_attendee(row) for row in rows]

    def page(self, programme: str, after: int) -> tuple[int, Sequence[Attendee]]:
        """Give two hundred attendees in the order of their coming into the list.

        Args:
            programme: the programme's id.
            after: 0, or the mark that the page before gave; an empty page is the end.
        """
        query = f'SELECT r."row", {_ATTENDEE_COLUMNS} FROM {_IN_PROGRAMME} {_JOINS}'
        where = (
            "WHERE r.programme = ? AND r.merged_into = ''"
            f' AND r."row" > ? ORDER BY r."row" LIMIT {_PEOPLE_PAGE}'
        )
        rows = self._connection.execute(f"{query} {where}", (programme, after)).fetchall()
        return (rows[-1][0] if rows else after), [_attendee(row[1:]) for row in rows]

    def by_rows(self, numbers: Sequence[int]) -> Sequence[Attendee]:
        """Find attendees by their registrations' numbers, in the order of the numbers."""
        query = f'SELECT r."row", {_ATTENDEE_COLUMNS} FROM registrations r {_JOINS}'
        by_number: dict[int, Attendee] = {}
        for start in range(0, len(numbers), _PAGE):
            some = numbers[start : start + _PAGE]
            rows = self._connection.execute(f'{query} WHERE r."row" IN ({_marks(some)})', some)
            by_number.update((row[0], _attendee(row[1:])) for row in rows)
        return [by_number[number] for number in numbers if number in by_number]

    def of_person(self, person: str) -> Sequence[Attendee]:
        """List all registrations of a person, those that were merged away left out."""
        where = "WHERE r.person = ? AND r.merged_into = ''"
        rows = self._connection.execute(f"{_ATTENDEE} {where} ORDER BY r.id", (person,))
        return [_attendee(row) for row in rows]

    def merged_from(self, registration: str) -> Sequence[Attendee]:
        """List the registrations that were merged into this one."""
        where = "WHERE r.merged_into = ? AND r.merged_into <> ''"
        rows = self._connection.execute(f"{_ATTENDEE} {where}", (registration,))
        return [_attendee(row) for row in rows]

    def merged_away(self, programme: str) -> Sequence[tuple[str, str]]:
        """List the registrations of a programme that were merged away, each with its target."""
        where = "WHERE programme = ? AND status = 'merged' AND merged_into <> ''"
        query = f"SELECT id, merged_into FROM registrations {where}"
        return self._connection.execute(query, (programme,)).fetchall()

    def in_group(self, programme: str, column: str, value: str, limit: int) -> Sequence[Attendee]:
        """List who shares an order or a delegation (`order_ref`, `delegation`), by name."""
        assert column in {"order_ref", "delegation"}
        where = f"r.programme = ? AND r.{column} <> '' AND r.{column} = ? AND r.merged_into = ''"
        query = f"{_ATTENDEE} WHERE {where} ORDER BY r.sort_key LIMIT ?"
        return [
            _attendee(row) for row in self._connection.execute(query, (programme, value, limit))
        ]

    def delegations(self, programme: str) -> list[str]:
        """List the names of a programme's delegations."""
        where = "WHERE programme = ? AND delegation <> '' ORDER BY delegation"
        query = f"SELECT DISTINCT delegation FROM registrations {where}"
        return [row[0] for row in self._connection.execute(query, (programme,))]

    def waiting(self, programme: str) -> Sequence[tuple[int, str]]:
        """List who waits for a place in the programme: since when (ms UTC), registration."""
        where = "WHERE programme = ? AND status = 'waitlisted'"
        query = f"SELECT coalesce(waiting_since_ms, 0), id FROM registrations {where}"
        return list(self._connection.execute(query, (programme,)))

    def count_with_place(self, programme: str) -> int:
        """Count who has a place in the programme: registered, or not yet confirmed."""
        states = (Status.REGISTERED.value, Status.PENDING.value)
        return self.count_badges(programme, states, only_unprinted=False)

    def to_be_told(self, programme: str, limit: int) -> Sequence[Attendee]:
        """List who moved up from the waiting list and has not been told, in that order."""
        out = [state.value for state in NOT_EXPECTED]
        where = (
            "r.programme = ? AND r.moved_up_ms IS NOT NULL AND r.told_ms IS NULL "
            f"AND r.status NOT IN ({_marks(out)})"
        )
        query = f"{_ATTENDEE} WHERE {where} ORDER BY r.moved_up_ms, r.id LIMIT ?"
        rows = self._connection.execute(query, (programme, *out, limit))
        return [_attendee(row) for row in rows]

    def count(self, programme: str) -> tuple[int, int]:
        """Count who is inside and who is expected: all whose registration is not cancelled."""
        out = [state.value for state in NOT_EXPECTED]
        expected = f"""
            SELECT coalesce(sum(people), 0) FROM headcounts
            WHERE programme = ? AND status NOT IN ({_marks(out)})
        """
        return (
            self._presence_now.crowds(self._connection, programme).inside,
            int(self._connection.execute(expected, (programme, *out)).fetchone()[0]),
        )

    def count_badges(self, programme: str, states: Sequence[str], *, only_unprinted: bool) -> int:
        """Count the registrations in these states, or those of them without a badge."""
        counted = "unprinted" if only_unprinted else "people"
        where = f"programme = ? AND status IN ({_marks(states)})"
        query = f"SELECT coalesce(sum({counted}), 0) FROM headcounts WHERE {where}"
        return int(self._connection.execute(query, (programme, *states)).fetchone()[0])

    def is_empty(self, programme: str) -> bool:
        """Tell whether nobody is registered yet."""
        query = "SELECT 1 FROM registrations WHERE programme = ? LIMIT 1"
        return self._connection.execute(query, (programme,)).fetchone() is None

    def sources(self, programme: str) -> Sequence[tuple[str, int, str]]:
        """List the sources of a programme's people: id, how many, and the file of one of them."""
        where = "WHERE programme = ? AND source <> '' GROUP BY source"
        query = f"SELECT source, count(*) FROM registrations {where}"
        found = self._connection.execute(query, (programme,)).fetchall()
        return [(source, people, self._origin(programme, source)) for source, people in found]

    def corrected(self, programme: str, source: str) -> Sequence[Known]:
        """List whom a source has named and whose name or contact a hand has corrected since."""
        where = "p.by_hand <> '' AND +r.programme = ? AND instr(r.listed, ?)"
        return list(self._known(f"{_KNOWN_BY_HAND} WHERE {where}", [programme, f"{source}="]))

    def barred_by_hand(self, programme: str) -> Sequence[Known]:
        """List whom somebody blocked or cancelled by hand."""
        states = (Status.BLOCKED.value, Status.CANCELLED.value)
        by_hand = "instr(' ' || r.by_hand || ' ', ' status ')"
        where = f"r.programme = ? AND r.status IN (?,?) AND {by_hand}"
        return list(self._known(f"{_KNOWN} WHERE {where}", [programme, *states]))

    def listed_by(
        self, programme: str, source: str, after: int
    ) -> tuple[int, Sequence[tuple[str, str, str, str, str]]]:
        """Give some thousand of the people of whom a source has said something.

        Returns:
            The mark for the next page, 0 at the end, and id, status, number, name key and email
            of each.
        """
        query = f"""
            SELECT r."row", r.id, r.status, r.external_id, r.name_key, p.email
            FROM {_IN_PROGRAMME} CROSS JOIN people p ON p.id = r.person
            WHERE r.programme = ? AND r."row" > ? AND r.merged_into = ''
            AND (r.source = ? OR instr(r.listed, ?)) ORDER BY r."row" LIMIT ?
        """
        values = (programme, after, source, f"{source}=", _LISTED_PAGE)
        rows = self._connection.execute(query, values).fetchall()
        mark = rows[-1][0] if len(rows) == _LISTED_PAGE else 0
        return mark, [row[1:] for row in rows]

    def _origin(self, programme: str, source: str) -> str:
        query = "SELECT origin FROM registrations WHERE programme = ? AND source = ? LIMIT 1"
        row = self._connection.execute(query, (programme, source)).fetchone()
        return str(row[0]).rpartition(":")[0] if row else ""

    def known_by_id(self, programme: str, ids: Iterable[str]) -> Iterator[Known]:
        """Give the registrations that have one of these numbers in their own system."""
        keys = [id_ for id_ in ids if id_]
        where = f"r.programme = ? AND r.external_id <> '' AND r.external_id IN ({_marks(keys)})"
        yield from self._known(f"{_KNOWN} WHERE {where}", [programme, *keys])

    def known_by_email(self, programme: str, emails: Iterable[str]) -> Iterator[Known]:
        """Give the registrations whose person has one of these emails, in whatever case."""
        keys = [email for email in emails if email]
        where = f"p.email <> '' AND p.email COLLATE NOCASE IN ({_marks(keys)})"
        yield from self._known(f"{_KNOWN} WHERE {where} AND +r.programme = ?", [*keys, programme])
        alias = f"{_KNOWN_BY_ALIAS} WHERE {where} AND +r.programme = ?"
        yield from self._known(alias, [*keys, programme])

    def known_by_name(
        self, programme: str, keys: Iterable[str], *, only_without_email: bool
    ) -> Iterator[Known]:
        """Give the registrations with one of these name keys."""
        names = list(keys)
        guard = "AND p.email = ''" if only_without_email else ""
        where = f"r.programme = ? AND r.name_key IN ({_marks(names)}) {guard}"
        yield from self._known(f"{_KNOWN} WHERE {where}", [programme, *names])

    def known_by_code(self, programme: str, codes: Iterable[str]) -> Iterator[Known]:
        """Give the registrations of a programme that hold one of these ticket codes."""
        keys = [match_key(code) for code in codes if code]
        codes_of = f"SELECT registration FROM codes WHERE code_key IN ({_marks(keys)})"
        query = f"{_KNOWN} WHERE r.id IN ({codes_of}) AND +r.programme = ?"
        yield from self._known(query, [*keys, programme])

    def people_by_email(self, emails: Iterable[str]) -> Iterator[Person]:
        """Give the people of all programmes who have one of these emails."""
        keys = [email for email in emails if email]
        columns = ", ".join(("iif(merged_into = '', id, merged_into)", *PERSON_FIELDS))
        where = f"email <> '' AND email COLLATE NOCASE IN ({_marks(keys)})"
        query = f"SELECT {columns} FROM people WHERE {where}"
        yield from (Person(*row) for row in self._connection.execute(query, keys))

    def person(self, id_: str) -> Person | None:
        """Find a person."""
        columns = ", ".join(("id", *PERSON_FIELDS))
        rows = self._connection.execute(f"SELECT {columns} FROM people WHERE id = ?", (id_,))
        row = rows.fetchone()
        return Person(*row) if row else None

    def _known(self, query: str, values: list[str]) -> Iterator[Known]:
        for row in self._connection.execute(query, values):
            fields = dict(zip(_KNOWN_FIELDS, row, strict=True))
            name = Person("", **{part: fields.pop(part) for part in _NAMES}).name
            fields["name_key"] = fields["name_key"] or name_key(name)
            fields["email"] = fields["email"].casefold()
            fields["is_merged_away"] = bool(fields["is_merged_away"])
            yield Known(name=name, **fields)


def _padded(keys: Sequence[str]) -> list[str]:
    """Repeat the last key, so that few different statements are prepared, and those are kept."""
    size = 8
    while size < len(keys):
        size *= 2
    return [*keys, *[keys[-1]] * (size - len(keys))]


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))


def _attendee(row: Sequence[Any]) -> Attendee:
    """Build an attendee from the columns of a query, whatever else stands behind them."""
    own = dict(zip(_REGISTRATION, row, strict=False))
    own["status"] = _STATUS[own["status"]]
    for name in _LISTS:
        own[name] = tuple(own[name].split()) if own[name] else ()
    own["by_hand"] = frozenset(own["by_hand"].split())
    if row[_PLACE_AT] is not None:
        where = dict(zip(_PRESENCE, row[_PRESENCE_AT:_NOW_AT], strict=True))
        now = dict(zip(_NOW, row[_NOW_AT:_PERSON_AT], strict=True))
        is_there = now["place"] is not None
        name = "presence" if is_there else "unseen"
        own[name] = Presence(**(where | now if is_there else where))
    return Attendee(Registration(**own), Person(own["person"], *row[_PERSON_AT:_BEHIND]))


def _holder(row: Sequence[Any]) -> CodeHolder:
    _code, usage, retired_ms, title = row[-4:]
    return CodeHolder(_attendee(row), title, usage, retired_ms)
