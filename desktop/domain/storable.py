"""Texts that every desk and every database can store: no NUL, and no half characters.

A scanner, a list or a file's name may have both. They are taken out of the values themselves: a
text that only speaks of them, such as a printed code of a backslash, u0000, stays as it is.
"""

from __future__ import annotations

import re
from typing import Any

_NUL = "\0"
_ODD = re.compile("[\0\ud800-\udfff]")
_HALF = re.compile("[\ud800-\udfff]")
STANDS_FOR_HALF = "\ufffd"


def is_storable(text: str) -> bool:
    """Tell whether a text can be stored as it is."""
    return _ODD.search(text) is None


def storable_text(text: str) -> str:
    """Give a text without NUL, and with a mark in the place of each half character."""
    return _HALF.sub(STANDS_FOR_HALF, text.replace(_NUL, ""))


def storable(value: Any) -> Any:
    """Give a value of JSON with all its texts made storable, at any depth."""
    if isinstance(value, str):
        return value if is_storable(value) else storable_text(value)
    if isinstance(value, dict):
        return {storable(name): storable(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [storable(part) for part in value]
    return value
