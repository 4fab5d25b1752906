"""Walks along the words of names: whole ones, begun ones, and words that are near.

Nothing here has a limit: who asks takes as many as there is room for, and the walk stands
still meanwhile. A walk for several words begins at the rarest, so that namesakes hide nobody.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from desktop.store.engine.engine import Connection
from desktop.store.projections.people_index import EVERYWHERE
from desktop.store.queries.walk_lengths import (
    BEGUN,
    FREQUENT,
    Lengths,
    rarest_first,
    shortest,
    span,
)

_WHOLE = "SELECT registration FROM name_words WHERE programme = ? AND word = ?"
_IS_WORD = "SELECT 1 FROM words WHERE word = ?"
_NAMES = f"SELECT registration FROM name_words WHERE programme = ? AND {BEGUN}"
_ROWS = f"SELECT word, registration, others FROM name_words WHERE programme = ? AND {BEGUN}"
_ROWS_OF = """
    SELECT n.word, n.registration, n.others FROM (SELECT ? AS scope, value FROM json_each(?)) w
    CROSS JOIN name_words n ON n.programme = w.scope AND n.word = w.value WHERE 1
"""
# So many are put into the order of likeness at once, of a programme and of all together.
_ORDERED, _ORDERED_EVERYWHERE = 400, 100
# Of the words that may stand beside another, so many letters are compared in the walk.
_LETTERS_COMPARED = 4


class Near(NamedTuple):
    """Somebody whose name is near what was typed: how far off, and the word least like it."""

    far: float
    number: int
    typed: str
    word: str


class NameSearch:
    """Finds registrations by the words of names, in one programme or in all."""

    def __init__(self, connection: Connection, lengths: Lengths) -> None:
        """Read through the store's connection.

        Args:
            connection: the store's.
            lengths: counts how long the walks are, and knows in which programme.
        """
        self._connection = connection
        self._scope = lengths.scope
        self._lengths = lengths

    def whole(self, words: Sequence[str]) -> Iterator[int]:
        """Find who has all these words in the name, in any order."""
        yield from self._walk(_WHOLE, rarest_first(words, self._lengths.names), " ")

    def begun(self, words: Sequence[str]) -> Iterator[int]:
        """Find whose name has words that begin so; whole words come before longer ones."""
        ordered = rarest_first(words, self._lengths.names)
        if len(words) > 1 and self._may_be_whole(ordered):
            yield from self._walk(_WHOLE, ordered, " ")
        yield from self._walk(_NAMES, ordered, "")

    def near(self, near: Mapping[str, Mapping[str, float]]) -> Iterator[Near]:
        """Find whose name is near: for each typed word a near one, or one that begins so.

        Args:
            near: for each typed word the words near it, best first, with how far off each is.
        """
        if len(near) == 1:
            ((typed, words),) = near.items()
            for word, number, _others in self._rows_of(words):
                yield Near(words[word], number, typed, word)
            return
        matches = self._matches(near)
        at_once = _ORDERED_EVERYWHERE if self._scope == EVERYWHERE else _ORDERED
        while some := sorted(islice(matches, at_once)):
            yield from some

    def is_word(self, word: str) -> bool:
        """Tell whether anybody has a word in the name, in whatever programme."""
        return self._connection.execute(_IS_WORD, (word,)).fetchone() is not None

    def _may_be_whole(self, ordered: Sequence[str]) -> bool:
        """Spare a long walk for whole names where a word is only the beginning of one."""
        if not ordered or self._lengths.names(ordered[0], FREQUENT) < FREQUENT:
            return True
        return all(map(self.is_word, ordered))

    def _walk(self, query: str, words: Sequence[str], end: str) -> Iterator[int]:
        """Walk along the rarest word past those who lack another; whole words end with `end`."""
        if not words:
            return
        first, *others = words
        beside = "others || ' '" if end else "others"
        guard = "".join(f" AND instr({beside}, ?) > 0" for _other in others)
        bounds = (first,) if query is _WHOLE else span(first)
        values = (self._scope, *bounds, *(f" {other}{end}" for other in others))
        yield from (row[0] for row in self._connection.execute(query + guard, values))

    def _matches(self, near: Mapping[str, Mapping[str, float]]) -> Iterator[Near]:
        """Walk along the rarest of the typed words, with all that is near it."""
        typed = shortest(near, lambda word, most: self._length(word, near[word], most))
        own = near[typed]
        others = [(other, frozenset(near[other])) for other in near if other != typed]
        for word, number, beside in self._rows(typed, own, others):
            far = worst = 0.0 if word.startswith(typed) else own[word]
            least_like = typed, word
            for other, words in others:
                if f" {other}" in beside:
                    continue
                if words.isdisjoint(beside_words := beside.split()):
                    break
                best = min(words.intersection(beside_words), key=near[other].__getitem__)
                far += near[other][best]
                if near[other][best] > worst:
                    worst, least_like = near[other][best], (other, best)
            else:
                if far:
                    yield Near(far, number, *least_like)

    def _rows(
        self, typed: str, own: Iterable[str], others: Sequence[tuple[str, Iterable[str]]]
    ) -> Iterator[tuple[str, int, str]]:
        """Give the rows of a typed word and of those near it, where the others may stand beside."""
        guards = [_may_stand_beside(other, words) for other, words in others]
        guard = "".join(guard for guard, _values in guards)
        values = [value for _guard, some in guards for value in some]
        if self._lengths.names(typed, 1):
            yield from self._connection.execute(_ROWS + guard, (self._scope, *span(typed), *values))
        words = json.dumps([word for word in own if not word.startswith(typed)])
        yield from self._connection.execute(_ROWS_OF + guard, (self._scope, words, *values))

    def _rows_of(self, words: Iterable[str]) -> Iterator[tuple[str, int, str]]:
        yield from self._connection.execute(_ROWS_OF, (self._scope, json.dumps(list(words))))

    def _length(self, typed: str, words: Iterable[str], most: int) -> int:
        count = self._lengths.names(typed, most)
        return count if count == most else count + self._lengths.words(words, most - count)


def _may_stand_beside(typed: str, near: Iterable[str]) -> tuple[str, list[str]]:
    """Write what a row must hold at least to be near: most rows then never leave the engine.

    A pattern for each first letter, with the letters that come next, costs no more than one
    comparison; one with each word takes longer than the rows that it spares.
    """
    by_first: dict[str, list[str]] = {}
    for word in (typed, *near):
        by_first.setdefault(word[0], []).append(word)
    patterns = [_pattern(words) for words in by_first.values()]
    return f" AND ({' OR '.join(['others GLOB ?'] * len(patterns))})", patterns


def _pattern(words: Sequence[str]) -> str:
    """Write a pattern of words that have the first letter in common."""
    letters = zip(*(word[:_LETTERS_COMPARED] for word in words), strict=False)
    classes = [f"[{''.join(sorted(set(some)))}]" for some in letters]
    return f"* {''.join(classes)}*"
