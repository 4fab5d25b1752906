"""Notices at opening that a store is a copy: restored from a backup, or cloned."""

from __future__ import annotations

from desktop.files.sync.desk_marks import DeskMarks
from desktop.store.store import Store

MACHINE = "machine"


def part_if_copied(store: Store, marks: DeskMarks) -> bool:
    """Let a store that is a copy go on as a desk of its own; tell whether it is one.

    It is one where another computer wrote it, where this one remembers more entries of it, or
    where the store that it remembers lies elsewhere and is still there. What none of these tell
    shows at the first exchange.
    """
    machine = store.setting(MACHINE)
    mark = marks.read(store.desk)
    is_of_other = bool(machine and marks.machine) and machine != marks.machine
    is_behind = mark is not None and mark.newest > store.journal.newest()
    is_copy = is_of_other or is_behind or marks.lies_elsewhere(store.desk, store.path)
    with store.write():
        if is_copy:
            store.repair_clone()
        if marks.machine and machine != marks.machine:
            store.keep_setting(MACHINE, marks.machine)
    keep_mark(store, marks)
    return is_copy


def keep_mark(store: Store, marks: DeskMarks) -> None:
    """Remember outside of a store how far it goes."""
    marks.keep(store.desk, store.journal.newest(), store.path)
