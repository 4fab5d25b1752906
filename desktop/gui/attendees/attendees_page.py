"""The page of attendees: search, filters, the table, and one person beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from desktop.domain.attendees.attendee_filter import Column, Filter, Order
from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme
from desktop.gui.attendees.actions import Action, BulkAction, PersonAction
from desktop.gui.attendees.attendee_model import COLUMNS, TICK, AttendeeModel
from desktop.gui.attendees.attendee_table import AttendeeTable
from desktop.gui.attendees.attendees_desk import AttendeesDesk, Choices
from desktop.gui.attendees.attendees_parts import AttendeesHead, BulkBar, NobodyPanel
from desktop.gui.attendees.details_pane import WIDTH_PX, DetailsPane
from desktop.gui.attendees.filter_bar import FilterBar
from desktop.gui.attendees.services import AttendeesServices
from desktop.gui.frame.current_station import CurrentStation
from desktop.gui.frame.page import AtHand, FooterKey, PlainPage
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.search_field import SEARCH_PAUSE_MS, SearchField
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.attendees import check_in_words
from desktop.workflows.attendees.attendee_list import ListedAttendees
from desktop.workflows.attendees.registry import Details

SMALL_PX, SMALL_PANE_PX = 1120, 330
SEARCH_PX = 240
PERSON_PAUSE_MS = 60
BURST_MS = 1500


class AttendeesPage(PlainPage):
    """Where organizers look after their people."""

    import_asked = Signal()
    export_asked = Signal()
    new_asked = Signal()
    asked = Signal(object, object)
    bulk_asked = Signal(object, object)
    group_asked = Signal(object)

    def __init__(
        self, jobs: Jobs, services: AttendeesServices, theme: Theme, station: CurrentStation
    ) -> None:
        """Lay out the page for a store."""
        super().__init__()
        self._station = station
        self.desk = AttendeesDesk(jobs, services)
        self.filters = FilterBar(jobs, services)
        self.model = AttendeeModel()
        self.table = AttendeeTable(theme, self.model)
        self.pane = DetailsPane(theme)
        self.search = SearchField()
        self.head = AttendeesHead()
        self.bulk = BulkBar()
        self.empty = NobodyPanel()
        self._order = Order()
        self._shown_for: tuple[str, Filter] = ("", Filter())
        self._before_letters: str | None = None
        self._wanted: int | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self.relist)
        self._person_pause = QTimer(self)
        self._person_pause.setSingleShot(True)
        self._person_pause.setInterval(PERSON_PAUSE_MS)
        self._person_pause.timeout.connect(self._read_current)
        self._build()
        self._connect()

    def set_programme(self, programme: Programme | None) -> None:
        """Show the people of a programme."""
        self.model.ticked.clear()
        self.search.clear()
        self.pane.show_nobody("")
        self.desk.set_programme(programme)
        if programme is None:
            self._show_listing(ListedAttendees(self.model.listing.numbers[:0], {}))

    def use_programme(self, programme: Programme) -> None:
        """Work with the same people by the programme's changed facts."""
        self.desk.programme = programme

    def focus_field(self) -> None:
        """Bring the focus to the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def relist(self) -> None:
        """Ask again who passes the search and the filters."""
        self._pause.stop()
        self.desk.find_people(self.search.text(), self.filters.chosen, self._order)

    def refresh(self) -> None:
        """Read again what may have changed, the row that is marked included."""
        self.relist()
        self.bulk.name_check_in(check_in_words(self._station.station))
        if self.pane.details:
            self.desk.read_person(self.pane.details.attendee.id)

    def footer_keys(self) -> Sequence[FooterKey]:
        """Give the keys of the table."""
        return (
            ("↑ ↓", self.tr("Move")),
            ("Enter", self.tr("Open")),
            ("Space", check_in_words(self._station.station)),
            ("Ctrl Space", self.tr("Select")),
            ("F6", self.tr("Print badges of selected")),
            ("Ctrl Z", self.tr("Undo")),
        )

    def key_actions(self) -> Mapping[str, Callable[[], None]]:
        """Give what is about the person beside the table."""
        return {"F2": self.ask_edit, "F6": self.ask_badge, "F9": self._ask_group}

    def at_hand(self) -> AtHand:
        """Offer the people that the table shows, and who of them is ticked."""
        return AtHand(chosen=self.filters.chosen, ticked=tuple(sorted(self.model.ticked)))

    @property
    def details(self) -> Details | None:
        """All about the person beside the table."""
        return self.pane.details

    def open_person(self, registration: str) -> None:
        """Mark somebody in the table and show them beside it."""
        if self.details and self.details.attendee.id == registration:
            # Who was changed stays where they stood, whatever is searched for.
            self.model.refresh()
            self._read_current()
            return
        self.desk.find_number(registration, self._want)

    def _want(self, number: int) -> None:
        self._wanted = number
        self.relist()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self._build_filters())
        left.addWidget(self._build_stack(), 1)
        left.addWidget(self.bulk)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(row, 1)

    def _build_filters(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("filters")
        self._found = label("", "quiet")
        self.search.setFixedWidth(SEARCH_PX)
        row = QHBoxLayout(frame)
        row.setContentsMargins(22, 12, 22, 12)
        row.setSpacing(14)
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.filters, 1)
        row.addWidget(self._found, 0, Qt.AlignmentFlag.AlignVCenter)
        return frame

    def _build_stack(self) -> QStackedWidget:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        return self._stack

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _text: self._pause.start())
        self.search.left_downwards.connect(self._enter_table)
        self.search.entered.connect(self._on_search_entered)
        self.search.cleared.connect(self._on_cleared)
        self.filters.changed.connect(self.relist)
        self.head.scope.group.idClicked.connect(self._on_scope)
        self.model.page_wanted.connect(self.desk.read_page)
        self.model.ticks_changed.connect(self._show_ticks)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.table.clicked.connect(self._on_clicked)
        self.table.letters_typed.connect(self._on_letters)
        self.table.opened.connect(lambda: self._ask(PersonAction.EDIT))
        self.table.check_in_asked.connect(self._on_space)
        self.table.left_upwards.connect(self.focus_field)
        self.table.sort_asked.connect(self._on_sort)
        self.pane.asked.connect(self._ask)
        self.bulk.asked.connect(self._ask_bulk)
        self.bulk.clear_asked.connect(lambda: self.model.tick_all(is_on=False))
        self.empty.begun.connect(self.import_asked)
        self.head.import_asked.connect(self.import_asked)
        self.head.export_asked.connect(self.export_asked)
        self.head.new_asked.connect(self.new_asked)
        self.desk.stood.connect(self._on_stood)
        self.desk.listed.connect(self._show_listing)
        self.desk.page_read.connect(self._on_page)
        self.desk.person_read.connect(self._show_person)
        self.desk.done.connect(self._on_done)

    def _ask(self, action: Action) -> None:
        """Ask for the person of the marked row, even where the pane still shows the one before."""
        index, shown = self.table.currentIndex(), self.pane.details
        marked = self.model.attendee(index.row()) if index.isValid() else None
        if marked is None or (shown and shown.attendee.id == marked.id):
            if shown:
                self.asked.emit(action, shown)
            return
        self._person_pause.stop()
        self.desk.read_person(marked.id, lambda details: self.asked.emit(action, details))

    def _on_space(self) -> None:
        """Do what the bar does where people are ticked, else check the marked one in or out."""
        if self.model.ticked:
            self._ask_bulk(BulkAction.CHECK_IN)
        else:
            self._ask(PersonAction.IN_OR_OUT)

    def _ask_bulk(self, action: BulkAction) -> None:
        numbers = sorted(self.model.ticked)
        self.desk.with_ids(numbers, lambda ids: self.bulk_asked.emit(action, ids))

    def ask_edit(self) -> None:
        """Open the form of the person beside the table."""
        self._ask(PersonAction.EDIT)

    def _ask_group(self) -> None:
        if self.details:
            self.group_asked.emit(self.details.attendee)

    def ask_badge(self) -> None:
        """Print a badge of the person beside the table, or of everybody ticked."""
        if self.model.ticked:
            self._ask_bulk(BulkAction.BADGE)
        else:
            self._ask(BulkAction.BADGE)

    def _on_stood(self, choices: Choices) -> None:
        self.filters.set_programme(self.desk.scope, *choices)

    def _on_scope(self, number: int) -> None:
        self.desk.is_everywhere = number == 1
        self.model.ticked.clear()
        self.set_programme(self.desk.programme)

    def _on_sort(self, section: int) -> None:
        if section == TICK:
            self.model.tick_all(is_on=not self.model.ticked)
            return
        column = COLUMNS[section - 1]
        self._order = Order(column, self._order.column is column and not self._order.is_down)
        header = self.table.horizontalHeader()
        header.setSortIndicatorShown(True)
        down = Qt.SortOrder.DescendingOrder if self._order.is_down else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(section, down)
        self.relist()

    def _show_listing(self, listing: ListedAttendees) -> None:
        asked = (self.search.text().strip(), self.filters.chosen)
        is_same = asked == self._shown_for
        before = self._marked_number() if is_same else None
        row = self.table.currentIndex().row()
        wanted = self._wanted
        if wanted and wanted not in listing.numbers and self._is_narrowed:
            self.show_only(Filter())
            return
        self._wanted = None
        self.model.show_listing(listing)
        count = len(listing.numbers)
        is_whole = not self._is_narrowed
        if is_whole:
            programme = self.desk.programme
            self.head.show_count(count, programme.code if programme and self.desk.scope else "")
        sentence = self.tr("{count}+ found") if listing.is_cut else self.tr("{count} found")
        self._found.setText("" if is_whole else sentence.format(count=f"{count:,}"))
        words = ", ".join(listing.also_found[:4])
        also = self.tr("“{typed}” also finds {words}").format(typed=asked[0], words=words)
        self.foot.emit(also if words else "")
        self._stack.setCurrentIndex(0 if count else 1)
        if not count:
            self.empty.show_state(is_whole=is_whole)
            hint = self.tr("Whoever is marked in the table is shown here.")
            self.pane.show_nobody(hint if is_whole else "")
        else:
            self._mark_again(wanted or before, row, is_same=is_same)
        self._shown_for = asked
        self._show_ticks()

    @property
    def _is_narrowed(self) -> bool:
        return bool(self.search.text().strip()) or not self.filters.chosen.is_empty

    def show_only(self, chosen: Filter) -> None:
        """Take the search off and show who passes a filter; an empty one lets everybody pass."""
        self.search.clear()
        self.filters.choose(chosen)

    def _marked_number(self) -> int | None:
        index = self.table.currentIndex()
        return self.model.number(index.row()) if index.isValid() else None

    def _mark_again(self, number: int | None, row: int, *, is_same: bool) -> None:
        """Mark the same person after the list was read again, else the row, else the first."""
        numbers = self.model.listing.numbers
        try:
            place = numbers.index(number) if number is not None else 0
        except ValueError:
            place = min(row, len(numbers) - 1) if is_same else 0
        self.table.setCurrentIndex(self.model.index(place, 1))

    def _on_page(self, page: int, numbers: Sequence[int], people: Sequence[Attendee]) -> None:
        self.model.take_page(page, numbers, people)
        if self.table.currentIndex().isValid() and not self.pane.details:
            self._person_pause.start()

    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._person_pause.start()

    def _read_current(self) -> None:
        index = self.table.currentIndex()
        attendee = self.model.attendee(index.row()) if index.isValid() else None
        if attendee:
            self.desk.read_person(attendee.id)
        elif index.isValid():
            self._person_pause.start()

    def _show_person(self, details: Details | None) -> None:
        if details:
            self.pane.show_details(details)
        else:
            self.pane.show_nobody("")

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == TICK:
            number = self.model.number(index.row())
            self.model.tick(index.row(), is_on=number not in self.model.ticked)

    def _enter_table(self) -> None:
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.table.currentIndex().isValid():
                self.table.setCurrentIndex(self.model.index(0, 1))

    def take_back_letters(self) -> None:
        """Undo what a scanner's burst typed into the search by way of the table."""
        if self._before_letters is not None:
            self.search.setText(self._before_letters)
            self._before_letters = None
            self.relist()

    def _on_letters(self, text: str) -> None:
        self._before_letters = self.search.text()
        QTimer.singleShot(BURST_MS, self, self._forget_letters)
        self.focus_field()
        self.search.setText(text)
        self.search.setCursorPosition(len(text))
        self._pause.start()

    def _forget_letters(self) -> None:
        self._before_letters = None

    def _on_search_entered(self) -> None:
        self.relist()
        self._enter_table()

    def _on_cleared(self) -> None:
        if self.model.ticked:
            self.model.tick_all(is_on=False)
        self.relist()

    def _show_ticks(self) -> None:
        is_all_shown = self.model.ticked <= set(self.model.listing.numbers)
        self.bulk.show_count(len(self.model.ticked), is_all_shown=is_all_shown)

    def _on_done(self, text: str, tone: str) -> None:
        self.model.refresh()
        self.refresh()
        self.message.emit(text, tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out on a small window what stands elsewhere, too."""
        super().resizeEvent(event)
        is_small = self.width() < SMALL_PX
        self.head.show_spare(is_shown=not is_small)
        self.pane.setFixedWidth(SMALL_PANE_PX if is_small else WIDTH_PX)
        for column in (Column.COUNTRY, Column.TYPE):
            self.table.setColumnHidden(COLUMNS.index(column) + 1, is_small)
