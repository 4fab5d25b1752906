"""Names as meetings and address books write them: `Levi, Dan (Guest)`, `Noa (Noa Ben-David)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

# What a meeting says of somebody behind the name.
_ROLE = re.compile(
    r"\s*[(\[](?:guest|external|unverified|host|co-?host|me|organi[sz]er|presenter|gast|extern|"
    r"extérieur|externe|invité|invitado|externo|ospite|esterno|convidado|אורח|гость)[)\]]\Z",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r".*\((?P<name>[^()]+)\)\Z", re.DOTALL)
_AFTER_A_COMMA = re.compile(
    r"(?:jr|sr|ii|iii|iv|phd|ph\.d|md|m\.d|do|rn|np|pa|esq|mba|mph|msc|bsc|dds|cpa|dr)\.?\Z",
    re.IGNORECASE,
)
# Of the names in a column so many are written the last one first.
_LAST_FIRST_SHARE = 0.8


def without_role(name: str) -> str:
    """Take away what a meeting says of somebody behind the name."""
    return _ROLE.sub("", name) if name.endswith((")", "]")) else name


def has_original_names(header: str) -> bool:
    """Tell whether a column gives in brackets the name that somebody registered with."""
    return "original name" in header.casefold()


def original_name(name: str) -> str:
    """Take the name that somebody registered with, where they called themselves otherwise."""
    match = _ORIGINAL.match(name)
    return match["name"].strip() if match else name


def are_last_first(names: Sequence[str]) -> bool:
    """Tell whether a column says `Ben-David, Noa` of nearly everybody."""
    filled = [without_role(name.strip()) for name in names if name.strip()]
    return bool(filled) and sum(map(_is_last_first, filled)) >= _LAST_FIRST_SHARE * len(filled)


def turned(name: str) -> str:
    """Put the first name first."""
    if not _is_last_first(name):
        return name
    last, _comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}"


def _is_last_first(name: str) -> bool:
    last, comma, first = (part.strip() for part in name.partition(","))
    is_plain = bool(comma and last and first) and "," not in first
    return is_plain and not _AFTER_A_COMMA.match(first) and any(map(str.isalpha, first))
