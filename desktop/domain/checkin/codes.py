"""Codes on tickets and badges: 27 digits that survive every keyboard layout.

`01` version, 3 digits programme number modulo 1000 (a hint, never the key), 20 random digits,
2 check digits by ISO 7064 MOD 97-10. Digits only, because a wedge scanner sends keys and only
digits arrive whole through most layouts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.checkin import keyboard

VERSION = "01"
RANDOM_DIGITS = 20
MAX_FOREIGN_LENGTH = 500

_WHOLE = re.compile(r"01\d{25}\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a scanner, a camera or a person gave us, before anybody knows what it means.

    `physical` holds the platform's key numbers in order, where keys were pressed.
    """

    text: str
    physical: tuple[int, ...] = ()
    platform: str = ""


@dataclass(frozen=True, slots=True)
class Candidates:
    """The codes that one reading may mean, best first, and the hint to a programme."""

    texts: tuple[str, ...]
    programme_hint: int | None = None


def make_code(programme_number: int, randomness: int) -> str:
    """Write a code from a programme's running number and 20 random digits' worth of randomness."""
    digits = f"{VERSION}{programme_number % 1000:03d}{randomness % 10**RANDOM_DIGITS:020d}"
    return f"{digits}{check_digits(digits)}"


def check_digits(digits: str) -> str:
    """Compute the two check digits of ISO 7064 MOD 97-10."""
    return f"{98 - int(digits) * 100 % 97:02d}"


def is_whole(text: str) -> bool:
    """Tell whether a text is one of our codes with matching check digits."""
    return _WHOLE.match(text) is not None and int(text) % 97 == 1


def programme_hint(code: str) -> int:
    """Read the programme number (modulo 1000) that one of our codes carries."""
    return int(code[2:5])


def candidates(reading: Reading) -> Candidates:
    """Say which codes a reading may mean, in the order in which they are to be looked up.

    Physical keys come first, then Unicode digits of any script, then number rows of layouts
    that need Shift for digits. Ours count only where the check digits fit; if the accepted
    ones disagree, none of them is believed. Codes of other systems are matched as text, also
    as it was before a Hebrew layout changed it.
    """
    ours = {code for text in _digit_readings(reading) if is_whole(code := _once(text))}
    if len(ours) == 1:
        code = ours.pop()
        return Candidates((code,), programme_hint(code))
    text = clean(reading.text)
    return Candidates(tuple(dict.fromkeys([text, *_foreign_readings(text)])))


def clean(text: str) -> str:
    """Take a code as text: no control characters, no spaces around, of bounded length."""
    if text.isascii() and text.isprintable():
        return text.strip()[:MAX_FOREIGN_LENGTH]
    kept = "".join(c for c in text[: 4 * MAX_FOREIGN_LENGTH] if unicodedata.category(c)[0] != "C")
    return kept.strip()[:MAX_FOREIGN_LENGTH]


def match_key(text: str) -> str:
    """Fold a code for look-up, so that Caps Lock does not hide a ticket."""
    return text.casefold()


def _once(text: str) -> str:
    """Take a code once that a scanner without a suffix key sent twice in one burst."""
    half = len(text) // 2
    return text[:half] if text and text[:half] == text[half:] else text


def _digit_readings(reading: Reading) -> Sequence[str]:
    pressed = keyboard.digits_of_keys(reading.physical, reading.platform)
    typed = clean(reading.text)
    return [pressed, keyboard.unicode_digits(typed), *keyboard.number_rows(typed)]


def _foreign_readings(text: str) -> Sequence[str]:
    before_hebrew = keyboard.before_hebrew_layout(text)
    return [before_hebrew] if before_hebrew != text else []
