"""Booked sessions."""

from __future__ import annotations

from desktop.domain.attendees.agenda import booked, on_day
from desktop.domain.programme.programme import Session
from tests.support.builders import attendee

MORNING = Session("s1", "p1", "S01", "panel", "Opening panel", "Hall A", "2026-12-02T09:00")
NEXT_DAY = Session("s2", "p1", "S02", "workshop", "Hospital evacuation", "", "2026-12-03T11:00")


def test_sessions_are_named_by_code_or_title() -> None:
    who = attendee(sessions="s01; Hospital Evacuation").registration
    assert booked(who, [MORNING, NEXT_DAY]) == [MORNING, NEXT_DAY]


def test_only_the_sessions_of_a_day_are_shown() -> None:
    assert on_day([MORNING, NEXT_DAY], "2026-12-03") == [NEXT_DAY]
