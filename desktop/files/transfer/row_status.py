"""Reads from a row whether somebody may come: all columns that speak of it, the strictest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from desktop.domain.attendees import fields as f
from desktop.domain.attendees.amounts import is_nothing
from desktop.domain.attendees.blanks import is_blank_status
from desktop.domain.attendees.registration import Status
from desktop.domain.attendees.status_words import (
    CHECKED_IN,
    StatusReading,
    read_status,
    read_yes_no,
)
from desktop.domain.spelling import doubtful_signs, normalise
from desktop.files.transfer.times import read_time

# Which one counts where two columns of a row say otherwise.
_STRICTEST = (Status.BLOCKED, Status.CANCELLED, Status.WAITLISTED, Status.PENDING, Status.INVITED,
              Status.REGISTERED)  # fmt: skip


class RowStatus(NamedTuple):
    """What a row says of a registration: its status, the word where it is not understood.

    `status` is empty where the row says nothing.
    """

    status: str = ""
    word: str = ""
    is_in: bool = False


def word_key(word: str) -> str:
    """Fold a status word so that its spellings are one: they are counted and chosen together."""
    signs = doubtful_signs(word)
    plain = normalise(word.replace("_", " "))
    return f"{plain} {signs}".strip() if plain else word.strip()


def read_word(word: str, chosen: Mapping[str, str]) -> StatusReading:
    """Read a status word as somebody chose for this list, else as Muster knows it.

    Args:
        word: the cell.
        chosen: by `word_key`, or `*` for all that are not understood: a status, or checked in.
    """
    reading = read_status(word)
    if not chosen:
        return reading
    choice = chosen.get(word_key(word)) or (chosen.get("*") if reading.unknown else None)
    if choice is None:
        return reading
    if choice == CHECKED_IN:
        return StatusReading(Status.REGISTERED, is_in=True)
    status = Status(choice)
    # What was left as not confirmed still shows its word at the door.
    return StatusReading(status, unknown=reading.unknown if status is Status.PENDING else "")


def read_row_status(
    cell: Callable[[str], str],
    chosen: Mapping[str, str],
    flags: Mapping[str, str],
    *,
    asks_for_reply: bool = False,
) -> RowStatus:
    """Put together what the columns of a row say of whether somebody may come.

    Args:
        cell: gives the cell of a field, nothing where no column holds it.
        chosen: what words were said to mean.
        flags: the fields of single states that have a column, with its header, to name it where
            its cell is not understood.
        asks_for_reply: whether the status is a reply, so that none means: only invited.
    """
    main = cell(f.STATUS)
    if not is_blank_status(main):
        reading = read_word(main, chosen)
        found = [RowStatus(reading.status.value, reading.unknown, reading.is_in)]
        if not flags:
            return found[0]
    else:
        found = [RowStatus(Status.INVITED.value)] if asks_for_reply else []
    for name, header in flags.items():
        if text := cell(name):
            says = _FLAGS[name](text)
            if says is not None:
                word = f"{header}: {text}" if says.word else ""
                found.append(says._replace(word=word))
        elif name in (f.IS_PAID, f.IS_APPROVED):
            # Whoever ticks off who paid leaves the others blank.
            found.append(RowStatus(Status.PENDING.value))
    if not found:
        return RowStatus()
    strictest = min(found, key=lambda says: _STRICTEST.index(Status(says.status)))
    return strictest._replace(is_in=any(says.is_in for says in found))


def with_extra(
    says: RowStatus, cells: Iterable[tuple[str, str]], chosen: Mapping[str, str]
) -> RowStatus:
    """Hold further columns of states against what a row says: one that says no is a question."""
    if says.status not in ("", Status.REGISTERED, Status.INVITED):
        return says
    for header, text in cells:
        if is_blank_status(text):
            continue
        reading = read_word(text, chosen)
        if reading.unknown or reading.status is not Status.REGISTERED:
            return RowStatus(Status.PENDING.value, f"{header}: {text}", says.is_in)
    return says


def _cancelled(text: str) -> RowStatus | None:
    """Take a column of its own that says who cancelled: by a yes, a date, or a word for it."""
    return _flag(text, Status.CANCELLED)


def _blocked(text: str) -> RowStatus | None:
    return _flag(text, Status.BLOCKED)


def _flag(text: str, status: Status) -> RowStatus | None:
    answer = read_yes_no(text)
    if answer is False:
        return None
    if answer or _is_date(text) or read_status(text).status is status:
        return RowStatus(status.value)
    if is_nothing(text):
        return None
    return RowStatus(Status.PENDING.value, text)


def _paid(text: str) -> RowStatus | None:
    answer = read_yes_no(text)
    if answer is False:
        return RowStatus(Status.PENDING.value)
    if answer or _is_date(text):
        return None
    reading = read_status(text)
    if reading.status is Status.REGISTERED:
        return None
    return RowStatus(reading.status.value, text if reading.unknown else "")


def _is_date(text: str) -> bool:
    """Tell whether a cell is a date at all, in whatever order its day and month stand."""
    return read_time(text, is_day_first=True) is not None


_FLAGS: Mapping[str, Callable[[str], RowStatus | None]] = {
    f.IS_CANCELLED: _cancelled,
    f.IS_BLOCKED: _blocked,
    f.IS_PAID: _paid,
    f.IS_APPROVED: _paid,
}
