"""Whether an entry from elsewhere can be folded and projected: checked before it is taken in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.domain import booking, questions
from desktop.domain.entry import CLOCK_COUNTER_BITS, split_subject
from desktop.domain.fold import ISSUE, MERGE, MOVE, PRINT, REFUSE, RESOLVE, SET, UNDO
from desktop.domain.registration import Direction, Status
from desktop.store.rows import MOMENTS, TABLES

_LARGEST = 2**63 - 1
_BOOKING_STATES = frozenset({booking.BOOKED, booking.WAITING, booking.TAKEN_OUT})
_MOVING = {"outcome": str, "direction": str, "point": str}
_NEEDED: Mapping[str, Mapping[str, type]] = {
    MOVE: {**_MOVING, "place": str},
    REFUSE: _MOVING,
    PRINT: {"code": str},
    ISSUE: {"code": str},
    UNDO: {"desk": str, "n": int},
    MERGE: {"set": dict},
    RESOLVE: {"entries": list},
}


def is_acceptable(row: Sequence[Any]) -> bool:
    """Tell whether every desk can make something of an entry, given as the journal stores it.

    Kinds, subjects and fields that this Muster does not know yet are fine: they are kept.
    """
    _desk, n, clock, *_names, body_text, seen_text, _chain = row
    if not (0 < n <= _LARGEST and 0 <= clock <= _LARGEST and ":" in row[5]):
        return False
    try:
        body, seen = json.loads(body_text), json.loads(seen_text)
    except ValueError:
        return False
    if not (isinstance(body, dict) and isinstance(seen, dict)):
        return False
    if not all(isinstance(number, int) for number in seen.values()):
        return False
    return _has_needed(row[4], body) and _fits_subject(row[4], row[5], body)


def _has_needed(kind: str, body: Mapping[str, Any]) -> bool:
    needed = _NEEDED.get(kind, {})
    if not all(_is_a(body.get(name), type_) for name, type_ in needed.items()):
        return False
    if kind == RESOLVE:
        return all(_is_entry_id(one) for one in body["entries"])
    if kind in (MOVE, REFUSE):
        is_way = body["direction"] in (Direction.IN, Direction.OUT)
        return (
            is_way
            and all(_is_moment(body.get(name, 0)) for name in ("at_ms", "order_ms"))
            and _is_a(body.get("detail", ""), str)
        )
    return True


def _fits_subject(kind: str, subject: str, body: Mapping[str, Any]) -> bool:
    if kind not in (SET, MERGE):
        return True
    fields = body["set"] if kind == MERGE else body
    type_, _id = split_subject(subject)
    if type_ == "person":
        return all(isinstance(value, str) for value in fields.values())
    if type_ == "registration":
        return all(_fits_registration(name, value) for name, value in fields.items())
    if type_ in TABLES:
        defaults = {**TABLES[type_].defaults, "number": 0}
        return all(
            _is_a(value, type(defaults[name])) for name, value in fields.items() if name in defaults
        )
    return True


def _fits_registration(name: str, value: Any) -> bool:
    if name in MOMENTS:
        return value is None or _is_moment(value)
    if name.startswith(booking.FIELD):
        is_known = isinstance(value, dict) and value.get("state") in _BOOKING_STATES
        return is_known and _is_moment(value.get("at_ms"))
    if name.startswith(questions.FIELD):
        is_answer = isinstance(value, dict) and isinstance(value.get("value"), str)
        return is_answer and _is_moment(value.get("at_ms"))
    if name == "status":
        return value in set(Status)
    return isinstance(value, str)


def _is_a(value: Any, type_: type) -> bool:
    return isinstance(value, type_) and not (type_ is int and isinstance(value, bool))


def _is_moment(value: Any) -> bool:
    return _is_a(value, int) and 0 <= value <= _LARGEST >> CLOCK_COUNTER_BITS


def _is_entry_id(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and _is_a(value[0], str)
        and _is_a(value[1], int)
    )
