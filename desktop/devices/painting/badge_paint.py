"""Paints badges as vectors on the pages of a PDF, cut to the size of their labels."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QLineF, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from desktop.devices.painting.badge_draw import DOTS_PER_MM, dots, draw_badge
from desktop.devices.painting.badge_text import RESOLUTION_DPI, fit
from desktop.devices.painting.calibration import draw_calibration
from desktop.devices.painting.certificate_paint import paint_certificates
from desktop.devices.painting.chart_paint import save_chart
from desktop.devices.painting.faces import drawn
from desktop.devices.painting.fonts import font
from desktop.devices.painting.form_paint import paint_form
from desktop.devices.painting.list_paint import paint_list
from desktop.devices.painting.qt_name import qt_name
from desktop.devices.painting.report_paint import paint_report
from desktop.domain.badges.badge_layout import Badge, Text
from desktop.domain.badges.box import Box
from desktop.domain.badges.media import Media, PageSetup
from desktop.domain.failures import Cause
from desktop.domain.printing.printed_form import PrintedForm
from desktop.domain.printing.printed_list import PrintedList
from desktop.domain.reports.certificate import Certificate
from desktop.domain.reports.sheet import Chart, Report

CUT_MARK_MM = 4.0
CUT_GAP_MM = 1.0
PDF_END = b"%%EOF"
HEADER_MM = (10.0, 5.0)
SNAPPED_DPI = 150
_MARK = QColor("#9AA7B0")


class PdfBadgePainter:
    """Paints badges with Qt: shaping and right-to-left text come out right."""

    def paint_pdf(self, target: Path, setup: PageSetup, badges: Iterable[Badge]) -> int:
        """Write a PDF of these badges and tell how many pages it has.

        Badges with a back have it on the next page, as the paper is turned over its long edge.
        """
        with _Pages(target, setup.media) as pages:
            rest = iter(badges)
            free = setup.start_at % setup.media.per_page
            while sheet := list(islice(rest, setup.media.per_page - free)):
                pages.paint(sheet, free, setup)
                free = 0
        return pages.count

    def paint_pages(self, target: Path, pages: Sequence[tuple[Media, Badge]]) -> int:
        """Write a PDF whose pages have sizes of their own; tell how many there are."""
        with _Pages(target, pages[0][0]) as made:
            for media, badge in pages:
                draw_badge(made.begin(media), badge, media.box(0))
        return made.count

    def paint_list(self, target: Path, listing: PrintedList) -> int:
        """Write a list as PDF and tell how many pages it has."""
        pages = paint_list(target, listing)
        require_whole(target)
        return pages

    def paint_form(self, target: Path, form: PrintedForm) -> int:
        """Write a form as PDF and tell how many pages it has."""
        pages = paint_form(target, form)
        require_whole(target)
        return pages

    def paint_report(self, target: Path, report: Report) -> int:
        """Write a report as PDF and tell how many pages it has."""
        pages = paint_report(target, report)
        require_whole(target)
        return pages

    def paint_certificates(self, target: Path, certificates: Sequence[Certificate]) -> int:
        """Write certificates of attendance as PDF and tell how many pages there are."""
        pages = paint_certificates(target, certificates)
        require_whole(target)
        return pages

    def save_chart(
        self, target: Path, chart: Chart, head: str, ending: str, *, is_mirrored: bool
    ) -> None:
        """Write a chart as a picture, an SVG or a PNG by the ending of a file's name."""
        save_chart(target, chart, head, ending, is_mirrored=is_mirrored)

    def paint_calibration(self, target: Path, setup: PageSetup) -> int:
        """Write a page that shows how far a printer is off; tells how many pages it has."""
        with _Pages(target, setup.media) as pages:
            painter = pages.begin()
            painter.save()
            painter.translate(setup.shift[0] * DOTS_PER_MM, setup.shift[1] * DOTS_PER_MM)
            draw_calibration(painter, setup.media)
            painter.restore()
        return pages.count

    def paint_picture(self, target: Path, media: Media, badge: Badge, dpi: int) -> None:
        """Write one badge as a PNG on white, at a resolution in dots an inch."""
        picture = picture_of(media, badge, dpi)
        picture.setText("Software", "Muster")
        if not picture.save(qt_name(target), "PNG"):  # type: ignore[call-overload]
            raise OSError(Cause.DISK_TOOK_PART)

    def misfits(self, badge: Badge) -> list[str]:
        """Name the texts that do not fit even at their smallest, or lose letters."""
        return [
            item.name
            for item in _named_texts(badge)
            if fit(item, _area(item)).is_cut or drawn(item.text, item.han).lost
        ]

    def fullness(self, badge: Badge) -> float:
        """Say how far its texts had to shrink; one that shrank much counts more than many a little.

        What is the same on every badge, as a programme's title, moves all of them alike.
        """
        return sum(_shrunk_by(item) ** 2 for item in _named_texts(badge))

    def rewritten(self, badge: Badge) -> dict[str, str]:
        """Give the texts that stand in Latin letters, because no shipped face has theirs."""
        texts = {item.name: drawn(item.text, item.han) for item in _named_texts(badge)}
        return {name: made.text for name, made in texts.items() if made.is_rewritten}


def _named_texts(badge: Badge) -> Iterator[Text]:
    for item in (*badge.items, *badge.back):
        if isinstance(item, Text) and item.name:
            yield item


def _area(item: Text) -> QRectF:
    area = dots(item.box)
    return area.transposed() if item.turn in (90, 270) else area


