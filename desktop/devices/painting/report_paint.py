"""Paints a whole report on A4 paper: its figures, its charts, and its tables over pages."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from math import ceil
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from desktop.devices.painting.chart_paint import LEVEL_PX, levels_height, paint_chart, paper_look
from desktop.devices.painting.faces import drawn, faces
from desktop.devices.painting.qt_name import qt_name
from desktop.domain.reports.sheet import BarChart, Cell, Chart, Report, Table, Tile
from desktop.domain.spelling import runs_right_to_left

DPI = 144
MARGIN_MM = 14.0
# In units of 1/144 inch.
TITLE_PX, HEAD_PX, TEXT_PX, SMALL_PX, VALUE_PX = 32, 21, 17, 14, 42
ROW_PX, TILE_PX, CHART_PX, GAP_PX, FOOT_PX = 28, 132, 330, 16, 30
TILES_A_ROW, LEAST_ROWS = 5, 3
# A table with more columns is written across the paper, or each row of it on several lines.
MOST_UPRIGHT, MOST_ON_A_LINE = 8, 12
# How wide a column is beside others, by the longest text in it, in letters.
_NARROWEST, _WIDEST = 5, 26
_SCALE = 1.15
_OF_CHART = HEAD_PX + 2 * GAP_PX


def paint_report(target: Path, report: Report) -> int:
    """Write a report as PDF and tell how many pages it has."""
    return _Pages(target, report).paint()


class _Pages:
    """The pages of one report while they are painted."""

    def __init__(self, target: Path, report: Report) -> None:
        self._report = report
        self._writer = QPdfWriter(qt_name(target))
        self._writer.setResolution(DPI)
        self._writer.setTitle(report.title)
        self._writer.setCreator("Muster")
        margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
        size, unit = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Unit.Millimeter
        is_across = any(len(table.headers) > MOST_UPRIGHT for table in report.tables)
        ways = QPageLayout.Orientation
        way = ways.Landscape if is_across else ways.Portrait
        self._writer.setPageLayout(QPageLayout(size, way, margins, unit))
        self._width, self._height = float(self._writer.width()), float(self._writer.height())
        self._look = paper_look(_SCALE, is_mirrored=report.is_mirrored)
        self._painter = QPainter(self._writer)
        self._page = 0
        self._y = 0.0

    def paint(self) -> int:
        self._begin_page()
        for start in range(0, len(self._report.tiles), TILES_A_ROW):
            self._paint_tiles(self._report.tiles[start : start + TILES_A_ROW])
        for chart in self._report.charts:
            self._paint_chart(chart)
        for table in self._report.tables:
            self._paint_table(table)
        self._painter.end()
        return self._page

    def _begin_page(self) -> None:
        if self._page:
            self._writer.newPage()
        self._page += 1
        self._y = 0.0
        self._text(self._report.title, 0, self._width, "bold", TITLE_PX, 44)
        self._y += 44
        self._text(self._report.subtitle, 0, self._width, "regular", TEXT_PX, 30, role="text2")
        self._y += 42
        before, self._y = self._y, self._height - FOOT_PX
        foot = f"{self._report.foot}   {self._page}".strip()
        self._text(foot, 0, self._width, "regular", SMALL_PX, FOOT_PX, role="text2")
        self._y = before

    def _need(self, height: float) -> None:
        if self._y + height > self._height - FOOT_PX - 8 and self._y > 90:
            self._begin_page()

    def _paint_tiles(self, tiles: Sequence[Tile]) -> None:
        self._need(TILE_PX)
        width = (self._width - GAP_PX * (TILES_A_ROW - 1)) / TILES_A_ROW
        for number, tile in enumerate(tiles):
            start = number * (width + GAP_PX)
            left = self._width - start - width if self._report.is_mirrored else start
            self._painter.setPen(QPen(self._look.colours["line"], 1.4))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = QRectF(left, self._y, width, TILE_PX - 14)
            self._painter.drawRoundedRect(frame, 12, 12)
            self._paint_tile(tile, start + 14, width - 28)
        self._y += TILE_PX

    def _paint_tile(self, tile: Tile, start: float, width: float) -> None:
        top = self._y
        lines = (
            (tile.title, "medium", SMALL_PX, 24, "text2"),
            (f"{tile.value} {tile.aside}".strip(), "bold",
             VALUE_PX if len(tile.value + tile.aside) < 7 else 24, 50, "ink"),
            (tile.below, "regular", SMALL_PX, 24, "text2"),
        )  # fmt: skip
        self._y += 8
        for text, weight, size, height, role in lines:
            self._text(text, start, width, weight, size, height, role=role)
            self._y += height
        self._y = top

    def _paint_chart(self, chart: Chart) -> None:
        if isinstance(chart, BarChart):
            self._paint_part(chart, CHART_PX)
            return
        # Levels go on over pages, some at least on each.
        rest = chart.levels
        while True:
            self._need(levels_height(replace(chart, levels=rest[:LEAST_ROWS]), _SCALE) + _OF_CHART)
            room = self._height - FOOT_PX - 8 - self._y - _OF_CHART
            count = max(1, int(room / (LEVEL_PX * _SCALE)))
            part = replace(chart, levels=rest[:count])
            self._paint_part(part, levels_height(part, _SCALE))
            rest = rest[count:]
            if not rest:
                return

    def _paint_part(self, chart: Chart, height: float) -> None:
        self._need(height + _OF_CHART)
        title = " – ".join(part for part in (chart.title, chart.aside) if part)
        self._text(title, 0, self._width, "semibold", HEAD_PX, HEAD_PX + 12)
        self._y += HEAD_PX + 16
        area = QRectF(0, self._y, self._width, height)
        paint_chart(self._painter, area, chart, self._look)
        self._y = area.bottom() + GAP_PX

    def _paint_table(self, table: Table) -> None:
        lines = spread(table)
        row_height = ROW_PX * len(lines)
        self._need(HEAD_PX + GAP_PX + row_height * (1 + LEAST_ROWS))
        self._text(table.title, 0, self._width, "semibold", HEAD_PX, HEAD_PX + 12)
        self._y += HEAD_PX + 14
        if table.note:
            self._text(table.note, 0, self._width, "regular", SMALL_PX, 22, role="text2")
            self._y += 24
        numbers = {n for n in range(1, len(table.headers)) if table.is_number(n)}
        self._row(lines, numbers, table.headers, "semibold")
        for row in table.rows:
            if self._y + row_height > self._height - FOOT_PX - 8:
                self._begin_page()
                self._row(lines, numbers, table.headers, "semibold")
            self._row(lines, numbers, row, "regular")
        self._y += GAP_PX

    def _row(
        self, lines: Sequence[Mapping[int, float]], numbers: Container[int],
        cells: Sequence[Cell], weight: str,
    ) -> None:  # fmt: skip
        for shares in lines:
            whole, start = sum(shares.values()), 0.0
            for column, share in shares.items():
                width = self._width * share / whole
                self._text(cell_text(cells[column]), start, width - 10, weight, SMALL_PX + 1,
                           ROW_PX, is_at_end=column in numbers)  # fmt: skip
                start += width
            self._y += ROW_PX
        self._painter.setPen(QPen(self._look.colours["line"], 1.0))
        self._painter.drawLine(QPointF(0, self._y), QPointF(self._width, self._y))

    def _text(
        self, text: str, start: float, width: float, weight: str, size: int, height: float, *,
        role: str = "ink", is_at_end: bool = False,
    ) -> None:  # fmt: skip
        """Write one line, cut at its own end, counted from where the page's reading begins."""
        is_mirrored = self._report.is_mirrored
        left = self._width - start - width if is_mirrored else start
        as_drawn = drawn(text)
        face = faces(weight, as_drawn.families)
        face.setPixelSize(size)
        is_rtl = runs_right_to_left(text)
        rtl, ltr = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
        self._painter.setLayoutDirection(rtl if is_rtl else ltr)
        self._painter.setFont(face)
        self._painter.setPen(self._look.colours[role])
        is_right = is_mirrored is not is_at_end
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        metrics = QFontMetricsF(face, self._writer)
        cut = metrics.elidedText(as_drawn.text, Qt.TextElideMode.ElideRight, width)
        self._painter.drawText(QRectF(left, self._y, width, height), flags, cut)


def spread(table: Table) -> list[dict[int, float]]:
    """Tell on which line of a row each column stands, and how wide it is beside the others."""
    count = len(table.headers)
    if count <= MOST_ON_A_LINE:
        return [dict(enumerate(table.shares or (1.0,) * count))]
    per_line = ceil(count / ceil(count / MOST_ON_A_LINE))
    longest = [
        max(len(cell_text(row[column])) for row in (table.headers, *table.rows))
        for column in range(count)
    ]
    shares = [float(min(max(length, _NARROWEST), _WIDEST)) for length in longest]
    return [
        {column: shares[column] for column in range(begin, min(begin + per_line, count))}
        for begin in range(0, count, per_line)
    ]


def cell_text(cell: Cell) -> str:
    """Write a cell of a table: whole numbers without a point, others with two digits at most."""
    if isinstance(cell, float):
        return f"{cell:.2f}".rstrip("0").rstrip(".")
    return f"{cell:f}" if not isinstance(cell, str | int) else f"{cell}"
