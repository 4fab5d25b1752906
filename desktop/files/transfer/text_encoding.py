"""Which encoding a text file is written in: BOM, NUL pattern, strict UTF-8, then by letters."""

from __future__ import annotations

import codecs
import unicodedata
from typing import NamedTuple

SAMPLE_BYTES = 64 * 1024
# A stray NUL is no sign; in Hebrew UTF-16 every comma, space and line end has one.
LEAST_SHARE_OF_NULS = 0.04
SEQUENCES_FOR_A_STRAY = 4
# Where letters decide nothing, the first one is taken.
_LEGACY = ("cp1252", "cp1255", "cp1251", "cp1256")
_SCRIPT = {"cp1255": "HEBREW", "cp1252": "LATIN", "cp1251": "CYRILLIC", "cp1256": "ARABIC"}


class Encoding(NamedTuple):
    """A Python codec name and whether a byte order mark stands in front."""

    name: str
    has_bom: bool = False

    @property
    def codec(self) -> str:
        """The codec that also takes the mark away."""
        return "utf-8-sig" if self.name == "utf-8" and self.has_bom else self.name


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def detect(sample: bytes, *, is_whole: bool = True) -> Encoding:
    """Tell the encoding of a file from its first bytes.

    Args:
        sample: the beginning of the file.
        is_whole: whether that is all of it; else a character cut at the end is forgiven.
    """
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return Encoding(name, has_bom=True)
    if wide := _by_nul_pattern(sample):
        return Encoding(wide)
    if _is_utf8(sample, is_whole=is_whole) or _is_nearly_utf8(sample):
        return Encoding("utf-8")
    return Encoding(max(_LEGACY, key=lambda name: _score(sample, name)))


def _by_nul_pattern(sample: bytes) -> str | None:
    """Spot UTF-16 without a mark: only there do commas and line ends have a NUL beside them."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even + odd < max(2, len(sample) * LEAST_SHARE_OF_NULS):
        return None
    return "utf-16-le" if odd >= even else "utf-16-be"


def _is_utf8(sample: bytes, *, is_whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=is_whole)
    except UnicodeDecodeError:
        return False
    return True


def _is_nearly_utf8(sample: bytes) -> bool:
    """Forgive a byte that strayed into UTF-8: no legacy text has so many whole sequences."""
    letters = [c for c in sample.decode("utf-8", "replace") if not c.isascii()]
    strays = letters.count("\ufffd")
    return len(letters) - strays >= SEQUENCES_FOR_A_STRAY * max(1, strays)


def _score(sample: bytes, name: str) -> float:
    """Rate a legacy code page: its own letters, in words of one script, count for it."""
    text = f" {sample.decode(name, 'replace')} "
    around = zip(text, text[1:], text[2:], strict=False)
    return sum(
        _worth(c, (before, after), _SCRIPT[name]) for before, c, after in around if not c.isascii()
    )


def _worth(c: str, beside: tuple[str, str], script: str) -> float:
    if c == "\ufffd" or unicodedata.category(c) in {"Cc", "Cn", "Co"}:
        return -10.0
    if script == "HEBREW" and not c.isalpha() and (worth := _worth_of_mark(c, beside[0])):
        return worth
    if not c.isalpha():
        return -0.5 if unicodedata.category(c) in {"Sc", "So", "Sk", "Lm"} else 0.0
    if not unicodedata.name(c, "").startswith(script):
        return -2.0
    if script == "LATIN":
        return _worth_of_accent(c, beside[0])
    return -1.0 if any(letter.isascii() and letter.isalpha() for letter in beside) else 1.0


def _worth_of_mark(c: str, previous: str) -> float:
    """Niqqud stands on a Hebrew letter; marks of direction stand among Hebrew words."""
    if c in "\u200e\u200f":
        return 1.0
    if "\u0591" <= c <= "\u05c7":
        return 1.0 if "\u0591" <= previous <= "\u05ea" else -2.0
    return 0.0


def _worth_of_accent(c: str, previous: str) -> float:
    """An accented letter stands beside plain ones; a run of them is another script's word."""
    beside_plain = previous.isascii() or not previous
    is_capital_inside = c.isupper() and previous.isalpha() and previous.islower()
    return 0.9 if beside_plain and not is_capital_inside else -1.0
