"""Whether an entry from elsewhere can be folded and projected: checked before it is taken in.

A desk that joins takes in hundreds of thousands: each is parsed once, by one decoder, and its
texts are walked through only where something in its JSON may be odd.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from desktop.domain.attendees.registration import Direction, Status
from desktop.domain.journal.bodies import MERGE, MOVE, REFUSE, RESOLVE, SET, has_shape, is_a
from desktop.domain.journal.entry import (
    CLOCK_COUNTER_BITS,
    WALL,
    Entry,
    StoredEntry,
    SubjectType,
    split_subject,
)
from desktop.domain.programme import booking, questions
from desktop.domain.storable import is_storable
from desktop.store.journal.subjects import MOMENTS, TABLES

_LARGEST = 2**63 - 1
# Past this no desk could write any more: the hybrid clock never goes back. The year 2200.
_LATEST_MS = 7_258_118_400_000
# A name that can stand in a file's name, in `seen` and in a hub; `end` marks the end of a file.
DESK = re.compile(r"(?!end$)[0-9A-Za-z~]{1,64}")
# What JSON writes for a sign by its number, half characters, and numbers too long for the store.
_BY_NUMBER, _HALF, _LONG = (
    "\\u",
    re.compile("[\ud800-\udfff]"),
    re.compile(r"[:,\[]\s*-?[0-9]{19}"),
)
_NOTHING_SEEN = "{}"
_STATUSES = frozenset(status.value for status in Status)
# Fields of a registration that any text may stand in, of which most entries are made.
_TEXTS = frozenset(
    {
        "person", "ticket_code", "origin", "listed", "source", "external_id", "order_ref",
        "ticket_type", "status_word", "registered_at", "sessions", "notes", "tags",
    }
)  # fmt: skip
_BOOKING_STATES = frozenset(
    {booking.BookingState.BOOKED, booking.BookingState.WAITING, booking.BookingState.TAKEN_OUT}
)


def opened_if_acceptable(entry: StoredEntry) -> Entry | None:
    """Read an entry of which every desk can make something; None for any other one.

    Kinds, subjects and fields that this Muster does not know yet are fine: they are kept.
    """
    desk, number, clock, actor, kind, subject, programme, body_text, seen_text, chain = entry
    is_placed = 0 < number <= _LARGEST and 0 <= clock >> CLOCK_COUNTER_BITS <= _LATEST_MS
    are_plain = is_storable(f"{actor}{kind}{subject}{programme}")
    if not (is_placed and DESK.fullmatch(desk) and ":" in subject and are_plain):
        return None
    try:
        body = _read(body_text)
        seen = {} if seen_text == _NOTHING_SEEN else _read(seen_text)
    except (ValueError, RecursionError):
        return None
    if not (isinstance(body, dict) and isinstance(seen, dict) and _is_seen(seen)):
        return None
    is_odd = _may_be_odd(body_text) and not _is_plain(body)
    if is_odd or not (_fits_kind(kind, body) and _fits_subject(kind, subject, body)):
        return None
    return Entry(desk, number, clock, actor, kind, subject, programme, body, seen, chain)


def _may_be_odd(text: str) -> bool:
    """Tell by its JSON whether a body may hold what no store takes; most hold none of it."""
    has_half = not text.isascii() and _HALF.search(text) is not None
    return _BY_NUMBER in text or has_half or _LONG.search(text) is not None


def _is_seen(seen: Mapping[str, Any]) -> bool:
    are_numbers = all(is_a(number, int) and abs(number) <= _LARGEST for number in seen.values())
    return are_numbers and _is_moment(seen.get(WALL, 0))


def _refuse(word: str) -> None:
    """Take no NaN and no infinity: they are no JSON, and no database takes them."""
    raise ValueError(word)


_read = json.JSONDecoder(parse_constant=_refuse).decode


def _is_plain(value: Any) -> bool:
    """Tell whether all texts can be stored and all whole numbers fit, at any depth."""
    if isinstance(value, str):
        return is_storable(value)
    if isinstance(value, dict):
        return all(is_storable(key) and _is_plain(part) for key, part in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return not is_a(value, int) or abs(value) <= _LARGEST


def _fits_kind(kind: str, body: Mapping[str, Any]) -> bool:
    if not has_shape(kind, body):
        return False
    if kind == RESOLVE:
        return all(_is_entry_id(pair) for pair in body["entries"])
    if kind in (MOVE, REFUSE):
        is_way = body["direction"] in (Direction.IN.value, Direction.OUT.value)
        return is_way and all(_is_moment(body.get(name, 0)) for name in ("at_ms", "order_ms"))
    return True


def _fits_subject(kind: str, subject: str, body: Mapping[str, Any]) -> bool:
    if kind not in (SET, MERGE):
        return True
    fields = body["set"] if kind == MERGE else body
    type_, _id = split_subject(subject)
    if type_ == SubjectType.PERSON:
        return all(isinstance(value, str) for value in fields.values())
    if type_ == SubjectType.REGISTRATION:
        return all(_fits_registration(name, value) for name, value in fields.items())
    if type_ in TABLES:
        defaults = {**TABLES[type_].defaults, "number": 0}
        return all(
            is_a(value, type(defaults[name])) for name, value in fields.items() if name in defaults
        )
    return True


def _fits_registration(name: str, value: Any) -> bool:
    if isinstance(value, str) and name in _TEXTS:
        return True
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
        return isinstance(value, str) and value in _STATUSES
    return isinstance(value, str)


def _is_moment(value: Any) -> bool:
    return is_a(value, int) and 0 <= value <= _LATEST_MS


def _is_entry_id(value: Any) -> bool:
    is_pair = isinstance(value, list) and len(value) == 2
    return is_pair and is_a(value[0], str) and is_a(value[1], int)
