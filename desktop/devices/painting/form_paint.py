"""Paints forms on US Letter paper: boxes, tables over several pages, boxes at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from desktop.devices.painting.faces import drawn, faces
from desktop.devices.painting.qt_name import qt_name
from desktop.domain.printing.printed_form import Block, FormTable, PrintedForm
from desktop.domain.spelling import runs_right_to_left

DPI = 144
MARGIN_MM = 11.0
# In units of 1/144 inch.
TITLE_PX, LABEL_PX, TEXT_PX, CELL_PX, SMALL_PX = 26, 13, 18, 14, 13
TITLE_BAND_PX, BLOCK_PX, HEAD_PX, ROW_PX, PAD_PX = 40, 46, 46, 42, 5
LEAST_PX = 8
_LINE = 1.0


def paint_form(target: Path, form: PrintedForm) -> int:
    """Write a form as PDF and tell how many pages it has."""
    pages = _Pages(form)
    return pages.paint(target)


class _Page:
    """What comes onto one page: parts of tables, each with its head."""

    def __init__(self) -> None:
        self.parts: list[tuple[FormTable, Sequence[tuple[str, ...]], bool]] = []
        self.used = 0.0


class _Pages:
    """The pages of one form: laid out first, because each says how many there are."""

    def __init__(self, form: PrintedForm) -> None:
        self._form = form
        self._page = 0
        self._y = 0.0

    def paint(self, target: Path) -> int:
        writer = QPdfWriter(qt_name(target))
        writer.setResolution(DPI)
        writer.setTitle(self._form.title)
        writer.setCreator("Muster")
        margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
        sides = QPageLayout.Orientation
        side = sides.Landscape if self._form.is_landscape else sides.Portrait
        size = QPageSize(QPageSize.PageSizeId.Letter)
        writer.setPageLayout(QPageLayout(size, side, margins, QPageLayout.Unit.Millimeter))
        self._writer = writer
        self._width, self._height = float(writer.width()), float(writer.height())
        pages = self._laid_out()
        self._painter = QPainter(writer)
        for number, page in enumerate(pages, start=1):
            if number > 1:
                writer.newPage()
            self._paint_page(page, number, len(pages))
        self._painter.end()
        return len(pages)

    @property
    def _room(self) -> float:
        """How high the tables of one page may be."""
        form = self._form
        around = TITLE_BAND_PX + BLOCK_PX * (len(form.head) + len(form.foot)) + 28
        return self._height - around

    def _laid_out(self) -> list[_Page]:
        """Part the rows of all tables among pages; an empty table still has its head."""
        pages = [_Page()]
        for table in self._form.tables:
            missing = max(0, table.blank_rows - len(table.rows))
            rest = [*table.rows, *[("",) * len(table.columns)] * missing]
            is_first = True
            while rest or is_first:
                page = pages[-1]
                fits = int((self._room - page.used - HEAD_PX - LABEL_PX - PAD_PX) // ROW_PX)
                if fits < 1 and page.parts:
                    pages.append(_Page())
                    continue
                some, rest = rest[: max(fits, 1)], rest[max(fits, 1) :]
                page.parts.append((table, some, is_first))
                page.used += HEAD_PX + LABEL_PX + PAD_PX + ROW_PX * len(some)
                is_first = False
                if rest:
                    pages.append(_Page())
        return pages

    def _paint_page(self, page: _Page, number: int, pages: int) -> None:
        form = self._form
        self._y = 0.0
        self._text(
            form.title, QRectF(0, 0, self._width, TITLE_BAND_PX), "bold", TITLE_PX, is_centred=True
        )
        self._y = TITLE_BAND_PX
        for row in form.head:
            self._blocks(row)
        for table, rows, _is_first in page.parts:
            self._table(table, rows)
        self._y = self._height - 28 - BLOCK_PX * len(form.foot)
        for row in form.foot:
            self._blocks(row)
        where = form.page_of.format(page=number, pages=pages)
        area = QRectF(0, self._height - 24, self._width, 24)
        self._text(where, area, "regular", SMALL_PX, is_centred=True)

    def _blocks(self, row: Sequence[Block]) -> None:
        left, whole = 0.0, sum(block.share for block in row)
        for block in row:
            width = self._width * block.share / whole
            area = QRectF(left, self._y, width, BLOCK_PX)
            self._box(area)
            inner = area.adjusted(PAD_PX, 2, -PAD_PX, -2)
            label = QRectF(inner.left(), inner.top(), inner.width(), LABEL_PX + 5)
            self._text(block.title, label, "semibold", LABEL_PX)
            below = QRectF(
                inner.left(), label.bottom(), inner.width(), inner.bottom() - label.bottom()
            )
            self._text(block.value, below, "regular", TEXT_PX)
            left += width
        self._y += BLOCK_PX

    def _table(self, table: FormTable, rows: Sequence[tuple[str, ...]]) -> None:
        band = QRectF(0, self._y, self._width, LABEL_PX + PAD_PX)
        self._box(band)
        self._text(table.title, band.adjusted(PAD_PX, 0, 0, 0), "semibold", LABEL_PX)
        self._y += LABEL_PX + PAD_PX
        titles = tuple(column.title for column in table.columns)
        self._row(table, titles, HEAD_PX, "semibold", SMALL_PX - 2)
        for row in rows:
            self._row(table, row, ROW_PX, "regular", CELL_PX)

    def _row(
        self, table: FormTable, cells: Sequence[str], height: float, weight: str, size: int
    ) -> None:
        left = 0.0
        for column, cell in zip(table.columns, cells, strict=True):
            width = self._width * column.share
            area = QRectF(left, self._y, width, height)
            self._box(area)
            self._text(cell, area.adjusted(PAD_PX - 2, 1, 2 - PAD_PX, -1), weight, size)
            left += width
        self._y += height

    def _box(self, area: QRectF) -> None:
        self._painter.setPen(QPen(Qt.GlobalColor.black, _LINE))
        self._painter.drawRect(area)

    def _text(
        self,
        text: str,
        area: QRectF,
        weight: str,
        size: int,
        *,
        is_centred: bool = False,
    ) -> None:
        """Write a text into a box: smaller where it is long, in lines where there is room."""
        as_drawn = drawn(text)
        face = faces(weight, as_drawn.families)
        face.setPixelSize(size)
        shown = _fitted(as_drawn.text, QFontMetricsF(face, self._writer), area)
        while shown is None and face.pixelSize() > LEAST_PX:
            face.setPixelSize(face.pixelSize() - 1)
            shown = _fitted(as_drawn.text, QFontMetricsF(face, self._writer), area)
        if shown is None:
            shown = _cut(as_drawn.text, QFontMetricsF(face, self._writer), area)
        is_rtl = runs_right_to_left(text)
        rtl, ltr = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        self._painter.setLayoutDirection(rtl if is_rtl else ltr)
        self._painter.setFont(face)
        self._painter.setPen(Qt.GlobalColor.black)
        side = Qt.AlignmentFlag.AlignHCenter if is_centred else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(area, flags, "\n".join(shown))


def _fitted(text: str, metrics: QFontMetricsF, area: QRectF) -> list[str] | None:
    """Part a text into lines that fit into a box; nothing where they do not."""
    lines = _wrapped(text, metrics, area.width())
    is_narrow = any(metrics.horizontalAdvance(line) > area.width() for line in lines)
    return None if is_narrow or len(lines) > _most_lines(metrics, area) else lines


def _cut(text: str, metrics: QFontMetricsF, area: QRectF) -> list[str]:
    """Cut a text that fits into a box at no size."""
    lines, most = _wrapped(text, metrics, area.width()), _most_lines(metrics, area)
    kept = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width()) for line in kept]


def _most_lines(metrics: QFontMetricsF, area: QRectF) -> int:
    return max(1, int(area.height() // metrics.height()))


def _wrapped(text: str, metrics: QFontMetricsF, width: float) -> list[str]:
    """Part a text into lines between its words."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
