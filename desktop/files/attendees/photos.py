"""Photos from outside: checked, turned upright, and made as small as a badge needs them."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageOps

from desktop.domain.failures import Cause, PictureUnreadable
from desktop.files.attendees.heic import as_jpeg, is_heic
from desktop.files.writing.ordinary import require_ordinary

# 32 mm at 600 dpi; larger than any face on a badge.
SIDE_PX = 760
# A face that fills a quarter of it still has as many.
WHOLE_PX = 2400
QUALITY = 86
# A picture of 20 KB may unfold to gigabytes: what is larger than any camera's is refused. Phones
# take 108 megapixels; Pillow itself refuses twice its `MAX_IMAGE_PIXELS`, some 179 million.
MOST_PIXELS, MOST_UNFOLDED = 170_000_000, 24_000_000
MOST_BYTES = 80_000_000
# A logo 60 mm wide at 600 dpi.
PICTURE_PX = 1420
# What Pillow raises of damaged pictures, and of odd facts that cameras write into good ones.
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, Warning, struct.error, LookupError,
            TypeError, ArithmeticError, AttributeError)  # fmt: skip
Crop = tuple[float, float, float, float]
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
# Most phones put further pictures (depth, a larger range of light) behind a JPEG: Pillow opens it
# as one and calls it MPO.
_READ_SMALLER = frozenset({"JPEG", "MPO"})


def prepare_picture(path: Path) -> bytes:
    """Read a picture file for a template and give a PNG of it, with what is transparent.

    Raises:
        PictureUnreadable: it is no picture, is damaged, or is too large.
    """
    with _opened(_read(path), path) as opened:
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((PICTURE_PX, PICTURE_PX), Image.Resampling.LANCZOS)
        target = io.BytesIO()
        kept = (
            upright.convert("RGBA") if _has_gaps(upright) else _eight_bits(upright).convert("RGB")
        )
        kept.save(target, "PNG", optimize=True)
    return target.getvalue()


def prepare_photo(path: Path) -> bytes:
    """Read a picture file and give a small upright JPEG of it.

    Raises:
        PictureUnreadable: it is no picture, is damaged, or is too large.
    """
    return prepare_bytes(_read(path), path)


def prepare_whole(path: Path) -> bytes:
    """Read a picture file and give it upright, to be cut by hand.

    Raises:
        PictureUnreadable: it is no picture, is damaged, or is too large.
    """
    with _opened(_read(path), path) as opened:
        opened.draft("RGB", (WHOLE_PX, WHOLE_PX))
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((WHOLE_PX, WHOLE_PX), Image.Resampling.LANCZOS)
        target = io.BytesIO()
        _on_white(upright).save(target, "JPEG", quality=QUALITY)
    return target.getvalue()


def prepare_bytes(content: bytes, path: Path, crop: Crop | None = None) -> bytes:
    """Give a small upright JPEG of a picture's bytes; the path is for the sentence only.

    A crop is a part of the upright picture: left, top, width and height as shares of its sides.

    Raises:
        PictureUnreadable: it is no picture, is damaged, or is too large.
    """
    with _opened(content, path) as opened:
        side = SIDE_PX if crop is None else WHOLE_PX
        opened.draft("RGB", (side, side))
        upright = ImageOps.exif_transpose(opened)
        if crop is not None:
            upright = upright.crop(_pixels(upright, crop))
        upright.thumbnail((SIDE_PX, SIDE_PX), Image.Resampling.LANCZOS)
        target = io.BytesIO()
        _on_white(upright).save(target, "JPEG", quality=QUALITY, optimize=True)
    return target.getvalue()


def _read(path: Path) -> bytes:
    try:
        require_ordinary(path)
        if path.stat().st_size > MOST_BYTES:
            raise PictureUnreadable(path=path, reason=Cause.TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise PictureUnreadable(path=path, reason=error.strerror or str(error)) from error


@contextmanager
def _opened(content: bytes, path: Path) -> Iterator[Image.Image]:
    """Open a picture of few enough pixels; whatever goes wrong with it is one sentence."""
    if is_heic(content):
        content = as_jpeg(content, path, WHOLE_PX)
    try:
        with warnings.catch_warnings():
            # How many pixels are too many is decided here, by what is to become of them.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
                # A JPEG is read smaller than it is; all others unfold whole.
                most = MOST_PIXELS if opened.format in _READ_SMALLER else MOST_UNFOLDED
                if opened.width * opened.height > most:
                    raise PictureUnreadable(path=path, reason=Cause.TOO_MANY_PIXELS)
                yield opened
    except _DAMAGED as error:
        raise PictureUnreadable(path=path, reason=Cause.NO_PICTURE) from error
    except Image.DecompressionBombError as error:
        raise PictureUnreadable(path=path, reason=Cause.TOO_MANY_PIXELS) from error


def _pixels(picture: Image.Image, crop: Crop) -> tuple[int, int, int, int]:
    """Turn shares of a picture's sides into pixels that lie on it."""
    left, top, width, height = (min(max(share, 0.0), 1.0) for share in crop)
    x, y = int(left * picture.width), int(top * picture.height)
    right = min(picture.width, x + max(1, round(width * picture.width)))
    bottom = min(picture.height, y + max(1, round(height * picture.height)))
    return min(x, right - 1), min(y, bottom - 1), right, bottom


def _on_white(picture: Image.Image) -> Image.Image:
    """Put what is transparent on white, where a JPEG would make it black."""
    if not _has_gaps(picture):
        return _eight_bits(picture).convert("RGB")
    layer = picture.convert("RGBA")
    white = Image.new("RGB", layer.size, "white")
    white.paste(layer, mask=layer.getchannel("A"))
    return white


def _has_gaps(picture: Image.Image) -> bool:
    return picture.mode in {"RGBA", "LA", "PA", "P"} or "transparency" in picture.info


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Bring grey of 16 bits to 8, which Pillow would cut instead of scaling."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
