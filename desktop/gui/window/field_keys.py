"""Keys of the menu that a text field would keep for itself.

On X11 a field moves to its end by Ctrl+E and empties itself by Ctrl+U (Qt's standard keys
there), so that Export and Try a ticket would not open while somebody types.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

# What a field does with these everybody expects of it.
_OF_FIELDS = tuple(
    QKeySequence(key)
    for key in ("Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Y", "Ctrl+Z", "Ctrl+Shift+Z")
)


class FieldKeys(QObject):
    """Lets the keys of a window's actions through the field that has the focus."""

    def __init__(self, window: QWidget) -> None:
        """Look at whatever gets the focus in a window from now on."""
        super().__init__(window)
        self._window = window
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the question whether a field wants a key from a field, where the menu has it."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = QKeySequence(event.keyCombination())
            if key not in _OF_FIELDS and any(
                action.shortcut() == key for action in self._window.actions()
            ):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._window.isAncestorOf(now):
            now.installEventFilter(self)
