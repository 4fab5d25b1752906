"""Whether an entry from elsewhere can be folded and projected: checked before it is taken in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from desktop.domain.attendees.registration import Direction, Status
from desktop.domain.journal.entry import CLOCK_COUNTER_BITS, WALL, split_subject
from desktop.domain.journal.fold import ISSUE, MERGE, MOVE, PRINT, REFUSE, RESOLVE, SET, UNDO
from desktop.domain.programme import booking, questions
from desktop.domain.storable import is_storable
from desktop.store.journal.subjects import MOMENTS, TABLES

_LARGEST = 2**63 - 1
# Past this no desk could write any more: the hybrid clock never goes back. The year 2200.
_LATEST_MS = 7_258_118_400_000
# A name that can stand in a file's name, in `seen` and in a hub; `end` marks the end of a file.
DESK = re.compile(r"(?!end$)[0-9A-Za-z~]{1,64}")
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
# What these are called they must be, whatever kind of entry they stand in.
_TEXTS = ("code", "ticket_code", "look", "to", "session", "detail", "merge")
_NUMBERS = ("accepted", "n")


def is_acceptable(row: Sequence[Any]) -> bool:
    """Tell whether every desk can make something of an entry, given as the journal stores it.

    Kinds, subjects and fields that this Muster does not know yet are fine: they are kept.
    """
    desk, n, clock, actor, kind, subject, programme, body_text, seen_text, _chain = row
    is_placed = 0 < n <= _LARGEST and 0 <= clock >> CLOCK_COUNTER_BITS <= _LATEST_MS
    names = (actor, kind, subject, programme)
    if not (is_placed and DESK.fullmatch(desk) and ":" in subject and all(map(is_storable, names))):
        return False
    try:
        body, seen = (json.loads(text, parse_constant=_refuse) for text in (body_text, seen_text))
    except (ValueError, RecursionError):
        return False
    if not (isinstance(body, dict) and isinstance(seen, dict) and _is_plain(body)):
        return False
    if not all(_is_a(number, int) and abs(number) <= _LARGEST for number in seen.values()):
        return False
    if not _is_moment(seen.get(WALL, 0)):
        return False
    return _has_needed(kind, body) and _fits_subject(kind, subject, body)


def _refuse(word: str) -> None:
    """Take no NaN and no infinity: they are no JSON, and no database takes them."""
    raise ValueError(word)


def _is_plain(value: Any) -> bool:
    """Tell whether all texts can be stored and all whole numbers fit, at any depth."""
    if isinstance(value, str):
        return is_storable(value)
    if isinstance(value, dict):
        return all(is_storable(key) and _is_plain(part) for key, part in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return not _is_a(value, int) or abs(value) <= _LARGEST


def _has_needed(kind: str, body: Mapping[str, Any]) -> bool:
    needed = _NEEDED.get(kind, {})
    if not all(_is_a(body.get(name), type_) for name, type_ in needed.items()):
        return False
    if not all(_is_a(body.get(name, ""), str) for name in _TEXTS):
        return False
    if kind != SET and not all(_is_a(body.get(name, 0), int) for name in _NUMBERS):
        return False
    if kind == RESOLVE:
        return all(_is_entry_id(one) for one in body["entries"])
    if kind in (MOVE, REFUSE):
        is_way = body["direction"] in (Direction.IN.value, Direction.OUT.value)
        return is_way and all(_is_moment(body.get(name, 0)) for name in ("at_ms", "order_ms"))
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
        state = value.get("state") if isinstance(value, dict) else None
        is_state = isinstance(state, str) and state in _BOOKING_STATES
        return is_state and _is_moment(value.get("at_ms"))
    if name.startswith(questions.FIELD):
        is_answer = isinstance(value, dict) and isinstance(value.get("value"), str)
        has_wording = is_answer and isinstance(value.get("wording", ""), str)
        return has_wording and _is_moment(value.get("at_ms"))
    if name == "status":
        return isinstance(value, str) and value in {one.value for one in Status}
    return isinstance(value, str)


def _is_a(value: Any, type_: type) -> bool:
    return isinstance(value, type_) and not (type_ is int and isinstance(value, bool))


def _is_moment(value: Any) -> bool:
    return _is_a(value, int) and 0 <= value <= _LATEST_MS


def _is_entry_id(value: Any) -> bool:
    is_pair = isinstance(value, list) and len(value) == 2
    return is_pair and _is_a(value[0], str) and _is_a(value[1], int)
