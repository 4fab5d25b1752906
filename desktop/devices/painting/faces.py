"""Which of the shipped typefaces a text is drawn in, and what none of them has.

All desks print the same: only what ships with Muster is chosen, and a text is rewritten in Latin
letters where nothing has its own. One word has one typeface.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii
from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from desktop.devices.painting.fonts import AFTER_LOADING, FAMILY, font
from desktop.domain.badges.han import Han

# In Rubik's manner with the letters of Vietnamese, and one that has all of Latin, Greek, Cyrillic.
_BASES = (FAMILY, "Be Vietnam Pro", "Noto Sans")
_SCRIPTS = (
    "Noto Sans Arabic", "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Gurmukhi",
    "Noto Sans Gujarati", "Noto Sans Oriya", "Noto Sans Tamil", "Noto Sans Telugu",
    "Noto Sans Kannada", "Noto Sans Malayalam", "Noto Sans Sinhala", "Noto Sans Thai",
    "Noto Sans Lao", "Noto Sans Khmer", "Noto Sans Myanmar", "Noto Serif Tibetan",
    "Noto Sans Ethiopic", "Noto Sans Georgian", "Noto Sans Armenian", "Noto Sans Syriac",
    "Noto Sans Thaana", "Noto Sans Cherokee", "Noto Sans Canadian Aboriginal", "Noto Emoji",
)  # fmt: skip
# What `scripts/fonts` installs (91 MB): which letters tell the country by themselves.
_CJK = {"HIRAGANA": Han.JAPAN, "KATAKANA": Han.JAPAN, "HANGUL": Han.KOREA,
        "BOPOMOFO": Han.TAIWAN}  # fmt: skip
_CJK_FACE = "Noto Sans CJK"
_LETTERS_OF_BASES = ("LATIN", "GREEK", "CYRILLIC", "COMBINING")
# Signs that have no picture of their own: joiners, marks of direction, variations.
_UNSEEN = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp"})
_VARIATIONS = range(0xFE00, 0xFE10)
_known_families: set[str] = set()


class Drawn(NamedTuple):
    """A text as it is drawn: its letters, the faces in their order, and what became of it.

    `is_rewritten` tells that some of it stands in Latin letters, `lost` names what could not even
    be rewritten.
    """

    text: str
    families: tuple[str, ...]
    is_rewritten: bool = False
    lost: str = ""


@lru_cache(maxsize=4096)
def drawn(text: str, han: Han | None = None) -> Drawn:
    """Choose the faces for a text, and rewrite what none of them has.

    Args:
        text: what is to be written.
        han: how its Chinese characters are, where its own letters do not tell.
    """
    parts, lost, is_rewritten = [], [], False
    for letter in text:
        if _is_unseen(letter) or _family_of(letter, text, han):
            parts.append(letter)
            continue
        latin = anyascii(letter)
        is_rewritten = is_rewritten or bool(latin)
        lost += [] if latin else [letter]
        parts.append(latin)
    plain = "".join(parts)
    return Drawn(plain, _families(plain, han), is_rewritten, "".join(lost))


def faces(weight: str, families: tuple[str, ...]) -> QFont:
    """Give the faces of a text in a weight; of each family the nearest one."""
    made = font(weight)
    made.setFamilies(list(families))
    return made


def _families(text: str, han: Han | None) -> tuple[str, ...]:
    """Give the faces of a text, the one of most letters first: it also has the signs between."""
    base = _base_of(text)
    count = Counter(
        base if _has(base, letter) else _family_of(letter, text, han)
        for letter in text
        if letter.isalpha() or not _has(base, letter)
    )
    ranked = [family for family, _letters in count.most_common() if family]
    return tuple(dict.fromkeys([*ranked, base]))


def _base_of(text: str) -> str:
    """Choose the face that has all Latin, Greek and Cyrillic letters of a text, if one does."""
    own = [letter for letter in text if _script(letter) in _LETTERS_OF_BASES]
    return next((base for base in _BASES if all(_has(base, letter) for letter in own)), FAMILY)


@lru_cache(maxsize=8192)
def _family_of(letter: str, text: str = "", han: Han | None = None) -> str:
    """Name the first face that has a letter; nothing where none has."""
    cjk = cjk_family(letter, text, han)
    wanted = (FAMILY, *_SCRIPTS, *_BASES, *([cjk] if cjk in _installed() else []))
    return next((family for family in wanted if _has(family, letter)), "")


def cjk_family(letter: str, text: str, han: Han | None) -> str:
    """Name the face of a Chinese, Japanese or Korean letter in a text.

    Letters that only one country has tell it of the whole text; then the person's country does,
    and nobody's is written as in China.
    """
    own = _CJK.get(_script(letter)) or next(filter(None, map(_CJK.get, map(_script, text))), None)
    return f"{_CJK_FACE} {own or han or Han.CHINA}"


@lru_cache(maxsize=1)
def _installed() -> frozenset[str]:
    return frozenset(QFontDatabase.families())


@lru_cache(maxsize=16384)
def _has(family: str, letter: str) -> bool:
    """Look into a face; Qt's raw fonts are good only in the thread that made them.

    Where a family is not there, and no other one either, Qt would crash.
    """
    if not _is_there(family):
        return False
    made = QFont(family)
    made.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    raw = QRawFont.fromFont(made)
    # Where a family is not there Qt gives another one.
    return bool(raw.familyName() == family and raw.supportsCharacter(ord(letter)))


def _is_there(family: str) -> bool:
    """Tell whether a family is there; one that is stays there."""
    if family not in _known_families and QFontDatabase.hasFamily(family):
        _known_families.add(family)
    return family in _known_families


@lru_cache(maxsize=8192)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _is_unseen(letter: str) -> bool:
    return unicodedata.category(letter) in _UNSEEN or ord(letter) in _VARIATIONS


def _forget() -> None:
    for remembered in (drawn, _family_of, _installed, _has):
        remembered.cache_clear()
    _known_families.clear()


AFTER_LOADING.append(_forget)
