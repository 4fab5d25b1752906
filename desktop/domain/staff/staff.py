"""Who works at the desks: names, leads, and the PINs that leads prove themselves with."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum

LEAD = "lead"
# hashlib.scrypt: 16 MiB and some 50 ms for a try, so that a list of PINs is not tried in a blink.
_COST, _BLOCK, _LANES = 2**14, 8, 1
_PIN = re.compile(r"\d{4,8}\Z", re.ASCII)
MOST_TRIES = 5
PAUSE_MS = 30_000


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
    """Tell whether a text can be a PIN: four to eight digits."""
    return _PIN.match(pin) is not None


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
        return min(PAUSE_MS, max(0, self.last_ms + PAUSE_MS - now_ms))

    def after_wrong(self, now_ms: int) -> Tries:
        """Count one more; the fifth and every later one starts the pause."""
        return Tries(self.wrong + 1, now_ms)
