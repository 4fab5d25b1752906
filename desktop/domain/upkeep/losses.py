"""What is not there any more: between a backup and its store, or in a store that was damaged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Gap(NamedTuple):
    """Entries of a desk's journal that are missing: the first and the last of them."""

    desk: str
    first: int
    last: int

    @property
    def entries(self) -> int:
        """How many they are."""
        return self.last - self.first + 1


class Since(NamedTuple):
    """What a store has that a backup of it has not, in what people count.

    `since_ms` is when the first of it was written; None where there is nothing.
    """

    entries: int = 0
    movements: int = 0
    prints: int = 0
    since_ms: int | None = None

    @property
    def others(self) -> int:
        """How many are neither movements nor prints: people, answers, bookings, plans."""
        return self.entries - self.movements - self.prints


def ahead(own: Mapping[str, int], others: Mapping[str, int]) -> dict[str, int]:
    """Tell for each desk after which number something is known here that is not known there."""
    return {
        desk: others.get(desk, 0) for desk, number in own.items() if number > others.get(desk, 0)
    }
