"""Reads whether somebody came: by a known yes or a readable time, and nothing against it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from desktop.domain.attendees import fields as f
from desktop.domain.attendees.blanks import is_blank
from desktop.domain.attendees.status_words import read_attendance
from desktop.domain.spelling import normalise

# How some systems write a list of one moment.
_BRACKETS = " []'\""
# Nobody knows, so nobody says that they came.
_UNKNOWN = frozenset(
    map(
        normalise,
        ("unknown", "tbd", "tba", "k.A.", "n.v.t.", "н/д", "s/o", "invalid date", "noch nicht",
         "pas encore", "todavía no", "ainda não", "non ancora", "nog niet", "inte än", "ещё нет"),
    )
)  # fmt: skip
_DATED = (f.CHECKED_IN, f.CHECKED_IN_AT, f.CHECKED_OUT_AT)


class Attendance(NamedTuple):
    """Whether somebody came, when they came and left (ms UTC), and what was not understood.

    `unread` is the field with the cell that could not be read, `against` the one that says no
    where another one says yes.
    """

    is_in: bool = False
    in_at_ms: int | None = None
    out_at_ms: int | None = None
    unread: str = ""
    against: str = ""


class _Answer(NamedTuple):
    """What one cell says; `says` is None where it says nothing."""

    says: bool | None
    at_ms: int | None = None
    is_unread: bool = False


def read_attendance_row(
    cell: Callable[[str], str],
    moment_ms: Callable[[str, str], int | None],
    *,
    is_in: bool,
    is_away: bool = False,
) -> Attendance:
    """Put together what the cells of a row say of coming and going.

    Args:
        cell: gives the cell of a field.
        moment_ms: reads a moment of a field's column.
        is_in: whether the status says that the person came.
        is_away: whether it says that they did not.
    """
    answers = {name: _read(name, cell(name), moment_ms) for name in _DATED}
    came = {name: answers[name] for name in (f.CHECKED_IN, f.CHECKED_IN_AT)}
    unread = next((name for name, answer in answers.items() if answer.is_unread), "")
    says_yes = is_in or any(answer.says for answer in came.values())
    against = next((name for name, answer in came.items() if answer.says is False), "")
    against = against or (f.STATUS if is_away else "")
    if unread or not says_yes or against:
        return Attendance(unread=unread, against=against if says_yes else "")
    in_at = next((answer.at_ms for answer in reversed(came.values()) if answer.at_ms), None)
    return Attendance(True, in_at, answers[f.CHECKED_OUT_AT].at_ms)


def _read(name: str, text: str, moment_ms: Callable[[str, str], int | None]) -> _Answer:
    text = text.strip(_BRACKETS)
    if is_blank(text) or normalise(text) in _UNKNOWN:
        return _Answer(None)
    at_ms = moment_ms(name, text)
    if at_ms is not None:
        return _Answer(True, at_ms)
    answer = read_attendance(text)
    if name == f.CHECKED_OUT_AT and answer is False:
        return _Answer(None)
    if answer is None or name == f.CHECKED_OUT_AT:
        return _Answer(None, is_unread=True)
    return _Answer(answer)
