"""How long walks along the search index are, counted only as far as it takes to choose one."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from desktop.store.engine.engine import Connection

_Key = TypeVar("_Key")

# A word and its end from `span`; written out in the question, the end would be made for each row.
BEGUN = "word >= ? AND word < ?"
_NAMES = f"SELECT count(*) FROM (SELECT 1 FROM name_words WHERE programme = ? AND {BEGUN} LIMIT ?)"
_LABELS = f"SELECT count(*) FROM (SELECT 1 FROM label_words WHERE {BEGUN} LIMIT ?)"
_WORDS = """
    SELECT count(*) FROM (SELECT 1 FROM json_each(?2) w
    CROSS JOIN name_words n ON n.programme = ?1 AND n.word = w.value LIMIT ?3)
"""
_STEPS = (60, 600, 6_000, 20_000)
# From here on a count takes longer than it may be wrong for: old ones are good enough.
FREQUENT = 600
_MOST_REMEMBERED = 5_000

Counts = dict[tuple[str, int, str], tuple[int, int]]


class Lengths:
    """Counts for one search; what was counted once is remembered."""

    def __init__(self, connection: Connection, scope: int, frequent: Counts) -> None:
        """Count through the store's connection.

        Args:
            connection: the store's.
            scope: the programme's number, or that of all together.
            frequent: what earlier searches counted of frequent words; it only has to tell
                long walks from longer ones, so it may be out of date.
        """
        self._connection = connection
        self.scope = scope
        self._frequent = frequent
        self._known: Counts = {}

    def names(self, word: str, most: int) -> int:
        """Count the words of names that begin so, up to a number."""
        return self._counted(_NAMES, word, most, self.scope, *span(word))

    def labels(self, word: str, most: int) -> int:
        """Count the words of organisations that begin so, up to a number."""
        return self._counted(_LABELS, word, most, *span(word))

    def words(self, words: Iterable[str], most: int) -> int:
        """Count who has one of these words in the name, up to a number."""
        listed = json.dumps(list(words))
        return self._counted(_WORDS, listed, most, self.scope, listed)

    def rows(self, query: str, *values: object) -> int:
        """Ask for a count."""
        return int(self._connection.execute(query, values).fetchone()[0])

    def _counted(self, query: str, words: str, most: int, *values: object) -> int:
        key = (query, self.scope, words)
        count, counted_to = self._known.get(key) or self._frequent.get(key, (0, 0))
        if count == counted_to < most:
            count = self.rows(query, *values, most)
            self._known[key] = count, most
            if count >= FREQUENT:
                if len(self._frequent) >= _MOST_REMEMBERED:
                    self._frequent.clear()
                self._frequent[key] = count, most
        return min(count, most)


def span(beginning: str) -> tuple[str, str]:
    """Give the bounds between which all words begin so."""
    return beginning, beginning + chr(sys.maxunicode)


def rarest_first(words: Sequence[str], count: Callable[[str, int], int]) -> Sequence[str]:
    """Put the rarest word first; nothing where one of several words is nobody's."""
    if len(words) < 2:
        return words
    if not all(count(word, _STEPS[0]) for word in words):
        return ()
    first = shortest(words, count)
    return [first, *(word for word in words if word != first)]


def shortest(walks: Iterable[_Key], count: Callable[[_Key, int], int]) -> _Key:
    """Tell which of several walks is the shortest, without going any of them to its end.

    Args:
        walks: the first of those that are equally short is chosen.
        count: counts the rows of a walk, up to a number.
    """
    keys = list(walks)
    for most in _STEPS:
        counts = [count(key, most) for key in keys]
        if min(counts) < most:
            break
    return keys[counts.index(min(counts))]
