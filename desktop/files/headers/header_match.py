"""Tells what a header says by its words: whole phrases, parts, and phrases inside a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from desktop.domain.spelling import is_hebrew, normalise
from desktop.files.headers import column_words as words
from desktop.files.headers import standing_words
from desktop.files.headers.column_words_abroad import ABROAD
from desktop.files.headers.header_stems import ATTENDEES, STEMS

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBER_SIGN = re.compile(
    r"#|№|\bn\.?\s?[°ºª]|\bno?\.(?=\s|$)|(?<=[\W_])nr\b\.?|\bnr\b\.?|\bnum\b", re.IGNORECASE
)
_SPLIT = re.compile(r"[/|()\n\[\]]| - | – ")
WHOLE_SCORE, PART_SCORE, OWN_SCORE, INSIDE_SCORE, STEM_SCORE = 1000, 900, 850, 500, 330
NAMES = ("first_name", "last_name", "full_name")
FOR_PAYERS = (*NAMES, "email", "phone")


def header_points(field: str, header: str) -> float:
    """Rate a header for a field by its words alone, whoever it is about; 0 where it is not."""
    plain = plain_header(header)
    if field in FOR_PAYERS:
        spoken = without(plain, words.PAYERS)
        if spoken and spoken != plain:
            return score_words(field, spoken, spoken, ())
    return score_words(field, header, plain, ())


def score_words(field: str, raw: str, header: str, payer_words: Sequence[str]) -> float:
    """Rate a header by words alone: whole phrase, then a part of it, then inside a question."""
    phrases = phrases_of(field)
    if header in phrases:
        return WHOLE_SCORE - phrases[header]
    if has_any(header, words.OTHERS) or has_any(header, standing_words.NOT_WITH.get(field, ())):
        return 0
    if field in FOR_PAYERS and has_any(header, payer_words):
        return 0
    for part in _split_header(raw):
        if part in phrases:
            return PART_SCORE - phrases[part]
    own = _of_attendee(header)
    return OWN_SCORE - phrases[own] if own in phrases else _score_inside(field, header)


def _score_inside(field: str, header: str) -> float:
    """Rate a question by the phrases in it, or by how a word of it begins."""
    extra = len(header.split())
    insides = [inside for inside in _insides(field) if _contains(header, inside)]
    if insides:
        return max(INSIDE_SCORE + 9 * len(inside.split()) for inside in insides) - 3 * extra
    stems = [stem for stem in _stems(field) if f" {stem}" in f" {header} "]
    longest = max(map(len, stems), default=0)
    return STEM_SCORE + longest - 2 * extra if stems else 0


@lru_cache(maxsize=64)
def _stems(field: str) -> tuple[str, ...]:
    """Give the stems of a field as headers have them; a space at the end stays."""
    stems = STEMS.get(field, ())
    return tuple(plain_header(stem) + (" " if stem.endswith(" ") else "") for stem in stems)


@lru_cache(maxsize=1)
def _attendees() -> tuple[str, ...]:
    """Give the words for whose column it is, the longest first."""
    return tuple(sorted(map(plain_header, ATTENDEES), key=len, reverse=True))


@lru_cache(maxsize=4096)
def _of_attendee(header: str) -> str:
    """Take out of a plain header whose column it is, where that is the attendee's."""
    spaced = f" {header} "
    for words_ in _attendees():
        if words_ in spaced:
            spaced = spaced.replace(f" {words_} ", " ")
    return " ".join(spaced.split())


@lru_cache(maxsize=4096)
def plain_header(header: str) -> str:
    """Fold a header to plain words: `firstName`, `first_name` and `First name` are one."""
    return normalise(_NUMBER_SIGN.sub(" number ", _CAMEL.sub(" ", header)))


@lru_cache(maxsize=4096)
def _split_header(header: str) -> tuple[str, ...]:
    """Part a header in two languages; of `Attendee name: Given name` only the end counts."""
    last = header.rpartition(":")[2]
    return tuple(part for part in map(plain_header, _SPLIT.split(last)) if part)


@lru_cache(maxsize=64)
def phrases_of(field: str) -> Mapping[str, float]:
    """Give the phrases that are a whole header of a field, each with its rank: 0 is the surest."""
    known = words.WHOLE[field]
    ranked: list[tuple[float, str]] = [*enumerate(known)]
    # Words of further languages come after those of the first ones, and rank nearly alike.
    ranked += [(len(known) + n / 100, text) for n, text in enumerate(ABROAD.get(field, ()))]
    return {plain_header(phrase): rank for rank, phrase in reversed(ranked)}


@lru_cache(maxsize=64)
def _insides(field: str) -> tuple[str, ...]:
    return tuple(map(plain_header, words.INSIDE.get(field, ())))


def _contains(header: str, phrase: str) -> bool:
    """Tell whether a phrase stands in a header as whole words, also behind a Hebrew article."""
    spaced = f" {header} "
    return f" {phrase} " in spaced or (f" ה{phrase} " in spaced and is_hebrew(phrase))


def has_any(header: str, phrases: Iterable[str]) -> bool:
    """Tell whether one of these phrases stands in a plain header."""
    single, several = _sorted_out(tuple(phrases))
    spoken = header.split()
    if not single.isdisjoint(spoken):
        return True
    if any(word[0] == "ה" and word[1:] in single for word in spoken):
        return True
    return any(_contains(header, phrase) for phrase in several)


@lru_cache(maxsize=256)
def _sorted_out(phrases: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Part phrases into single words, which are looked up at once, and longer ones."""
    plain = [plain_header(phrase) for phrase in phrases]
    longer = tuple(phrase for phrase in plain if " " in phrase)
    return frozenset(phrase for phrase in plain if phrase and " " not in phrase), longer


def without(header: str, phrases: Iterable[str]) -> str:
    """Take phrases out of a plain header."""
    spaced = f" {header} "
    for phrase in phrases:
        plain = plain_header(phrase)
        if plain in spaced:
            spaced = spaced.replace(f" {plain} ", " ")
    return " ".join(spaced.split())
