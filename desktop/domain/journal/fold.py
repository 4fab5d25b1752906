"""The state of a subject as a pure fold over its journal entries.

Order is (clock, desk, n). The last writer of a field wins, but a guest list never wins against a
hand (see `authority`). Movements are all kept; an undo
names the entry that it takes back, kills it even if it arrives first, and is not undone itself.
A code issued for a badge that is on its way through a printer is good at once; only when the badge
is out (`print`) does the older one stop working, and only if its author knew of it
(see `code_issues`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from desktop.domain.attendees.listed import LISTED, joined
from desktop.domain.attendees.registration import IMPORTED
from desktop.domain.journal.authority import Author, author_of, had_seen, kept_by, set_by_hand
from desktop.domain.journal.bodies import (
    ISSUE,
    MERGE,
    MOVE,
    PRINT,
    SET,
    UNDO,
    IssueBody,
    MoveBody,
    PrintBody,
    fields_of,
    said_ms,
    undone_id,
)
from desktop.domain.journal.code_issues import CodeIssues
from desktop.domain.journal.entry import Entry, EntryId


class Movement(NamedTuple):
    """Somebody went through a check-in point; `at_ms` may lie before the entry was written.

    `to` is the place that a way out leads into, `session` what the point is a door to. `order_ms`
    puts it among the others: the hybrid clock, because a desk's own may be wrong by hours; what
    was imported has only the time that the list gives.
    """

    id: EntryId
    at_ms: int
    direction: str
    point: str
    place: str
    met_by: str
    to: str = ""
    session: str = ""
    order_ms: int = 0


class Printed(NamedTuple):
    """A badge came out: when (ms UTC), its code, and a sum of what it says of the person."""

    at_ms: int
    code: str
    look: str = ""


class Retired(NamedTuple):
    """A code that was good until a newer one took its place."""

    code: str
    use: str
    retired_ms: int


@dataclass(slots=True)
class State:
    """What the entries of one subject add up to; `hands` names who decided a field by hand."""

    fields: dict[str, Any] = field(default_factory=dict)
    hands: dict[str, Entry] = field(default_factory=dict)
    movements: list[Movement] = field(default_factory=list)
    prints: list[Printed] = field(default_factory=list)
    issued: list[str] = field(default_factory=list)
    tickets: CodeIssues = field(default_factory=CodeIssues)
    badges: CodeIssues = field(default_factory=CodeIssues)
    undone: dict[EntryId, int] = field(default_factory=dict)
    copied: set[tuple[Any, ...]] = field(default_factory=set)

    @property
    def retired(self) -> list[Retired]:
        """The codes that are good no longer."""
        return [
            Retired(code, use, entry.at_ms)
            for use, codes in (("ticket", self.tickets), ("badge", self.badges))
            for code, entry in codes.void.items()
        ]


def order(entry: Entry) -> tuple[int, str, int]:
    """Give the sort key by which all desks agree on the sequence of entries."""
    return entry.clock, entry.desk, entry.number


def undone_by(entries: Iterable[Entry]) -> dict[EntryId, int]:
    """Collect what has been taken back, and when (milliseconds UTC) for the first time."""
    undone: dict[EntryId, int] = {}
    for entry in entries:
        if entry.kind == UNDO:
            undone.setdefault(undone_id(entry), entry.at_ms)
    return undone


def fold(entries: Iterable[Entry]) -> State:
    """Add up the entries of one subject, in whatever order they are given."""
    ordered = sorted(entries, key=order)
    if len(ordered) == 1 and ordered[0].kind == SET:
        (only,) = ordered
        state = State(dict(only.body), dict.fromkeys(set_by_hand(only), only))
        if ticket := only.body.get("ticket_code"):
            state.tickets.issue(ticket, only)
        return state
    state = State(undone=undone_by(ordered))
    for entry in ordered:
        if entry.id not in state.undone:
            _apply(state, entry)
    return state


def living(entries: Iterable[Entry]) -> list[Entry]:
    """Give the entries of one subject that were not taken back, in their order."""
    ordered = sorted(entries, key=order)
    undone = undone_by(ordered)
    return [entry for entry in ordered if entry.id not in undone]


def _apply(state: State, entry: Entry) -> None:
    if entry.kind in (SET, MERGE):
        if ticket := fields_of(entry).get("ticket_code"):
            state.tickets.issue(ticket, entry)
        _set_fields(state, entry)
    elif entry.kind == MOVE and not _is_copied_twice(state, entry):
        state.movements.append(_movement(entry))
    elif entry.kind == PRINT:
        printed = cast(PrintBody, entry.body)
        code = printed["code"]
        state.badges.issue(code, entry)
        state.prints.append(Printed(entry.at_ms, code, printed.get("look", "")))
    elif entry.kind == ISSUE:
        state.issued.append(cast(IssueBody, entry.body)["code"])


def _set_fields(state: State, entry: Entry) -> None:
    author, news = author_of(entry), fields_of(entry)
    if author is Author.HAND:
        state.fields.update(news)
        state.hands.update(dict.fromkeys(set_by_hand(entry), entry))
        return
    kept = kept_by(
        name
        for name, hand in state.hands.items()
        if author is Author.LIST or not had_seen(entry, hand)
    )
    before = state.fields.get(LISTED, "")
    for name, value in news.items():
        if name not in kept:
            state.fields[name] = value
            state.hands.pop(name, None)
    if author is Author.LIST:
        state.fields[LISTED] = joined(before, str(news[LISTED]))


def _is_copied_twice(state: State, entry: Entry) -> bool:
    """Tell whether a merge at another desk has brought the same movement along already."""
    origin = tuple(entry.body.get("of", ()))
    if not origin:
        return False
    is_known = origin in state.copied
    state.copied.add(origin)
    return is_known


def _movement(entry: Entry) -> Movement:
    body, at_ms = cast(MoveBody, entry.body), said_ms(entry)
    is_imported = body.get("detail") == IMPORTED
    return Movement(
        id=entry.id,
        at_ms=at_ms,
        direction=body["direction"],
        point=body["point"],
        place=body["place"],
        met_by=IMPORTED if is_imported else entry.desk,
        to=body.get("to", ""),
        session=body.get("session", ""),
        order_ms=body.get("order_ms", at_ms if is_imported else entry.order_ms),
    )
