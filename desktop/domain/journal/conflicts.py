"""Where desks that had not heard of each other disagree about one subject: a pure rule.

Nothing is lost by a disagreement: the fold gives every desk the same state. But somebody has to
look. `seen` of an entry names, for each other desk, the newest entry about the same subject that
its author had; two entries of which neither had seen the other are *concurrent*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import combinations
from typing import Any, NamedTuple

from desktop.domain.attendees.registration import IMPORTED, Direction
from desktop.domain.journal.entry import Entry, EntryId
from desktop.domain.journal.fold import MOVE, PRINT, RESOLVE, SET, order, undone_by

MERGED = "merged"
# What desks note for themselves; two notes of it are no disagreement between people.
_NOTES = frozenset(
    {
        "listed", "origin", "mail_state", "mailed_ms", "told_ms", "moved_up_ms", "moved_up_for",
        "waiting_since_ms", "status_word", "source", "pin",
    }
)  # fmt: skip


class ConflictKind(StrEnum):
    """What desks disagree about."""

    TWICE_IN = "twice_in"
    EDITED = "edited"
    RETIRED_USED = "retired_used"
    TWINS = "twins"
    OVERFULL = "overfull"


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


def are_concurrent(one: Entry, other: Entry) -> bool:
    """Tell whether neither author had the other's entry; a desk knows its own."""
    if one.desk == other.desk:
        return False
    return other.n > one.seen.get(other.desk, 0) and one.n > other.seen.get(one.desk, 0)


def conflicts_of(entries: Iterable[Entry]) -> list[Conflict]:
    """Name what desks disagree about in the entries of one subject, in whatever order they come."""
    ordered = sorted(entries, key=order)
    undone = undone_by(ordered)
    living = [entry for entry in ordered if entry.id not in undone]
    settled = _settled(living)
    return [
        *_twice_in(living, settled),
        *_edited(living, settled),
        *_retired_used(living, settled),
    ]


def _settled(living: Sequence[Entry]) -> set[frozenset[EntryId]]:
    """Collect the pairs that somebody has looked at."""
    pairs = set()
    for entry in living:
        if entry.kind == RESOLVE:
            named = [EntryId(desk, n) for desk, n in entry.body["entries"]]
            pairs |= {frozenset(pair) for pair in combinations(named, 2)}
    return pairs


def _open_pairs(
    entries: Sequence[Entry], settled: set[frozenset[EntryId]]
) -> list[tuple[Entry, Entry]]:
    """Pair concurrent entries, given in their order, that nobody has looked at.

    Most entries had seen all before them; those are not compared one by one.
    """
    found: list[tuple[Entry, Entry]] = []
    newest: dict[str, int] = {}
    for place, entry in enumerate(entries):
        seen, own = entry.seen, entry.desk
        if any(seen.get(desk, 0) < n for desk, n in newest.items() if desk != own):
            found += [
                (one, entry)
                for one in entries[:place]
                if are_concurrent(one, entry) and frozenset((one.id, entry.id)) not in settled
            ]
        newest[own] = max(newest.get(own, 0), entry.n)
    return found


def _twice_in(living: Sequence[Entry], settled: set[frozenset[EntryId]]) -> list[Conflict]:
    """Find admissions of one person to one place by desks that had not heard of each other."""
    by_place: dict[str, list[Entry]] = {}
    for entry in living:
        is_own = entry.kind == MOVE and entry.body.get("detail") not in (IMPORTED, MERGED)
        if is_own and entry.body["direction"] == Direction.IN:
            by_place.setdefault(entry.body["place"], []).append(entry)
    return [
        _conflict(ConflictKind.TWICE_IN, place, pairs, lambda entry: entry.body["point"])
        for place, moves in sorted(by_place.items())
        if (pairs := _open_pairs(moves, settled))
    ]


def _edited(living: Sequence[Entry], settled: set[frozenset[EntryId]]) -> list[Conflict]:
    """Find fields whose last writer had not seen another desk's other value."""
    writers: dict[str, list[Entry]] = {}
    for entry in living:
        if entry.kind == SET:
            for name in entry.body:
                if name not in _NOTES:
                    writers.setdefault(name, []).append(entry)
    found = []
    for name, entries in sorted(writers.items()):
        *others, last = entries
        told = value_of(last.body[name])
        pairs = [
            (one, last)
            for one in others
            if value_of(one.body[name]) != told
            and are_concurrent(one, last)
            and frozenset((one.id, last.id)) not in settled
        ]
        if pairs:
            what = _value_text(name)
            found.append(_conflict(ConflictKind.EDITED, name, pairs, what))
    return found


def _value_text(name: str) -> Any:
    return lambda entry: str(value_of(entry.body[name]))


def value_of(value: Any) -> Any:
    """Give what a field says, without the moment at which it was said."""
    if isinstance(value, dict):
        return value.get("state", value.get("value", ""))
    return value


def _retired_used(living: Sequence[Entry], settled: set[frozenset[EntryId]]) -> list[Conflict]:
    """Find people let in by a code that another desk had retired meanwhile."""
    found = []
    for retiring, code in _retirements(living):
        uses = [
            (retiring, entry)
            for entry in living
            if entry.kind == MOVE
            and entry.body.get("code") == code
            and entry.body["direction"] == Direction.IN
            and are_concurrent(retiring, entry)
            and frozenset((retiring.id, entry.id)) not in settled
        ]
        if uses:
            what = _point_or_kind
            found.append(_conflict(ConflictKind.RETIRED_USED, code, uses, what))
    return found


def _point_or_kind(entry: Entry) -> str:
    return str(entry.body["point"]) if entry.kind == MOVE else entry.kind


def _retirements(living: Sequence[Entry]) -> list[tuple[Entry, str]]:
    """Name the entries that took a code's place, with the code that went."""
    found = []
    ticket = badge = ""
    for entry in living:
        if entry.kind == SET and entry.body.get("ticket_code"):
            if ticket and ticket != entry.body["ticket_code"]:
                found.append((entry, ticket))
            ticket = entry.body["ticket_code"]
        elif entry.kind == PRINT:
            if badge and badge != entry.body["code"]:
                found.append((entry, badge))
            badge = entry.body["code"]
    return found


def _at_ms(entry: Entry) -> int:
    """Give when it was done; a movement may have been before it was written."""
    return int(entry.body.get("at_ms", entry.at_ms)) if entry.kind == MOVE else entry.at_ms


def _conflict(
    kind: ConflictKind, key: str, pairs: Iterable[tuple[Entry, Entry]], what: Any
) -> Conflict:
    entries = sorted({entry.id: entry for pair in pairs for entry in pair}.values(), key=order)
    sides = [Side(entry.id, _at_ms(entry), entry.actor, what(entry)) for entry in entries]
    return Conflict(kind, key, tuple(sides))
