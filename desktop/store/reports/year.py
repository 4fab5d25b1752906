"""Queries about the platform's year: programmes, their people by country, committees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from desktop.domain.attendees.registration import Status
from desktop.domain.reports.stores import Server, StoreFacts
from desktop.domain.reports.year import (
    COMMITTEE,
    Attendances,
    Repeated,
    Term,
    YearFacts,
    YearProgramme,
)
from desktop.store.engine.engine import Connection, Database
from desktop.store.engine.slices import OnStore, here
from desktop.store.projections.rows import person_key

# Whoever is registered takes part; of the others, who came. Merged records are somebody else's.
_IN, _GONE = Status.REGISTERED.value, Status.MERGED.value
_OTHER_STATES = [state.value for state in Status if state.value not in (_IN, _GONE)]
_OTHERS = ",".join(f"'{state}'" for state in _OTHER_STATES)
_HAS_COME = """EXISTS (SELECT 1 FROM presences s WHERE s.programme = r.programme
    AND s.registration = r.id AND s.first_in_ms IS NOT NULL)"""
_TAKES_PART = f"(r.status = '{_IN}' OR (r.status IN ({_OTHERS}) AND {_HAS_COME}))"
_PROGRAMMES = (
    "SELECT id, code, title, starts_on, partnership, area, budget, counted FROM programmes"
)
# The roster has a row for each scope: the narrow rows of the programmes' own, without names.
_ROSTER_ENDS = """
    SELECT programme, sort_key, registration FROM roster
    WHERE (programme, sort_key, registration) > (?, ?, ?)
    ORDER BY programme, sort_key, registration LIMIT 1 OFFSET ?
"""
_EXPECTED = f"""
    SELECT p.id, coalesce(c.text, ''), n FROM (
        SELECT t.programme, t.country, count(*) AS n FROM roster t
        WHERE (t.programme, t.sort_key, t.registration) > (?, ?, ?)
        AND (t.programme, t.sort_key, t.registration) <= (?, ?, ?)
        AND t.status IN (SELECT id FROM labels WHERE text = '{_IN}')
        GROUP BY t.programme, t.country
    ) JOIN programmes p ON p."row" = programme LEFT JOIN labels c ON c.id = country
"""
_CAME_UNREGISTERED = f"""
    SELECT e.country, r."row", {_HAS_COME}
    FROM registrations r INDEXED BY registrations_by_status CROSS JOIN people e ON e.id = r.person
    WHERE r.programme = ? AND r.status = ? AND r."row" > ? ORDER BY r."row" LIMIT ?
"""
_PEOPLE_END = "SELECT person FROM registrations WHERE person > ? ORDER BY person LIMIT 1 OFFSET ?"
# Along the index of people: whoever is there once is not looked at again.
_REPEATED = f"""
    SELECT p.country, r.person, r.programme FROM (
        SELECT person FROM registrations WHERE person > ? AND person <= ?
        GROUP BY person HAVING count(*) > 1
    ) t CROSS JOIN registrations r ON r.person = t.person CROSS JOIN people p ON p.id = r.person
    WHERE {_TAKES_PART} ORDER BY r.person
"""
_CAME = """
    SELECT s.programme, s.registration, p.country, r.person, r.status, s.first_in_ms
    FROM presences s CROSS JOIN registrations r ON r.id = s.registration
    CROSS JOIN people p ON p.id = r.person
    WHERE (s.programme, s.registration) > (?, ?) ORDER BY s.programme, s.registration LIMIT ?
"""
# So many rows are one slice: of the roster, of the index of people, of people themselves.
_ROWS, _IDS, _PEOPLE, _MEMBERS = 20_000, 10_000, 200, 1_000
_LAST_TEXT, _LAST_NUMBER = "\U0010ffff", 2**62
_COMMITTEES = "SELECT id, kind, name, community FROM organisations"
# Whoever became one with another serves as that one.
_TERMS = """
    SELECT iif(p.merged_into = '', p.id, p.merged_into), m.organisation, m.from_year, m.until_year,
        m.id
    FROM memberships m CROSS JOIN people p ON p.id = m.person
    WHERE m.id > ? ORDER BY m.id LIMIT ?
"""
_EVERYBODY = f"""
    SELECT r.id, r.person, r.programme, p.country, p.email, r.name_key, {_HAS_COME}
    FROM registrations r JOIN people p ON p.id = r.person WHERE {_TAKES_PART}
"""
_SERVING = """
    SELECT * FROM people WHERE id IN (
        SELECT iif(p.merged_into = '', p.id, p.merged_into)
        FROM memberships m JOIN people p ON p.id = m.person
    ) ORDER BY id
