"""Scan to durable verdict against one bare 4 KiB write with fdatasync on the same disk."""

from __future__ import annotations

import random
from functools import partial
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
from desktop.domain.checkin.codes import Reading
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.transfer.guest_list import open_guest_list

SCANS = 2_000
WARM_UP = 100
# The window does this from an idle timer, so that the log of pages is written over, not longer.
SCANS_BETWEEN_TIDYING = 10


class ScanFigures(NamedTuple):
    """A scan's and the bare disk's figures, measured in turns in the same run."""

    people: int
    scan: Figures
    disk: Figures


def run(people: int) -> ScanFigures:
    """Scan people of a store of this size, one bare write between two scans."""
    with scratch() as folder:
        write_guest_list(folder / "guests.csv", people)
        front_desk = open_store(folder)
        programme = front_desk.programmes.find_or_make("BENCH")
        guests = open_guest_list(folder / "guests.csv")
        front_desk.importing(programme, guests).run(rows_at_once=4_000)
        station = Station(programme, front_desk.programmes.points(programme)[0])
        readings = ticket_readings(front_desk, programme.id)
        disk = BareDisk(folder / "bare")
        scans, writes = [], []
        for number, reading in enumerate(readings):
            scan_ms = timed(partial(front_desk.desk.scan, station, reading))
            write_ms = timed(disk.write)
            if number % SCANS_BETWEEN_TIDYING == 0:
                front_desk.tidy()
            if number >= WARM_UP:
                scans.append(scan_ms)
                writes.append(write_ms)
        disk.close()
        front_desk.close()
        return ScanFigures(people, figures(scans), figures(writes))


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
        print(scan_figures, scan_figures.scan.median_ms / scan_figures.disk.median_ms)
