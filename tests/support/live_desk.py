"""A desk as a process of its own that stays in step with a hub, led by lines on standard input.

Run as `python -m tests.support.live_desk STORE KEY HUB`. Each command is answered by one line of
JSON: `scan CODE`, `out CODE`, `clock MS`, `state`, `hash`, `verify`, `end`.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from typing import Any

from desktop.domain.attendees.registration import Direction
from desktop.domain.checkin.codes import Reading
from desktop.domain.sync.hub_address import hub_address
from desktop.domain.sync.sync_state import SyncState
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock, RecordingPainter


class LiveDesk:
    """A store lane, a sync lane, and whoever types the commands."""

    def __init__(self, store: Path, key: Path, hub: str) -> None:
        self.clock = FakeClock()
        self.lane, self.sync_lane = Lane("store"), Lane("sync")
        self.front_desk = self.lane.submit(
            lambda: FrontDesk.open(store, key, self.clock, RecordingPainter())
        ).result()
        self.state = SyncState()
        self.received = 0
        self.live = self.front_desk.syncing.live(hub_address(hub), "", self.lane.in_slices)
        self.loop = self.sync_lane.submit(lambda: self.live.run(self._on_state, self._on_news))

    def _on_state(self, state: SyncState) -> None:
        self.state = state

    def _on_news(self, found: Any) -> None:
        self.received += found.received

    def answer(self, command: str, *words: str) -> dict[str, Any]:
        """Do what a line says."""
        if command == "clock":
            self.clock.now_ms = int(words[0])
            return {}
        if command == "state":
            return {"link": self.state.link.value, "live": self.state.desks_live,
                    "waiting": self.state.waiting, "received": self.received,
                    "threads": threading.active_count()}  # fmt: skip
        return self.lane.submit(lambda: self._on_store(command, *words)).result()

    def _on_store(self, command: str, *words: str) -> dict[str, Any]:
        front_desk = self.front_desk
        if command in ("scan", "out"):
            programme = front_desk.programmes.named("NIPERM")
            point = front_desk.programmes.points(programme)[0]
            way = Direction.IN if command == "scan" else Direction.OUT
            station = Station(programme, point, way)
            return {"outcome": front_desk.desk.scan(station, Reading(words[0])).outcome.slug}
        if command == "hash":
            heads = {desk: head.number for desk, head in front_desk._store.journal.heads().items()}
            return {"hash": front_desk.syncing.state_hash(), "heads": heads}
        return {"differences": [str(difference) for difference in front_desk.verify()]}

    def close(self) -> None:
        """End the loop, then the lanes."""
        self.live.stop()
        self.loop.result(timeout=30)
        self.sync_lane.drain()
        self.lane.submit(self.front_desk.close).result()
        self.lane.drain()


def main() -> None:
    """Serve until the input ends."""
    store, key, hub = sys.argv[1:]
    desk = LiveDesk(Path(store), Path(key), hub)
    for line in sys.stdin:
        words = line.split()
        if words == ["end"]:
            break
        print(json.dumps(desk.answer(*words)), flush=True)  # noqa: T201
    desk.close()
    print("{}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
