"""Fields with two values, between which a person has to choose: hands, lists and desks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desktop.domain.attendees.listed import LISTED, remembered, sources_in
from desktop.domain.journal.authority import (
    NOT_BY_HAND,
    Author,
    author_of,
    decided,
    had_seen,
    one_with,
    set_by_hand,
)
from desktop.domain.journal.bodies import MERGE, SET, fields_of
from desktop.domain.journal.concurrency import Pair, Settled, are_concurrent
from desktop.domain.journal.conflict import Conflict, ConflictKind, conflict_between
from desktop.domain.journal.entry import Entry, SubjectType
from desktop.domain.journal.fold import order
from desktop.domain.journal.list_ids import frozen

# What desks note for themselves, and the number that each gives to a programme; two of it are no
# disagreement between people.
_NOTES = frozenset(
    {
        "listed", "origin", "mail_state", "mailed_ms", "told_ms", "moved_up_ms", "moved_up_for",
        "waiting_since_ms", "status_word", "source", "removed", "had", "number", "file_says",
    }
)  # fmt: skip
_SPELT = frozenset(
    {
        "first_name", "last_name", "full_name", "first_name_hebrew", "last_name_hebrew",
        "full_name_hebrew", "email", "organization", "community", "country", "ticket_type",
    }
)  # fmt: skip
# Of these is told that they differ, never how.
_SECRET = frozenset({"pin"})
HIDDEN = "••••"


def edited(kept: Sequence[Entry], settled: Settled) -> list[Conflict]:
    """Find fields with two values between which a person has to choose."""
    writers: dict[str, list[Entry]] = {}
    for entry in kept:
        names = {*fields_of(entry), *set_by_hand(entry)} - _NOTES
        for name in names if not _is_note(entry) else ():
            writers.setdefault(name, []).append(entry)
    lists = [entry for entry in kept if author_of(entry) is Author.LIST]
    conflicts = []
    for name in sorted(writers):
        if pairs := settled.unsettled(_disagreeing(name, writers, lists)):
            disputed = (entry for pair in pairs for entry in pair)
            what = _value_text(name)
            conflicts.append(conflict_between(ConflictKind.EDITED, name, disputed, what))
    return conflicts


def _is_note(entry: Entry) -> bool:
    """Tell whether it only notes what a source of lists is called and how its words are read."""
    return entry.subject.startswith(SubjectType.MAPPING + ":")


def _disagreeing(
    name: str, writers: Mapping[str, Sequence[Entry]], lists: Sequence[Entry]
) -> list[Pair]:
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
            return unseen_by_last(name, hands)
        moved = [entry for entry in itself if _differ(name, entry, ruling)]
        pairs = [(entry, ruling) for entry in moved if are_concurrent(entry, ruling)]
        return [*unseen_by_last(name, hands), *pairs, *_lists_against(name, ruling, lists)]
    parts = [entry for part in one_with(name) - {name} for entry in writers.get(part, ())]
    of_parts = sorted((part for part in parts if set_by_hand(part) & one_with(name)), key=order)
    if of_parts:
        return _lists_against(name, of_parts[-1], lists)
    if entries[0].kind == MERGE or name in NOT_BY_HAND:
        return []
    return unseen_by_last(name, [entry for entry in entries if entry.kind == SET])


def _differ(name: str, entry: Entry, other: Entry) -> bool:
    """Tell whether two entries set a field otherwise.

    Between two lists another case or apostrophe of a name or address is the same word.
    """
    mine, theirs = value_of(decided(entry, name)), value_of(decided(other, name))
    if mine == theirs:
        return False
    is_of_lists = author_of(entry) is author_of(other) is Author.LIST
    if is_of_lists and name in _SPELT and isinstance(mine, str) and isinstance(theirs, str):
        return frozen(mine) != frozen(theirs)
    return True


def unseen_by_last(name: str, entries: Sequence[Entry]) -> list[Pair]:
    """Pair the last writer with those of another value of whom it had not heard.

    A list that says elsewhere what the last writer knew, and has changed, says nothing new.
    """
    if not entries:
        return []
    *others, last = entries
    known = [entry for entry in others if had_seen(last, entry)]
    return [
        (entry, last)
        for entry in others
        if _differ(name, entry, last)
        and are_concurrent(entry, last)
        and not (author_of(entry) is Author.LIST and _says_as(name, entry, known))
    ]


def _says_as(name: str, entry: Entry, known: Sequence[Entry]) -> bool:
    return any(not _differ(name, entry, other) for other in known)


def _lists_against(name: str, hand: Entry, lists: Sequence[Entry]) -> list[Pair]:
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


def _value_text(name: str) -> Callable[[Entry], str]:
    def text(entry: Entry) -> str:
        if name in _SECRET:
            return HIDDEN
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
