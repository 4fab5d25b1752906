"""Registration at the size of the platform: search, table, and scans during an import."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QCoreApplication, QTimer

from benchmarks.common import Figures, figures, open_store, scratch, timed, write_guest_list
from desktop.domain.attendees.attendee_filter import Column, Filter, Order
from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.codes import Reading
from desktop.gui.attendees.attendee_model import PAGE
from desktop.gui.widgets.jobs import Jobs
from desktop.workflows.attendees.attendee_list import ListedAttendees
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.reports import platform_sample as platform
from desktop.workflows.transfer.guest_list import open_guest_list
from desktop.workflows.transfer.progress import Progress

QUERIES = 2_000
SHOWN = 12
IMPORTED_ROWS = 15_000
SCAN_EVERY_MS = 40
BEAT_MS = 5


T = TypeVar("T")


class Found(NamedTuple):
    """All figures in milliseconds."""

    people: int
    search: Figures
    search_here: Figures
    read: Figures
    opened: float
    sorted_by: dict[str, float]
    filtered: float
    held: int
    scans: Figures
    scan_worst: float
    beat_worst: float


def run(people: int = platform.PEOPLE) -> Found:
    """Make the platform and measure."""
    lane = Lane("store")

    def on_store(work: Callable[[], T]) -> T:
        return lane.submit(work).result()

    with scratch() as folder:
        front_desk = on_store(lambda: open_store(folder))
        on_store(lambda: platform.PlatformSample(front_desk._store).fill(people))
        try:
            found = on_store(lambda: _measure(front_desk, people))
            scans, worst, beat = _scan_during_import(front_desk, folder, lane)
            return found._replace(scans=scans, scan_worst=worst, beat_worst=beat)
        finally:
            on_store(front_desk.close)
            lane.drain()


def _measure(front_desk: FrontDesk, people: int) -> Found:
    store = front_desk._store
    here = front_desk.programmes.named("P003").id
    queries = _mix(front_desk, QUERIES)
    everywhere, inside, read = [], [], []
    for query in queries:
        everywhere.append(timed(lambda query=query: store.search.find("", query, 50)))  # type: ignore[misc]
        inside.append(timed(lambda query=query: store.search.find(here, query, 50)))  # type: ignore[misc]
        numbers = [hit.number for hit in store.search.find("", query, SHOWN)]
        read.append(timed(lambda numbers=numbers: store.registrations.by_rows(numbers)))  # type: ignore[misc]
    listing = front_desk.attendees.listed
    opened = min(timed(lambda: _open(front_desk, Filter(), Order())) for _ in range(3))
    by = {
        column.value: min(
            timed(lambda column=column: listing("", "", Filter(), Order(column)))  # type: ignore[misc]
            for _ in range(3)
        )
        for column in Column
    }
    wanted = Filter(((Column.COUNTRY, ("Israel",)), (Column.TYPE, ("Delegate", "Speaker"))))
    filtered = min(timed(lambda: _open(front_desk, wanted, Order())) for _ in range(3))
    held = len(_open(front_desk, Filter(), Order())[1])
    return Found(
        people, figures(everywhere), figures(inside), figures(read), opened, by, filtered, held,
        Figures(0, 0), 0, 0,
    )  # fmt: skip


def _open(
    front_desk: FrontDesk, wanted: Filter, order: Order
) -> tuple[ListedAttendees, Sequence[Attendee]]:
    listing = front_desk.attendees.listed("", "", wanted, order)
    page = front_desk.attendees.page(list(listing.numbers[:PAGE]))
    return listing, page


def _mix(front_desk: FrontDesk, count: int) -> list[str]:
    """Make what staff would type: 1 to 12 letters in both scripts, slips, phones, two words."""
    chance = random.Random(5)
    _mark, people = front_desk._store.registrations.page(front_desk.programmes.named("P003").id, 0)
    found = []
    for _ in range(count):
        person = chance.choice(people).person
        name = chance.choice([person.last_name, person.first_name, person.last_name_hebrew])
        word = (name or person.last_name)[: chance.randint(1, 12)]
        kind = chance.random()
        if kind < 0.12 and len(word) > 4:
            at = chance.randrange(1, len(word) - 1)
            word = word[:at] + word[at + 1 :]
        elif kind < 0.22:
            word = "".join(c for c in person.phone if c.isdigit())[-chance.randint(3, 7) :]
        elif kind < 0.4:
            word = f"{person.first_name[: chance.randint(2, 6)]} {word}"
        elif kind < 0.45:
            word = person.organization[: chance.randint(3, 12)]
        found.append(word)
    return found


def _scan_during_import(
    front_desk: FrontDesk, folder: Path, lane: Lane
) -> tuple[Figures, float, float]:
    """Import in the window's way while somebody scans; give waits and the GUI's worst pause."""
    application = QCoreApplication.instance() or QCoreApplication([])
    guests = folder / "more.csv"
    write_guest_list(guests, IMPORTED_ROWS)
    jobs = Jobs(lane, Lane("files"))
    programme = jobs.on_store(lambda: front_desk.programmes.find_or_make("IMPORT"))
    scanned = jobs.on_store(lambda: front_desk.programmes.named("P003"))
    points = jobs.on_store(lambda: front_desk.programmes.points(scanned))
    station = Station(scanned, points[0])
    page = front_desk._store.registrations.page
    _mark, people = jobs.on_store(lambda: page(scanned.id, 0))
    codes = [attendee.registration.ticket_code for attendee in people]
    waits: list[float] = []
    beats: list[float] = []
    last = [time.perf_counter()]

    def beat() -> None:
        now = time.perf_counter()
        beats.append((now - last[0]) * 1000 - BEAT_MS)
        last[0] = now

    def scan() -> None:
        begin = time.perf_counter()
        code = codes[len(waits) % len(codes)]
        jobs.run(
            lambda: front_desk.desk.scan(station, Reading(code)),
            lambda _verdict: waits.append((time.perf_counter() - begin) * 1000),
        )

    run = front_desk.importing(programme, open_guest_list(guests))
    timers = (QTimer(), QTimer())
    for timer, every, work in ((timers[0], BEAT_MS, beat), (timers[1], SCAN_EVERY_MS, scan)):
        timer.setInterval(every)
        timer.timeout.connect(work)
        timer.start()

    def take(tell: Callable[[Progress], None], is_stopped: Callable[[], bool]) -> Progress:
        return run.run(jobs.on_store, tell, is_stopped)

    jobs.run_long(take, lambda _done: application.quit(), lambda _news: None)
    last[0] = time.perf_counter()
    application.exec()
    for timer in timers:
        timer.stop()
    return figures(waits), max(waits), max(beats)


if __name__ == "__main__":
    import sys

    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else platform.PEOPLE))
