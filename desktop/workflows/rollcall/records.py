"""What stays of a roll call: every mark with its author, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from desktop.domain.attendees.fields import ROLLCALL_COLUMNS
from desktop.domain.rollcall.board import Board
from desktop.domain.rollcall.marks import Mark, replaced_by
from desktop.domain.rollcall.rollcall import OneRollCall
from desktop.files.tables.table_write import write_table
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.ports import directly
from desktop.workflows.transfer.export import iso_time

_YES = "yes"


class MarkRecord(NamedTuple):
    """A mark with whose it is, by which desk, and what became of it."""

    mark: Mark
    name: str
    desk: str
    is_taken_back: bool = False
    is_replaced: bool = False
    is_late: bool = False


class Records:
    """Reads what was said at roll calls from the journal."""

    def __init__(self, store: Store) -> None:
        """Read from this store."""
        self._store = store

    def of(self, board: Board, on_store: OnStore = directly) -> list[MarkRecord]:
        """List every mark of a roll call in the order in which they were made."""
        names = {one.id: one.name for one in board.everybody}
        return on_store(lambda: self._of(board.rollcall, names))

    def write(self, target: Path, board: Board, records: list[MarkRecord]) -> int:
        """Write them as a table, whole or not at all, and tell how many rows it has.

        Raises:
            FileUnwritable: the folder or the disk does not take it.
        """
        known = {one.id: one for one in board.everybody}
        rows = []
        for record in records:
            mark, one = record.mark, known.get(record.mark.who)
            seconds = (mark.at_ms - board.rollcall.begun_ms) // 1000
            rows.append([
                iso_time(mark.at_ms), f"{seconds}", record.name, one.second_name if one else "",
                one.organization if one else "", one.place_name if one else "", mark.state.value,
                mark.triage, mark.note, mark.told_by, mark.at, mark.marshal, record.desk,
                mark.actor, *(_YES if flag else "" for flag in record[-1:] + record[3:5]),
            ])  # fmt: skip
        return write_table(target, ROLLCALL_COLUMNS, rows)

    def _of(self, rollcall: OneRollCall, names: Mapping[str, str]) -> list[MarkRecord]:
        with self._store.read():
            told = list(self._store.rollcalls.every_mark(rollcall.ids))
            desks = self._store.desk_names()
        replaced = {
            id_ for _mark, entry, is_undone in told if not is_undone for id_ in replaced_by(entry)
        }
        records = [
            MarkRecord(
                mark,
                names.get(mark.who) or mark.name,
                desks.get(mark.id.desk, mark.id.desk),
                is_undone,
                mark.id in replaced,
                rollcall.is_late(mark.id),
            )
            for mark, entry, is_undone in told
        ]
        return sorted(records, key=lambda record: (record.mark.at_ms, record.mark.id))
