"""Small doors to what lies outside: the clock, the badge painter, and words for people."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

from desktop.domain.badge_layout import Badge
from desktop.domain.ids import uuid7
from desktop.domain.media import Media

T = TypeVar("T")

OnStore = Callable[[Callable[[], T]], T]
Clock = Callable[[], int]


class BadgePainter(Protocol):
    """Paints badges on pages of a PDF file."""

    def paint_pdf(self, target: Path, media: Media, badges: Iterator[Badge]) -> int:
        """Write a PDF of these badges and tell how many pages it has."""


def system_clock() -> int:
    """Give the wall time in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


def directly(work: Callable[[], T]) -> T:
    """Do work that touches the store in the caller's own thread, where nobody else scans."""
    return work()


def new_id(wall_ms: int) -> str:
    """Make an id for a new subject."""
    return uuid7(wall_ms, secrets.randbits(74))


def never() -> bool:
    """Answer that nobody asked to stop."""
    return False
