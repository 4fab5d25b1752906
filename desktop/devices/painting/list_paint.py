"""Paints lists on A4 paper: title, columns, groups, boxes to tick, page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from desktop.devices.painting.faces import drawn, faces
from desktop.devices.painting.qt_name import qt_name
from desktop.domain.printing.printed_list import Group, PrintedList
from desktop.domain.spelling import runs_right_to_left

DPI = 144
MARGIN_MM = 14.0
# In units of 1/144 inch.
TITLE_PX, HEAD_PX, TEXT_PX, SMALL_PX = 32, 19, 19, 16
ROW_PX, LINE_PX, GROUP_PX, BOX_PX, GAP_PX = 36, 22, 46, 18, 12
TIGHT_ROW_PX, MOST_LINES = 30, 4


def paint_list(target: Path, listing: PrintedList) -> int:
    """Write a list as PDF and tell how many pages it has."""
    return _Pages(target, listing).paint()


class _Pages:
    """The pages of one list while they are painted."""

    def __init__(self, target: Path, listing: PrintedList) -> None:
        self._listing = listing
        self._row_px = TIGHT_ROW_PX if listing.is_tight else ROW_PX
        self._writer = QPdfWriter(qt_name(target))
        self._writer.setResolution(DPI)
        self._writer.setTitle(listing.title)
        self._writer.setCreator("Muster")
        margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
        size = QPageSize(QPageSize.PageSizeId.A4)
        unit = QPageLayout.Unit.Millimeter
        self._writer.setPageLayout(
            QPageLayout(size, QPageLayout.Orientation.Portrait, margins, unit)
        )
        self._width, self._height = float(self._writer.width()), float(self._writer.height())
        self._painter = QPainter(self._writer)
        self._page = 0
        self._y = 0.0

    def paint(self) -> int:
        self._begin_page()
        for group in self._listing.groups:
            self._paint_group(group)
        self._painter.end()
        return self._page

    def _begin_page(self) -> None:
        if self._page:
            self._writer.newPage()
        self._page += 1
        self._y = 0.0
        self._text(self._listing.title, 0, self._width, "bold", self._title_px(), 44)
        self._y += 44
        self._text(self._listing.subtitle, 0, self._width, "regular", TEXT_PX, 32)
        self._y += 40
        for (left, width), column in zip(self._columns(), self._listing.columns, strict=True):
            self._text(column.title, left, width, "semibold", HEAD_PX, self._row_px)
        self._y += self._row_px
        self._rule(1.6)
        self._paint_foot()

    def _title_px(self) -> int:
        """Give the size at which the title fits in its line, down to that of the rows."""
        width = self._advance(self._listing.title, "bold", TITLE_PX)
        return max(TEXT_PX, min(TITLE_PX, int(TITLE_PX * self._width / max(width, 1))))

    def _paint_foot(self) -> None:
        before, self._y = self._y, self._height - 28
        foot = f"{self._listing.foot}   {self._page}".strip()
        self._text(foot, 0, self._width, "regular", SMALL_PX, 28)
        self._y = before

    def _paint_group(self, group: Group) -> None:
        if group.title:
            self._need(GROUP_PX + self._row_px)
            self._text(group.title, 0, self._width, "semibold", HEAD_PX, GROUP_PX)
            self._y += GROUP_PX
        for row in group.rows:
            cells = list(zip(row, self._cells(group), strict=True))
            lines = max((self._count_lines(cell, place[1]) for cell, place in cells), default=1)
            height = self._row_px + (lines - 1) * LINE_PX
            self._need(height)
            if group.is_ticked:
                self._paint_box(height)
            for cell, place in cells:
                self._text(cell, *place, "regular", TEXT_PX, height, lines)
            self._y += height
            self._rule(0.6)

    def _cells(self, group: Group) -> Iterator[tuple[float, float]]:
        """Give left and width of each cell; the first one leaves room for a box."""
        for number, (left, width) in enumerate(self._columns()):
            shift = BOX_PX + GAP_PX if group.is_ticked and number == 0 else 0
            yield left + shift, width - shift

    def _columns(self) -> list[tuple[float, float]]:
        """Give left and width of each column, counted from where reading begins."""
        widths, left = [], 0.0
        for column in self._listing.columns:
            width = column.share * self._width
            widths.append((left, width - GAP_PX))
            left += width
        return widths

    def _need(self, height: float) -> None:
        if self._y + height > self._height - 40:
            self._begin_page()

    def _paint_box(self, height: float) -> None:
        left = self._width - BOX_PX if self._listing.is_mirrored else 0.0
        self._painter.setPen(QPen(Qt.GlobalColor.black, 1.4))
        self._painter.drawRect(QRectF(left, self._y + (height - BOX_PX) / 2, BOX_PX, BOX_PX))

    def _rule(self, width: float) -> None:
        self._painter.setPen(QPen(Qt.GlobalColor.gray, width))
        self._painter.drawLine(0, round(self._y), round(self._width), round(self._y))

    def _text(
        self,
        text: str,
        start: float,
        width: float,
        weight: str,
        size: int,
        height: float,
        most: int = 1,
    ) -> None:
        """Write so many lines, cut at their own end; they stand where the page's reading begins.

        What no shipped typeface has is written in Latin letters, as on badges.
        """
        is_mirrored = self._listing.is_mirrored
        left = self._width - start - width if is_mirrored else start
        text, face = _as_drawn(text, weight, size)
        is_rtl = runs_right_to_left(text)
        rtl, ltr = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        self._painter.setLayoutDirection(rtl if is_rtl else ltr)
        self._painter.setFont(face)
        self._painter.setPen(Qt.GlobalColor.black)
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        lines = _lines(text, QFontMetricsF(face, self._writer), width, most)
        wrapped = "\n".join(lines)
        self._painter.drawText(QRectF(left, self._y, width, height), flags, wrapped)

    def _count_lines(self, text: str, width: float) -> int:
        shown, face = _as_drawn(text, "regular", TEXT_PX)
        return len(_lines(shown, QFontMetricsF(face, self._writer), width, MOST_LINES))

    def _advance(self, text: str, weight: str, size: int) -> float:
        shown, face = _as_drawn(text, weight, size)
        return QFontMetricsF(face, self._writer).horizontalAdvance(shown)


def _as_drawn(text: str, weight: str, size: int) -> tuple[str, QFont]:
    as_drawn = drawn(text)
    face = faces(weight, as_drawn.families)
    face.setPixelSize(size)
    return as_drawn.text, face


def _lines(text: str, metrics: QFontMetricsF, width: float, most: int) -> list[str]:
    """Part a text into lines between its words; the last one is cut where it is still too long."""
    lines, words = [""], text.split()
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and len(lines) < most and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
