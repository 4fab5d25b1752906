"""Where a file may be written: never over a store, a key, a list that is read, or a device.

Judged is what lies there, whatever it is called and through whatever links it is reached. What is
an ordinary file is replaced only if a person said so, or if Muster wrote it.
"""

from __future__ import annotations

import csv
import errno
import io
import math
import os
import re
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from desktop.domain.attendees.fields import is_written_by_muster
from desktop.domain.failures import FileThere, FileUnwritable
from desktop.domain.key_text import bare_text, is_key

_SYSTEM_FOLDERS = ("/dev", "/proc", "/sys")
_BESIDE_A_STORE = ("-wal", "-shm", "-journal")
_MOST_KEY_BYTES = 200
_DATABASE = b"SQLite format 3"
# Where a database says whose it is, and what a plain copy of a store says.
_OWNER, COPY_MARK = slice(68, 72), b"MUST"
PAGE_BYTES = 4096
# 4 KiB of chance have 7.95 bits a byte, text and tables under 6.
_LEAST_BITS = 7.5
# Other kinds of files that look like chance, by how they begin.
_PACKED = re.compile(
    rb"PK|\x1f\x8b|\x89PNG|\xff\xd8|%PDF|7z\xbc|\xfd7zXZ|\x28\xb5\x2f\xfd|BZh|RIFF|GIF8|OggS|ID3|"
    rb".{4}ftyp|Rar!|\xd0\xcf\x11\xe0|II\*\0|MM\0\*|\x1aE\xdf\xa3|%!PS|wOF|OTTO|\0\x01\0\0",
    re.DOTALL,
)
_LOOKED_AT = 64 * 1024
# A spreadsheet is a ZIP archive; who wrote it stands in a small file of its own.
_ZIP, _PROPERTIES = b"PK\x03\x04", "docProps/core.xml"
_AUTHOR = b"<dc:creator>Muster</dc:creator>"
# How files begin, and what ours say of themselves there: a PDF's creator (in UTF-16, by Qt), a
# picture's software in its head, a calendar's product in its first lines.
_OWN_MARKS = (
    (b"%PDF-", b"/Creator (\xfe\xff" + "Muster".encode("utf-16-be") + b")", _LOOKED_AT),
    (b"\x89PNG\r\n", b"tEXtSoftware\0Muster", 1_000),
    (b"<?xml", b"<desc>Muster</desc>", 1_000),
    (b"BEGIN:VCALENDAR", b"\nPRODID:-//Muster//", 1_000),
)


def require_writable(
    target: Path, but_not: Collection[Path] = (), *, is_copy: bool = False
) -> Path:
    """Give the file that writing to a path would write: its links are followed.

    Args:
        target: where somebody wants a file.
        but_not: files that are read for it, which it may not replace.
        is_copy: whether a plain copy of a store is written, which may replace an older one.

    Raises:
        FileUnwritable: nothing may be written there, whoever says so.
    """
    try:
        path = target.resolve()
        if path.is_symlink():
            # From Python 3.13 on links that lead round come back as they are.
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        reason = _refusal(target, path)
        if not reason and not (is_copy and is_plain_copy(path)):
            reason = _danger(path, but_not)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
    if reason:
        raise FileUnwritable(path=target, reason=reason)
    return path


def require_replaceable(target: Path, *, is_copy: bool = False) -> None:
    """Refuse to replace a file that is there already, unless Muster wrote it.

    Raises:
        FileThere: a person has to say that it may be replaced.
        FileUnwritable: nothing may be written there, whoever says so.
    """
    path = require_writable(target, is_copy=is_copy)
    if path.exists() and not (is_own_file(path) or (is_copy and is_plain_copy(path))):
        raise FileThere(path=target)


def is_plain_copy(path: Path) -> bool:
    """Tell whether a file is a plain copy of a store that nobody has open."""
    if not path.is_file() or path.with_name(f"{path.name}-wal").exists():
        return False
    with path.open("rb") as file:
        head = file.read(_OWNER.stop)
    return head.startswith(_DATABASE) and head[_OWNER] == COPY_MARK


def is_own_file(path: Path) -> bool:
    """Tell by its header or producer whether Muster wrote a file; an empty one is free, too."""
    try:
        with path.open("rb") as file:
            head = file.read(_LOOKED_AT)
    except OSError:
        return False
    for beginning, mark, within in _OWN_MARKS:
        if head.startswith(beginning):
            return mark in head[:within]
    if not head:
        return True
    if head.startswith(_ZIP):
        return _is_own_workbook(path)
    try:
        headers = next(csv.reader(io.StringIO(head.decode("utf-8-sig", "replace"))), [])
    except csv.Error:
        return False
    return is_written_by_muster(headers)


def _is_own_workbook(path: Path) -> bool:
    """Tell by its author whether Muster wrote a spreadsheet; only its few properties are read."""
    try:
        with zipfile.ZipFile(path) as book, book.open(_PROPERTIES) as file:
            return _AUTHOR in file.read(_LOOKED_AT)
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):
        return False


def _refusal(target: Path, path: Path) -> str:
    """Say why no file can be there."""
    if not target.name or path.is_dir():
        return "it is a folder"
    names = (os.path.abspath(target), str(path))  # noqa: PTH100  (absolute, with its links)
    is_systems = any(Path(name).is_relative_to(top) for name in names for top in _SYSTEM_FOLDERS)
    if is_systems and os.name == "posix":
        return "it is a device or a part of the system, not an ordinary file"
    if os.path.lexists(target) and target.exists() and not stat.S_ISREG(target.stat().st_mode):
        return "it is a device, not an ordinary file"
    if not path.parent.is_dir():
        return "its folder does not exist"
    if not os.access(path.parent, os.W_OK):
        return "its folder may not be written to"
    return ""


def _danger(there: Path, but_not: Collection[Path]) -> str:
    """Say what would be lost if a file took the place of what lies there."""
    for ending in _BESIDE_A_STORE:
        base = there.with_name(there.name.removesuffix(ending))
        if there.name.endswith(ending) and base.is_file() and _is_store(base):
            return "it belongs to a store"
    if not there.exists():
        return ""
    if any(path.exists() and there.samefile(path) for path in but_not):
        return "it is the file that is read"
    if _is_key(there):
        return "it is a key that opens stores"
    if _is_database(there):
        return "it is a store or another database"
    return "it looks like an encrypted store" if _looks_encrypted(there) else ""


def _is_key(path: Path) -> bool:
    if path.stat().st_size > _MOST_KEY_BYTES:
        return False
    return is_key(bare_text(path.read_bytes()))


def _is_store(path: Path) -> bool:
    return _is_database(path) or _looks_encrypted(path)


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        is_plain = file.read(len(_DATABASE)) == _DATABASE
    return is_plain or path.with_name(f"{path.name}-wal").exists()


def _looks_encrypted(path: Path) -> bool:
    """Tell a store by looking like pure chance from its beginning, cut off or whole."""
    with path.open("rb") as file:
        page = file.read(PAGE_BYTES)
    is_page = len(page) == PAGE_BYTES
    return is_page and not _PACKED.match(page) and _bits_a_byte(page) > _LEAST_BITS


def _bits_a_byte(data: bytes) -> float:
    """Measure Shannon's entropy."""
    shares = (count / len(data) for count in Counter(data).values())
    return -sum(share * math.log2(share) for share in shares)
