"""Two records side by side: are they one person?"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.attendees.person import PERSON_FIELDS
from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme
from desktop.gui.attendees.details_pane import empty_layout
from desktop.gui.attendees.services import AttendeesServices
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.person_list import LineView, result_delegate
from desktop.gui.widgets.search_field import SEARCH_PAUSE_MS, SearchField
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.attendees import standing
from desktop.gui.wording.shapes import Line
from desktop.gui.wording.transfer import field_label

SIZE_PX = (780, 640)
SHOWN = 20
_PERSON = ("email", "phone", "organization", "title", "community", "country")
_OWN = ("ticket_type", "delegation", "order_ref", "external_id", "notes")


class MergeDialog(Dialog):
    """Search the other record, look at both, and merge it into the first."""

    asked = Signal(object, object)

    def __init__(
        self,
        jobs: Jobs,
        services: AttendeesServices,
        programme: Programme,
        kept: Attendee,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        """Look for the twin of somebody."""
        super().__init__(parent.tr("Merge with another record"), parent)
        self._jobs = jobs
        self._services = services
        self._programme = programme
        self._kept = kept
        self._found: list[Attendee] = []
        self.fit(*SIZE_PX)
        self.search = SearchField()
        self.search.left_downwards.connect(self._enter_list)
        self.search.setPlaceholderText(self.tr("Name, phone, email, code…"))
        self.list = LineView("programmes", result_delegate(theme), takes_focus=True)
        self.list.activated.connect(lambda _index: self.merge())
        self.list.selectionModel().currentRowChanged.connect(lambda _a, _b: self._show_both())
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._find)
        self.search.textEdited.connect(lambda _text: self._pause.start())
        self.content.addWidget(self.search)
        self.content.addWidget(self.list, 1)
        self.content.addLayout(self._grid)
        cancel = self.add_button(self.tr("Cancel"), key="Esc")
        cancel.clicked.connect(self.reject)
        self.swap_button = self.add_button(self.tr("Keep the other one"))
        self.swap_button.clicked.connect(lambda _on=False: self.swap())
        self.merge_button = self.add_button(self.tr("Merge"), "main", "Enter")
        self.merge_button.setDefault(True)
        self.merge_button.clicked.connect(lambda _on=False: self.merge())
        self._jobs.run(self._read_twins, self._show_twins)
        self._show_both()

    def swap(self) -> None:
        """Keep the other record and merge this one into it."""
        if other := self._other():
            self.asked.emit(other, self._kept)
            self.accept()

    def merge(self) -> None:
        """Merge the marked record into the one that is kept."""
        if other := self._other():
            self.asked.emit(self._kept, other)
            self.accept()

    def _enter_list(self) -> None:
        self.list.setFocus()
        if self._found and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.lines.index(0))

    def _find(self) -> None:
        text = self.search.text()
        self._jobs.run(
            lambda: self._services.desk.find(self._programme, text, SHOWN), self._show_found
        )

    def _read_twins(self) -> Sequence[Attendee]:
        kept = self._kept.person
        fields = {name: str(getattr(kept, name)) for name in PERSON_FIELDS}
        signs = self._services.twins.find(self._programme, fields, self._kept.id)
        return [sign.attendee for sign in signs if sign.is_here]

    def _show_twins(self, people: Sequence[Attendee]) -> None:
        """Mark a likely twin; who is only found by typing is marked by hand."""
        self._show_found(people)
        if self._found:
            self.list.setCurrentIndex(self.list.lines.index(0))

    def _show_found(self, people: Sequence[Attendee]) -> None:
        self._found = [attendee for attendee in people if attendee.id != self._kept.id]
        self.list.lines.set_lines([_line(attendee) for attendee in self._found])
        self._show_both()

    def _other(self) -> Attendee | None:
        row = self.list.currentIndex().row()
        return self._found[row] if 0 <= row < len(self._found) else None

    def _show_both(self) -> None:
        other = self._other()
        self.merge_button.setEnabled(other is not None)
        self.swap_button.setEnabled(other is not None)
        empty_layout(self._grid)
        if other is None:
            self.say(self.tr("Type the name of the other record, then mark it."))
            return
        self.say(
            self.tr("Blanks are filled from the other record, and both tickets open the door.")
        )
        rows = [(self.tr("Stays / goes"), self._kept.name, other.name)]
        for name in (*_PERSON, *_OWN):
            mine, theirs = _value(self._kept, name), _value(other, name)
            if mine or theirs:
                rows.append((field_label(name), mine, theirs))
        for number, (title, mine, theirs) in enumerate(rows):
            self._grid.addWidget(label(title, "factName"), number, 0)
            for column, text in ((1, mine), (2, theirs)):
                cell = label(text, "factValue", wraps=True)
                is_loss = column == 2 and bool(mine) and mine != theirs and number > 0
                cell.setProperty("tone", "look" if is_loss else "")
                self._grid.addWidget(cell, number, column)


def _value(attendee: Attendee, name: str) -> str:
    source = attendee.person if name in _PERSON else attendee.registration
    return str(getattr(source, name))


def _line(attendee: Attendee) -> Line:
    person, where = attendee.person, standing(attendee)
    below = " • ".join(filter(None, (person.organization, person.email, person.phone)))
    return Line(person.name, person.second_name, below, where.text, where.tone, attendee.id)
