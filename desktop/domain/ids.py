"""Identifiers of subjects."""

from __future__ import annotations


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
