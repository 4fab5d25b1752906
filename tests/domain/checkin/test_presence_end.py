"""Whoever was never seen leaving is not there for ever."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.checkin.presence_end import rule_at
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import Place, Session

# 04:00 on 18 November 2026 in New Orleans.
FOUR = 1_794_996_000_000
ZONE = ZoneInfo("America/Chicago")
TREE = PlaceTree(
    [
        Place("room1", "p1", "Room 1"),
        Place("bus2", "p1", "Bus 2", "bus"),
        Place("dan", "p1", "Dan", "site"),
    ]
)
NIGHT = Session("night", "p1", "N1", "workshop", "Night", "Room 1", "2026-11-17T22:00",
                "2026-11-18T06:00")  # fmt: skip
MORNING = Session("morning", "p1", "M1", "workshop", "Morning", "Room 1", "2026-11-18T07:00",
                  "2026-11-18T09:00")  # fmt: skip
DAWN = Session("dawn", "p1", "D1", "workshop", "Dawn", "Room 1", "2026-11-18T04:10",
               "2026-11-18T06:00")  # fmt: skip
OPEN = Session("open", "p1", "O1", "workshop", "Open", "Room 1", "2026-11-18T07:00")
EVENING = Session("eve", "p1", "E1", "workshop", "Evening", "Room 1", "2026-11-17T19:00",
                  "2026-11-17T21:00")  # fmt: skip


def at(moment: str) -> int:
    return int(datetime.fromisoformat(moment).replace(tzinfo=ZONE).timestamp() * 1000)


@pytest.mark.parametrize(
    ("since_ms", "place", "session", "now", "there"),
    [
        (FOUR - 1, "venue", "", "2026-11-18T08:00", None),
        (FOUR, "venue", "", "2026-11-18T08:00", "venue"),
        (FOUR - 1, "room1", "", "2026-11-18T08:00", None),
        (FOUR, "room1", "", "2026-11-18T08:00", "room1"),
        # A session that ended empties its room into the venue, and the night empties both.
        (FOUR, "room1", "morning", "2026-11-18T08:59", "room1"),
        (FOUR, "room1", "morning", "2026-11-18T09:00", "venue"),
        (FOUR - 1, "room1", "eve", "2026-11-18T04:30", None),
        # Until a session that runs over the hour ends.
        (FOUR - 1, "room1", "night", "2026-11-18T05:59", "room1"),
        (FOUR - 1, "room1", "night", "2026-11-18T06:00", None),
        # Who came before the hour for a session that begins after it.
        (FOUR - 1, "room1", "dawn", "2026-11-18T04:05", "room1"),
        (FOUR - 1, "room1", "dawn", "2026-11-18T04:10", "room1"),
        # Who came in the evening for the next morning went home, and is not back when it begins.
        (FOUR - 1, "room1", "morning", "2026-11-18T04:30", None),
        (FOUR - 1, "room1", "morning", "2026-11-18T06:30", None),
        (FOUR - 1, "room1", "morning", "2026-11-18T08:00", None),
        # A session that was removed, and one without an end, end nothing.
        (FOUR, "room1", "gone", "2026-11-18T23:00", "room1"),
        (FOUR, "room1", "open", "2026-11-18T23:00", "room1"),
        (FOUR - 1, "room1", "gone", "2026-11-18T04:30", None),
        # On buses and at sites people stay where they are.
        (FOUR - 1, "bus2", "", "2026-11-18T08:00", "bus2"),
        (FOUR - 1, "dan", "eve", "2026-11-18T08:00", "dan"),
        (FOUR, "bus2", "morning", "2026-11-18T23:00", "bus2"),
        # A place that is gone is no part of the venue: nobody is called away from it.
        (FOUR - 1, "nowhere", "", "2026-11-18T08:00", "nowhere"),
    ],
)
def test_where_somebody_is_now(
    since_ms: int, place: str, session: str, now: str, there: str | None
) -> None:
    rule = rule_at(at(now), FOUR, (NIGHT, EVENING, MORNING, DAWN, OPEN), TREE, ZONE)
    assert rule.place_now(place, since_ms, session) == there


def test_who_is_in_the_venue_after_a_session_is_there_for_none() -> None:
    rule = rule_at(at("2026-11-18T09:00"), FOUR, (NIGHT, EVENING, MORNING, OPEN), TREE, ZONE)
    assert rule.session_now("room1", "morning") == ""
    assert rule.session_now("venue", "morning") == ""
    assert rule.session_now("room1", "open") == "open"
    # Who rode to a session is still there for it.
    assert rule.session_now("dan", "morning") == "morning"


def test_when_clocks_go_back_a_session_that_ended_does_not_begin_again() -> None:
    """It ended at the first 01:30; ten minutes past one comes a second time after that."""
    late = Session("late", "p1", "L", "workshop", "Late", "Room 1", "2026-10-31T23:00",
                   "2026-11-01T01:30")  # fmt: skip
    first = int(datetime(2026, 11, 1, 1, 10, tzinfo=ZONE, fold=0).timestamp() * 1000)
    second = int(datetime(2026, 11, 1, 1, 10, tzinfo=ZONE, fold=1).timestamp() * 1000)
    assert rule_at(first, 0, [late], TREE, ZONE).place_now("room1", 1, "late") == "room1"
    assert rule_at(second, 0, [late], TREE, ZONE).place_now("room1", 1, "late") == "venue"
