"""Queries about what two desks made of one thing: people, ticket numbers, and parts of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from desktop.domain.checkin.codes import match_key
from desktop.domain.journal.bodies import RESOLVE
from desktop.domain.journal.entry import Entry, StoredEntry
from desktop.store.engine.engine import Connection, Database
from desktop.store.journal.journal import COLUMNS
from desktop.store.journal.subjects import TABLES

_PAGE = 500
_MAKERS = "SELECT makers, count(*) FROM registrations WHERE programme = ? GROUP BY makers"
# Whoever registers a known person anew means another ticket; two lists may mean the same one.
_APART = """
    AND a.merged_into = '' AND b.merged_into = '' AND a.makers <> b.makers
    AND (a.person <> b.person OR (a.listed <> '' AND b.listed <> ''))
"""
_PAIRS = {
    "name": "b.programme = a.programme AND b.name_key = a.name_key AND a.name_key <> ''",
    "phone": "b.programme = a.programme AND b.phone_key = a.phone_key AND a.phone_key <> ''",
    "number": (
        "b.programme = a.programme AND b.external_id = a.external_id AND a.external_id <> ''"
        " AND b.external_id <> '' AND b.source = a.source"
    ),
}
_BY_SIGN = """
    SELECT a.id, b.id, a.makers, b.makers FROM registrations a CROSS JOIN registrations b
    ON {} WHERE a.programme = ? AND a.makers IN ({}) {} LIMIT ?
"""
_BY_EMAIL = """
    SELECT a.id, b.id, a.makers, b.makers FROM registrations a
    CROSS JOIN people p ON p.id = a.person AND p.email <> ''
    CROSS JOIN people q ON q.email = p.email COLLATE NOCASE AND q.email <> ''
    CROSS JOIN registrations b ON b.person = q.id AND +b.programme = a.programme
    WHERE a.programme = ? AND a.makers IN ({}) {} LIMIT ?
"""
_ROWS = """
    SELECT source, makers, count(*) FROM registrations
    WHERE programme = ? AND source <> '' GROUP BY source, makers
"""
_HOLDERS = """
    SELECT c.code, r.id, r.makers FROM codes c CROSS JOIN registrations r ON r.id = c.registration
    WHERE +r.programme = ? AND c.code_key IN ({}) AND c.usage = 'ticket'
    AND c.retired_ms IS NULL AND r.merged_into = ''
"""
_ACROSS = """
    SELECT a.id, b.id FROM registrations a JOIN registrations b
    ON b.id = a.merged_into AND b.merged_into = a.id
    WHERE a.programme = ? AND a.status = 'merged' AND a.id < b.id ORDER BY a.id
"""
_SHARED = """
    SELECT source, count(*) FROM registrations
    WHERE programme = ? AND instr(makers, ' ') AND external_id <> '' GROUP BY source
"""


# From one group of makers to the next one along their index: as many steps as groups, not people.
_MADE_APART = """
    WITH RECURSIVE made(programme, makers) AS (
        SELECT * FROM (
            SELECT programme, makers FROM registrations INDEXED BY registrations_by_makers
            ORDER BY programme, makers LIMIT 1
        )
        UNION ALL
        SELECT r.programme, r.makers FROM made JOIN registrations r ON r."row" = (
            SELECT "row" FROM registrations INDEXED BY registrations_by_makers
            WHERE (programme, makers) > (made.programme, made.makers)
            ORDER BY programme, makers LIMIT 1
        )
    )
    SELECT programme, makers FROM made
"""
_COUNTED_ODD = """
    SELECT programme FROM headcounts WHERE status = 'merged'
    UNION SELECT s.programme FROM sessions s JOIN seats t ON t.session = s.id
    WHERE t.state = 'booked' AND s.capacity > 0 AND t.people > s.capacity
