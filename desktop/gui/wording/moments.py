"""Moments as people at a desk read them: the time of day, with the day if it is another.

All times are those of the programme's own clock, also on a laptop that is set to another zone.
"""

from __future__ import annotations

import time
from datetime import datetime, tzinfo

from PySide6.QtCore import QDate, QLocale, Qt

from desktop.gui.wording.translation import tr


class _Clock:
    """Whose clock times are shown by: this computer's until a programme says its zone."""

    zone: tzinfo | None = None


def show_times_of(zone: tzinfo | None) -> None:
    """Show all times by the clock of a zone from now on; None is this computer's own."""
    _Clock.zone = zone


def wall(moment_ms: int) -> datetime:
    """Give what the clock shows at a moment."""
    return datetime.fromtimestamp(moment_ms / 1000, _Clock.zone).replace(tzinfo=None)


def hours_away(moment_ms: int) -> float:
    """Tell by how many hours the clock that is shown is ahead of this computer's."""
    own = datetime.fromtimestamp(moment_ms / 1000)
    return (wall(moment_ms) - own).total_seconds() / 3600


def other_clock(zone: str, hours: float) -> str:
    """Say whose times are shown, where this computer's clock is so many hours behind (or ahead)."""
    amount = QLocale().toString(abs(hours), "g", 3)
    text = (
        tr("All times are those of {zone}: {hours} h later than this computer's clock.")
        if hours > 0
        else tr("All times are those of {zone}: {hours} h earlier than this computer's clock.")
    )
    return text.format(zone=zone, hours=amount)


def clock_time(moment_ms: int) -> str:
    """Write the time of day, such as 08:42."""
    return f"{wall(moment_ms):%H:%M}"


def clock_seconds(moment_ms: int) -> str:
    """Write the time of day to the second, such as 08:42:07."""
    return f"{wall(moment_ms):%H:%M:%S}"


def moment(moment_ms: int, now_ms: int) -> str:
    """Write the time of day, with the date in front where it is not today."""
    then, now = wall(moment_ms), wall(now_ms)
    if then.date() == now.date():
        return clock_time(moment_ms)
    day = QLocale().toString(then.date(), "d MMM")  # type: ignore[call-overload]
    return f"{day}, {clock_time(moment_ms)}"


def wall_moment(iso: str, now_ms: int) -> str:
    """Write an ISO moment of the wall clock, with its date where it is not today."""
    then, now = datetime.fromisoformat(iso), wall(now_ms)
    if then.date() == now.date():
        return f"{then:%H:%M}"
    day = QLocale().toString(then.date(), "d MMM")  # type: ignore[call-overload]
    return f"{day}, {then:%H:%M}"


def day_text(iso: str) -> str:
    """Write an ISO day as people say it."""
    day = QDate.fromString(iso, Qt.DateFormat.ISODate)
    return str(QLocale().toString(day, "dddd d MMMM")) if day.isValid() else iso


def wall_span(iso: str) -> str:
    """Write an ISO day, or an ISO minute, with its day in any case."""
    then = datetime.fromisoformat(iso)
    day = str(QLocale().toString(then.date(), "ddd d MMM"))  # type: ignore[call-overload]
    return f"{day}, {then:%H:%M}" if len(iso) > len("2026-12-02") else day


def now_ms() -> int:
    """Give the wall time in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


def iso_day() -> str:
    """Write today's date, as the programme's own calendar has it, in ISO form."""
    return wall(now_ms()).date().isoformat()
