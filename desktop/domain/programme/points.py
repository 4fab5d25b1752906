"""When a check-in point is open, how many fit, and which point fits the time of day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import ClosesFrom, Point, Session

# People gather before a session begins, also where a point sets no hour of opening.
GATHERING_MIN = "45"
GATHERING_MS = int(GATHERING_MIN) * 60_000
HELD_MIN = "10"
MAX_DIGITS = 5
MINUTE_MS = 60_000


class Window(NamedTuple):
    """When a point lets people in, as ISO moments of the programme's wall clock; empty: always."""

    opens_at: str
    closes_at: str


def window_of(point: Point, session: Session | None) -> Window:
    """Work out when a point is open, from its policy and its session's times."""
    if session is None:
        return Window("", "")
    base = session.starts_at if point.closes_from == ClosesFrom.BEGINS else session.ends_at
    return Window(
        _shifted(session.starts_at, point.opens_min, -1), _shifted(base, point.closes_min, 1)
    )


def lacks_times(point: Point, session: Session | None) -> bool:
    """Tell whether a point counts minutes from a time that its session does not have."""
    if session is None:
        return False
    base = session.starts_at if point.closes_from == ClosesFrom.BEGINS else session.ends_at
    return bool(point.opens_min and not session.starts_at) or bool(point.closes_min and not base)


class Instants(NamedTuple):
    """The same as true time, in milliseconds UTC; None: always.

    In the night in which clocks are put back an hour comes twice: of an ISO moment in it the
    first is meant, and an hour before is an hour before.
    """

    opens_ms: int | None
    closes_ms: int | None


def instants_of(point: Point, session: Session | None, zone: tzinfo) -> Instants:
    """Work out when a point is open as true time, where the programme says its time zone."""
    if session is None:
        return Instants(None, None)
    base = session.starts_at if point.closes_from == ClosesFrom.BEGINS else session.ends_at
    return Instants(
        _instant(session.starts_at, point.opens_min, -1, zone),
        _instant(base, point.closes_min, 1, zone),
    )


class Span(NamedTuple):
    """When a session begins and ends, in milliseconds UTC; None where it does not say."""

    begins_ms: int | None
    ends_ms: int | None


def span_of(session: Session, zone: tzinfo | None) -> Span:
    """Give the times of a session as true time, in a zone or by this computer's clock."""
    return Span(_instant(session.starts_at, "0", 1, zone), _instant(session.ends_at, "0", 1, zone))


def wall_text(at_ms: int, zone: tzinfo) -> str:
    """Write an instant as ISO moment of the clocks on a zone's walls."""
    return iso_minute(datetime.fromtimestamp(at_ms / 1000, zone).replace(tzinfo=None))


def _instant(moment: str, minutes: str, sign: int, zone: tzinfo | None) -> int | None:
    from_ = _moment(moment)
    if from_ is None or not (minutes.isdecimal() and len(minutes) <= MAX_DIGITS):
        return None
    try:
        at_ms = round(from_.replace(tzinfo=zone).timestamp() * 1000)
        at_ms += sign * int(minutes) * MINUTE_MS
        datetime.fromtimestamp(at_ms / 1000, zone)
    except (OverflowError, ValueError, OSError):
        # Before the first year of all, or after the last one.
        return None
    return at_ms


class Limits(NamedTuple):
    """How many fit into a session and into a place; 0 is no limit."""

    session: int
    place: int


def limits_of(point: Point, session: Session | None, tree: PlaceTree) -> Limits:
    """Tell how many fit: of several figures the smallest binds, wherever it was written."""
    place = tree.capacity(point.place)
    if session is None:
        return Limits(0, _smallest(point.capacity, place))
    return Limits(_smallest(point.capacity, session.capacity), place)


# What makes two points doors to one inside with one rule for visits.
_VISIT_RULE = ("place", "session", "reentry", "most_times", "most_a_day", "most_days", "opens_at",
               "closes_at", "on_days")  # fmt: skip


