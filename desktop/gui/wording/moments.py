"""Moments as people at a desk read them: the local time of day, with the day if it is another."""

from __future__ import annotations

import time
from datetime import datetime

from PySide6.QtCore import QDate, QLocale, Qt


def clock_time(moment_ms: int) -> str:
    """Write the time of day, such as 08:42."""
    return f"{datetime.fromtimestamp(moment_ms / 1000):%H:%M}"


def clock_seconds(moment_ms: int) -> str:
    """Write the time of day to the second, such as 08:42:07."""
    return f"{datetime.fromtimestamp(moment_ms / 1000):%H:%M:%S}"


def moment(moment_ms: int, now_ms: int) -> str:
    """Write the time of day, with the date in front where it is not today."""
    then, now = datetime.fromtimestamp(moment_ms / 1000), datetime.fromtimestamp(now_ms / 1000)
    if then.date() == now.date():
        return clock_time(moment_ms)
    day = QLocale().toString(then.date(), "d MMM")  # type: ignore[call-overload]
    return f"{day}, {clock_time(moment_ms)}"


def wall_moment(iso: str, now_ms: int) -> str:
    """Write an ISO moment of the wall clock, with its date where it is not today."""
    then, now = datetime.fromisoformat(iso), datetime.fromtimestamp(now_ms / 1000)
    if then.date() == now.date():
        return f"{then:%H:%M}"
    day = QLocale().toString(then.date(), "d MMM")  # type: ignore[call-overload]
    return f"{day}, {then:%H:%M}"


def day_text(iso: str) -> str:
    """Write an ISO day as people say it."""
    day = QDate.fromString(iso, Qt.DateFormat.ISODate)
    return str(QLocale().toString(day, "dddd d MMMM")) if day.isValid() else iso


def now_ms() -> int:
    """Give the wall time in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


def iso_day() -> str:
    """Write today's date, as the desk's own calendar has it, in ISO form."""
    return datetime.fromtimestamp(now_ms() / 1000).date().isoformat()
