"""A subject that changed: its new entries, all its entries, and what they add up to."""

from __future__ import annotations

from typing import NamedTuple

from desktop.domain.journal.entry import Entry
from desktop.domain.journal.fold import State, order


class Change(NamedTuple):
    """A subject with its new entries, all its entries, and what they add up to."""

    type: str
    id: str
    new: list[Entry]
    known: list[Entry]
    state: State
    is_fresh: bool

    @property
    def programme(self) -> str:
        """The programme of its first entry, in the order on which all desks agree."""
        return min(self.known, key=order).programme
