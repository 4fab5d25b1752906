"""What guest lists write where they have nothing to say: dashes, words for nothing, no dates."""

from __future__ import annotations

import re
from functools import lru_cache

from desktop.domain.spelling import normalise

# Marks that nobody means a yes by; a tick, a star or a question mark is none of them.
_MARKS = re.compile(r"[\s\-–—−‐‑_.…,;:/\\|'\"·•()\[\]{}]+\Z")
_EMPTY_QUOTES = re.compile(r"[\[({]\s*[\])}]\Z")
# What databases, spreadsheets and people write, in the languages of our lists.
_WORDS = frozenset(
    map(
        normalise,
        (
            "n/a", "n.a.", "na", "#N/A", "null", "none", "nil", "nat", "nan", "undefined",
            "not yet", "never", "not available", "not applicable", "not set", "not provided",
            "not specified", "blank", "empty", "<null>", "(blank)", "(none)", "no data", "void 0",
            "nothing", "unset", "אין", "לא זמין", "לא רלוונטי", "ללא", "טרם", "עדיין לא", "keine",
            "keine angabe", "entfällt", "aucun", "aucune", "néant", "sans objet", "ninguno",
            "ninguna", "nada", "nenhum", "nenhuma", "nessuno", "nessuna", "geen",
            "niet van toepassing", "ingen", "inget", "нет данных", "не указано", "ещё нет",
        ),
    )
)  # fmt: skip
# Of those, what databases write where a name should be; people are called Nada and Nil.
_NO_NAMES = frozenset({
    "null", "none", "n a", "nan", "nat", "undefined", "empty", "blank", "anonymous", "anonym",
    "anonyme", "anonimo", "anonimowy", "аноним", "אנונימי",
})  # fmt: skip
# Zero, and the first day of the calendars that computers count from, in any order of its parts.
_NO_DAY = re.compile(
    r"(?:0000|0001|1899|1900|1969|1970|9999)[-/.](?:00|0?1|12)[-/.](?:00|0?1|30|31)"
    r"|(?:00|0?1|12|30|31)[-/.](?:00|0?1|12|30|31)[-/.](?:0000|0001|1899|1900|1969|1970)"
)
_CLOCK = re.compile(
    r"[T ]*\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\s*[ap]m)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_MIDNIGHT = re.compile(r"0?0:00(?::00(?:\.0+)?)?\Z")
# Words for nothing that say no where a status stands.
_NOT_SO = frozenset(
    map(normalise, ("not yet", "never", "nothing", "none", "טרם", "עדיין לא", "ещё нет"))
)
_LONGEST_WORD = 24
# No placeholder is longer, not even a date with its time and zone.
LONGEST_BLANK = 36
# Country codes that are words for nothing elsewhere.
_COUNTRIES = frozenset({"na"})


@lru_cache(maxsize=65_536)
def is_blank(cell: str) -> bool:
    """Tell whether a cell says nothing: it is empty, a placeholder, or a date that is none."""
    text = cell.strip()
    if not text or text.isdecimal():
        return not text
    if text[0].isdecimal():
        return is_no_date(text)
    return is_mark(text) or _is_word(text)


def is_blank_status(cell: str) -> bool:
    """Tell whether a status says nothing; `Not yet` and `Never` say something of it."""
    return is_blank(cell) and normalise(cell) not in _NOT_SO


def is_mark(cell: str) -> bool:
    """Tell whether a cell has no letter and no figure that could mean something, or is `N/A`."""
    text = cell.strip()
    if text[:1].isalpha() and text[0] not in "nN":
        return False
    return not text or bool(_MARKS.match(text) or _EMPTY_QUOTES.match(text)) or _is_slashed(text)


def _is_word(text: str) -> bool:
    """Look a word up; folding each address and name of a list would take a fifth of its import."""
    if len(text) > _LONGEST_WORD or "@" in text:
        return False
    if text.isascii() and text.isalpha():
        return text.lower() in _WORDS
    return normalise(text) in _WORDS


def is_word_for_no_name(cell: str) -> bool:
    """Tell whether a cell is a word such as `Null`, which is somebody's name now and then."""
    return normalise(cell) in _NO_NAMES


def may_be_no_name(cell: str) -> bool:
    """Tell quickly whether a name needs a closer look; hardly any does."""
    if cell.isalpha():
        return cell.lower() in _NO_NAMES
    return bool(cell) and (not cell[0].isalpha() or "/" in cell or "." in cell)


def is_no_date(cell: str) -> bool:
    """Tell whether a cell is where the calendar of some computer begins, or midnight alone."""
    text = cell.strip()
    if _MIDNIGHT.match(text):
        return True
    match = _NO_DAY.match(text)
    return match is not None and (
        match.end() == len(text) or _CLOCK.fullmatch(text, match.end()) is not None
    )


def blank_in(field: str, cell: str) -> bool:
    """Tell whether a cell of this field says nothing; `NA` is Namibia where countries stand."""
    return is_blank(cell) and (field != "country" or normalise(cell) not in _COUNTRIES)


def _is_slashed(text: str) -> bool:
    return text.casefold() in {"n/a", "#n/a", "n.a.", "n.a", "n/d", "#null!", "#value!", "#ref!"}
