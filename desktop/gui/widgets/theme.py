"""The look as data: tokens of a theme become a palette, a style sheet and icons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

STROKE = "1.8"
LIGHT, DARK = "light", "dark"
_ROLES = {
    QPalette.ColorRole.Window: "page",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "soft",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.ToolTipBase: "card",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.PlaceholderText: "placeholder",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent_ink",
    QPalette.ColorRole.Link: "link",
}


class Theme:
    """One theme, light or dark, from files."""

    def __init__(self, resources: Path, name: str) -> None:
        """Read the tokens of a theme."""
        self._resources = resources
        self.name = name
        text = (resources / "themes" / f"{name}.json").read_text("utf-8")
        self.tokens: Mapping[str, str] = json.loads(text)
        self._colours: dict[str, QColor] = {}
        self._files = TemporaryDirectory(prefix="muster-theme-")

    def colour(self, token: str) -> QColor:
        """Give the colour of a role; one for all who ask, so it is not to be changed."""
        known = self._colours.get(token)
        if known is None:
            known = self._colours[token] = QColor(self.tokens[token])
        return known

    def palette(self) -> QPalette:
        """Give Qt's palette; a system's dark mode alone does not change it everywhere."""
        palette = QPalette()
        for role, token in _ROLES.items():
            palette.setColor(role, self.colour(token))
        disabled = QPalette.ColorGroup.Disabled
        palette.setColor(disabled, QPalette.ColorRole.Text, self.colour("disabled"))
        palette.setColor(disabled, QPalette.ColorRole.ButtonText, self.colour("disabled"))
        return palette

    @cached_property
    def style_sheet(self) -> str:
        """Fill the style sheet with this theme's tokens."""
        text = (self._resources / "themes" / "muster.qss").read_text("utf-8")
        folder = Path(self._files.name)
        for file, icon, token in (
            ("chevron", "chevron-down", "text2"),
            ("check", "check", "accent_ink"),
        ):
            (folder / f"{file}.svg").write_bytes(self._svg(icon, token))
        for token, value in {**self.tokens, "icons": folder.as_posix()}.items():
            text = text.replace("{" + token + "}", value)
        return text

    def icon(self, name: str, token: str, checked_token: str | None = None) -> QIcon:
        """Give an icon in the colour of a role, and in another one when it is on."""
        icon = QIcon(self.pixmap(name, token, 24))
        if checked_token:
            on = self.pixmap(name, checked_token, 24)
            icon.addPixmap(on, QIcon.Mode.Normal, QIcon.State.On)
            icon.addPixmap(on, QIcon.Mode.Active, QIcon.State.On)
        return icon

    def pixmap(self, name: str, token: str, size: int) -> QPixmap:
        """Draw an icon at a size in pixels of the screen's own density."""
        ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        pixmap = QPixmap(QSize(size, size) * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(self._svg(name, token))).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap

    def close(self) -> None:
        """Remove the pictures that were made for the style sheet."""
        self._files.cleanup()

    def apply_colours(self, application: QApplication) -> None:
        """Give the program its style and colours; the style sheet is another matter."""
        application.setStyle("Fusion")
        application.setPalette(self.palette())

    def _svg(self, name: str, token: str) -> bytes:
        text = (self._resources / "icons" / f"{name}.svg").read_text("utf-8")
        text = text.replace("currentColor", self.tokens[token])
        return text.replace('stroke-width="2"', f'stroke-width="{STROKE}"').encode()


def system_theme() -> str:
    """Tell which theme the system asks for."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def set_tone(widget: QWidget, tone: str, name: str = "tone") -> None:
    """Set a property that the style sheet looks at, and show it."""
    if widget.property(name) != tone:
        widget.setProperty(name, tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
