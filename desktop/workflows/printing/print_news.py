"""What the print queue tells of itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple


class Added(NamedTuple):
    """A job in the queue: its id, its badges and sheets, and how many older badges it voids."""

    id: str
    badges: int
    sheets: int
    replaced: int


@dataclass(frozen=True, slots=True)
class Pumped:
    """What a round brought: whether anything changed, how many sheets are open, files written."""

    has_news: bool
    still_open: int
    files: tuple[Path, ...] = ()
