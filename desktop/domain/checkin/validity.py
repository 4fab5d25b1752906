"""When a ticket is valid: day tickets, and tickets from one day until another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.attendees.type_words import type_key
from desktop.domain.checks import Fault, Faults

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d)?")
_DAY_LETTERS = len("2026-12-02")


class Validity(NamedTuple):
    """From and until when a ticket is valid: ISO days or minutes of the programme's wall clock.

    Both ends count, an end that is empty is open. A day lasts from midnight to midnight. What ends
    before it begins cannot be read.
    """

    begins: str = ""
    ends: str = ""


class Standing(StrEnum):
    """How a ticket stands at a moment."""

    VALID = "valid"
    NOT_YET = "not_yet"
    OVER = "over"
    UNREAD = "unread"


class TypeDays(NamedTuple):
    """When tickets of a type are valid, as an organizer wrote it."""

    type: str
    validity: Validity


def is_moment(text: str) -> bool:
    """Tell whether a text is an ISO day, or an ISO minute."""
    try:
        read = date.fromisoformat if len(text) == _DAY_LETTERS else datetime.fromisoformat
        read(text)
    except ValueError:
        return False
    return _MOMENT.fullmatch(text) is not None


def check_validity(fields: Mapping[str, str]) -> Faults:
    """Find what is wrong with `valid_from` and `valid_until` as typed."""
    begins, ends = fields.get("valid_from", ""), fields.get("valid_until", "")
    faults = {
        name: Fault.NOT_A_DATE
        for name, text in (("valid_from", begins), ("valid_until", ends))
        if text and not is_moment(text)
    }
    if not faults and standing(Validity(begins, ends), "") is Standing.UNREAD:
        faults["valid_until"] = Fault.ENDS_EARLY
    return faults


def standing(validity: Validity, now: str) -> Standing:
    """Tell how a ticket stands at an ISO minute of the programme's wall clock."""
    begins, ends = (text.replace(" ", "T", 1) for text in validity)
    if not all(is_moment(text) for text in (begins, ends) if text):
        return Standing.UNREAD
    if begins and ends and ends < begins[: len(ends)]:
        return Standing.UNREAD
    if begins and now[: len(begins)] < begins:
        return Standing.NOT_YET
    return Standing.OVER if ends and now[: len(ends)] > ends else Standing.VALID


def read_type_days(text: str) -> list[TypeDays]:
    """Read when types are valid: `Day ticket = 2026-12-02`, or two moments behind the sign.

    A line that says no moment, or more than two, has its words as the validity, which nobody can
    read: who has such a ticket is asked about.
    """
    found = []
    for line in text.splitlines():
        type_, equals, when = line.rpartition("=")
        if not line.strip():
            continue
        if not equals:
            type_, when = line, "?"
        found.append(TypeDays(type_.strip(), _between(when)))
    return found


def unread_type_days(text: str) -> list[str]:
    """Name the types of which nobody can read when they are valid."""
    return [
        each.type
        for each in read_type_days(text)
        if not each.type or standing(each.validity, "") is Standing.UNREAD
    ]


def validity_of(own: Validity, ticket_type: str, ticket_days: str) -> Validity:
    """Give when a ticket is valid: what it says itself goes before what its type says."""
    if own.begins or own.ends or not ticket_days or not ticket_type:
        return own
    key = type_key(ticket_type)
    named = (each.validity for each in read_type_days(ticket_days) if type_key(each.type) == key)
    return next(named, own)


def _between(when: str) -> Validity:
    moments = _MOMENT.findall(when)
    rest = _MOMENT.sub("", when).strip()
    if len(moments) not in (1, 2) or any(map(str.isdigit, rest)):
        return Validity(when.strip() or "?", when.strip() or "?")
    return Validity(moments[0], moments[-1])
