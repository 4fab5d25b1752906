"""QR pictures as few rectangles, so that a sheet of badges stays small and quick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_NUMBER, QRData

# 27 digits fit version 2 at level H; a fixed version and mask are five times as quick.
DIGITS_VERSION = 2
MASK = 3


def qr_modules(code: str) -> Sequence[Sequence[bool]]:
    """Make the square of dark and light modules for a code, without quiet zone."""
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
    """Draw a code into a square box as dark rectangles, runs of a row merged, rows merged down.

    A run that stands in the next row again is one taller rectangle: viewers draw hairlines
    between rectangles that only touch.
    """
    modules = qr_modules(code)
    size = min(box.width(), box.height()) / len(modules)
    open_runs: dict[tuple[int, int], int] = {}
    found: list[QRectF] = []

    def close(run: tuple[int, int], top: int, bottom: int) -> None:
        start, end = run
        left, width = box.x() + start * size, (end - start) * size
        found.append(QRectF(left, box.y() + top * size, width, (bottom - top) * size))

    for y, row in enumerate([*modules, [False] * len(modules)]):
        runs = _runs(row)
        for run in [one for one in open_runs if one not in runs]:
            close(run, open_runs.pop(run), y)
        for run in runs:
            open_runs.setdefault(run, y)
    return found


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """List where dark modules begin and end in a row."""
    runs, start = [], None
    for x, dark in enumerate([*row, False]):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            runs.append((start, x))
            start = None
    return runs
