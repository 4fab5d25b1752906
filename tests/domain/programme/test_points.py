"""When a point is open, how many fit, and which one fits the hour."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.points import (
    NOW,
    capacity_of,
    in_order_of_day,
    is_now,
    limits_of,
    propose,
    window_of,
)
from desktop.domain.programme.programme import Place, Point, Session
from tests.support.builders import point

W1 = Session(
    "s1", "p1", "W1", "workshop", "One", "Room 1", "2026-11-18T09:30", "2026-11-18T10:30", 40
)
W2 = replace(W1, id="s2", starts_at="2026-11-18T11:00", ends_at="2026-11-18T12:00")
FAR = replace(W1, id="s3", starts_at="2026-11-18T15:00", ends_at="2026-11-18T16:00")
SESSIONS = {session.id: session for session in (W1, W2, FAR)}
ENTRANCE = point()
ROOM_1 = point(id="d1a", name="Room 1, W1", place="room1", session="s1")
ROOM_1_LATER = point(id="d1b", name="Room 1, W2", place="room1", session="s2")
ROOM_2 = point(id="d2", name="Room 2, W2", place="room2", session="s2")
HALL = point(id="d3", name="Hall", place="hall", session="s3")
ALL = [ENTRANCE, HALL, ROOM_2, ROOM_1_LATER, ROOM_1]


@pytest.mark.parametrize(
    ("fields", "window"),
    [
        ({}, ("", "")),
        ({"opens_min": "30"}, ("2026-11-18T09:00", "")),
        ({"closes_min": "0"}, ("", "2026-11-18T10:30")),
        ({"closes_min": "15", "closes_from": "begins"}, ("", "2026-11-18T09:45")),
        ({"opens_min": "600"}, ("2026-11-17T23:30", "")),
    ],
)
def test_the_window_follows_the_session(fields: dict[str, Any], window: tuple[str, str]) -> None:
    assert window_of(replace(ROOM_1, **fields), W1) == window


def test_a_point_without_a_session_or_a_session_without_times_is_always_open() -> None:
    timed = replace(ROOM_1, opens_min="30", closes_min="0")
    assert window_of(timed, None) == ("", "")
    assert window_of(timed, replace(W1, starts_at="", ends_at="")) == ("", "")
    assert window_of(timed, replace(W1, ends_at="")) == ("2026-11-18T09:00", "")


@pytest.mark.parametrize("minutes", ["abc", "-5", "999999", "٣٠x"])
def test_what_is_no_figure_is_no_limit(minutes: str) -> None:
    odd = replace(ROOM_1, opens_min=minutes, closes_min=minutes)
    assert window_of(odd, W1) == ("", "")


def test_the_first_year_of_all_is_no_fault() -> None:
    old = replace(W1, starts_at="0001-01-01T00:10", ends_at="9999-12-31T23:59")
    timed = replace(ROOM_1, opens_min="30", closes_min="30")
    assert window_of(timed, old) == ("", "")
    assert propose(None, [ROOM_1], {"s1": old}, "2026-11-18T09:00") is None


def test_its_own_figure_counts_before_the_sessions_and_the_places() -> None:
    tree = PlaceTree([Place("room1", "p1", "Room 1", capacity=60)])
    assert capacity_of(replace(ROOM_1, capacity=10), W1, tree) == 10
    assert capacity_of(ROOM_1, W1, tree) == 40
    assert capacity_of(ROOM_1, None, tree) == 60
    assert limits_of(ROOM_1, W1, tree) == (40, 60)
    assert limits_of(replace(ROOM_1, capacity=10), None, tree) == (0, 10)
    assert capacity_of(ENTRANCE, None, tree) == 0


@pytest.mark.parametrize(
    ("here", "now", "proposed"),
    [
        (ENTRANCE, "10:40", None),
        (ROOM_1, "09:00", None),
        (ROOM_1, "10:29", None),
        (ROOM_1, "10:40", ROOM_1_LATER),
        (ROOM_2, "09:00", ROOM_1),
        (HALL, "10:40", ROOM_2),
        (HALL, "13:00", ENTRANCE),
        (None, "10:40", ROOM_2),
        (None, "13:00", None),
    ],
)
def test_the_point_that_fits_the_hour(here: Point | None, now: str, proposed: Point | None) -> None:
    assert propose(here, ALL, SESSIONS, f"2026-11-18T{now}") == proposed


def test_another_day_no_session_is_proposed() -> None:
    assert propose(None, ALL, SESSIONS, "2026-11-19T10:40") is None


@pytest.mark.parametrize(
    ("ends_at", "now", "is_due"),
    [
        ("2026-12-02T10:30", "2026-12-02T08:14", False),
        ("2026-12-02T10:30", "2026-12-02T08:15", True),
        ("2026-12-02T10:30", "2026-12-02T10:29", True),
        ("2026-12-02T10:30", "2026-12-02T10:30", False),
        ("", "2026-12-02T09:44", True),
        ("", "2026-12-02T09:45", False),
    ],
)
def test_people_come_three_quarters_of_an_hour_before_until_the_end(
    ends_at: str, now: str, is_due: bool
) -> None:
    session = replace(W1, starts_at="2026-12-02T09:00", ends_at=ends_at)
    assert is_now(session, now) is is_due


@pytest.mark.parametrize(
    ("now", "first", "rest"),
    [
        ("08:00", [("Entrance", "")], ["Room 1, W1", "Room 2, W2", "Room 1, W2", "Hall"]),
        ("09:20", [("Room 1, W1", NOW), ("Entrance", "")], ["Room 2, W2", "Room 1, W2", "Hall"]),
        (
            "10:20",
            [("Room 1, W1", NOW), ("Room 2, W2", NOW), ("Room 1, W2", NOW), ("Entrance", "")],
            ["Hall"],
        ),
    ],
)
def test_points_come_in_the_order_of_the_day_with_now_first(
    now: str, first: list[tuple[str, str]], rest: list[str]
) -> None:
    here = replace(ENTRANCE, name="Entrance")
    points = [here, *ALL[1:]]
    placed = in_order_of_day(points, list(SESSIONS.values()), f"2026-11-18T{now}")
    named = [(one.name, when) for one, when in placed]
    assert named[: len(first)] == first
    assert [name for name, _when in named[len(first) :]] == rest
    assert all(when.startswith("2026-11-18T") for _name, when in named[len(first) :])


def test_a_point_of_a_session_that_is_gone_comes_last() -> None:
    gone = point(id="x", name="Gone", session="s9")
    placed = in_order_of_day([gone, HALL], list(SESSIONS.values()), "2026-11-18T08:00")
    assert [(one.name, when) for one, when in placed] == [
        ("Hall", "2026-11-18T15:00"), ("Gone", ""),
    ]  # fmt: skip
