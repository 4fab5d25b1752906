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
from desktop.domain.rollcall.marks import Mark, MarkState
from desktop.gui.frame.page import FooterKey, PlainPage
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
    marked_line,
    nobody_listed,
    stays_injured,
    unsure_badge,
)
from desktop.workflows.rollcall.rollcalls import Marked, Noted, Shown

SECOND_MS = 1_000
# More are marked only by a button that names their number.
MOST_BY_ENTER = 10


class RollCallPage(PlainPage):
    """Shows the open roll call, or those that there were."""

    begin_asked = Signal()
    close_asked = Signal()
    report_asked = Signal()
    reveal_asked = Signal()
    # A state, whose, and what is done with what is noted.
    note_asked = Signal(object, str, object)
    # How many, and what marks them.
    many_asked = Signal(int, object)
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
        # Who is injured, and was just said to be something else: the second time counts.
        self._doubted: tuple[str, ...] = ()
        # A name like somebody's who is listed: the second time it is somebody else.
        self._doubled = ""
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

    def key_actions(self) -> Mapping[str, Callable[[], None]]:
        """Mark by keys that nobody types in a name."""
        return {
            "Alt+I": partial(self.mark, MarkState.INJURED),
            "Alt+O": partial(self.mark, MarkState.OFF_SITE),
            "Alt+M": partial(self.mark, MarkState.MISSING),
            "Alt+A": self.add_found,
            "Alt+G": self.people.choose_group,
            "Alt+R": self._turn_real,
            "Alt+C": partial(_press, self.head.close_button),
            "Alt+P": partial(_press, self.head.report_button),
            "Alt+N": partial(_press, self.head.reopen_button),
            "Alt+L": partial(_press, self.head.reveal_button),
            "Ctrl+PgUp": partial(self.people.segments.step, -1),
            "Ctrl+PgDown": partial(self.people.segments.step, 1),
            "Ctrl+P": self.control.print_missing,
        }

    def take_scan(self, reading: Reading) -> bool:
        """Mark whoever is scanned at the assembly point as safe."""
        shown = self.control.shown
        if shown is None or not shown.is_open:
            return False
        self.control.whose(reading, self._on_whose)
        return True

    def take_back_letters(self) -> None:
        """Take back what a scanner's burst typed."""
        self.people.field.clear()

    def mark(self, state: MarkState) -> None:
        """Mark who is chosen; what is noted is asked for, except of who is safe."""
        shown, chosen = self.control.shown, self.people.chosen
        if shown is None or not shown.is_open:
            return
        if not chosen:
            self.message.emit(
                self.tr("Choose somebody first: scan a badge or type a name."), "look"
            )
            return
        ids = tuple(one.id for one in chosen)
        if state is MarkState.SAFE and len(ids) > MOST_BY_ENTER:
            self.many_asked.emit(len(ids), partial(self._mark, ids, state, Noted()))
        elif state is MarkState.SAFE:
            self._mark(ids, state, Noted())
        else:
            name = chosen[0].name if len(ids) == 1 else self.tr("{n} people").format(n=len(ids))
            self.note_asked.emit(state, name, partial(self._mark, ids, state))

    def add_found(self) -> None:
        """Add who is typed as somebody that was found, safe until said otherwise."""
        shown, name = self.control.shown, self.people.field.text().strip()
        if shown is None or not shown.is_open:
            return
        if not name:
            self.message.emit(self.tr("Type a name first: it is added as found."), "look")
            return
        if self.people.listed and self._doubled != name:
            self._doubled = name
            sentence = self.tr("{name} may be listed. Alt+A again adds another person.")
            self.message.emit(sentence.format(name=name), "look")
            return
        self.control.add_found(name, MarkState.SAFE, self.people.assembly(Noted()))
        self.people.field.clear()
        sentence = self.tr("{name} is added as found, safe.").format(name=name)
        self.message.emit(sentence, "yes")

    def undo(self) -> bool:
        """Take back marks of this desk; who is on the list is not changed from here."""
        shown = self.control.shown
        if shown is None:
            return False
        self.control.take_back(self._on_taken_back)
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
        people.mark_asked.connect(self.mark)
        people.typed.connect(self._find)
        people.part_chosen.connect(self._show_rows)
        people.assembly_changed.connect(control.keep_setting)
        people.add_asked.connect(self.add_found)
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
        self._show_past()
        self._show_head()
        view = self.control.view
        shown = self.control.shown
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
                self._doubled = ""
                self._show_rows()
                self.people.choose_only_one()

        self.control.find(text, answer)

    def _on_whose(self, shown: Shown) -> None:
        if shown.is_sure:
            self.people.field.clear()
            who = shown.people[0]
            # A scan corrects nothing, however often it is repeated.
            self._mark_as((who.id,), MarkState.SAFE, Noted(), who.name, is_correction=False)
            return
        names = [one.name for one in shown.people]
        self.message.emit(unsure_badge(names), "look")
        if names:
            self.people.field.setText(names[0])
            self._find(names[0])

    def _mark(self, ids: Sequence[str], state: MarkState, noted: Noted) -> None:
        """Mark who was chosen; the second time, or with words of one's own, it is a correction."""
        is_asked = len(ids) == 1 and state is not MarkState.SAFE
        is_correction = is_asked or (bool(ids) and tuple(ids) == self._doubted)
        self._mark_as(ids, state, noted, is_correction=is_correction)

    def _mark_as(
        self,
        ids: Sequence[str],
        state: MarkState,
        noted: Noted,
        name: str = "",
        *,
        is_correction: bool,
    ) -> None:
        names = {one.id: one.name for one in self.people.listed}
        names |= {ids[0]: name} if name else {}
        self._doubted = ()
        self.control.mark(
            ids,
            state,
            self.people.assembly(noted),
            lambda marked: self._on_marked(marked, state, names),
            is_correction=is_correction,
        )

    def _on_taken_back(self, was_taken_back: bool) -> None:
        if was_taken_back:
            self.message.emit(self.tr("The mark was taken back."), "calm")
        else:
            sentence = self.tr("There is no mark of an open roll call to take back here.")
            self.message.emit(sentence, "look")

    def _on_marked(self, marked: Marked, state: MarkState, names: Mapping[str, str]) -> None:
        if marked.done:
            self.people.field.clear()
            name = names.get(marked.done[0], "")
            self.message.emit(marked_line(len(marked.done), name, state), "yes")
        if marked.kept:
            self._doubt(marked.kept, names)

    def _doubt(self, kept: Sequence[Mark], names: Mapping[str, str]) -> None:
        """Say who stays injured, and let a second Enter correct it."""
        self._doubted = tuple(mark.who for mark in kept)
        who = kept[0].who
        self.message.emit(stays_injured(kept[0], names.get(who, kept[0].name)), "look")
        self.people.show_one(who)


def _press(button: QAbstractButton) -> None:
    """Press a button by its key, where it is there."""
    if button.isVisible():
        button.click()
