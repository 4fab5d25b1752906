"""The figures of a roll call at the side: not accounted for, the states, the places, the curve."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.devices.painting.fonts import font
from desktop.domain.rollcall.board import Figures, PlaceCount
from desktop.domain.rollcall.marks import MarkState
from desktop.gui.widgets.labels import label, reading_direction, tabular
from desktop.gui.widgets.theme import Theme, set_tone
from desktop.gui.wording.rollcall.words import of_inside, state_name
from desktop.gui.wording.translation import tr

WIDTH_PX, LEAST_PX = 360, 260
PLACE_PX, CURVE_PX = 50, 150
_LEAST_SPAN_MS = 60_000


class Cards(QScrollArea):
    """All cards in one column."""

    def __init__(self, theme: Theme) -> None:
        """Make cards that show nothing."""
        super().__init__()
        self.setObjectName("form")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(LEAST_PX)
        self.setMaximumWidth(WIDTH_PX)
        self.missing = label("", "rollcallMissing")
        self.missing.setFont(tabular(self.missing.font()))
        self._of = label("", "formLabel", wraps=True)
        self.counts = {state: label("", "rollcallCount") for state in
                       (MarkState.SAFE, MarkState.INJURED, MarkState.OFF_SITE)}  # fmt: skip
        self.places = PlaceBars(theme)
        self.curve = Curve(theme)
        holder = QWidget()
        holder.setObjectName("formContent")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._missing_card())
        column.addWidget(self._states_card())
        column.addWidget(_card(tr("By last seen place"), self.places))
        column.addWidget(_card(tr("Accounted for, by minute"), self.curve))
        column.addStretch(1)
        self.setWidget(holder)

    def show_figures(
        self,
        figures: Figures,
        places: Sequence[PlaceCount],
        curve: Sequence[tuple[int, int]],
        span_ms: int,
    ) -> None:
        """Show other figures."""
        self.missing.setText(f"{figures.missing}")
        tone = "no" if figures.missing else "yes"
        set_tone(self.missing, tone)
        set_tone(self._frame, tone)
        self._of.setText(of_inside(figures))
        counts = {
            MarkState.SAFE: figures.safe,
            MarkState.INJURED: figures.injured,
            MarkState.OFF_SITE: figures.off_site,
        }
        for state, count in counts.items():
            self.counts[state].setText(f"{count}")
        self.places.show_places(places)
        self.curve.show_curve(curve, figures.inside, span_ms)

    def _missing_card(self) -> QFrame:
        self._frame = card = _frame("rollcallCard")
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(0)
        column.addWidget(label(tr("Not accounted for"), "formLabel"))
        column.addWidget(self.missing)
        column.addWidget(self._of)
        return card

    def _states_card(self) -> QFrame:
        card = _frame("card")
        grid = QGridLayout(card)
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setVerticalSpacing(0)
        tones = {MarkState.SAFE: "yes", MarkState.INJURED: "look", MarkState.OFF_SITE: ""}
        for column, (state, count) in enumerate(self.counts.items()):
            count.setProperty("tone", tones[state])
            count.setFont(tabular(count.font()))
            grid.addWidget(label(state_name(state), "formLabel"), 0, column)
            grid.addWidget(count, 1, column)
        return card


class PlaceBars(QWidget):
    """A bar for each place: how many are accounted for, and how many are not."""

    def __init__(self, theme: Theme) -> None:
        """Show no place yet."""
        super().__init__()
        self._theme = theme
        self._places: Sequence[PlaceCount] = ()

    def show_places(self, places: Sequence[PlaceCount]) -> None:
        """Show other places."""
        self._places = places
        self.setFixedHeight(max(1, len(places)) * PLACE_PX)
        told = (f"{place.name}: {place.missing} / {place.listed}" for place in places)
        self.setAccessibleName(", ".join(told))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw names, figures and bars."""
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for number, place in enumerate(self._places):
                self._draw(painter, place, number * PLACE_PX, is_mirrored=is_mirrored)

    def _draw(self, painter: QPainter, place: PlaceCount, top: int, *, is_mirrored: bool) -> None:
        start, end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        if is_mirrored:
            start, end = end, start
        count = tr("{missing} of {count}").format(missing=place.missing, count=place.listed)
        face = _face("medium", 14)
        metrics = QFontMetrics(face)
        room = self.width() - metrics.horizontalAdvance(count) - 12
        line = QRect(0, top, self.width(), 26)
        painter.setFont(face)
        painter.setPen(self._theme.colour("no_text" if place.missing else "text2"))
        painter.setLayoutDirection(reading_direction(count))
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, end | absolute, count)
        name = place.name or tr("place not known")
        painter.setFont(_face("regular", 14))
        painter.setPen(self._theme.colour("ink"))
        painter.setLayoutDirection(reading_direction(name))
        cut = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, start | absolute, cut)
        self._draw_bar(painter, place, top + 28, is_mirrored=is_mirrored)

    def _draw_bar(
        self, painter: QPainter, place: PlaceCount, top: int, *, is_mirrored: bool
    ) -> None:
        share = 1 - place.missing / place.listed if place.listed else 1.0
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, top, self.width(), 9)
        painter.setBrush(self._theme.colour("no"))
        painter.drawRoundedRect(whole, 4.5, 4.5)
        width = self.width() * share
        if width > 0:
            left = self.width() - width if is_mirrored else 0.0
            painter.setBrush(self._theme.colour("yes"))
            painter.drawRoundedRect(QRectF(left, top, width, 9), 4.5, 4.5)


