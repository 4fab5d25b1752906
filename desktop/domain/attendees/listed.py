"""What each guest list said of somebody the last time, field by field, whatever its header.

A newer list changes what it says otherwise than before; what a hand has decided stays. Short
sums are kept, not the texts, for each source by itself: the same form sent twice is no news,
and another system's word is not taken for the first one's. The text is written in entries and
never changes its form: `source=` and for each field two letters and eight figures.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache

# The key under which an entry says that a list wrote it.
LISTED = "listed"
# What a list is taken to say of whom it names no longer, where somebody chose that.
UNLISTED = "unlisted"
_EACH = 10
_BLANK = "-" * 8
_LETTERS: Mapping[str, str] = {
    "first_name": "fn", "last_name": "ln", "full_name": "nm", "first_name_hebrew": "fh",
    "last_name_hebrew": "lh", "full_name_hebrew": "nh", "nickname": "nn", "email": "em",
    "phone": "ph", "organization": "og", "title": "ti", "country": "cy", "community": "cm",
    "diet": "di", "needs": "ne", "external_id": "id", "order_ref": "or", "delegation": "de",
    "amount_due": "du", "ticket_type": "tt", "tags": "tg", "notes": "no", "attention": "at",
    "sessions": "se", "registered_at": "rg", "status": "st", "block_reason": "br",
    "sessions_waiting": "sw", "qr_code": "qr", "paid_at": "pd", "valid_from": "vf",
    "valid_until": "vu",
}  # fmt: skip
_NAMES = {letters: name for name, letters in _LETTERS.items()}


def listed(source: str, fields: Mapping[str, str]) -> str:
    """Sum up what a first row says; a blank is remembered only where something was said before."""
    said = [
        f"{_LETTERS[name]}{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"
        for name in _in_order(tuple(fields))
        if (text := fields[name])
    ]
    return f"{source}={''.join(said)}"


def by_source(source: str) -> str:
    """Mark an entry as a source's word where no sums are needed: what it sets says it itself."""
    return f"{source}="


def remembered(text: str, source: str) -> dict[str, str]:
    """Give the sums of what a source said last, by field; none where it said nothing yet."""
    for part in text.split(";"):
        name, equals, sums = part.partition("=")
        if equals and name == source:
            return dict(_pairs(sums))
    return {}


def sources_in(text: str) -> list[str]:
    """Name the sources that have said something."""
    return [part.partition("=")[0] for part in text.split(";") if "=" in part]


def news(before: Mapping[str, str], fields: Mapping[str, str]) -> set[str]:
    """Name the fields that say something else than the last time."""
    return {name for name, text in fields.items() if before.get(name, _BLANK) != sum_of(text)}


def note_of(source: str, fields: Mapping[str, str], names: Iterable[str]) -> str:
    """Sum up the fields that are news, blanks with them."""
    return _written(source, {name: sum_of(fields[name]) for name in names})


def joined(before: str, after: str) -> str:
    """Remember what an entry adds to what lists said before; the newer word of a source counts."""
    if "=" not in before:
        return after if "=" in after else ""
    known = {source: remembered(before, source) for source in sources_in(before)}
    for source in sources_in(after):
        known[source] = known.get(source, {}) | remembered(after, source)
    return ";".join(_written(source, sums) for source, sums in sorted(known.items()))


@lru_cache(maxsize=256)
def _in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    """Sort the fields of a row as they are written; all rows of a list have the same."""
    return tuple(sorted((name for name in names if name in _LETTERS), key=_LETTERS.__getitem__))


def _written(source: str, sums: Mapping[str, str]) -> str:
    pairs = sorted((_LETTERS[name], value) for name, value in sums.items() if name in _LETTERS)
    return f"{source}=" + "".join(letters + value for letters, value in pairs)


def _pairs(sums: str) -> Iterable[tuple[str, str]]:
    for start in range(0, len(sums) - _EACH + 1, _EACH):
        letters, value = sums[start : start + 2], sums[start + 2 : start + _EACH]
        if letters in _NAMES:
            yield _NAMES[letters], value


def sum_of(text: str) -> str:
    """Sum up a text in eight figures; a blank is eight dashes."""
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}" if text else _BLANK
