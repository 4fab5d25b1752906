"""A day of 50 desks through one hub on this machine, with desks that go away and come back.

Each desk is a store of its own with its own lanes, as in the window; some processes hold several.
A movement's lag runs from its commit at one desk to its commit at another that was connected.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.common import scratch, write_guest_list
from desktop.app import OffscreenBadgePainter
from desktop.domain.attendees.registration import Direction
from desktop.domain.sync.hub_address import hub_address
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.support.hub_server import hub_server

DESKS, MOVEMENTS, PEOPLE = 50, 20_000, 1_000
PROCESSES = 4
# Movements a second of all desks together, some thirty times those of such a day: every one of
# them is applied at 49 other desks, 1,000 a second on the two cores that all of them share.
RATE = 20.0
AWAY_SHARE, AWAY_S = 0.2, 20.0
TIDY_EVERY = 50
PATIENCE_S = 600.0


class SyncFigures(NamedTuple):
    """Lag between connected desks in ms, what was written and carried, and whether all agree."""

    lag_median_ms: float
    lag_p99_ms: float
    samples: int
    movements: int
    seconds: float
    carried: int
    are_equal: bool


class BenchDesk:
    """One desk with its lanes; notes when entries were committed here."""

    def __init__(self, folder: Path, number: int, hub: str) -> None:
        self.lane, self.sync_lane = Lane("store"), Lane("sync")
        self._hub = hub_address(hub)
        self.written: dict[str, float] = {}
        self.taken: dict[str, float] = {}
        self.away: list[tuple[float, float]] = []
        self.front_desk = self._on_store(
            lambda: FrontDesk.open(
                folder / f"{number}.db", folder / "key", system_clock, OffscreenBadgePainter()
            )
        )
        self._store = self.front_desk._store
        self._note_what_comes()
        self._on_store(lambda: self.front_desk.name_desk(f"Desk {number}"))
        self._on_store(lambda: self.front_desk.syncing.with_hub(self._hub))
        self.taken.clear()
        programme = self._on_store(lambda: self.front_desk.programmes.named("BENCH"))
        point = self._on_store(lambda: self.front_desk.programmes.points(programme)[0])
        self._places = {way: Station(programme, point, way) for way in Direction}
        self._ids = self._on_store(self._people)
        self._chance = random.Random(number)
        self._live: Any = None

    def _on_store(self, work: Callable[[], Any]) -> Any:
        return self.lane.submit(work).result()

    def _people(self) -> list[str]:
        programme = self.front_desk.programmes.named("BENCH")
        after = 0
        ids: list[str] = []
        while True:
            after, page = self._store.registrations.page(programme.id, after)
            if not page:
                return ids
            ids += [one.id for one in page]

    def _note_what_comes(self) -> None:
        take_in = self._store.take_in

        def noted(rows: Any, source: str) -> Any:
            taken = take_in(rows, source)
            now = time.time()
            self.taken.update((f"{entry.desk}/{entry.number}", now) for entry in taken.entries)
            return taken

        self._store.take_in = noted

    def connect(self) -> None:
        """Stay in step from now on."""
        self._live = self.front_desk.syncing.live(self._hub, "", self.lane.in_slices)
        live = self._live
        self._loop = self.sync_lane.submit(
            lambda: live.run(lambda _state: None, lambda _found: None)
        )

    def leave(self) -> None:
        """Lose the network."""
        self._live.stop()
        self._loop.result()

    def move(self) -> None:
        """Let one person through, whichever way they can go."""
        id_ = self._chance.choice(self._ids)

        def work() -> str:
            known = self._store.registrations.by_id(id_)
            is_in = known is not None and known.registration.presence is not None
            station = self._places[Direction.OUT if is_in else Direction.IN]
            entry = self.front_desk.desk.pick(station, id_).entry
            assert entry is not None
            return f"{entry.desk}/{entry.number}"

        key = self._on_store(work)
        self.written[key] = time.time()
        if len(self.written) % TIDY_EVERY == 0:
            self.lane.submit(self.front_desk.tidy)

    def summary(self) -> dict[str, Any]:
        """Give what was noted, and what this desk's state sums up to."""
        return {
            "hash": self._on_store(self.front_desk.syncing.state_hash),
            "written": self.written,
            "taken": self.taken,
            "away": self.away,
        }

    def heads(self) -> dict[str, int]:
        """Name the newest entry of each desk."""
        known = self._on_store(lambda: dict(self._store.journal.known_heads()))
        return {desk: head.number for desk, head in known.items()}

    def close(self) -> None:
        """Let go of everything."""
        self.leave()
        self._on_store(self.front_desk.close)
        self.sync_lane.drain()
        self.lane.drain()


