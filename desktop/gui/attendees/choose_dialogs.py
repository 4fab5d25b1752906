"""Small dialogs that ask one thing: a session, a text, answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Session
from desktop.domain.programme.questions import Question
from desktop.gui.attendees.question_form import QuestionForm
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.form_fields import ChoiceField, FormField, LineField
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.person_list import LineView, result_delegate
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.shapes import Line
from desktop.workflows.attendees.sessions import Seats

SESSIONS_PX = (640, 560)
TEXT_PX = 480


class SessionDialog(Dialog):
    """Book some people into a session, or take them out of one."""

    booked = Signal(object)
    taken_out = Signal(object)

    def __init__(
        self,
        title: str,
        sessions: Sequence[Session],
        seats: Mapping[str, Seats],
        mine: Sequence[str],
        theme: Theme,
        parent: QWidget,
        count: int = 1,
    ) -> None:
        """Offer sessions with their free places; `mine` are those that are booked already.

        For many people (`count`) no key books; a click on the button that names them does.
        """
        super().__init__(title, parent)
        self._sessions = sessions
        self._mine = mine
        self.fit(*SESSIONS_PX)
        self.list = LineView("programmes", result_delegate(theme), takes_focus=True)
        self.list.lines.set_lines(
            [self._line(session, seats.get(session.id)) for session in sessions]
        )
        if count == 1:
            self.list.activated.connect(lambda _index: self.book())
        self.list.selectionModel().currentRowChanged.connect(lambda _a, _b: self._show_buttons())
        self.content.addWidget(self.list, 1)
        close = self.add_button(self.tr("Close"), key="Esc")
        close.clicked.connect(self.reject)
        self.out_button = self.add_button(self.tr("Take out"), "risk", "Del")
        self.out_button.setShortcut("Del")
        self.out_button.clicked.connect(lambda _on=False: self.take_out())
        self.book_button = self.add_button(self.tr("Book"), "main", "Enter" if count == 1 else "")
        if count > 1:
            self.book_button.set_words(self.tr("Book {count}").format(count=count))
        self.book_button.clicked.connect(lambda _on=False: self.book())
        if sessions:
            self.list.setCurrentIndex(self.list.lines.index(0))
        self.list.setFocus()
        self._show_buttons()

    def book(self) -> None:
        """Book the marked session."""
        if session := self._marked():
            self.booked.emit(session)
            self.accept()

    def take_out(self) -> None:
        """Take out of the marked session."""
        if session := self._marked():
            self.taken_out.emit(session)
            self.accept()

    def _marked(self) -> Session | None:
        row = self.list.currentIndex().row()
        return self._sessions[row] if 0 <= row < len(self._sessions) else None

    def _show_buttons(self) -> None:
        session = self._marked()
        is_mine = session is not None and session.id in self._mine
        self.book_button.setEnabled(session is not None and not is_mine)
        self.out_button.setEnabled(session is not None and (is_mine or not self._mine))

    def _line(self, session: Session, seats: Seats | None) -> Line:
        when = session.starts_at.replace("T", " ")
        below = " • ".join(filter(None, (when, session.kind, session.place, session.vehicle)))
        taken = seats.taken if seats else 0
        if session.id in self._mine:
            return Line(session.title, "", below, self.tr("booked"), "yes", session.id)
        if not session.capacity:
            return Line(session.title, "", below, f"{taken}", "", session.id)
        is_full = taken >= session.capacity
        text = self.tr("{taken} of {capacity}").format(taken=taken, capacity=session.capacity)
        if seats and seats.waiting:
            text += self.tr(", {count} wait").format(count=seats.waiting)
        return Line(session.title, "", below, text, "look" if is_full else "", session.id)


class TextDialog(Dialog):
    """Ask for one text, chosen or typed."""

    given = Signal(str)

    def __init__(
        self,
        title: str,
        field: str,
        choices: Sequence[str],
        parent: QWidget,
        *,
        is_needed: bool = False,
        count: int = 1,
    ) -> None:
        """Ask for a text under a title; choices are offered as one types.

        For many people (`count`) nothing is chosen beforehand, and no key does it.
        """
        super().__init__(title, parent)
        self._is_needed = is_needed
        self.fit(TEXT_PX)
        self.field: FormField = (
            ChoiceField(field, {choice: choice for choice in choices}, is_open=True)
            if choices
            else LineField(field)
        )
        if count > 1 and isinstance(self.field, ChoiceField):
            self.field.begin_empty("")
        self.content.addWidget(self.field)
        self.content.addStretch(1)
        cancel = self.add_button(self.tr("Cancel"), key="Esc")
        cancel.clicked.connect(self.reject)
        words = self.tr("For {count} people").format(count=count)
        self.do_button = self.add_button(self.tr("Do it") if count == 1 else words, "main", "Enter")
        self.do_button.set_pressed_by_enter(is_pressed=count == 1)
        self.do_button.clicked.connect(lambda _on=False: self.give())
        self.field.editor.setFocus()

    def give(self) -> None:
        """Hand on what is typed."""
        text = self.field.value()
        if self._is_needed and not text:
            self.field.show_fault(self.tr("This is needed."))
            return
        self.accept()
        self.given.emit(text)


class AnswersDialog(Dialog):
    """Ask somebody at the desk what is still open."""

    answered = Signal(object)

    def __init__(
        self, attendee: Attendee, questions: Sequence[Question], theme: Theme, parent: QWidget
    ) -> None:
        """Ask somebody these questions."""
        super().__init__(attendee.name, parent)
        self.form = QuestionForm(questions, theme, takes_photos=True)
        self.content.addWidget(label(self.tr("Before you come in:"), "quiet"))
        self.content.addWidget(self.form)
        self.content.addStretch(1)
        cancel = self.add_button(self.tr("Cancel"), key="Esc")
        cancel.clicked.connect(self.reject)
        done = self.add_button(self.tr("Save and check in"), "main", "Enter")
        done.setDefault(True)
        done.clicked.connect(lambda _on=False: self.give())
        if questions:
            self.form.fields[questions[0].id].editor.setFocus()

    def give(self) -> None:
        """Hand on the answers, if they can be taken."""
        if self.form.is_valid():
            self.accept()
            self.answered.emit(self.form.values())
