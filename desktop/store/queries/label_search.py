"""Finds people by their organisation, alone or beside a word of the name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from desktop.store.engine.engine import Connection
from desktop.store.queries.walk_lengths import BEGUN, Lengths, rarest_first, shortest, span

_AND = f" AND w.label IN (SELECT label FROM label_words WHERE {BEGUN})"
_LABELS = "SELECT w.label FROM label_words w WHERE w.word >= ? AND w.word < ?"
_COUNT_ROSTER = "SELECT count(*) FROM (SELECT 1 FROM roster WHERE programme = ? LIMIT ?)"
_BY_LABELS = """
    SELECT t.registration FROM ({labels}) w CROSS JOIN roster t INDEXED BY roster_by_organization
    ON t.organization = w.label AND t.programme = ? AND t.organization <> 0
"""
_BY_ROSTER = "SELECT registration FROM roster WHERE organization IN ({labels}) AND programme = ?"
# The main name's first word leads to all words of the name, in both scripts.
_NAMED_BY_LABELS = """
    SELECT t.registration FROM ({labels}) w CROSS JOIN roster t INDEXED BY roster_by_organization
    ON t.organization = w.label AND t.programme = ? AND t.organization <> 0
    CROSS JOIN name_words n ON n.programme = t.programme
    AND n.word = substr(t.sort_key, 1, instr(t.sort_key || ' ', ' ') - 1)
    AND n.registration = t.registration
    WHERE instr(' ' || n.word || n.others, ?) > 0
"""
_NAMED_BY_NAMES = """
    SELECT n.registration FROM name_words n CROSS JOIN registrations r ON r."row" = n.registration
    CROSS JOIN people p ON p.id = r.person CROSS JOIN labels l ON l.text = p.organization
    WHERE l.id IN ({labels}) AND n.programme = ? AND n.word >= ? AND n.word < ?
"""
_NAMED = " AND instr(' ' || n.word || n.others, ?) > 0"
_BESIDE = " AND instr(n.others, ?) > 0"
_COUNT = "SELECT count(*) FROM ({rows} LIMIT ?)"


class _Walk(Enum):
    """Where a walk begins: at the organisations, or at the people."""

    LABELS = auto()
    PEOPLE = auto()


class LabelSearch:
    """Finds registrations by the words of organisations."""

    def __init__(self, connection: Connection, lengths: Lengths) -> None:
        """Read through the store's connection.

        Args:
            connection: the store's.
            lengths: counts how long the walks are, and knows in which programme.
        """
        self._connection = connection
        self._scope = lengths.scope
        self._lengths = lengths

    def of(self, words: Sequence[str]) -> Iterator[int]:
        """Find whose organisation has words that begin so."""
        ordered = self._known(words)
        if not ordered:
            return
        labels, values = _question(ordered)
        lengths = {
            _Walk.LABELS: lambda most: self._lengths.labels(ordered[0], most),
            _Walk.PEOPLE: lambda most: self._lengths.rows(_COUNT_ROSTER, self._scope, most),
        }
        walk = shortest(lengths, lambda walk, most: lengths[walk](most))
        query = _BY_LABELS if walk is _Walk.LABELS else _BY_ROSTER
        yield from self._walk(query.format(labels=labels), *values, self._scope)

    def named(self, names: Sequence[str], words: Sequence[str]) -> Iterator[int]:
        """Find who has some words in the name, and an organisation with the others."""
        ordered = self._known(words)
        if not ordered or not all(self._lengths.names(name, 1) for name in names):
            return
        name, *others = rarest_first(names, self._lengths.names)
        labels, values = _question(ordered)
        of_labels = _COUNT.format(rows=_BY_LABELS.format(labels=labels))
        lengths = {
            _Walk.LABELS: lambda most: self._lengths.rows(of_labels, *values, self._scope, most),
            _Walk.PEOPLE: lambda most: self._lengths.names(name, most),
        }
        beside = [f" {other}" for other in others]
        if shortest(lengths, lambda walk, most: lengths[walk](most)) is _Walk.LABELS:
            query = _NAMED_BY_LABELS.format(labels=labels) + _NAMED * len(others)
            yield from self._walk(query, *values, self._scope, f" {name}", *beside)
        else:
            query = _NAMED_BY_NAMES.format(labels=labels) + _BESIDE * len(others)
            yield from self._walk(query, *values, self._scope, *span(name), *beside)

    def _known(self, words: Sequence[str]) -> Sequence[str]:
        """Put the rarest word first; nothing where a word is of no organisation."""
        if not all(self._lengths.labels(word, 1) for word in words):
            return ()
        return rarest_first(words, self._lengths.labels)

    def _walk(self, query: str, *values: object) -> Iterator[int]:
        yield from (row[0] for row in self._connection.execute(query, values))


def _question(words: Sequence[str]) -> tuple[str, list[str]]:
    """Write the question for the organisations that have all these beginnings of words."""
    return _LABELS + _AND * (len(words) - 1), [bound for word in words for bound in span(word)]
