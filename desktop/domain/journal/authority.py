"""Who wrote a field: a person's hand, a guest list, or something that happens by itself.

A list's value never beats a hand's, whatever the clocks: people block, cancel and correct for
reasons that no list knows. What happens by itself (moving up from a waiting list) knows what it
changes, and counts against a hand only where its author had seen what the hand did.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from desktop.domain.attendees.listed import LISTED
from desktop.domain.attendees.registration import Status
from desktop.domain.journal.bodies import MERGE, SET, fields_of
from desktop.domain.journal.entry import Entry

# In a merge: the fields that lists had said, and nobody decided.
NO_HANDS = "listed_fields"
# Codes are issued and notes are made by programs; what they say next counts.
NOT_BY_HAND = frozenset(
    {
        LISTED, "ticket_code", "person", "source", "external_id", "origin", "status_word",
        "waiting_since_ms", "moved_up_ms", "moved_up_for", "told_ms", "mail_state", "mailed_ms",
        "merged_into", "certificate_state",
    }
)  # fmt: skip
# What goes with a status: a list that may not change the one may not change the other.
_OF_STATUS = frozenset({"status_word", "waiting_since_ms", "block_reason"})
# A name is one thing, whether it is written whole or in its parts.
_NAMES = (
    frozenset({"first_name", "last_name", "full_name"}),
    frozenset({"first_name_hebrew", "last_name_hebrew", "full_name_hebrew"}),
)


class Author(StrEnum):
    """Who decided what an entry sets."""

    HAND = "hand"
    LIST = "list"
    ITSELF = "itself"


def author_of(entry: Entry) -> Author:
    """Tell who decided what an entry sets."""
    if entry.kind == SET and LISTED in entry.body:
        return Author.LIST
    if entry.kind == SET and entry.body.get("moved_up_ms") is not None:
        return Author.ITSELF
    return Author.HAND


def had_seen(entry: Entry, other: Entry) -> bool:
    """Tell whether the author of an entry knew the other one, which is about the same subject."""
    if entry.desk == other.desk:
        return other.number < entry.number
    return other.number <= entry.seen.get(other.desk, 0)


def kept_by(names: Iterable[str]) -> set[str]:
    """Name the fields that a list may not change where a hand decided these."""
    kept = set(names)
    if "status" in kept:
        kept |= _OF_STATUS
    for name_fields in _NAMES:
        if kept & name_fields:
            kept |= name_fields
    return kept


def one_with(name: str) -> frozenset[str]:
    """Name the fields that are one thing with this one, itself among them."""
    return next((fields for fields in _NAMES if name in fields), frozenset({name}))


def set_by_hand(entry: Entry) -> frozenset[str]:
    """Name the fields that an entry sets by hand.

    Who registers somebody decides that they are registered; that they wait, because the programme
    is full, nobody decided. Of a merge only what was by hand before is.
    """
    if entry.kind not in (SET, MERGE) or author_of(entry) is not Author.HAND:
        return frozenset()
    names = set(fields_of(entry)) - NOT_BY_HAND - set(entry.body.get(NO_HANDS, ()))
    if "person" in entry.body and "ticket_code" in entry.body:
        names.add("status")
        if entry.body.get("waiting_since_ms") is not None:
            names.discard("status")
    return frozenset(names)


def decided(entry: Entry, name: str) -> object:
    """Give the value of a field that an entry sets; who registers somebody says `registered`."""
    return fields_of(entry).get(name, Status.REGISTERED.value if name == "status" else None)
