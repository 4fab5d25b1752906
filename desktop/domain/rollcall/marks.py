"""Marks: how somebody was found at a roll call, and which mark counts.

A mark is an entry, and names those that it takes the place of: the ones that its author knew. Of
marks that had not heard of each other the gravest counts, until another one names them.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from desktop.domain.journal.bodies import is_a
from desktop.domain.journal.entry import Entry, EntryId


class MarkState(StrEnum):
    """How somebody is, the gravest first."""

    INJURED = "injured"
    MISSING = "missing"
    OFF_SITE = "off_site"
    SAFE = "safe"


class Triage(StrEnum):
    """How urgent an injury is, by the colours of START triage."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLACK = "black"


GRAVITY = tuple(MarkState)


class Mark(NamedTuple):
    """One mark: of whom, in which roll call, and what was noted.

    `who` is a registration's id, or that of somebody unknown who was found and has only a `name`.
    `told_by` said where somebody is who is off site, or reported them missing; `at` is the
    assembly point, `marshal` who stands there. `at_ms` is milliseconds UTC.
    """

    id: EntryId
    who: str
    rollcall: str
    state: MarkState
    at_ms: int
    actor: str = ""
    triage: str = ""
    note: str = ""
    told_by: str = ""
    at: str = ""
    marshal: str = ""
    name: str = ""
    programme: str = ""
    replaces: tuple[EntryId, ...] = ()
    since_ms: int = 0

    @property
    def first_ms(self) -> int:
        """When they were accounted for the first time, which a correction does not change."""
        return self.since_ms or self.at_ms


def read_mark(entry: Entry, who: str) -> Mark | None:
    """Read a mark from its entry; None where a newer Muster knows a state that this one does not.

    Whoever is in a state that is not known is not accounted for.
    """
    body = entry.body
    if body["state"] not in GRAVITY:
        return None
    texts = {name: _text(body.get(name)) for name in ("triage", "note", "told_by", "at", "name")}
    return Mark(
        entry.id, who, str(body["rollcall"]), MarkState(body["state"]), entry.at_ms, entry.actor,
        **texts, marshal=_text(body.get("marshal")), programme=entry.programme,
        replaces=tuple(replaced_by(entry)), since_ms=_number(body.get("since_ms")),
    )  # fmt: skip


def living_marks(entries: Iterable[Entry], who: str, undone: Iterable[EntryId]) -> list[Mark]:
    """Give the marks of somebody that were not taken back, and that no living one replaces."""
    dead = set(undone)
    living = [entry for entry in entries if entry.id not in dead]
    replaced = {id_ for entry in living for id_ in replaced_by(entry)}
    marks = (read_mark(entry, who) for entry in living if entry.id not in replaced)
    return [mark for mark in marks if mark]


def replaced_by(entry: Entry) -> list[EntryId]:
    """Name the marks that one takes the place of."""
    named = entry.body.get("replaces", [])
    pairs = [each for each in named if isinstance(each, list) and len(each) == 2]
    return [EntryId(desk, number) for desk, number in pairs if is_a(number, int)]


def gravest(marks: Iterable[Mark]) -> Mark | None:
    """Give the mark that counts: the gravest that no other one replaces, of equal ones the first.

    They may be of several records that became one.
    """
    some = list(marks)
    replaced = {id_ for mark in some for id_ in mark.replaces}
    living = (mark for mark in some if mark.id not in replaced)
    ranked = sorted(living, key=lambda mark: (GRAVITY.index(mark.state), mark.at_ms, mark.id))
    return ranked[0] if ranked else None


def is_missing(state: MarkState | None) -> bool:
    """Tell whether somebody in a state is not accounted for."""
    return state in (None, MarkState.MISSING)


def _number(value: Any) -> int:
    return value if is_a(value, int) else 0


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
