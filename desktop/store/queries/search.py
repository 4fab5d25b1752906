"""Finds people as they are asked for: a ladder of cheap steps, the surest first.

Each step is a walk along an index that stands still as soon as enough people are found; none
stops earlier, and what a step asks is asked inside its walk, so that nobody is hidden by
namesakes. The vocabulary of names is small, so that sound-alikes, other scripts and slips are
looked up among words, and people by words.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from desktop.domain.attendees.finding import ONE_SLIP, Hit, Why, by_likeness
from desktop.domain.attendees.skeleton import either_s, skeletons
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
from desktop.store.queries.label_search import LabelSearch
from desktop.store.queries.name_search import NameSearch
from desktop.store.queries.name_ways import ways_of, without_initials
from desktop.store.queries.walk_lengths import BEGUN, Counts, Lengths, shortest, span

MOST_WORDS = 6
LEAST_DIGITS = 3
# People whose whole name the keys of another layout wrote have so many places of a full list.
KEPT_FOR_LAYOUTS = 5
_LONG_NAME = 6
# A number without its country's code may be so short, as in Israel.
_NATIONAL_DIGITS = 9
# Up to so many people of a programme are remembered by their numbers for one search.
_SMALL_PROGRAMME = 2_000
# Signs on the keys of Hebrew letters: whoever typed them may have meant the letters.
_LETTER_KEYS = frozenset(",.;/'")

_EMAIL_INSIDE = re.compile(r"[^\s<>\"',;:]+@[^\s<>\"',;:]+")
_TEL = "tel:"

_COMPLETIONS = f"SELECT word FROM words WHERE {BEGUN}"
_WORDS_OF_KEYS = """
    SELECT w.word, w.key FROM json_each(?) ends
    CROSS JOIN word_keys w ON w.key >= ends.value ->> 0 AND w.key <= ends.value ->> 1
"""
_LIKE_EMAIL = "email <> '' AND email COLLATE NOCASE >= ? AND email COLLATE NOCASE < ?"
_COUNT_EMAILS = f"SELECT count(*) FROM (SELECT 1 FROM people WHERE {_LIKE_EMAIL} LIMIT ?)"
_COUNT_HERE = "SELECT count(*) FROM (SELECT 1 FROM registrations WHERE programme = ? LIMIT ?)"
_BY_EMAILS = f"""
    SELECT r."row" FROM (SELECT id FROM people WHERE {_LIKE_EMAIL}) p
    CROSS JOIN registrations r ON r.person = p.id
    WHERE r.merged_into = '' AND ? IN ('', +r.programme)
"""
_EMAILS_HERE = f"""
    SELECT r."row" FROM registrations r CROSS JOIN people p ON p.id = r.person
    WHERE {_LIKE_EMAIL} AND r.programme = ? AND r.merged_into = ''
"""
_TAILS = "(SELECT registration FROM codes WHERE tail >= ? AND tail < ?) c"
_CODES = f"""
    SELECT r."row" FROM {_TAILS} CROSS JOIN registrations r ON r.id = c.registration
    WHERE r.merged_into = '' AND ? IN ('', +r.programme)
"""
# Without the registrations' own rows: the index of their ids is a twentieth of them.
_CODES_OF_ALL = f"""
    SELECT r."row" FROM {_TAILS} CROSS JOIN registrations r ON r.id = c.registration
"""
_ROSTER = "SELECT registration FROM roster WHERE programme = ? LIMIT ?"
_IDS = """
    SELECT "row" FROM registrations WHERE {where} AND {column} <> '' AND {column} >= ?
    AND {column} < ? AND merged_into = ''
