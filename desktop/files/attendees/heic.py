"""HEIC and AVIF pictures as JPEG, where this computer can read them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import features

from desktop.domain.failures import Cause, PictureUnreadable
from desktop.files.attendees import heic_child
from desktop.files.tables.child_watch import watched

# The kinds of pictures that begin as films do (ISO 14496-12).
_KINDS = frozenset(b"heic heix heim heis hevc hevx mif1 msf1 avif avis".split())
_AVIF = (b"avif", b"avis")
_HOME = Path(__file__).parents[3]
_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def is_heic(content: bytes) -> bool:
    """Tell by its beginning whether a picture is one of these, whatever the file is called."""
    return content[4:8] == b"ftyp" and content[8:12] in _KINDS


def as_jpeg(content: bytes, path: Path, side: int) -> bytes:
    """Give a picture upright as a JPEG, not larger than a square of so many pixels.

    Raises:
        PictureUnreadable: nothing here reads it, or it is too large; the path is for the sentence.
    """
    with TemporaryDirectory(prefix="muster-") as folder:
        copy = Path(folder) / "picture"
        copy.write_bytes(content)
        command = [sys.executable, "-m", heic_child.__name__, str(copy), str(side)]
        with subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            cwd=_HOME,
            creationflags=_NO_CONSOLE,
        ) as process:
            with watched(process, heic_child.MEMORY_BYTES, heic_child.PROCESSOR_S) as too_much:
                made, _none = process.communicate()
            is_large = too_much.is_set() or process.returncode == heic_child.TOO_MANY_PIXELS
    if is_large:
        raise PictureUnreadable(path=path, reason=Cause.TOO_MANY_PIXELS)
    if process.returncode or not made:
        is_avif = content[8:12] in _AVIF and features.check("avif")
        raise PictureUnreadable(path=path, reason=Cause.NO_PICTURE if is_avif else Cause.HEIC)
    return made
