"""The queue of this computer's printers: jobs and their parts, a part being a sheet or a label."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from desktop.domain.printing.printing import Copy, JobSummary, Part, PartState
from desktop.store.engine.engine import Connection, Database

_JOB = ("id", "programme", "title", "printer", "made_ms", "is_urgent", "is_paused")
_PART = "number, copies, first_label, state, ticket, reason"


class JobRow(NamedTuple):
    """A job as it is kept; `setup` is what its sheets are painted from, as JSON."""

    id: str
    programme: str
    title: str
    printer: str
    setup: str
    made_ms: int
    is_urgent: bool
    is_paused: bool


class PrintJobs:
    """Kept on this computer only: what came out is in the journal, how it came is not."""

    def __init__(self, db: Database) -> None:
        """Read and write in this store."""
        self._connection: Connection = db.conn

    def add(self, job: JobRow, parts: Sequence[Part]) -> None:
        """Put a job at the end of the queue, inside a transaction."""
        self._connection.execute("INSERT INTO print_jobs VALUES (?,?,?,?,?,?,?,?)", job)
        self._connection.executemany(
            "INSERT INTO print_parts VALUES (?,?,?,?,?,?,?,?)",
            [(job.id, part.number, json.dumps(part.copies), len(part.copies), part.first_label,
              part.state.value, part.ticket, part.reason) for part in parts],
        )  # fmt: skip

    def job(self, id_: str) -> JobRow | None:
        """Find a job."""
        row = self._connection.execute("SELECT * FROM print_jobs WHERE id = ?", (id_,)).fetchone()
        return JobRow(*row) if row else None

    def change(self, id_: str, **values: Any) -> None:
        """Change columns of a job: `printer`, `is_paused`."""
        assert values.keys() <= {"printer", "is_paused", "is_urgent"}
        sets = ", ".join(f"{name} = ?" for name in values)
        self._connection.execute(
            f"UPDATE print_jobs SET {sets} WHERE id = ?", (*values.values(), id_)
        )

    def summaries(self, limit: int) -> Sequence[JobSummary]:
        """List the newest jobs with their counts of badges by state, newest first."""
        query = """
            SELECT j.id, j.programme, j.title, j.printer, j.made_ms, j.is_urgent, j.is_paused,
                p.state, sum(p.badges), max(p.reason)
            FROM (SELECT * FROM print_jobs ORDER BY made_ms DESC, id DESC LIMIT ?) j
            JOIN print_parts p ON p.job = j.id GROUP BY j.id, p.state
            ORDER BY j.made_ms DESC, j.id DESC
        """
        found: dict[str, tuple[dict[str, Any], dict[PartState, int], list[str]]] = {}
        for row in self._connection.execute(query, (limit,)):
            job = dict(zip(_JOB, (*row[:5], bool(row[5]), bool(row[6])), strict=True))
            state, badges, reason = row[7:]
            _head, counts, reasons = found.setdefault(row[0], (job, {}, []))
            counts[PartState(state)] = badges
            reasons.append(reason)
        return [
            JobSummary(**head, counts=counts, reason=max(reasons))
            for head, counts, reasons in found.values()
        ]

    def parts(self, job: str) -> Sequence[Part]:
        """List the parts of a job in order."""
        query = f"SELECT {_PART} FROM print_parts WHERE job = ? ORDER BY number"
        return [_part(row) for row in self._connection.execute(query, (job,))]

    def open_parts(self) -> Sequence[tuple[JobRow, Part]]:
        """List what is on its way in the spoolers: parts being sent, and parts that were sent."""
        query = f"""
            SELECT j.*, {", ".join(f"p.{one.strip()}" for one in _PART.split(","))}
            FROM print_parts p JOIN print_jobs j ON j.id = p.job
            WHERE p.state IN ('sending', 'sent') ORDER BY j.made_ms, p.number
        """
        return [
            (JobRow(*row[:8]), _part(row[8:])) for row in self._connection.execute(query).fetchall()
        ]

    def next_parts(self, limit: int) -> Sequence[tuple[JobRow, Part]]:
        """List what waits, of each printer the first ones: urgent jobs first, then in their order.

        A job that is paused, or has a part that failed, holds its other parts back.
        """
        query = f"""
            SELECT * FROM (
                SELECT j.*, {", ".join(f"p.{one.strip()}" for one in _PART.split(","))},
                    row_number() OVER (PARTITION BY j.printer
                        ORDER BY j.is_urgent DESC, j.made_ms, j.id, p.number) AS place
                FROM print_parts p JOIN print_jobs j ON j.id = p.job
                WHERE p.state = 'waiting' AND NOT j.is_paused AND NOT EXISTS (
                    SELECT 1 FROM print_parts b WHERE b.job = j.id
                    AND b.state IN ('failed', 'uncertain'))
            ) WHERE place <= ? ORDER BY place
        """
        rows = self._connection.execute(query, (limit,)).fetchall()
        return [(JobRow(*row[:8]), _part(row[8:14])) for row in rows]

    def set_state(
        self, job: str, number: int, state: PartState, ticket: str | None = None, reason: str = ""
    ) -> None:
        """Say how far a part is; a ticket is kept unless another one is given."""
        self._connection.execute(
            "UPDATE print_parts SET state = ?, ticket = coalesce(?, ticket), reason = ?"
            " WHERE job = ? AND number = ?",
            (state.value, ticket, reason, job, number),
        )

    def count_open(self) -> int:
        """Count the parts that are waiting or on their way."""
        query = "SELECT count(*) FROM print_parts WHERE state IN ('waiting', 'sending', 'sent')"
        return int(self._connection.execute(query).fetchone()[0])

    def on_their_way(self, programme: str) -> set[str]:
        """Give the registrations whose badge is in the queue and not out yet."""
        query = """
            SELECT p.copies FROM print_parts p JOIN print_jobs j ON j.id = p.job
            WHERE j.programme = ? AND json_extract(j.setup, '$.is_badge') AND p.state IN
                ('waiting', 'sending', 'sent', 'failed', 'uncertain')
        """
        found: set[str] = set()
        for (copies,) in self._connection.execute(query, (programme,)):
            found.update(one[0] for one in json.loads(copies))
        return found

    def forget(self, before_ms: int) -> None:
        """Drop jobs that were settled long ago."""
        settled = """
            SELECT id FROM print_jobs j WHERE made_ms < ? AND NOT EXISTS (
                SELECT 1 FROM print_parts p WHERE p.job = j.id
                AND p.state NOT IN ('printed', 'untold', 'cancelled'))
        """
        ids = self._connection.execute(settled, (before_ms,)).fetchall()
        self._connection.executemany("DELETE FROM print_parts WHERE job = ?", ids)
        self._connection.executemany("DELETE FROM print_jobs WHERE id = ?", ids)


def _part(row: Any) -> Part:
    number, copies, first_label, state, ticket, reason = row
    people = tuple(Copy(*one) for one in json.loads(copies))
    return Part(number, people, first_label, PartState(state), ticket, reason)
