"""Queries about the platform's year: programmes, their people by country, committees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

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
from desktop.store.projections.rows import person_key

# Whoever is registered takes part; of the others, who came. Merged records are somebody else's.
_IN, _GONE = Status.REGISTERED.value, Status.MERGED.value
_OTHERS = ",".join(f"'{state.value}'" for state in Status if state.value not in (_IN, _GONE))
_HAS_COME = """EXISTS (SELECT 1 FROM presences s WHERE s.programme = r.programme
    AND s.registration = r.id AND s.first_in_ms IS NOT NULL)"""
_TAKES_PART = f"(r.status = '{_IN}' OR (r.status IN ({_OTHERS}) AND {_HAS_COME}))"
_PROGRAMMES = (
    "SELECT id, code, title, starts_on, partnership, area, budget, counted FROM programmes"
)
# The roster has a row for each scope: the narrow rows of the programmes' own, without names.
_EXPECTED = f"""
    SELECT p.id, coalesce(c.text, ''), n FROM (
        SELECT t.programme, t.country, count(*) AS n FROM roster t
        WHERE t.programme > 0 AND t.status IN (SELECT id FROM labels WHERE text = '{_IN}')
        GROUP BY t.programme, t.country
    ) JOIN programmes p ON p."row" = programme LEFT JOIN labels c ON c.id = country
"""
_CAME_UNREGISTERED = f"""
    SELECT r.programme, e.country, count(*) FROM programmes p
    CROSS JOIN registrations r ON r.programme = p.id AND r.status IN ({_OTHERS})
    JOIN people e ON e.id = r.person WHERE {_HAS_COME} GROUP BY r.programme, e.country
"""
# Along the index of people: whoever is there once is not looked at again.
_SEVERAL = "SELECT person FROM registrations GROUP BY person HAVING count(*) > 1"
_REPEATED = f"""
    SELECT p.country, r.person, r.programme FROM ({_SEVERAL}) s
    CROSS JOIN registrations r ON r.person = s.person JOIN people p ON p.id = r.person
    WHERE {_TAKES_PART} ORDER BY r.person
"""
_CAME = f"""
    SELECT s.programme, p.country, count(DISTINCT r.person) FROM presences s
    JOIN registrations r ON r.id = s.registration JOIN people p ON p.id = r.person
    WHERE s.first_in_ms IS NOT NULL AND r.status <> '{_GONE}'
    GROUP BY s.programme, p.country
"""
_COMMITTEES = "SELECT id, kind, name, community FROM organisations"
# Whoever became one with another serves as that one.
_TERMS = """
    SELECT iif(p.merged_into = '', p.id, p.merged_into), m.organisation, m.from_year, m.until_year
    FROM memberships m JOIN people p ON p.id = m.person
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

    def expected(self) -> Counter[tuple[str, str]]:
        """Count the registrations that take part by programme and country."""
        return self._counted(_EXPECTED) + self._counted(_CAME_UNREGISTERED)

    def came(self) -> Counter[tuple[str, str]]:
        """Count whoever came, at a door or by a list, by programme and country."""
        return self._counted(_CAME)

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

    def directory(self) -> YearFacts:
        """Read programmes, partnerships, communities, committees and who serves in them."""
        ask = self._connection.execute
        kinds = ask(_COMMITTEES).fetchall()
        return YearFacts(
            programmes=[YearProgramme(*row) for row in ask(_PROGRAMMES)],
            partnerships=dict(ask("SELECT id, name FROM partnerships").fetchall()),
            communities=dict(ask("SELECT id, country FROM communities").fetchall()),
            committees=frozenset(id_ for id_, kind, *_rest in kinds if _is_committee(kind)),
            terms=[Term(*row) for row in ask(_TERMS)],
        )

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

    def _counted(self, query: str) -> Counter[tuple[str, str]]:
        counts: Counter[tuple[str, str]] = Counter()
        for programme, country, count in self._connection.execute(query):
            counts[programme, country] = count
        return counts

    def several(self) -> list[tuple[str, list[str]]]:
        """Give whoever has several registrations: their country, and the programmes of each."""
        several: dict[str, tuple[str, list[str]]] = {}
        for country, person, programme in self._connection.execute(_REPEATED):
            several.setdefault(person, (country, []))[1].append(programme)
        return [known for known in several.values() if len(known[1]) > 1]


def _is_committee(kind: str) -> bool:
    return kind.strip().casefold() in _COMMITTEE_WORDS
