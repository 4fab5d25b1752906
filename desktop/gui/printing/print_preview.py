"""What will come out: the first page as it will look, and the badge with the least room."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desktop.devices.painting.badge_paint import picture_of
from desktop.domain.badges.badge_layout import Badge
from desktop.domain.badges.media import Media
from desktop.domain.failures import EnvironmentFailure
from desktop.gui.printing.services import PrintingServices
from desktop.gui.printing.sheet_picker import SheetPicker
from desktop.gui.widgets.jobs import Jobs, Stop
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.printing import fullest_text
from desktop.workflows.badges.badge_order import BadgeOrder
from desktop.workflows.badges.print_ahead import Ahead

WIDTH_PX, FULLEST_PX, PAGE_DPI, FULLEST_DPI = 230, 140, 60, 150


class _Pictures(NamedTuple):
    ahead: Ahead
    page: list[QImage]
    fullest: QImage | None


class PrintPreview(QWidget):
    """Looks at an order as soon as it changes; who prints meanwhile waits for no picture."""

    looked = Signal()

    def __init__(self, jobs: Jobs, services: PrintingServices, theme: Theme) -> None:
        """Show nothing yet."""
        super().__init__()
        self._jobs, self._services = jobs, services
        self._order: BadgeOrder | None = None
        self._stop: Stop | None = None
        self.ahead: Ahead | None = None
        self.sheet = SheetPicker(theme)
        self.name = label("", "quiet", wraps=True)
        self.fullest = QLabel()
        self.fullest.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(WIDTH_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.title = label("", "formLabel")
        column.addWidget(self.title)
        column.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.name)
        column.addWidget(self.fullest)
        column.addStretch(1)

    def show_media(self, media: Media) -> None:
        """Show the paper before anything is known of what comes onto it."""
        self.title.setText(self.tr("First label") if media.is_roll else self.tr("First page"))
        self.sheet.show_media(media)

    def show_order(self, order: BadgeOrder | None) -> None:
        """Look at what is to be printed, unless that is known already."""
        if order == self._order:
            return
        self.leave()
        self._order, self.ahead = order, None
        if order is None:
            self._show(None)
            return
        look, on_store = self._services.badges.ahead.look, self._jobs.on_store

        def work(_tell: Callable[[object], None], is_stopped: Callable[[], bool]) -> _Pictures:
            return _painted(order.setup.media, look(order, on_store, is_stopped))

        self._stop = self._jobs.run_long(
            work,
            lambda pictures: self._on_looked(order, pictures),
            lambda _news: None,
            self._on_failed,
        )

    def look_again(self) -> None:
        """Forget what was seen: people or badges have changed."""
        order, self._order = self._order, None
        self.show_order(order)

    def leave(self) -> None:
        """Stop looking."""
        if self._stop:
            self._stop.ask()
            self._stop = None

    def _on_looked(self, order: BadgeOrder, pictures: _Pictures) -> None:
        if order == self._order:
            self._stop, self.ahead = None, pictures.ahead
            self._show(pictures)
            self.looked.emit()

    def _on_failed(self, _failure: EnvironmentFailure) -> None:
        """Show nothing: what fails here fails again, and is said, when it is printed."""

    def _show(self, pictures: _Pictures | None) -> None:
        page = [QPixmap.fromImage(image) for image in pictures.page] if pictures else []
        self.sheet.show_badges(page)
        name = pictures.ahead.fullest_name if pictures else ""
        self.name.setText(fullest_text(name) if name else "")
        if pictures is None or pictures.fullest is None:
            self.fullest.clear()
            return
        picture = QPixmap.fromImage(pictures.fullest).scaled(
            WIDTH_PX * 2,
            FULLEST_PX * 2,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        picture.setDevicePixelRatio(2)
        self.fullest.setPixmap(picture)
        self.fullest.setAccessibleName(self.name.text())


def _painted(media: Media, ahead: Ahead) -> _Pictures:
    """Paint the small pictures, away from the window."""

    def paint(badge: Badge, dpi: int) -> QImage:
        return picture_of(media, badge, dpi)

    page = [paint(badge, PAGE_DPI) for badge in ahead.first_page]
    return _Pictures(ahead, page, paint(ahead.fullest, FULLEST_DPI) if ahead.fullest else None)
