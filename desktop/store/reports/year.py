"""Queries about the platform's year: programmes, their people by country, committees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from desktop.domain.attendees.registration import NOT_EXPECTED
from desktop.domain.reports.year import (
    COMMITTEE,
    Attendances,
    Repeated,
    Term,
    YearFacts,
    YearProgramme,
)
from desktop.store.engine.engine import Connection, Database

_OUT = tuple(state.value for state in NOT_EXPECTED)
_MARKS = ",".join("?" * len(_OUT))
_PROGRAMMES = (
    "SELECT id, code, title, starts_on, partnership, area, budget, counted FROM programmes"
)
# The roster has a row for each scope: the narrow rows of the programmes' own, without names.
_EXPECTED = f"""
    SELECT p.id, coalesce(c.text, ''), n FROM (
        SELECT t.programme, t.country, count(*) AS n FROM roster t
        WHERE t.programme > 0 AND t.status NOT IN (SELECT id FROM labels WHERE text IN ({_MARKS}))
        GROUP BY t.programme, t.country
    ) JOIN programmes p ON p."row" = programme LEFT JOIN labels c ON c.id = country
"""
# Along the index of people: whoever is there once is not looked at again.
_SEVERAL = "SELECT person FROM registrations GROUP BY person HAVING count(*) > 1"
_REPEATED = f"""
    SELECT p.country, r.person, r.programme FROM ({_SEVERAL}) s
    CROSS JOIN registrations r ON r.person = s.person JOIN people p ON p.id = r.person
    WHERE r.status NOT IN ({_MARKS}) ORDER BY r.person
"""
_CAME = f"""
    SELECT s.programme, p.country, count(DISTINCT r.person) FROM presences s
    JOIN registrations r ON r.id = s.registration JOIN people p ON p.id = r.person
    WHERE s.first_in_ms IS NOT NULL AND r.status NOT IN ({_MARKS})
    GROUP BY s.programme, p.country
"""
_COMMITTEES = "SELECT id, kind FROM organisations"
# Whoever became one with another serves as that one.
_TERMS = """
    SELECT iif(p.merged_into = '', p.id, p.merged_into), m.organisation, m.from_year, m.until_year
    FROM memberships m JOIN people p ON p.id = m.person
"""
_EVERYBODY = f"""
    SELECT r.id, r.person, r.programme, p.country, p.email, r.name_key,
        EXISTS (SELECT 1 FROM presences s WHERE s.programme = r.programme
            AND s.registration = r.id AND s.first_in_ms IS NOT NULL)
    FROM registrations r JOIN people p ON p.id = r.person WHERE r.status NOT IN ({_MARKS})
"""
_COMMITTEE_WORDS = frozenset({COMMITTEE, "committees", "ועדה"})


class Participation(NamedTuple):
    """One registration that was expected, and by what its person is known again elsewhere."""

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
        """Count expected registrations by programme and country."""
        return self._counted(_EXPECTED)

    def came(self) -> Counter[tuple[str, str]]:
        """Count whoever was met at a door by programme and country."""
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
            committees=frozenset(
                id_ for id_, kind in kinds if kind.strip().casefold() in _COMMITTEE_WORDS
            ),
            terms=[Term(*row) for row in ask(_TERMS)],
        )

    def everybody(self) -> list[Participation]:
        """List every expected registration, to unite people of several stores."""
        rows = self._connection.execute(_EVERYBODY, _OUT)
        return [Participation(*row) for row in rows]

    def _counted(self, query: str) -> Counter[tuple[str, str]]:
        counts: Counter[tuple[str, str]] = Counter()
        for programme, country, count in self._connection.execute(query, _OUT):
            counts[programme, country] = count
        return counts

    def several(self) -> list[tuple[str, list[str]]]:
        """Give whoever has several registrations: their country, and the programmes of each."""
        several: dict[str, tuple[str, list[str]]] = {}
        for country, person, programme in self._connection.execute(_REPEATED, _OUT):
            several.setdefault(person, (country, []))[1].append(programme)
        return [known for known in several.values() if len(known[1]) > 1]
