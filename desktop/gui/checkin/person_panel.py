"""Who stands at the desk: initials, both names, role, bookings of the day, what to know."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.domain.attendees.marks import mark_named, marks_of
from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Session
from desktop.gui.widgets.labels import CHIP_HEIGHT_PX, FitLabel, chip, label
from desktop.gui.widgets.photo_field import Avatar
from desktop.gui.widgets.theme import Theme, set_tone
from desktop.gui.wording.attendees import Note, desk_notes, mark_word, role_line

AVATAR_PX = 112
MARK_HEIGHT_PX = 28
SHOWN_SESSIONS, SHOWN_NOTES = 4, 6
CHIPS, MAX_CHIP = 8, 40


class _Fit(NamedTuple):
    """How much room a person may take: sizes in pixels, and what is shown beside the names."""

    name_px: int
    least_px: int
    second_px: int
    avatar_px: int
    with_agenda: bool = True
    with_notes: bool = True
    with_role: bool = True


# From the roomiest to the tightest: what goes first are bookings, then notes, then the role;
# the name never does.
_FITS = (
    _Fit(84, 44, 40, 150),
    _Fit(68, 36, 34, 128),
    _Fit(54, 30, 28, AVATAR_PX),
    _Fit(40, 26, 22, 84),
    _Fit(40, 26, 22, 84, with_agenda=False),
    _Fit(34, 22, 19, 72, with_agenda=False, with_notes=False),
    _Fit(30, 18, 17, 56, with_agenda=False, with_notes=False, with_role=False),
)


class PersonPanel(QWidget):
    """The person of a verdict, as large as there is room for."""

    def __init__(self, theme: Theme) -> None:
        """Make an empty panel."""
        super().__init__()
        self._avatar = Avatar(theme, AVATAR_PX)
        self.name = FitLabel("bold", 54, 30, wraps=True)
        self.second_name = FitLabel("medium", 28, 17, wraps=True)
        self._facts = FitLabel("regular", 17, 13, "facts")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self._has = (False, False, False)
        self._form = 0
        self._made_chips = [chip("") for _ in range(CHIPS)]
        for made in self._made_chips:
            self._chips.addWidget(made)
        self._chips.addStretch(1)
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
        self._show_chips(attendee)
        self.message.show_message(registration.message)
        self._chips.addStretch(1)
        notes = desk_notes(attendee)
        self._agenda.show_sessions(sessions)
        self._notes.show_notes(notes)
        self._has = (bool(sessions), bool(notes), bool(line))

    def fit(self, height: int) -> None:
        """Take the largest form that this height has room for; mostly it is the last one again."""
        place, last = self._form, len(_FITS) - 1
        if self._fits(place, height):
            while place > 0 and self._fits(place - 1, height):
                place -= 1
        else:
            while place < last and not self._fits(place, height):
                place += 1
        self._take_form(_FITS[place])
        self._form = place

    def _fits(self, place: int, height: int) -> bool:
        self._take_form(_FITS[place])
        return self._needed_height() <= height

    def _take_form(self, form: _Fit) -> None:
        has_agenda, has_notes, has_role = self._has
        self._agenda.setVisible(has_agenda and form.with_agenda)
        self._notes.setVisible(has_notes and form.with_notes)
        self._facts.setVisible(has_role and form.with_role)
        self._avatar.setFixedSize(form.avatar_px, form.avatar_px)
        if layout := self.layout():
            # The names are as wide as the avatar leaves them room.
            layout.activate()
        self.name.set_sizes(form.name_px, form.least_px)
        self.second_name.set_sizes(form.second_px, min(17, form.second_px))

    def _needed_height(self) -> int:
        layout = self.layout()
        if layout is None:
            return 0
        # Only together do these two reach the layouts within it, too.
        layout.invalidate()
        layout.activate()
        if layout.hasHeightForWidth():
            return layout.totalMinimumHeightForWidth(self.width())
        return layout.totalMinimumSize().height()

    def _show_chips(self, attendee: Attendee) -> None:
        """Show marks, type and tags; chips are made once, because dressing new ones takes long."""
        own, marks = attendee.registration, marks_of(attendee)
        words = [word.strip() for word in (own.ticket_type, *own.tags.split(";"))]
        rest = [word[:MAX_CHIP] for word in words if word and mark_named(word) not in marks]
        shown = [(mark_word(mark), "mark") for mark in marks]
        shown += [(text, "accent" if text == own.ticket_type else "") for text in rest]
        for made, (text, tone) in zip_longest(self._made_chips, shown[:CHIPS], fillvalue=("", "")):
            assert isinstance(made, QLabel)
            made.setText(text)
            set_tone(made, tone)
            made.setFixedHeight(MARK_HEIGHT_PX if tone == "mark" else CHIP_HEIGHT_PX)
            made.setVisible(bool(text))

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
        self._rows = [_Row() for _ in range(SHOWN_NOTES)]
        for row in self._rows:
            self._lines.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 13, 16, 15)
        column.setSpacing(11)
        column.addWidget(label(title, "cardTitle"))
        column.addLayout(self._lines)
        column.addStretch(1)

    def show_sessions(self, sessions: Sequence[Session]) -> None:
        for row, session in zip_longest(self._rows[:SHOWN_SESSIONS], sessions[:SHOWN_SESSIONS]):
            text = f"{session.starts_at[11:16]} {session.title}" if session else ""
            row.show_line(text, session.vehicle or session.place if session else "")
        self.setVisible(bool(sessions))

    def show_notes(self, notes: Sequence[Note]) -> None:
        for row, note in zip_longest(self._rows, notes[:SHOWN_NOTES]):
            row.show_note(note.text if note else "", is_urgent=bool(note and note.is_urgent))
        self.setVisible(bool(notes))


class _Row(QWidget):
    """A line of a card; it is made once and shows other words."""

    def __init__(self) -> None:
        super().__init__()
        self._title = FitLabel("regular", 15, 12)
        self._place = label("", "place")
        self._note = label("", "deskNote", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._title, 1)
        row.addWidget(self._place)
        row.addWidget(self._note, 1)
        self.hide()

    def show_line(self, text: str, place: str) -> None:
        self._title.set_text(text)
        self._place.setText(place)
        self._note.hide()
        self.setVisible(bool(text))

    def show_note(self, text: str, *, is_urgent: bool) -> None:
        self._note.setText(text)
        set_tone(self._note, "look" if is_urgent else "")
        self._title.hide()
        self._place.hide()
        self.setVisible(bool(text))
