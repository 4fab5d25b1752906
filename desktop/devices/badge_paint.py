"""Paints badges as vectors on the pages of a PDF, cut to the size of their labels."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QLineF, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextLayout,
    QTextOption,
)

from desktop.devices.fonts import font
from desktop.devices.list_paint import paint_list
from desktop.devices.qr import qr_rectangles
from desktop.domain.badge_layout import Badge, Band, Box, Qr, Text
from desktop.domain.listing import Listing
from desktop.domain.media import Media
from desktop.domain.names import runs_right_to_left

RESOLUTION_DPI = 1200
MM_PER_INCH = 25.4
POINTS_PER_INCH = 72
CUT_MARK_MM = 4.0
PDF_END = b"%%EOF"
CUT_GAP_MM = 1.0
_DOTS = RESOLUTION_DPI / MM_PER_INCH

# Absolute: a badge's sides do not change with the script of one of its lines.
_ALIGN = {
    "start": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute,
    "centre": Qt.AlignmentFlag.AlignHCenter,
    "end": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute,
}


class PdfBadgePainter:
    """Paints badges with Qt: shaping and right-to-left text come out right."""

    def paint_pdf(self, target: Path, media: Media, badges: Iterator[Badge]) -> int:
        """Write a PDF of these badges and tell how many pages it has."""
        writer = _writer(target, media)
        painter = QPainter()
        if not painter.begin(writer):
            raise OSError(f"cannot paint on {target.name}")
        pages = 0
        try:
            for number, badge in enumerate(badges):
                index = number % media.per_page
                if index == 0:
                    if pages:
                        writer.newPage()
                    pages += 1
                    _draw_cut_marks(painter, media)
                _draw_badge(painter, badge, media.box(index))
        finally:
            is_ended = painter.end()
        if not is_ended or not _is_whole(target):
            raise OSError("the disk did not take the whole PDF")
        return pages

    def paint_list(self, target: Path, listing: Listing) -> int:
        """Write a list as PDF and tell how many pages it has."""
        pages = paint_list(target, listing)
        if not _is_whole(target):
            raise OSError("the disk did not take the whole PDF")
        return pages

    def paint_picture(self, target: Path, media: Media, badge: Badge, dpi: int) -> None:
        """Write one badge as a PNG on white, at a resolution in dots an inch."""
        scale = dpi / RESOLUTION_DPI
        width, height = media.label_w_mm * _DOTS * scale, media.label_h_mm * _DOTS * scale
        picture = QImage(round(width), round(height), QImage.Format.Format_ARGB32_Premultiplied)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        _draw_badge(painter, badge, Box(0, 0, media.label_w_mm, media.label_h_mm))
        painter.end()
        if not picture.save(str(target), "PNG"):  # type: ignore[call-overload]
            raise OSError("the disk did not take the whole picture")


def _is_whole(target: Path) -> bool:
    """Look for the mark at the end of a PDF: Qt does not tell when the disk is full."""
    with target.open("rb") as file:
        file.seek(0, os.SEEK_END)
        size = len(PDF_END) + 2
        file.seek(max(0, file.tell() - size))
        return PDF_END in file.read(size)


def _writer(target: Path, media: Media) -> QPdfWriter:
    writer = QPdfWriter(str(target))
    writer.setResolution(RESOLUTION_DPI)
    size = QPageSize(
        QSizeF(media.page_w_mm, media.page_h_mm),
        QPageSize.Unit.Millimeter,
        "",
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setTitle("Badges")
    writer.setCreator("Muster")
    return writer


def _draw_badge(painter: QPainter, badge: Badge, label: Box) -> None:
    painter.save()
    painter.translate(label.x_mm * _DOTS, label.y_mm * _DOTS)
    painter.setClipRect(QRectF(0, 0, label.w_mm * _DOTS, label.h_mm * _DOTS))
    for item in badge.items:
        if isinstance(item, Band):
            painter.fillRect(_dots(item.box), QColor(item.colour))
        elif isinstance(item, Qr):
            _draw_qr(painter, item)
        else:
            _draw_text(painter, item)
    painter.restore()


def _draw_qr(painter: QPainter, item: Qr) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawRects(qr_rectangles(item.code, _dots(item.box)))


def _draw_text(painter: QPainter, item: Text) -> None:
    """Draw lines of text in the middle of their box, shrunk together until they fit."""
    box = _dots(item.box)
    lines = item.text.split("\n")
    size_pt, is_tight = _fitting_size(item, lines, box.width())
    face, metrics = _face(item.weight, size_pt, item.spacing_percent)
    if is_tight:
        wrapped = _wrap(item, lines, face, box.width())
        elide = Qt.TextElideMode.ElideRight
        lines = [metrics.elidedText(line, elide, box.width()) for line in wrapped]
    height = metrics.height()
    top = box.y() + max(0.0, (box.height() - height * len(lines)) / 2)
    painter.setPen(QColor(item.colour))
    painter.setFont(face)
    for number, line in enumerate(lines):
        place = QRectF(box.x(), top + number * height, box.width(), height)
        painter.drawText(place, line, _option(item.align, runs_right_to_left(line)))


def _fitting_size(item: Text, lines: list[str], width: float) -> tuple[float, bool]:
    """Find the size at which the widest line fits, and whether it was too wide at first.

    Room for a second line counts as width.
    """
    _font, metrics = _face(item.weight, item.size_pt, item.spacing_percent)
    widest = max(metrics.horizontalAdvance(line) for line in lines)
    if widest <= width:
        return item.size_pt, False
    spare = max(1, item.lines - len(lines) + 1)
    room = width * (spare * 0.92 if spare > 1 else 1.0)
    if widest <= room:
        return item.size_pt, True
    return max(item.min_pt, int(item.size_pt * room / widest * 4) / 4), True


def _wrap(item: Text, lines: list[str], face: QFont, width: float) -> list[str]:
    """Break a line that may take two where its words allow it."""
    if len(lines) >= item.lines:
        return lines
    layout = QTextLayout(lines[0], face)
    layout.beginLayout()
    found: list[str] = []
    while len(found) < item.lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        is_last = len(found) == item.lines - 1
        end = None if is_last else line.textStart() + line.textLength()
        found.append(lines[0][line.textStart() : end].strip())
    layout.endLayout()
    return found + lines[1:]


@lru_cache(maxsize=256)
def _face(weight: str, size_pt: float, spacing_percent: float) -> tuple[QFont, QFontMetricsF]:
    face = font(weight)
    face.setPixelSize(max(1, round(size_pt * RESOLUTION_DPI / POINTS_PER_INCH)))
    face.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spacing_percent)
    return face, QFontMetricsF(face)


@lru_cache(maxsize=8)
def _option(align: str, is_rtl: bool) -> QTextOption:
    option = QTextOption(_ALIGN[align])
    if is_rtl:
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option


def _dots(box: Box) -> QRectF:
    return QRectF(box.x_mm * _DOTS, box.y_mm * _DOTS, box.w_mm * _DOTS, box.h_mm * _DOTS)


def _draw_cut_marks(painter: QPainter, media: Media) -> None:
    """Draw hairlines in the sheet's margins, for those who cut plain paper."""
    if media.per_page == 1:
        return
    painter.setPen(QPen(QColor("#9AA7B0"), 0.15 * _DOTS))
    boxes = [media.box(index) for index in range(media.per_page)]
    left, top = min(b.x_mm for b in boxes), min(b.y_mm for b in boxes)
    right = max(b.x_mm + b.w_mm for b in boxes)
    bottom = max(b.y_mm + b.h_mm for b in boxes)
    xs = {b.x_mm for b in boxes} | {b.x_mm + b.w_mm for b in boxes}
    ys = {b.y_mm for b in boxes} | {b.y_mm + b.h_mm for b in boxes}
    lines = []
    for x in xs:
        lines += [(x, top - CUT_GAP_MM, x, top - CUT_MARK_MM - CUT_GAP_MM)]
        lines += [(x, bottom + CUT_GAP_MM, x, bottom + CUT_MARK_MM + CUT_GAP_MM)]
    for y in ys:
        lines += [(left - CUT_GAP_MM, y, left - CUT_MARK_MM - CUT_GAP_MM, y)]
        lines += [(right + CUT_GAP_MM, y, right + CUT_MARK_MM + CUT_GAP_MM, y)]
    painter.drawLines([QLineF(*(value * _DOTS for value in line)) for line in lines])
