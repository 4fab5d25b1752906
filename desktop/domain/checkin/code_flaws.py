"""What is wrong with a text that should be a code: cut, misread, two at once, or no text."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from desktop.domain.checkin.code_shapes import unwrapped
from desktop.domain.checkin.codes import (
    CODE_LENGTH,
    MAX_FOREIGN_LENGTH,
    VERSION,
    Reading,
    clean,
    has_two,
    is_whole,
)

# Shorter runs of digits are numbers of other systems, not what is left of one of our codes.
LEAST_PART = 14


class CodeFlaw(StrEnum):
    """Why a reading is no code; worded for people elsewhere."""

    CUT = "cut"
    MISREAD = "misread"
    TWO = "two"
    TOO_LONG = "too_long"
    NO_TEXT = "no_text"


_OURS = re.compile(rf"{VERSION}\d{{{LEAST_PART - 2},}}\Z")


def flaw_of(reading: Reading) -> CodeFlaw | None:
    """Say why a reading cannot be anybody's code; None where it may be one."""
    raw, text = reading.text, clean(reading.text)
    if len(raw) > MAX_FOREIGN_LENGTH:
        return CodeFlaw.TOO_LONG
    if has_two(text):
        return CodeFlaw.TWO
    if not text or _has_controls(raw):
        return CodeFlaw.NO_TEXT
    text = (unwrapped(text) or (text,))[-1]
    if _OURS.match(text) and not is_whole(text):
        return CodeFlaw.CUT if len(text) < CODE_LENGTH else CodeFlaw.MISREAD
    return None


def _has_controls(text: str) -> bool:
    """Tell whether there are control characters inside; ends of lines at its end are none."""
    return any(unicodedata.category(c) == "Cc" for c in text.strip())