def work(folder: str, hub: str, first: int, count: int) -> None:
    """Be several desks for a day; led by lines on standard input, answered by lines of JSON."""
    desks = [BenchDesk(Path(folder), first + n, hub) for n in range(count)]
    for desk in desks:
        desk.connect()
    _answer({})
    sys.stdin.readline()
    threads = [threading.Thread(target=_spend_day, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    _answer({})
    while sys.stdin.readline().strip() == "heads":
        _answer({"heads": [desk.heads() for desk in desks]})
    _answer({"desks": [desk.summary() for desk in desks]})
    for desk in desks:
        desk.close()


def _answer(value: object) -> None:
    print(json.dumps(value), flush=True)


def _spend_day(desk: BenchDesk) -> None:
    """Write this desk's share at its pace; now and then without a network."""
    chance = random.Random(id(desk))
    share, pause = MOVEMENTS // DESKS, DESKS / RATE
    gap_at = chance.randrange(share // 4, share // 2)
    goes_away = chance.random() < AWAY_SHARE
    next_at = time.monotonic() + chance.random() * pause
    for number in range(share):
        time.sleep(max(0.0, next_at - time.monotonic()))
        next_at += pause
        if goes_away and number == gap_at:
            began = time.time()
            desk.leave()
            timer = threading.Timer(AWAY_S, desk.connect)
            timer.start()
            desk.away.append((began, began + AWAY_S))
        desk.move()
    if goes_away:
        timer.join()


def run() -> SyncFigures:
    """Let the desks work, wait until all have everything, and sum up."""
    with scratch() as folder, hub_server() as server:
        hub = server.database("bench")
        _found_programme(folder, hub)
        workers = _start(folder, hub)
        began = time.monotonic()
        for worker in workers:
            _ask(worker, "go", wait=False)
        for worker in workers:
            _read(worker)
        seconds = time.monotonic() - began
        _wait_for_all(workers)
        desks = [one for worker in workers for one in _ask(worker, "sum")["desks"]]
        for worker in workers:
            worker.wait(timeout=60)
        return _sum_up(desks, seconds)


def _found_programme(folder: Path, hub: str) -> None:
    write_guest_list(folder / "guests.csv", PEOPLE)
    front_desk = FrontDesk.open(
        folder / "office.db", folder / "key", system_clock, OffscreenBadgePainter()
    )
    programme = front_desk.programmes.find_or_make("BENCH")
    front_desk.importing(programme, open_guest_list(folder / "guests.csv")).run(rows_at_once=4_000)
    front_desk.syncing.with_hub(hub_address(hub))
    front_desk.close()


def _start(folder: Path, hub: str) -> list[subprocess.Popen[str]]:
    workers, first = [], 0
    for number in range(PROCESSES):
        count = (DESKS - first) // (PROCESSES - number)
        told = f"{str(folder)!r}, {hub!r}, {first}, {count}"
        code = f"from benchmarks.bench_sync import work; work({told})"
        workers.append(
            subprocess.Popen(
                [sys.executable, "-c", code],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        first += count
    for worker in workers:
        _read(worker)
    return workers


def _ask(worker: subprocess.Popen[str], line: str, *, wait: bool = True) -> Any:
    assert worker.stdin
    worker.stdin.write(f"{line}\n")
    worker.stdin.flush()
    return _read(worker) if wait else None


def _read(worker: subprocess.Popen[str]) -> Any:
    assert worker.stdout
    line = worker.stdout.readline()
    if not line:
        raise RuntimeError("a worker of the benchmark has ended")
    return json.loads(line)


def _wait_for_all(workers: list[subprocess.Popen[str]]) -> None:
    """Wait until every desk has every entry."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        heads = [one for worker in workers for one in _ask(worker, "heads")["heads"]]
        if all(head == heads[0] for head in heads):
            return
        time.sleep(1.0)


def _sum_up(desks: list[dict[str, Any]], seconds: float) -> SyncFigures:
    written = {key: (at, desk) for desk in desks for key, at in desk["written"].items()}
    lags = []
    for desk in desks:
        for key, taken in desk["taken"].items():
            at, author = written.get(key, (0.0, None))
            if author and not _was_away(at, taken, author["away"] + desk["away"]):
                lags.append((taken - at) * 1000)
    lags.sort()
    carried = sum(len(desk["taken"]) for desk in desks)
    return SyncFigures(
        statistics.median(lags),
        lags[int(len(lags) * 0.99)],
        len(lags),
        len(written),
        seconds,
        carried,
        len({desk["hash"] for desk in desks}) == 1,
    )


def _was_away(written: float, taken: float, gaps: list[list[float]]) -> bool:
    """Tell whether one of two desks was away, or catching up, between two moments."""
    return any(begin - 1 <= taken and written <= end + AWAY_S for begin, end in gaps)


if __name__ == "__main__":
    print(run())
