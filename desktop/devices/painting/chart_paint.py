"""Draws charts: bars over time, and levels of fullness; on a screen, on paper and into files."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF
from PySide6.QtSvg import QSvgGenerator

from desktop.devices.painting.faces import drawn, faces
from desktop.devices.painting.qt_name import qt_name
from desktop.domain.reports.sheet import BarChart, Chart, Level, LevelChart, ticks
from desktop.domain.spelling import runs_right_to_left

# Of pictures that stand alone.
WIDTH_PX, HEIGHT_PX, PAD_PX, RATIO = 960, 420, 24, 2
LEVEL_PX, BAR_PX = 46, 9
_TEXT_PX, _SMALL_PX, _TITLE_PX = 14, 12, 19
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignHCenter | _MIDDLE


class Look(NamedTuple):
    """The colours of a chart by role, and how large its texts are beside those of a screen."""

    colours: Mapping[str, QColor]
    scale: float = 1.0
    is_mirrored: bool = False


def paper_look(scale: float = 1.0, *, is_mirrored: bool = False) -> Look:
    """Give the look of charts on paper and in files: the light theme's."""
    colours = {
        "ink": "#14212B", "text2": "#5A6B78", "line": "#DDE3E8", "chart": "#93BCC8",
        "accent": "#0F6E84", "yes": "#147A4B", "look": "#B25E00", "soft": "#EBEFF2",
        "card": "#FFFFFF",
    }  # fmt: skip
    return Look({role: QColor(code) for role, code in colours.items()}, scale, is_mirrored)


def save_chart(
    target: Path, chart: Chart, head: str, ending: str, *, is_mirrored: bool = False
) -> None:
    """Write a chart as a picture of its own, an SVG or a PNG.

    Args:
        target: a path that is free.
        chart: what is drawn.
        head: whose it is and of when, under its title.
        ending: `.svg` or `.png`.
        is_mirrored: it is read from the right.

    Raises:
        OSError: it could not be written.
    """
    look = paper_look(is_mirrored=is_mirrored)
    size = QSize(WIDTH_PX, _height(chart))
    if ending == ".svg":
        svg = QSvgGenerator()
        svg.setFileName(qt_name(target))
        svg.setSize(size)
        svg.setViewBox(QRectF(0, 0, size.width(), size.height()))
        svg.setTitle(_plain(f"{chart.title} – {head}"))
        # By this word the file is known again as one that may be replaced.
        svg.setDescription("Muster")
        with QPainter(svg) as painter:
            _paint_alone(painter, QSizeF(size), chart, head, look)
        return
    image = QImage(size * RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(RATIO)
    image.fill(look.colours["card"])
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_alone(painter, QSizeF(size), chart, head, look)
    image.setText("Software", "Muster")
    if not image.save(qt_name(target), "PNG"):  # type: ignore[call-overload]
        raise OSError(f"not written: {target.name}")


def paint_chart(painter: QPainter, area: QRectF, chart: Chart, look: Look) -> None:
    """Draw a chart into an area, without its title."""
    painter.save()
    if isinstance(chart, BarChart):
        _Bars(painter, area, chart, look).paint()
    else:
        _paint_levels(painter, area, chart, look)
    painter.restore()


def levels_height(chart: LevelChart, scale: float = 1.0) -> float:
    """Tell how high a chart of levels is."""
    return max(1, len(chart.levels)) * LEVEL_PX * scale


def _height(chart: Chart) -> int:
    if isinstance(chart, BarChart):
        return HEIGHT_PX
    return int(levels_height(chart)) + 4 * PAD_PX


def _paint_alone(painter: QPainter, size: QSizeF, chart: Chart, head: str, look: Look) -> None:
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), look.colours["card"])
    side = _RIGHT if look.is_mirrored else _LEFT
    line = QRectF(PAD_PX, PAD_PX - 6, size.width() - 2 * PAD_PX, 26)
    title = " – ".join(part for part in (chart.title, chart.aside) if part)
    _text(painter, line, title, "semibold", _TITLE_PX, look.colours["ink"], side | _MIDDLE)
    below = line.translated(0, 26)
    _text(painter, below, head, "regular", _TEXT_PX, look.colours["text2"], side | _MIDDLE)
    top = PAD_PX + 52.0
    room = QRectF(PAD_PX, top, size.width() - 2 * PAD_PX, size.height() - top - PAD_PX / 2)
    paint_chart(painter, room, chart, look)


