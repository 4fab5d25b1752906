"""Whoever was never seen leaving is not there for ever."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Presence
from desktop.domain.checkin.presence_end import has_ended
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import Place, Session

FOUR = 1_000_000
TREE = PlaceTree(
    [
        Place("room1", "p1", "Room 1"),
        Place("bus2", "p1", "Bus 2", "bus"),
        Place("dan", "p1", "Dan", "site"),
    ]
)
NIGHT = Session("night", "p1", "N1", "workshop", "Night", "Room 1", "2026-11-17T22:00",
                "2026-11-18T06:00")  # fmt: skip
EVENING = Session("eve", "p1", "E1", "workshop", "Evening", "Room 1", "2026-11-17T19:00",
                  "2026-11-17T21:00")  # fmt: skip


@pytest.mark.parametrize(
    ("since_ms", "place", "session", "now", "ended"),
    [
        (FOUR - 1, "venue", "", "2026-11-18T08:00", True),
        (FOUR, "venue", "", "2026-11-18T08:00", False),
        (FOUR - 1, "room1", "", "2026-11-18T08:00", True),
        (FOUR - 1, "room1", "eve", "2026-11-18T04:30", True),
        # Until a session that runs over the hour ends.
        (FOUR - 1, "room1", "night", "2026-11-18T05:59", False),
        (FOUR - 1, "room1", "night", "2026-11-18T06:00", True),
        # A session that was removed keeps nobody.
        (FOUR - 1, "room1", "gone", "2026-11-18T04:30", True),
        # Buses and sites do not empty by themselves.
        (FOUR - 1, "bus2", "", "2026-11-18T08:00", False),
        (FOUR - 1, "dan", "eve", "2026-11-18T08:00", False),
        # A place that is gone is no part of the venue: nobody is called away from it.
        (FOUR - 1, "nowhere", "", "2026-11-18T08:00", False),
    ],
)
def test_the_venue_and_its_rooms_empty_in_the_night(
    since_ms: int, place: str, session: str, now: str, ended: bool
) -> None:
    there = Presence(since_ms, "Desk B", "Main entrance", place, session)
    assert has_ended(there, FOUR, (NIGHT, EVENING), now, TREE) is ended
    assert has_ended(there, 0, (NIGHT, EVENING), now, TREE) is False
