"""What the bodies of entries hold, by kind: a type for each, from which acceptance follows.

The names are stored and sent, and never change; a newer Muster may write more of them. Entries of
the kind `set` hold fields of their subject, whatever it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict, cast, get_origin, get_type_hints

from desktop.domain.journal.entry import Body, Draft, Entry, EntryId, SubjectType, subject_of

SET = "set"
MOVE = "move"
PRINT = "print"
REFUSE = "refuse"
UNDO = "undo"
OVERRIDE = "override"
MERGE = "merge"
ISSUE = "issue"
RESOLVE = "resolve"
MARK = "mark"


class EntryName(TypedDict):
    """How a body names an entry: by its desk and its number there."""

    desk: str
    n: int


# What a body must have stands in a class of its own: annotations are texts here, and of those
# `NotRequired` is not understood before Python 3.14.
class _Answer(TypedDict):
    outcome: str
    direction: str
    point: str


class VerdictBody(_Answer, total=False):
    """An answer at a point; moments are milliseconds UTC, `detail` a word or what was scanned."""

    detail: str
    at_ms: int


class _Passage(_Answer):
    place: str


class MoveBody(_Passage, VerdictBody, total=False):
    """Somebody went through a point: from or into `place`, `to` where a way out leads."""

    to: str
    session: str
    code: str
    order_ms: int


class IssueBody(TypedDict):
    """A code for a badge that is on its way through a printer."""

    code: str


class PrintBody(IssueBody, total=False):
    """A badge came out: its code, and a sum of what it says of the person."""

    look: str


class OverrideBody(TypedDict, total=False):
    """What was passed over: the slugs of verdicts, why, by which leads, and for which verdict."""

    over: list[str]
    reason: str
    leads: list[str]
    point: str
    verdict: EntryName


class MergeBody(TypedDict):
    """Fields that change because two records became one."""

    set: dict[str, Any]


class ResolveBody(TypedDict):
    """A disagreement was looked at: the entries that it was between."""

    entries: list[list[Any]]


class _MarkBody(TypedDict):
    rollcall: str
    state: str


class MarkBody(_MarkBody, total=False):
    """How somebody was found at a roll call; `replaces` names the marks that its author knew."""

    replaces: list[list[Any]]
    triage: str
    note: str
    told_by: str
    at: str
    marshal: str
    name: str


class AnyBody(TypedDict, total=False):
    """Fields that are of these types in whatever kind of entry they stand."""

    code: str
    ticket_code: str
    look: str
    to: str
    session: str
    detail: str
    merge: str
    listed: str


class AnyBodyButSet(TypedDict, total=False):
    """Fields that are of these types wherever they are not a subject's own."""

    accepted: int
    n: int


# An override's is not held against it: nothing is folded from it, and older desks took any.
SHAPES: Mapping[str, type] = {
    MOVE: MoveBody, REFUSE: VerdictBody, PRINT: PrintBody, ISSUE: IssueBody, UNDO: EntryName,
    MERGE: MergeBody, RESOLVE: ResolveBody, MARK: MarkBody,
}  # fmt: skip


def has_shape(kind: str, body: Mapping[str, Any]) -> bool:
    """Tell whether a body has the fields of its kind, each of its type; more may stand there."""
    shapes: list[type] = [AnyBody] if kind == SET else [AnyBody, AnyBodyButSet]
    if kind in SHAPES:
        shapes.append(SHAPES[kind])
    return all(_fits(shape, body) for shape in shapes)


def _fits(shape: Any, body: Mapping[str, Any]) -> bool:
    return shape.__required_keys__ <= body.keys() and all(
        _is_of(body[name], type_) for name, type_ in _FIELDS[shape].items() if name in body
    )


def _is_of(value: Any, type_: type) -> bool:
    if type_ in _FIELDS:
        return isinstance(value, dict) and _fits(type_, value)
    return is_a(value, type_)


def is_a(value: Any, type_: type) -> bool:
    """Tell whether a value of JSON is of a type; a truth value is no number."""
    return isinstance(value, type_) and not (type_ is int and isinstance(value, bool))


def _fields(shape: Any) -> dict[str, type]:
    """Give the types of a shape's fields as JSON has them: a list is a list, whatever is in it."""
    return {name: get_origin(hint) or hint for name, hint in get_type_hints(shape).items()}


_FIELDS = {shape: _fields(shape) for shape in (*SHAPES.values(), AnyBody, AnyBodyButSet)}


def set_draft(type_: SubjectType, id_: str, programme: str, body: Body) -> Draft:
    """Make what sets fields of a subject."""
    return Draft(SET, subject_of(type_, id_), programme, body)


def undo_draft(entry: Entry) -> Draft:
    """Make what takes an entry back."""
    name = EntryName(desk=entry.desk, n=entry.number)
    return Draft(UNDO, entry.subject, entry.programme, cast(Body, name))


def undone_id(entry: Entry) -> EntryId:
    """Name the entry that an undo takes back."""
    body = cast(EntryName, entry.body)
    return EntryId(body["desk"], body["n"])


def named_in(value: object) -> EntryId | None:
    """Read the name of an entry; None where it is none."""
    if isinstance(value, dict) and _fits(EntryName, value):
        return EntryId(value["desk"], value["n"])
    return None


def said_ms(entry: Entry) -> int:
    """Tell when something happened, in milliseconds UTC; it may have been written later."""
    return int(entry.body.get("at_ms", entry.at_ms))


def fields_of(entry: Entry) -> Body:
    """Give the fields of its subject that an entry sets; none where it is of another kind."""
    if entry.kind == MERGE:
        return cast(MergeBody, entry.body)["set"]
    return entry.body if entry.kind == SET else {}