def visit_rule(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """Give what two points have in common at which visits count together."""
    return tuple(str(fields[name]) for name in _VISIT_RULE)


def counts_with(point: Point, points: Iterable[Point]) -> list[str]:
    """Name the other points at which visits count together with those at a point."""
    if not point.counts_visits:
        return []
    own = visit_rule(asdict(point))
    return [
        other.name for other in points if other.id != point.id and visit_rule(asdict(other)) == own
    ]


def door_capacity(point: Point, points: Iterable[Point]) -> int:
    """Give the figure of a door: what one of them says binds all doors to the same inside."""
    same = (each for each in points if (each.place, each.session) == (point.place, point.session))
    return _smallest(point.capacity, *(each.capacity for each in same))


def _smallest(*counts: int) -> int:
    return min((count for count in counts if count), default=0)


def capacity_of(point: Point, session: Session | None, tree: PlaceTree) -> int:
    """Tell how many may enter by a point at most; 0 is no limit."""
    return _smallest(*limits_of(point, session, tree))


def held_until(session: Session, minutes: str) -> str:
    """Tell until when seats are kept for who booked, as ISO minute of the wall clock.

    Args:
        session: nothing is kept of one without times.
        minutes: how long after it begins; the usual time where that is no figure.
    """
    is_count = minutes.isdecimal() and len(minutes) <= MAX_DIGITS
    return _shifted(session.starts_at, minutes if is_count else HELD_MIN, 1)


def is_now(session: Session, now: str) -> bool:
    """Tell whether people come to a session at an ISO moment: a while before it until its end."""
    opens = _shifted(session.starts_at, GATHERING_MIN, -1)
    ends = session.ends_at or _shifted(session.starts_at, GATHERING_MIN, 1)
    return bool(opens) and opens <= now < ends


NOW = "now"


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
    fitting = [point for point in points if point != here and _fits(point, sessions, now)]
    plain = [point for point in points if point != here and not point.session]
    if here is None:
        return min(fitting, key=lambda point: _begins(point, sessions), default=None)
    same = [point for point in [*fitting, *plain] if point.place == here.place]
    fitting.sort(key=lambda point: _begins(point, sessions))
    return next(iter([*same, *fitting, *plain]), None)


def _fits(point: Point, sessions: Mapping[str, Session], now: str) -> bool:
    session = sessions.get(point.session)
    return session is not None and is_now(session, now)


def _begins(point: Point, sessions: Mapping[str, Session]) -> str:
    return sessions[point.session].starts_at


def _shifted(moment: str, minutes: str, sign: int) -> str:
    """Move an ISO moment; nothing where either is no moment or no figure."""
    from_ = _moment(moment)
    if from_ is None or not (minutes.isdecimal() and len(minutes) <= MAX_DIGITS):
        return ""
    try:
        return iso_minute(from_ + sign * timedelta(minutes=int(minutes)))
    except OverflowError:
        return ""


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def iso_minute(moment: datetime) -> str:
    """Write a moment of a wall clock as ISO minute."""
    return moment.isoformat(timespec="minutes")


def in_order_of_day(
    points: Sequence[Point], sessions: Sequence[Session], now: str
) -> list[tuple[Point, str]]:
    """Put points into the order in which a desk looks for them, each with when it is for.

    First the doors of sessions that people come to now, then points without a session, then
    the other doors by their sessions' beginnings.

    Args:
        points: the points of a programme, in its own order.
        sessions: its sessions.
        now: ISO minute on the programme's wall clock.

    Returns:
        Each point with `NOW`, the ISO minute of its session's beginning, or nothing.
    """
    known = {session.id: session for session in sessions}

    def begins(point: Point) -> str:
        return known[point.session].starts_at if point.session in known else ""

    def place(point: Point) -> tuple[int, bool, str]:
        if not point.session:
            return (1, False, "")
        return (0 if _fits(point, known, now) else 2, not begins(point), begins(point))

    return [
        (point, NOW if _fits(point, known, now) else begins(point))
        for point in sorted(points, key=place)
    ]
