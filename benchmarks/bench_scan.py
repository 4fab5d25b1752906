"""Scan to durable verdict, against the same rows by bare SQL, and against the bare disk.

The bare SQL is what the scan itself asked of the engine, asked again of a twin of the store: the
same rows found and written, the same commit, and no Python between.
"""

from __future__ import annotations

import random
import shutil
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.common import (
    BareDisk,
    Figures,
    figures,
    open_store,
    scratch,
    timed,
    write_guest_list,
)
from benchmarks.recording import Asked, again, recorded
from desktop.domain.checkin.codes import Reading
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list

SCANS = 2_000
WARM_UP = 100
# The window does this from an idle timer, so that the log of pages is written over, not longer.
SCANS_BETWEEN_TIDYING = 10


class ScanFigures(NamedTuple):
    """A scan's figures, those of the same rows by bare SQL, and the bare disk's, in one run."""

    people: int
    scan: Figures
    bare: Figures
    disk: Figures


def run(people: int) -> ScanFigures:
    """Scan people of a store of this size; one bare write of each kind between two scans."""
    with scratch() as folder:
        _fill(folder, people)
        twin = folder / "twin"
        twin.mkdir()
        shutil.copy(folder / "bench.db", twin)
        with recorded() as asked:
            front_desk = open_store(folder)
        bare_desk = FrontDesk.open_beside(front_desk, twin / "bench.db", folder / "key" / "key")
        found = _scan(front_desk, bare_desk, asked, BareDisk(folder / "bare"))
        bare_desk.close()
        front_desk.close()
        return ScanFigures(people, *map(figures, found))


def _fill(folder: Path, people: int) -> None:
    """Import a list and let go of the store, so that its file can be copied."""
    write_guest_list(folder / "guests.csv", people)
    front_desk = open_store(folder)
    programme = front_desk.programmes.find_or_make("BENCH")
    guests = open_guest_list(folder / "guests.csv")
    front_desk.importing(programme, guests).run(rows_at_once=4_000)
    front_desk.close()


def _scan(
    front_desk: FrontDesk, bare_desk: FrontDesk, asked: list[Asked], disk: BareDisk
) -> tuple[list[float], list[float], list[float]]:
    programme = front_desk.programmes.all()[0]
    station = Station(programme, front_desk.programmes.points(programme)[0])
    scans, bares, writes = [], [], []
    for number, reading in enumerate(ticket_readings(front_desk, programme.id)):
        asked.clear()
        scan_ms = timed(partial(front_desk.desk.scan, station, reading))
        same = asked[:]
        bare_ms = timed(partial(again, bare_desk._store.db.conn, same))
        write_ms = timed(disk.write)
        if number % SCANS_BETWEEN_TIDYING == 0:
            front_desk.tidy()
            bare_desk.tidy()
        if number >= WARM_UP:
            scans.append(scan_ms)
            bares.append(bare_ms)
            writes.append(write_ms)
    disk.close()
    return scans, bares, writes


def ticket_readings(front_desk: object, programme: str) -> list[Reading]:
    """Give ticket codes from all over the list."""
    store = front_desk._store  # type: ignore[attr-defined]
    query = "SELECT ticket_code FROM registrations WHERE programme = ? ORDER BY random() LIMIT ?"
    rows = store.db.conn.execute(query, (programme, SCANS + WARM_UP)).fetchall()
    codes = [row[0] for row in rows]
    random.Random(1).shuffle(codes)
    return [Reading(code) for code in codes]


if __name__ == "__main__":
    for size in (3_000, 60_000):
        scan_figures = run(size)
        print(scan_figures, scan_figures.scan.median_ms / scan_figures.bare.median_ms)
