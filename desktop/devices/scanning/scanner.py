"""A handheld scanner that types: its bursts are told from typing, wherever the focus is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid

from desktop.domain.checkin.code_flaws import flaw_of
from desktop.domain.checkin.codes import Reading, own_codes

# Scanners send a key every 1 to 20 ms; the fastest typists stay above 60 ms over six keys.
MAX_GAP_MS = 50
MAX_MEAN_GAP_MS = 35
MIN_KEYS = 6
END_WITHOUT_SUFFIX_MS = 90
# Without an end key a burst must look like a code and come as only a machine types.
LEAST_CODE = 8
MAX_MACHINE_GAP_MS = 20
# A machine that holds a key repeats it after 200 ms or more, and every 25 to 40 ms then. What
# comes sooner is the same key pressed again: Qt calls it a repeat where no release was between.
REPEAT_MS = 20
# A busy machine may pause inside a scan; what follows within this may be its second piece.
JOIN_MS = 500
LEAST_FRAGMENT = 2
# A single key may be the first of a scan, too, or a person's.
JOIN_ONE_MS = 200
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
    # All keys, also those beyond what is kept.
    count: int = 0
    text: list[str] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    shifts: list[bool] = field(default_factory=list)
    before: _Burst | None = None
    was_sent: bool = False

    @property
    def reading(self) -> Reading:
        before = self.before.reading if self.before else None
        return Reading(
            "".join(self.text), tuple(self.keys), sys.platform, tuple(self.shifts), before
        )

    def add(self, event: QKeyEvent) -> None:
        self.text.append(event.text())
        self.keys.append(event.nativeScanCode())
        self.shifts.append(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    @property
    def mean_gap_ms(self) -> float:
        return (self.last_ms - self.began_ms) / max(1, self.count - 1)

    @property
    def is_quick(self) -> bool:
        """Whether keys came as a scanner sends them, however few."""
        return len(self.text) >= LEAST_FRAGMENT and self.mean_gap_ms <= MAX_MEAN_GAP_MS

    @property
    def is_from_scanner(self) -> bool:
        """Whether it is a scan, or the end of one that began just before."""
        before = len(self.before.text) if self.before else 0
        is_enough = len(self.text) + before >= MIN_KEYS
        return is_enough and self.mean_gap_ms <= MAX_MEAN_GAP_MS

    @property
    def is_whole_without_end(self) -> bool:
        """Whether a scanner that sends no end key has sent a code."""
        if not self.is_from_scanner:
            return False
        alone = self.reading
        if own_codes(alone) or flaw_of(alone):
            return True
        text = alone.joined().text
        is_like_code = len(text) >= LEAST_CODE and " " not in text and any(map(str.isdigit, text))
        return is_like_code and self.mean_gap_ms <= MAX_MACHINE_GAP_MS


class ScannerKeys(QObject):
    """Listens to all keys of the program and says when a scanner sent a code.

    `touched` comes with every key and press of a pointer. `burst_began` comes before the first
    key of every burst reaches a widget, so that what the burst types there can be taken back
    when `scanned` follows; a burst that goes on a scan after a pause does not begin anew.
    """

    burst_began = Signal()
    scanned = Signal(object)
    touched = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Prepare; `listen` begins."""
        super().__init__(parent)
        self._windows: list[QWindow] = []
        self._burst = self._paused = _Burst()
        self._pressed_ms = 0
        self._is_repeating = False
        # Whether Enter after a few quick keys goes on to the widget that has the focus.
        self.lets_enter_pass: Callable[[], bool] = lambda: True
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
        if not isinstance(event, QKeyEvent) or self._is_held(event):
            return False
        return self._take(event)

    def _is_held(self, event: QKeyEvent) -> bool:
        """Tell whether a key repeats because it is held down; a fast scanner presses it again."""
        is_quick = event.timestamp() - self._pressed_ms < REPEAT_MS
        self._pressed_ms = event.timestamp()
        if not event.isAutoRepeat():
            self._is_repeating = False
        elif not (is_quick and self._burst.text):
            self._is_repeating = True
        return self._is_repeating

    def _take(self, event: QKeyEvent) -> bool:
        """Add a key to the burst; tell whether it is the end of a scan, to be kept from widgets."""
        now = event.timestamp()
        if event.key() in _ENDS:
            return self._finish(now, is_enter=event.key() != Qt.Key.Key_Tab)
        is_dead = Qt.Key.Key_Dead_Grave <= event.key() <= Qt.Key.Key_Dead_Longsolidusoverlay
        text = event.text()
        if not (text or is_dead) or not text.isprintable() or event.modifiers() & _MODIFIERS:
            return False
        if not self._burst.text or now - self._burst.last_ms > MAX_GAP_MS:
            self._begin(now)
        self._burst.last_ms = now
        self._burst.count += 1
        self._end.start()
        if len(self._burst.text) >= MAX_KEYS:
            return True
        self._burst.add(event)
        return False

    def _begin(self, now: int) -> None:
        """Begin a burst; quick keys just before may be the first piece of the same scan."""
        earlier, self._burst = self._burst, _Burst(began_ms=now)
        earlier = earlier if earlier.text else self._paused
        self._paused = _Burst()
        since_ms = now - earlier.last_ms
        is_joined = earlier.is_quick and since_ms <= JOIN_MS
        if is_joined or (earlier.text and since_ms <= JOIN_ONE_MS):
            self._burst.before = replace(earlier, before=None)
        if not is_joined or earlier.was_sent:
            self.burst_began.emit()

    def _finish(self, now: int, *, is_enter: bool) -> bool:
        burst, paused = self._burst, self._paused
        self._burst, self._paused = _Burst(), _Burst()
        self._end.stop()
        if burst.text and now - burst.last_ms <= 2 * MAX_GAP_MS and burst.is_from_scanner:
            self.scanned.emit(burst.reading)
            return True
        late = burst if burst.text else paused
        within_ms = JOIN_MS if late.is_from_scanner else MAX_GAP_MS
        is_of_scanner = late.is_quick and now - late.last_ms <= within_ms
        return is_enter and is_of_scanner and not self.lets_enter_pass()

    def _on_pause(self) -> None:
        """Take a burst without an end key as a scan only if it looks like a code."""
        burst, self._burst = self._burst, _Burst()
        self._paused = burst
        if burst.is_whole_without_end:
            burst.was_sent = True
            self.scanned.emit(burst.reading)
