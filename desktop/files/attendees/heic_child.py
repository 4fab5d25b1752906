"""Reads a HEIC or AVIF picture in a process of its own and writes it out as a JPEG.

Their decoders are large, and what comes from outside may be made to break them: here that ends
this process only. pi-heif (LGPL decoders) is an optional part of Muster; Pillow reads AVIF.

Run as `python -m desktop.files.attendees.heic_child FILE SIDE`.
"""

from __future__ import annotations

import contextlib
import sys
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

MEMORY_BYTES = 2 << 30
PROCESSOR_S = 30
# Phones that keep HEIC take 48 megapixels.
MOST_PIXELS = 100_000_000
QUALITY = 92
NO_READER, TOO_MANY_PIXELS = 3, 4


def main(path: str, side: int) -> int:
    """Write a picture upright, not larger than a square of so many pixels."""
    _set_limits()
    formats = ["AVIF"]
    with contextlib.suppress(ImportError):
        from pi_heif import register_heif_opener  # noqa: PLC0415  (an optional part)

        register_heif_opener()
        formats.append("HEIF")
    warnings.simplefilter("ignore")
    try:
        with Image.open(path, formats=formats) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return TOO_MANY_PIXELS
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((side, side), Image.Resampling.LANCZOS)
            upright.convert("RGB").save(sys.stdout.buffer, "JPEG", quality=QUALITY)
    except (UnidentifiedImageError, OSError, ValueError, RuntimeError, EOFError, MemoryError):
        return NO_READER
    return 0


def _set_limits() -> None:
    """Bound memory and time, where the system can do so; the parent watches besides."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  (there is none on Windows)

    bounds = ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, PROCESSOR_S))
    for what, most in bounds:
        # Apple Silicon answers EINVAL to a bound of its address space.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
