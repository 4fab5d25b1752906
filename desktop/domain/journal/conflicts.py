"""Where desks that had not heard of each other disagree about one subject: a pure rule.

Nothing is lost by a disagreement: the fold gives every desk the same state. But somebody has to
look. `seen` of an entry names, for each other desk, the newest entry about the same subject that
its author had; two entries of which neither had seen the other are *concurrent*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from typing import Any, NamedTuple

from desktop.domain.attendees.listed import LISTED, remembered, sources_in
from desktop.domain.attendees.registration import IMPORTED, Direction
from desktop.domain.journal.authority import (
    NOT_BY_HAND,
    Author,
    author_of,
    decided,
    had_seen,
    one_with,
    set_by_hand,
)
from desktop.domain.journal.bodies import MERGE, MOVE, PRINT, RESOLVE, SET, fields_of, said_ms
from desktop.domain.journal.code_issues import CodeIssues
from desktop.domain.journal.entry import Entry, EntryId, SubjectType
from desktop.domain.journal.fold import living, order

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


def are_concurrent(entry: Entry, other: Entry) -> bool:
    """Tell whether neither author had the other's entry; a desk knows its own."""
    if entry.desk == other.desk:
        return False
    return other.number > entry.seen.get(other.desk, 0) and entry.number > other.seen.get(
        entry.desk, 0
    )


def conflicts_of(entries: Iterable[Entry]) -> list[Conflict]:
    """Name what desks disagree about in the entries of one subject, in whatever order they come."""
    kept = living(entries)
    settled = _settled(kept)
    return [*_twice_in(kept, settled), *_edited(kept, settled), *_retired_used(kept, settled)]


def _settled(kept: Sequence[Entry]) -> set[frozenset[EntryId]]:
    """Collect the pairs that somebody has looked at."""
    pairs = set()
    for entry in kept:
        if entry.kind == RESOLVE:
            named = [EntryId(desk, number) for desk, number in entry.body["entries"]]
            pairs |= {frozenset(pair) for pair in combinations(named, 2)}
    return pairs


def _open_pairs(
    entries: Sequence[Entry], settled: set[frozenset[EntryId]]
) -> list[tuple[Entry, Entry]]:
    """Pair concurrent entries, given in their order, that nobody has looked at.

    Most entries had seen all before them; those are not compared one by one.
    """
    pairs: list[tuple[Entry, Entry]] = []
    newest: dict[str, int] = {}
    for place, entry in enumerate(entries):
        seen, own = entry.seen, entry.desk
        if any(seen.get(desk, 0) < number for desk, number in newest.items() if desk != own):
            pairs += [
                (earlier, entry)
                for earlier in entries[:place]
                if are_concurrent(earlier, entry)
                and frozenset((earlier.id, entry.id)) not in settled
            ]
        newest[own] = max(newest.get(own, 0), entry.number)
    return pairs


def _twice_in(kept: Sequence[Entry], settled: set[frozenset[EntryId]]) -> list[Conflict]:
    """Find admissions of one person to one place by desks that had not heard of each other."""
    by_place: dict[str, list[Entry]] = {}
    for entry in kept:
        is_own = entry.kind == MOVE and entry.body.get("detail") not in (IMPORTED, MERGED)
        if is_own and entry.body["direction"] == Direction.IN:
            by_place.setdefault(entry.body["place"], []).append(entry)
    return [
        _conflict(ConflictKind.TWICE_IN, place, pairs, lambda entry: entry.body["point"])
        for place, moves in sorted(by_place.items())
        if (pairs := _open_pairs(moves, settled))
    ]


def _edited(kept: Sequence[Entry], settled: set[frozenset[EntryId]]) -> list[Conflict]:
    """Find fields with two values between which a person has to choose."""
    writers: dict[str, list[Entry]] = {}
    for entry in kept:
        names = {*fields_of(entry), *set_by_hand(entry)} - _NOTES
        for name in names if not _is_note(entry) else ():
            writers.setdefault(name, []).append(entry)
    lists = [entry for entry in kept if author_of(entry) is Author.LIST]
    conflicts = []
    for name in sorted(writers):
        pairs = [
            pair
            for pair in _disagreeing(name, writers, lists)
            if frozenset(entry.id for entry in pair) not in settled
        ]
        if pairs:
            what = _value_text(name)
            conflicts.append(_conflict(ConflictKind.EDITED, name, pairs, what))
    return conflicts


def _is_note(entry: Entry) -> bool:
    """Tell whether it only notes what a source of lists is called and how its words are read."""
    return entry.subject.startswith(SubjectType.MAPPING + ":")


