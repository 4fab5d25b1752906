"""One desk's journal written by two computers: how a person settles it, the same for all desks.

A store that was copied goes on as its original, until one of the two meets the other's entries.
Where both have gone meanwhile, desks that heard the one and desks that heard the other know the
journal otherwise from an entry on. Somebody decides: one writing stands and the other is set
aside, or both stand as two desks. The decision is an entry, so every desk follows it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from desktop.domain.journal.bodies import RESOLVE
from desktop.domain.journal.entry import Entry, SubjectType, split_subject
from desktop.domain.journal.fold import order

FORK = "fork"
_LETTERS = 10


class ForkSettlement(NamedTuple):
    """From entry `first` of a desk on the writing that begins with the chain `kept` stands.

    The one that begins with `other` is that of the desk `other_desk`, or is set aside where that
    is empty.
    """

    desk: str
    first: int
    kept: bytes
    other: bytes
    other_desk: str


def parted_desk(desk: str, first_chain: bytes) -> str:
    """Give the id of the desk that a copy goes on as: it follows from what it wrote first.

    So whoever parts the two, the copy itself or a person elsewhere, makes the same desk of it.
    """
    return hashlib.sha256(desk.encode() + first_chain).hexdigest()[:_LETTERS]


def settlement_body(settlement: ForkSettlement) -> dict[str, Any]:
    """Write a decision as the body of an entry about the desk."""
    _desk, first, kept, other, other_desk = settlement
    fork = {"n": first, "kept": kept.hex(), "other": other.hex(), "as": other_desk}
    return {"entries": [], FORK: fork}


def settlements_in(entries: Iterable[Entry]) -> list[ForkSettlement]:
    """Read the decisions about desks; of several about one fork each desk follows the same.

    One that keeps both writings goes before those that set one aside, then the first one made.
    """
    chosen: dict[tuple[str, int], ForkSettlement] = {}
    for entry in sorted(entries, key=order):
        settlement = _read(entry)
        if settlement is None:
            continue
        before = chosen.get(settlement[:2])
        if before is None or (settlement.other_desk and not before.other_desk):
            chosen[settlement[:2]] = settlement
    return list(chosen.values())


def _read(entry: Entry) -> ForkSettlement | None:
    type_, desk = split_subject(entry.subject)
    fork = entry.body.get(FORK)
    if entry.kind != RESOLVE or type_ != SubjectType.DESK or not isinstance(fork, dict):
        return None
    try:
        kept, other = (bytes.fromhex(fork[name]) for name in ("kept", "other"))
        first, other_desk = int(fork["n"]), str(fork["as"])
    except (KeyError, TypeError, ValueError):
        # A newer Muster may settle in another way; here it stays open.
        return None
    is_parted = other_desk in ("", parted_desk(desk, other))
    return ForkSettlement(desk, first, kept, other, other_desk) if is_parted else None
