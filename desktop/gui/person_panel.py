"""Who stands at the desk: initials, both names, role, bookings of the day, what to know."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from desktop.devices.fonts import font
from desktop.domain.marks import Mark, mark_named, marks_of
from desktop.domain.names import initials
from desktop.domain.programme import Session
from desktop.domain.registration import Attendee
from desktop.gui.labels import FitLabel, chip, label
from desktop.gui.theme import Theme
from desktop.gui.wording.people import Note, desk_notes, mark_word, role_line

AVATAR_PX = 112
MARK_HEIGHT_PX = 28
SHOWN_SESSIONS = 4


class Avatar(QWidget):
    """A person's photo, or the initials that stand for one."""

    def __init__(self, theme: Theme, size_px: int = AVATAR_PX) -> None:
        """Make an empty one."""
        super().__init__()
        self._theme = theme
        self._letters = ""
        self._photo = QPixmap()
        self.setFixedSize(size_px, size_px)

    def show_person(self, name: str, photo: bytes | None = None) -> None:
        """Show a photo, or the initials of a name."""
        self._letters = initials(name)
        self._photo = QPixmap()
        if photo:
            self._photo.loadFromData(photo)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the letters on a soft square."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = self.width() / 8
        if not self._photo.isNull():
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(self.rect()), radius, radius)
            painter.setClipPath(shape)
            painter.drawPixmap(self.rect(), _middle(self._photo))
            return
        painter.setBrush(self._theme.colour("avatar"))
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        face = font("semibold")
        face.setPixelSize(self.width() // 3)
        painter.setFont(face)
        painter.setPen(QColor(self._theme.tokens["accent_text"]))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letters)


def mark_chip(mark: Mark) -> QLabel:
    """Make the chip of a mark, stronger than the others."""
    made = chip(mark_word(mark), "mark")
    made.setFixedHeight(MARK_HEIGHT_PX)
    return made


def _middle(picture: QPixmap) -> QPixmap:
    """Cut the square out of the middle of a picture, a little above it where faces are."""
    side = min(picture.width(), picture.height())
    left, spare = (picture.width() - side) // 2, picture.height() - side
    return picture.copy(left, spare // 4, side, side)


class PersonPanel(QWidget):
    """The person of a verdict."""

    def __init__(self, theme: Theme) -> None:
        """Make an empty panel."""
        super().__init__()
        self._avatar = Avatar(theme)
        self.name = FitLabel("bold", 54, 30, wraps=True)
        self.second_name = FitLabel("medium", 28, 17, wraps=True)
        self._facts = FitLabel("regular", 17, 13, "facts")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self.message = MessageStrip(theme)
        self._agenda = _InnerCard(self.tr("Today, booked"))
        self._notes = _InnerCard(self.tr("For the desk"))
        cards = QHBoxLayout()
        cards.setSpacing(18)
        cards.addWidget(self._agenda, 5)
        cards.addWidget(self._notes, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 26, 28, 8)
        column.setSpacing(20)
        column.addLayout(self._build_head())
        column.addWidget(self.message)
        column.addLayout(cards)

    def show_attendee(self, attendee: Attendee, sessions: Sequence[Session]) -> None:
        """Show a person with the sessions of the day that they are booked for."""
        person, registration = attendee.person, attendee.registration
        self._avatar.show_person(person.name)
        self.name.set_text(person.name)
        self.second_name.set_text(person.second_name)
        self.second_name.setVisible(bool(person.second_name))
        line = role_line(attendee)
        self._facts.set_text(line)
        self._facts.setVisible(bool(line))
        _empty(self._chips)
        tones = ["accent"] + [""] * 4
        marks = marks_of(attendee)
        for mark in marks:
            self._chips.addWidget(mark_chip(mark))
        words = [registration.ticket_type, *registration.tags.split(";")]
        rest = [one.strip() for one in words if one.strip() and mark_named(one) not in marks]
        for text, tone in zip(rest, tones, strict=False):
            self._chips.addWidget(chip(text[:40], tone))
        self.message.show_message(registration.message)
        self._chips.addStretch(1)
        self._agenda.show_sessions(sessions)
        self._notes.show_notes(desk_notes(attendee))

    def _build_head(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.name)
        words.addWidget(self.second_name)
        words.addWidget(self._facts)
        words.addLayout(self._chips)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(26)
        head.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head


class MessageStrip(QFrame):
    """What was left for somebody, to be given with the verdict."""

    def __init__(self, theme: Theme) -> None:
        """Make an empty strip."""
        super().__init__()
        self.setObjectName("message")
        icon = label("")
        icon.setPixmap(theme.pixmap("mail", "look_text", 26))
        self._text = label("", "messageText", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(14)
        row.addWidget(icon)
        row.addWidget(self._text, 1)

    def show_message(self, text: str) -> None:
        """Show a message, or nothing."""
        self._text.setText(text)
        self.setVisible(bool(text))


class _InnerCard(QFrame):
    """A small card with a title and some lines."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("innerCard")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(9)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 13, 16, 15)
        column.setSpacing(11)
        column.addWidget(label(title, "cardTitle"))
        column.addLayout(self._lines)
        column.addStretch(1)

    def show_sessions(self, sessions: Sequence[Session]) -> None:
        _empty(self._lines)
        for session in sessions[:SHOWN_SESSIONS]:
            row = QHBoxLayout()
            row.setSpacing(12)
            title = FitLabel("regular", 15, 12)
            title.set_text(f"{session.starts_at[11:16]} {session.title}")
            row.addWidget(title, 1)
            row.addWidget(label(session.vehicle or session.place, "place"))
            self._lines.addLayout(row)
        self.setVisible(bool(sessions))

    def show_notes(self, notes: Sequence[Note]) -> None:
        _empty(self._lines)
        for note in notes:
            line = label(note.text, "attention" if note.is_urgent else "", wraps=True)
            self._lines.addWidget(line)
        self.setVisible(bool(notes))


def _empty(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            _empty(inner)
