"""Rates how much a row looks like the header of a list of people, by its words alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from desktop.files.headers import column_words as words
from desktop.files.headers import standing_words
from desktop.files.headers.header_match import PART_SCORE, header_points, plain_header
from desktop.files.transfer.times import read_time

WHO = ("first_name", "last_name", "full_name", "email")
# Of a header's cells so many are understood, or two of them say who and none is a cell of data.
_LEAST_SHARE = 0.35
_LONGEST_HEADER = 300
_LONGEST_DATE = 40
# These head a column of names, and stand as often below one as a type of ticket.
_ALSO_TYPES = frozenset({
    "guest", "participant", "attendee", "delegate", "invitee", "registrant", "member", "visitor",
    "guests", "participants", "attendees", "teilnehmer", "משתתף", "מוזמן", "first", "last",
    "family", "given", "ticket holder", "participante", "asistente", "gast", "invite",
})  # fmt: skip


class Rating(NamedTuple):
    """How a row reads as a header: points, cells that are understood, and whether it is one.

    `who` counts the cells that say who somebody is.
    """

    points: float
    known: int
    is_header: bool
    who: int = 0


Rate = Callable[[Sequence[str]], Rating]


class _Kind(Enum):
    """What a cell is, read as a header; its value are its points."""

    BLANK = (0.0, 0)
    WHO = (2.0, 1)
    MAY_BE_WHO = (1.0, 2)
    KNOWN = (1.0, 3)
    NEARLY = (0.5, 4)
    UNKNOWN = (0.0, 5)
    # A session may be called by its day, so a date heads a column now and then.
    NUMBER = (-0.5, 6)
    DATA = (-1.5, 7)


def rate_people_header(cells: Sequence[str]) -> Rating:
    """Rate a row as the header of a list of people."""
    kinds = [_kind(cell) for cell in cells]
    filled = sum(kind is not _Kind.BLANK for kind in kinds)
    points = sum(kind.value[0] for kind in kinds)
    known = sum(kind in {_Kind.WHO, _Kind.MAY_BE_WHO, _Kind.KNOWN, _Kind.NEARLY} for kind in kinds)
    strong, data = kinds.count(_Kind.WHO), kinds.count(_Kind.DATA)
    is_likely = points >= _LEAST_SHARE * filled or (strong >= 2 and not data)
    return Rating(points, known, strong > 0 and is_likely and not _is_pair(cells, filled), strong)


def is_data(cell: str) -> bool:
    """Tell whether a cell is no header: an address, a link, a number or a time."""
    return _kind(cell) in {_Kind.DATA, _Kind.NUMBER}


def is_about_others(cell: str) -> bool:
    """Tell whether a word over several columns says that they are about somebody else."""
    plain = f" {plain_header(cell)} "
    phrases = (*words.OTHERS, *words.PAYERS)
    return any(f" {plain_header(phrase)} " in plain for phrase in phrases)


def _is_pair(cells: Sequence[str], filled: int) -> bool:
    """Spot `Name: | Spring mission`, a fact above the table."""
    return filled == 2 and cells[0].rstrip().endswith(":")


@lru_cache(maxsize=8192)
def _kind(cell: str) -> _Kind:
    text = cell.strip()
    if not text:
        return _Kind.BLANK
    if "@" in text or "://" in text or len(text) > _LONGEST_HEADER:
        return _Kind.DATA
    if _is_number(text):
        return _Kind.NUMBER
    plain = plain_header(text)
    best = max(header_points(field, text) for field in WHO)
    if best:
        is_word_of_types = not _ALSO_TYPES.isdisjoint(
            (plain, plain_header(text.rpartition(":")[2]))
        )
        return _Kind.MAY_BE_WHO if is_word_of_types else _Kind.WHO
    points = max(header_points(field, text) for field in words.WHOLE)
    if points >= PART_SCORE - 200:
        return _Kind.KNOWN
    hints = (*words.OTHERS, *words.PAYERS, *standing_words.STANDING)
    is_hint = any(f" {plain_header(hint)} " in f" {plain} " for hint in hints)
    return _Kind.NEARLY if points or is_hint else _Kind.UNKNOWN


def _is_number(text: str) -> bool:
    if text == "#":
        return False
    if not any(map(str.isalpha, text)):
        return True
    is_short = len(text) <= _LONGEST_DATE and any(map(str.isdigit, text))
    return is_short and read_time(text, is_day_first=True) is not None
