"""Labels: always plain text, because names from outside may look like markup."""

from __future__ import annotations

import html
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from desktop.devices.painting.fonts import font
from desktop.domain.spelling import runs_right_to_left

CHIP_HEIGHT_PX = 22
_ONE_LINE = frozenset({"chip", "key", "pill", "cardHead"})


def label(text: str, name: str = "", *, wraps: bool = False) -> QLabel:
    """Make a label that shows its text as it is."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setObjectName(name)
    made.setWordWrap(wraps)
    made.setText(text)
    if name in _ONE_LINE:
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def tabular(face: QFont) -> QFont:
    """Make all figures of a typeface equally wide, so that counters and times stand still."""
    face.setFeature(QFont.Tag("tnum"), 1)
    return face


def chip(text: str, tone: str = "") -> QLabel:
    """Make a small rounded label."""
    made = label(text, "chip")
    made.setProperty("tone", tone)
    made.setFixedHeight(CHIP_HEIGHT_PX)
    return made


def divider() -> QFrame:
    """Make a thin line across."""
    line = QFrame()
    line.setObjectName("divider")
    return line


def reading_direction(text: str) -> Qt.LayoutDirection:
    """Tell which way a text runs, so that a cut or a full stop lands at its end."""
    is_rtl = runs_right_to_left(text)
    return Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight


def plain_tip(text: str) -> str:
    """Write a text from outside for a tooltip, which would take `<b>` in it for a command."""
    return f"<span>{html.escape(text)}</span>"


class FitLabel(QWidget):
    """Text that shrinks until it fits in one line, may then take two, and only then is cut."""

    def __init__(
        self,
        weight: str,
        size_px: int,
        min_px: int,
        token: str = "",
        *,
        wraps: bool = False,
        is_centred: bool = False,
    ) -> None:
        """Show text at this size at most and that size at least, in pixels."""
        super().__init__()
        self._weight = weight
        self._size_px = size_px
        self._min_px = min_px
        self._wraps = wraps
        self._is_centred = is_centred
        self._text = ""
        self.setObjectName(token)
        self._grows = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def grow(self) -> None:
        """Be as high as the text needs from now on, rather than make it small."""
        self._grows = True
        self._fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Need another height at another width."""
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        if self._grows:
            self.setFixedHeight(self.needed_height(self.width()))

    def text(self) -> str:
        """Give the text that is shown."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self.setAccessibleName(text)
        self._fit_height()
        self.update()

    def set_sizes(self, size_px: int, min_px: int) -> None:
        """Show the text at other sizes from now on, as high as it needs at this width."""
        self._size_px, self._min_px = size_px, min_px
        self.setFixedHeight(self.needed_height(self.width()))
        self.update()

    def needed_height(self, width: int) -> int:
        """Give the height at which nothing is cut: one line if it fits, else lines of the least."""
        size = self._size_in_one_line(width)
        if size >= self._min_px or not self._wraps:
            return round(QFontMetricsF(self._face(max(size, self._min_px))).height() * 0.96)
        room = QRectF(0, 0, width, 10_000)
        metrics = QFontMetricsF(self._face(self._min_px))
        wrap = self._wrap(metrics, width)
        return ceil(metrics.boundingRect(room, int(wrap), self._text).height())

    def _wrap(self, metrics: QFontMetricsF, width: int) -> Qt.TextFlag:
        """Break lines between words, inside of one only where it is longer than a line."""
        words = self._text.replace("-", " ").split()
        longest = max((metrics.horizontalAdvance(word + "-") for word in words), default=0)
        is_long = longest > width
        return Qt.TextFlag.TextWrapAnywhere if is_long else Qt.TextFlag.TextWordWrap

    def sizeHint(self) -> QSize:
        """Ask for the height of the largest size."""
        height = QFontMetricsF(self._face(self._size_px)).height()
        return QSize(10, round(height * 0.96))

    def minimumSizeHint(self) -> QSize:
        """Do not push the window wider for a long name."""
        return QSize(10, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text in the middle of its height, at the start of the window's direction."""
        painter = QPainter(self)
        painter.setLayoutDirection(reading_direction(self._text))
        painter.setPen(self.palette().windowText().color())
        flags = Qt.AlignmentFlag.AlignVCenter | self._side()
        size = self._size_in_one_line(self.width())
        if self._wraps and size < self._min_px and (wrapped := self._size_in_two_lines()):
            face = self._face(wrapped)
            painter.setFont(face)
            wrap = self._wrap(QFontMetricsF(face), self.width())
            painter.drawText(self.rect(), flags | wrap, self._text)
            return
        face = self._face(max(size, self._min_px))
        cut = QFontMetricsF(face).elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.setFont(face)
        painter.drawText(self.rect(), flags, cut)

    def _side(self) -> Qt.AlignmentFlag:
        if self._is_centred:
            return Qt.AlignmentFlag.AlignHCenter
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignAbsolute

    def _size_in_one_line(self, room: int) -> int:
        width = QFontMetricsF(self._face(self._size_px)).horizontalAdvance(self._text)
        return self._size_px if width <= room else int(self._size_px * room / width)

    def _size_in_two_lines(self) -> int:
        """Give the largest size at which two lines fit the height and the words the width."""
        room = QRectF(0, 0, self.width(), 10_000)
        for size in range(self._min_px, self._min_px // 3, -1):
            metrics = QFontMetricsF(self._face(size))
            if 2 * metrics.height() > self.height() + 2:
                continue
            needed = metrics.boundingRect(room, int(self._wrap(metrics, self.width())), self._text)
            if needed.height() <= self.height() + 2 and needed.width() <= self.width():
                return size
        return 0

    def _face(self, size_px: int) -> QFont:
        face = font(self._weight)
        face.setPixelSize(size_px)
        return face
