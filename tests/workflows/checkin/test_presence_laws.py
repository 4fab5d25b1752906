"""Laws of presence, for any order of what desks do at several doors."""

from __future__ import annotations

import random

import pytest

from desktop.domain.attendees.registration import Attendee, Direction
from desktop.domain.checkin import outcomes as d
from desktop.domain.journal.fold import fold
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import Point, Programme
from desktop.workflows.checkin.verdict import Station, Verdict
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

PEOPLE, STEPS = 8, 60


class Morning:
    """Random people at random doors, with second thoughts."""

    def __init__(self, desk: Reception, seed: int) -> None:
        self.desk = desk
        self.chance = random.Random(seed)
        self.people = [desk.register(f"Guest {n}") for n in range(PEOPLE)]
        room, bus = desk.room("Room 2"), desk.room("Bus 2", "bus", capacity=3)
        corner = desk.room("Corner", inside=room.id)
        self.points = [
            desk.station().point,
            desk.point("Room 2", room.id),
            desk.point("Corner", corner.id, reentry="always"),
            desk.point("Bus 2", bus.id),
            desk.point("Gala", reentry="never"),
        ]
        self.tree = PlaceTree([room, bus, corner])

    def step(self) -> None:
        """Do one thing."""
        acts = (self.scan, self.scan, self.scan, self.scan, self.undo, self.undo_any, self.list_out)
        self.chance.choice(acts)()

    def scan(self) -> None:
        """Scan somebody somewhere, and let in all the same now and then."""
        point, who = self.chance.choice(self.points), self.chance.choice(self.people)
        way = self.chance.choice([Direction.IN, Direction.IN, Direction.OUT])
        before = self.where(who)
        verdict = self.desk.scan(point, who, way)
        self.check(verdict, point, who, before)
        if verdict.may is not d.Authority.NOBODY and self.chance.random() < 0.3:
            here = Station(self.desk.programme, point, way)
            self.desk.front_desk.desk.pass_over(here, verdict, "chance")

    def check(self, verdict: Verdict, point: Point, who: Attendee, before: str) -> None:
        """A verdict is true: whoever was admitted is there, whoever was not has not moved."""
        after = self.where(who)
        if isinstance(verdict.outcome, d.Admitted):
            assert after == point.place
        elif isinstance(verdict.outcome, d.CheckedOut):
            assert after == self.tree.around(point.place)
        else:
            assert after == before
        if isinstance(verdict.outcome, d.AlreadyIn):
            assert self.tree.is_within(before, point.place)

    def undo(self) -> None:
        """Take back the newest movement."""
        self.desk.front_desk.desk.undo(self.desk.programme)

    def undo_any(self) -> None:
        """Take back any answer."""
        rows = self.desk.front_desk.desk.recent(self.desk.programme)
        if rows:
            entry = self.chance.choice(rows).verdict.id
            self.desk.front_desk.desk.undo_one(self.desk.programme, entry)

    def list_out(self) -> None:
        """Check some out from a list."""
        spots = self.desk.front_desk.whereabouts.spots(self.desk.programme)
        spot = self.chance.choice(spots)
        if self.chance.random() < 0.2:
            self.desk.front_desk.whereabouts.check_out_all(self.desk.programme, spot)
            assert self.desk.front_desk.whereabouts.manifest(self.desk.programme, spot).inside == ()
        else:
            ids = [attendee.id for attendee in self.chance.sample(self.people, 2)]
            self.desk.front_desk.whereabouts.check_out(self.desk.programme, spot, ids)

    def where(self, who: Attendee) -> str:
        """Tell where somebody is, by the screen's own query."""
        presence = self.desk.now(who).registration.presence
        return presence.place if presence else ""


@pytest.mark.parametrize("seed", range(6))
def test_everybody_is_in_one_place_and_the_counts_are_theirs(
    front_desk: FrontDesk, niperm: Programme, clock: FakeClock, seed: int
) -> None:
    morning = Morning(Reception(front_desk, niperm, clock), seed)
    for _ in range(STEPS):
        morning.step()
    places = [morning.where(attendee) for attendee in morning.people]
    assert morning.desk.inside() == sum(bool(place) for place in places)
    for spot in front_desk.whereabouts.spots(niperm):
        within = [place for place in places if place and morning.tree.is_within(place, spot.place)]
        assert spot.inside == len(within)
    assert front_desk.verify() == []


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_arrival_of_entries_changes_nothing(
    front_desk: FrontDesk, niperm: Programme, clock: FakeClock, seed: int
) -> None:
    morning = Morning(Reception(front_desk, niperm, clock), 100 + seed)
    for _ in range(STEPS):
        morning.step()
    for attendee in morning.people:
        entries = front_desk._store.journal.of_subject(f"registration:{attendee.id}")
        expected = fold(entries)
        morning.chance.shuffle(entries)
        assert fold(entries) == expected