"""
_EVERY_PROGRAMME = "programme IN (SELECT id FROM programmes)"


class Search:
    """Finds people in a store."""

    def __init__(self, db: Database) -> None:
        """Search this store."""
        self._connection: Connection = db.conn
        self._frequent: Counts = {}

    def find(
        self, programme: str, text: str, limit: int, among: Container[int] | None = None
    ) -> list[Hit]:
        """Find people of a programme (of all, where it is empty), the surest first.

        Args:
            programme: its id.
            text: what was typed.
            limit: so many people at most.
            among: the numbers of those who may be found; without it anybody.
        """
        scope, text = self._scope(programme), _unwrapped(text)
        if scope is None or not text:
            return []
        lengths = Lengths(self._connection, scope, self._frequent)
        ladder = _Ladder(self._connection, lengths, programme, text)
        hits: dict[int, Hit] = {}
        of_layouts: dict[int, Hit] = {}
        _fill(of_layouts, ladder.whole_by_layouts(), min(KEPT_FOR_LAYOUTS, limit - 1), among)
        if not _LETTER_KEYS.isdisjoint(text):
            hits.update(of_layouts)
        _fill(hits, ladder.sure(), limit - len(of_layouts.keys() - hits.keys()), among)
        _fill(hits, of_layouts.values(), limit, among)
        _fill(hits, ladder.near(is_nobody=not hits), limit, among)
        return list(hits.values())

    def _scope(self, programme: str) -> int | None:
        """Give a programme's number in the index; None where there is no such programme."""
        if not programme:
            return EVERYWHERE
        query = 'SELECT "row" FROM programmes WHERE id = ?'
        row = self._connection.execute(query, (programme,)).fetchone()
        return int(row[0]) if row else None


