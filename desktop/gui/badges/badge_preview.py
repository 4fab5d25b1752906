"""Whose badge the canvas shows: one after the other, or somebody by name."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from desktop.domain.attendees.attendee_filter import Filter, Order
from desktop.domain.attendees.registration import Attendee
from desktop.domain.badges.badge_template import Template
from desktop.domain.programme.programme import Programme
from desktop.gui.badges.services import BadgesServices
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.theme import Theme

NAME_PX, LEAST_PX = 190, 76


class BadgePreview(QWidget):
    """Steps through the attendees of a programme."""

    shown = Signal(object, object, str)

    def __init__(self, jobs: Jobs, services: BadgesServices, theme: Theme) -> None:
        """Show nobody yet."""
        super().__init__()
        self._jobs = jobs
        self._services = services
        self._programme: Programme | None = None
        self._template: Template | None = None
        self._numbers: array[int] = array("q")
        self._at = 0
        self.attendee: Attendee | None = None
        self.name = QLineEdit()
        self.name.setMinimumWidth(LEAST_PX)
        self.name.setMaximumWidth(NAME_PX)
        self.name.setAccessibleName(self.tr("Preview of"))
        self.name.setPlaceholderText(self.tr("a name"))
        self.name.returnPressed.connect(self._find)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for icon, by, words in (
            ("chevron-left", -1, self.tr("Previous attendee")),
            ("", 0, ""),
            ("chevron-right", 1, self.tr("Next attendee")),
        ):
            if not by:
                row.addWidget(self.name)
                continue
            button = QToolButton()
            button.setObjectName("iconButton")
            button.setIcon(theme.icon(icon, "ink"))
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.clicked.connect(lambda _on=False, by=by: self.step(by))
            row.addWidget(button)

    def set_programme(self, programme: Programme | None, template: Template) -> None:
        """Show the first attendee of a programme, or go on with the one that is shown."""
        self._template = template
        if programme is None:
            self._programme, self._numbers, self.attendee = None, array("q"), None
            self.name.clear()
            self.shown.emit({}, {}, "")
            return
        is_same = self._programme is not None and self._programme.id == programme.id
        self._programme = programme
        attendees, at = self._services.attendees, self._at if is_same else 0
        on_store = self._jobs.on_store
        self._jobs.run_beside(
            lambda: attendees.listed(programme.id, "", Filter(), Order(), on_store).numbers,
            lambda numbers: self._on_numbers(numbers, at),
        )

    def step(self, by: int) -> None:
        """Go to the next or the previous one, round and round."""
        if self._numbers:
            self._at = (self._at + by) % len(self._numbers)
            self._read()

    def renew(self, template: Template) -> None:
        """Show the same person by a changed template, whose pictures may be others."""
        self._template = template
        if self.attendee:
            self._show(self.attendee)

    def _on_numbers(self, numbers: array[int], at: int) -> None:
        self._numbers = numbers
        self._at = min(at, max(0, len(numbers) - 1))
        if numbers:
            self._read()
        else:
            self.attendee = None
            self.name.clear()
            self.shown.emit({}, {}, "")

    def _read(self) -> None:
        number, attendees = self._numbers[self._at], self._services.attendees
        self._jobs.run(lambda: attendees.page([number]), self._on_page)

    def _on_page(self, page: Sequence[Attendee]) -> None:
        if page:
            self._show(page[0])

    def _find(self) -> None:
        programme, text, services = self._programme, self.name.text(), self._services
        if programme is None:
            return

        def work() -> tuple[list[Attendee], int]:
            attendees = services.desk.find(programme, text, 1)
            return attendees, services.attendees.number(attendees[0].id) if attendees else 0

        self._jobs.run(work, lambda news: self._on_found(*news))

    def _on_found(self, attendees: Sequence[Attendee], number: int) -> None:
        """Show whom the name meant and go on from there; nobody leaves all as it was."""
        if attendees and number in self._numbers:
            self._at = self._numbers.index(number)
            self._show(attendees[0])
        elif self.attendee:
            self.name.setText(self.attendee.name)
            self.name.selectAll()

    def _show(self, attendee: Attendee) -> None:
        self.attendee = attendee
        programme, template, badges = self._programme, self._template, self._services.badges
        if programme is None or template is None:
            return

        def work() -> tuple[Mapping[str, str], Mapping[str, bytes]]:
            values = badges.selection.facts(programme).values(attendee)
            return values, badges.selection.pictures_of(template, [values])

        def answer(badge: tuple[Mapping[str, str], Mapping[str, bytes]]) -> None:
            self.name.setText(attendee.name)
            # The first name is what is looked for where the field is short.
            self.name.setCursorPosition(0)
            own = attendee.registration
            self.shown.emit(*badge, own.badge_code or own.ticket_code)

        self._jobs.run(work, answer)
