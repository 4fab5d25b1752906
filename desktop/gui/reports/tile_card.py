"""One figure in large type."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.devices.painting.fonts import font
from desktop.domain.reports.sheet import Tile
from desktop.gui.widgets.labels import FitLabel, label, plain_tip, tabular
from desktop.gui.widgets.theme import Theme, set_tone

BAR_PX = 8
# The sizes of a figure, as the style sheet has them; on a wall so much larger.
SIZES_PX, WALL = (40, 30, 22, 16, 12), 2.3
# The height of a line beside the size of its type.
_LINE = 1.2


class TileCard(QFrame):
    """Shows a figure: what it is, how much, of how much, and how it was worked out."""

    def __init__(self, theme: Theme, scale: float = 1.0) -> None:
        """Make a card that shows nothing, in type so much larger than a page's."""
        super().__init__()
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._title = label("", "formLabel")
        self.value = label("", "reportValue")
        self.value.setFont(tabular(self.value.font()))
        # A long amount gets smaller; it does not make its card wider.
        self.value.setMinimumWidth(1)
        self._scale = scale
        # Nor is a card lower than those beside it whose figures are short.
        self.value.setMinimumHeight(round(SIZES_PX[0] * self._times * _LINE))
        self._aside = label("", "place")
        self._bar = ShareBar(theme)
        # Figures without a share stand as high as those with one.
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._below = FitLabel("regular", round(13 * scale), round(10 * scale), "text2", wraps=True)
        self._below.setMinimumHeight(round(34 * scale))
        if scale > 1:
            for part, name in ((self._title, "wallTitle"), (self.value, "wallValue"),
                               (self._aside, "wallTitle")):  # fmt: skip
                part.setObjectName(name)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.value)
        line.addWidget(self._aside, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addLayout(line)
        column.addWidget(self._bar)
        column.addWidget(self._below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write the figure as large as there is room."""
        super().resizeEvent(event)
        self._fit()

    @property
    def _times(self) -> float:
        return 1.0 if self._scale == 1 else WALL

    def _fit(self) -> None:
        taken = QFontMetricsF(self._aside.font()).horizontalAdvance(self._aside.text())
        room = self.width() - 66 - (taken + 8 if self._aside.text() else 0)
        times = self._times
        fitting = (n for n, size in enumerate(SIZES_PX) if self._width_at(size * times) <= room)
        set_tone(self.value, f"{next(fitting, len(SIZES_PX) - 1)}", "fit")

    def _width_at(self, size_px: float) -> float:
        face = tabular(font("bold"))
        face.setPixelSize(round(size_px))
        return QFontMetricsF(face).horizontalAdvance(self.value.text())

    def show_tile(self, tile: Tile) -> None:
        """Show another figure."""
        self._title.setText(tile.title)
        self.value.setText(tile.value)
        set_tone(self.value, tile.tone if tile.share is None else "")
        self._aside.setText(tile.aside)
        self._fit()
        self._below.set_text(tile.below)
        self._bar.setVisible(tile.share is not None)
        self._bar.show_share(tile.share or 0.0)
        self.setToolTip(plain_tip(tile.how) if tile.how else "")
        told = " ".join(part for part in (tile.value, tile.aside, tile.below) if part)
        self.setAccessibleName(f"{tile.title}: {told}")
        self.setAccessibleDescription(tile.how)


class ShareBar(QWidget):
    """A thin bar: how much of something is done."""

    def __init__(self, theme: Theme) -> None:
        """Show nothing done."""
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setFixedHeight(BAR_PX + 4)

    def show_share(self, share: float) -> None:
        """Show how much is done, from 0 to 1."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def sizeHint(self) -> QSize:
        """Be thin."""
        return QSize(80, BAR_PX + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the whole, and the part from where reading begins."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            whole = QRectF(0, 2, self.width(), BAR_PX)
            painter.setBrush(self._theme.colour("soft"))
            painter.drawRoundedRect(whole, BAR_PX / 2, BAR_PX / 2)
            if self._share <= 0:
                return
            width = max(self.width() * self._share, float(BAR_PX))
            is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            left = self.width() - width if is_mirrored else 0.0
            painter.setBrush(self._theme.colour("yes"))
            painter.drawRoundedRect(QRectF(left, 2, width, BAR_PX), BAR_PX / 2, BAR_PX / 2)
