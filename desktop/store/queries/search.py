"""Finds people as they are asked for: a ladder of cheap steps, the surest first.

Each step is a walk along an index with a limit, and the ladder ends when enough people are
found. The vocabulary of names is small, so that sound-alikes, other scripts and slips are
looked up among words, and people by words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop.domain.attendees.finding import Hit, Why, by_likeness
from desktop.domain.attendees.skeleton import skeletons
from desktop.domain.attendees.sound import sound_codes
from desktop.domain.attendees.typing_slips import (
    BEGINNING,
    LEAST_LETTERS,
    is_one_slip_away,
    shortened,
)
from desktop.domain.checkin.codes import match_key
from desktop.domain.checkin.keyboard import as_hebrew_layout, before_hebrew_layout
from desktop.domain.spelling import normalise
from desktop.store.engine.engine import Connection, Database
from desktop.store.projections.people_index import EVERYWHERE, SHORTENED, SKELETON, SOUND
from desktop.store.projections.rows import PHONE_MARK, TAIL_DIGITS

MOST_WORDS = 6
LEAST_DIGITS = 3
FEW = 5
# How far a walk for two words goes before it gives up, and how many words a sound may have.
_WALKED = 4_000
_WORDS_OF_A_SOUND = 40
_WORDS_OF_A_SLIP = 24
_WORDS_BESIDE = 6
_COMPLETED = 4
_LONG_NAME = 6
_WALKED_BESIDE = 200
_PEOPLE_OF_A_WORD = 40
_OF_A_TAIL = 40
# A number without its country's code may be so short, as in Israel.
_NATIONAL_DIGITS = 9
_LABELS_AT_ONCE = 150
_LABELS_BESIDE_A_NAME = 25

_END = "char(1114111)"
_NAMES = f"""
    SELECT registration FROM (
        SELECT registration, others FROM name_words
        WHERE programme = ? AND word >= ? AND word < ? || {_END} ORDER BY word LIMIT {_WALKED}
    )
"""
_COMPLETIONS = f"SELECT word FROM words WHERE word >= ? AND word < ? || {_END} LIMIT ?"
_WORD = "SELECT registration, others FROM name_words WHERE programme = ? AND word = ? LIMIT ?"
_OF_PROGRAMME = """
    SELECT r."row" FROM {source} AND r.merged_into = '' {guard} LIMIT ?
"""
_EMAILS = (
    "(SELECT id FROM people WHERE email <> '' AND email COLLATE NOCASE >= ? "
    f"AND email COLLATE NOCASE < ? || {_END} LIMIT {_OF_A_TAIL}) p "
    "CROSS JOIN registrations r ON r.person = p.id WHERE 1"
)
_CODES = (
    f"(SELECT registration FROM codes WHERE tail >= ? AND tail < ? || {_END} LIMIT {_OF_A_TAIL}) c "
    "CROSS JOIN registrations r ON r.id = c.registration WHERE 1"
)
_GUARD = 'AND +r.programme = (SELECT id FROM programmes WHERE "row" = ?)'
_IDS = (
    """
    SELECT "row" FROM registrations WHERE programme IN
        (SELECT id FROM programmes WHERE ?1 IN (0, "row"))
    AND {column} <> '' AND {column} >= ?2 AND {column} < ?3 || """
    + _END
    + " AND merged_into = '' LIMIT ?4"
)
_LABELS = f"SELECT label FROM label_words WHERE word >= ? AND word < ? || {_END} LIMIT 1000"
_OF_LABELS = """
    SELECT registration FROM roster WHERE organization IN ({marks}) AND organization <> 0
    AND programme = ? LIMIT ?
"""
_NAMED_IN_LABELS = """
    SELECT registration FROM roster WHERE organization IN ({marks}) AND organization <> 0
    AND programme = ? AND instr(' ' || sort_key, ?) > 0 LIMIT ?
