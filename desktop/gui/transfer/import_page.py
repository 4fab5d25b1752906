"""The page of a guest list: what will happen before it is taken in, and what happened after."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from desktop.domain.attendees.fields import IMPORT_FIELDS
from desktop.domain.attendees.registration import Status
from desktop.domain.checkin.codes import Reading as Shown
from desktop.domain.failures import EnvironmentFailure, NewProgramme
from desktop.domain.programme.programme import Programme
from desktop.gui.frame.page import FooterKey, PlainPage
from desktop.gui.transfer.beside_card import MISSING
from desktop.gui.transfer.import_view import ImportView
from desktop.gui.transfer.import_work import ImportWork, LookedList, Order
from desktop.gui.transfer.reading_dialog import Reading
from desktop.gui.wording import list_page as words
from desktop.gui.wording import lists
from desktop.gui.wording.failures import describe_failure
from desktop.gui.wording.transfer import describe_result
from desktop.workflows.transfer.doubts import Doubt, DoubtfulLetters
from desktop.workflows.transfer.guest_list import GuestList, open_guest_list
from desktop.workflows.transfer.progress import Progress
from desktop.workflows.transfer.try_ticket import TicketTry


class ImportPage(PlainPage):
    """From a file to people in the programme; nothing is written until somebody says so."""

    taken = Signal(object)
    back_asked = Signal()
    people_asked = Signal()
    badges_asked = Signal(object)
    tickets_asked = Signal(object)
    reading_asked = Signal()
    try_asked = Signal()
    lines_asked = Signal(str, object)
    save_asked = Signal()

    def __init__(self, work: ImportWork) -> None:
        """Lay out an empty page."""
        super().__init__()
        # What is worked on is put out of reach meanwhile; the page's keys go on.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._work = work
        self.guests: GuestList | None = None
        self.reading_as = Reading()
        self.foretold: Progress | None = None
        self.result: Progress | None = None
        self._met: Sequence[str] = ()
        self._doubts: tuple[Doubt, ...] = ()
        self._asks_code = True
        self._is_mapped_by_hand = self._is_new_file = False
        self._path: Path | None = None
        self._asked_code = self._near_code = self._looked_code = ""
        self._view = view = ImportView(self)
        self.head, self.file, self.code = view.head, view.file, view.file.code
        self.source, self.start_button = view.beside.source, view.head.start
        self.question, self.mapping, self.words = view.question, view.mapping, view.words
        self.beside, self.left_out = view.beside, view.left_out
        self.problems = view.left_out.problems
        self._connect()
        self.show_state()

    def set_programme(self, programme: Programme | None) -> None:
        """Take a list into this programme, unless another one was typed."""
        if programme and not self._work.is_taking:
            self.code.setText(programme.code)

    def focus_field(self) -> None:
        """Bring the focus to the file, or to what can be changed of it."""
        boxes = self.mapping.boxes if self.guests and not self.result else ()
        field = boxes[0] if boxes else self.head.see if self.result else self.file.path
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def footer_keys(self) -> Sequence[FooterKey]:
        """Give the keys of this page."""
        return (
            ("Ctrl Enter", self.tr("Take in")),
            ("F8", self.tr("Try a ticket")),
            ("Esc", self.tr("Back")),
        )

    def key_actions(self) -> Mapping[str, Callable[[], None]]:
        """Give what keys of the window do here."""
        return {"F8": self.try_asked.emit}

    def take_scan(self, reading: Shown) -> bool:
        """Try a ticket on the list that is open; else the door takes it."""
        if self.guests is None or self.result or self._work.is_taking:
            return False
        self._work.try_ticket(self.guests, reading)
        return True

    def open_file(self, path: Path) -> None:
        """Look at a file; what was looked at before is forgotten."""
        if self._work.is_taking:
            return
        self._path, self.reading_as = path, Reading()
        self.file.path.setText(str(path))
        self._forget()
        self._open(path)

    def choose_reading(self, reading: Reading) -> None:
        """Read the same file in another way: sheet, letters, header."""
        if self._path and not self._work.is_taking:
            self.reading_as = reading
            self._forget()
            self._open(self._path)

    def choose_days(self, is_day_first: bool | None) -> None:
        """Read the dates of the file in another order."""
        if self.guests:
            self._look(self.guests.with_days(is_day_first))

    def choose_seats(self, splits: bool) -> None:
        """Make a guest for each whom a row stands for, or one."""
        if self.guests:
            self._look(self.guests.with_seats(splits))

    def choose_meaning(self, word: str, meaning: str) -> None:
        """Take a word for a status, or `*` for all unknown ones, as somebody says."""
        if self.guests:
            self.result = None
            self._look(self.guests.taking({word: meaning}))

    def choose_source(self) -> None:
        """Take the list for the next one of the source that is named, or for one of its own."""
        if self.guests:
            self._look(self.guests)

    def start(self) -> None:
        """Take in what is on screen."""
        guests, code = self.guests, self.code.text().strip()
        if guests is None or not self._is_ready():
            self._say_why_not()
            return
        is_new = code == self._asked_code
        self.question.say("")
        self.setFocus()
        self._work.take_in(Order(guests, code, self.source.name, is_new, self._is_mapped_by_hand))
        self.show_state()

    def _say_why_not(self) -> None:
        """Say why nothing happens, and bring the keys to where it can be mended."""
        if self._work.is_taking or self.result:
            return
        has_code = bool(self.code.text().strip())
        if self._doubts or (self.guests and not self.guests.has_names):
            self._ask(None)
        else:
            self.question.say(
                words.not_ready_text(has_list=self.guests is not None, has_code=has_code)
            )
        field = self.code if self.guests and not has_code else None
        (field or self).setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_state()

    def cancel_missing(self) -> None:
        """Cancel who is no longer listed; the button says how many they are."""
        if self.result:
            count = len(self.result.missing)
            self.result = replace(self.result, missing=())
            self.show_state()
            self._work.cancel_missing(count, lambda: self._on_cancelled(count))

    def _on_cancelled(self, count: int) -> None:
        self.beside.show_progress(self.result)
        self.question.say(words.cancelled_text(count), "yes")

    def leave(self) -> None:
        """Go back; an import that goes on is not stopped by it."""
        if not self._work.is_taking:
            self.forget()
        self.back_asked.emit()

    def forget(self) -> None:
        """Put the list away."""
        self._work.stop_looking()
        self.file.path.clear()
        self._forget()
        self.show_state()

    def _connect(self) -> None:
        work, question, head = self._work, self.question, self.head
        work.looked.connect(self._on_looked)
        work.foretold.connect(self._on_foretold)
        work.ended.connect(self._on_ended)
        work.asked.connect(self._on_asked)
        work.failed.connect(self._on_failed)
        work.tried.connect(self._on_tried)
        self.file.opened.connect(self.open_file)
        self.file.code_changed.connect(self._on_code)
        self.file.code_typed.connect(self._on_code_typed)
        self.mapping.changed.connect(self._on_mapping)
        self.words.changed.connect(self.choose_meaning)
        self.source.named.connect(self.choose_source)
        question.days_chosen.connect(self.choose_days)
        question.encoding_chosen.connect(
            lambda codec: self.choose_reading(self.reading_as._replace(encoding=codec))
        )
        question.unknown.clicked.connect(lambda: self.choose_meaning("*", Status.PENDING.value))
        question.missing.clicked.connect(self.cancel_missing)
        question.near.clicked.connect(self._use_near)
        self.beside.asked.connect(self._on_beside)
        self.left_out.save.clicked.connect(self.save_asked)
        head.reading.clicked.connect(self.reading_asked)
        head.another.clicked.connect(self.file.ask_file)
        head.start.clicked.connect(self.start)
        head.see.clicked.connect(self.people_asked)
        head.badges.clicked.connect(lambda: self.badges_asked.emit(self._met))
        head.tickets.clicked.connect(lambda: self.tickets_asked.emit(self._met))
        keys = {"Ctrl+Return": self.start, "Ctrl+Enter": self.start, "Esc": self.leave}
        self._view.listen(self, keys)

    def _open(self, path: Path) -> None:
        reading = self.reading_as

        def open_list() -> GuestList:
            guests = open_guest_list(
                path, reading.sheet, encoding=reading.encoding, header_row=reading.header_row
            )
            return self._work.open_kept(guests)

        self._look_by(open_list)

    def _look(self, guests: GuestList) -> None:
        self._look_by(lambda: guests)

    def _look_by(self, open_list: Callable[[], GuestList]) -> None:
        self._looked_code = self.code.text().strip()
        self.foretold = None
        self._asks_code = not self._looked_code
        self.beside.show_progress(None, words.looking_text())
        self._work.look(open_list, self._looked_code, self.source.name)
        self.show_state()

    def _forget(self) -> None:
        self.guests = self.result = self.foretold = None
        self._doubts, self._is_mapped_by_hand, self._is_new_file = (), False, True
        self.question.say("")
        self.file.say("")

    def _on_looked(self, news: LookedList) -> None:
        self.guests, self._doubts = news.judged.guests, news.judged.doubts
        self.source.show_sources(news.sources, news.judged.guess.name)
        self.words.show_words(self.guests.status_words())
        if self._is_new_file:
            self.mapping.show_list(self.guests)
            self._is_new_file = False
            if self.isVisible() and self.window().isActiveWindow():
                self.focus_field()
        self._view.columns_card.say_aside(words.understood_text(self.guests))
        unknown = sum(not word.is_known for word in self.guests.status_words())
        self._view.words_card.say_aside(words.unknown_words_text(unknown), "look")
        self.left_out.show_problems((), lists.layout_lines(self.guests))
        self._ask(news.unfinished)
        self.beside.say_aside(words.looking_text() if self.guests.has_names else "")
        if self.guests.has_names:
            self._work.foretell(self.guests, self._looked_code)
        self.show_state()

    def _ask(self, unfinished: int | None) -> None:
        """Ask what the list leaves open, all of it in one sentence after another."""
        assert self.guests is not None
        letters = [d.letters for d in self._doubts if isinstance(d, DoubtfulLetters)]
        self.question.offer_letters(letters[0] if letters else None)
        if not self.guests.has_names:
            self.question.say(words.no_names_text(self.guests))
        elif self._doubts:
            self.question.say(" ".join(map(lists.doubt_sentence, self._doubts)))
        elif unfinished is not None:
            self.question.say(words.goes_on_text(unfinished), "calm")
        else:
            self.question.say("")

    def _on_foretold(self, progress: Progress) -> None:
        self.foretold = progress
        self.beside.show_progress(progress)
        if not progress.rows:
            self.question.say(words.no_rows_text())
        if self.guests:
            self.left_out.show_problems(progress.problems, lists.layout_lines(self.guests))
        self.show_state()

    def _on_ended(self, programme: Programme, progress: Progress, met: Sequence[str]) -> None:
        self.result, self._met, self._asked_code, self._near_code = progress, met, "", ""
        self.beside.show_progress(progress)
        run = self._work.run
        notes = lists.layout_lines(run.guests) if run else []
        self.left_out.show_problems(progress.problems, notes)
        sentence = words.taken_text(programme.code, describe_result(progress))
        is_part = progress.is_part
        sentence = f"{sentence} {lists.part_text()}" if is_part else sentence
        tone = "look" if is_part or progress.is_stopped else "yes"
        self.question.say(sentence, tone)
        self.show_state()
        if self.isVisible():
            self.head.see.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.message.emit(sentence, tone)
        self.taken.emit(programme)

    def _on_asked(self, question: NewProgramme) -> None:
        """Ask whether a new programme is meant: the button then says that it makes one."""
        self._asked_code = str(question.facts["code"])
        near = question.facts["near"]
        self._near_code = near[0] if isinstance(near, list) and near else ""
        self.question.say(describe_failure(question).sentence)
        self.show_state()

    def _on_failed(self, failure: EnvironmentFailure) -> None:
        sentence = describe_failure(failure).line
        if self.guests is None:
            self.file.say(sentence)
        else:
            self.question.say(sentence, "no")
        self.show_state()

    def _on_tried(self, tried: TicketTry) -> None:
        self.message.emit(*words.ticket_sentence(tried))

    def _on_mapping(self) -> None:
        if self.guests:
            self._is_mapped_by_hand = True
            chosen = dict.fromkeys(IMPORT_FIELDS, "") | dict(self.mapping.mapping())
            self._look(self.guests.mapped(chosen))

    def _on_code(self) -> None:
        """Forget the question as soon as another code is typed."""
        if self._asked_code and self.code.text().strip() != self._asked_code:
            self._asked_code = self._near_code = ""
            self.question.say("")
        self.show_state()

    def _on_code_typed(self) -> None:
        """Hold the list against the people of the programme that is meant now."""
        is_other = self.code.text().strip() != self._looked_code
        self._asks_code = self._asks_code and not self.code.text().strip()
        self.show_state()
        if self.guests and not self.result and is_other and not self._work.is_taking:
            self._look(self.guests)

    def _use_near(self) -> None:
        self.code.setText(self._near_code)
        self.start()

    def _on_beside(self, what: str) -> None:
        progress = self.result or self.foretold
        if progress:
            is_missing = what == MISSING
            title = (
                words.missing_lines(progress)[0] if is_missing else words.hands_lines(progress)[0]
            )
            people = [f"{p.name} {p.number}".strip() for p in progress.missing]
            choices = list(map(lists.choice_sentence, progress.choices))
            self.lines_asked.emit(title, people if is_missing else choices)

    def _is_ready(self) -> bool:
        is_free = not (self._work.is_taking or (self._work.is_looking and not self._may_start))
        has_list = self.guests is not None and self.guests.has_names and self.result is None
        return bool(is_free and has_list and self.code.text().strip() and not self._doubts)

    @property
    def _may_start(self) -> bool:
        """Whether only the foretelling goes on, for which nobody has to wait."""
        return self.guests is not None and self._looked_code == self.code.text().strip()

    def show_state(self) -> None:
        """Show cards and buttons as far as the list has come."""
        guests, code = self.guests, self.code.text().strip()
        is_open = guests is not None and self.result is None
        asks_code = self._asks_code or not code or bool(self._asked_code)
        self.file.setVisible(guests is None or (is_open and asks_code))
        self.file.ask(for_file=guests is None)
        self._view.cards.setVisible(guests is not None)
        rows = guests.survey.rows if guests else 0
        is_reading = guests is None and self._work.is_looking and self._path is not None
        reading = words.reading_text(self._path.name) if is_reading and self._path else ""
        self.head.show_file(guests, rows, code, reading)
        self.head.show_count(self.foretold.taken if self.foretold else None, self._asked_code)
        self.head.start.setVisible(is_open)
        self.head.start.setEnabled(self._is_ready())
        self.source.setVisible(is_open and self.source.count() > 1)
        for button in self.head.after:
            button.setVisible(self.result is not None)
        for part in (self.head.another, self.head.reading, self.source):
            part.setEnabled(not self._work.is_taking)
        self._view.let_change(not self._work.is_taking)
        missing = len(self.result.missing) if self.result else 0
        self.question.offer(guests if is_open else None, self._doubts, missing, self._near_code)
        self._view.arrange(is_open=is_open)
        self._view.order_tabs()
