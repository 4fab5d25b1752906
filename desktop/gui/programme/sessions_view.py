"""The sessions of a programme: a day by room with one session beside it, or all as a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.programme.day_plan import day_plan, days_of
from desktop.domain.programme.places import PLACE_KINDS
from desktop.domain.programme.programme import Session, SessionBooking
from desktop.gui.programme.block_paint import BlockText
from desktop.gui.programme.day_chooser import DayChooser
from desktop.gui.programme.day_view import DayView, RoomHead
from desktop.gui.programme.fullness import capacity_in, room_for, share_of, tone_of
from desktop.gui.programme.session_pane import SMALL_PX, WIDTH_PX, SessionPane
from desktop.gui.widgets.buttons import Segments
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.person_list import LineView
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.programme import clash_line, no_clashes
from desktop.workflows.attendees.sessions import Seats
from desktop.workflows.programme.planning import Plan

BY_ROOM, AS_LIST = range(2)
_MINUTE_MS = 60_000
# A day of fewer pixels beside the pane shows less than two rooms.
_SMALL_BELOW_PX = 1100
_CLASHES_NAMED = 4


class SessionsView(QWidget):
    """Shows the same marked session in both ways."""

    people_asked = Signal(str)

    def __init__(self, theme: Theme, view: LineView) -> None:
        """Show sessions in this list, and by day."""
        super().__init__()
        self.list = view
        self.days = DayChooser()
        self.ways = Segments([self.tr("By room"), self.tr("As a list")])
        self.day = DayView(theme)
        self.pane = SessionPane()
        self.hint = label("", "quiet", wraps=True)
        self._plan: Plan | None = None
        self._minutes = QTimer(self)
        self._minutes.setInterval(_MINUTE_MS)
        self._minutes.timeout.connect(self._move_now)
        self._read_at = QDateTime.currentDateTime()
        self._lay_out()
        self._connect()

    def focus_field(self) -> None:
        """Bring the focus to where the arrows go from session to session."""
        target = self.day if self._is_by_room else self.list
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_plan(self, plan: Plan, wanted: str = "") -> None:
        """Show the sessions of a plan, with the day of one; the list has its lines already."""
        is_other = self._plan is None or self._plan.programme.id != plan.programme.id
        self._plan, self._read_at = plan, QDateTime.currentDateTime()
        days = days_of(plan.sessions)
        day = next((each.starts_at[:10] for each in plan.sessions if each.id == wanted), "")
        if is_other and not day:
            day = _day_to_begin(days, plan.now)
        self.days.show_days(days, day)
        self.ways.setVisible(bool(days))
        self._show_way()
        self._show_day()
        self._show_hint(plan)
        self._minutes.start()

    @property
    def _is_by_room(self) -> bool:
        return self.ways.chosen == BY_ROOM and bool(self.days.day)

    def _marked(self) -> Session | None:
        row = self.list.currentIndex().row()
        sessions = self._plan.sessions if self._plan else ()
        return sessions[row] if 0 <= row < len(sessions) else None

    def _show_way(self) -> None:
        self._stack.setCurrentIndex(BY_ROOM if self._is_by_room else AS_LIST)
        self.days.setVisible(self._is_by_room)

    def _show_day(self) -> None:
        plan = self._plan
        if plan is None:
            return
        day = day_plan(self.days.day, plan.sessions, _rooms_first(plan))
        texts = {
            block.session.id: self._text(block.session, plan.seats.get(block.session.id))
            for block in day.blocks
        }
        heads = tuple(
            RoomHead(room or self.tr("No place"), self._seats(room)) for room in day.rooms
        )
        self.day.show_day(day, heads, texts, self._now())
        marked = self._marked()
        on_day = [block.session for block in day.blocks]
        if marked not in on_day and on_day and self._is_by_room:
            self._mark(on_day[0].id)
        else:
            self._show_marked()

    def _text(self, session: Session, seats: Seats | None) -> BlockText:
        taken = seats or Seats(0, 0)
        room = room_for(session, self._plan.places if self._plan else ())
        if room and (taken.taken or session.booking == SessionBooking.NEEDED):
            line = self.tr("{taken} of {capacity} booked").format(taken=taken.taken, capacity=room)
        elif taken.taken or session.booking == SessionBooking.NEEDED:
            line = self.tr("{count} booked").format(count=taken.taken)
        else:
            line = self.tr("open to all")
        if taken.waiting:
            line += self.tr(" • {count} wait").format(count=taken.waiting)
        return BlockText(session.title, line, tone_of(room, taken), share_of(room, taken))

    def _seats(self, room: str) -> str:
        """Say how many fit into a room, where that is known."""
        seats = capacity_in(room, self._plan.places if self._plan else ())
        return self.tr("{count} seats").format(count=f"{seats:,}") if seats else ""

    def _now(self) -> int | None:
        """Give the minute of the day where the day that is shown is today."""
        if self._plan is None or self._plan.now[:10] != self.days.day:
            return None
        passed = self._read_at.secsTo(QDateTime.currentDateTime()) // 60
        hour, minute = self._plan.now[11:13], self._plan.now[14:16]
        return int(hour) * 60 + int(minute) + passed

    def _move_now(self) -> None:
        self.day.set_now(self._now())

    def _mark(self, session: str) -> None:
        """Mark a session in the list, which tells the day and the pane."""
        ids = [each.id for each in self._plan.sessions] if self._plan else []
        if session in ids:
            self.list.setCurrentIndex(self.list.lines.index(ids.index(session)))
        self._show_marked()

    def _show_marked(self) -> None:
        marked = self._marked()
        if self._plan:
            self.day.set_mark(marked.id if marked else "")
            self.pane.show_session(marked, self._plan)

    def _show_hint(self, plan: Plan) -> None:
        sentences = [clash_line(clash) for clash in plan.clashes[:_CLASHES_NAMED]]
        if timeless := sum(not session.starts_at for session in plan.sessions):
            sentences.append(
                self.tr("{count} sessions have no time: they stand in the list.").format(
                    count=timeless
                )
            )
        self.hint.setText("\n".join(sentences) or no_clashes())
        self.hint.setObjectName("attention" if sentences else "quiet")
        self.hint.style().unpolish(self.hint)
        self.hint.style().polish(self.hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the day the room on a small screen."""
        super().resizeEvent(event)
        self.pane.setFixedWidth(SMALL_PX if self.width() < _SMALL_BELOW_PX else WIDTH_PX)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda _new, _old: self._show_marked())
        self.days.changed.connect(self._show_day)
        self.ways.group.idClicked.connect(self._on_way)
        self.day.marked.connect(self._mark)
        self.day.turned.connect(self.days.turn)
        self.day.activated.connect(lambda _id: self.list.activated.emit(self.list.currentIndex()))
        self.pane.edit_asked.connect(lambda: self.list.activated.emit(self.list.currentIndex()))
        self.pane.people_asked.connect(self.people_asked)

    def _on_way(self, _number: int) -> None:
        self._show_way()
        self._show_day()
        self.focus_field()

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.days)
        above.addWidget(self.hint, 1)
        above.addWidget(self.ways)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.day)
        self._stack.addWidget(self.list)
        beside = QHBoxLayout()
        beside.setSpacing(14)
        beside.addWidget(self._stack, 1)
        beside.addWidget(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(above)
        column.addLayout(beside, 1)


def _day_to_begin(days: Sequence[str], now: str) -> str:
    """Give today, or the next day with sessions, or the first one."""
    return next((day for day in days if day >= now[:10]), days[0] if days else "")


def _rooms_first(plan: Plan) -> list[str]:
    """Name the places: those of the venue before buses and sites, else in the order of the tree."""
    ordered = sorted(plan.places, key=lambda branch: PLACE_KINDS.index(branch.place.kind))
    return [branch.place.name for branch in ordered]
