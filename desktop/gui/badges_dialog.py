"""The dialog that makes badges: whose, on which paper, to which file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QWidget

from desktop.domain.programme import Programme
from desktop.domain.registration import Attendee
from desktop.gui.dialogs import WorkDialog, form_row
from desktop.gui.jobs import Jobs
from desktop.gui.labels import label
from desktop.gui.people_picker import PeoplePicker
from desktop.workflows.badges import (
    DEFAULT_MEDIA,
    DEFAULT_TEMPLATE,
    BadgeCounts,
    BadgeOrder,
    Only,
    Printed,
    all_media,
    media_named,
    template_named,
)
from desktop.workflows.opening import FrontDesk

SIZE_PX = (640, 620)
NOT_PRINTED, EVERYBODY, CHOSEN = range(3)


class BadgesDialog(WorkDialog):
    """Badges as PDF for everybody, those without one, or chosen people."""

    def __init__(
        self,
        jobs: Jobs,
        front_desk: FrontDesk,
        programme: Programme,
        people: Sequence[Attendee],
        parent: QWidget,
    ) -> None:
        """Offer badges of a programme; of these people, if there are any."""
        super().__init__(self.tr("Badges"), jobs, parent)
        self._front_desk = front_desk
        self._programme = programme
        self._counts = BadgeCounts(0, 0)
        self.resize(*SIZE_PX)
        self._build()
        if people:
            self.picker.add_all(people)
            self.choices.button(CHOSEN).setChecked(True)
        self._read_counts()
        self.show_state()

    def save_to(self, target: Path) -> None:
        """Make the badges that are chosen on screen."""
        order = self._order(target)
        on_store = self.jobs.on_store
        total = self._total()
        self.progress.show_progress(0, total)
        self.begin(
            lambda on_progress, is_stopped: self._front_desk.badges.run(
                order, on_store, _every(20, on_progress), is_stopped
            ),
            self._on_printed,
            lambda done: self.progress.show_progress(done, total),
        )

    def show_state(self) -> None:
        """Show the list of people where they are chosen, and what a reprint voids."""
        self.picker.setVisible(self.choices.checkedId() == CHOSEN)
        self.picker.setEnabled(not self.is_busy)
        self.save_button.setEnabled(not self.is_busy and self._total() > 0)
        replaced = self._replaced()
        self.warning.setVisible(replaced > 0)
        self.warning.setText(
            self.tr("{count} of them have a badge already; the older ones stop working.").format(
                count=replaced
            )
        )

    def _build(self) -> None:
        self.choices = QButtonGroup(self)
        for number, text in (
            (NOT_PRINTED, self.tr("Not yet printed")),
            (EVERYBODY, self.tr("Everybody")),
            (CHOSEN, self.tr("Chosen people")),
        ):
            button = QRadioButton(text)
            self.choices.addButton(button, number)
            self.content.addWidget(button)
        self.choices.button(NOT_PRINTED).setChecked(True)
        self.choices.idToggled.connect(lambda _id, _on: self.show_state())
        self.picker = PeoplePicker(self.jobs, self._front_desk, self._programme)
        self.picker.changed.connect(self.show_state)
        self.content.addWidget(self.picker, 1)
        self.media = QComboBox()
        for media in all_media():
            self.media.addItem(f"{media.vendor} {media.code}", media.code)
        self.media.setCurrentIndex(self.media.findData(DEFAULT_MEDIA))
        self.content.addLayout(form_row(self.tr("Paper"), self.media))
        self.warning = label("", "attention", wraps=True)
        self.content.addWidget(self.warning)
        self.content.addStretch(1)
        self.content.addWidget(self.progress)
        self.close_button = self.add_button(self.tr("Close"), key="Esc")
        self.close_button.clicked.connect(self.reject)
        self.save_button = self.add_button(self.tr("Save badges as PDF…"), "main")
        self.save_button.clicked.connect(self._on_save)

    def _order(self, target: Path) -> BadgeOrder:
        choice = self.choices.checkedId()
        return BadgeOrder(
            self._programme,
            target,
            media_named(self.media.currentData()),
            template_named(DEFAULT_TEMPLATE),
            Only.NOT_PRINTED if choice == NOT_PRINTED else Only.ALL,
            tuple(one.id for one in self.picker.people) if choice == CHOSEN else (),
        )

    def _total(self) -> int:
        totals = {
            NOT_PRINTED: self._counts.not_printed,
            EVERYBODY: self._counts.everybody,
            CHOSEN: len(self.picker.people),
        }
        return totals[self.choices.checkedId()]

    def _replaced(self) -> int:
        choice = self.choices.checkedId()
        if choice == CHOSEN:
            return sum(one.registration.prints > 0 for one in self.picker.people)
        return self._counts.everybody - self._counts.not_printed if choice == EVERYBODY else 0

    def _read_counts(self) -> None:
        self.jobs.run(lambda: self._front_desk.badges.counts(self._programme), self._on_counts)

    def _on_counts(self, counts: BadgeCounts) -> None:
        self._counts = counts
        for number, count in (
            (NOT_PRINTED, counts.not_printed),
            (EVERYBODY, counts.everybody),
        ):
            words = (self.tr("Not yet printed"), self.tr("Everybody"))[number]
            self.choices.button(number).setText(f"{words} ({count})")
        self.show_state()

    def _on_save(self) -> None:
        name = f"badges-{self._programme.code}.pdf"
        if target := self.ask_save(self.tr("Save badges"), name, "PDF (*.pdf)"):
            self.save_to(target)

    def _on_printed(self, printed: Printed) -> None:
        self.say(
            self.tr("{badges} badges on {pages} pages: {path}").format(
                badges=printed.badges, pages=printed.pages, path=printed.target
            ),
            "good",
        )
        self._read_counts()


def _every(step: int, on_progress: Any) -> Any:
    """Tell of progress now and then, not for each badge."""
    return lambda done: on_progress(done) if done % step == 0 else None
