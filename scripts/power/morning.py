"""A morning at a desk, whose every write is recorded: run with the recorder preloaded.

Run as `python -m scripts.power.morning STORE KEY CODES`. What was saved is said on the standard
output at once: `in CODE` or `out CODE` after the commit, `list N` after a list of N people.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop.domain.attendees.registration import Direction
from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.outcomes import Admitted
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.support.fakes import RecordingPainter

TIDY_EVERY = 25


def main(store: str, key: str, codes: str, guests: str) -> None:
    """Scan everybody in, some of them out, and take in a list in the middle of it."""
    desk = FrontDesk.open(Path(store), Path(key), system_clock, RecordingPainter())
    programme = desk.programmes.named("NIPERM")
    point = desk.programmes.points(programme)[0]
    doors = {way: Station(programme, point, way) for way in (Direction.IN, Direction.OUT)}
    shown = codes.split(",")
    for number, code in enumerate(shown, start=1):
        ways = (Direction.IN, Direction.OUT) if number % 5 == 0 else (Direction.IN,)
        for way in ways:
            verdict = desk.desk.scan(doors[way], Reading(code))
            if isinstance(verdict.outcome, Admitted) or way is Direction.OUT:
                _say(f"{way.value} {code}")
        if number % TIDY_EVERY == 0:
            desk.tidy()
        if number == len(shown) // 2:
            done = desk.importing(programme, open_guest_list(Path(guests))).run()
            _say(f"list {done.taken}")
    desk.close()


def _say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:5])
