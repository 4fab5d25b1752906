"""Codes on tickets and badges: 27 digits that survive every keyboard layout.

`01` version, 3 digits programme number modulo 1000 (a hint, never the key), 20 random digits,
2 check digits by ISO 7064 MOD 97-10. Digits only, because a wedge scanner sends keys and only
digits arrive whole through most layouts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from desktop.domain.checkin import keyboard

VERSION = "01"
RANDOM_DIGITS = 20
MAX_FOREIGN_LENGTH = 500

CODE_LENGTH = 27
GROUP = 5

_WHOLE = re.compile(r"01\d{25}\Z", re.ASCII)
_ANYWHERE = re.compile(rf"(?=({VERSION}\d{{{CODE_LENGTH - 2}}}))", re.ASCII)
_GROUPING = re.compile(r"[\s\-\u2010-\u2015]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a scanner, a camera or a person gave us, before anybody knows what it means.

    `physical` holds the platform's key numbers in order, where keys were pressed, `shifts`
    whether Shift was held at each. `before` is what a scanner sent just before, which may be the
    beginning of the same code. `is_typed` tells a person's typing from a scanner and a camera.
    """

    text: str
    physical: tuple[int, ...] = ()
    platform: str = ""
    shifts: tuple[bool, ...] = ()
    before: Reading | None = None
    is_typed: bool = False

    def joined(self) -> Reading:
        """Give this after what came just before it, as one."""
        before = self.before or Reading("")
        has_keys = len(before.physical) == len(before.text) and self.physical
        return Reading(
            before.text + self.text,
            before.physical + self.physical if has_keys else (),
            self.platform,
            before.shifts + self.shifts if has_keys else (),
        )


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


def own_codes(reading: Reading) -> tuple[str, ...]:
    """Find our own codes in what was read, by version and check digits, whatever is around them.

    Physical keys, digits of any script, number rows that need Shift, and the groups of a printed
    code are read; a scanner that sends a code twice sent it once.
    """
    text = clean(reading.text)
    if max(len(text), len(reading.physical)) < CODE_LENGTH:
        return ()
    if is_whole(text) and not reading.physical:
        return (text,)
    pressed = keyboard.digits_of_keys(reading.physical, reading.platform)
    typed = (pressed, keyboard.unicode_digits(text), *keyboard.number_rows(text))
    return tuple(dict.fromkeys(code for one in typed for code in _own_in(one)))


def grouped(code: str) -> str:
    """Write one of our codes in groups: 27 bare digits become 1.00151E+25 in a spreadsheet.

    Codes of others stay as they are.
    """
    if not is_whole(code):
        return code
    return "-".join(code[start : start + GROUP] for start in range(0, CODE_LENGTH, GROUP))


def ungrouped(text: str) -> str:
    """Take the groups out of one of our codes; anything else stays as it is."""
    plain = _GROUPING.sub("", text)
    return plain if plain != text and is_whole(plain) else text


def has_two(text: str) -> bool:
    """Tell whether two of our codes stand one after the other, in printed groups or not."""
    if len(text) < 2 * CODE_LENGTH:
        return False
    text = _GROUPING.sub("", text)
    found = [(match.start(), match[1]) for match in _ANYWHERE.finditer(text) if is_whole(match[1])]
    return any(
        abs(at - other) >= CODE_LENGTH and code != another
        for at, code in found
        for other, another in found
    )


def clean(text: str) -> str:
    """Take a code as text: no control characters, no spaces around, of bounded length."""
    if text.isascii() and text.isprintable():
        return text.strip()[:MAX_FOREIGN_LENGTH]
    kept = "".join(c for c in text[: 4 * MAX_FOREIGN_LENGTH] if unicodedata.category(c)[0] != "C")
    return unicodedata.normalize("NFC", kept).strip()[:MAX_FOREIGN_LENGTH]


def match_key(text: str) -> str:
    """Fold a code for look-up, so that Caps Lock does not hide a ticket."""
    return text.casefold()


def _own_in(text: str) -> list[str]:
    if sum(map(str.isdigit, text)) < CODE_LENGTH:
        return []
    return [
        match[1]
        for one in dict.fromkeys((text, _GROUPING.sub("", text)))
        for match in _ANYWHERE.finditer(one)
        if is_whole(match[1])
    ]
