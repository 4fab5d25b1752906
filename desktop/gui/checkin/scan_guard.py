"""Keeps scans out of whatever has the focus: what a burst typed there is taken back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit

from desktop.devices.scanning.scanner import ScannerKeys
from desktop.domain.checkin.codes import Reading


class ScanGuard(QObject):
    """Listens for the scanner in the whole program."""

    began = Signal()
    scanned = Signal(object)
    touched = Signal()

    def __init__(self, parent: QObject) -> None:
        """Begin to listen."""
        super().__init__(parent)
        self._keys = ScannerKeys(self)
        self._keys.burst_began.connect(self._remember)
        self._keys.burst_began.connect(self.began)
        self._keys.scanned.connect(self._on_scanned)
        self._keys.touched.connect(self.touched)
        self._keys.lets_enter_pass = lambda: not _is_dialog_open()
        self._field: QObject | None = None
        self._before: str | int = ""
        self._keys.listen(_application())

    def stop(self) -> None:
        """Listen no longer."""
        self._keys.stop(_application())

    @Slot()
    def _remember(self) -> None:
        """Keep what the focused field says before a burst."""
        self._field = QApplication.focusWidget()
        field = self._field
        if isinstance(field, QLineEdit):
            self._before = field.text()
        elif isinstance(field, QPlainTextEdit):
            self._before = field.toPlainText()
        elif isinstance(field, QComboBox):
            is_open = field.isEditable()
            self._before = field.currentText() if is_open else field.currentIndex()

    @Slot(object)
    def _on_scanned(self, reading: Reading) -> None:
        self._restore()
        self.scanned.emit(reading)

    def _restore(self) -> None:
        field, self._field = self._field, None
        if field is not QApplication.focusWidget():
            return
        if isinstance(field, QLineEdit):
            field.setText(str(self._before))
        elif isinstance(field, QPlainTextEdit):
            field.setPlainText(str(self._before))
            field.moveCursor(QTextCursor.MoveOperation.End)
        elif isinstance(field, QComboBox) and field.isEditable():
            field.setEditText(str(self._before))
        elif isinstance(field, QComboBox):
            field.setCurrentIndex(int(self._before))


def _is_dialog_open() -> bool:
    is_modal = QApplication.activeModalWidget() is not None
    return is_modal or isinstance(QApplication.activeWindow(), QDialog)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application