"""


class Search:
    """The ladder."""

    def __init__(self, db: Database) -> None:
        """Search this store."""
        self._connection: Connection = db.conn

    def find(self, programme: str, text: str, limit: int) -> list[Hit]:
        """Find people of a programme (of all, where it is empty), the surest first."""
        row: tuple[int] | None = (EVERYWHERE,)
        if programme:
            query = 'SELECT "row" FROM programmes WHERE id = ?'
            row = self._connection.execute(query, (programme,)).fetchone()
        words = list(dict.fromkeys(normalise(text).split()))[:MOST_WORDS]
        if row is None or not (words or text.strip()):
            return []
        hits: dict[int, Hit] = {}
        for step in (self._sure, self._near):
            for hit in step(row[0], text.strip(), words, limit, hits):
                hits.setdefault(hit.number, hit)
                if len(hits) >= limit:
                    return list(hits.values())
        return list(hits.values())

    def _sure(
        self, programme: int, text: str, words: list[str], limit: int, _found: object
    ) -> Iterator[Hit]:
        """Find by what was really typed: names, numbers, emails, organisations."""
        yield from self._by_names(programme, words, limit)
        digits = "".join(c for c in text if c.isdigit())
        if len(digits) >= LEAST_DIGITS and not any(c.isalpha() for c in text):
            yield from self._by_digits(programme, digits, limit)
        if programme != EVERYWHERE and any(c.isdigit() for c in text):
            yield from self._by_ids(programme, text, limit)
        if _may_be_email(text):
            numbers = self._of_programme(_EMAILS, programme, (text, text), limit)
            yield from (Hit(number, Why.EMAIL) for number in numbers)
        if words:
            yield from self._by_organisation(programme, words, limit)

    def _near(
        self, programme: int, text: str, words: list[str], limit: int, hits: dict[int, Hit]
    ) -> Iterator[Hit]:
        """Find by what may have been meant: another layout, sound-alikes, a slip."""
        if programme == EVERYWHERE and not hits and any(c.isdigit() for c in text):
            yield from self._by_ids(programme, text, limit)
        if len(words) > 1 and len(hits) < limit:
            yield from self._by_name_and_organisation(programme, words, limit)
        for meant in _other_layouts(text):
            if len(hits) < FEW:
                other = list(dict.fromkeys(normalise(meant).split()))[:MOST_WORDS]
                for hit in self._by_names(programme, other, limit):
                    yield Hit(hit.number, Why.LAYOUT, meant)
        yield from self._by_words(programme, words, Why.SOUND, limit)
        if len(hits) < FEW:
            yield from self._by_words(programme, words, Why.SLIP, limit)

    def _by_names(self, programme: int, words: Sequence[str], limit: int) -> Iterator[Hit]:
        """Find by the beginnings of all words; a whole word comes before a longer one."""
        if not words:
            return
        first, *others = sorted(words, key=lambda word: -len(word))
        guard = " AND ".join(["instr(others, ?) > 0"] * len(others))
        query = f"{_NAMES} {'WHERE ' + guard if others else ''} LIMIT ?"
        values = (programme, first, first, *(f" {other}" for other in others), limit)
        for row in self._connection.execute(query, values):
            yield Hit(row[0], Why.NAME)

    def _by_digits(self, programme: int, digits: str, limit: int) -> Iterator[Hit]:
        """Find by the last digits of a phone or a code, or by all of them.

        The nought before an area code gives way to a country's code, so it does not count.
        """
        tail = (digits.lstrip("0") or digits)[::-1][:TAIL_DIGITS]
        for part in dict.fromkeys((tail, tail[:_NATIONAL_DIGITS])):
            phone = PHONE_MARK + part
            values = (programme, phone, phone, limit)
            for row in self._connection.execute(f"{_NAMES} LIMIT ?", values):
                yield Hit(row[0], Why.PHONE)
        for number in self._of_programme(_CODES, programme, (tail, tail), limit):
            yield Hit(number, Why.CODE)

    def _by_ids(self, programme: int, text: str, limit: int) -> Iterator[Hit]:
        for column in ("external_id", "order_ref"):
            query = _IDS.format(column=column)
            for typed in dict.fromkeys((text, text.upper())):
                for row in self._connection.execute(query, (programme, typed, typed, limit)):
                    yield Hit(row[0], Why.NUMBER)
        tail = match_key(text)[::-1][:TAIL_DIGITS]
        if len(text) >= LEAST_DIGITS:
            for number in self._of_programme(_CODES, programme, (tail, tail), limit):
                yield Hit(number, Why.CODE)

    def _by_organisation(self, programme: int, words: Sequence[str], limit: int) -> Iterator[Hit]:
        some = self._labels_with(words, _LABELS_AT_ONCE)
        if some:
            query = _OF_LABELS.format(marks=",".join("?" * len(some)))
            for row in self._connection.execute(query, (*some, programme, limit)):
                yield Hit(row[0], Why.ORGANISATION)

    def _by_name_and_organisation(
        self, programme: int, words: Sequence[str], limit: int
    ) -> Iterator[Hit]:
        """Find `cohen hospital`: one word of the name, the others of the organisation."""
        for word in words:
            rest = [other for other in words if other != word]
            some = self._labels_with(rest, _LABELS_BESIDE_A_NAME)
            if some and max(map(len, rest)) >= LEAST_DIGITS:
                query = _NAMED_IN_LABELS.format(marks=",".join("?" * len(some)))
                values = (*some, programme, f" {word}", limit)
                for row in self._connection.execute(query, values):
                    yield Hit(row[0], Why.ORGANISATION)

    def _labels_with(self, words: Sequence[str], most: int) -> list[int]:
        """Give the organisations that have all these beginnings of words."""
        labels: set[int] | None = None
        for word in words:
            here = {row[0] for row in self._connection.execute(_LABELS, (word, word))}
            labels = here if labels is None else labels & here
        return sorted(labels or ())[:most]

    def _by_words(
        self, programme: int, words: Sequence[str], why: Why, limit: int
    ) -> Iterator[Hit]:
        """Find by words that are near the typed ones; of several, the others may be exact."""
        near = {word: self._words_near(word, why) for word in words}
        for typed, candidates in near.items():
            others = [word for word in words if word != typed]
            for word in candidates[: _WORDS_BESIDE if others else _WORDS_OF_A_SOUND]:
                for number in self._with_word(programme, word, others, limit):
                    yield Hit(number, why, word)
        if len(words) > 1:
            yield from self._all_near(programme, near, why)

    def _with_word(
        self, programme: int, word: str, others: Sequence[str], limit: int
    ) -> Iterator[int]:
        """Find who has a whole word in the name, and others that begin as typed."""
        guard = "".join(" AND instr(others, ?) > 0" for _other in others)
        query = f"SELECT registration FROM ({_WORD}) WHERE 1 {guard} LIMIT ?"
        walked = _WALKED_BESIDE if others else limit
        values = (programme, word, walked, *(f" {other}" for other in others), limit)
        yield from (row[0] for row in self._connection.execute(query, values))

    def _all_near(
        self, programme: int, near: Mapping[str, Sequence[str]], why: Why
    ) -> Iterator[Hit]:
        """Find who has a near word for each typed one: `Dalya Kohen` for Dalia Cohen."""
        typed = min(near, key=lambda word: len(near[word]))
        others = {word: set(candidates) for word, candidates in near.items() if word != typed}
        for word in near[typed][:_WORDS_BESIDE]:
            rows = self._connection.execute(_WORD, (programme, word, _PEOPLE_OF_A_WORD))
            for number, beside in rows:
                if all(_fits(other, near_it, beside) for other, near_it in others.items()):
                    yield Hit(number, why, word)

    def _words_near(self, typed: str, why: Why) -> list[str]:
        if why is Why.SOUND:
            keys = [*_sound_keys(typed), *self._keys_of_completions(typed)]
            return by_likeness(typed, self._words_of_keys(keys) - {typed})
        if len(typed) < LEAST_LETTERS:
            return []
        words = self._words_of_keys(_slip_keys(typed), _WORDS_OF_A_SLIP)
        return by_likeness(typed, {w for w in words if is_one_slip_away(typed, w)})

    def _keys_of_completions(self, typed: str) -> Iterator[tuple[str, str]]:
        """Give the sounds of what is being typed: `coh` may become Cohen, which is כהן, too."""
        if len(typed) >= LEAST_DIGITS:
            rows = self._connection.execute(_COMPLETIONS, (typed, typed, _COMPLETED))
            for key in {key for row in rows for key in skeletons(row[0])}:
                if len(key) > 1:
                    yield SKELETON + key, SKELETON + key

    def _words_of_keys(
        self, keys: Iterable[tuple[str, str]], most: int = _WORDS_OF_A_SOUND
    ) -> set[str]:
        query = "SELECT word FROM word_keys WHERE key >= ? AND key <= ? LIMIT ?"
        words: set[str] = set()
        for low, high in keys:
            rows = self._connection.execute(query, (low, high, most))
            words.update(row[0] for row in rows)
        return words

    def _of_programme(
        self, source: str, programme: int, values: tuple[str, ...], limit: int
    ) -> list[int]:
        guard = _GUARD if programme else ""
        query = _OF_PROGRAMME.format(source=source, guard=guard)
        scope = (programme,) if programme else ()
        rows = self._connection.execute(query, (*values, *scope, min(limit, _OF_A_TAIL)))
        return [row[0] for row in rows]


def _sound_keys(typed: str) -> Iterator[tuple[str, str]]:
    """Give ranges of keys: whole sounds, and their beginnings where they say enough."""
    if len(typed) < 2:
        return
    for key in skeletons(typed):
        end = chr(1114111) if len(key) >= 3 and len(typed) >= 4 else ""
        yield SKELETON + key, SKELETON + key + end
    for code in sound_codes(typed):
        bare = code.rstrip("0")
        if len(bare) > 1:
            end = chr(1114111) if len(bare) >= 4 else ""
            yield SOUND + bare, SOUND + bare + end


def _slip_keys(typed: str) -> Iterator[tuple[str, str]]:
    """Give ranges of keys; of a word that is still being typed, the beginnings of keys."""
    for key in shortened(typed):
        is_beginning = len(typed) < BEGINNING and len(key) >= LEAST_LETTERS
        yield SHORTENED + key, SHORTENED + key + (chr(1114111) if is_beginning else "")


def _other_layouts(text: str) -> Iterator[str]:
    """Give what the same keys would have typed on the other layout of the country."""
    for meant in (as_hebrew_layout(text), before_hebrew_layout(text)):
        if meant != text:
            yield meant


def _may_be_email(text: str) -> bool:
    """Tell whether a text is worth a look among emails: short names are found as names."""
    is_marked = any(mark in text for mark in "@._0123456789")
    return " " not in text and len(text) >= (LEAST_DIGITS if is_marked else _LONG_NAME)


def _fits(typed: str, near: set[str], beside: str) -> bool:
    return f" {typed}" in beside or not near.isdisjoint(beside.split())