"""
_COMMITTEE_WORDS = frozenset({COMMITTEE, "committees", "ועדה"})


class Participation(NamedTuple):
    """One registration that takes part, and by what its person is known again elsewhere."""

    registration: str
    person: str
    programme: str
    country: str
    email: str
    name_key: str
    has_come: int


class YearReportQueries:
    """What years are made from."""

    def __init__(self, db: Database) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn

    def expected(self, on_store: OnStore = here) -> Counter[tuple[str, str]]:
        """Count the registrations that take part by programme and country."""
        counts: Counter[tuple[str, str]] = Counter()
        after: tuple[object, ...] | None = (0, _LAST_TEXT, _LAST_NUMBER)
        while after:
            some, after = on_store(partial(self._expected_page, after))
            counts += some
        for programme in on_store(self._programme_ids):
            counts += self._came_unregistered(programme, on_store)
        return counts

    def _expected_page(
        self, after: tuple[object, ...]
    ) -> tuple[Counter[tuple[str, str]], tuple[object, ...] | None]:
        end = self._connection.execute(_ROSTER_ENDS, (*after, _ROWS - 1)).fetchone()
        until = tuple(end) if end else (_LAST_NUMBER, "", 0)
        counts: Counter[tuple[str, str]] = Counter()
        for programme, country, count in self._connection.execute(_EXPECTED, (*after, *until)):
            counts[programme, country] = count
        return counts, (until if end else None)

    def _came_unregistered(self, programme: str, on_store: OnStore) -> Counter[tuple[str, str]]:
        """Count who came without being registered; the first page of each state is one slice."""
        counts: Counter[tuple[str, str]] = Counter()
        after = dict.fromkeys(_OTHER_STATES, 0)
        while after:
            pages = on_store(partial(self._unregistered_pages, programme, after))
            for rows in pages.values():
                counts.update((programme, country) for country, _row, came in rows if came)
            full = {state: rows for state, rows in pages.items() if len(rows) == _PEOPLE}
            after = {state: rows[-1][1] for state, rows in full.items()}
        return counts

    def _unregistered_pages(
        self, programme: str, after: Mapping[str, int]
    ) -> dict[str, list[tuple[Any, ...]]]:
        return {
            state: self._rows(_CAME_UNREGISTERED, (programme, state, row, _PEOPLE))
            for state, row in after.items()
        }

    def came(self, on_store: OnStore = here) -> Counter[tuple[str, str]]:
        """Count whoever came, at a door or by a list, by programme and country."""
        people: set[tuple[str, str, str]] = set()
        after = ("", "")
        while rows := on_store(partial(self._rows, _CAME, (*after, _PEOPLE))):
            people.update(
                (programme, country, person)
                for programme, _registration, country, person, status, first_in_ms in rows
                if first_in_ms is not None and status != _GONE
            )
            after = rows[-1][:2]
        return Counter((programme, country) for programme, country, _person in people)

    @staticmethod
    def counted(
        directory: YearFacts,
        expected: Counter[tuple[str, str]],
        came: Counter[tuple[str, str]],
        several: Sequence[tuple[str, Sequence[str]]],
    ) -> YearFacts:
        """Put together what was read, people as counts."""
        repeated = []
        for country, programmes in several:
            for programme, times in Counter(programmes).items():
                # Two records of one person in one programme are one participant.
                expected[programme, country] -= times - 1
            if len(set(programmes)) > 1:
                repeated.append(Repeated(country, tuple(dict.fromkeys(programmes))))
        keys = sorted(expected.keys() | came.keys())
        attendances = [Attendances(*key, expected[key], came[key]) for key in keys]
        return replace(directory, attendances=attendances, repeated=repeated)

    def directory(self, on_store: OnStore = here) -> YearFacts:
        """Read programmes, partnerships, communities, committees and who serves in them."""

        def ask(query: str) -> list[tuple[Any, ...]]:
            return on_store(partial(self._rows, query, ()))

        kinds = ask(_COMMITTEES)
        return YearFacts(
            programmes=[YearProgramme(*row) for row in ask(_PROGRAMMES)],
            partnerships=dict(ask("SELECT id, name FROM partnerships")),
            communities=dict(ask("SELECT id, country FROM communities")),
            committees=frozenset(id_ for id_, kind, *_rest in kinds if _is_committee(kind)),
            terms=self._terms(on_store),
        )

    def _terms(self, on_store: OnStore) -> list[Term]:
        terms: list[Term] = []
        after = ""
        while rows := on_store(partial(self._rows, _TERMS, (after, _MEMBERS))):
            terms += [Term(*row[:-1]) for row in rows]
            after = rows[-1][-1]
        return terms

    def everybody(self) -> list[Participation]:
        """List every registration that takes part, to unite people of several stores."""
        return [Participation(*row) for row in self._connection.execute(_EVERYBODY)]

    def store_facts(self) -> StoreFacts:
        """Read what this store has to say beside others."""
        ask = self._connection.execute
        cursor = ask(_SERVING)
        columns = [column[0] for column in cursor.description]
        serving = [dict(zip(columns, row, strict=True)) for row in cursor]
        return StoreFacts(
            self.directory(),
            self.everybody(),
            [Server(p["id"], p["email"], person_key(p)) for p in serving],
            dict(ask("SELECT id, name FROM communities").fetchall()),
            {id_: (name, community) for id_, kind, name, community in ask(_COMMITTEES)
             if _is_committee(kind)},
        )  # fmt: skip

    def several(self, on_store: OnStore = here) -> list[tuple[str, list[str]]]:
        """Give whoever has several registrations: their country, and the programmes of each."""
        several: dict[str, tuple[str, list[str]]] = {}
        after: str | None = ""
        while after is not None:
            rows, after = on_store(partial(self._repeated_page, after))
            for country, person, programme in rows:
                several.setdefault(person, (country, []))[1].append(programme)
        return [known for known in several.values() if len(known[1]) > 1]

    def _repeated_page(self, after: str) -> tuple[list[tuple[Any, ...]], str | None]:
        end = self._connection.execute(_PEOPLE_END, (after, _IDS - 1)).fetchone()
        rows = self._rows(_REPEATED, (after, end[0] if end else _LAST_TEXT))
        return rows, (end[0] if end else None)

    def _programme_ids(self) -> list[str]:
        return [id_ for (id_,) in self._rows("SELECT id FROM programmes", ())]

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return self._connection.execute(query, values).fetchall()


def _is_committee(kind: str) -> bool:
    return kind.strip().casefold() in _COMMITTEE_WORDS
