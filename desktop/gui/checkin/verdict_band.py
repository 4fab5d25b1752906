"""The band of the verdict: colour, sign and two words, to be read from two metres."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QWidget,
)

from desktop.gui.widgets.labels import label
from desktop.gui.widgets.theme import set_tone
from desktop.gui.wording.shapes import Banner, Tone

HEIGHT_PX = 92
SIGN_PX = 52
STROKE_PX = 5.0
MOTION_MS = 120
# How white the band is when a verdict appears.
VEIL = 0.55

_STROKES = {
    Tone.YES: (((0.30, 0.52), (0.44, 0.66), (0.70, 0.38)),),
    Tone.OUT: (((0.30, 0.50), (0.68, 0.50)), ((0.54, 0.35), (0.69, 0.50), (0.54, 0.65))),
    Tone.LOOK: (((0.50, 0.28), (0.50, 0.56)), ((0.50, 0.71), (0.50, 0.72))),
    Tone.NO: (((0.35, 0.35), (0.65, 0.65)), ((0.65, 0.35), (0.35, 0.65))),
    Tone.CALM: (((0.50, 0.46), (0.50, 0.70)), ((0.50, 0.31), (0.50, 0.32))),
}


class Sign(QWidget):
    """A tick, an arrow, an exclamation mark, a cross or an i in a circle."""

    def __init__(self, size_px: int = SIGN_PX) -> None:
        """Begin calm."""
        super().__init__()
        self._size_px = size_px
        self._tone = Tone.CALM
        self._colour = QColor("white")
        self.setFixedSize(size_px, size_px)

    def show_tone(self, tone: Tone) -> None:
        """Show the sign of a tone."""
        self._tone = tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circle and strokes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = STROKE_PX * self._size_px / SIGN_PX
        pen = QPen(self._colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        size, edge = self._size_px, 0.6 * width
        painter.drawEllipse(QRectF(edge, edge, size - 2 * edge, size - 2 * edge))
        for stroke in _STROKES[self._tone]:
            painter.drawPolyline([QPointF(x * size, y * size) for x, y in stroke])


class VerdictBand(QFrame):
    """Sign, headline, and time and place beside them."""

    def __init__(self) -> None:
        """Make an empty band."""
        super().__init__()
        self.setObjectName("band")
        self.setFixedHeight(HEIGHT_PX)
        self.tone = Tone.CALM
        self._sign = Sign()
        self.headline = label("", "headline")
        self.aside = label("", "aside")
        self.aside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.aside.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 0, 28, 0)
        row.setSpacing(18)
        row.addWidget(self._sign)
        row.addWidget(self.headline)
        row.addWidget(self.aside, 1)
        self._veil = _Veil(self)
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(MOTION_MS)
        self._motion.setStartValue(VEIL)
        self._motion.setEndValue(0.0)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._veil.show_strength)
        self._motion.finished.connect(self._veil.hide)

    def show_banner(self, banner: Banner) -> None:
        """Show a verdict, with a short motion so that the same verdict again is noticed."""
        self.tone = banner.tone
        set_tone(self, banner.tone.value)
        self._sign.show_tone(banner.tone)
        self.headline.setText(banner.headline)
        self.aside.setText(banner.aside)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        end = Qt.AlignmentFlag.AlignLeft if is_mirrored else Qt.AlignmentFlag.AlignRight
        absolute = Qt.AlignmentFlag.AlignAbsolute
        self.aside.setAlignment(end | absolute | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{banner.headline}. {banner.sentence}")
        if self.style().styleHint(QStyle.StyleHint.SH_Widget_Animate, None, self):
            self._motion.stop()
            self._veil.setGeometry(self.rect())
            self._veil.show()
            self._motion.start()


class _Veil(QWidget):
    """A white breath over the band that goes at once: the same verdict again is noticed."""

    def __init__(self, band: QWidget) -> None:
        super().__init__(band)
        self._strength = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_strength(self, strength: float) -> None:
        """Show it weaker or stronger, from 0 to 1."""
        self._strength = strength
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        QPainter(self).fillRect(self.rect(), QColor.fromRgbF(1, 1, 1, self._strength))
