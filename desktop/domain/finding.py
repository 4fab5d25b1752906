"""Why somebody was found, so that a list can say it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.names import is_hebrew


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


LEAST_LIKENESS = 0.42


def by_likeness(typed: str, words: Iterable[str]) -> list[str]:
    """Order words that sound alike by how much they look like what was typed.

    Those that do not look like it at all are left out. Another script cannot be compared
    letter by letter and stands between near and far.
    """
    in_hebrew = is_hebrew(typed)

    def distance(word: str) -> tuple[float, str]:
        if is_hebrew(word) != in_hebrew:
            return (0.4, word)
        return (1 - difflib.SequenceMatcher(None, typed, word).ratio(), word)

    rated = sorted(map(distance, words))
    return [word for far, word in rated if far <= 1 - LEAST_LIKENESS]
