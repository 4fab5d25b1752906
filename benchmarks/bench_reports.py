"""Reports of a day with 20,000 people, all sessions' fill at 300,000, and the platform's year."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from benchmarks.bench_rollcall import _let_in
from benchmarks.bench_search import _settle
from benchmarks.common import Figures, figures, open_store, scratch, timed
from desktop.workflows.opening import FrontDesk
from desktop.workflows.reports.platform_sample import PEOPLE, PlatformSample

T = TypeVar("T")
TOWN, SESSIONS, ROUNDS = 20_000, 12, 5


class ReportFigures(NamedTuple):
    """A day of a town, its slowest slice on the store, all sessions' fill, and a year."""

    day: Figures
    slice_ms: float
    sessions: Figures
    year: Figures
    year_slice_ms: float


class SlowestSlice:
    """Does each slice at once, and remembers how long the longest took."""

    def __init__(self) -> None:
        """Remember none yet."""
        self.worst_ms = 0.0

    def __call__(self, work: Callable[[], T], /) -> T:
        """Do a slice."""
        answer: list[T] = []
        self.worst_ms = max(self.worst_ms, timed(lambda: answer.append(work())))
        return answer[0]


def run(people: int = PEOPLE) -> ReportFigures:
    """Make a town and a platform, and measure."""
    day, slice_ms = _town()
    with scratch() as folder:
        front_desk = open_store(folder)
        try:
            PlatformSample(front_desk._store).fill(people)
            worst = SlowestSlice()
            year = [timed(lambda: front_desk.year_reports.report(on_store=worst))
                    for _each in range(ROUNDS)]  # fmt: skip
            sessions = _sessions(front_desk, people)
            return ReportFigures(figures(day), slice_ms, sessions, figures(year), worst.worst_ms)
        finally:
            front_desk.close()


def _town() -> tuple[list[float], float]:
    """Let 20,000 come in, and read their day."""
    with scratch() as folder:
        front_desk = open_store(folder)
        try:
            programme, guests = _settle(front_desk, TOWN)
            _let_in(front_desk, programme, [guest.registration for guest in guests])
            # What made the town is not there on a desk, and is not looked through for garbage.
            del guests
            gc.collect()
            gc.freeze()
            here, worst = front_desk.programmes.named("TOWN"), SlowestSlice()
            day = front_desk.day_reports.today(here)
            times = [
                timed(lambda: front_desk.day_reports.report(here, day, worst))
                for _each in range(ROUNDS)
            ]
            return times, worst.worst_ms
        finally:
            front_desk.close()


def _sessions(front_desk: FrontDesk, people: int) -> Figures:
    """Read how full sessions are for which everybody of the platform is booked.

    The bookings are written into their table: what is read are the counts that follow from them.
    """
    programme = front_desk.programmes.named("P000")
    store = front_desk._store
    for number in range(SESSIONS):
        typed = {"code": f"S{number}", "title": f"Session {number}"}
        front_desk.planning.save_session(programme, "", typed)
    ids = [session.id for session in front_desk.programmes.sessions(programme)]
    rows = "SELECT ?, \"row\", 'booked', 1 FROM registrations LIMIT ?"
    with store.write():
        for id_ in ids:
            store._connection.execute(f"INSERT INTO bookings {rows}", (id_, people))
    # No desk writes millions of rows at once: the first look is not at what they left behind.
    store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return figures(
        [timed(lambda: front_desk.day_reports._sessions(programme, "")) for _each in range(200)]
    )


if __name__ == "__main__":
    print(run(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE))