def _disagreeing(
    name: str, writers: Mapping[str, Sequence[Entry]], lists: Sequence[Entry]
) -> list[tuple[Entry, Entry]]:
    """Pair the writers of one field, given in their order, who disagree.

    Where a hand decided, lists do not dispute with each other. A part of a name that a hand
    decided is held against a list's whole one, and the reverse.
    """
    entries = writers[name]
    hands = [entry for entry in entries if name in set_by_hand(entry)]
    itself = [entry for entry in entries if author_of(entry) is Author.ITSELF]
    if hands:
        ruling = hands[-1]
        if any(had_seen(entry, ruling) for entry in itself):
            return _unseen_by_last(name, hands)
        moved = [entry for entry in itself if _differ(name, entry, ruling)]
        pairs = [(entry, ruling) for entry in moved if are_concurrent(entry, ruling)]
        return [*_unseen_by_last(name, hands), *pairs, *_lists_against(name, ruling, lists)]
    parts = [entry for part in one_with(name) - {name} for entry in writers.get(part, ())]
    of_parts = sorted((part for part in parts if set_by_hand(part) & one_with(name)), key=order)
    if of_parts:
        return _lists_against(name, of_parts[-1], lists)
    if entries[0].kind == MERGE or name in NOT_BY_HAND:
        return []
    return _unseen_by_last(name, [entry for entry in entries if entry.kind == SET])


def _differ(name: str, entry: Entry, other: Entry) -> bool:
    return bool(value_of(decided(entry, name)) != value_of(decided(other, name)))


def _unseen_by_last(name: str, entries: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Pair the last writer with those of another value of whom it had not heard."""
    if not entries:
        return []
    *others, last = entries
    return [
        (entry, last)
        for entry in others
        if _differ(name, entry, last) and are_concurrent(entry, last)
    ]


def _lists_against(name: str, hand: Entry, lists: Sequence[Entry]) -> list[tuple[Entry, Entry]]:
    """Pair a hand with the last word of each source that says otherwise than when it decided."""
    pairs = []
    for source in dict.fromkeys(map(source_of, lists)):
        words = [entry for entry in lists if source_of(entry) == source and _speaks(entry, name)]
        if not words or had_seen(hand, words[-1]) or name not in words[-1].body:
            continue
        before = [entry for entry in words if had_seen(hand, entry)]
        is_as_before = bool(before) and _word(before[-1], name) == _word(words[-1], name)
        if not is_as_before and _differ(name, words[-1], hand):
            pairs.append((words[-1], hand))
    return pairs


def _speaks(entry: Entry, name: str) -> bool:
    return name in entry.body or name in remembered(entry.body[LISTED], source_of(entry))


def _word(entry: Entry, name: str) -> object:
    """Give what a list said of a field: the sum of it, or the value where no sum was kept."""
    known = remembered(entry.body[LISTED], source_of(entry))
    return known.get(name) or value_of(entry.body.get(name))


def source_of(entry: Entry) -> str:
    """Name the source of a list's entry; those of older Musters name none."""
    return next(iter(sources_in(entry.body[LISTED])), "")


def _value_text(name: str) -> Any:
    def text(entry: Entry) -> str:
        fields = fields_of(entry)
        parts = [name] if name in fields else sorted(one_with(name) & fields.keys())
        if not parts:
            return str(value_of(decided(entry, name)) or "")
        return " ".join(str(value_of(fields[part])) for part in parts)

    return text


def value_of(value: Any) -> Any:
    """Give what a field says, without the moment at which it was said."""
    if isinstance(value, dict):
        return value.get("state", value.get("value", ""))
    return value


def _retired_used(kept: Sequence[Entry], settled: set[frozenset[EntryId]]) -> list[Conflict]:
    """Find people let in by a code that another desk had retired meanwhile."""
    conflicts = []
    for retiring, code in _retirements(kept):
        uses = [
            (retiring, entry)
            for entry in kept
            if entry.kind == MOVE
            and entry.body.get("code") == code
            and entry.body["direction"] == Direction.IN
            and are_concurrent(retiring, entry)
            and frozenset((retiring.id, entry.id)) not in settled
        ]
        if uses:
            what = _point_or_kind
            conflicts.append(_conflict(ConflictKind.RETIRED_USED, code, uses, what))
    return conflicts


def _point_or_kind(entry: Entry) -> str:
    return str(entry.body["point"]) if entry.kind == MOVE else entry.kind


def _retirements(kept: Sequence[Entry]) -> list[tuple[Entry, str]]:
    """Name the entries that took a code's place, with the code that went."""
    tickets, badges = CodeIssues(), CodeIssues()
    for entry in kept:
        if entry.kind == SET and entry.body.get("ticket_code"):
            tickets.issue(entry.body["ticket_code"], entry)
        elif entry.kind == PRINT:
            badges.issue(entry.body["code"], entry)
    return [(entry, code) for codes in (tickets, badges) for code, entry in codes.void.items()]


def _at_ms(entry: Entry) -> int:
    """Give when it was done; a movement may have been before it was written."""
    return said_ms(entry) if entry.kind == MOVE else entry.at_ms


def _conflict(
    kind: ConflictKind, key: str, pairs: Iterable[tuple[Entry, Entry]], what: Any
) -> Conflict:
    entries = sorted({entry.id: entry for pair in pairs for entry in pair}.values(), key=order)
    sides = [Side(entry.id, _at_ms(entry), entry.actor, what(entry)) for entry in entries]
    return Conflict(kind, key, tuple(sides))
