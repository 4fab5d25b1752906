"""What a disagreement between desks is: its kind, what it is about, and what each side said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.journal.bodies import MOVE, said_ms
from desktop.domain.journal.entry import Entry, EntryId
from desktop.domain.journal.fold import order


class ConflictKind(StrEnum):
    """What desks disagree about; docs/disagreements.md says what each means and settles it."""

    TWICE_IN = "twice_in"
    EDITED = "edited"
    RETIRED_USED = "retired_used"
    BARRED_IN = "barred_in"
    GONE_USED = "gone_used"
    REMOVED_USED = "removed_used"
    TWO_PEOPLE = "two_people"
    TWINS = "twins"
    NUMBER_TWICE = "number_twice"
    CODE_TWICE = "code_twice"
    MADE_TWICE = "made_twice"
    MERGED_BOTH = "merged_both"
    OVERFULL = "overfull"
    FORKED = "forked"


class Side(NamedTuple):
    """What one desk said: its entry, when (ms UTC), who, and what in the journal's own words."""

    entry: EntryId
    at_ms: int
    actor: str
    what: str


class Conflict(NamedTuple):
    """One disagreement; `key` tells those of one kind and subject apart: a place, field or code."""

    kind: ConflictKind
    key: str
    sides: tuple[Side, ...]


def conflict_between(
    kind: ConflictKind, key: str, entries: Iterable[Entry], what: Callable[[Entry], str]
) -> Conflict:
    """Make a disagreement between entries; `what` words a side in the journal's own way."""
    ordered = sorted({entry.id: entry for entry in entries}.values(), key=order)
    sides = [Side(entry.id, _at_ms(entry), entry.actor, what(entry)) for entry in ordered]
    return Conflict(kind, key, tuple(sides))


def _at_ms(entry: Entry) -> int:
    """Give when it was done; a movement may have been before it was written."""
    return said_ms(entry) if entry.kind == MOVE else entry.at_ms
