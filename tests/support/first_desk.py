"""A desk of the first Muster at a hub: the statements that it was released with.

They stand here as they were, whatever today's Muster sends: computers with them are about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

from desktop.domain.journal.entry import StoredEntry

SCHEMA = Path(__file__).parents[1] / "fixtures" / "hub" / "schema-1.sql"
KNOWN_VERSION = 1
_INCOMING = """
    CREATE TEMP TABLE IF NOT EXISTS incoming (desk text, n bigint, clock bigint, actor text,
        kind text, subject text, programme text, body text, seen text, chain bytea)
        ON COMMIT DELETE ROWS
"""
_COPY = """
    COPY incoming (desk, n, clock, actor, kind, subject, programme, body, seen, chain) FROM STDIN
"""
_TAKE = """
    INSERT INTO muster.entries
        (desk, n, clock, actor, kind, subject, programme, body, seen, chain)
    SELECT * FROM incoming ORDER BY desk, n ON CONFLICT DO NOTHING
"""
_PULL = """
    SELECT l.desk, l.n, e.clock, e.actor, e.kind, e.subject, e.programme, e.body, e.seen, l.chain,
        l.x::text, l.seq
    FROM (
        SELECT * FROM muster.links
        WHERE (x, seq) > (%s::xid8, %s) AND x < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY x, seq LIMIT %s
    ) l LEFT JOIN muster.entries e ON e.desk = l.desk AND e.n = l.n
    ORDER BY l.x, l.seq
"""
_PULL_DESK = """
    SELECT l.desk, l.n, e.clock, e.actor, e.kind, e.subject, e.programme, e.body, e.seen, l.chain
    FROM muster.links l LEFT JOIN muster.entries e ON e.desk = l.desk AND e.n = l.n
    WHERE l.desk = %s AND l.n > %s ORDER BY l.n LIMIT %s
"""
_OF_SUBJECTS = """
    SELECT desk, n, clock, actor, kind, subject, programme, body, seen, chain
    FROM muster.entries WHERE subject = ANY(%s) ORDER BY desk, n
"""
Row = tuple[object, ...]


def make_first_hub(url: str) -> None:
    """Let the first Muster make its schema in an empty database."""
    with psycopg.connect(url) as link:
        link.execute(SCHEMA.read_bytes())


class FirstDesk:
    """An open connection as the first Muster keeps it."""

    def __init__(self, link: psycopg.Connection[Row]) -> None:
        self._link = link
        version, self.hub_id = self._rows("SELECT version, id FROM muster.hub")[0]
        assert int(str(version)) <= KNOWN_VERSION, "the first Muster refuses this hub"
        link.execute("LISTEN muster_news")
        link.execute(_INCOMING)
        link.execute("SELECT muster.renew_if_moved()")
        self.programmes = self._rows("SELECT muster.my_programmes()")[0][0]

    def push(self, entries: Sequence[StoredEntry]) -> int:
        with self._link.transaction():
            with self._link.cursor() as cursor:
                with cursor.copy(_COPY) as copy:
                    for entry in entries:
                        copy.write_row(entry)
                new = cursor.execute(_TAKE).rowcount
            told = f"{entries[-1].desk} {entries[-1].number}"
            self._link.execute("SELECT pg_notify('muster_news', %s)", (told,))
        return new

    def pull(self) -> list[Row]:
        return [row[:-2] for row in self._rows(_PULL, ("0", 0, 5000))]

    def pull_desk(self, desk: str) -> list[Row]:
        return self._rows(_PULL_DESK, (desk, 0, 5000))

    def of_subject(self, subject: str) -> list[Row]:
        return self._rows(_OF_SUBJECTS, ([subject],))

    def tell(self, desk: str, name: str) -> None:
        self._link.execute("SELECT muster.tell(%s, %s, %s, %s)", (desk, name, 250, 3))

    def heard(self) -> list[str]:
        rows = self._rows("SELECT * FROM muster.heard()")
        return sorted(str(desk) for desk, _ago_ms, _clock_off_ms in rows)

    def lacks(self, name: str) -> bool:
        return bool(self._rows("SELECT muster.lacks(%s)", ([name],)))

    def keep_photo(self, name: str, content: bytes) -> None:
        self._link.execute("SELECT muster.keep_photo(%s, %s)", (name, content))

    def photo(self, name: str) -> object:
        return self._rows("SELECT muster.photo(%s)", (name,))[0][0]

    def admit(self, role: str, programme: str) -> None:
        told = "INSERT INTO muster.members VALUES (%s, %s) ON CONFLICT DO NOTHING"
        self._link.execute(told, (role, programme))

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        return self._link.execute(query.encode(), values or None).fetchall()


@contextmanager
def first_desk(url: str) -> Iterator[FirstDesk]:
    """Let a desk of the first Muster come to a hub."""
    with psycopg.connect(url, autocommit=True) as link:
        yield FirstDesk(link)
