"""Why somebody was found, so that a list can say it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from enum import StrEnum
from functools import lru_cache
from operator import add
from typing import NamedTuple

from desktop.domain.spelling import is_hebrew


class Why(StrEnum):
    """By what a search found somebody, the surest first."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    CODE = "code"
    NUMBER = "number"
    ORGANISATION = "organisation"
    LAYOUT = "layout"
    SOUND = "sound"
    SLIP = "slip"


class Hit(NamedTuple):
    """A registration by its number, why it was found, and the word that fitted."""

    number: int
    why: Why
    word: str = ""


LEAST_LIKENESS = 0.33
ANOTHER_SCRIPT, SOUNDS_THE_SAME = 0.5, 0.8
# A word that is one slip away is at least so like; one that is not the same is at most so like.
ONE_SLIP, NEARLY = 0.85, 0.99


def by_likeness(
    typed: str, words: Iterable[str], least: float = 0.0, same: Container[str] = ()
) -> dict[str, float]:
    """Order words that sound alike by how much they look like what was typed, best first.

    Those that do not look like it at all are left out. Another script cannot be compared
    letter by letter and stands between near and far. Likeness is the share of common letters
    and pairs of letters (Dice); the standard library's difflib takes ten times as long.

    Args:
        typed: the word as it was typed.
        words: others than that.
        least: what all of those in the same script are known to be like at least.
        same: those that are known to sound the same.
    """
    script, mine = _look(typed)
    rated = []
    for word in words:
        its_script, theirs = _look(word)
        if its_script != script:
            likeness = SOUNDS_THE_SAME if word in same else ANOTHER_SCRIPT
        else:
            alike = 2 * len(mine & theirs) / (len(mine) + len(theirs))
            likeness = min(max(alike, least), NEARLY)
        if likeness >= LEAST_LIKENESS:
            rated.append((-likeness, word))
    return {word: -far for far, word in sorted(rated)}


@lru_cache(maxsize=65_536)
def _look(word: str) -> tuple[str, frozenset[str]]:
    """Give the script of a word, and its letters and pairs of letters."""
    return _script(word), frozenset((*word, *map(add, word, word[1:])))


def _script(word: str) -> str:
    """Tell in which of the scripts of names a word is written, by its first letter."""
    if is_hebrew(word):
        return "hebrew"
    return "cyrillic" if "\u0400" <= word[:1] <= "\u052f" else "latin"
