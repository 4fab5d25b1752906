"""The marked session beside its day: when, how full, who may enter, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.programme.clashes import Clash
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import Session
from desktop.gui.programme.fullness import room_for, tone_of
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.labels import label, tabular
from desktop.gui.widgets.theme import set_tone
from desktop.gui.wording.door.policy import policy_sentence
from desktop.gui.wording.programme import clash_line, session_kind
from desktop.workflows.attendees.sessions import Seats
from desktop.workflows.programme.planning import Plan

WIDTH_PX, SMALL_PX = 240, 212


class SessionPane(QFrame):
    """Says all of one session at a glance."""

    edit_asked = Signal()
    people_asked = Signal(str)

    def __init__(self) -> None:
        """Begin without a session."""
        super().__init__()
        self.setObjectName("card")
        self.setFixedWidth(WIDTH_PX)
        self._session = ""
        self.when = label("", "formLabel", wraps=True)
        self.title = label("", "paneTitle", wraps=True)
        self.kind = label("", "quiet", wraps=True)
        self.count = label("", "paneCount")
        self.count.setFont(tabular(self.count.font()))
        self.of = label("", "quiet", wraps=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.waiting = label("", "pill")
        set_tone(self.waiting, "look")
        self.door_head = label(self.tr("Door"), "formLabel")
        self.door = label("", "", wraps=True)
        self.credit_head = label(self.tr("Credit"), "formLabel")
        self.credit = label("", "", wraps=True)
        self.clash_head = label(self.tr("Clashes"), "formLabel")
        self.clash = label("", "good", wraps=True)
        self.edit = KeyButton(self.tr("Edit"), "Enter", "main")
        self.people = KeyButton(self.tr("Who booked"), "Ctrl B")
        for button in (self.edit, self.people):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.edit.clicked.connect(self.edit_asked)
        self.people.clicked.connect(lambda _on=False: self.people_asked.emit(self._session))
        self._lay_out()

    def show_session(self, session: Session | None, plan: Plan) -> None:
        """Show a session; without one, the pane is gone."""
        self.setVisible(session is not None)
        if session is None:
            return
        self._session = session.id
        until = session.ends_at[11:16]
        hours = session.starts_at[11:16] + (f" – {until}" if until else "")
        where = list(dict.fromkeys(filter(None, (session.place, session.vehicle))))
        self.when.setText(" • ".join(filter(None, (hours, *where))))
        self.title.setText(session.title)
        self.kind.setText(session_kind(session.kind))
        self._show_seats(session, plan)
        self._show_door(session, plan)
        self.credit_head.setVisible(bool(session.credit_hours))
        self.credit.setVisible(bool(session.credit_hours))
        self.credit.setText(self.tr("{hours} hours").format(hours=session.credit_hours))
        self._show_clashes([each for each in plan.clashes if session in (each.session, each.other)])

    def _show_seats(self, session: Session, plan: Plan) -> None:
        seats = plan.seats.get(session.id, Seats(0, 0))
        self.count.setText(f"{seats.taken:,}")
        room = room_for(session, plan.places)
        of = self.tr("of {capacity} booked").format(capacity=f"{room:,}")
        self.of.setText(of if room else self.tr("booked"))
        self.bar.setVisible(bool(room))
        self.bar.setRange(0, max(room, seats.taken, 1))
        self.bar.setValue(seats.taken)
        set_tone(self.bar, tone_of(room, seats))
        self.waiting.setVisible(bool(seats.waiting))
        text = self.tr("{count} on the waiting list").format(count=seats.waiting)
        self.waiting.setText(text)

    def _show_door(self, session: Session, plan: Plan) -> None:
        tree = PlaceTree([branch.place for branch in plan.places])
        doors = [point for point in plan.points if point.session == session.id]
        sentences = [
            policy_sentence(point, session, tree, plan.questions, plan.programme) for point in doors
        ]
        none = self.tr("No door of its own: whoever comes is not counted.")
        self.door.setText("\n".join(dict.fromkeys(sentences)) or none)

    def _show_clashes(self, clashes: list[Clash]) -> None:
        self.clash.setText("\n".join(map(clash_line, clashes)) or self.tr("none"))
        set_tone(self.clash, "no" if clashes else "yes")

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setObjectName("paneContent")
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 16, 8)
        column.setSpacing(6)
        for part in (self.when, self.title, self.kind):
            column.addWidget(part)
        figures = QHBoxLayout()
        figures.setSpacing(8)
        figures.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        figures.addWidget(self.of, 1, Qt.AlignmentFlag.AlignBottom)
        column.addSpacing(4)
        column.addLayout(figures)
        column.addWidget(self.bar)
        column.addWidget(self.waiting, 0, Qt.AlignmentFlag.AlignLeading)
        for head, text in (
            (self.door_head, self.door),
            (self.credit_head, self.credit),
            (self.clash_head, self.clash),
        ):
            column.addSpacing(6)
            column.addWidget(head)
            column.addWidget(text)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("paneScroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 14)
        whole.setSpacing(6)
        whole.addWidget(scroll, 1)
        buttons = QVBoxLayout()
        buttons.setContentsMargins(15, 0, 15, 0)
        buttons.addWidget(self.edit)
        buttons.addWidget(self.people)
        whole.addLayout(buttons)
