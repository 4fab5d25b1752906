"""Which files are calendars: by their ending, by how they begin, or packed in an archive."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from desktop.domain.failures import Cause, FileUnreadable
from desktop.files.writing.ordinary import require_ordinary

ENDINGS = frozenset({".ics", ".ical", ".ifb"})
# A programme's year with long descriptions has two.
MAX_BYTES = 20_000_000
_LOOKED_AT = 4_096
_MARK, _ZIP = b"BEGIN:VCALENDAR", b"PK\x03\x04"


def is_calendar(path: Path) -> bool:
    """Tell whether a file is a calendar, or an archive of them, whatever it is called."""
    if path.suffix.casefold() in ENDINGS:
        return True
    try:
        require_ordinary(path)
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except OSError:
        # Whoever reads it says what is wrong with it.
        return False
    if head.startswith(_ZIP):
        return bool(_packed(path))
    # In UTF-16 each letter has a byte of nothing beside it.
    return _MARK in head.replace(b"\0", b"").upper()


def calendar_bytes(path: Path) -> bytes:
    """Read a calendar, also the one that an archive holds.

    Raises:
        FileUnreadable: it cannot be read, is too large, or the archive holds several.
    """
    try:
        require_ordinary(path)
        if path.stat().st_size > MAX_BYTES:
            raise FileUnreadable(path=path, reason=Cause.TOO_LARGE)
        content = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path=path, reason=error.strerror or str(error)) from error
    return _unpacked(path) if content.startswith(_ZIP) else content


def _packed(path: Path) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(path) as archive:
            return [
                member
                for member in archive.infolist()
                if Path(member.filename).suffix.casefold() in ENDINGS
                and not member.filename.startswith("__MACOSX/")
            ]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []


def _unpacked(path: Path) -> bytes:
    members = _packed(path)
    if len(members) > 1:
        raise FileUnreadable(path=path, reason=Cause.SEVERAL_CALENDARS)
    if not members:
        raise FileUnreadable(path=path, reason=Cause.NO_CALENDAR)
    if members[0].flag_bits & 1:
        raise FileUnreadable(path=path, reason=Cause.PROTECTED)
    try:
        with zipfile.ZipFile(path) as archive, archive.open(members[0]) as file:
            content = file.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError) as error:
        raise FileUnreadable(path=path, reason=Cause.DAMAGED) from error
    if len(content) > MAX_BYTES:
        raise FileUnreadable(path=path, reason=Cause.TOO_LARGE)
    return content
