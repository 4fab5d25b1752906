"""The table of attendees as a model: numbers for all rows, people only for those on screen."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.domain.attendees.attendee_filter import Column
from desktop.domain.attendees.finding import Hit
from desktop.domain.attendees.registration import Attendee
from desktop.gui.wording.attendees import column_name, standing
from desktop.workflows.attendees.attendee_list import ListedAttendees

Index = QModelIndex | QPersistentModelIndex
TICK = 0
COLUMNS = (
    Column.NAME,
    Column.ORGANISATION,
    Column.COUNTRY,
    Column.TYPE,
    Column.STATUS,
)
PAGE = 40
KEPT_PAGES = 8
ATTENDEE_ROLE = int(Qt.ItemDataRole.UserRole)
HIT_ROLE = ATTENDEE_ROLE + 1


class AttendeeModel(QAbstractTableModel):
    """Rows that ask for their people when they come on screen."""

    page_wanted = Signal(int, object)
    ticks_changed = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.listing = ListedAttendees(array("q"), {})
        self.ticked: set[int] = set()
        self._pages: OrderedDict[int, Sequence[Attendee]] = OrderedDict()
        self._asked: set[int] = set()

    def show_listing(self, listing: ListedAttendees) -> None:
        """Show other people; who is ticked stays ticked."""
        self.beginResetModel()
        self.listing = listing
        self._pages.clear()
        self._asked.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Read the people on screen again."""
        self._asked.clear()
        self._pages.clear()
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def take_page(self, number: int, numbers: Sequence[int], people: Sequence[Attendee]) -> None:
        """Show the people of a page; an answer for an older list is not shown."""
        start = number * PAGE
        if list(self.listing.numbers[start : start + PAGE]) != list(numbers):
            return
        self._pages[number] = people
        self._asked.discard(number)
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        last = min(start + PAGE, self.rowCount()) - 1
        self.dataChanged.emit(self.index(start, 0), self.index(last, self.columnCount() - 1))

    @property
    def people_held(self) -> int:
        """How many people are in memory."""
        return sum(map(len, self._pages.values()))

    def attendee(self, row: int) -> Attendee | None:
        """Give who stands in a row, or nothing while they are being read."""
        page, place = divmod(row, PAGE)
        people = self._pages.get(page)
        if people is None:
            self._ask(page)
            return None
        self._pages.move_to_end(page)
        return people[place] if place < len(people) else None

    def number(self, row: int) -> int:
        """Give the registration's number of a row."""
        return self.listing.numbers[row]

    def tick(self, row: int, *, is_on: bool) -> None:
        """Choose somebody for what is done with many."""
        number = self.number(row)
        (self.ticked.add if is_on else self.ticked.discard)(number)
        self.dataChanged.emit(self.index(row, TICK), self.index(row, TICK))
        self.ticks_changed.emit()

    def tick_all(self, *, is_on: bool) -> None:
        """Choose everybody in the list, or nobody."""
        self.ticked = set(self.listing.numbers) if is_on else set()
        self.refresh_ticks()

    def refresh_ticks(self) -> None:
        """Show again who is ticked."""
        if self.rowCount():
            self.dataChanged.emit(self.index(0, TICK), self.index(self.rowCount() - 1, TICK))
        self.ticks_changed.emit()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count who is listed."""
        return 0 if parent is not None and parent.isValid() else len(self.listing.numbers)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns, the ticks among them."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if section == TICK else column_name(COLUMNS[section - 1])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a person, or a cell's words."""
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TICK:
            is_on = self.number(index.row()) in self.ticked
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        if role == HIT_ROLE:
            hit: Hit | None = self.listing.hits.get(self.number(index.row()))
            return hit
        if role in (ATTENDEE_ROLE, Qt.ItemDataRole.DisplayRole):
            attendee = self.attendee(index.row())
            if role == ATTENDEE_ROLE or attendee is None:
                return attendee
            return cell_text(attendee, index.column())
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != TICK:
            return False
        self.tick(index.row(), is_on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the first column be ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == TICK else flags

    def _ask(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            start = page * PAGE
            self.page_wanted.emit(page, list(self.listing.numbers[start : start + PAGE]))


def cell_text(attendee: Attendee, column: int) -> str:
    """Write what a cell says of somebody."""
    if column == TICK:
        return ""
    person, own = attendee.person, attendee.registration
    texts = {
        Column.NAME: " ".join(filter(None, (person.name, person.second_name))),
        Column.ORGANISATION: person.organization,
        Column.COUNTRY: person.country,
        Column.TYPE: own.ticket_type,
        Column.STATUS: standing(attendee).text,
    }
    return texts[COLUMNS[column - 1]]
