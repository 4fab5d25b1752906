"""A list of people picked by name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme
from desktop.gui.printing.services import PrintingServices
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import plain_tip
from desktop.gui.widgets.search_field import SEARCH_PAUSE_MS

SHOWN = 30
LIST_HEIGHT_PX = 190
# First strong isolate and its end (Unicode Standard Annex 9).
_ISOLATE, _END = "\u2068", "\u2069"


class PeoplePicker(QWidget):
    """Type a name, tick people; who is ticked stays when the search changes."""

    changed = Signal()

    def __init__(self, jobs: Jobs, services: PrintingServices, programme: Programme) -> None:
        """Pick people of a programme."""
        super().__init__()
        self._jobs = jobs
        self._services = services
        self._programme = programme
        self._chosen: dict[str, Attendee] = {}
        self._found: dict[str, Attendee] = {}
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Type a name, then tick"))
        self._list = QListWidget()
        self._list.setMinimumHeight(LIST_HEIGHT_PX)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemChanged.connect(self._on_ticked)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._find)
        self._search.textEdited.connect(lambda _text: self._pause.start())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._search)
        column.addWidget(self._list, 1)

    @property
    def people(self) -> Sequence[Attendee]:
        """Who is ticked, in the order of ticking."""
        return list(self._chosen.values())

    def add(self, attendee: Attendee) -> None:
        """Tick somebody."""
        self.add_all([attendee])

    def add_all(self, people: Sequence[Attendee]) -> None:
        """Tick some people."""
        self._chosen |= {attendee.id: attendee for attendee in people}
        self._show([])
        self.changed.emit()

    def _find(self) -> None:
        text = self._search.text()
        self._jobs.run(lambda: self._services.desk.find(self._programme, text, SHOWN), self._show)

    def _show(self, people: Sequence[Attendee]) -> None:
        self._found = {attendee.id: attendee for attendee in (*self._chosen.values(), *people)}
        self._list.blockSignals(True)
        self._list.clear()
        for attendee in self._found.values():
            parts = (attendee.name, attendee.person.second_name, attendee.person.organization)
            # Each part runs its own way, so that a Hebrew organisation stays behind the name.
            text = "   ".join(f"{_ISOLATE}{part}{_END}" for part in parts if part)
            item = QListWidgetItem(text)
            item.setToolTip(plain_tip(text))
            item.setData(Qt.ItemDataRole.UserRole, attendee.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_on = attendee.id in self._chosen
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.blockSignals(False)

    def _on_ticked(self, item: QListWidgetItem) -> None:
        id_ = item.data(Qt.ItemDataRole.UserRole)
        if item.checkState() is Qt.CheckState.Checked:
            self._chosen[id_] = self._found[id_]
        else:
            self._chosen.pop(id_, None)
        self.changed.emit()
