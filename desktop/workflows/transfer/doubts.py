"""What a list leaves open and somebody has to say before anything of it is written."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.workflows.transfer.guest_list import GuestList, StatusWord
from desktop.workflows.transfer.letters import Letters
from desktop.workflows.transfer.sources import SourceGuess


@dataclass(frozen=True, slots=True)
class UnknownWords:
    """Words for a status that nobody understood, in so many of all rows."""

    words: tuple[StatusWord, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class OpenDates:
    """Columns that do not tell whether 3/4/2026 is in March or in April."""

    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherList:
    """The columns are those of an earlier list, its people are not: another list, a new event?"""

    name: str
    known: int
    looked_at: int


@dataclass(frozen=True, slots=True)
class DoubtfulLetters:
    """The letters may be written in one of several ways, which read differently."""

    letters: Letters


Doubt = UnknownWords | OpenDates | OtherList | DoubtfulLetters


def doubts_about(guests: GuestList, guess: SourceGuess) -> tuple[Doubt, ...]:
    """List what somebody has to say first; nothing where the list tells all by itself."""
    found: list[Doubt] = []
    if guess.is_doubtful:
        found.append(OtherList(guess.name, guess.known, guess.looked_at))
    if words := guests.unknown_words():
        found.append(UnknownWords(tuple(words), guests.survey.rows))
    if columns := guests.open_dates():
        found.append(OpenDates(tuple(columns)))
    if (letters := guests.letters) and letters.names and letters.others:
        found.append(DoubtfulLetters(letters))
    return tuple(found)
