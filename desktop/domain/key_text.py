"""The key of stores as text: 64 hexadecimal digits."""

from __future__ import annotations

import re

KEY_BYTES = 32
# Only this goes into the engine's statements, and so into none of its messages.
_KEY = re.compile(rf"[0-9A-Fa-f]{{{2 * KEY_BYTES}}}")
# What editors and copies put around it.
_AROUND = "\ufeff \t\r\n\0"


def is_key(text: str) -> bool:
    """Tell whether a text is a key, and nothing else."""
    return _KEY.fullmatch(text) is not None


def bare_text(content: bytes) -> str:
    """Take the text out of a file that may hold a key."""
    return content.decode("utf-8", "replace").strip(_AROUND)
