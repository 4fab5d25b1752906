"""The dialog that prints: what, for whom, on which paper, to which printer or file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.attendees.attendee_filter import Filter
from desktop.domain.attendees.registration import Attendee
from desktop.domain.badges.badge_template import Template, Use
from desktop.domain.badges.media import Media
from desktop.domain.printing.printing import Printer, PrinterKind, ReprintReason
from desktop.domain.programme.programme import Programme
from desktop.gui.printing.people_picker import PeoplePicker
from desktop.gui.printing.print_offer import Offer, every, read_offer
from desktop.gui.printing.services import PrintingServices
from desktop.gui.printing.sheet_picker import SheetPicker
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.dialogs import WorkDialog, form_row
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.template_picture import show_pictures
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording import printing as words
from desktop.gui.wording.badges import honest_lines, paper_name, sort_names
from desktop.workflows.badges.badge_order import BadgeCounts, BadgeOrder, Only, Sort
from desktop.workflows.badges.badge_templates import DEFAULT_TEMPLATE
from desktop.workflows.badges.badges import Printed
from desktop.workflows.badges.papers import DEFAULT_MEDIA
from desktop.workflows.printing.print_news import Added

SIZE_PX = (880, 660)
NOT_PRINTED, EVERYBODY, CHOSEN, CHANGED, FILTERED = range(5)
_ONLY = {NOT_PRINTED: Only.NOT_PRINTED, CHANGED: Only.CHANGED}


class PrintDialog(WorkDialog):
    """Badges, tickets, cards and lists: printed by the queue, or as PDF."""

    queued = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        services: PrintingServices,
        programme: Programme,
        people: Sequence[Attendee],
        theme: Theme,
        parent: QWidget,
        template: str = DEFAULT_TEMPLATE,
        chosen_filter: Filter | None = None,
    ) -> None:
        """Offer badges of a programme; of these people, if there are any."""
        super().__init__(self.tr("Print"), jobs, parent)
        self._services = services
        self._programme = programme
        self._theme = theme
        self._wanted_template = template
        self._filter = chosen_filter or Filter()
        self._counts = BadgeCounts(0, 0)
        self._filtered = 0
        self._papers: Sequence[Media] = ()
        self._printers: Sequence[Printer] = ()
        self._template: Template | None = None
        self.fit(*SIZE_PX)
        self._build()
        if people:
            self.picker.add_all(people)
            self.choices.button(CHOSEN).setChecked(True)
        self._read_offer()
        self.show_state()

    def save_to(self, target: Path) -> None:
        """Make a PDF of what is chosen on screen."""
        if (order := self._order()) is None:
            return
        services, on_store, total = self._services, self.jobs.on_store, self._total()

        def show(done: int) -> None:
            self.progress.show_progress(done, total)

        show(0)
        self.begin(
            lambda on_progress, is_stopped: services.badges.run(
                order, target, on_store, every(20, on_progress), is_stopped, is_anyway=True
            ),
            self._on_saved,
            show,
        )

    def print_now(self) -> None:
        """Put what is chosen on screen into the queue of a printer."""
        order, row = self._order(), self.printer.currentIndex()
        if order is None or not 0 <= row < len(self._printers):
            return
        printer, services, on_store = self._printers[row], self._services, self.jobs.on_store
        people = self.picker.people
        is_one = self.choices.checkedId() == CHOSEN and len(people) == 1
        what = people[0].name if is_one else order.template.title
        title = f"{self._programme.code} {what}"
        self.begin(
            lambda _tell, is_stopped: services.queue.add(
                order, printer, title, on_store, is_stopped, is_urgent=is_one
            ),
            self._on_queued,
        )

    def show_state(self) -> None:
        """Show the list of people where they are chosen, and what a reprint voids."""
        self.picker.setVisible(self.choices.checkedId() == CHOSEN)
        self.picker.setEnabled(not self.is_busy)
        total, is_badge = self._total(), self._makes_badges
        is_ready = not self.is_busy and self._template is not None and total > 0
        self.save_button.setEnabled(is_ready)
        self.print_button.setEnabled(is_ready and bool(self._printers))
        self.print_button.set_words(words.print_words(total, is_badge=is_badge))
        # Enter prints for one person; what is large needs a click on its number.
        self.print_button.set_pressed_by_enter(is_pressed=total == 1)
        for number in (NOT_PRINTED, CHANGED):
            self.choices.button(number).setEnabled(is_badge)
        replaced = self._replaced() if is_badge else 0
        media = self._media()
        self.marks.setEnabled(media is not None and media.per_page > 1)
        self._reason_row.setVisible(replaced > 0)
        self.warning.setText(self._warning(replaced))
        self.warning.setVisible(bool(self.warning.text()))

    def choose_template(self, name: str) -> None:
        """Print by another template."""
        self.template.setCurrentIndex(max(0, self.template.findData(name)))

    def choose_paper(self, name: str) -> None:
        """Print on the paper of a code."""
        wanted = name.upper()
        for row, media in enumerate(self._papers):
            if wanted in {name.upper() for name in (media.code, *media.names)}:
                self.media.setCurrentIndex(row)

    def _warning(self, replaced: int) -> str:
        is_voided = ReprintReason(self.reason.currentData() or ReprintReason.OTHER).retires
        row = self.printer.currentIndex()
        printer = self._printers[row] if 0 <= row < len(self._printers) else None
        return words.print_warning(replaced if is_voided else 0, printer, self._total())

    def _build(self) -> None:
        self.picker = PeoplePicker(self.jobs, self._services, self._programme)
        self.picker.changed.connect(self.show_state)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        columns.addLayout(self._build_whose(), 1)
        columns.addLayout(self._build_how(), 1)
        self.content.addLayout(columns, 1)
        self.warning = label("", "attention", wraps=True)
        self.content.addWidget(self.warning)
        self.content.addWidget(self.progress)
        self.close_button = self.add_button(self.tr("Close"), key="Esc")
        self.close_button.clicked.connect(self.reject)
        self.save_button = self.add_button(self.tr("Save PDF…"))
        self.save_button.clicked.connect(lambda _on=False: self._on_save())
        self.print_button = self.add_button(self.tr("Print"), "main", "Enter")
        self.print_button.clicked.connect(lambda _on=False: self.print_now())

    def _build_whose(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(label(self.tr("For whom"), "paneTitle"))
        self.choices = QButtonGroup(self)
        self._choice_words = {
            NOT_PRINTED: self.tr("Not yet printed"),
            CHANGED: self.tr("Changed since printing"),
            EVERYBODY: self.tr("Everybody"),
            FILTERED: self.tr("As filtered in the table"),
            CHOSEN: self.tr("Chosen people"),
        }
        for number, text in self._choice_words.items():
            button = QRadioButton(text)
            self.choices.addButton(button, number)
            column.addWidget(button)
        self.choices.button(FILTERED).setVisible(not self._filter.is_empty)
        self.choices.button(NOT_PRINTED).setChecked(True)
        self.choices.idToggled.connect(lambda _id, _on: self.show_state())
        self.unconfirmed = QCheckBox("")
        self.unconfirmed.hide()
        self.unconfirmed.toggled.connect(lambda _on: self._read_counts())
        column.addWidget(self.unconfirmed)
        column.addWidget(self.picker, 1)
        column.addStretch(0)
        return column

    def _build_how(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        self.template, self.media, self.printer = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.sort, self.reason = ChoiceBox(), ChoiceBox()
        for box, names in ((self.sort, sort_names()), (self.reason, words.reasons())):
            for value, name in names.items():
                box.addItem(name, value)
        for box in (self.template, self.media, self.printer, self.sort, self.reason):
            box.setMinimumContentsLength(18)
            box.setSizeAdjustPolicy(
                ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.sheet = SheetPicker(self._theme)
        self.marks = QCheckBox(self.tr("Crop marks"))
        self.marks.setChecked(True)
        self.per_type = QCheckBox(self.tr("PDF: a file for each ticket type"))
        column.addLayout(form_row(self.tr("What"), self.template))
        column.addLayout(form_row(self.tr("Paper"), self.media))
        beside = QHBoxLayout()
        beside.setSpacing(16)
        beside.addWidget(self.sheet)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addLayout(form_row(self.tr("Sorted by"), self.sort))
        right.addWidget(self.marks)
        right.addWidget(self.per_type)
        right.addStretch(1)
        beside.addLayout(right, 1)
        column.addLayout(beside)
        column.addLayout(form_row(self.tr("Printer"), self.printer))
        self._reason_row = QWidget()
        reason_row = form_row(self.tr("Why a second badge"), self.reason)
        reason_row.setContentsMargins(0, 0, 0, 0)
        self._reason_row.setLayout(reason_row)
        column.addWidget(self._reason_row)
        column.addStretch(1)
        self.template.currentIndexChanged.connect(lambda _n: self._on_template())
        self.media.currentIndexChanged.connect(lambda _n: self._on_media())
        self.printer.currentIndexChanged.connect(lambda _n: self._fit_paper())
        self.reason.currentIndexChanged.connect(lambda _n: self.show_state())
        return column

    def _order(self) -> BadgeOrder | None:
        choice, template, media = self.choices.checkedId(), self._template, self._media()
        if template is None or media is None:
            return None
        is_again = self._reason_row.isVisibleTo(self)
        order = BadgeOrder(
            self._programme,
            template,
            media,
            _ONLY.get(choice, Only.ALL),
            tuple(attendee.id for attendee in self.picker.people) if choice == CHOSEN else (),
            sort=Sort(self.sort.currentData()),
            start_at=self.sheet.first if self.sheet.isVisibleTo(self) else 0,
            has_marks=self.marks.isChecked(),
            reason=ReprintReason(self.reason.currentData()) if is_again else ReprintReason.OTHER,
            is_one_per_type=self.per_type.isChecked(),
            with_unconfirmed=self.unconfirmed.isChecked(),
        )
        return replace(order, filter=self._filter) if choice == FILTERED else order

    def _media(self) -> Media | None:
        row = self.media.currentIndex()
        return self._papers[row] if 0 <= row < len(self._papers) else None

    def _total(self) -> int:
        return self._totals()[self.choices.checkedId()]

    def _totals(self) -> dict[int, int]:
        return {
            NOT_PRINTED: self._counts.not_printed,
            EVERYBODY: self._counts.everybody,
            CHANGED: self._counts.everybody - self._counts.not_printed,
            FILTERED: self._filtered,
            CHOSEN: len(self.picker.people),
        }

    def _replaced(self) -> int:
        choice = self.choices.checkedId()
        if choice == CHOSEN:
            return sum(attendee.registration.prints > 0 for attendee in self.picker.people)
        printed = self._counts.everybody - self._counts.not_printed
        if choice == FILTERED:
            return min(printed, self._filtered)
        return printed if choice == EVERYBODY else 0

    def _read_offer(self) -> None:
        own = (self._services, self._programme, self._wanted_template, self._filter)
        self.jobs.run(lambda: read_offer(*own), self._on_offer)

    def _on_offer(self, offer: Offer) -> None:
        self._counts, self._filtered = offer.counts, offer.filtered
        self._papers, self._printers = offer.papers, offer.printers
        for media in offer.papers:
            self.media.addItem(paper_name(media), media.code)
        for printer in offer.printers:
            self.printer.addItem(printer.name)
        self.printer.setCurrentText(offer.chosen.name)
        for entry in offer.templates:
            self.template.addItem(entry.title, entry.id)
        templates = [entry.template for entry in offer.templates]
        self.template.flying_out.connect(lambda: show_pictures(self.template, templates))
        self.choose_template(self._wanted_template)
        self._show_counts()
        self._show_unconfirmed(offer.counts.unconfirmed)
        if not offer.counts.everybody and not offer.counts.unconfirmed:
            self.say(self.tr("Nobody is registered yet. Import a guest list first (Ctrl+I)."))
        self.show_state()

    def _on_template(self) -> None:
        name, services = self.template.currentData(), self._services
        if name:
            self.jobs.run(lambda: services.templates.named(name), self._on_template_read)

    def _on_template_read(self, template: Template) -> None:
        if template.name != self.template.currentData():
            return
        self._template = template
        self._read_counts()
        self._fit_paper()
        if template.use is not Use.BADGE and self.choices.checkedId() in (NOT_PRINTED, CHANGED):
            self.choices.button(EVERYBODY).setChecked(True)
        self.marks.setChecked(template.use is not Use.LIST)
        self._on_media()

    def _fit_paper(self) -> None:
        """Take what lies in the printer where that is known, else what the template is made for."""
        row = self.printer.currentIndex()
        in_printer = self._printers[row].media if 0 <= row < len(self._printers) else ""
        is_folder = 0 <= row < len(self._printers) and (
            self._printers[row].kind is PrinterKind.FOLDER
        )
        own = self._template.media if self._template else ""
        self.choose_paper((in_printer if not is_folder else "") or own or DEFAULT_MEDIA)
        self._on_media()

    def _on_media(self) -> None:
        row = self.media.currentIndex()
        if 0 <= row < len(self._papers):
            media = self._papers[row]
            self.sheet.show_media(media.fitted(self._template) if self._template else media)
        self.show_state()

    def _on_save(self) -> None:
        name = f"{self.template.currentData() or 'badges'}-{self._programme.code}.pdf"
        if target := self.ask_save(self.tr("Save PDF"), name, "PDF (*.pdf)"):
            self.save_to(target)

    def _on_saved(self, printed: Printed) -> None:
        paths = ", ".join(str(target) for target in printed.targets)
        line = self.tr("{badges} on {pages} pages: {path}")
        line = line.format(badges=printed.badges, pages=printed.pages, path=paths)
        honest = honest_lines(printed.honest)
        self.say(" ".join([line, *honest]), "fault" if honest else "good")
        self._read_counts()

    def _on_queued(self, added: Added) -> None:
        self.say(words.queued_line(added.badges, added.sheets), "good")
        self.queued.emit(added)
        self._read_counts()

    @property
    def _makes_badges(self) -> bool:
        return self._template is None or self._template.use is Use.BADGE

    def _show_unconfirmed(self, count: int) -> None:
        """Ask whether those get a badge, too, who are not confirmed."""
        self.unconfirmed.setText(words.unconfirmed_text(count))
        self.unconfirmed.setVisible(count > 0 and self._makes_badges)

    def _read_counts(self) -> None:
        services, programme = self._services, self._programme
        is_wide = self.unconfirmed.isChecked() or not self._makes_badges
        self.jobs.run(
            lambda: services.badges.counts(programme, with_unconfirmed=is_wide), self._on_counts
        )

    def refresh(self, _news: object = None) -> None:
        """Count again: the queue went on, or somebody came in."""
        if not self.is_busy and self.isVisible():
            self._read_counts()

    def _on_counts(self, counts: BadgeCounts) -> None:
        self._counts = counts
        self._show_unconfirmed(counts.unconfirmed)
        self._show_counts()
        self.show_state()

    def _show_counts(self) -> None:
        for number in (NOT_PRINTED, EVERYBODY, FILTERED):
            text = f"{self._choice_words[number]} ({self._totals()[number]:,})"
            self.choices.button(number).setText(text)
