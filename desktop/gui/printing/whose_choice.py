"""For whom is printed: those not printed yet, everybody, chosen people, or as the table shows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme
from desktop.gui.printing.people_picker import PeoplePicker
from desktop.gui.printing.services import PrintingServices
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.wording import printing as words
from desktop.workflows.badges.badge_order import BadgeCounts, Only

NOT_PRINTED, EVERYBODY, CHOSEN, CHANGED, FILTERED = range(5)
ONLY = {NOT_PRINTED: Only.NOT_PRINTED, CHANGED: Only.CHANGED}


class WhoseChoice(QWidget):
    """The choices with how many people each has; `counts` are those of the programme."""

    changed = Signal()
    unconfirmed_asked = Signal()

    def __init__(
        self,
        jobs: Jobs,
        services: PrintingServices,
        programme: Programme,
        people: Sequence[Attendee],
        *,
        has_filter: bool,
    ) -> None:
        """Offer a programme's people; these are chosen, if there are any."""
        super().__init__()
        self.counts = BadgeCounts(0, 0)
        self.filtered = 0
        self.picker = PeoplePicker(jobs, services, programme)
        self.buttons = QButtonGroup(self)
        self._words = {
            NOT_PRINTED: self.tr("Not yet printed"),
            CHANGED: self.tr("Changed since printing"),
            EVERYBODY: self.tr("Everybody"),
            FILTERED: self.tr("As filtered in the table"),
            CHOSEN: self.tr("Chosen people"),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(self.tr("For whom"), "paneTitle"))
        for number, text in self._words.items():
            button = QRadioButton(text)
            self.buttons.addButton(button, number)
            column.addWidget(button)
        self.buttons.button(FILTERED).setVisible(has_filter)
        self.buttons.button(CHOSEN if people else NOT_PRINTED).setChecked(True)
        self.unconfirmed = QCheckBox("")
        self.unconfirmed.hide()
        column.addWidget(self.unconfirmed)
        column.addWidget(self.picker, 1)
        column.addStretch(0)
        self.picker.add_all(people)
        self.buttons.idToggled.connect(lambda _id, _on: self.changed.emit())
        self.picker.changed.connect(self.changed)
        self.unconfirmed.toggled.connect(lambda _on: self.unconfirmed_asked.emit())

    @property
    def choice(self) -> int:
        """Which of the choices is made."""
        return self.buttons.checkedId()

    @property
    def total(self) -> int:
        """How many people are meant, as far as counting tells."""
        return self._totals()[self.choice]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The registrations that were chosen one by one."""
        people = self.picker.people if self.choice == CHOSEN else ()
        return tuple(attendee.id for attendee in people)

    @property
    def replaced(self) -> int:
        """How many of them have a badge already."""
        if self.choice == CHOSEN:
            return sum(attendee.registration.prints > 0 for attendee in self.picker.people)
        printed = self.counts.everybody - self.counts.not_printed
        if self.choice == FILTERED:
            return min(printed, self.filtered)
        return printed if self.choice == EVERYBODY else 0

    def show_counts(self, counts: BadgeCounts, *, is_badge: bool) -> None:
        """Say of each choice how many it has, and ask about those who are not confirmed."""
        self.counts = counts
        for number in (NOT_PRINTED, EVERYBODY, FILTERED):
            text = f"{self._words[number]} ({self._totals()[number]:,})"
            self.buttons.button(number).setText(text)
        self.unconfirmed.setText(words.unconfirmed_text(counts.unconfirmed))
        self.unconfirmed.setVisible(counts.unconfirmed > 0 and is_badge)

    def show_state(self, *, is_badge: bool, is_busy: bool) -> None:
        """Show the list of people where they are chosen; only badges are printed once."""
        self.picker.setVisible(self.choice == CHOSEN)
        self.picker.setEnabled(not is_busy)
        for number in (NOT_PRINTED, CHANGED):
            self.buttons.button(number).setEnabled(is_badge)

    def leave_badges(self) -> None:
        """Mean everybody where it is not about badges, which are printed once."""
        if self.choice in (NOT_PRINTED, CHANGED):
            self.buttons.button(EVERYBODY).setChecked(True)

    def _totals(self) -> dict[int, int]:
        return {
            NOT_PRINTED: self.counts.not_printed,
            EVERYBODY: self.counts.everybody,
            CHANGED: self.counts.everybody - self.counts.not_printed,
            FILTERED: self.filtered,
            CHOSEN: len(self.picker.people),
        }
