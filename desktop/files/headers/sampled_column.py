"""A column with some of its cells, by which it is told what it holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SampledColumn:
    """A column: its place, header and some of its filled cells."""

    index: int
    header: str
    sample: tuple[str, ...]
