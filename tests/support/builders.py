"""Builders that fill in the boring fields."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from desktop.domain.attendees.person import Person
from desktop.domain.attendees.registration import Attendee, Presence, Registration, Status
from desktop.domain.journal.entry import CLOCK_COUNTER_BITS, Entry
from desktop.domain.programme.programme import Point, Programme

EIGHT = 1_795_000_000_000
MINUTE = 60_000
NINE = EIGHT + 60 * MINUTE


def programme(**fields: Any) -> Programme:
    return Programme(**{"id": "p1", "code": "NIPERM", "number": 1, "title": "NIPERM", **fields})


def point(**fields: Any) -> Point:
    return Point(**{"id": "d1", "programme": "p1", "name": "Main entrance", **fields})


def person(**fields: Any) -> Person:
    return Person(**{"id": "n1", "first_name": "Noa", "last_name": "Ben-David", **fields})


def attendee(who: Person | None = None, **fields: Any) -> Attendee:
    who = who or person()
    facts = {"id": "r1", "programme": "p1", "person": who.id, **fields}
    return Attendee(Registration(**facts), who)


def inside(since_ms: int = EIGHT, desk: str = "Desk B", place: str = "venue") -> Presence:
    return Presence(since_ms, desk, "Main entrance", place)


def cancelled() -> Attendee:
    return attendee(status=Status.CANCELLED)


def entry(kind: str, number: int = 1, at_ms: int = EIGHT, by: str = "a", **body: Any) -> Entry:
    clock = at_ms << CLOCK_COUNTER_BITS
    return Entry(by, number, clock, "desk", kind, "registration:r1", "p1", body, {}, b"")


def write_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
