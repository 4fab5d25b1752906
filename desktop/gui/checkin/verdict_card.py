"""The large card of the desk: ready, a verdict with its person, or names to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.outcomes import (
    AlreadyIn,
    Authority,
    NeedsAnswer,
    NotIn,
    Unpaid,
    WrongProgramme,
    attendee_of,
)
from desktop.domain.programme.programme import Session
from desktop.domain.spelling import normalise
from desktop.gui.checkin.person_panel import PersonPanel
from desktop.gui.checkin.verdict_band import VerdictBand
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.labels import divider, label
from desktop.gui.widgets.person_list import LineView, result_delegate
from desktop.gui.widgets.theme import Theme, set_tone
from desktop.gui.wording.attendees import standing, why_found
from desktop.gui.wording.checkin import describe
from desktop.gui.wording.shapes import Banner, Line, Tone
from desktop.workflows.checkin.desk import SEARCH_LIMIT, Match
from desktop.workflows.checkin.verdict import Verdict

ACTIONS_PX, ACTION_GAP_PX = 20, 8


class VerdictCard(QFrame):
    """Shows one thing at a time."""

    chosen = Signal(str)
    let_in_asked = Signal()
    badge_asked = Signal()
    undo_asked = Signal()
    settle_asked = Signal()
    group_asked = Signal()
    import_asked = Signal()
    practice_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        """Begin ready."""
        super().__init__()
        self.setObjectName("verdictCard")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.band = VerdictBand()
        self.person = PersonPanel(theme)
        self.sentence = label("", "sentence", wraps=True)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 1, 1, 1)
        self._ready = _ReadyPanel()
        self._ready.import_button.clicked.connect(self.import_asked)
        self._ready.practice_button.clicked.connect(self.practice_asked)
        self._is_chosen = False
        self._wanted: dict[KeyButton, bool] = {}
        self.results = LineView("results", result_delegate(theme))
        self.results.clicked.connect(lambda index: self.chosen.emit(self._id_at(index.row())))
        self._stack.addWidget(self._ready)
        self._verdict = self._build_verdict()
        self._stack.addWidget(self._verdict)
        self._stack.addWidget(self._build_results())

    def show_ready(self, *, is_empty: bool, sample_code: str = "") -> None:
        """Wait for the next person; teach what to do where nobody is registered."""
        set_tone(self, "")
        self._ready.show_state(is_empty=is_empty, sample_code=sample_code)
        self._stack.setCurrentIndex(0)

    def show_verdict(self, verdict: Verdict, sessions: Sequence[Session]) -> None:
        """Show a verdict and its person."""
        attendee = attendee_of(verdict.outcome)
        self._show(describe(verdict), attendee, sessions)
        self._let_in.setVisible(verdict.may is not Authority.NOBODY)
        self._let_in.set_words(self._let_in_words(verdict))
        # Against a red band nothing invites.
        self._let_in.set_kind("" if self.band.tone is Tone.NO else "main")
        self._show_settle(verdict)
        self._undo.setVisible(verdict.outcome.slug in {"admitted", "checked_out"})
        self._want(self._group, _has_group(attendee_of(verdict.outcome)))
        is_of_here = attendee is not None and not isinstance(verdict.outcome, WrongProgramme)
        self._want(self._badge, is_of_here)
        self._actions.setVisible(is_of_here)
        self._fit_person()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the person as large as there is room for now."""
        super().resizeEvent(event)
        self._fit_person()

    def _want(self, button: KeyButton, is_wanted: bool) -> None:
        self._wanted[button] = is_wanted

    def _fit_actions(self) -> None:
        """Show the buttons for which there is room, whole; the keys of the others work on."""
        for button, is_wanted in self._wanted.items():
            button.setVisible(is_wanted)
        buttons = (self._settle, self._let_in, self._badge, self._group, self._undo)
        for spare in (self._group, self._badge):
            shown = [button.sizeHint().width() for button in buttons if not button.isHidden()]
            if sum(shown) + ACTION_GAP_PX * len(shown) <= self.width() - 2 * ACTIONS_PX:
                break
            spare.hide()

    def _fit_person(self) -> None:
        """Give the person what band, sentence and buttons leave; its name is never cut."""
        self._fit_actions()
        if self.person.isHidden() or not (layout := self._verdict.layout()):
            return
        layout.activate()
        taken = self.band.height()
        if not self.sentence.isHidden():
            taken += self.sentence.heightForWidth(self.width() - 2)
        if not self._actions.isHidden():
            taken += self._actions.sizeHint().height()
        self.person.fit(self.height() - taken - 2)

    def _let_in_words(self, verdict: Verdict) -> str:
        if isinstance(verdict.outcome, NotIn):
            return self.tr("Check out anyway")
        if verdict.may is Authority.LEAD:
            return self.tr("Let in, by a lead")
        is_again = isinstance(verdict.outcome, AlreadyIn)
        return self.tr("Let in again") if is_again else self.tr("Let in anyway")

    def _show_settle(self, verdict: Verdict) -> None:
        words = {
            Unpaid: self.tr("Paid at the desk"),
            NeedsAnswer: self.tr("Answer now"),
        }.get(type(verdict.outcome), "")
        attendee = attendee_of(verdict.outcome)
        if not words and attendee and attendee.registration.message:
            words = self.tr("Message given")
        self._settle.set_words(words)
        self._settle.setVisible(bool(words))

    def hide_message(self) -> None:
        """Let the message go that was given."""
        self.person.message.hide()
        self._settle.hide()

    def show_banner(
        self, banner: Banner, attendee: Attendee | None, sessions: Sequence[Session]
    ) -> None:
        """Show what was done besides a verdict, such as an undo."""
        self._show(banner, attendee, sessions)
        self._let_in.hide()
        self._settle.hide()
        self._undo.hide()
        self._want(self._badge, attendee is not None)
        self._want(self._group, _has_group(attendee))
        self._actions.setVisible(attendee is not None)
        self._fit_person()

    def show_results(self, people: Sequence[Match]) -> None:
        """Show names to choose from, the first one marked."""
        set_tone(self, "")
        self._is_chosen = False
        self.results.lines.set_lines([_line(match) for match in _waiting_first(people)])
        count = f"{len(people)}+" if len(people) >= SEARCH_LIMIT else str(len(people))
        self._hint.setText(
            self.tr("1 found • Enter to choose")
            if len(people) == 1
            else self.tr("{count} found • ↑ ↓ and Enter to choose").format(count=count)
        )
        set_tone(self._hint, "")
        self.results.setCurrentIndex(self.results.lines.index(0))
        self._stack.setCurrentIndex(2)

    @property
    def is_choosing(self) -> bool:
        """Whether names are on screen."""
        return self._stack.currentIndex() == 2

    def asks_which(self) -> bool:
        """Ask which of two of one name is meant, once; tell whether it was asked.

        Enter takes the first name only where it is no other's, or was chosen with the arrows.
        """
        lines = self.results.lines.lines
        is_twin = len(lines) > 1 and normalise(lines[0].title) == normalise(lines[1].title)
        if self._is_chosen or not self.is_choosing or not is_twin:
            return False
        self._is_chosen = True
        sentence = self.tr("Two are called {name}: look at the line below, then ↑ ↓ and Enter.")
        self._hint.setText(sentence.format(name=lines[0].title))
        set_tone(self._hint, "look")
        return True

    def move_choice(self, step: int) -> None:
        """Mark the next or the previous name."""
        self._is_chosen = True
        count = self.results.lines.rowCount()
        if self.is_choosing and count:
            row = self.results.currentIndex().row()
            row = 0 if row < 0 and step > 0 else max(0, min(count - 1, row + step))
            self.results.setCurrentIndex(self.results.lines.index(row))

    def unmark(self) -> None:
        """Let go of the marked name: what is typed now may mean somebody else."""
        if self.is_choosing:
            self.results.clearSelection()
            self.results.setCurrentIndex(self.results.lines.index(-1))

    def marked(self) -> str:
        """Give the id of the marked name, or nothing."""
        index = self.results.currentIndex()
        return self._id_at(index.row()) if self.is_choosing and index.isValid() else ""

    def _id_at(self, row: int) -> str:
        return self.results.lines.lines[row].id

    def _show(self, banner: Banner, attendee: Attendee | None, sessions: Sequence[Session]) -> None:
        set_tone(self, banner.tone.value if banner.tone is not Tone.CALM else "")
        self.band.show_banner(banner)
        self.sentence.setText(banner.sentence)
        set_tone(self.sentence, banner.tone.value)
        is_clear = banner.is_clear and attendee is not None
        self.sentence.setVisible(not is_clear)
        set_tone(self.sentence, "" if attendee else "large", "scale")
        self.person.setVisible(attendee is not None)
        if attendee is not None:
            self.person.show_attendee(attendee, sessions)
        self._stack.setCurrentIndex(1)

    def _build_verdict(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        self.sentence.setContentsMargins(28, 20, 28, 0)
        column.addWidget(self.sentence)
        column.addWidget(self.person)
        column.addStretch(1)
        column.addWidget(self._build_actions())
        return page

    def _build_results(self) -> QWidget:
        self._hint = label("", "quiet")
        self._hint.setContentsMargins(24, 12, 24, 10)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(0)
        column.addWidget(self._hint)
        column.addWidget(divider())
        column.addWidget(self.results, 1)
        return page

    def _build_actions(self) -> QFrame:
        self._actions = QFrame()
        self._actions.setObjectName("actions")
        self._let_in = KeyButton(self.tr("Let in anyway"), "F5", "main", is_narrow=True)
        self._settle = KeyButton("", "F7", "main", is_narrow=True)
        self._badge = KeyButton(self.tr("Print badge"), "F6", is_narrow=True)
        self._group = KeyButton(self.tr("Delegation"), "F9", is_narrow=True)
        self._undo = KeyButton(self.tr("Undo"), "Ctrl Z", "risk", is_narrow=True)
        row = QHBoxLayout(self._actions)
        row.setContentsMargins(ACTIONS_PX, 14, ACTIONS_PX, 14)
        row.setSpacing(ACTION_GAP_PX)
        row.addWidget(self._settle)
        row.addWidget(self._let_in)
        row.addWidget(self._badge)
        row.addWidget(self._group)
        row.addStretch(1)
        row.addWidget(self._undo)
        for button, asked in (
            (self._let_in, self.let_in_asked),
            (self._badge, self.badge_asked),
            (self._settle, self.settle_asked),
            (self._group, self.group_asked),
            (self._undo, self.undo_asked),
        ):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(asked)
        return self._actions


class _ReadyPanel(QWidget):
    """What stands there before the first scan."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "emptyTitle", wraps=True)
        self._text = label("", "emptyText", wraps=True)
        self.import_button = KeyButton(self.tr("Import a guest list…"), "Ctrl I", "main")
        self.import_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(12)
        column.addStretch(2)
        for part in (self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignCenter)
        self.practice_button = KeyButton(self.tr("Practice first…"))
        self.practice_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.practice_button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(3)

    def show_state(self, *, is_empty: bool, sample_code: str) -> None:
        """Say what belongs here; in the sample, what can be typed to try it."""
        self.import_button.setVisible(is_empty)
        self.practice_button.setVisible(is_empty)
        if is_empty:
            self._title.setText(self.tr("Nobody is registered yet"))
            self._text.setText(
                self.tr("Here you check people in. Begin with the guest list of your programme.")
            )
        else:
            self._title.setText(self.tr("Ready for the next person"))
            self._text.setText(self.tr("Scan a badge or a ticket, or type the start of a name."))
        if sample_code and not is_empty:
            self._text.setText(
                self.tr(
                    "This is the sample. Type {code}, or the start of a name, and Enter."
                ).format(code=sample_code)
            )


def _waiting_first(people: Sequence[Match]) -> list[Match]:
    """Put of those who have one name whoever is not in before whoever is."""
    ordered: list[Match] = []
    for _name, same in groupby(people, lambda match: normalise(match.attendee.person.name)):
        ordered += sorted(same, key=lambda match: match.attendee.registration.presence is not None)
    return ordered


def _line(match: Match) -> Line:
    attendee = match.attendee
    where = standing(attendee)
    person = attendee.person
    why = why_found(match.why, match.word)
    below = " • ".join(filter(None, (why, person.organization, person.country)))
    return Line(person.name, person.second_name, below, where.text, where.tone, attendee.id)


def _has_group(attendee: Attendee | None) -> bool:
    """Tell whether others may have come with somebody: one delegation, order or organisation."""
    if attendee is None:
        return False
    own = attendee.registration
    return bool(own.delegation or own.order_ref or attendee.person.organization)
