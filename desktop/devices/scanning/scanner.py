"""A handheld scanner that types: its bursts are told from typing, wherever the focus is."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid

from desktop.domain.checkin.code_flaws import flaw_of
from desktop.domain.checkin.codes import Reading, candidates

# Scanners send a key every 1 to 20 ms; the fastest typists stay above 60 ms over six keys.
MAX_GAP_MS = 50
MAX_MEAN_GAP_MS = 35
MIN_KEYS = 6
END_WITHOUT_SUFFIX_MS = 90
# Without an end key a burst must look like a code and come as only a machine types.
LEAST_CODE = 8
MAX_MACHINE_GAP_MS = 20
# Longer than any code: what follows is kept from widgets, which would draw each letter.
MAX_KEYS = 600

_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


@dataclass(slots=True)
class _Burst:
    """Keys that came quickly one after the other."""

    began_ms: int = 0
    last_ms: int = 0
    text: list[str] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)

    @property
    def reading(self) -> Reading:
        return Reading("".join(self.text), tuple(self.keys), sys.platform)

    @property
    def mean_gap_ms(self) -> float:
        return (self.last_ms - self.began_ms) / max(1, len(self.text) - 1)

    @property
    def is_from_scanner(self) -> bool:
        return len(self.text) >= MIN_KEYS and self.mean_gap_ms <= MAX_MEAN_GAP_MS

    @property
    def is_whole_without_end(self) -> bool:
        """Whether a scanner that sends no end key has sent a code."""
        if not self.is_from_scanner:
            return False
        reading = self.reading
        if candidates(reading).programme_hint is not None or flaw_of(reading):
            return True
        text = reading.text
        is_like_code = len(text) >= LEAST_CODE and " " not in text and any(map(str.isdigit, text))
        return is_like_code and self.mean_gap_ms <= MAX_MACHINE_GAP_MS


class ScannerKeys(QObject):
    """Listens to all keys of the program and says when a scanner sent a code.

    `touched` comes with every key and press of a pointer. `burst_began` comes before the first
    key of every burst reaches a widget, so that what the burst types there can be taken back
    when `scanned` follows.
    """

    burst_began = Signal()
    scanned = Signal(object)
    touched = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Prepare; `listen` begins."""
        super().__init__(parent)
        self._windows: list[QWindow] = []
        self._burst = _Burst()
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(END_WITHOUT_SUFFIX_MS)
        self._end.timeout.connect(self._on_pause)

    def listen(self, application: QGuiApplication) -> None:
        """Listen to every window that the keys go to, now and later.

        Keys go to windows first. A filter on the whole application would see each event of each
        widget, some hundred for a scan.
        """
        application.focusWindowChanged.connect(self._watch)
        self._watch(application.focusWindow())

    def stop(self, application: QGuiApplication) -> None:
        """Listen no longer."""
        application.focusWindowChanged.disconnect(self._watch)
        for window in self._windows:
            if isValid(window):
                window.removeEventFilter(self)
        self._windows = []
        self._end.stop()

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        self._windows = [window for window in self._windows if isValid(window)]
        if window is not None and window not in self._windows:
            window.installEventFilter(self)
            self._windows.append(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at key presses as they come from the system, before any widget sees them."""
        type_ = event.type()
        if type_ not in _TOUCHES or not isinstance(watched, QWindow):
            return False
        self.touched.emit()
        if not isinstance(event, QKeyEvent) or event.isAutoRepeat():
            return False
        return self._take(event)

    def _take(self, event: QKeyEvent) -> bool:
        """Add a key to the burst; tell whether it is the end of a scan, to be kept from widgets."""
        now = event.timestamp()
        if event.key() in _ENDS:
            return self._finish(now)
        text = event.text()
        if not text or not text.isprintable() or event.modifiers() & _MODIFIERS:
            return False
        if not self._burst.text or now - self._burst.last_ms > MAX_GAP_MS:
            self._burst = _Burst(began_ms=now)
            self.burst_began.emit()
        self._burst.last_ms = now
        self._end.start()
        if len(self._burst.text) >= MAX_KEYS:
            return True
        self._burst.text.append(text)
        self._burst.keys.append(event.nativeScanCode())
        return False

    def _finish(self, now: int) -> bool:
        burst, self._burst = self._burst, _Burst()
        self._end.stop()
        is_in_time = bool(burst.text) and now - burst.last_ms <= 2 * MAX_GAP_MS
        if not (is_in_time and burst.is_from_scanner):
            return False
        self.scanned.emit(burst.reading)
        return True

    def _on_pause(self) -> None:
        """Take a burst without an end key as a scan only if it looks like a code."""
        burst, self._burst = self._burst, _Burst()
        if burst.is_whole_without_end:
            self.scanned.emit(burst.reading)
