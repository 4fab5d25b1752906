"""Keeps the open roll calls and the shown board up to date, and does what the page asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.checkin.codes import Reading
from desktop.domain.failures import EnvironmentFailure
from desktop.domain.printing.printed_list import PrintedList
from desktop.domain.programme.programme import Programme
from desktop.domain.rollcall.board import Board, figures_of, time_to
from desktop.domain.rollcall.marks import MarkState
from desktop.domain.rollcall.rollcall import OneRollCall, open_among
from desktop.gui.frame.room import Frame
from desktop.gui.rollcall.services import RollCallServices
from desktop.gui.rollcall.view import View, view_of
from desktop.gui.widgets.dialogs import ConfirmDialog
from desktop.gui.wording.moments import now_ms, wall
from desktop.gui.wording.rollcall.papers import missing_list, whole_list
from desktop.gui.wording.rollcall.words import (
    SHARES,
    goes_on,
    head_title,
    not_printed,
    outcome_line,
    scope_name,
)
from desktop.workflows.rollcall.boards import Boards
from desktop.workflows.rollcall.papers import SavedList
from desktop.workflows.rollcall.rollcalls import Marked, Noted, RollCalls, Shown

SETTINGS = "rollcall"
MOST_LOOKED_BACK = 8
LOOK_AGAIN_MS, LOOK_AGAIN_BEHIND_MS = 3_000, 15_000


class RollCallControl(QObject):
    """One for the window: the page and the band listen to it."""

    listed = Signal()
    viewed = Signal()
    saved = Signal()
    # A sentence, and its tone.
    told = Signal(str, str)

    def __init__(self, frame: Frame, services: RollCallServices) -> None:
        """Know of no roll call yet."""
        super().__init__(frame.dialogs.window)
        self._frame = frame
        self._jobs = frame.jobs
        self._services = services
        self.all: Sequence[OneRollCall] = ()
        self.shown: OneRollCall | None = None
        self.view: View | None = None
        self.saved_ids: frozenset[str] = frozenset()
        self.outcomes: dict[OneRollCall, str] = {}
        self.is_watched = False
        self._is_reading = self._is_asked_again = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_time)

    @property
    def open_now(self) -> list[OneRollCall]:
        """The open ones, the newest first."""
        return open_among(self.all)

    @property
    def book(self) -> RollCalls:
        """What can be done with roll calls."""
        return self._services.rollcalls

    @property
    def titles(self) -> dict[str, str]:
        """The titles of all programmes, by id."""
        return {each.id: each.title or each.code for each in self._frame.station.programmes}

    def scope_of(self, rollcall: OneRollCall) -> str:
        """Name whom one looks for."""
        return scope_name(rollcall.programme, self.titles)

    def watch(self, *, is_watched: bool) -> None:
        """Look more often while the page is on the screen."""
        self.is_watched = is_watched
        self._pace()

    def refresh(self) -> None:
        """Read which roll calls there are, and the shown one again."""
        self._jobs.run(self._services.rollcalls.all, self._on_all)

    def show(self, rollcall: OneRollCall | None) -> None:
        """Show another one, or all of them."""
        self.shown, self.view = rollcall, None
        self.viewed.emit()
        if rollcall:
            self._read(rollcall)

    def begin(self, programme: Programme | None, *, is_drill: bool, printer: str = "") -> None:
        """Begin one; its list is saved as soon as it is known."""
        book = self._services.rollcalls
        known = {id_ for one in self.open_now for id_ in one.ids}

        def on_begun(rollcall: OneRollCall) -> None:
            if rollcall.ids & known:
                self._frame.dialogs.notify(goes_on(rollcall, now_ms()), "look")
            self.keep_setting("printer", printer)
            self.shown, self.view = rollcall, None
            self._read(rollcall, lambda view: self._save_whole(view.board, printer))
            self.refresh()

        self._jobs.run(lambda: book.begin(programme, is_drill=is_drill), on_begun)

    def change(self, change: Callable[[OneRollCall], OneRollCall]) -> None:
        """Close the shown one, open it again, or say that it is real."""
        if rollcall := self.shown:
            self._jobs.run(lambda: change(rollcall), self._on_changed)

    def mark(
        self,
        people: Sequence[str],
        state: MarkState,
        noted: Noted,
        then: Callable[[Marked], None],
        *,
        is_correction: bool = False,
    ) -> None:
        """Mark people at the shown one."""
        rollcall, book = self.shown, self._services.rollcalls
        if rollcall is None:
            return

        def on_marked(marked: Marked) -> None:
            self._read_marks(marked.touched)
            then(marked)

        self._jobs.run(
            lambda: book.mark(rollcall, people, state, noted, is_correction=is_correction),
            on_marked,
        )

    def add_found(self, name: str, state: MarkState, noted: Noted) -> None:
        """Mark somebody who is not known here."""
        rollcall, book = self.shown, self._services.rollcalls
        if rollcall:
            self._jobs.run(
                lambda: book.found(rollcall, name, state, noted),
                lambda who: self._read_marks((who,)),
            )

    def take_back(self, then: Callable[[bool], None]) -> None:
        """Take back the newest marks that were made here."""

        def done(was_taken_back: bool) -> None:
            self._read_again(is_whole=True)
            then(was_taken_back)

        self._jobs.run(self._services.rollcalls.take_back, done)

    def whose(self, reading: Reading, then: Callable[[Shown], None]) -> None:
        """Tell whose badge was shown."""
        programme, book = self._frame.station.programme, self._services.rollcalls
        if programme:
            self._jobs.run(lambda: book.whose(programme, reading), then)

    def find(self, text: str, then: Callable[[Sequence[object]], None]) -> None:
        """Find people of the shown one, and others."""
        view, boards = self.view, self._services.boards
        if view:
            self._jobs.run(lambda: boards.find(view.board, text), then)

    def photo(self, name: str, then: Callable[[bytes | None], None]) -> None:
        """Read somebody's picture."""
        boards = self._services.boards
        self._jobs.run(lambda: boards.photo(name), then)

    def look_back(self) -> None:
        """Work out what came of the closed ones, the newest first, each once."""
        boards, on_store = self._services.boards, self._jobs.on_store
        for one in [each for each in self.all if not each.is_open][:MOST_LOOKED_BACK]:
            if one not in self.outcomes:
                self.outcomes[one] = ""
                self._jobs.run_beside(
                    partial(_outcome, boards, one, on_store), partial(self._on_outcome, one)
                )

    def _on_outcome(self, rollcall: OneRollCall, outcome: str) -> None:
        self.outcomes[rollcall] = outcome
        self.listed.emit()

    def print_missing(self) -> None:
        """Save who is missing now, by place, and print it where a printer is set for lists."""
        if self.view and self.shown:
            board, scope = self.view.board, self.scope_of(self.shown)
            listing = partial(missing_list, board, scope, now_ms())
            self._save(listing, "missing", self.setting("printer"), lambda _saved: None)

    def setting(self, name: str) -> str:
        """Give a setting of this computer for roll calls."""
        return self._services.kept_settings(SETTINGS).get(name, "")

    def keep_setting(self, name: str, value: str) -> None:
        """Keep a setting of this computer for roll calls."""
        known = self._services.kept_settings(SETTINGS)
        if known.get(name, "") != value:
            services = self._services
            self._jobs.run(
                lambda: services.keep_settings(SETTINGS, known | {name: value}), lambda _done: None
            )

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def _on_all(self, rollcalls: list[OneRollCall]) -> None:
        known_open = {id_ for one in self.open_now for id_ in one.ids}
        self.all = rollcalls
        if self.shown:
            ids = self.shown.ids
            self.shown = next((one for one in rollcalls if one.ids & ids), None)
        begun = [one for one in self.open_now if not one.ids & known_open]
        shown = self.shown
        if begun and (shown is None or not shown.is_open or shown.is_drill > begun[0].is_drill):
            # What begins elsewhere is shown here, whatever was looked at; a real one first.
            self.shown, self.view = begun[0], None
        self.listed.emit()
        self._pace()
        if self.shown:
            self._read_again(is_whole=True)
        else:
            self.view = None
            self.viewed.emit()

    def _on_changed(self, rollcall: OneRollCall) -> None:
        self.shown = rollcall
        self.refresh()

    def _read(
        self, rollcall: OneRollCall, then: Callable[[View], None] = lambda _view: None
    ) -> None:
        boards, on_store = self._services.boards, self._jobs.on_store

        def on_view(view: View) -> None:
            self._show_view(view)
            then(view)

        self._jobs.run_beside(lambda: view_of(boards.board(rollcall, on_store)), on_view)

    def _read_marks(self, people: Sequence[str]) -> None:
        """Show marks that were just made, before anything else is looked at."""
        view, boards, on_store = self.view, self._services.boards, self._jobs.on_store

        def work() -> View:
            # Whatever was read meanwhile stays.
            board = (self.view or view_before).board
            return view_of(on_store(lambda: boards.with_marks_of(board, people)))

        if view:
            view_before = view
            self._jobs.run_beside(work, self._show_view)

    def _on_time(self) -> None:
        if self.shown and self.shown.is_open:
            self._read_again(is_whole=False)

    def _read_again(self, *, is_whole: bool) -> None:
        """Read the shown one once more; what is asked for meanwhile is read once, afterwards."""
        if self._is_reading:
            self._is_asked_again = self._is_asked_again or is_whole
            return
        rollcall, view = self.shown, self.view
        if rollcall is None:
            return
        self._is_reading = True
        boards, on_store = self._services.boards, self._jobs.on_store

        def work() -> View:
            is_same = view is not None and view.board.rollcall == rollcall
            if view and is_same and not is_whole:
                return view_of(boards.renewed(view.board, on_store))
            return view_of(boards.board(rollcall, on_store))

        self._jobs.run_beside(work, self._on_read, self._on_unread)

    def _on_read(self, view: View) -> None:
        self._is_reading = False
        self._show_view(view)
        if self._is_asked_again:
            self._is_asked_again = False
            self._read_again(is_whole=True)

    def _on_unread(self, failure: EnvironmentFailure) -> None:
        self._is_reading = self._is_asked_again = False
        self._jobs.failed.emit(failure)

    def _show_view(self, view: View) -> None:
        if self.shown and view.board.rollcall.ids & self.shown.ids:
            self.view = view
            self.viewed.emit()

    def _pace(self) -> None:
        if not self.open_now:
            self._timer.stop()
            return
        wanted = LOOK_AGAIN_MS if self.is_watched else LOOK_AGAIN_BEHIND_MS
        if not self._timer.isActive() or self._timer.interval() != wanted:
            self._timer.start(wanted)

    def _save_whole(self, board: Board, printer: str) -> None:
        rollcall = board.rollcall
        listing = partial(whole_list, board, self.scope_of(rollcall), now_ms())

        def on_saved(_saved: SavedList) -> None:
            self.saved_ids |= rollcall.ids
            self.saved.emit()

        self._save(listing, "inside", printer, on_saved)

    def _save(
        self,
        listing: Callable[[], PrintedList],
        what: str,
        printer: str,
        then: Callable[[SavedList], None],
    ) -> None:
        papers = self._services.list_papers
        name = f"{wall(now_ms()):%Y-%m-%d %H-%M-%S} {what}.pdf"

        def on_saved(saved: SavedList) -> None:
            then(saved)
            if not printer:
                self.told.emit(self.tr("List saved: {path}").format(path=saved.path), "calm")
            elif saved.is_long:
                self._ask_long(saved, printer)
            else:
                self._send(saved, printer)

        self._jobs.run_beside(lambda: papers.save(listing(), name), on_saved)

    def _ask_long(self, saved: SavedList, printer: str) -> None:
        dialog = ConfirmDialog(
            self.tr("The list has {count} pages").format(count=saved.pages),
            self.tr("It is saved here: {path}").format(path=saved.path),
            self.tr("Print {count} pages").format(count=saved.pages),
            self._frame.dialogs.window,
        )
        dialog.confirmed.connect(lambda: self._send(saved, printer))
        self._frame.dialogs.show(dialog)

    def _send(self, saved: SavedList, printer: str) -> None:
        papers = self._services.list_papers
        title = head_title(self.shown) if self.shown else saved.path.stem
        sentence = self.tr("The list is on its way to {printer}; it is saved, too.")
        self._jobs.run_print(
            lambda: papers.send(saved, printer, title),
            lambda _done: self.told.emit(sentence.format(printer=printer), "yes"),
            lambda failure: self.told.emit(not_printed(failure, saved.path), "look"),
        )


def _outcome(boards: Boards, rollcall: OneRollCall, on_store: Callable[..., Any]) -> str:
    board = boards.board(rollcall, on_store)
    times = [time_to(board, share) for share in SHARES]
    return outcome_line(figures_of(board).inside, times)