class _Bars:
    """One chart of bars while it is drawn."""

    def __init__(self, painter: QPainter, area: QRectF, chart: BarChart, look: Look) -> None:
        self._painter = painter
        self._area = area.adjusted(4, 2, -8, -2)
        self._chart = chart
        self._look = look
        self._scale = look.scale
        self._ticks = ticks(chart.most)
        axis = max(self._width_of(f"{tick}") for tick in self._ticks) + 12 * self._scale
        legend = 22 * self._scale
        self._plot = self._area.adjusted(axis, legend + 18 * self._scale, -4, -24 * self._scale)

    def paint(self) -> None:
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._chart.bars:
            _text(self._painter, self._area, self._chart.nothing, "regular",
                  _TEXT_PX * self._scale, self._look.colours["text2"], _CENTRE)  # fmt: skip
            return
        self._paint_axis()
        for number in range(len(self._chart.bars)):
            self._paint_bar(number)
        self._paint_labels()
        self._paint_usual()
        self._paint_legend()
        self._paint_callout()

    def _y(self, value: float) -> float:
        return self._plot.bottom() - self._plot.height() * value / self._ticks[-1]

    def _slot(self, number: int) -> QRectF:
        width = self._plot.width() / len(self._chart.bars)
        return QRectF(self._plot.left() + width * number, self._plot.top(), width,
                      self._plot.height())  # fmt: skip

    def _paint_axis(self) -> None:
        colours = self._look.colours
        for tick in self._ticks:
            y = self._y(tick)
            self._painter.setPen(QPen(colours["line"], 1))
            self._painter.drawLine(QPointF(self._plot.left(), y), QPointF(self._plot.right(), y))
            label = QRectF(self._area.left(), y - 9 * self._scale,
                           self._plot.left() - self._area.left() - 8 * self._scale,
                           18 * self._scale)  # fmt: skip
            _text(self._painter, label, f"{tick}", "regular", _SMALL_PX * self._scale,
                  colours["text2"], _RIGHT | _MIDDLE)  # fmt: skip

    def _paint_bar(self, number: int) -> None:
        bar, slot = self._chart.bars[number], self._slot(number)
        if not bar.value:
            return
        gap = min(2.0 * self._scale, slot.width() / 8)
        top = self._y(bar.value)
        shape = QRectF(slot.left() + gap / 2, top, slot.width() - gap, self._plot.bottom() - top)
        is_best = number == self._chart.best
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._look.colours["accent" if is_best else "chart"])
        radius = min(3.0 * self._scale, shape.height() / 2)
        self._painter.drawRoundedRect(shape, radius, radius)

    def _paint_labels(self) -> None:
        """Write as many labels as have room."""
        widest = max(self._width_of(bar.label) for bar in self._chart.bars) + 14 * self._scale
        every = max(1, round(widest / self._slot(0).width() + 0.49))
        for number in range(0, len(self._chart.bars), every):
            slot = self._slot(number)
            area = QRectF(slot.center().x() - widest, self._plot.bottom() + 4 * self._scale,
                          2 * widest, 18 * self._scale)  # fmt: skip
            _text(self._painter, area, self._chart.bars[number].label, "regular",
                  _SMALL_PX * self._scale, self._look.colours["text2"], _CENTRE)  # fmt: skip

    def _paint_usual(self) -> None:
        usual = self._chart.usual
        if not usual:
            return
        slots = range(len(usual))
        points = [QPointF(self._slot(n).center().x(), self._y(usual[n])) for n in slots]
        pen = QPen(self._look.colours["text2"], 1.6 * self._scale, Qt.PenStyle.DashLine)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(QPolygonF(points))

    def _paint_legend(self) -> None:
        colours, at = self._look.colours, self._area.right()
        entries = [(self._chart.usual_word, False)] if self._chart.usual else []
        entries.append((self._chart.bars_word, True))
        for word, is_bar in entries:
            if not word:
                continue
            width = self._width_of(word)
            area = QRectF(at - width, self._area.top(), width + 2, 18 * self._scale)
            _text(self._painter, area, word, "regular", _SMALL_PX * self._scale, colours["text2"],
                  _LEFT | _MIDDLE)  # fmt: skip
            mark = area.left() - 8 * self._scale
            middle = area.center().y()
            if is_bar:
                side = 9 * self._scale
                self._painter.setPen(Qt.PenStyle.NoPen)
                self._painter.setBrush(colours["chart"])
                square = QRectF(mark - side, middle - side / 2, side, side)
                self._painter.drawRoundedRect(square, 2, 2)
                at = mark - side - 18 * self._scale
            else:
                pen = QPen(colours["text2"], 1.6 * self._scale, Qt.PenStyle.DashLine)
                self._painter.setPen(pen)
                length = 18 * self._scale
                self._painter.drawLine(QPointF(mark - length, middle), QPointF(mark, middle))
                at = mark - length - 18 * self._scale

    def _paint_callout(self) -> None:
        best = self._chart.best
        if best is None or not self._chart.callout:
            return
        width = self._width_of(self._chart.callout, "semibold") + 8
        centre = self._slot(best).center().x()
        left = min(max(centre - width / 2, self._plot.left()), self._plot.right() - width)
        line = self._chart.usual[best] if self._chart.usual else 0
        top = self._y(max(self._chart.bars[best].value, line))
        area = QRectF(left, top - 20 * self._scale, width, 18 * self._scale)
        colours = self._look.colours
        colour = colours.get("accent_text", colours["accent"])
        size = _SMALL_PX * self._scale
        _text(self._painter, area, self._chart.callout, "semibold", size, colour, _CENTRE)

    def _width_of(self, text: str, weight: str = "regular") -> float:
        return QFontMetricsF(_face(text, weight, _SMALL_PX * self._scale)).horizontalAdvance(text)


