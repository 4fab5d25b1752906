"""Exchanges entries by one file, so that a new desk starts from it: a folder in a ZIP archive."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from desktop.domain.failures import Cause, FolderUnreachable
from desktop.files.tables.archives import unfolds_absurdly
from desktop.files.writing.ordinary import require_ordinary
from desktop.files.writing.whole_file import whole_file
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.sync.folder import FolderSync
from desktop.sync.report import AT_ONCE, SyncReport, nothing

ENDING = ".muster"
# A programme with photos of 10,000 people has some 500 MB; more than this is no pack of ours.
_UNREADABLE = (
    OSError,
    EOFError,
    zlib.error,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
)
MOST_BYTES, MOST_FILES = 8_000_000_000, 500_000


def exchange_pack(
    store: Store,
    path: Path,
    on_store: OnStore,
    is_stopped: Callable[[], bool],
    at_once: int = AT_ONCE,
    on_read: Callable[[], object] = nothing,
) -> SyncReport:
    """Read what is new in a pack, if it is there, then write it anew with everything in it.

    Raises:
        FolderUnreachable: it is no pack, or cannot be read.
        FileUnwritable: it cannot be written; what was read is in the store.
    """
    with tempfile.TemporaryDirectory(prefix="muster-pack-") as name:
        folder = Path(name)
        if path.exists():
            _require_pack(path)
            _unpack(path, folder)
        report = FolderSync(store, folder, on_store, is_stopped, at_once).exchange(on_read)
        with whole_file(path) as draft, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as pack:
            for part in sorted(folder.rglob("*")):
                if part.is_file():
                    pack.write(part, part.relative_to(folder).as_posix())
    return report


def _require_pack(path: Path) -> None:
    try:
        require_ordinary(path)
    except OSError as error:
        raise FolderUnreachable(path=path, reason=str(error)) from error


def _unpack(path: Path, folder: Path) -> None:
    """Take the files of a pack out; what would land elsewhere, or is too much, is refused."""
    try:
        with zipfile.ZipFile(path) as pack:
            parts = pack.infolist()
            if unfolds_absurdly(path, MOST_BYTES) or len(parts) > MOST_FILES:
                raise FolderUnreachable(path=path, reason=Cause.TOO_LARGE)
            for part in parts:
                named = PurePosixPath(part.filename)
                if len(named.parts) <= 2 and ".." not in named.parts and not part.is_dir():
                    pack.extract(part, folder)
    except _UNREADABLE as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FolderUnreachable(path=path, reason=reason) from error
