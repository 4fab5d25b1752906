"""A desk that registers people and checks them in, in few words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop.domain.attendees.registration import Attendee, Direction
from desktop.domain.checkin.codes import Reading
from desktop.domain.programme.programme import VENUE, Place, Point, Programme, Session
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.checkin.verdict import Station, Verdict
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock


class Reception:
    """A desk of a programme, with a clock that can be moved."""

    def __init__(self, front_desk: FrontDesk, programme: Programme, clock: FakeClock) -> None:
        self.front_desk = front_desk
        self.programme = programme
        self.clock = clock

    def register(self, name: str, **own: str) -> Attendee:
        first, _, last = name.partition(" ")
        person = {"first_name": first, "last_name": last}
        person |= {k: own.pop(k) for k in list(own) if k in {"email", "phone", "organization"}}
        self.clock.advance(1000)
        return self.front_desk.registry.register(self.programme, RegistrationForm(person, own, {}))[
            0
        ]

    def session(self, code: str = "W1", **typed: str) -> Session:
        fields = {"code": code, "title": f"Workshop {code}", **typed}
        made = self.front_desk.planning.save_session(self.programme, "", fields)
        assert isinstance(made, Session), made
        return made

    def now(self, attendee: Attendee) -> Attendee:
        return self.front_desk.registry.details(attendee.id).attendee

    def station(self) -> Station:
        return Station(self.programme, self.front_desk.programmes.points(self.programme)[0])

    def limit_to(self, capacity: int) -> None:
        typed = {"code": self.programme.code, "capacity": str(capacity)}
        saved = self.front_desk.planning.save_programme(self.programme.id, typed)
        assert isinstance(saved, Programme)
        self.programme = saved

    def room(self, name: str, kind: str = "room", capacity: int = 0, inside: str = "") -> Place:
        place = Place("", self.programme.id, name, kind, inside, capacity)
        self.front_desk.planning.save_place(self.programme, place)
        branches = self.front_desk.planning.plan(self.programme.id).places
        return next(branch.place for branch in branches if branch.place.name == name)

    def point(self, name: str, place: str = VENUE, session: str = "", **policy: Any) -> Point:
        made = replace(Point("", self.programme.id, name, place, session), **policy)
        faults = self.front_desk.points.save(self.programme, made)
        assert not faults, faults
        points = self.front_desk.programmes.points(self.programme)
        return next(point for point in points if point.name == name)

    def scan(self, point: Point, who: Attendee, way: Direction = Direction.IN) -> Verdict:
        self.clock.advance(1000)
        station = Station(self.programme, point, way)
        return self.front_desk.desk.scan(station, Reading(who.registration.ticket_code))

    def inside(self) -> int:
        return self.front_desk.desk.counts(self.programme, 1, 60_000).inside
