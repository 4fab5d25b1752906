"""What the benchmarks share: timing, the disk's own speed, and stores in a scratch folder."""

from __future__ import annotations

import csv
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from desktop.app import OffscreenBadgePainter
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock

BLOCK = bytes(4096)


class Figures(NamedTuple):
    """Median and 99th percentile of some runs, in milliseconds."""

    median_ms: float
    p99_ms: float


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder on the same disk as the data would lie on."""
    with TemporaryDirectory(prefix="muster-bench-", dir=Path.home()) as folder:
        yield Path(folder)


def open_store(folder: Path) -> FrontDesk:
    """Open a fresh store."""
    return FrontDesk.open(
        folder / "bench.db", folder / "key" / "key", system_clock, OffscreenBadgePainter()
    )


def timed(work: Callable[[], object]) -> float:
    """Measure one run in milliseconds."""
    begin = time.perf_counter_ns()
    work()
    return (time.perf_counter_ns() - begin) / 1e6


def figures(times_ms: list[float]) -> Figures:
    """Sum up some runs."""
    ordered = sorted(times_ms)
    return Figures(statistics.median(ordered), ordered[int(len(ordered) * 0.99)])


class BareDisk:
    """One 4 KiB write with fdatasync, at the next place of a file: the disk's own limit."""

    def __init__(self, path: Path) -> None:
        """Open a file on the disk to be measured."""
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._offset = 0

    def write(self) -> None:
        """Write one block and wait until it is on the disk."""
        os.pwrite(self._handle, BLOCK, self._offset)
        os.fdatasync(self._handle)
        self._offset += len(BLOCK)

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)


HEADERS = (
    "Attendee #", "Order #", "First Name", "Last Name", "שם פרטי", "שם משפחה", "Email", "Phone",
    "Organization", "Job Title", "Country", "Community", "Ticket Type", "Attendee Status",
    "Dietary restrictions", "Special needs", "Requires special attention", "Notes", "Sessions",
    "Registration date",
)  # fmt: skip
_FIRST = (
    "Noa Dana Avi Marcus Grace Louis José Yael Eitan Hannah Claire Peter Maya Uri Elise Omar Ruth "
    "Tal Leon Simone Boaz Irene Walter Zoe Adam Bella Carl Dora Emil Fay Gil"
).split()
_HEBREW = "נועה דנה אבי יעל איתן מאיה אורי משה רחל דוד".split()
_SYLLABLES = "ba ben co da el fi gold ha is ka le man ne or pe ra stein ta vi zu".split()


def write_guest_list(target: Path, people: int) -> None:
    """Write an invented guest list of 20 columns."""
    chance = random.Random(7)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for n in range(people):
            writer.writerow(_guest(chance, n))


def _guest(chance: random.Random, n: int) -> tuple[object, ...]:
    first = chance.choice(_FIRST)
    last = "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3, 4)))).title()
    hebrew = (chance.choice(_HEBREW), chance.choice(_HEBREW)) if n % 2 else ("", "")
    email = f"{first.lower()}.{last.lower()}{n}@example.org"
    country = "Israel" if n % 2 else "United States"
    return (
        700000 + n, 210000 + n // 2, first, last, *hebrew, email, f"+1 504-555-01{n % 100:02d}",
        f"Hospital {n % 550}", "Emergency physician", country, f"Community {n % 550}", "Delegate",
        "Attending", "Kosher meal" if n % 3 else "", "", "No", "", "S01; S02", "2026-06-24 15:18",
    )  # fmt: skip
