"""A file's content in short, to know it again."""

from __future__ import annotations

import hashlib
from pathlib import Path


def fingerprint_of(path: Path) -> str:
    """Give the SHA-256 of a file's content, in hexadecimal.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
