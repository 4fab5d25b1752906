"""Photos from outside: checked, turned upright, and made as small as a badge needs them."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from desktop.domain.trouble import PictureUnreadable

# 32 mm at 600 dpi; larger than any face on a badge.
SIDE_PX = 760
QUALITY = 86
# A picture of 20 KB may unfold to gigabytes: what is larger than any camera's is refused.
MOST_PIXELS = 80_000_000
MOST_BYTES = 40_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")


def prepare_photo(path: Path) -> bytes:
    """Read a picture file and give a small upright JPEG of it.

    Raises:
        PictureUnreadable: it is no picture, is damaged, or is too large.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PictureUnreadable(path=path, reason="it is too large")
        content = path.read_bytes()
    except OSError as error:
        raise PictureUnreadable(path=path, reason=error.strerror or str(error)) from error
    return prepare_bytes(content, path)


def prepare_bytes(content: bytes, path: Path) -> bytes:
    """Give a small upright JPEG of a picture's bytes; the path is for the sentence only."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise PictureUnreadable(path=path, reason="it has too many pixels")
                opened.draft("RGB", (SIDE_PX, SIDE_PX))
                upright = ImageOps.exif_transpose(opened)
                upright.thumbnail((SIDE_PX, SIDE_PX), Image.Resampling.LANCZOS)
                target = io.BytesIO()
                _on_white(upright).save(target, "JPEG", quality=QUALITY, optimize=True)
    except (OSError, ValueError, SyntaxError, EOFError, Warning) as error:
        raise PictureUnreadable(path=path, reason="it is no picture that can be read") from error
    except Image.DecompressionBombError as error:
        raise PictureUnreadable(path=path, reason="it has too many pixels") from error
    return target.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Put what is transparent on white, where a JPEG would make it black."""
    if picture.mode not in {"RGBA", "LA", "P"}:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    white = Image.new("RGB", layer.size, "white")
    white.paste(layer, mask=layer.getchannel("A"))
    return white