def _shrunk_by(item: Text) -> float:
    """Say where between its sizes a text ended: 0 is as large as wanted, 1 as small as allowed."""
    fitted = fit(item, _area(item))
    if fitted.is_cut:
        return 2.0
    span = item.size_pt - item.min_pt
    return (item.size_pt - fitted.size_pt) / span if span > 0 else 0.0


def picture_of(media: Media, badge: Badge, dpi: int, *, is_back: bool = False) -> QImage:
    """Paint one side of a badge on white, at a resolution in dots an inch."""
    scale = dpi / RESOLUTION_DPI
    width, height = (mm * DOTS_PER_MM * scale for mm in (media.label_w_mm, media.label_h_mm))
    picture = QImage(round(width), round(height), QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    label = Box(0, 0, media.label_w_mm, media.label_h_mm)
    # On a coarse picture whole dots would make a code much smaller than it prints.
    snap = 1 / scale if dpi >= SNAPPED_DPI else 0.0
    draw_badge(painter, badge, label, is_back=is_back, dots_of_device=snap)
    painter.end()
    return picture


def require_whole(target: Path) -> None:
    """Look for the mark at the end of a PDF: Qt does not tell when the disk is full."""
    with target.open("rb") as file:
        file.seek(0, os.SEEK_END)
        size = len(PDF_END) + 2
        file.seek(max(0, file.tell() - size))
        if PDF_END not in file.read(size):
            raise OSError(Cause.DISK_TOOK_PART)


class _Pages:
    """The pages of one PDF while they are painted."""

    def __init__(self, target: Path, media: Media) -> None:
        self._target = target
        self._writer = _writer(target, media)
        self._painter = QPainter()
        self.count = 0

    def __enter__(self) -> _Pages:
        if not self._painter.begin(self._writer):
            raise OSError(Cause.NOT_PAINTED)
        return self

    def __exit__(self, kind: object, *_rest: object) -> None:
        is_ended = self._painter.end()
        if kind is None:
            if not is_ended:
                raise OSError(Cause.DISK_TOOK_PART)
            require_whole(self._target)

    def begin(self, media: Media | None = None) -> QPainter:
        """Begin a page, of the size of another paper if one is given."""
        if self.count:
            if media:
                self._writer.setPageLayout(_page_layout(media))
            self._writer.newPage()
        self.count += 1
        return self._painter

    def paint(self, sheet: list[Badge], free: int, setup: PageSetup) -> None:
        """Paint the fronts of a sheet, and the backs if there are any."""
        sides = (False, True) if any(badge.back for badge in sheet) else (False,)
        for is_back in sides:
            painter = self.begin()
            painter.save()
            painter.translate(setup.shift[0] * DOTS_PER_MM, setup.shift[1] * DOTS_PER_MM)
            if setup.has_marks and not setup.media.is_roll:
                _draw_cut_marks(painter, setup.media)
            if setup.header:
                _draw_header(painter, setup, self.count)
            for number, badge in enumerate(sheet, start=free):
                box = setup.media.box(number, is_back=is_back)
                draw_badge(painter, badge, box, is_back=is_back)
            painter.restore()


def _writer(target: Path, media: Media) -> QPdfWriter:
    writer = QPdfWriter(qt_name(target))
    writer.setResolution(RESOLUTION_DPI)
    writer.setPageLayout(_page_layout(media))
    writer.setTitle("Badges")
    writer.setCreator("Muster")
    return writer


def _page_layout(media: Media) -> QPageLayout:
    size = QPageSize(
        QSizeF(media.page_w_mm, media.page_h_mm),
        QPageSize.Unit.Millimeter,
        "",
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())


def _draw_header(painter: QPainter, setup: PageSetup, page: int) -> None:
    left, top = HEADER_MM
    area = QRectF(left, top, setup.media.page_w_mm - 2 * left, 6.0)
    face = font("medium")
    face.setPixelSize(round(9 * RESOLUTION_DPI / 72))
    painter.setFont(face)
    painter.setPen(QColor("#33454F"))
    place = QRectF(area.topLeft() * DOTS_PER_MM, area.size() * DOTS_PER_MM)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft), setup.header)
    painter.drawText(place, int(Qt.AlignmentFlag.AlignRight), str(page))


def _draw_cut_marks(painter: QPainter, media: Media) -> None:
    """Draw hairlines in the sheet's margins, for those who cut plain paper."""
    if media.per_page == 1:
        return
    painter.setPen(QPen(_MARK, 0.15 * DOTS_PER_MM))
    boxes = [media.box(index) for index in range(media.per_page)]
    left, top = min(b.x_mm for b in boxes), min(b.y_mm for b in boxes)
    right, bottom = max(b.right for b in boxes), max(b.bottom for b in boxes)
    xs = {b.x_mm for b in boxes} | {b.right for b in boxes}
    ys = {b.y_mm for b in boxes} | {b.bottom for b in boxes}
    lines = []
    for x in xs:
        lines += [(x, top - CUT_GAP_MM, x, top - CUT_MARK_MM - CUT_GAP_MM)]
        lines += [(x, bottom + CUT_GAP_MM, x, bottom + CUT_MARK_MM + CUT_GAP_MM)]
    for y in ys:
        lines += [(left - CUT_GAP_MM, y, left - CUT_MARK_MM - CUT_GAP_MM, y)]
        lines += [(right + CUT_GAP_MM, y, right + CUT_MARK_MM + CUT_GAP_MM, y)]
    painter.drawLines([QLineF(*(value * DOTS_PER_MM for value in line)) for line in lines])
