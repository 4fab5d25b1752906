"""The consonants of a name, by which Hebrew, Latin and Cyrillic spellings are found as one.

Vowels are written in Latin and Cyrillic and mostly not in Hebrew, so they are left out; a
letter with several sounds gives several keys. כהן, Cohen, Kohen and Коэн all have the key `kn`.
Signs: `A` any vowel at the beginning, `c` ts and tch, `S` sh, `h` ch as in loch, `y` at the
beginning only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby, islice

MOST_KEYS = 12
_NOTHING = ("",)

# Longest groups first. Each gives the sounds it may have, at the beginning and inside.
_Sounds = dict[str, tuple[tuple[str, ...], tuple[str, ...]]]


def _same(*sounds: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return sounds, sounds


_VOWEL = (("A",), _NOTHING)
_LATIN: _Sounds = {
    "tsch": _same("c"), "sch": _same("S"), "tch": _same("c"), "tz": _same("c"), "ts": _same("c"),
    "cz": _same("c"), "ch": _same("h", "k", "c"), "kh": _same("h", "k"), "ck": _same("k"),
    "sh": _same("S"), "sz": _same("s", "S"), "ph": _same("f"), "th": _same("t"), "zh": _same("z"),
    "gh": _same("g"), "rh": _same("r"), "ce": _same("s", "k", "c"), "ci": _same("s", "k", "c"),
    "st": _same("st", "St"), "sp": _same("sp", "Sp"), "qu": _same("kv", "k"),
    "b": _same("b"), "c": _same("k"), "d": _same("d"), "f": _same("f"), "g": _same("g"),
    "h": (("h",), _NOTHING), "j": (("y", "g"), ("g", "")), "k": _same("k"), "l": _same("l"),
    "m": _same("m"), "n": _same("n"), "p": _same("p"), "q": _same("k"), "r": _same("r"),
    "s": _same("s"), "t": _same("t"), "v": _same("v"), "w": _same("v"), "x": _same("ks"),
    "y": (("y", "A"), _NOTHING), "z": _same("z", "c"),
    "a": _VOWEL, "e": _VOWEL, "i": _VOWEL, "o": _VOWEL, "u": _VOWEL,
}  # fmt: skip
# Bet and kaf are hard at the beginning of a word.
_HEBREW: _Sounds = {
    "וו": _same("v"), "א": _VOWEL, "ב": (("b",), ("b", "v")), "ג": _same("g"), "ד": _same("d"),
    "ה": (("h",), _NOTHING), "ו": (("v",), ("v", "")), "ז": _same("z"), "ח": (("h",), ("h", "")),
    "ט": _same("t"), "י": (("y", "A"), _NOTHING), "כ": (("k",), ("k", "h")), "ל": _same("l"),
    "מ": _same("m"), "נ": _same("n"), "ס": _same("s"), "ע": _VOWEL, "פ": _same("p", "f"),
    "צ": _same("c"), "ק": _same("k"), "ר": _same("r"), "ש": _same("S", "s"), "ת": _same("t"),
}  # fmt: skip
_CYRILLIC: _Sounds = {
    "а": _VOWEL, "э": _VOWEL, "и": (("A", "y"), _NOTHING), "і": (("A", "y"), _NOTHING),
    "о": _VOWEL, "у": _VOWEL, "ы": _VOWEL, "е": (("y", "A"), _NOTHING), "є": (("y",), _NOTHING),
    "ё": (("y",), _NOTHING), "ю": (("y",), _NOTHING), "я": (("y",), _NOTHING),
    "ї": (("y",), _NOTHING), "й": (("y",), _NOTHING), "б": _same("b"), "в": _same("v"),
    "г": _same("g", "h"), "ґ": _same("g"), "д": _same("d"), "ж": _same("z"), "з": _same("z"),
    "к": _same("k"), "л": _same("l"), "м": _same("m"), "н": _same("n"), "п": _same("p"),
    "р": _same("r"), "с": _same("s"), "т": _same("t"), "ф": _same("f"), "х": _same("h"),
    "ц": _same("c"), "ч": _same("c"), "ш": _same("S"), "щ": _same("S"),
}  # fmt: skip
_SOUNDS: _Sounds = {**_LATIN, **_HEBREW, **_CYRILLIC}
_GROUPS = re.compile("|".join(sorted(map(re.escape, _SOUNDS), key=len, reverse=True)))


@lru_cache(maxsize=65_536)
def skeletons(word: str) -> tuple[str, ...]:
    """Give the consonant keys of one normalised word; none where it has no letter we know.

    Args:
        word: a word as `names.normalise` leaves it.
    """
    parts: list[tuple[str, ...]] = []
    for match in _GROUPS.finditer(_once(word)):
        start, inside = _SOUNDS[match.group()]
        parts.append(start if match.start() == 0 else inside)
    if not parts:
        return ()
    # Sound by sound, because all ways of a long word would be more than there are stars: two
    # for each letter that may be silent. The first ones in order are kept, as of the whole.
    keys: dict[str, None] = {"": None}
    for sounds in parts:
        longer = (_joined(key, sound) for key in keys for sound in sounds)
        keys = dict(islice(((key, None) for key in dict.fromkeys(longer)), MOST_KEYS))
    return tuple(key for key in keys if key and key != "A")


def _joined(key: str, sound: str) -> str:
    """Put a sound behind others; one that is spoken twice is written once."""
    return key + sound[1:] if key[-1:] == sound[:1] else key + sound


def _once(word: str) -> str:
    """Write letters that are doubled once."""
    return "".join(letter for letter, _same_ones in groupby(word))


def either_s(key: str) -> set[str]:
    """Give a key with its s and z spoken as written, all voiced and all unvoiced.

    Between vowels a written s is mostly a z: Rosenberg is רוזנברג and Rozenberg.
    """
    return {key, key.replace("s", "z"), key.replace("z", "s")}
