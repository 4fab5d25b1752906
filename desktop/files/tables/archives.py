"""Archives that hold far more than their size lets expect."""

from __future__ import annotations

import zipfile
from pathlib import Path

# Lists and journals pack 10 to 30 times smaller; what packs better says one thing over and over.
MOST_PACKED_TIMES, PACKED_IN_EARNEST = 100, 50_000_000


def unfolds_absurdly(path: Path, most_bytes: int) -> bool:
    """Tell by a ZIP archive's own list, before it is unpacked, whether nobody packed it in earnest.

    What is no archive counts as it is; a damaged one is left to whoever reads it.
    """
    size = path.stat().st_size
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        unpacked = size
    is_bomb = unpacked > PACKED_IN_EARNEST and unpacked > MOST_PACKED_TIMES * size
    return unpacked > most_bytes or is_bomb
