"""Texts in any script: how spellings are compared, and which way they run."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_FINAL_LETTERS = str.maketrans("ךםןףץ", "כמנפצ")
# Letters that Unicode does not decompose, as staff would type them.
_PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_SILENT = dict.fromkeys(map(ord, "'’‘ʼ`´\"”“״׳"))
# The same rules for plain letters, which most names have, in one walk.
_ASCII = {n: chr(n).lower() if chr(n).isalnum() else " " for n in range(128)} | _SILENT


_TICKS = frozenset("✓✔√☑✅👍+")
# Questions, and strokes through a letter.
_DOUBTS = frozenset("?¿؟‽\u0335\u0336\u0337\u0338")


@lru_cache(maxsize=131_072)
def normalise(text: str) -> str:
    """Fold a name so that spellings that a person takes for equal are equal.

    Case, accents, niqqud, apostrophes, geresh and gershayim go; Hebrew final letters become
    plain ones; every other mark parts words.
    """
    if text.isascii():
        return text.lower() if text.isalpha() else " ".join(text.translate(_ASCII).split())
    decomposed = unicodedata.normalize("NFKD", text.translate(_SILENT)).casefold()
    letters = decomposed.translate(_PLAIN_LETTERS).translate(_FINAL_LETTERS)
    kept = (
        c if c.isalnum() else " " for c in letters if not unicodedata.category(c).startswith("M")
    )
    return " ".join("".join(kept).split())


def doubtful_signs(text: str) -> str:
    """Give the marks that turn round or question what a word says: `?`, a cross, a strike.

    `normalise` drops them, because in names they mean nothing.
    """
    if text.isascii() and "?" not in text:
        return ""
    return "".join(
        c
        for c in text
        if c in _DOUBTS or (unicodedata.category(c) in {"So", "Sm", "Sk"} and c not in _TICKS)
    )


def is_hebrew(text: str) -> bool:
    """Tell whether a text is written in Hebrew letters, going by its first letter."""
    first = next((c for c in text if c.isalpha()), "")
    return "\u0590" <= first <= "\u05ff" or "\ufb1d" <= first <= "\ufb4f"


def runs_right_to_left(text: str) -> bool:
    """Tell which way a text runs, by its first letter, so that a full stop lands at its end."""
    for c in text:
        kind = unicodedata.bidirectional(c)
        if kind in {"R", "AL"}:
            return True
        if kind == "L":
            break
    return False
