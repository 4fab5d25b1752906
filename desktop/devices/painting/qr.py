"""QR pictures as few rectangles, so that a sheet of badges stays small and quick."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QRectF

# 27 digits fit version 2 at level H; a fixed version and mask are five times as quick.
DIGITS_VERSION = 2
MASK = 3
_DARK = re.compile(rb"\x01+")


def qr_modules(code: str) -> Sequence[Sequence[bool]]:
    """Make the square of dark and light modules for a code, without quiet zone."""
    from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M  # noqa: PLC0415
    from qrcode.main import QRCode  # noqa: PLC0415
    from qrcode.util import MODE_NUMBER, QRData  # noqa: PLC0415

    if code.isascii() and code.isdigit() and len(code) <= 34:
        qr: QRCode = QRCode(DIGITS_VERSION, ERROR_CORRECT_H, border=0, mask_pattern=MASK)
        qr.add_data(QRData(code.encode("ascii"), mode=MODE_NUMBER), optimize=0)
        qr.make(fit=False)
    else:
        qr = QRCode(None, ERROR_CORRECT_M, border=0)
        qr.add_data(code, optimize=0)
        qr.make(fit=True)
    modules: Sequence[Sequence[bool]] = qr.modules
    return modules


def qr_rectangles(code: str, box: QRectF) -> list[QRectF]:
    """Draw a code into a square box as few dark rectangles: runs of a row, merged downwards.

    Merged, because viewers draw hairlines between rectangles that only touch.
    """
    modules = qr_modules(code)
    size = min(box.width(), box.height()) / len(modules)
    left, top = box.x(), box.y()
    return [
        QRectF(left + x * size, top + y * size, width * size, height * size)
        for x, y, width, height in _merged(modules)
    ]


def _merged(modules: Sequence[Sequence[bool]]) -> list[tuple[int, int, int, int]]:
    """Cover the dark modules by rectangles: x, y, width and height in modules."""
    quads = []
    open_runs: dict[tuple[int, int], int] = {}
    for y, row in enumerate([*modules, ()]):
        runs = _runs(row)
        for run in open_runs.keys() - runs:
            began = open_runs.pop(run)
            quads.append((run[0], began, run[1] - run[0], y - began))
        for run in runs:
            if run not in open_runs:
                open_runs[run] = y
    return quads


def _runs(row: Sequence[bool]) -> set[tuple[int, int]]:
    """List where dark modules begin and end in a row."""
    text = bytes(map(bool, row))
    return {match.span() for match in _DARK.finditer(text)}
