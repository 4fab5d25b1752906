"""Identifiers of subjects."""

from __future__ import annotations

import hashlib


def uuid7(wall_ms: int, randomness: int) -> str:
    """Make a time-ordered UUID, version 7 (RFC 9562 section 5.7).

    Args:
        wall_ms: milliseconds since 1970 UTC.
        randomness: 74 random bits.
    """
    high = (wall_ms & 0xFFFFFFFFFFFF) << 80
    value = high | 0x7 << 76 | (randomness >> 62 & 0xFFF) << 64 | 0b10 << 62
    text = f"{value | randomness & 0x3FFFFFFFFFFFFFFF:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def shared_id(kind: str, *names: str, order: int = 0) -> str:
    """Make the id of something that desks which never met call by the same name.

    It is a UUID of version 7 whose random bits follow from the name.

    Args:
        kind: the subject's type.
        names: what tells it apart; letters' case does not count.
        order: sorts before what was made at a moment; smaller ones first.
    """
    return exact_id(kind, *(name.strip().casefold() for name in names), order=order)


def exact_id(kind: str, *names: str, order: int = 0) -> str:
    """Make such an id of names that are compared letter by letter; see `shared_id`."""
    told = "\x1f".join((kind, *names))
    digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest()
    return uuid7(order, int.from_bytes(digest[:10], "big") >> 6)
