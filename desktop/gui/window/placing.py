"""Where the window stands on the screen: inside it, and where it was the last time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from desktop.gui.widgets.jobs import Jobs

SIZE_PX, LEAST_PX = QSize(1360, 850), QSize(1024, 700)
# On a screen of 1024x768 bars and frames leave less; below this nothing is readable.
_LAST_PX = QSize(1000, 650)
# What a title bar and the frame take of the screen beside the window itself.
_FRAME_PX = QSize(8, 48)
_NAME, _KEPT = "window", "geometry"


class KeepsSettings(Protocol):
    """What keeps settings of this computer."""

    def kept_settings(self, name: str) -> dict[str, str]:
        """Give settings as they were last read or kept."""

    def keep_settings(self, name: str, values: Mapping[str, str]) -> None:
        """Keep settings of this computer under a name."""


def place(window: QWidget, settings: KeepsSettings) -> None:
    """Give a window its size and place: the last ones, else what the screen has room for."""
    room = window.screen().availableGeometry()
    inside = QSize(room.width(), room.height()) - _FRAME_PX
    window.setMinimumSize(LEAST_PX.boundedTo(inside).expandedTo(_LAST_PX))
    kept = settings.kept_settings(_NAME).get(_KEPT, "")
    if not (kept and window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))):
        window.resize(SIZE_PX.boundedTo(inside))
        rest = inside - window.size()
        window.move(room.x() + rest.width() // 2, room.y() + rest.height() // 2)


def put_above(window: QMainWindow, bands: Iterable[QWidget | None]) -> None:
    """Put what rooms say above all pages and all screens, the kiosk's and the large one, too."""
    above = QWidget()
    column = QVBoxLayout(above)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for band in filter(None, bands):
        column.addWidget(band)
    window.setMenuWidget(above)


def keep_place(window: QWidget, settings: KeepsSettings, jobs: Jobs) -> None:
    """Keep where a window stands, for the next time."""
    geometry = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    jobs.run(lambda: settings.keep_settings(_NAME, {_KEPT: geometry}), lambda _done: None)
