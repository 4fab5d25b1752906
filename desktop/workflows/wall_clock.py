"""What the clocks on the wall of a programme's place show."""

from __future__ import annotations

import zoneinfo
from datetime import datetime, time, timedelta, tzinfo
from functools import lru_cache

from desktop.domain.programme.hours import UnreadHours, read_clock
from desktop.domain.programme.programme import Programme

# Nobody stays in a venue over this hour of the night who is not in a session, unless the programme
# says another one.
EMPTIED_AT = time(4)


def wall_time(programme: Programme, at_ms: int) -> datetime:
    """Turn milliseconds UTC into the programme's own time; this computer's where it has none."""
    zone = _zone(programme.time_zone)
    return datetime.fromtimestamp(at_ms / 1000, zone)


def zone_of(programme: Programme) -> tzinfo | None:
    """Give the programme's own time zone; None for this computer's."""
    return _zone(programme.time_zone)


def wall_minute(programme: Programme, at_ms: int) -> str:
    """Give the ISO minute on the programme's wall clock, without its zone."""
    return wall_time(programme, at_ms).replace(tzinfo=None).isoformat(timespec="minutes")


def day_began_ms(programme: Programme, at_ms: int) -> int:
    """Tell when the programme's day began, in milliseconds UTC."""
    midnight = wall_time(programme, at_ms).replace(hour=0, minute=0, second=0, microsecond=0)
    return int(midnight.timestamp() * 1000)


def on_wall(programme: Programme, moment: str) -> str:
    """Write an ISO moment that names its own zone as one of the programme's wall clock.

    What names none, or is no moment, stays as it is.
    """
    try:
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None:
            return moment
        wall = at.astimezone(_zone(programme.time_zone)).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return moment
    return wall.isoformat(timespec="minutes")


def wall_day(programme: Programme, at_ms: int) -> str:
    """Give the ISO day on the programme's wall clock."""
    return wall_time(programme, at_ms).date().isoformat()


def emptied_at(programme: Programme) -> time:
    """Give the time of day at which a programme's venue empties."""
    try:
        return read_clock(programme.empties_at) or EMPTIED_AT
    except UnreadHours:
        return EMPTIED_AT


def emptied_ms(programme: Programme, at_ms: int) -> int:
    """Tell when the programme's venue was emptied last, in milliseconds UTC."""
    wall, at = wall_time(programme, at_ms), emptied_at(programme)
    hour = wall.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    if hour > wall:
        hour -= timedelta(days=1)
    return int(hour.timestamp() * 1000)


@lru_cache(maxsize=64)
def _zone(name: str) -> tzinfo | None:
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