class Curve(QWidget):
    """How many were accounted for as time went on, against all who were inside."""

    def __init__(self, theme: Theme) -> None:
        """Show an empty curve."""
        super().__init__()
        self._theme = theme
        self._curve: Sequence[tuple[int, int]] = ()
        self._all, self._span_ms = 0, _LEAST_SPAN_MS
        self.setFixedHeight(CURVE_PX)

    def sizeHint(self) -> QSize:
        """Be as high as a card has room for."""
        return QSize(LEAST_PX, CURVE_PX)

    def show_curve(self, curve: Sequence[tuple[int, int]], inside: int, span_ms: int) -> None:
        """Show another curve: milliseconds and people, up to so many, over so long a time."""
        self._curve, self._all = curve, inside
        self._span_ms = max(span_ms, _LEAST_SPAN_MS, *(at for at, _count in curve[-1:]))
        self.setAccessibleName(", ".join(f"{at // 60_000}: {count}" for at, count in curve[-1:]))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line of all, and the steps of those who were found."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(_face("regular", 12))
            painter.setPen(self._theme.colour("no_text"))
            words = tr("{count} inside").format(count=self._all)
            painter.setLayoutDirection(reading_direction(words))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
            painter.drawText(QRect(0, 0, self.width(), 16), flags, words)
            top, bottom = 20.0, self.height() - 4.0
            painter.setPen(QPen(self._theme.colour("no"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(0, top), QPointF(self.width(), top))
            if self._all and self._curve:
                self._draw_steps(painter, top, bottom)

    def _draw_steps(self, painter: QPainter, top: float, bottom: float) -> None:
        def point(at_ms: int, count: int) -> QPointF:
            x = self.width() * at_ms / self._span_ms
            return QPointF(x, bottom - (bottom - top) * count / self._all)

        points = [point(0, 0)]
        for at_ms, count in self._curve:
            points += [point(at_ms, count - 1), point(at_ms, count)]
        points.append(point(self._span_ms, self._curve[-1][1]))
        area = QPolygonF([*points, point(self._span_ms, 0)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("yes_soft"))
        painter.drawPolygon(area)
        painter.setPen(QPen(self._theme.colour("yes"), 2.4))
        painter.drawPolyline(QPolygonF(points))


def _frame(name: str) -> QFrame:
    made = QFrame()
    made.setObjectName(name)
    return made


def _card(title: str, content: QWidget) -> QFrame:
    card = _frame("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(20, 14, 20, 14)
    column.setSpacing(6)
    head = QHBoxLayout()
    head.addWidget(label(title, "formLabel"))
    head.addStretch(1)
    column.addLayout(head)
    column.addWidget(content)
    return card


def _face(weight: str, size_px: int) -> QFont:
    made = font(weight)
    made.setPixelSize(size_px)
    return made
