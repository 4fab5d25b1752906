"""What a scanner meant, whatever keyboard layout its keys went through."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

_ROW = "1234567890"

# Linux: evdev key number + 8, as X11 and Qt report it. Windows: set-1 scan codes. macOS: kVK.
_EVDEV = dict(zip(range(10, 20), _ROW, strict=True)) | {
    79: "7", 80: "8", 81: "9", 83: "4", 84: "5", 85: "6", 87: "1", 88: "2", 89: "3", 90: "0",
}  # fmt: skip
_SET1 = dict(zip(range(2, 12), _ROW, strict=True)) | {
    71: "7", 72: "8", 73: "9", 75: "4", 76: "5", 77: "6", 79: "1", 80: "2", 81: "3", 82: "0",
}  # fmt: skip
_KVK = {
    18: "1", 19: "2", 20: "3", 21: "4", 23: "5", 22: "6", 26: "7", 28: "8", 25: "9", 29: "0",
    82: "0", 83: "1", 84: "2", 85: "3", 86: "4", 87: "5", 88: "6", 89: "7", 91: "8", 92: "9",
}  # fmt: skip
_KEYS: Mapping[str, Mapping[int, str]] = {"linux": _EVDEV, "win32": _SET1, "darwin": _KVK}

# What the unshifted number row 1…9, 0 types; from the layouts in xkeyboard-config.
_NUMBER_ROWS: Mapping[str, str] = {
    "French": "&é\"'(-è_çà",
    "Belgian": "&é\"'(§è!çà",
    "Czech": "+ěščřžýáíé",
    "Slovak": "+ľščťžýáíé",
    "Lithuanian": "ąčęėįšųū90",
    "Hungarian": "123456789ö",
    "Armenian": "է։ձջւևրչճժ",
}
_ROW_TABLES = tuple(str.maketrans(typed, _ROW) for typed in _NUMBER_ROWS.values())

# Standard Hebrew layout (SI-1452, as on Windows): what each Latin key types.
_HEBREW_TYPED = "קראטוןםפשדגכעיחלךזסבהנמצתץף,/'."
_LATIN_KEYS = "ertyuiopasdfghjklzxcvbnm,.;'qw/"
_TO_HEBREW = str.maketrans(
    _LATIN_KEYS + _LATIN_KEYS[:21].upper(), _HEBREW_TYPED + _HEBREW_TYPED[:21]
)
_BEFORE_HEBREW = str.maketrans(_HEBREW_TYPED, _LATIN_KEYS)


def digits_of_keys(keys: Sequence[int], platform: str) -> str:
    """Read digits from physical key numbers; keys that are no digits are passed over.

    Args:
        keys: `nativeScanCode` of each key press in order.
        platform: as `sys.platform` names it.
    """
    table = _KEYS.get(platform, {})
    return "".join(table.get(key, "") for key in keys)


def unicode_digits(text: str) -> str:
    """Turn the digits of any script into 0 to 9 and leave the rest as it is."""
    if text.isascii():
        return text
    return "".join(c if (digit := unicodedata.digit(c, None)) is None else str(digit) for c in text)


def number_rows(text: str) -> list[str]:
    """Read a text as the number row of each layout that needs Shift for digits."""
    if text.isascii() and text.isdigit():
        return []
    return [text.translate(table) for table in _ROW_TABLES]


def before_hebrew_layout(text: str) -> str:
    """Give back what the Latin keys were, if a text went through a Hebrew layout."""
    if not any("\u05d0" <= c <= "\u05ea" for c in text):
        return text
    return text.translate(_BEFORE_HEBREW)


def as_hebrew_layout(text: str) -> str:
    """Give what the same keys type on a Hebrew layout: `fvi` is כהן."""
    return text.translate(_TO_HEBREW)
