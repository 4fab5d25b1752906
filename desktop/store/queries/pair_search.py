"""Walks along pairs of words that stand in one name: two words are sought for at once.

Of three words or more, the two that the fewest names have are sought for, and the others among
what stands beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from desktop.store.engine.engine import Connection
from desktop.store.queries.walk_lengths import BEGUN, span

_WHOLE = "SELECT registration FROM name_pairs WHERE programme = ? AND word = ? AND other = ?"
_COMPLETIONS = f"SELECT count(*) FROM (SELECT 1 FROM words WHERE {BEGUN} LIMIT ?)"
_LISTED = "(SELECT ? AS scope, value AS word FROM json_each(?)) w"
_PAIRS = "CROSS JOIN name_pairs n ON n.programme = w.scope AND n.word = w.word"
_BOTH_BEGUN = f"""
    (SELECT ? AS scope, word FROM words WHERE {BEGUN}) w {_PAIRS} AND n.other >= ? AND n.other < ?
"""
_ONE_NEAR = f"{_LISTED} {_PAIRS} AND n.other >= ? AND n.other < ?"
_BOTH_NEAR = f"{_LISTED} CROSS JOIN json_each(?) o {_PAIRS} AND n.other = o.value"
_FOUND = "SELECT n.word, n.other, n.registration, '' FROM "
_FOUND_WITH_OTHERS = "SELECT n.word, n.other, n.registration, m.others FROM "
_OTHERS = """
    CROSS JOIN name_words m ON m.programme = n.programme AND m.word = n.word
    AND m.registration = n.registration
"""
# From so many beginnings on, a walk past everybody finds enough people sooner.
_MOST_BEGUN = 1_500
# So many pairs are looked for at once, the likest: a short word sounds like hundreds of others.
MOST_SOUGHT = 600

_PAIR = 2

_Row = tuple[str, str, int, str]


class Near(NamedTuple):
    """Somebody whose name is near what was typed: how far off, and the word least like it."""

    far: float
    number: int
    typed: str
    word: str


class PairSearch:
    """Finds registrations by several words of the name, in one programme or in all."""

    def __init__(self, connection: Connection, scope: int) -> None:
        """Read through the store's connection, in one scope of the index."""
        self._connection = connection
        self._scope = scope

    def whole(self, words: Sequence[str]) -> Iterator[int]:
        """Find who has both words in the name."""
        values = (self._scope, *words)
        yield from (row[0] for row in self._connection.execute(_WHOLE, values))

    def begun(self, words: Sequence[str]) -> Iterator[int] | None:
        """Find whose name has two words that begin so; nothing where too many words do."""
        counts = {word: self._completions(word) for word in words}
        fewer, other = sorted(counts, key=counts.__getitem__)
        if counts[fewer] >= _MOST_BEGUN:
            return None
        return (row[2] for row in self._rows(_BOTH_BEGUN, False, *span(fewer), *span(other)))

    def near(self, near: Mapping[str, Mapping[str, float]]) -> list[Near]:
        """Find whose name is near all typed words, the nearest first.

        Args:
            near: for each of two typed words or more the words near it, with how far off each
                is. A word that begins so is no way off.
        """
        sought = {typed: _without_begun(typed, words) for typed, words in near.items()}
        first, second, *rest = self._fewest_first(sought)
        found = []
        for word, other, number, others in self._pairs(sought, first, second, bool(rest)):
            steps = [_step(first, word, sought), _step(second, other, sought)]
            if rest:
                beside = others.split()
                steps += [step for typed in rest if (step := _nearest_of(typed, beside, sought))]
            far = sum(step[0] for step in steps)
            if far and len(steps) == len(near):
                found.append(Near(far, number, *max(steps)[1:]))
        return sorted(found)

    def _pairs(
        self, sought: Mapping[str, Mapping[str, float]], first: str, second: str, has_more: bool
    ) -> Iterator[_Row]:
        """Give who has two words that are near the typed ones, or begin so; the first one first.

        Args:
            sought: the words near each typed one.
            first: a typed word.
            second: another one.
            has_more: more words were typed, so that both may be no way off.
        """
        listed = {typed: json.dumps(list(sought[typed])) for typed in (first, second)}
        yield from self._rows(_ONE_NEAR, has_more, listed[first], *span(second))
        for row in self._rows(_ONE_NEAR, has_more, listed[second], *span(first)):
            yield row[1], row[0], row[2], row[3]
        some, others = map(json.dumps, _likest(sought[first], sought[second]))
        yield from self._rows(_BOTH_NEAR, has_more, some, others)
        if has_more:
            yield from self._rows(_BOTH_BEGUN, has_more, *span(first), *span(second))

    def _rows(self, sought: str, with_others: bool, *values: object) -> Iterable[_Row]:
        query = _FOUND_WITH_OTHERS + sought + _OTHERS if with_others else _FOUND + sought
        return self._connection.execute(query, (self._scope, *values))

    def _fewest_first(self, sought: Mapping[str, Mapping[str, float]]) -> Sequence[str]:
        """Put the typed words first that fewest words are near, or begin so."""
        if len(sought) == _PAIR:
            return list(sought)
        return sorted(sought, key=lambda typed: len(sought[typed]) + self._completions(typed))

    def _completions(self, word: str) -> int:
        values = (*span(word), _MOST_BEGUN)
        return int(self._connection.execute(_COMPLETIONS, values).fetchone()[0])


def _without_begun(typed: str, words: Mapping[str, float]) -> dict[str, float]:
    return {word: far for word, far in words.items() if not word.startswith(typed)}


def _step(
    typed: str, word: str, sought: Mapping[str, Mapping[str, float]]
) -> tuple[float, str, str]:
    """Say how far off a word is from the typed one: none where it begins so."""
    return sought[typed].get(word, 0.0), typed, word


def _nearest_of(
    typed: str, words: Sequence[str], sought: Mapping[str, Mapping[str, float]]
) -> tuple[float, str, str] | None:
    """Say how far off the nearest of some words is; nothing where none is near."""
    near = [w for w in words if w.startswith(typed) or w in sought[typed]]
    return min((_step(typed, word, sought) for word in near), default=None)


def _likest(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[list[str], list[str]]:
    """Give the words of which pairs are sought: where there are too many, those least like go."""
    some, others = sorted(one, key=one.__getitem__), sorted(other, key=other.__getitem__)
    while len(some) * len(others) > MOST_SOUGHT:
        if len(some) > 1 and (len(others) == 1 or one[some[-1]] >= other[others[-1]]):
            some.pop()
        else:
            others.pop()
    return some, others
