"""Walks along the words of names: whole ones, begun ones, and words that are near.

Nothing here has a limit: who asks takes as many as there is room for, and the walk stands
still meanwhile. A walk for several words begins at the rarest, so that namesakes hide nobody.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop.store.engine.engine import Connection
from desktop.store.queries.pair_search import Near, PairSearch
from desktop.store.queries.walk_lengths import (
    BEGUN,
    FREQUENT,
    Lengths,
    rarest_first,
    span,
)

_WHOLE = "SELECT registration FROM name_words WHERE programme = ? AND word = ?"
_IS_WORD = "SELECT 1 FROM words WHERE word = ?"
_NAMES = f"SELECT registration FROM name_words WHERE programme = ? AND {BEGUN}"
_ROWS_OF = """
    SELECT n.word, n.registration FROM (SELECT ? AS scope, value FROM json_each(?)) w
    CROSS JOIN name_words n ON n.programme = w.scope AND n.word = w.value
"""
_PAIR = 2


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
        self._pairs = PairSearch(connection, lengths.scope)

    def whole(self, words: Sequence[str]) -> Iterator[int]:
        """Find who has all these words in the name, in any order."""
        if len(words) == _PAIR:
            yield from self._pairs.whole(words)
        else:
            yield from self._walk(_WHOLE, rarest_first(words, self._lengths.names), " ")

    def begun(self, words: Sequence[str]) -> Iterator[int]:
        """Find whose name has words that begin so; whole words come before longer ones."""
        if len(words) == _PAIR:
            yield from self._pairs.whole(words)
            if (pairs := self._pairs.begun(words)) is not None:
                yield from pairs
                return
        ordered = rarest_first(words, self._lengths.names)
        if len(words) > _PAIR and self._may_be_whole(ordered):
            yield from self._walk(_WHOLE, ordered, " ")
        yield from self._walk(_NAMES, ordered, "")

    def near(self, near: Mapping[str, Mapping[str, float]]) -> Iterator[Near]:
        """Find whose name is near: for each typed word a near one, or one that begins so.

        Args:
            near: for each typed word the words near it, best first, with how far off each is.
        """
        if len(near) == 1:
            ((typed, words),) = near.items()
            for word, number in self._rows_of(words):
                yield Near(words[word], number, typed, word)
        else:
            yield from self._pairs.near(near)

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

    def _rows_of(self, words: Iterable[str]) -> Iterator[tuple[str, int]]:
        yield from self._connection.execute(_ROWS_OF, (self._scope, json.dumps(list(words))))
