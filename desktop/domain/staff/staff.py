"""Who works at the desks: names, leads, and the PINs that leads prove themselves with."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

LEAD = "lead"
# hashlib.scrypt: 16 MiB and some 50 ms for a try, so that a list of PINs is not tried in a blink.
_COST, _BLOCK, _LANES = 2**14, 8, 1
_DIGITS = re.compile(r"\d{6,12}\Z", re.ASCII)
LEAST_LETTERS, MOST_LETTERS = 6, 64
MOST_TRIES = 5
# The first pause, which doubles with each further wrong one up to the longest.
PAUSE_MS, LONGEST_PAUSE_MS = 30_000, 15 * 60_000


class Right(StrEnum):
    """What can be kept to leads."""

    SETTINGS = "settings"
    EXPORT = "export"
    DELETION = "deletion"
    OVERRIDES = "overrides"


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works at a desk; `pin` is a hash, empty for whoever has none."""

    id: str
    name: str
    role: str = ""
    pin: str = ""

    @property
    def is_lead(self) -> bool:
        """Whether they may do what is kept to leads; a lead without a PIN proves nothing."""
        return self.role == LEAD and bool(self.pin)


def is_good_pin(pin: str) -> bool:
    """Tell whether a text can be chosen as a PIN: six to twelve digits, or a word.

    All 10,000 PINs of four digits are tried in minutes by whoever has the store open. Digits in a
    row, and one digit again and again, are what is tried first. A word has six letters or more, in
    any script, and may have digits in it.
    """
    if pin.isdigit():
        return _DIGITS.match(pin) is not None and not _is_tried_first(pin)
    is_word = LEAST_LETTERS <= len(pin) <= MOST_LETTERS and pin.isprintable()
    return is_word and pin == pin.strip() and len(set(pin.casefold())) > 2


def _is_tried_first(digits: str) -> bool:
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(digits)}
    return len(steps) == 1 and steps <= {0, 1, 9}


def hash_pin(pin: str, salt: bytes) -> str:
    """Keep a PIN so that it cannot be read back."""
    key = hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES)
    return f"{salt.hex()}:{key.hex()}"


def fits(pin: str, kept: str) -> bool:
    """Tell whether a PIN is the one that was kept."""
    salt, _, _key = kept.partition(":")
    return bool(salt) and hmac.compare_digest(hash_pin(pin, bytes.fromhex(salt)), kept)


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong PINs in a row; after five of them the next try has to wait."""

    wrong: int = 0
    last_ms: int = 0

    def wait_ms(self, now_ms: int) -> int:
        """Tell how many milliseconds the next try has to wait; a clock set back waits it all."""
        if self.wrong < MOST_TRIES:
            return 0
        pause_ms = min(LONGEST_PAUSE_MS, PAUSE_MS << min(self.wrong - MOST_TRIES, 10))
        return min(pause_ms, max(0, self.last_ms + pause_ms - now_ms))

    def after_wrong(self, now_ms: int) -> Tries:
        """Count one more; the fifth and every later one starts a pause, longer each time."""
        return Tries(self.wrong + 1, now_ms)
