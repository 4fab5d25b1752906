"""The pane beside the table: one person, with sessions and history, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.attendees.agenda import booked
from desktop.domain.attendees.registration import Status
from desktop.gui.attendees.actions import Action, BulkAction, PersonAction
from desktop.gui.attendees.timeline import Timeline
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.flow_layout import FlowLayout
from desktop.gui.widgets.labels import FitLabel, chip, label, reading_direction
from desktop.gui.widgets.photo_field import Avatar
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.attendees import describe_history, standing, status_word
from desktop.gui.wording.moments import moment, now_ms
from desktop.workflows.attendees.registry import Details

WIDTH_PX = 380
AVATAR_PX = 62
SHOWN_HISTORY = 40


class DetailsPane(QFrame):
    """Everything about the person of the row."""

    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Make a pane without a person."""
        super().__init__()
        self.setObjectName("pane")
        self.setFixedWidth(WIDTH_PX)
        self._theme = theme
        self.details: Details | None = None
        self._avatar = Avatar(theme, AVATAR_PX)
        self.name = FitLabel("semibold", 21, 15, wraps=True)
        self.name.grow()
        self.second_name = FitLabel("regular", 16, 13)
        self._chip = chip("")
        self._facts = QGridLayout()
        self._sessions = FlowLayout(spacing=6)
        self._timeline = Timeline(theme)
        self._build()
        self.show_nobody("")

    def show_nobody(self, text: str) -> None:
        """Say in a sentence what belongs here."""
        self.details = None
        self._empty.setText(text)
        self._empty.show()
        self._scroll.hide()
        self._foot.hide()

    def show_details(self, details: Details) -> None:
        """Show a person."""
        self.details = details
        attendee = details.attendee
        person = attendee.person
        self._empty.hide()
        self._scroll.show()
        self._foot.show()
        self._avatar.show_person(person.name, details.photo)
        self.name.set_text(person.name)
        self.second_name.set_text(person.second_name)
        self.second_name.setVisible(bool(person.second_name))
        where = standing(attendee)
        self._chip.setText(where.text)
        self._chip.setProperty("tone", where.tone)
        self._chip.style().unpolish(self._chip)
        self._chip.style().polish(self._chip)
        self._show_facts(details)
        self._show_sessions(details)
        lines = describe_history(details.history, details.sessions, now_ms())
        self._timeline.show_lines(lines[:SHOWN_HISTORY])
        own = attendee.registration
        self._check_in.set_words(self.tr("Check out") if own.presence else self.tr("Check in"))
        self._show_actions(details)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out a button whose key stands at the foot of the window, too."""
        super().resizeEvent(event)
        self._badge.setVisible(self.width() >= WIDTH_PX)

    def _build(self) -> None:
        self._empty = label("", "quiet", wraps=True)
        self._empty.setContentsMargins(24, 40, 24, 0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        content = QWidget()
        content.setObjectName("paneContent")
        column = QVBoxLayout(content)
        column.setContentsMargins(22, 20, 22, 12)
        column.setSpacing(18)
        column.addLayout(self._build_head())
        self._facts.setHorizontalSpacing(14)
        self._facts.setVerticalSpacing(9)
        self._facts.setColumnMinimumWidth(0, 112)
        self._facts.setColumnStretch(1, 1)
        column.addLayout(self._facts)
        column.addWidget(label(self.tr("Sessions"), "paneTitle"))
        holder = QWidget()
        holder.setLayout(self._sessions)
        column.addWidget(holder)
        column.addWidget(label(self.tr("History"), "paneTitle"))
        column.addWidget(self._timeline)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("paneScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._empty)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._build_foot())

    def _build_head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.second_name)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._avatar)
        head.addLayout(words, 1)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def _build_foot(self) -> QFrame:
        self._foot = QFrame()
        self._foot.setObjectName("paneFoot")
        self._check_in = KeyButton(self.tr("Check in"), kind="main", is_narrow=True)
        badge = self._badge = KeyButton(self.tr("Badge"), "F6", is_narrow=True)
        edit = KeyButton(self.tr("Edit"), "F2", is_narrow=True)
        self._more = QPushButton("…")
        self._more.setAccessibleName(self.tr("More"))
        self._more.setProperty("kind", "more")
        self._menu = QMenu(self)
        self._more.setMenu(self._menu)
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(14, 12, 14, 14)
        row.setSpacing(6)
        actions = (PersonAction.IN_OR_OUT, BulkAction.BADGE, PersonAction.EDIT)
        for button, action in zip((self._check_in, badge, edit), actions, strict=True):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, action=action: self.asked.emit(action))
            row.addWidget(button)
        self._more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row.addStretch(1)
        row.addWidget(self._more)
        return self._foot

    def _show_facts(self, details: Details) -> None:
        empty_layout(self._facts)
        for row, (name, text, tone) in enumerate(self._fact_rows(details)):
            title = label(name, "factName")
            value = label(_breakable(text), "factValue", wraps=True)
            value.setProperty("tone", tone)
            is_rtl = reading_direction(text) is Qt.LayoutDirection.RightToLeft
            side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
            value.setAlignment(Qt.AlignmentFlag.AlignTop | side)
            self._facts.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(value, row, 1)

    def _fact_rows(self, details: Details) -> list[tuple[str, str, str]]:
        person, own = details.attendee.person, details.attendee.registration
        unpaid = "look" if own.is_unpaid else "yes"
        lines = [
            (self.tr("Organisation"), person.organization, ""),
            (self.tr("Job title"), person.title, ""),
            (self.tr("Community"), ", ".join(filter(None, (person.community, person.country))), ""),
            (self.tr("Email"), person.email, ""),
            (self.tr("Phone"), _ltr(person.phone), ""),
            (self.tr("Nickname"), person.nickname, ""),
            (self.tr("Type"), own.ticket_type, ""),
            (self.tr("Delegation"), own.delegation, ""),
            (self.tr("Blocked"), own.block_reason if own.status is Status.BLOCKED else "", "no"),
            (self.tr("To pay"), own.due, unpaid),
            (self.tr("Paid"), self._paid(details), "yes"),
            (self.tr("Needs"), " · ".join(filter(None, (person.diet, person.needs))), ""),
            (self.tr("Notes"), " · ".join(filter(None, (own.attention, own.notes))), ""),
        ]
        lines += [self._answer_row(details, question.id) for question in details.questions]
        elsewhere = len(details.elsewhere)
        if elsewhere:
            text = self.tr("{count} more").format(count=elsewhere)
            lines.append((self.tr("Programmes"), text, ""))
        return [row for row in lines if row[1]]

    def _answer_row(self, details: Details, question: str) -> tuple[str, str, str]:
        asked = next(asked_one for asked_one in details.questions if asked_one.id == question)
        answer = details.answers.get(question)
        if answer is None:
            missing = self.tr("missing") if asked.is_required else ""
            return (asked.text, missing, "look")
        when = moment(answer.at_ms, now_ms())
        if asked.kind == "signature":
            return (asked.text, self.tr("signed {when}").format(when=when), "yes")
        if asked.kind == "photo":
            return (asked.text, self.tr("taken {when}").format(when=when), "yes")
        if asked.is_consent and answer.value == "yes":
            return (asked.text, self.tr("agreed {when}").format(when=when), "yes")
        words = {"yes": self.tr("yes"), "no": self.tr("no")}
        return (asked.text, words.get(answer.value, answer.value), "")

    def _paid(self, details: Details) -> str:
        paid_ms = details.attendee.registration.paid_ms
        if paid_ms is None:
            return ""
        when = moment(paid_ms, now_ms())
        own = details.attendee.registration
        amount = own.paid_amount or own.amount_due
        return self.tr("{amount} at {when}").format(amount=amount, when=when).strip()

    def _show_sessions(self, details: Details) -> None:
        empty_layout(self._sessions)
        own = details.attendee.registration
        for session in booked(own, details.sessions):
            self._sessions.addWidget(chip(session.title[:44]))
        for session in details.sessions:
            if session.id in own.waiting:
                text = self.tr("{title}: waiting").format(title=session.title[:34])
                self._sessions.addWidget(chip(text, "look"))
        if details.sessions:
            book = QPushButton(self.tr("+ book"))
            book.setProperty("kind", "smallChip")
            book.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            book.clicked.connect(lambda _on=False: self.asked.emit(PersonAction.BOOK))
            self._sessions.addWidget(book)
        self._sessions.invalidate()

    def _show_actions(self, details: Details) -> None:
        own = details.attendee.registration
        texts: dict[Action, str] = {
            PersonAction.GROUP: self.tr("People who belong together…"),
            PersonAction.MERGE: self.tr("Merge with another record…"),
            PersonAction.PHOTO: self.tr("Photo from a file…"),
            PersonAction.CAMERA: self.tr("Photo from the camera…"),
            BulkAction.TICKET: self.tr("Ticket…"),
            PersonAction.MESSAGE: self.tr("Leave a message…"),
        }
        if details.twins:
            texts[PersonAction.UNMERGE] = self.tr("Undo the merge")
        if own.is_unpaid:
            texts[PersonAction.PAID] = self.tr("Paid at the desk")
        if own.is_to_be_told:
            texts[PersonAction.TOLD] = self.tr("Told about moving up")
        if own.status is not Status.REGISTERED:
            texts[BulkAction.CONFIRM] = status_word(Status.REGISTERED.value)
        if own.status is not Status.CANCELLED:
            texts[BulkAction.CANCEL] = self.tr("Cancel the registration")
        if own.status is not Status.BLOCKED:
            texts[BulkAction.BLOCK] = self.tr("Block, with a reason…")
        self._menu.clear()
        for action, text in texts.items():
            entry = QAction(text, self._menu)
            entry.triggered.connect(lambda _on=False, action=action: self.asked.emit(action))
            self._menu.addAction(entry)


def empty_layout(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget:
            widget.hide()
            widget.deleteLater()


def _breakable(text: str) -> str:
    """Let a long address break at its dots, so that it never widens the pane."""
    return text.replace("@", "@\u200b").replace(".", ".\u200b") if "@" in text else text


def _ltr(text: str) -> str:
    """Keep a number the right way round inside Hebrew."""
    return f"\u2066{text}\u2069" if text else ""
