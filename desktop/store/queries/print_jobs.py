"""The queue of this computer's printers: jobs, and their sheets or labels."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from desktop.domain.printing.printing import Copy, JobSummary, Sheet, SheetState
from desktop.store.engine.engine import Connection, Database

_SHEET = ("number", "copies", "first_label", "state", "ticket", "reason")


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


_JOB_COLUMNS = ", ".join(f"j.{name}" for name in JobRow._fields)
_SHEET_COLUMNS = ", ".join(f"p.{name}" for name in _SHEET)


class PrintJobs:
    """Kept on this computer only: what came out is in the journal, how it came is not."""

    def __init__(self, db: Database) -> None:
        """Read and write in this store."""
        self._connection: Connection = db.conn

    def add(self, job: JobRow, sheets: Sequence[Sheet]) -> None:
        """Put a job at the end of the queue, inside a transaction."""
        self._connection.execute("INSERT INTO print_jobs VALUES (?,?,?,?,?,?,?,?)", job)
        self._connection.executemany(
            "INSERT INTO print_parts VALUES (?,?,?,?,?,?,?,?)",
            [(job.id, sheet.number, json.dumps(sheet.copies), len(sheet.copies), sheet.first_label,
              sheet.state.value, sheet.ticket, sheet.reason) for sheet in sheets],
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
        query = f"""
            SELECT {_JOB_COLUMNS}, p.state, sum(p.badges), max(p.reason)
            FROM (SELECT * FROM print_jobs ORDER BY made_ms DESC, id DESC LIMIT ?) j
            JOIN print_parts p ON p.job = j.id GROUP BY j.id, p.state
            ORDER BY j.made_ms DESC, j.id DESC
        """
        jobs: dict[str, tuple[JobRow, dict[SheetState, int], list[str]]] = {}
        for *job, state, badges, reason in self._connection.execute(query, (limit,)):
            row = JobRow(*job)
            _row, counts, reasons = jobs.setdefault(row.id, (row, {}, []))
            counts[SheetState(state)] = badges
            reasons.append(reason)
        return [
            JobSummary(
                row.id, row.programme, row.title, row.printer, row.made_ms, bool(row.is_urgent),
                bool(row.is_paused), counts, max(reasons),
            )
            for row, counts, reasons in jobs.values()
        ]  # fmt: skip

    def sheets(self, job: str) -> Sequence[Sheet]:
        """List the sheets of a job in order."""
        query = f"SELECT {_SHEET_COLUMNS} FROM print_parts p WHERE job = ? ORDER BY number"
        return [_sheet(row) for row in self._connection.execute(query, (job,))]

    def open_sheets(self) -> Sequence[tuple[JobRow, Sheet]]:
        """List what is on its way in the spoolers: sheets being sent, and sheets that were sent."""
        query = f"""
            SELECT {_JOB_COLUMNS}, {_SHEET_COLUMNS}
            FROM print_parts p JOIN print_jobs j ON j.id = p.job
            WHERE p.state IN ('sending', 'sent') ORDER BY j.made_ms, p.number
        """
        return [*map(_with_job, self._connection.execute(query).fetchall())]

    def next_sheets(self, limit: int) -> Sequence[tuple[JobRow, Sheet]]:
        """List what waits, of each printer the first ones: urgent jobs first, then in their order.

        A job that is paused, or has a sheet that failed, holds its other sheets back.
        """
        query = f"""
            SELECT {", ".join((*JobRow._fields, *_SHEET))} FROM (
                SELECT {_JOB_COLUMNS}, {_SHEET_COLUMNS},
                    row_number() OVER (PARTITION BY j.printer
                        ORDER BY j.is_urgent DESC, j.made_ms, j.id, p.number) AS place
                FROM print_parts p JOIN print_jobs j ON j.id = p.job
                WHERE p.state = 'waiting' AND NOT j.is_paused AND NOT EXISTS (
                    SELECT 1 FROM print_parts b WHERE b.job = j.id
                    AND b.state IN ('failed', 'uncertain'))
            ) WHERE place <= ? ORDER BY place
        """
        rows = self._connection.execute(query, (limit,)).fetchall()
        return [*map(_with_job, rows)]

    def set_state(
        self, job: str, number: int, state: SheetState, ticket: str | None = None, reason: str = ""
    ) -> None:
        """Say how far a sheet is; a ticket is kept unless another one is given."""
        self._connection.execute(
            "UPDATE print_parts SET state = ?, ticket = coalesce(?, ticket), reason = ?"
            " WHERE job = ? AND number = ?",
            (state.value, ticket, reason, job, number),
        )

    def count_open(self) -> int:
        """Count the sheets that are waiting or on their way."""
        query = "SELECT count(*) FROM print_parts WHERE state IN ('waiting', 'sending', 'sent')"
        return int(self._connection.execute(query).fetchone()[0])

    def on_their_way(self, programme: str) -> set[str]:
        """Give the registrations whose badge is in the queue and not out yet."""
        query = """
            SELECT p.copies FROM print_parts p JOIN print_jobs j ON j.id = p.job
            WHERE j.programme = ? AND json_extract(j.setup, '$.is_badge') AND p.state IN
                ('waiting', 'sending', 'sent', 'failed', 'uncertain')
        """
        ids: set[str] = set()
        for (copies,) in self._connection.execute(query, (programme,)):
            ids.update(load[0] for load in json.loads(copies))
        return ids

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


def _with_job(row: Sequence[Any]) -> tuple[JobRow, Sheet]:
    cells = iter(row)
    job = dict(zip(JobRow._fields, cells, strict=False))
    return JobRow(**job), _sheet(list(cells))


def _sheet(row: Sequence[Any]) -> Sheet:
    fields = dict(zip(_SHEET, row, strict=True))
    fields["copies"] = tuple(Copy(*pair) for pair in json.loads(fields["copies"]))
    fields["state"] = SheetState(fields["state"])
    return Sheet(**fields)
