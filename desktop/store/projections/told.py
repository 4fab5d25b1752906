"""What desks said, by time: answers at doors, marks at roll calls, badges printed, overrides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.domain.journal.bodies import (
    MARK,
    MOVE,
    OVERRIDE,
    PRINT,
    REFUSE,
    UNDO,
    said_ms,
    undone_id,
)
from desktop.domain.journal.entry import EntryId, SubjectType
from desktop.domain.rollcall.marks import living_marks
from desktop.store.engine.engine import Connection
from desktop.store.engine.report_schema import doing_row
from desktop.store.projections import rows
from desktop.store.projections.change import Change

_VERDICT = "INSERT OR REPLACE INTO verdicts VALUES (?,?,?,?,?,?,?,?,?,?)"
_UNDONE = (
    "UPDATE verdicts SET undone_ms = ? WHERE programme = ? AND at_ms = ? AND desk = ? AND n = ?"
)
_MARK = f"INSERT INTO marks VALUES ({','.join('?' * len(rows.MARK_COLUMNS))})"
_NO_MARKS = "DELETE FROM marks WHERE who = ?"


def project_told(connection: Connection, changes: Sequence[Change]) -> None:
    """Write what follows from the new entries of some subjects, inside the caller's transaction."""
    _project_marks(connection, changes)
    _project_verdicts(connection, changes)
    _project_doings(connection, changes)


def _project_marks(connection: Connection, changes: Iterable[Change]) -> None:
    """Keep of everybody's marks at roll calls those that count."""
    for change in changes:
        if change.type == SubjectType.MARK:
            connection.execute(_NO_MARKS, (change.id,))
            said = [entry for entry in change.known if entry.kind == MARK]
            marks = living_marks(said, change.id, change.state.undone)
            connection.executemany(_MARK, [rows.mark_row(mark) for mark in marks])


def _project_verdicts(connection: Connection, changes: Iterable[Change]) -> None:
    for change in changes:
        for entry in change.new:
            if entry.kind in (MOVE, REFUSE):
                undone_ms = change.state.undone.get(entry.id)
                connection.execute(_VERDICT, rows.verdict_row(entry, undone_ms))
            elif entry.kind == UNDO:
                _mark_undone(connection, change, undone_id(entry))


def _project_doings(connection: Connection, changes: Iterable[Change]) -> None:
    """Keep by time what was printed and passed over, and what of it was taken back."""
    for change in changes:
        kinds = {entry.kind for entry in change.new}
        if kinds & {PRINT, OVERRIDE, UNDO}:
            # What an undo names may have come long before.
            for entry in change.known if UNDO in kinds else change.new:
                if made := doing_row(entry, change.state.undone.get(entry.id)):
                    connection.execute(*made)


def _mark_undone(connection: Connection, change: Change, target: EntryId) -> None:
    for entry in change.known:
        if entry.id == target and entry.kind in (MOVE, REFUSE):
            at_ms = said_ms(entry)
            where = (entry.programme, at_ms, *target)
            connection.execute(_UNDONE, (change.state.undone[target], *where))