class _Ladder:
    """The steps of one search."""

    def __init__(self, connection: Connection, lengths: Lengths, programme: str, text: str) -> None:
        self._connection = connection
        self._programme = programme
        self._text = text
        words = _words(text)
        self._meant = {meant: _words(meant) for meant in _other_layouts(text)}
        self._lengths = lengths
        self._names = NameSearch(connection, lengths)
        self._ways = ways_of(words, self._names.is_word)
        self._words = self._ways[0]
        self._labels = LabelSearch(connection, lengths)
        self._sounds_known: dict[str, dict[str, float]] = {}
        self._near_known: dict[str, dict[str, float]] = {}

    def sure(self) -> Iterator[Hit]:
        """Find by what was really typed: names, numbers, emails, organisations."""
        text, words = self._text, self._words
        if len(self._ways) > 1:
            for way in self._ways:
                yield from _hits(Why.NAME, self._names.whole(way))
        for way in self._ways:
            yield from _hits(Why.NAME, self._names.begun(way))
        digits = "".join(c for c in text if c.isdigit())
        if len(digits) >= LEAST_DIGITS and not any(c.isalpha() for c in text):
            yield from self._by_digits(digits)
        if self._programme and digits:
            yield from self._by_ids()
        if _may_be_email(text):
            yield from _hits(Why.EMAIL, self._by_email())
        if words:
            yield from _hits(Why.ORGANISATION, self._labels.of(words))

    def whole_by_layouts(self) -> Iterator[Hit]:
        """Find by whole names that the same keys write on the other layout of the country."""
        for meant, words in self._meant.items():
            yield from _hits(Why.LAYOUT, self._names.whole(words), meant)

    def near(self, is_nobody: bool) -> Iterator[Hit]:
        """Find by what may have been meant: another layout, sound-alikes, a slip.

        Args:
            is_nobody: nobody was found by what was really typed.
        """
        if is_nobody and not self._programme and any(c.isdigit() for c in self._text):
            yield from self._by_ids()
        if len(self._words) > 1:
            yield from self._by_name_and_organisation()
        for meant, words in self._meant.items():
            yield from _hits(Why.LAYOUT, self._names.begun(words), meant)
        # Other ways to write a name are guessed at where the one that was typed found nobody.
        for way in self._ways if is_nobody else self._ways[:1]:
            yield from self._near(way)
        if len(bare := without_initials(self._words)) < len(self._words) and bare:
            for number in self._names.whole(bare) if len(bare) > 1 else ():
                yield Hit(number, Why.SLIP, " ".join(bare))
        for words in self._meant.values() if is_nobody else ():
            heard = {word: self._sounds(word) for word in words}
            for hit in self._names.near(heard) if heard else ():
                yield Hit(hit.number, Why.LAYOUT, hit.word)

    def _near(self, words: Sequence[str]) -> Iterator[Hit]:
        """Find by words that sound alike or are one slip away; of several, others may be exact."""
        near = {word: self._near_words(word) for word in words}
        if any(near.values()):
            for hit in self._names.near(near):
                why = Why.SOUND if hit.word in self._sounds(hit.typed) else Why.SLIP
                yield Hit(hit.number, why, hit.word)

    def _by_digits(self, digits: str) -> Iterator[Hit]:
        """Find by the last digits of a phone or a code, or by all of them.

        The nought before an area code gives way to a country's code, so it does not count.
        """
        tail = (digits.lstrip("0") or digits)[::-1][:TAIL_DIGITS]
        for part in dict.fromkeys((tail, tail[:_NATIONAL_DIGITS])):
            yield from _hits(Why.PHONE, self._names.begun((PHONE_MARK + part,)))
        yield from self._by_code(tail)

    def _by_ids(self) -> Iterator[Hit]:
        where = "programme = ?" if self._programme else _EVERY_PROGRAMME
        scope = (self._programme,) if self._programme else ()
        for column in ("external_id", "order_ref"):
            query = _IDS.format(where=where, column=column)
            for typed in dict.fromkeys((self._text, self._text.upper())):
                yield from _hits(Why.NUMBER, self._rows(query, *scope, *span(typed)))
        if len(self._text) >= LEAST_DIGITS:
            yield from self._by_code(match_key(self._text)[::-1][:TAIL_DIGITS])

    def _by_code(self, tail: str) -> Iterator[Hit]:
        """Walk along the codes that end so; the people of a small programme are known by number.

        A code says nothing of its programme, and its registration lies anywhere in the store.
        """
        if self._programme:
            here = set(self._rows(_ROSTER, self._lengths.scope, _SMALL_PROGRAMME))
            if len(here) < _SMALL_PROGRAMME:
                numbers = self._rows(_CODES_OF_ALL, *span(tail))
                yield from _hits(Why.CODE, (number for number in numbers if number in here))
                return
        yield from _hits(Why.CODE, self._rows(_CODES, *span(tail), self._programme))

    def _by_email(self) -> Iterator[int]:
        """Walk along the emails that begin so, or past those of the programme if it has fewer."""
        text, query = self._text, _BY_EMAILS
        if self._programme:
            counts = {
                _BY_EMAILS: (_COUNT_EMAILS, *span(text)),
                _EMAILS_HERE: (_COUNT_HERE, self._programme),
            }
            query = shortest(counts, lambda walk, most: self._lengths.rows(*counts[walk], most))
        yield from self._rows(query, *span(text), self._programme)

    def _by_name_and_organisation(self) -> Iterator[Hit]:
        """Find `cohen hospital`: some words of the name, the others of the organisation."""
        words = self._words
        parts: list[tuple[Sequence[str], Sequence[str]]] = [
            ([word], [other for other in words if other != word]) for word in words
        ]
        for cut in range(2, len(words)):
            parts += [(words[:cut], words[cut:]), (words[-cut:], words[:-cut])]
        for names, rest in parts:
            if max(map(len, rest)) >= LEAST_DIGITS:
                yield from _hits(Why.ORGANISATION, self._labels.named(names, rest))

    def _near_words(self, typed: str) -> dict[str, float]:
        """Give the words near a typed one; the ways to write a name have words in common."""
        if typed not in self._near_known:
            slips = _far(typed, self._words_slipped(typed), ONE_SLIP)
            self._near_known[typed] = _nearest(self._sounds(typed), slips)
        return self._near_known[typed]

    def _sounds(self, typed: str) -> dict[str, float]:
        if typed not in self._sounds_known:
            heard = self._words_heard(typed)
            mine = {SKELETON + key for key in skeletons(typed)}
            same = {word for word, keys in heard.items() if not mine.isdisjoint(keys)}
            self._sounds_known[typed] = _far(typed, heard, same=same)
        return self._sounds_known[typed]

    def _words_heard(self, typed: str) -> dict[str, list[str]]:
        """Give the words of names that sound like a typed one, in any script, and by which keys."""
        heard: dict[str, list[str]] = {}
        for word, key in self._words_of_keys(
            {*_sound_keys(typed), *self._keys_of_completions(typed)}
        ):
            heard.setdefault(word, []).append(key)
        heard.pop(typed, None)
        return heard

    def _words_slipped(self, typed: str) -> set[str]:
        """Give the words of names that are one slip away from a typed one.

        A short word has too many of them, unless another word says who is meant.
        """
        if len(typed) < LEAST_LETTERS - (len(self._words) > 1):
            return set()
        words = {word for word, _key in self._words_of_keys(_slip_keys(typed))} - {typed}
        return {word for word in words if is_one_slip_away(typed, word)}

    def _keys_of_completions(self, typed: str) -> Iterator[tuple[str, str]]:
        """Give the sounds of what is being typed: `coh` may become Cohen, which is כהן, too."""
        if len(typed) >= LEAST_DIGITS:
            rows = self._connection.execute(_COMPLETIONS, span(typed))
            for key in {key for row in rows for key in skeletons(row[0])}:
                if len(key) > 1:
                    yield SKELETON + key, SKELETON + key

    def _words_of_keys(self, keys: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
        return self._connection.execute(_WORDS_OF_KEYS, (json.dumps(list(keys)),))

    def _rows(self, query: str, *values: object) -> Iterator[int]:
        yield from (row[0] for row in self._connection.execute(query, values))


def _fill(
    hits: dict[int, Hit], found: Iterable[Hit], limit: int, among: Container[int] | None
) -> None:
    """Take those found who may be found, until there are enough."""
    if len(hits) >= limit:
        return
    for hit in found:
        if among is None or hit.number in among:
            hits.setdefault(hit.number, hit)
            if len(hits) >= limit:
                return


def _hits(why: Why, numbers: Iterable[int], word: str = "") -> Iterator[Hit]:
    return (Hit(number, why, word) for number in numbers)


def _unwrapped(text: str) -> str:
    """Take what is meant out of what was pasted: `Name <noa@example.org>`, `tel:050…`, marks."""
    bare = "".join(c for c in text if unicodedata.category(c) != "Cf").strip()
    if email := _EMAIL_INSIDE.search(bare):
        return email.group()
    return bare[len(_TEL) :].strip() if bare.casefold().startswith(_TEL) else bare


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(normalise(text).split()))[:MOST_WORDS]


def _far(
    typed: str, words: Iterable[str], least: float = 0.0, same: Container[str] = ()
) -> dict[str, float]:
    """Give the words that look like a typed one, the nearest first, and how far off each is."""
    rated = by_likeness(typed, words, least, same)
    return {word: 1 - likeness for word, likeness in rated.items()}


def _nearest(sounds: Mapping[str, float], slips: Mapping[str, float]) -> dict[str, float]:
    """Put two kinds of near words into one order; a word of both is as near as the nearer."""
    nearest = dict(sounds)
    for word, far in slips.items():
        nearest[word] = min(far, nearest.get(word, far))
    return dict(sorted(nearest.items(), key=lambda item: (item[1], item[0])))


def _sound_keys(typed: str) -> Iterator[tuple[str, str]]:
    """Give ranges of keys: whole sounds, and their beginnings where they say enough."""
    if len(typed) < 2:
        return
    for sound in dict.fromkeys(either for key in skeletons(typed) for either in either_s(key)):
        end = chr(1114111) if len(sound) >= 3 and len(typed) >= 4 else ""
        yield SKELETON + sound, SKELETON + sound + end
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
