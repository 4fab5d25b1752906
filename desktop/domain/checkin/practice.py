"""The programme that desks practise with: its number is its mark on every code."""

from __future__ import annotations

from desktop.domain.checkin.codes import is_whole, programme_hint

PRACTICE_CODE = "PRACTICE"
PRACTICE_NUMBER = 1_000


def is_practice_code(code: str) -> bool:
    """Tell whether a code was made for practising; see `codes.make_code` for the number in it."""
    return is_whole(code) and programme_hint(code) == PRACTICE_NUMBER % 1_000
