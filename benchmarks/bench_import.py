"""Import of a large guest list against the sqlite3 shell's .import into an indexed table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.common import HEADERS, open_store, scratch, timed, write_guest_list
from desktop.cli.import_command import ROWS_AT_ONCE
from desktop.domain.programme.programme import Programme
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list

ROWS = 300_000
# The shell's table is indexed by what the store, too, finds people by.
_INDEXED = ("Attendee #", "Email", "Last Name", "First Name", "שם פרטי", "שם משפחה", "Order #")


def run(rows: int = ROWS) -> tuple[float, float]:
    """Give the seconds of Muster's import and of the shell's."""
    with scratch() as folder:
        guests = folder / "guests.csv"
        write_guest_list(guests, rows)
        shell_s = min(_shell(folder / f"shell{n}.db", guests) for n in range(2))
        front_desk = open_store(folder)
        programme = front_desk.programmes.find_or_make("BENCH")
        muster_s = timed(lambda: _import(front_desk, programme, guests)) / 1000
        front_desk.close()
        return muster_s, shell_s


def _import(front_desk: FrontDesk, programme: Programme, guests: Path) -> None:
    run = front_desk.importing(programme, open_guest_list(guests))
    result = run.run(rows_at_once=ROWS_AT_ONCE)
    assert not result.problems, result.problems[:3]


def _shell(db: Path, guests: Path) -> float:
    """Time the shell; durable as ours, with one index for each key people are found by."""
    columns = ", ".join(f'"{name}" TEXT' for name in HEADERS)
    indexes = "".join(f'CREATE INDEX i{n} ON guests ("{name}");' for n, name in enumerate(_INDEXED))
    script = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
        f"CREATE TABLE guests ({columns}); {indexes}\n.import --csv --skip 1 {guests} guests\n"
    )
    command = ["sqlite3", str(db)]
    work = lambda: subprocess.run(command, input=script, text=True, check=True, capture_output=True)  # noqa: E731
    return timed(work) / 1000


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
