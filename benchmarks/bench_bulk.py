"""A first list and a join, against bare inserts of the same rows into the same tables."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks import bench_import
from benchmarks.common import open_store, scratch, timed, write_guest_list
from benchmarks.recording import Asked, again, recorded
from desktop.sync.report import AT_ONCE
from desktop.workflows.opening import FrontDesk

ROWS = 60_000
# What is no insert of its own: questions, and the engine's own housekeeping.
_ROWS_OF = ("INSERT", "BEGIN", "COMMIT", "PRAGMA wal")


class BulkFigures(NamedTuple):
    """Microseconds of a row of a list, and of the same by bare inserts; entries of a join.

    `joined` is entries a second of the processor, `bare` the same by bare inserts.
    """

    row_us: float
    bare_row_us: float
    joined: float
    bare_joined: float


def run(rows: int = ROWS) -> BulkFigures:
    """Import a list, let another desk join, and insert what both wrote once more."""
    with scratch() as folder:
        guests = folder / "guests.csv"
        write_guest_list(guests, rows)
        row_us = _import(folder / "first", guests) * 1e6 / rows
        with recorded() as asked:
            _import(folder / "recorded", guests)
        bare_us = _bare(folder / "bare", asked) * 1e6 / rows
        entries, joined_s = _join(folder / "first", folder / "joined")
        with recorded() as asked:
            _join(folder / "first", folder / "joined and recorded")
        bare_s = _bare(folder / "bare join", asked, by_processor=True)
        return BulkFigures(row_us, bare_us, entries / joined_s, entries / bare_s)


def _open(folder: Path) -> FrontDesk:
    folder.mkdir(exist_ok=True)
    return open_store(folder)


def _import(folder: Path, guests: Path) -> float:
    front_desk = _open(folder)
    programme = front_desk.programmes.find_or_make("BENCH")
    took_s = timed(lambda: bench_import._import(front_desk, programme, guests)) / 1000
    front_desk.close()
    return took_s


def _join(source: Path, folder: Path) -> tuple[int, float]:
    """Take all that a desk has into a new store, page by page; seconds of the processor."""
    first, joining = _open(source), _open(folder)
    store, journal = joining._store, first._store.journal
    own, done = first._store.desk, 0
    took_s = 0.0
    while page := journal.stored_after(own, done, AT_ONCE):
        done += len(page)
        begun = time.process_time()
        with store.write():
            store.take_in(page, "bench")
        store.tidy()
        took_s += time.process_time() - begun
    first.close()
    joining.close()
    return done, took_s


def _bare(folder: Path, asked: list[Asked], *, by_processor: bool = False) -> float:
    """Insert rows that were recorded into an empty store, in their transactions."""
    inserts = [each for each in asked if each.query.lstrip().startswith(_ROWS_OF)]
    own = next(n for n, each in enumerate(inserts) if "INTO journal" in each.query)
    begins = [n for n, each in enumerate(inserts[:own]) if each.query.startswith("BEGIN")]
    front_desk = _open(folder)
    connection = front_desk._store.db.conn
    for table in ("journal_is_never_cut", "journal_is_never_changed"):
        connection.execute(f"DROP TRIGGER {table}")
    connection.execute("DELETE FROM journal")
    clock = time.process_time if by_processor else time.perf_counter
    begun = clock()
    again(connection, [_replacing(each) for each in inserts[begins[-1] :]])
    took_s = clock() - begun
    front_desk.close()
    return took_s


def _replacing(asked: Asked) -> Asked:
    """Let rows that the empty store has, such as the desk's name, be written over."""
    query = asked.query.replace("INSERT INTO", "INSERT OR REPLACE INTO", 1)
    return asked if "ON CONFLICT" in query or " OR " in asked.query else asked._replace(query=query)


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
