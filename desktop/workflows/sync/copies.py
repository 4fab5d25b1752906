"""Notices at opening that a store is a copy: restored from a backup, or cloned."""

from __future__ import annotations

from desktop.domain.failures import EnvironmentFailure
from desktop.files.sync.desk_marks import DeskMarks
from desktop.store.store import Store

MACHINE = "machine"


def part_if_copied(store: Store, marks: DeskMarks) -> bool:
    """Let a store that is a copy go on as a desk of its own; tell whether it is one.

    It is one where another computer wrote it, or where this one remembers more entries of it. What
    neither tells shows at the first exchange.
    """
    machine = store.setting(MACHINE)
    is_of_other = bool(machine and marks.machine) and machine != marks.machine
    is_copy = is_of_other or marks.newest(store.desk) > store.journal.newest()
    is_moved = bool(marks.machine) and machine != marks.machine
    if is_copy or is_moved:
        # Only then: a store must open on a disk that is full.
        with store.write():
            if is_copy:
                store.repair_clone()
            if is_moved:
                store.keep_setting(MACHINE, marks.machine)
    keep_mark(store, marks)
    return is_copy


def keep_mark(store: Store, marks: DeskMarks) -> None:
    """Remember outside of a store how far it goes; one that cannot be read is not remembered."""
    try:
        with store.read():
            newest = store.journal.newest()
    except EnvironmentFailure:
        return
    marks.keep(store.desk, newest)
