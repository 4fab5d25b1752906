"""A day by room: columns of places, hours downwards, and the line of now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QStyle

from desktop.domain.programme.day_plan import HOUR_MIN, Block, DayPlan
from desktop.gui.programme.block_paint import BlockText, face, paint_block, write
from desktop.gui.widgets.theme import Theme

HOUR_PX, HEAD_PX, HOURS_PX, LEAST_ROOM_PX, GAP_PX = 74, 48, 62, 168, 12
EMPTY = DayPlan("", (), (), 8, 18)
_STEP_PX = HOUR_PX // 2
# An hour's figure gives way to that of now where they would stand on each other.
_FIGURE_PX = 20


class RoomHead(NamedTuple):
    """The words above a column."""

    name: str
    seats: str


class DayView(QAbstractScrollArea):
    """Shows one day; the arrows go from session to session."""

    marked = Signal(str)
    activated = Signal(str)
    # The day before (-1) or after (1) is asked for.
    turned = Signal(int)

    def __init__(self, theme: Theme) -> None:
        """Show an empty day."""
        super().__init__()
        self._theme = theme
        self._plan = EMPTY
        self._heads: tuple[RoomHead, ...] = ()
        self._texts: Mapping[str, BlockText] = {}
        self._now: int | None = None
        self._mark = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("day")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.horizontalScrollBar().setSingleStep(_STEP_PX)
        self.verticalScrollBar().setSingleStep(_STEP_PX)
        self.setAccessibleName(self.tr("A day by room"))

    @property
    def plan(self) -> DayPlan:
        """The day that is shown."""
        return self._plan

    @property
    def mark(self) -> str:
        """The id of the session that is marked."""
        return self._mark

    def show_day(
        self,
        plan: DayPlan,
        heads: tuple[RoomHead, ...],
        texts: Mapping[str, BlockText],
        now: int | None,
    ) -> None:
        """Show a day; `now` is the minute of the day where it is today."""
        is_other = plan.day != self._plan.day
        self._plan, self._heads, self._texts, self._now = plan, heads, texts, now
        self._set_ranges()
        if is_other:
            self.horizontalScrollBar().setValue(0)
            early = (now - HOUR_MIN if now is not None else 0) - plan.first_hour * HOUR_MIN
            self.verticalScrollBar().setValue(early * HOUR_PX // HOUR_MIN)
        self.viewport().update()

    def set_now(self, now: int | None) -> None:
        """Move the line of now."""
        self._now = now
        self.viewport().update()

    def set_mark(self, session: str) -> None:
        """Mark a session of the day and bring it into sight."""
        self._mark = session
        block = self._block(session)
        text = self._texts.get(session)
        self.setAccessibleDescription(f"{text.title}, {text.line}" if text else "")
        if block:
            self._show_block(block)
        self.viewport().update()

    def block_rect(self, session: str) -> QRect:
        """Tell where a session stands, in pixels of the viewport; nowhere for another day's."""
        block = self._block(session)
        return self._rect(block).toRect() if block else QRect()

    def sizeHint(self) -> QSize:
        """Take what the page has."""
        return QSize(LEAST_ROOM_PX * 2, HOUR_PX * 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next session in this room, or in the room beside; Enter opens it."""
        key, block = event.key(), self._block(self._mark)
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in turns:
            self.turned.emit(turns[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and block:
            self.activated.emit(block.session.id)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(Qt.Key(key), block)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark what is clicked."""
        if block := self._at(event.position()):
            self.marked.emit(block.session.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is clicked twice."""
        if block := self._at(event.position()):
            self.activated.emit(block.session.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the columns share the width."""
        super().resizeEvent(event)
        self._set_ranges()

    def changeEvent(self, event: QEvent) -> None:
        """Mirror with the window."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw hours, blocks and now; heads and hours stay while the rest is scrolled."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = self._mirror(
            QRectF(HOURS_PX, HEAD_PX, self._view.width() - HOURS_PX, self._view.height() - HEAD_PX)
        )
        # Half a line more, so that the first hour's figure is whole.
        painter.setClipRect(QRectF(0, HEAD_PX - 12, self._view.width(), self._view.height()))
        self._paint_hours(painter)
        painter.setClipRect(body)
        for block in self._plan.blocks:
            is_marked = block.session.id == self._mark
            text = self._texts[block.session.id]
            paint_block(painter, self._theme, self._rect(block), text, self.layoutDirection(),
                        is_marked=is_marked)  # fmt: skip
        painter.setClipping(False)
        self._paint_now(painter)
        self._paint_heads(painter)

    @property
    def _view(self) -> QSize:
        return self.viewport().size()

    @property
    def _room_px(self) -> float:
        rooms = max(len(self._plan.rooms), 1)
        return max(LEAST_ROOM_PX, (self._view.width() - HOURS_PX) / rooms)

    def _paint_hours(self, painter: QPainter) -> None:
        painter.setFont(face(13, "regular"))
        for hour in range(self._plan.first_hour, self._plan.last_hour + 1):
            y = self._y(hour * HOUR_MIN)
            painter.setPen(self._theme.colour("line"))
            line = self._mirror(QRectF(HOURS_PX - 4, y, self._view.width(), 0))
            painter.drawLine(line.topLeft(), line.topRight())
            if self._now is not None and abs(y - self._y(self._now)) < _FIGURE_PX:
                continue
            painter.setPen(self._theme.colour("text2"))
            place = self._mirror(QRectF(0, y - 10, HOURS_PX - 12, 20))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{hour % 24:02d}:00")

    def _paint_heads(self, painter: QPainter) -> None:
        painter.fillRect(0, 0, self._view.width(), HEAD_PX - 12, self._theme.colour("page"))
        for number, head in enumerate(self._heads):
            left = HOURS_PX + number * self._room_px - self.horizontalScrollBar().value()
            place = QRectF(left + GAP_PX / 2, 0, self._room_px - GAP_PX, HEAD_PX - 14)
            clip = self._mirror(QRectF(HOURS_PX, 0, self._view.width() - HOURS_PX, HEAD_PX))
            painter.setClipRect(clip)
            self._paint_head(painter, place, head)
        painter.setClipping(False)

    def _paint_head(self, painter: QPainter, place: QRectF, head: RoomHead) -> None:
        strong, plain = face(15, "semibold"), face(13, "regular")
        seats_px = QFontMetricsF(plain).horizontalAdvance(head.seats) + 6 if head.seats else 0
        metrics = QFontMetricsF(strong)
        name = metrics.elidedText(head.name, Qt.TextElideMode.ElideRight, place.width() - seats_px)
        side = Qt.AlignmentFlag.AlignVCenter | self._side()
        painter.setFont(strong)
        painter.setPen(self._theme.colour("ink"))
        write(painter, self._mirror(place), side, name)
        painter.setFont(plain)
        painter.setPen(self._theme.colour("text2"))
        beside = QRectF(place)
        beside.setLeft(place.left() + metrics.horizontalAdvance(name) + 6)
        write(painter, self._mirror(beside), side, head.seats)

    def _paint_now(self, painter: QPainter) -> None:
        plan, now = self._plan, self._now
        if now is None or not plan.first_hour * HOUR_MIN <= now <= plan.last_hour * HOUR_MIN:
            return
        y = self._y(now)
        if not HEAD_PX <= y <= self._view.height():
            return
        painter.setPen(QPen(self._theme.colour("no"), 2))
        line = self._mirror(QRectF(HOURS_PX - 4, y, self._view.width(), 0))
        painter.drawLine(line.topLeft(), line.topRight())
        place = self._mirror(QRectF(2, y - 10, HOURS_PX - 12, 20))
        path = QPainterPath()
        path.addRoundedRect(place, 6, 6)
        painter.fillPath(path, self._theme.colour("no"))
        painter.setPen(self._theme.colour("band_ink"))
        painter.setFont(face(12, "semibold"))
        text = f"{now // HOUR_MIN:02d}:{now % HOUR_MIN:02d}"
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _go(self, key: Qt.Key, block: Block | None) -> None:
        if block is None:
            if self._plan.blocks:
                self.marked.emit(self._plan.blocks[0].session.id)
            return
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            column = [each for each in self._plan.blocks if each.room == block.room]
            column.sort(key=lambda each: (each.begins, each.lane))
            number = column.index(block) + (1 if key == Qt.Key.Key_Down else -1)
            target = column[number] if 0 <= number < len(column) else None
        else:
            is_on = (key == Qt.Key.Key_Right) is not self._is_mirrored
            target = self._beside(block, 1 if is_on else -1)
        if target:
            self.marked.emit(target.session.id)

    def _beside(self, block: Block, step: int) -> Block | None:
        """Give what is nearest in time in the next lane, or else in the next room with any."""
        lane = [
            each
            for each in self._plan.blocks
            if each.room == block.room and each.lane == block.lane + step
            if each.begins < block.ends and block.begins < each.ends
        ]
        if lane:
            return lane[0]
        room = block.room + step
        while 0 <= room < len(self._plan.rooms):
            column = [each for each in self._plan.blocks if each.room == room]
            if column:
                return min(column, key=lambda each: abs(each.begins - block.begins))
            room += step
        return None

    def _block(self, session: str) -> Block | None:
        return next((each for each in self._plan.blocks if each.session.id == session), None)

    def _at(self, place: QPointF) -> Block | None:
        if place.y() < HEAD_PX:
            return None
        found = (each for each in self._plan.blocks if self._rect(each).contains(place))
        return next(found, None)

    def _rect(self, block: Block) -> QRectF:
        lane_px = (self._room_px - GAP_PX) / block.lanes
        left = HOURS_PX + block.room * self._room_px + GAP_PX / 2 + block.lane * lane_px
        left -= self.horizontalScrollBar().value()
        top, bottom = self._y(block.begins), self._y(block.ends)
        width = lane_px - (4 if block.lane < block.lanes - 1 else 0)
        return self._mirror(QRectF(left, top, width, max(bottom - top, 24) - 2))

    def _y(self, minute: int) -> float:
        above = minute - self._plan.first_hour * HOUR_MIN
        return HEAD_PX + above * HOUR_PX / HOUR_MIN - self.verticalScrollBar().value()

    def _mirror(self, place: QRectF) -> QRectF:
        if not self._is_mirrored:
            return place
        return QRectF(
            self._view.width() - place.right(), place.top(), place.width(), place.height()
        )

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _side(self) -> Qt.AlignmentFlag:
        leading = Qt.AlignmentFlag.AlignLeading
        return QStyle.visualAlignment(self.layoutDirection(), leading)

    def _show_block(self, block: Block) -> None:
        """Scroll so far that a block is in sight."""
        place = self._rect(block)
        if self._is_mirrored:
            place.moveLeft(self._view.width() - place.right())
        for bar, low, high, least, most in (
            (self.verticalScrollBar(), place.top(), place.bottom(), HEAD_PX + 4,
             self._view.height() - 4),
            (self.horizontalScrollBar(), place.left(), place.right(), HOURS_PX,
             self._view.width() - 4),
        ):  # fmt: skip
            if low < least:
                bar.setValue(bar.value() - round(least - low))
            elif high > most:
                bar.setValue(bar.value() + round(min(high - most, low - least)))

    def _set_ranges(self) -> None:
        plan = self._plan
        high = HEAD_PX + (plan.last_hour - plan.first_hour) * HOUR_PX + 12
        wide = HOURS_PX + self._room_px * len(plan.rooms)
        self.verticalScrollBar().setPageStep(self._view.height())
        self.verticalScrollBar().setRange(0, max(high - self._view.height(), 0))
        self.horizontalScrollBar().setPageStep(self._view.width())
        self.horizontalScrollBar().setRange(0, max(round(wide) - self._view.width(), 0))
