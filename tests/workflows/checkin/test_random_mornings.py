"""A thousand random mornings, over three days and in two time zones, against a small model.

The model knows nothing of Muster: it keeps where each person was met last, and says by the clock
on the wall who is still there.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.attendees.registration import Attendee, Direction
from desktop.domain.checkin import outcomes as d
from desktop.domain.programme.programme import Point, Programme
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

ZONES = ("America/Chicago", "Asia/Jerusalem")
# Programmes of three days each, in each of four parts: 1,008 mornings.
PROGRAMMES, PARTS, SCANS, PEOPLE = 84, 4, 11, 5
DAYS = ("2026-12-02", "2026-12-03", "2026-12-04")
ROOM_SEATS, BUS_SEATS = 2, 3
# All counts and lists are compared so often.
COMPARED = 0.4


class Met(NamedTuple):
    """Where somebody was met last, and for the end of which session."""

    place: str
    at: datetime
    ends: datetime | None = None
    begins: datetime | None = None


class Programme3:
    """Three days of one programme: an entrance, a room with a workshop each day, a bus."""

    def __init__(self, desk: Reception, seed: int) -> None:
        self.desk, self.chance = desk, random.Random(seed)
        self.zone = ZoneInfo(desk.programme.time_zone)
        self.people = [desk.register(f"Guest {number}") for number in range(PEOPLE)]
        self.room = desk.room("Room", capacity=ROOM_SEATS).id
        self.bus = desk.room("Bus", "bus", capacity=BUS_SEATS).id
        self.hours: dict[str, tuple[datetime, datetime]] = {}
        self.points = [desk.station().point, desk.point("Bus", self.bus)]
        for number, day in enumerate(DAYS):
            # The last one of some programmes goes on through the night.
            is_long = number < 2 and self.chance.random() < 0.2
            begins = datetime.fromisoformat(f"{day}T09:00")
            ends = begins + (timedelta(hours=21) if is_long else timedelta(minutes=90))
            session = desk.session(
                f"W{number}", starts_at=f"{begins:%Y-%m-%dT%H:%M}", ends_at=f"{ends:%Y-%m-%dT%H:%M}"
            )
            self.hours[session.id] = begins, ends
            self.points.append(desk.point(f"Door {number}", self.room, session.id))
        self.met: dict[str, Met | None] = dict.fromkeys(who.id for who in self.people)

    @property
    def now(self) -> datetime:
        """What the clock on the wall shows."""
        moment = datetime.fromtimestamp(self.desk.clock.now_ms / 1000, self.zone)
        return moment.replace(tzinfo=None)

    def at(self, day: str, minutes: int) -> None:
        """Let it be so many minutes after seven."""
        wall = datetime.fromisoformat(f"{day}T07:00") + timedelta(minutes=minutes)
        self.desk.clock.now_ms = int(wall.replace(tzinfo=self.zone).timestamp() * 1000)

    def place_now(self, who: str) -> str:
        """Say where somebody is; nothing for nowhere."""
        met, now = self.met[who], self.now
        if met is None:
            return ""
        if met.place == self.bus:
            return met.place
        four = now.replace(hour=4, minute=0, second=0, microsecond=0)
        four -= timedelta(days=four > now)
        is_running = (
            met.ends is not None
            and met.begins is not None
            and met.begins - timedelta(minutes=45) <= four
            and now < met.ends
        )
        if met.at < four and not is_running:
            return ""
        return "venue" if met.ends is not None and now >= met.ends else met.place

    def count(self, place: str) -> int:
        """Count who is in a place, and in the room of the venue for the venue."""
        within = {"venue": {"venue", self.room}}.get(place, {place})
        return sum(self.place_now(who.id) in within for who in self.people)

    def step(self) -> None:
        """Scan somebody somewhere, and hold the answer and all counts against the model."""
        point, who = self.chance.choice(self.points), self.chance.choice(self.people)
        way = self.chance.choice([Direction.IN, Direction.IN, Direction.IN, Direction.OUT])
        self.desk.clock.advance(1000)
        before = self.place_now(who.id), self.count(point.place)
        # A scan takes a second by itself.
        self.desk.clock.advance(-1000)
        verdict = self.desk.scan(point, who, way)
        self.judge(verdict.outcome, point, who, *before)
        if self.chance.random() < COMPARED:
            self.compare()

    def judge(
        self, outcome: d.Outcome, point: Point, who: Attendee, was_in: str, inside: int
    ) -> None:
        """Say what follows of an answer, and whether it is true."""
        if isinstance(outcome, d.Admitted):
            begins, ends = self.hours.get(point.session, (None, None))
            self.met[who.id] = Met(point.place, self.now, ends, begins)
        elif isinstance(outcome, d.CheckedOut):
            self.met[who.id] = Met(outcome.to, self.now) if outcome.to else None
        elif isinstance(outcome, d.Full):
            seats = {self.room: ROOM_SEATS, self.bus: BUS_SEATS}[point.place]
            assert (inside, outcome.crowd) == (seats, d.Crowd(seats, seats))
            assert was_in != point.place
        elif isinstance(outcome, d.AlreadyIn):
            assert was_in
        elif isinstance(outcome, d.NotIn):
            assert (was_in, outcome.elsewhere) == ("", None) or outcome.elsewhere is not None
        else:
            raise AssertionError(outcome)

    def compare(self) -> None:
        """Counts and lists are what the model says, and nobody is in two places."""
        store, programme = self.desk.front_desk._store, self.desk.programme.id
        crowds = store.whereabouts.crowds(programme)
        model = Counter(place for who in self.people if (place := self.place_now(who.id)))
        assert crowds.in_place == model
        assert crowds.unseen == sum(met is not None for met in self.met.values()) - model.total()
        for places in (["venue", self.room], [self.room], [self.bus]):
            listed = store.whereabouts.inside(programme, places, PEOPLE)
            there = [who.id for who in self.people if self.place_now(who.id) in places]
            assert sorted(who.id for who in listed) == sorted(there)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_thousand_mornings_are_as_the_model_says(
    part: int, front_desk: FrontDesk, clock: FakeClock
) -> None:
    for seed in range(part * PROGRAMMES, (part + 1) * PROGRAMMES):
        typed = {"code": f"P{seed}", "time_zone": ZONES[seed % len(ZONES)], "starts_on": DAYS[0]}
        programme = front_desk.planning.save_programme("", typed)
        assert isinstance(programme, Programme)
        days = Programme3(Reception(front_desk, programme, clock), seed)
        for day in DAYS:
            minutes = sorted(days.chance.randrange(240) for _ in range(SCANS))
            for minute in minutes:
                days.at(day, minute)
                days.step()
    assert front_desk.verify() == []
