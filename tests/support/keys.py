"""A scanner's keys, as the system hands them to a window."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow

_clock = itertools.count(1_000_000, 1)
SCANNER_GAP_MS = 4
TYPING_GAP_MS = 140


def press(
    window: QWindow,
    text: str,
    *,
    key: int = 0,
    scan_code: int = 0,
    gap_ms: int = SCANNER_GAP_MS,
    is_shifted: bool = False,
    is_repeat: bool = False,
) -> None:
    """Press and release one key; time moves on by the gap."""
    held = Qt.KeyboardModifier.ShiftModifier if is_shifted else Qt.KeyboardModifier.NoModifier
    now = next(itertools.islice(_clock, gap_ms - 1, None))
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, held, scan_code, 0, 0, text, is_repeat)
        event.setTimestamp(now)
        QCoreApplication.sendEvent(window, event)


def scan(
    window: QWindow,
    text: str,
    *,
    ends: bool = True,
    scan_codes: tuple[int, ...] = (),
    shifts: tuple[bool, ...] = (),
    gap_ms: int = SCANNER_GAP_MS,
) -> None:
    """Send a code as a wedge scanner does, with Enter at the end unless told otherwise."""
    press(window, "", gap_ms=1000)
    for place, c in enumerate(text):
        code = scan_codes[place] if place < len(scan_codes) else 0
        is_shifted = shifts[place] if place < len(shifts) else False
        press(window, c, scan_code=code, gap_ms=gap_ms, is_shifted=is_shifted)
    if ends:
        press(window, "\r", key=int(Qt.Key.Key_Return))


def type_slowly(window: QWindow, text: str) -> None:
    """Type as a person does."""
    for c in text:
        press(window, c, gap_ms=TYPING_GAP_MS)
