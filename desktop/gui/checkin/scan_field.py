"""The scan field: takes what is scanned or typed; an empty one leaves Ctrl+Z to the desk."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit

from desktop.gui.widgets.labels import label
from desktop.gui.widgets.search_field import SEARCH_PAUSE_MS
from desktop.gui.widgets.theme import set_tone

HEIGHT_PX = 60
_STEPS = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}
_ENDS = frozenset({int(Qt.Key.Key_Return), int(Qt.Key.Key_Enter)})


class ScanField(QLineEdit):
    """A line for codes and names; up and down, and Ctrl+Z while it is empty, are the page's."""

    typed = Signal(str)
    moved = Signal(int)
    entered = Signal(str)
    cleared = Signal()
    undo_asked = Signal()

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the keys of the list to the page, and undo where there is nothing typed."""
        key = event.key()
        if key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key in _ENDS:
            self._pause.stop()
            self.entered.emit(self.text())
        elif key == Qt.Key.Key_Escape:
            self.reset()
            self.cleared.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.text():
            self.undo_asked.emit()
        else:
            super().keyPressEvent(event)

    def reset(self) -> None:
        """Empty the field and forget a search that was about to begin."""
        self._pause.stop()
        # Unlike clear(), this leaves nothing that Ctrl+Z could bring back.
        self.setText("")

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
