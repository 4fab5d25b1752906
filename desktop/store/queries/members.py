"""Queries about who serves in an organisation."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.attendees.person import PERSON_FIELDS, Person
from desktop.domain.programme.partnership import Membership
from desktop.store.engine.engine import Connection, Database

_TERM = "SELECT id, person, organisation, role, from_year, until_year FROM memberships"
_PEOPLE = f"""
    SELECT a.id, {", ".join(f"p.{name}" for name in ("id", *PERSON_FIELDS))} FROM people a
    JOIN people p ON p.id = iif(a.merged_into = '', a.id, a.merged_into)
    WHERE a.id IN ({{marks}})
"""
_BY_EMAIL = """
    SELECT DISTINCT p.id FROM people p JOIN registrations r ON r.person = p.id
    WHERE p.email <> '' AND p.email = ? COLLATE NOCASE AND p.merged_into = ''
"""
_BY_NAME = """
    SELECT DISTINCT r.person FROM programmes g CROSS JOIN registrations r
    INDEXED BY registrations_by_name ON r.programme = g.id AND r.name_key = ?
    WHERE r.merged_into = ''
"""


class Members:
    """Reads memberships, and people by what a list says of them."""

    def __init__(self, db: Database) -> None:
        """Read from this store."""
        self._connection: Connection = db.conn

    def terms_of(self, organisation: str, person: str) -> list[Membership]:
        """List how somebody serves in an organisation."""
        query = f"{_TERM} WHERE organisation = ? AND person = ?"
        return [Membership(*row) for row in self._connection.execute(query, (organisation, person))]

    def of(self, organisation: str) -> list[Membership]:
        """List who serves in an organisation."""
        query = f"{_TERM} WHERE organisation = ? ORDER BY from_year, id"
        return [Membership(*row) for row in self._connection.execute(query, (organisation,))]

    def people(self, ids: Sequence[str]) -> dict[str, Person]:
        """Give some people by their ids; who became one with another is given as that one."""
        marks = ",".join("?" * len(ids))
        found = self._connection.execute(_PEOPLE.format(marks=marks), list(ids))
        return {asked: Person(*row) for asked, *row in found}

    def people_like(self, email: str, name_key: str) -> list[str]:
        """Give the people that an email and a name may mean: by both, else by the one there is."""
        named = self._ids(_BY_NAME, name_key) if name_key else []
        if not email:
            return named
        mailed = self._ids(_BY_EMAIL, email)
        if not name_key:
            return mailed
        return [person for person in mailed if person in named]

    def _ids(self, query: str, value: str) -> list[str]:
        return [row[0] for row in self._connection.execute(query, (value,))]
