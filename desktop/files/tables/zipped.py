"""Lists in a ZIP archive, as form systems and phones send them: each is as a sheet."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from desktop.domain.failures import Cause, FileUnreadable, NotATable
from desktop.files.tables.archives import unfolds_absurdly

MARK = b"PK\x03\x04"
_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
_OF_SPREADSHEETS = ("[content_types].xml", "content.xml", "mimetype")


def is_archive(path: Path, sample: bytes) -> bool:
    """Tell whether a file is an archive that is no spreadsheet; a damaged one counts as such."""
    if not sample.startswith(MARK):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.casefold() for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return False
    return names.isdisjoint(_OF_SPREADSHEETS)


def lists_in(path: Path, most_bytes: int) -> tuple[str, ...]:
    """Name the lists in an archive.

    Raises:
        NotATable: there is none.
        FileUnreadable: it unfolds to more than any list.
    """
    if unfolds_absurdly(path, most_bytes):
        raise FileUnreadable(path=path, reason=Cause.TOO_LARGE)
    with zipfile.ZipFile(path) as archive:
        names = tuple(part.filename for part in archive.infolist() if _is_list(part))
    if not names:
        raise NotATable(path=path, reason="archive")
    return names


@contextmanager
def open_member(path: Path, name: str) -> Iterator[IO[bytes]]:
    """Open a list in an archive.

    Raises:
        FileUnreadable: it is protected, damaged, or packed in a way that is not known.
    """
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as member:
            yield io.BufferedReader(member)  # type: ignore[type-var]
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        KeyError,
        EOFError,
    ) as error:
        is_locked = "password" in str(error) or "encrypted" in str(error)
        reason = Cause.PROTECTED if is_locked else Cause.DAMAGED
        raise FileUnreadable(path=path, reason=reason) from error


def _is_list(part: zipfile.ZipInfo) -> bool:
    name = part.filename.casefold()
    is_hidden = name.startswith("__macosx/") or name.rpartition("/")[2].startswith(".")
    return name.endswith(_ENDINGS) and not is_hidden and not part.is_dir()