def _paint_levels(painter: QPainter, area: QRectF, chart: LevelChart, look: Look) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not chart.levels:
        _text(painter, area, chart.nothing, "regular", _TEXT_PX * look.scale,
              look.colours["text2"], _CENTRE)  # fmt: skip
        return
    area = area.adjusted(6, 2, -6, 0)
    height = LEVEL_PX * look.scale
    for number, level in enumerate(chart.levels):
        line = QRectF(area.left(), area.top() + number * height, area.width(), height)
        _paint_level(painter, line, level, look)


def _paint_level(painter: QPainter, line: QRectF, level: Level, look: Look) -> None:
    start, end = (_RIGHT, _LEFT) if look.is_mirrored else (_LEFT, _RIGHT)
    size, colours = _TEXT_PX * look.scale, look.colours
    words = QRectF(line.left(), line.top(), line.width(), 24 * look.scale)
    count = f"{level.value} / {level.of}" if level.of else f"{level.value}"
    _text(painter, words, count, "semibold", size, colours["ink"], end | _MIDDLE)
    room = QFontMetricsF(_face(count, "semibold", size)).horizontalAdvance(count) + 14 * look.scale
    named = words.adjusted(room, 0, 0, 0) if look.is_mirrored else words.adjusted(0, 0, -room, 0)
    _text(painter, named, level.label, "regular", size, colours["ink"], start | _MIDDLE)
    whole = QRectF(line.left(), words.bottom() + 2, line.width(), BAR_PX * look.scale)
    radius = whole.height() / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours["soft"])
    painter.drawRoundedRect(whole, radius, radius)
    share = min(1.0, level.value / level.of) if level.of else 0.0
    if share <= 0:
        return
    width = max(whole.width() * share, whole.height())
    left = whole.right() - width if look.is_mirrored else whole.left()
    painter.setBrush(colours["look" if level.is_full else "yes"])
    painter.drawRoundedRect(QRectF(left, whole.top(), width, whole.height()), radius, radius)


def _text(
    painter: QPainter, area: QRectF, text: str, weight: str, size: float, colour: QColor,
    flags: Qt.AlignmentFlag,
) -> None:  # fmt: skip
    """Write one line, cut where it has no room, in the direction in which it is read."""
    face = _face(text, weight, size)
    is_rtl = runs_right_to_left(text)
    rtl, ltr = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    painter.setLayoutDirection(rtl if is_rtl else ltr)
    painter.setFont(face)
    painter.setPen(colour)
    shown = drawn(_plain(text)).text
    cut = QFontMetricsF(face).elidedText(shown, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, flags | Qt.TextFlag.TextSingleLine, cut)


def _plain(text: str) -> str:
    """Leave out what no XML may have: control characters and halves of characters."""
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cs", "Cn"))


def _face(text: str, weight: str, size: float) -> QFont:
    face = faces(weight, drawn(text).families)
    face.setPixelSize(max(1, round(size)))
    return face
