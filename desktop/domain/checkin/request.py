"""What is asked at a point: all the facts that a decision is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import NamedTuple

from desktop.domain.attendees.registration import Direction, Presence
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import Point, Programme, Session
from desktop.domain.programme.questions import Question


class Visit(NamedTuple):
    """An earlier admission to the same place for the same session, which still counts.

    `day` is the ISO day of the programme's wall clock.
    """

    at_ms: int
    desk: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class CheckinRequest:
    """Somebody stands at a point of a programme and wants in or out.

    `now_ms` is UTC, `now` the same as ISO minute of the programme's wall clock, `day_began_ms`
    the midnight before it. `passed_over` are the words of verdicts that were read and passed
    over, each with the authority of whoever did. `inside` counts who is in the point's place,
    `around` who is in each place around it that has a limit, `attending` who is inside for its
    session, `held` who booked the session and is not, `held_outside` who of them is not in the
    place either; `asks` are the questions of this
    door, `sessions` the programme's. `has_lost_question` tells that one the door names is not
    there any more. Where the programme says its time `zone`, hours are compared as true time.
    """

    programme: Programme
    point: Point
    direction: Direction
    now_ms: int
    passed_over: Mapping[str, Authority] = field(default_factory=dict)
    asks: tuple[Question, ...] = ()
    now: str = ""
    day_began_ms: int = 0
    inside: int = 0
    attending: int = 0
    around: Mapping[str, int] = field(default_factory=dict)
    held: int = 0
    held_outside: int = 0
    sessions: tuple[Session, ...] = ()
    tree: PlaceTree = field(default_factory=PlaceTree)
    has_lost_question: bool = False
    zone: tzinfo | None = None

    @property
    def session(self) -> Session | None:
        """The session that the point is a door to."""
        return next(
            (session for session in self.sessions if session.id == self.point.session), None
        )

    def is_here(self, presence: Presence | None) -> bool:
        """Tell whether somebody is in the point's place, and for its session if it has one."""
        if presence is None or not self.tree.is_within(presence.place, self.point.place):
            return False
        return not self.point.session or presence.session == self.point.session

    def is_on(self, session: Session) -> bool:
        """Tell whether a session is on now."""
        return bool(session.starts_at) and session.starts_at <= self.now < session.ends_at
