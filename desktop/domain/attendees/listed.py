"""What a guest list said of somebody the last time, so that a newer one changes what changed.

Short hashes are kept, not the texts: a hand that corrected a name, cancelled or blocked
somebody is not overruled by the same list coming in again.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

_SIGNATURE, _EACH = 8, 4


def listed(fields: Mapping[str, str]) -> str:
    """Sum up what a row says: which fields it has, and a short hash of each."""
    names = sorted(fields)
    signature = f"{zlib.crc32(' '.join(names).encode()):08x}"
    return signature + "".join(_hash(fields[name]) for name in names)


def news(before: str, fields: Mapping[str, str]) -> set[str] | None:
    """Name the fields that say something else than the last time.

    None where that cannot be told: nothing was kept, or the list has other columns now.
    """
    now = listed(fields)
    if before[:_SIGNATURE] != now[:_SIGNATURE]:
        return None
    starts = range(_SIGNATURE, len(now), _EACH)
    return {
        name
        for name, at in zip(sorted(fields), starts, strict=True)
        if before[at : at + _EACH] != now[at : at + _EACH]
    }


def _hash(text: str) -> str:
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')) & 0xFFFF:04x}" if text else "----"
