"""The canvas: the badge as it will print, with rulers, handles, guides and zoom."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from desktop.devices.painting.badge_draw import DOTS_PER_MM, draw_items
from desktop.devices.painting.fonts import font
from desktop.domain.badges.badge_geometry import (
    Guide,
    Handle,
    Lines,
    as_square,
    lines_of,
    snap_move,
    snap_resize,
)
from desktop.domain.badges.badge_layout import lay_out_values, settled_boxes
from desktop.domain.badges.badge_template import FRONT, QrItem
from desktop.domain.badges.badge_values import Values
from desktop.domain.badges.box import Box, around
from desktop.gui.badges.badge_draft import BadgeDraft
from desktop.gui.badges.canvas_keys import handle_key
from desktop.gui.widgets.theme import Theme

RULER_PX = 22
EDGE_PX = 48
HANDLE_PX = 9
NEAR_PX = 6
ZOOM_STEP = 1.2
ZOOMS = (0.5, 40.0)
START_PX = 3
SAMPLE_CODE = "019428310592746610583920174"
_CURSORS = {
    Handle.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Handle.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Handle.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Handle.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
    Handle.TOP: Qt.CursorShape.SizeVerCursor,
    Handle.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Handle.LEFT: Qt.CursorShape.SizeHorCursor,
    Handle.RIGHT: Qt.CursorShape.SizeHorCursor,
}


class BadgeCanvas(QWidget):
    """Draws a draft and lets the pointer work on it; the keys are those of `canvas_keys`."""

    zoomed = Signal(float)

    def __init__(self, draft: BadgeDraft, theme: Theme) -> None:
        """Show this draft."""
        super().__init__()
        self.setObjectName("canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Badge"))
        self.draft = draft
        self._theme = theme
        self._values: Values = {}
        self._pictures: Mapping[str, bytes] = {}
        self._code = SAMPLE_CODE
        self._zoom = 0.0
        self._offset = QPointF()
        self._guides: tuple[Guide, ...] = ()
        self._band: QRectF | None = None
        self._pressed: QPointF | None = None
        self._handle: Handle | None = None
        self._before: dict[int, Box] = {}
        self._gesture = 0
        self._is_dragging = False
        draft.changed.connect(self.update)
        draft.selection_changed.connect(self.update)

    def show_person(self, values: Values, pictures: Mapping[str, bytes], code: str = "") -> None:
        """Preview the badge of somebody."""
        self._values, self._pictures = values, pictures
        self._code = code or SAMPLE_CODE
        self.update()

    @property
    def scale_px(self) -> float:
        """How many pixels a millimetre takes."""
        if self._zoom:
            return self._zoom
        template = self.draft.template
        room_w = self.width() - RULER_PX - 2 * EDGE_PX
        room_h = self.height() - RULER_PX - 2 * EDGE_PX
        return max(0.5, min(room_w / template.w_mm, room_h / template.h_mm))

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Show the badge larger or smaller, about a point; factor 0 fits it into the window."""
        if factor == 0:
            self._zoom, self._offset = 0.0, QPointF()
        else:
            centre = about or QPointF(self.rect().center())
            before = self._to_mm(centre)
            self._zoom = min(max(self.scale_px * factor, ZOOMS[0]), ZOOMS[1])
            self._offset += centre - self._to_px(*before)
        self.zoomed.emit(self.scale_px)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work on what is selected by keys."""
        if not handle_key(self.draft, self.zoom, event):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held, else move the sheet."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP
            self.zoom(factor, event.position())
        else:
            self._scroll(QPointF(event.angleDelta()) / 3)

    def _scroll(self, way: QPointF) -> None:
        """Move the sheet, but never out of sight."""
        template, scale = self.draft.template, self.scale_px
        most_x = (self.width() + template.w_mm * scale) / 2 - RULER_PX - EDGE_PX
        most_y = (self.height() + template.h_mm * scale) / 2 - RULER_PX - EDGE_PX
        x, y = self._offset.x() + way.x(), self._offset.y() + way.y()
        self._offset = QPointF(min(max(x, -most_x), most_x), min(max(y, -most_y), most_y))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a badge that is fitted to the window fitted."""
        super().resizeEvent(event)
        self.zoomed.emit(self.scale_px)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a handle, an item, or begin a frame."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed, self._is_dragging = event.position(), False
        self._gesture = self.draft.begin_gesture()
        self._handle = self._handle_at(event.position())
        if self._handle is None:
            self._pick(event)
        self._before = {n: self.draft.items[n].box for n in self.draft.selected}

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken."""
        if self._pressed is None:
            self._show_cursor(event.position())
            return
        way = event.position() - self._pressed
        if not self._is_dragging and way.manhattanLength() < START_PX:
            return
        self._is_dragging = True
        if self._band is not None:
            self._band = QRectF(self._pressed, event.position()).normalized()
            self._select_in_band()
        elif self._handle is not None:
            self._resize(way, event)
        elif self._before:
            self._move(way, event)
        self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._pressed, self._band, self._handle = None, None, None
        self._guides = ()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the table, the badge, what is selected, guides and rulers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.colour("canvas"))
        self._paint_badge(painter)
        self._paint_guides(painter)
        self._paint_selection(painter)
        self._paint_rulers(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _pick(self, event: QMouseEvent) -> None:
        """Select the item under the pointer, one more with Shift, or begin a frame."""
        index = self._item_at(event.position())
        adds = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if index is None:
            self._band = QRectF(event.position(), event.position())
            if not adds:
                self.draft.select(frozenset())
        elif adds:
            self.draft.select(self.draft.selected ^ {index})
        elif index not in self.draft.selected:
            self.draft.select(frozenset({index}))

    def _move(self, way: QPointF, event: QMouseEvent) -> None:
        dx, dy = way.x() / self.scale_px, way.y() / self.scale_px
        frame = around(self._before.values())
        if self._snaps(event):
            snapped = snap_move(frame, dx, dy, self._lines(), NEAR_PX / self.scale_px)
            dx, dy, self._guides = snapped
        boxes = {n: box.moved(dx, dy) for n, box in self._before.items()}
        self.draft.place(boxes, self.tr("Move"), joint=("move", self._gesture))

    def _resize(self, way: QPointF, event: QMouseEvent) -> None:
        assert self._handle is not None
        dx, dy = way.x() / self.scale_px, way.y() / self.scale_px
        ((index, before),) = self._before.items()
        reach = NEAR_PX / self.scale_px if self._snaps(event) else 0.0
        box, self._guides = snap_resize(before, self._handle, dx, dy, self._lines(), reach)
        if isinstance(self.draft.items[index], QrItem):
            box = as_square(box, self._handle)
        self.draft.place({index: box}, self.tr("Resize"), joint=("resize", self._gesture))

    def _lines(self) -> Lines:
        template = self.draft.template
        others = [item.box for n, item in enumerate(template.items)
                  if n not in self.draft.selected and item.side == self.draft.side]  # fmt: skip
        return lines_of(template.w_mm, template.h_mm, others)

    @staticmethod
    def _snaps(event: QMouseEvent) -> bool:
        return not event.modifiers() & Qt.KeyboardModifier.AltModifier

    def _select_in_band(self) -> None:
        assert self._band is not None
        left, top = self._to_mm(self._band.topLeft())
        right, bottom = self._to_mm(self._band.bottomRight())
        frame = Box(left, top, right - left, bottom - top)
        self.draft.select(
            frozenset(n for n, item in enumerate(self.draft.items)
                      if item.side == self.draft.side and item.box.overlaps(frame))
        )  # fmt: skip

    def _item_at(self, at: QPointF) -> int | None:
        """Find the uppermost item under a point; the selected one first."""
        x, y = self._to_mm(at)
        under = [n for n, item in enumerate(self.draft.items)
                 if item.side == self.draft.side and item.box.holds(x, y)]  # fmt: skip
        chosen = [n for n in under if n in self.draft.selected]
        return (chosen or under or [None])[-1]  # type: ignore[list-item]

    def _handle_at(self, at: QPointF) -> Handle | None:
        if len(self.draft.selected) != 1:
            return None
        box = self.draft.selection[0].box
        for handle in Handle:
            gap = self._to_px(*handle.point(box)) - at
            if max(abs(gap.x()), abs(gap.y())) <= HANDLE_PX:
                return handle
        return None

    def _show_cursor(self, at: QPointF) -> None:
        handle = self._handle_at(at)
        if handle:
            self.setCursor(_CURSORS[handle])
        elif self._item_at(at) is not None:
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self.setCursor(Qt.CursorShape.ArrowCursor)

    def _origin(self) -> QPointF:
        """Say where the badge's corner is on the widget."""
        template, scale = self.draft.template, self.scale_px
        left = RULER_PX + (self.width() - RULER_PX - template.w_mm * scale) / 2
        top = RULER_PX + (self.height() - RULER_PX - template.h_mm * scale) / 2
        return QPointF(left, top) + self._offset

    def _to_px(self, x_mm: float, y_mm: float) -> QPointF:
        return self._origin() + QPointF(x_mm, y_mm) * self.scale_px

    def _to_mm(self, at: QPointF) -> tuple[float, float]:
        gap = (at - self._origin()) / self.scale_px
        return gap.x(), gap.y()

    def _area(self, box: Box) -> QRectF:
        return QRectF(self._to_px(box.x_mm, box.y_mm), self._to_px(box.right, box.bottom))

    def _paint_badge(self, painter: QPainter) -> None:
        template = self.draft.template
        whole = Box(0, 0, template.w_mm, template.h_mm)
        sheet = self._area(whole)
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in (10, 6, 3):
            painter.setBrush(QColor(20, 33, 43, 10))
            painter.drawRoundedRect(sheet.adjusted(-spread, 2 - spread, spread, 2 + spread), 6, 6)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRect(sheet)
        badge = lay_out_values(template, whole, self._values, self._code, self._pictures)
        painter.save()
        painter.setClipRect(sheet)
        painter.translate(sheet.topLeft())
        painter.scale(self.scale_px / DOTS_PER_MM, self.scale_px / DOTS_PER_MM)
        draw_items(painter, badge.items if self.draft.side == FRONT else badge.back)
        painter.restore()
        painter.setPen(QPen(self._theme.colour("text2"), 1, Qt.PenStyle.DashLine))
        for fold in template.folds_mm:
            painter.drawLine(self._to_px(0, fold), self._to_px(template.w_mm, fold))

    def _paint_guides(self, painter: QPainter) -> None:
        painter.setPen(QPen(self._theme.colour("no"), 1))
        for guide in self._guides:
            at = self._to_px(guide.at_mm, guide.at_mm)
            if guide.is_upright:
                painter.drawLine(QPointF(at.x(), RULER_PX), QPointF(at.x(), self.height()))
            else:
                painter.drawLine(QPointF(RULER_PX, at.y()), QPointF(self.width(), at.y()))

    def _paint_selection(self, painter: QPainter) -> None:
        accent = self._theme.colour("accent")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        settled = settled_boxes(self.draft.template, self._values)
        for number in sorted(self.draft.selected):
            item = self.draft.items[number]
            if item.side != self.draft.side:
                continue
            if settled.get(number, item.box) != item.box:
                # Where it stands for this person, because others of its stack stay empty.
                painter.setPen(QPen(accent, 1, Qt.PenStyle.DotLine))
                painter.drawRect(self._area(settled[number]))
            painter.setPen(QPen(accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._area(item.box))
            if len(self.draft.selected) == 1:
                painter.setBrush(Qt.GlobalColor.white)
                for handle in Handle:
                    at = self._to_px(*handle.point(item.box))
                    half = HANDLE_PX / 2
                    painter.drawRect(QRectF(at.x() - half, at.y() - half, HANDLE_PX, HANDLE_PX))
        if self._band is not None:
            painter.setPen(QPen(accent, 1, Qt.PenStyle.DashLine))
            painter.setBrush(QColor(accent.red(), accent.green(), accent.blue(), 25))
            painter.drawRect(self._band)

    def _paint_rulers(self, painter: QPainter) -> None:
        card, ink = self._theme.colour("card"), self._theme.colour("text2")
        painter.fillRect(QRectF(0, 0, self.width(), RULER_PX), card)
        painter.fillRect(QRectF(0, 0, RULER_PX, self.height()), card)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawLine(RULER_PX, RULER_PX, self.width(), RULER_PX)
        painter.drawLine(RULER_PX, RULER_PX, RULER_PX, self.height())
        painter.setFont(_small())
        step = 1 if self.scale_px >= 5 else 5
        labelled = 10 if self.scale_px >= 3 else 50
        for mm in range(0, int(self.draft.template.w_mm) + 1, step):
            x = self._to_px(mm, 0).x()
            if x < RULER_PX:
                continue
            painter.setPen(QPen(ink, 1))
            painter.drawLine(QPointF(x, RULER_PX - _tick(mm)), QPointF(x, RULER_PX))
            if mm % labelled == 0:
                area = QRectF(x - 20, 0, 40, RULER_PX - 9)
                painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), str(mm))
        for mm in range(0, int(self.draft.template.h_mm) + 1, step):
            y = self._to_px(0, mm).y()
            if y < RULER_PX:
                continue
            painter.drawLine(QPointF(RULER_PX - _tick(mm), y), QPointF(RULER_PX, y))
            if mm % labelled == 0:
                area = QRectF(0, y - 8, RULER_PX - 8, 16)
                painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), str(mm))
        painter.fillRect(QRectF(0, 0, RULER_PX, RULER_PX), card)


def _tick(mm: int) -> int:
    return 8 if mm % 10 == 0 else 5 if mm % 5 == 0 else 3


def _small() -> QFont:
    face = font("regular")
    face.setPixelSize(9)
    return face
