"""Other ways to write the words of a name: joined, parted, without a title or an initial."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from desktop.domain.attendees.names import PARTICLES, TITLES
from desktop.domain.spelling import is_hebrew

# As many ways of one text are tried; a fourth one is a guess of guesses.
MOST_WAYS = 4
# Hebrew writes names in fewer letters: ברלב is Bar-Lev.
_LEAST_REST, _LEAST_HEBREW_REST, _LEAST_HALF = 3, 2, 3


def ways_of(words: Sequence[str], is_word: Callable[[str], bool]) -> list[Sequence[str]]:
    """Give the words as they were typed, and other ways in which a list may have them.

    Ben David, Ben-David and Bendavid are one name; so are Mary Ann and Maryann, where a list
    has either. A title before a name is no part of it.

    Args:
        words: the normalised words.
        is_word: tells whether anybody has a word in the name.
    """
    plain = [word for word in words if word not in TITLES] or list(words)
    ways: list[Sequence[str]] = [plain]
    for way in (*_joined(plain, is_word), *_parted(plain, is_word)):
        if way not in ways:
            ways.append(way)
    return ways[:MOST_WAYS]


def without_initials(words: Sequence[str]) -> list[str]:
    """Leave out single letters, of which lists have fewer than people: John F. Kennedy."""
    return [word for word in words if len(word) > 1]


def _joined(words: Sequence[str], is_word: Callable[[str], bool]) -> Iterator[list[str]]:
    for at in range(len(words) - 1):
        both = words[at] + words[at + 1]
        if words[at] in PARTICLES or is_word(both):
            yield [*words[:at], both, *words[at + 2 :]]


def _parted(words: Sequence[str], is_word: Callable[[str], bool]) -> Iterator[list[str]]:
    for at, word in enumerate(words):
        for first, rest in _halves(word, is_word):
            yield [*words[:at], first, rest, *words[at + 1 :]]


def _halves(word: str, is_word: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    cuts = range(1, len(word))
    least = _LEAST_HEBREW_REST if is_hebrew(word) else _LEAST_REST
    for cut in cuts:
        if word[:cut] in PARTICLES and len(word) - cut >= least:
            yield word[:cut], word[cut:]
    if len(word) >= 2 * _LEAST_HALF and not is_word(word):
        for cut in cuts[_LEAST_HALF - 1 : len(word) - _LEAST_HALF]:
            if is_word(word[:cut]) and is_word(word[cut:]):
                yield word[:cut], word[cut:]
