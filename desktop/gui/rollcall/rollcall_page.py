"""The page of roll calls: who is not accounted for, and marking people as they are found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.checkin.codes import Reading
from desktop.domain.programme.programme import Programme
from desktop.domain.rollcall.board import Listed
from desktop.domain.rollcall.marks import MarkState
from desktop.gui.frame.page import FooterKey, PlainPage
from desktop.gui.rollcall.marking import Marking
from desktop.gui.rollcall.past_panel import PastPanel
from desktop.gui.rollcall.people_card import PeopleCard
from desktop.gui.rollcall.rollcall_cards import Cards
from desktop.gui.rollcall.rollcall_control import RollCallControl
from desktop.gui.rollcall.rollcall_head import RollCallHead
from desktop.gui.rollcall.view import Part
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.moments import now_ms
from desktop.gui.wording.rollcall.words import (
    head_aside,
    nobody_listed,
)

SECOND_MS = 1_000


class RollCallPage(PlainPage):
    """Shows the open roll call, or those that there were."""

    begin_asked = Signal()
    close_asked = Signal()
    report_asked = Signal()
    reveal_asked = Signal()
    shown_changed = Signal(bool)

    def __init__(self, control: RollCallControl, theme: Theme) -> None:
        """Lay out the page."""
        super().__init__()
        self.control = control
        self.head = RollCallHead(theme)
        self.cards = Cards(theme)
        self.people = PeopleCard(theme)
        self.past = PastPanel(theme)
        self._found: Sequence[Listed] = ()
        self._asked = 0
        self.marking = Marking(control, self.people)
        self._is_revealed = False
        self._build()
        self._connect()
        self._clock = QTimer(self)
        self._clock.setInterval(SECOND_MS)
        self._clock.timeout.connect(self._show_clock)
        self._show()

    def set_programme(self, programme: Programme | None) -> None:
        """Know what is begun here."""
        self.past.set_programme(programme)
        self.control.refresh()

    def refresh(self) -> None:
        """Read again."""
        self.control.refresh()

    def focus_field(self) -> None:
        """Bring the focus to where people are marked from."""
        if self.control.shown:
            self.people.field.setFocus()
        else:
            self.past.focus()

    def footer_keys(self) -> Sequence[FooterKey]:
        """Give the keys of marking."""
        return (
            ("Enter", self.tr("Safe")),
            ("Alt I", self.tr("Injured")),
            ("Alt O", self.tr("Off site")),
            ("Alt M", self.tr("Reported missing")),
            ("Alt G", self.tr("Whole group")),
            ("Ctrl P", self.tr("Print list")),
            ("Ctrl Z", self.tr("Undo")),
        )

    def help_keys(self) -> Sequence[FooterKey]:
        """Give also the keys for which the foot has no room."""
        return (
            (self.tr("Scan"), self.tr("Marks safe, while the roll call is open")),
            *self.footer_keys(),
            ("Alt A", self.tr("Adds who is typed as found")),
            ("Alt R", self.tr("The drill turns real")),
            ("Alt C", self.tr("Closes the roll call")),
            ("Ctrl PgUp, PgDn", self.tr("Missing, injured, unclear, all")),
        )

    def key_actions(self) -> Mapping[str, Callable[[], None]]:
        """Mark by keys that nobody types in a name."""
        return {
            "Alt+I": partial(self.marking.mark, MarkState.INJURED),
            "Alt+O": partial(self.marking.mark, MarkState.OFF_SITE),
            "Alt+M": partial(self.marking.mark, MarkState.MISSING),
            "Alt+A": self.marking.add_found,
            "Alt+G": self._choose_group,
            "Alt+R": self._turn_real,
            "Alt+C": partial(_press, self.head.close_button),
            "Alt+P": partial(_press, self.head.report_button),
            "Alt+N": partial(_press, self.head.reopen_button),
            "Alt+L": partial(_press, self.head.reveal_button),
            "Ctrl+PgUp": partial(self.people.segments.step, -1),
            "Ctrl+PgDown": partial(self.people.segments.step, 1),
            "Ctrl+P": self._print,
        }

    def take_scan(self, reading: Reading) -> bool:
        """Mark whoever is scanned at the assembly point as safe."""
        shown = self.control.shown
        if shown is None or not shown.is_open:
            return False
        self.marking.scan(reading)
        return True

    def take_back_letters(self) -> None:
        """Take back what a scanner's burst typed."""
        self.people.field.clear()

    def undo(self) -> bool:
        """Take back marks of this desk; who is on the list is not changed from here."""
        shown = self.control.shown
        if shown is None:
            return False
        self.marking.take_back()
        return True

    def reveal(self) -> None:
        """Show phones and notes of a closed roll call, to a lead."""
        self._is_revealed = True
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave a closed one, or one of several, by Escape."""
        shown = self.control.shown
        if event.key() == Qt.Key.Key_Escape and shown and self.head.back_button.isVisible():
            self._leave()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look often while somebody looks."""
        super().showEvent(event)
        self.control.watch(is_watched=True)
        self._clock.start()
        self.shown_changed.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look less often."""
        super().hideEvent(event)
        self.control.watch(is_watched=False)
        self._clock.stop()
        self.shown_changed.emit(False)

    def _build(self) -> None:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(22, 18, 22, 18)
        row.setSpacing(18)
        row.addWidget(self.cards, 2)
        row.addWidget(self.people, 5)
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(body, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.past)
        self.stack.addWidget(board)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _connect(self) -> None:
        control, head, people = self.control, self.head, self.people
        control.viewed.connect(self._show)
        control.listed.connect(self._show_past)
        control.saved.connect(self._show_head)
        control.told.connect(self.message)
        head.print_asked.connect(control.print_missing)
        head.real_asked.connect(self._turn_real)
        head.close_asked.connect(self.close_asked)
        head.report_asked.connect(self.report_asked)
        head.reopen_asked.connect(lambda: control.change(control.book.reopen))
        head.reveal_asked.connect(self.reveal_asked)
        head.left.connect(self._leave)
        people.mark_asked.connect(self.marking.mark)
        people.typed.connect(self._find)
        people.part_chosen.connect(self._show_rows)
        people.assembly_changed.connect(control.keep_setting)
        people.add_asked.connect(self.marking.add_found)
        self.marking.message.connect(self.message)
        self.marking.shown.connect(self._show_name)
        people.photo_asked.connect(
            lambda who, name: control.photo(name, partial(people.strip.show_photo, who))
        )
        people.set_assembly(control.setting("at"), control.setting("marshal"))
        self.past.begin_asked.connect(self.begin_asked)
        self.past.opened.connect(self._open)

    def _turn_real(self) -> None:
        shown = self.control.shown
        if shown and shown.is_open and shown.is_drill:
            self.control.change(self.control.book.turn_real)

    def _print(self) -> None:
        shown = self.control.shown
        if shown and shown.is_open:
            self.control.print_missing()
        elif shown:
            self.message.emit(self.tr("It is closed: Alt+P writes its report."), "look")

    def _choose_group(self) -> None:
        """Choose the group of who is chosen, also of those whom the typed name does not find."""
        chosen = self.people.chosen
        if not chosen:
            self.marking.ask_for_somebody()
            return
        self.people.field.clear()
        if not self.people.choose_group(chosen[0]):
            name = chosen[0].name
            sentence = self.tr("Nobody of the group of {name} is on this list.")
            self.message.emit(sentence.format(name=name), "look")

    def _leave(self) -> None:
        self._is_revealed = False
        self.control.show(None)
        self.past.focus()

    def _open(self, id_: str) -> None:
        wanted = next((one for one in self.control.all if id_ in one.ids), None)
        self._is_revealed = False
        self.control.show(wanted)
        self.people.field.setFocus()

    def _show(self) -> None:
        """Show the board as it is known now."""
        is_turned = self.stack.currentIndex() != (1 if self.control.shown else 0)
        self.stack.setCurrentIndex(1 if self.control.shown else 0)
        if is_turned and self.isVisible():
            self.focus_field()
        view, shown = self.control.view, self.control.shown
        if shown and shown.is_open:
            # Once it is closed again, a lead is asked again.
            self._is_revealed = False
        self._show_past()
        self._show_head()
        if shown is None or view is None:
            self.people.show_board(None, (), "")
            return
        span = (shown.closed_ms or now_ms()) - shown.begun_ms
        self.cards.show_figures(view.figures, view.places, view.curve, span)
        self.people.set_open(is_open=shown.is_open, shows_all=self._shows_all)
        self.people.show_counts(view)
        self._show_rows()
        if text := self.people.field.text().strip():
            self._find(text)

    @property
    def _shows_all(self) -> bool:
        shown = self.control.shown
        return self._is_revealed or shown is None or shown.is_open

    def _show_rows(self) -> None:
        view = self.control.view
        if view is None:
            return
        text = self.people.field.text().strip()
        rows = self._found if text else view.rows[self.people.part]
        is_missing_part = self.people.part is Part.MISSING
        why = nobody_listed(is_all_safe=is_missing_part and bool(view.figures.inside), text=text)
        self.people.show_board(view.board, rows, why)

    def _show_past(self) -> None:
        control = self.control
        self.past.show_rollcalls(control.all, control.titles, control.outcomes)
        if control.shown is None and self.isVisible():
            control.look_back()

    def _show_head(self) -> None:
        shown = self.control.shown
        if shown is None:
            return
        is_saved = bool(shown.ids & self.control.saved_ids)
        scope = self.control.scope_of(shown)
        aside = head_aside(shown, scope, is_saved=is_saved, now_ms=now_ms())
        has_others = len(self.control.open_now) > 1
        self.head.show_rollcall(
            shown, aside, may_reveal=not self._shows_all, may_leave=has_others or not shown.is_open
        )
        self._show_clock()

    def _show_clock(self) -> None:
        if shown := self.control.shown:
            self.head.show_clock((shown.closed_ms or now_ms()) - shown.begun_ms)

    def _show_name(self, name: str) -> None:
        self.people.field.setText(name)
        self._find(name)

    def _find(self, text: str) -> None:
        self._asked += 1
        asked = self._asked
        if not text:
            self._found = ()
            self._show_rows()
            return

        def answer(found: Sequence[object]) -> None:
            if asked == self._asked:
                self._found = cast(Sequence[Listed], found)
                self.marking.forget_doubled()
                self._show_rows()
                self.people.choose_only_one()

        self.control.find(text, answer)


def _press(button: QAbstractButton) -> None:
    """Press a button by its key, where it is there."""
    if button.isVisible():
        button.click()
