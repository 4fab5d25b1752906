"""When a check-in point is open, how many fit, and which point fits the time of day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from desktop.domain.places import PlaceTree
from desktop.domain.programme import BEGINS, Point, Session

# People gather before a session begins, also where a point sets no hour of opening.
GATHERING = timedelta(minutes=45)


class Window(NamedTuple):
    """When a point lets people in, as ISO moments of the programme's wall clock; empty: always."""

    opens_at: str
    closes_at: str


def window_of(point: Point, session: Session | None) -> Window:
    """Work out when a point is open, from its policy and its session's times."""
    if session is None:
        return Window("", "")
    opens = closes = ""
    if point.opens_min and (begins := _moment(session.starts_at)):
        opens = _iso(begins - timedelta(minutes=int(point.opens_min)))
    base = session.starts_at if point.closes_from == BEGINS else session.ends_at
    if point.closes_min and (from_ := _moment(base or session.starts_at)):
        closes = _iso(from_ + timedelta(minutes=int(point.closes_min)))
    return Window(opens, closes)


def capacity_of(point: Point, session: Session | None, tree: PlaceTree) -> int:
    """Tell how many fit: the point's own figure, else the session's, else the place's; 0: all."""
    return point.capacity or (session.capacity if session else 0) or tree.capacity(point.place)


def is_now(session: Session, now: str) -> bool:
    """Tell whether people come to a session at an ISO moment: a while before it until its end."""
    begins = _moment(session.starts_at)
    if begins is None:
        return False
    ends = session.ends_at or _iso(begins + GATHERING)
    return _iso(begins - GATHERING) <= now < ends


def propose(
    here: Point | None, points: Sequence[Point], sessions: Mapping[str, Session], now: str
) -> Point | None:
    """Name the point that fits the time of day better than where the desk stands.

    A point without a session always fits. Doors of sessions fit while people come to them. One
    of the same place is taken first, then a door without a session, then what begins next.

    Args:
        here: where the desk stands; None where nothing was chosen yet.
        points: all points of the programme.
        sessions: the programme's sessions by id.
        now: ISO moment of the programme's wall clock.
    """
    if here is not None and (not here.session or _fits(here, sessions, now)):
        return None
    fitting = [one for one in points if one != here and _fits(one, sessions, now)]
    plain = [one for one in points if one != here and not one.session]
    if here is None:
        return min(fitting, key=lambda one: _begins(one, sessions), default=None)
    same = [one for one in [*fitting, *plain] if one.place == here.place]
    fitting.sort(key=lambda one: _begins(one, sessions))
    return next(iter([*same, *fitting, *plain]), None)


def _fits(point: Point, sessions: Mapping[str, Session], now: str) -> bool:
    session = sessions.get(point.session)
    return session is not None and is_now(session, now)


def _begins(point: Point, sessions: Mapping[str, Session]) -> str:
    return sessions[point.session].starts_at


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
