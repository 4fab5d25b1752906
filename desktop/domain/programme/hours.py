"""Opening hours by the clock, of points that are no door to a session: an entrance, a lunch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from desktop.domain.programme.programme import Point

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\Z")
_DAYS_AHEAD = 7
MIDNIGHT = time()


class UnreadHours(ValueError):
    """Hours or days of a point that nobody can read."""


class Opening(NamedTuple):
    """One opening: both ends as moments of the programme's wall clock."""

    opens: datetime
    closes: datetime


class Shut(NamedTuple):
    """Why a point lets nobody in now.

    It `opens` at that moment or `closed` at that one, today; `next_day` where it is not open on
    this day at all, None where no day is left.
    """

    opens: datetime | None = None
    closed: datetime | None = None
    is_other_day: bool = False


class Days(NamedTuple):
    """On which days a point is open: weekdays from 1, Monday, and dates; neither: on all."""

    weekdays: frozenset[int] = frozenset()
    dates: tuple[date, ...] = ()

    @property
    def is_every(self) -> bool:
        """Whether no day is left out."""
        return not self.weekdays and not self.dates

    def has(self, day: date) -> bool:
        """Tell whether a day is one of them."""
        return self.is_every or day.isoweekday() in self.weekdays or day in self.dates


def read_clock(text: str) -> time | None:
    """Read a time of day such as `8:30`; None for an empty text.

    Raises:
        UnreadHours: it is no time of day.
    """
    if not text:
        return None
    match = _TIME.match(text.strip())
    if match is None:
        raise UnreadHours(text)
    return time(int(match[1]), int(match[2]))


def read_days(text: str) -> Days:
    """Read the days of a point as they are stored.

    Raises:
        UnreadHours: a word is neither a weekday from 1 to 7 nor an ISO day.
    """
    weekdays, dates = set(), []
    for word in text.split():
        if word in {"1", "2", "3", "4", "5", "6", "7"}:
            weekdays.add(int(word))
            continue
        try:
            dates.append(date.fromisoformat(word))
        except ValueError as error:
            raise UnreadHours(word) from error
    return Days(frozenset(weekdays), tuple(sorted(dates)))


def has_hours(point: Point) -> bool:
    """Tell whether a point has hours or days of its own; a door to a session has the session's."""
    return not point.session and bool(point.opens_at or point.closes_at or point.on_days)


def shut_at(point: Point, now_ms: int, wall: str, zone: tzinfo | None) -> Shut | None:
    """Say why a point with hours is shut at a moment; None where it is open.

    Where the programme says its time zone, hours are compared as true time: in the night in which
    clocks are put back, 01:30 is the first one.

    Args:
        point: a point without a session.
        now_ms: the moment in milliseconds UTC.
        wall: the same as ISO minute of the programme's wall clock.
        zone: the programme's time zone, if it says one.

    Raises:
        UnreadHours: its hours or days cannot be read.
    """
    days, (opens, closes) = read_days(point.on_days), _hours(point)
    today = date.fromisoformat(wall[:10])
    if zone is None:
        now_ms = _instant(datetime.fromisoformat(wall), UTC)
    around = [
        _opening(day, opens, closes) for day in (today - timedelta(1), today) if days.has(day)
    ]
    for opening in around:
        if _instant(opening.opens, zone) <= now_ms < _instant(opening.closes, zone):
            return None
    if not days.has(today):
        ahead = (day for day in _days_after(days, today))
        return Shut(next((_opening(day, opens, closes).opens for day in ahead), None), None, True)
    today_is = _opening(today, opens, closes)
    if now_ms < _instant(today_is.opens, zone):
        return Shut(opens=today_is.opens)
    return Shut(closed=today_is.closes)


def _hours(point: Point) -> tuple[time, time]:
    return read_clock(point.opens_at) or MIDNIGHT, read_clock(point.closes_at) or MIDNIGHT


def _opening(day: date, opens: time, closes: time) -> Opening:
    """Give the opening that begins on a day; what closes before it opens closes on the next."""
    last = day if closes > opens else day + timedelta(1)
    return Opening(datetime.combine(day, opens), datetime.combine(last, closes))


def _days_after(days: Days, today: date) -> Iterator[date]:
    week = [today + timedelta(ahead) for ahead in range(1, _DAYS_AHEAD + 1)]
    yield from sorted({
        *(day for day in week if day.isoweekday() in days.weekdays),
        *(day for day in days.dates if day > today),
    })  # fmt: skip


def _instant(moment: datetime, zone: tzinfo | None) -> int:
    return round(moment.replace(tzinfo=zone or UTC).timestamp() * 1000)