"""


class Double(NamedTuple):
    """Two registrations of one programme, made at desks of which none made both."""

    one: str
    other: str
    makers: str
    makers_of_other: str


class NamedPart(NamedTuple):
    """A part of the plan, or a lead: its id, its programme and what it is called."""

    id: str
    programme: str
    name: str


class Doubles:
    """Finds what may be there twice because two desks made it."""

    def __init__(self, db: Database) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn

    def worth_looking(self) -> set[str]:
        """Name the programmes in which anything may be there twice, or too often.

        People were made at desks apart, records became one, or a session has more than its places.
        """
        apart = Counter(programme for programme, _makers in self._connection.execute(_MADE_APART))
        several = {programme for programme, groups in apart.items() if groups > 1}
        return several | {programme for (programme,) in self._connection.execute(_COUNTED_ODD)}

    def of_programme(self, programme: str, most: int = -1) -> list[Double]:
        """List pairs of registrations that share a name, a contact or a number.

        Args:
            programme: the programme's id.
            most: how many pairs of each sign are looked at; all of them unless it is told.
        """
        values = self._small_groups(programme)
        if not values:
            return []
        marks = ",".join("?" * len(values))
        queries = [_BY_SIGN.format(on, marks, _APART) for on in _PAIRS.values()]
        pairs: dict[tuple[str, str], Double] = {}
        told = (programme, *values, most)
        for query in (*queries, _BY_EMAIL.format(marks, _APART)):
            for one, other, mine, theirs in self._connection.execute(query, told):
                if not {*mine.split()} & {*theirs.split()}:
                    double = Double(one, other, mine, theirs)
                    pairs.setdefault((min(one, other), max(one, other)), double)
        return list(pairs.values())

    def looked_through(self, programme: str) -> int:
        """Tell how many registrations `of_programme` has to look through."""
        groups = self._groups(programme)
        return sum(groups.values()) - max(groups.values(), default=0)

    def known_at_two_desks(self, programme: str) -> dict[str, int]:
        """Count for each source the numbered registrations that two desks made as one."""
        return dict(self._connection.execute(_SHARED, (programme,)).fetchall())

    def with_one_code(self, programme: str) -> list[tuple[str, str, str]]:
        """List ticket codes that are good in two registrations made apart, with both."""
        groups = self._small_groups(programme)
        if not groups:
            return []
        marks = ",".join("?" * len(groups))
        query = f"""
            SELECT ticket_code FROM registrations WHERE programme = ? AND makers IN ({marks})
            AND merged_into = '' AND ticket_code <> ''
        """
        rows = self._connection.execute(query, (programme, *groups)).fetchall()
        keys = sorted({match_key(code) for (code,) in rows})
        holders: dict[str, list[tuple[str, str]]] = {}
        for start in range(0, len(keys), _PAGE):
            some = keys[start : start + _PAGE]
            query = _HOLDERS.format(",".join("?" * len(some)))
            for code, id_, makers in self._connection.execute(query, (programme, *some)):
                holders.setdefault(code, []).append((id_, makers))
        return [
            (code, one, other)
            for code, of_code in sorted(holders.items())
            for (one, mine), (other, theirs) in combinations(sorted(of_code), 2)
            if not {*mine.split()} & {*theirs.split()}
        ]

    def merged_across(self, programme: str) -> Sequence[tuple[str, str]]:
        """List pairs of records of which two desks put away the one and the other."""
        return [tuple(row) for row in self._connection.execute(_ACROSS, (programme,))]

    def rows_made(self, programme: str) -> dict[tuple[str, str], int]:
        """Count the registrations by the source that they are of and the desks that made them."""
        rows = self._connection.execute(_ROWS, (programme,))
        return {(source, makers): count for source, makers, count in rows}

    def parts(self, type_: str) -> Sequence[NamedPart]:
        """List the small subjects of a type with what they are called."""
        table = TABLES[type_]
        name = next(name for name in ("title", "name", "text") if name in table.columns)
        programme = "programme" if "programme" in table.columns else "''"
        rows = self._connection.execute(f"SELECT id, {programme}, {name} FROM {table.name}")
        return [NamedPart(*row) for row in rows]

    def entries_of(self, subjects: Iterable[str]) -> dict[str, list[Entry]]:
        """Read what was written about many subjects, but for movements and refusals."""
        wanted = list(dict.fromkeys(subjects))
        entries: dict[str, list[Entry]] = {}
        for start in range(0, len(wanted), _PAGE):
            some = wanted[start : start + _PAGE]
            marks = ",".join("?" * len(some))
            query = f"""
                SELECT {COLUMNS} FROM journal WHERE subject IN ({marks})
                AND kind IN ('set', 'undo', '{RESOLVE}')
            """
            for row in self._connection.execute(query, some):
                entry = StoredEntry(*row).opened()
                entries.setdefault(entry.subject, []).append(entry)
        return entries

    def _groups(self, programme: str) -> dict[str, int]:
        return dict(self._connection.execute(_MAKERS, (programme,)).fetchall())

    def _small_groups(self, programme: str) -> list[str]:
        """Name all groups of makers but the largest, if any two have no desk in common."""
        groups = self._groups(programme)
        desks = [{*makers.split()} for makers in groups]
        if not any(not mine & theirs for mine in desks for theirs in desks):
            return []
        largest = max(groups, key=lambda makers: groups[makers])
        return [makers for makers in groups if makers != largest]
