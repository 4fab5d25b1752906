"""The scan field: takes what is scanned or typed, and keeps its hands off Ctrl+Z."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit

from desktop.gui.labels import label
from desktop.gui.theme import set_tone

# Searching waits for a pause between keys: a burst of a scanner must never be searched for.
SEARCH_PAUSE_MS = 70
HEIGHT_PX = 60


def is_undo_key(event: QEvent) -> bool:
    """Tell whether a field asks for Ctrl+Z before the window gets it."""
    return (
        event.type() is QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and event.matches(QKeySequence.StandardKey.Undo)
    )


class ScanField(QLineEdit):
    """A line for codes and names; up, down and Ctrl+Z belong to the page."""

    typed = Signal(str)
    moved = Signal(int)
    entered = Signal(str)
    cleared = Signal()

    def __init__(self) -> None:
        """Make an empty field."""
        super().__init__()
        self.setObjectName("scanField")
        self.setMaxLength(20_000)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.textEdited.connect(self._on_edited)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the desk: it takes back a check-in, not a letter."""
        if is_undo_key(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the keys of the list to the page."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pause.stop()
            self.entered.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.reset()
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def reset(self) -> None:
        """Empty the field and forget a search that was about to begin."""
        self._pause.stop()
        self.clear()

    def _on_edited(self) -> None:
        self._pause.start()

    def _on_pause(self) -> None:
        self.typed.emit(self.text())


class ScanBox(QFrame):
    """The scan field with its picture and the key that leads to it."""

    def __init__(self, picture: QPixmap) -> None:
        """Frame a field."""
        super().__init__()
        self.setObjectName("scanBox")
        self.setFixedHeight(HEIGHT_PX)
        self.field = ScanField()
        self.field.setPlaceholderText(self.tr("Scan a badge or ticket, or type a name"))
        self.field.setAccessibleName(self.tr("Scan or search"))
        self.field.installEventFilter(self)
        icon = QLabel()
        icon.setPixmap(picture)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 18, 0)
        row.setSpacing(14)
        row.addWidget(icon)
        row.addWidget(self.field, 1)
        row.addWidget(label(self.tr("F3 search"), "key"))

    def sizeHint(self) -> QSize:
        """Keep the height of a large target."""
        return QSize(400, HEIGHT_PX)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Show on the frame whether scans land here."""
        if isinstance(event, QFocusEvent):
            set_tone(self, "true" if event.gotFocus() else "false", "active")
        return False
