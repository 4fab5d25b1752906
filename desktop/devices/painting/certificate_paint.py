"""Paints certificates of attendance on A4 paper across, in one language or two."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from desktop.devices.painting.faces import drawn, faces
from desktop.devices.painting.qt_name import qt_name
from desktop.domain.reports.certificate import Activity, Certificate
from desktop.domain.spelling import runs_right_to_left

DPI = 144
MARGIN_MM = 16.0
# In units of 1/144 inch.
TITLE_PX, NAME_PX, SECOND_PX, TEXT_PX, SMALL_PX, ROW_PX = 40, 58, 40, 22, 18, 34
LEAST_PX = 12
# So many activities stand on the first page, so many on each further one.
FIRST_ROWS, MORE_ROWS = 8, 19
_INK, _SOFT, _ACCENT = QColor("#14212B"), QColor("#5A6B78"), QColor("#0F6E84")
_CENTRE = Qt.AlignmentFlag.AlignHCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


def paint_certificates(target: Path, certificates: Sequence[Certificate]) -> int:
    """Write certificates as PDF, each on a page of its own, and tell how many pages there are."""
    pages = _Pages(target)
    for certificate in certificates:
        pages.paint(certificate)
    return pages.end()


class _Pages:
    """The pages while they are painted."""

    def __init__(self, target: Path) -> None:
        self._writer = QPdfWriter(qt_name(target))
        self._writer.setResolution(DPI)
        self._writer.setCreator("Muster")
        margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
        size, unit = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Unit.Millimeter
        across = QPageLayout.Orientation.Landscape
        self._writer.setPageLayout(QPageLayout(size, across, margins, unit))
        self._width, self._height = float(self._writer.width()), float(self._writer.height())
        self._painter = QPainter(self._writer)
        self._count = 0
        self._y = 0.0

    def end(self) -> int:
        self._painter.end()
        return self._count

    def paint(self, certificate: Certificate) -> None:
        self._begin_page()
        self._head(certificate)
        rest = certificate.activities
        some, rest = rest[:FIRST_ROWS], rest[FIRST_ROWS:]
        self._rows(certificate, some)
        while rest:
            self._begin_page()
            self._line(certificate.name, 0, self._width, "semibold", TEXT_PX, 50)
            self._y += 60
            some, rest = rest[:MORE_ROWS], rest[MORE_ROWS:]
            self._rows(certificate, some)
        self._foot(certificate)

    def _begin_page(self) -> None:
        if self._count:
            self._writer.newPage()
        self._count += 1
        self._painter.setPen(QPen(_ACCENT, 3))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRoundedRect(QRectF(0, 0, self._width, self._height), 18, 18)
        self._y = 26.0

    def _head(self, one: Certificate) -> None:
        self._line(self._said(one, "title"), 40, self._width - 80, "bold", TITLE_PX, 60, _ACCENT)
        self._y += 62
        self._line(self._said(one, "certifies"), 40, self._width - 80, "regular", TEXT_PX, 34,
                   _SOFT)  # fmt: skip
        self._y += 36
        self._line(one.name, 40, self._width - 80, "bold", NAME_PX, 76)
        self._y += 78
        if one.second_name:
            self._line(one.second_name, 40, self._width - 80, "semibold", SECOND_PX, 54)
            self._y += 56
        if one.licence:
            self._line(one.licence, 40, self._width - 80, "regular", SMALL_PX, 28, _SOFT)
            self._y += 30
        self._line(self._said(one, "attended"), 40, self._width - 80, "regular", TEXT_PX, 34, _SOFT)
        self._y += 36
        for text in dict.fromkeys((one.programme, one.second_programme)):
            if text:
                self._line(text, 40, self._width - 80, "semibold", TEXT_PX + 4, 38)
                self._y += 38
        where = " • ".join(part for part in (one.dates, one.place) if part)
        self._line(where, 40, self._width - 80, "regular", SMALL_PX, 32, _SOFT)
        self._y += 44

    def _rows(self, one: Certificate, activities: Sequence[Activity]) -> None:
        left, width = 60.0, self._width - 120
        columns = ((left, width * 0.44), (left + width * 0.45, width * 0.23),
                   (left + width * 0.69, width * 0.31))  # fmt: skip
        heads = Activity(*(self._said(one, key) for key in ("activity", "when", "credit")))
        for number, row in enumerate((heads, *activities)):
            weight, colour = ("semibold", _SOFT) if number == 0 else ("regular", _INK)
            for (start, room), text in zip(columns, row, strict=True):
                self._line(text, start, room, weight, SMALL_PX, ROW_PX, colour, _LEFT)
            self._y += ROW_PX
            self._painter.setPen(QPen(QColor("#DDE3E8"), 1.2))
            self._painter.drawLine(QPointF(left, self._y), QPointF(left + width, self._y))

    def _foot(self, one: Certificate) -> None:
        totals = f"{self._said(one, 'total')}: {_apart('; '.join(one.totals))}"
        self._y += 8
        self._line(totals, 60, self._width - 120, "semibold", TEXT_PX, 36, _INK, _LEFT)
        self._y = self._height - 96
        self._painter.setPen(QPen(_INK, 1.4))
        line = self._width * 0.42
        self._painter.drawLine(QPointF(60, self._y), QPointF(60 + line, self._y))
        self._line(self._said(one, "signature"), 60, line, "regular", SMALL_PX, 30, _SOFT, _LEFT)
        given = f"{self._said(one, 'provider')}: {_apart(one.provider)}" if one.provider else ""
        issued = f"{self._said(one, 'issued')}: {_apart(one.issued)}"
        start = self._width * 0.52
        room = self._width - start - 60
        self._y -= 30
        self._line(given, start, room, "regular", SMALL_PX, 30, _INK, _RIGHT)
        self._y += 30
        self._line(issued, start, room, "regular", SMALL_PX, 30, _SOFT, _RIGHT)

    @staticmethod
    def _said(one: Certificate, key: str) -> str:
        """Give fixed words in each language, the leading one first."""
        return "  |  ".join(_apart(words[key]) for words in one.words.values())

    def _line(
        self, text: str, start: float, width: float, weight: str, size: int, height: float,
        colour: QColor = _INK, side: Qt.AlignmentFlag = _CENTRE,
    ) -> None:  # fmt: skip
        """Write one line, smaller where it is long, and cut only where it would be too small."""
        as_drawn = drawn(text)
        face = faces(weight, as_drawn.families)
        face.setPixelSize(size)
        wide = QFontMetricsF(face, self._writer).horizontalAdvance(as_drawn.text)
        if wide > width:
            face.setPixelSize(max(LEAST_PX, int(size * width / wide)))
        # The leading language says how the whole line runs.
        is_rtl = runs_right_to_left(text.partition("|")[0])
        rtl, ltr = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        self._painter.setLayoutDirection(rtl if is_rtl else ltr)
        self._painter.setFont(face)
        self._painter.setPen(colour)
        metrics = QFontMetricsF(face, self._writer)
        cut = metrics.elidedText(as_drawn.text, Qt.TextElideMode.ElideRight, width)
        area = QRectF(start, self._y, width, height)
        self._painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, cut)


def _apart(text: str) -> str:
    """Keep a text's direction from turning what stands beside it (first strong isolate, UAX 9)."""
    return f"\u2068{text}\u2069"
