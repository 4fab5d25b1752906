"""When a ticket is valid: day tickets, and tickets from one day until another."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.attendees.type_words import type_key
from desktop.domain.checks import Fault, Faults

_MOMENT = r"(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d)?)"
# What stands in a line for a type, and nothing else beside it.
_SPAN = re.compile(rf"{_MOMENT}\s*(?:-|–|—|/|\.\.|to|until|till|bis|עד)\s*{_MOMENT}", re.IGNORECASE)
_ONE, _FROM, _UNTIL = (
    re.compile(rf"{words}{_MOMENT}", re.IGNORECASE)
    for words in ("", r"(?:from|since|ab|מ)[\s-]*", r"(?:until|till|to|bis|עד)[\s-]*")
)
_DAY_LETTERS = len("2026-12-02")


class Validity(NamedTuple):
    """From and until when a ticket is valid: ISO days or minutes of the programme's wall clock.

    A minute may name its own distance from UTC.

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
    """When tickets of a type are valid, as an organizer wrote it: in any of these windows."""

    type: str
    windows: tuple[Validity, ...]


def is_moment(text: str) -> bool:
    """Tell whether a text is an ISO day, or an ISO minute, which may name its distance from UTC."""
    if len(text) == _DAY_LETTERS:
        return _is(date.fromisoformat, text)
    has_minutes = text[10:11] in ("T", " ") and text[13:14] == ":"
    return has_minutes and _is(datetime.fromisoformat, text)


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


def standing(validity: Validity, now: str, zone: tzinfo | None = None) -> Standing:
    """Tell how a ticket stands at an ISO minute of the programme's wall clock.

    Args:
        validity: from and until when it is valid.
        now: the minute.
        zone: the programme's time zone, on whose clock moments are read that name their own.
    """
    begins, ends = (_on_wall(text, zone) if text else "" for text in validity)
    if "?" in (begins, ends):
        return Standing.UNREAD
    if begins and ends and ends < begins[: len(ends)]:
        return Standing.UNREAD
    if begins and now[: len(begins)] < begins:
        return Standing.NOT_YET
    return Standing.OVER if ends and now[: len(ends)] > ends else Standing.VALID


def standing_of_all(
    windows: Sequence[Validity], now: str, zone: tzinfo | None = None
) -> tuple[Standing, Validity]:
    """Tell how a ticket stands that is valid in any of some windows, and which one says so.

    One that nobody can read is a question, unless another one is open. Else the next window is
    named, or the last one.
    """
    stands = [(standing(window, now, zone), window) for window in windows]
    for wanted in (Standing.VALID, Standing.UNREAD):
        if found := next((each for each in stands if each[0] is wanted), None):
            return found
    ahead = [each for each in stands if each[0] is Standing.NOT_YET]
    if ahead:
        return min(ahead, key=lambda each: each[1].begins)
    return max(stands, key=lambda each: each[1].ends)


def read_type_days(text: str) -> list[TypeDays]:
    """Read when types are valid, one a line: `Day ticket = 2026-12-02`.

    Behind the sign stand days, or moments from and until, parted by commas: `from 2026-12-02`,
    `until 2026-12-04 18:00`, `2026-12-02 – 2026-12-04`. Of several lines for a type all count.
    A line that says anything else has its words as the validity, which nobody can read: who has
    such a ticket is asked about.
    """
    found: dict[str, TypeDays] = {}
    for line in text.splitlines():
        if not line.strip():
            continue
        type_, equals, when = line.rpartition("=")
        type_, when = (type_.strip(), when) if equals else (line.strip(), "?")
        windows = tuple(_window(part) for part in when.split(","))
        known = found.get(type_key(type_), TypeDays(type_, ()))
        found[type_key(type_)] = TypeDays(known.type, (*known.windows, *windows))
    return list(found.values())


def unread_type_days(text: str) -> list[str]:
    """Name the types of which nobody can read when they are valid."""
    return [
        each.type
        for each in read_type_days(text)
        if not each.type or any(standing(window, "") is Standing.UNREAD for window in each.windows)
    ]


def days_of_type(ticket_type: str, ticket_days: str) -> tuple[Validity, ...]:
    """Give when tickets of a type are valid; nothing where nobody said so."""
    if not ticket_days or not ticket_type:
        return ()
    key = type_key(ticket_type)
    found = (each for each in read_type_days(ticket_days) if type_key(each.type) == key)
    return next((each.windows for each in found), ())


def _window(text: str) -> Validity:
    text = " ".join(text.split())
    if match := _SPAN.fullmatch(text):
        return Validity(match[1], match[2])
    if match := _ONE.fullmatch(text):
        return Validity(match[1], match[1])
    if match := _FROM.fullmatch(text):
        return Validity(match[1], "")
    if match := _UNTIL.fullmatch(text):
        return Validity("", match[1])
    return Validity(text or "?", text or "?")


def _on_wall(text: str, zone: tzinfo | None) -> str:
    """Write a day or a moment as it stands on the wall; a question mark where it is neither."""
    if not is_moment(text):
        return "?"
    if len(text) == _DAY_LETTERS:
        return text
    moment = datetime.fromisoformat(text)
    try:
        wall = moment.astimezone(zone) if moment.tzinfo else moment
    except (OverflowError, ValueError, OSError):
        return "?"
    return wall.replace(tzinfo=None).isoformat("T", "minutes")


def _is(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True
