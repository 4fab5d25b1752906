"""The dialog that prints: what, for whom, on which paper, to which printer or file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.attendees.attendee_filter import Filter
from desktop.domain.attendees.registration import Attendee
from desktop.domain.badges.badge_template import Template, Use
from desktop.domain.badges.media import Media
from desktop.domain.printing.printing import PrinterKind, ReprintReason
from desktop.domain.programme.programme import Programme
from desktop.gui.printing.print_offer import Offer, every, read_offer
from desktop.gui.printing.print_preview import PrintPreview
from desktop.gui.printing.printer_choice import PrinterChoice
from desktop.gui.printing.services import PrintingServices
from desktop.gui.printing.whose_choice import FILTERED, ONLY, WhoseChoice
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.dialogs import ConfirmDialog, WorkDialog, form_row, open_folder
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.template_picture import show_pictures
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording import printing as words
from desktop.gui.wording.badges import honest_lines, paper_name, small_code_line, sort_names
from desktop.workflows.badges.badge_order import BadgeCounts, BadgeOrder, Only, Sort
from desktop.workflows.badges.badge_templates import DEFAULT_TEMPLATE
from desktop.workflows.badges.badges import Printed
from desktop.workflows.badges.papers import DEFAULT_MEDIA
from desktop.workflows.printing.print_news import Added

SIZE_PX = (980, 660)


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
        self._papers: Sequence[Media] = ()
        self._template: Template | None = None
        self._folder: Path | None = None
        self._counted = False
        self.fit(*SIZE_PX)
        has_filter = not self._filter.is_empty
        self.whose = WhoseChoice(jobs, services, programme, people, has_filter=has_filter)
        self._build()
        self._read_offer()
        self.show_state()

    def save_to(self, target: Path) -> None:
        """Make a PDF of what is chosen on screen."""
        if (order := self._order()) is None:
            return
        services, on_store, total = self._services, self.jobs.on_store, self._total()
        self.preview.leave()

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
        order, printer = self._order(), self.printer.printer
        if order is None or printer is None:
            return
        services, on_store = self._services, self.jobs.on_store
        is_one = len(self.whose.chosen) == 1
        what = self.whose.picker.people[0].name if is_one else order.template.title
        title = f"{self._programme.code} {what}"
        self._folder = Path(printer.address) if printer.kind is PrinterKind.FOLDER else None
        self.preview.leave()
        self.begin(
            lambda _tell, is_stopped: services.queue.add(
                order, printer, title, on_store, is_stopped, is_urgent=is_one
            ),
            self._on_queued,
        )

    def reject(self) -> None:
        """Close, and look at nothing any more."""
        self.preview.leave()
        super().reject()

    def show_state(self) -> None:
        """Show what will come out, what a reprint voids, and what can be done now."""
        is_badge, media = self._makes_badges, self._media()
        self.whose.show_state(is_badge=is_badge, is_busy=self.is_busy)
        replaced = self.whose.replaced if is_badge else 0
        self.marks.setEnabled(media is not None and media.per_page > 1)
        self._reason_row.setVisible(replaced > 0)
        if not self.is_busy:
            self.preview.show_order(self._order() if self._counted else None)
        total = self._total()
        is_ready = not self.is_busy and self._template is not None and total > 0
        self.save_button.setEnabled(is_ready)
        self.print_button.setEnabled(is_ready and self.printer.printer is not None)
        ahead = self.preview.ahead
        sheets = ahead.sheets if ahead else 0
        self.print_button.set_words(words.print_words(total, sheets, is_badge=is_badge))
        # Enter prints for one person; what is large needs a click on its number.
        self.print_button.set_pressed_by_enter(is_pressed=total == 1)
        self.printer_state.setText(self.printer.state)
        self.printer_state.setVisible(bool(self.printer.state))
        self.folder_button.setVisible(self._folder is not None and not self.is_busy)
        lines = [self._warning(replaced), *(honest_lines(ahead.honest) if ahead else ())]
        if self._template and media:
            lines.append(small_code_line(self._template, media))
        self.warning.setText(" ".join(line for line in lines if line))
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
        voided = replaced if is_voided else 0
        return words.print_warning(voided, self.printer.printer, self._total())

    def _build(self) -> None:
        self.choices, self.picker = self.whose.buttons, self.whose.picker
        self.unconfirmed = self.whose.unconfirmed
        self.whose.changed.connect(self.show_state)
        self.whose.unconfirmed_asked.connect(self._read_counts)
        self.preview = PrintPreview(self.jobs, self._services, self._theme)
        self.preview.looked.connect(self.show_state)
        self.sheet = self.preview.sheet
        self.sheet.changed.connect(lambda _first: self.show_state())
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addWidget(self.whose, 5)
        columns.addLayout(self._build_how(), 6)
        columns.addWidget(self.preview)
        self.content.addLayout(columns, 1)
        self.warning = label("", "attention", wraps=True)
        self.content.addWidget(self.warning)
        self.content.addWidget(self.progress)
        self.close_button = self.add_button(self.tr("Close"), key="Esc")
        self.close_button.clicked.connect(self.reject)
        self.folder_button = self.add_button(self.tr("Open folder"))
        self.folder_button.clicked.connect(lambda _on=False: self._open_folder())
        self.save_button = self.add_button(self.tr("Save PDF…"))
        self.save_button.clicked.connect(lambda _on=False: self._ask_if_cut(self._on_save))
        self.print_button = self.add_button(self.tr("Print"), "main", "Enter")
        self.print_button.clicked.connect(lambda _on=False: self._ask_if_cut(self.print_now))

    def _ask_if_cut(self, then: Callable[[], None]) -> None:
        """Ask before many badges are made of which some are not whole; one at a door is made."""
        honest = self.preview.ahead.honest if self.preview.ahead else None
        if honest is None or not honest.unfit.count or self._total() == 1:
            then()
            return
        dialog = ConfirmDialog(*words.cut_question(honest), self)
        dialog.confirmed.connect(then)
        dialog.open()

    def _build_how(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        self.template, self.media, self.printer = ChoiceBox(), ChoiceBox(), PrinterChoice()
        self.sort, self.reason = ChoiceBox(), ChoiceBox()
        for box, names in ((self.sort, sort_names()), (self.reason, words.reasons())):
            for value, name in names.items():
                box.addItem(name, value)
        for box in (self.template, self.media, self.printer, self.sort, self.reason):
            box.setMinimumContentsLength(18)
            box.setSizeAdjustPolicy(
                ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
        self.marks = QCheckBox(self.tr("Crop marks"))
        self.marks.setChecked(True)
        self.per_type = QCheckBox(self.tr("PDF: a file for each ticket type"))
        column.addLayout(form_row(self.tr("What"), self.template))
        column.addLayout(form_row(self.tr("Paper"), self.media))
        column.addLayout(form_row(self.tr("Sorted by"), self.sort))
        column.addWidget(self.marks)
        column.addWidget(self.per_type)
        column.addLayout(form_row(self.tr("Printer"), self.printer))
        self.printer_state = label("", "quiet", wraps=True)
        column.addWidget(self.printer_state)
        self._reason_row = QWidget()
        reason_row = form_row(self.tr("Why a second badge"), self.reason)
        reason_row.setContentsMargins(0, 0, 0, 0)
        self._reason_row.setLayout(reason_row)
        column.addWidget(self._reason_row)
        column.addStretch(1)
        self.template.currentIndexChanged.connect(lambda _n: self._on_template())
        self.media.currentIndexChanged.connect(lambda _n: self._on_media())
        self.printer.currentIndexChanged.connect(lambda _n: self._fit_paper())
        self.sort.currentIndexChanged.connect(lambda _n: self.show_state())
        self.reason.currentIndexChanged.connect(lambda _n: self.show_state())
        return column

    def _order(self) -> BadgeOrder | None:
        choice, template, media = self.whose.choice, self._template, self._media()
        if template is None or media is None:
            return None
        is_again = self._reason_row.isVisibleTo(self)
        order = BadgeOrder(
            self._programme,
            template,
            media,
            ONLY.get(choice, Only.ALL),
            self.whose.chosen,
            sort=Sort(self.sort.currentData()),
            start_at=self.sheet.first,
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
        """Give how many come out: as counted, until somebody has looked."""
        ahead = self.preview.ahead
        return ahead.badges if ahead else self.whose.total

    def _read_offer(self) -> None:
        own = (self._services, self._programme, self._wanted_template, self._filter)
        self.jobs.run(lambda: read_offer(*own), self._on_offer)

    def _on_offer(self, offer: Offer) -> None:
        self.whose.filtered = offer.filtered
        self._papers = offer.papers
        for media in offer.papers:
            self.media.addItem(paper_name(media), media.code)
        self.printer.offer(offer.printers, offer.chosen)
        self._ask_printers()
        for entry in offer.templates:
            self.template.addItem(entry.title, entry.id)
        templates = [entry.template for entry in offer.templates]
        self.template.flying_out.connect(lambda: show_pictures(self.template, templates))
        self.choose_template(self._wanted_template)
        self.whose.show_counts(offer.counts, is_badge=self._makes_badges)
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
        if template.use is not Use.BADGE:
            self.whose.leave_badges()
        self.marks.setChecked(template.use is not Use.LIST)
        self._on_media()

    def _fit_paper(self) -> None:
        """Take what lies in the printer where that is known, else what the template is made for."""
        printer = self.printer.printer
        in_printer = printer.media if printer and printer.kind is not PrinterKind.FOLDER else ""
        own = self._template.media if self._template else ""
        self.choose_paper(in_printer or own or DEFAULT_MEDIA)
        self._on_media()

    def _on_media(self) -> None:
        row = self.media.currentIndex()
        if 0 <= row < len(self._papers):
            media = self._papers[row]
            self.preview.show_media(media.fitted(self._template) if self._template else media)
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
        self._folder = printed.target.parent
        self._read_counts()

    def _on_queued(self, added: Added) -> None:
        self.say(words.queued_line(added.badges, added.sheets), "good")
        self.queued.emit(added)
        self._read_counts()

    @property
    def _makes_badges(self) -> bool:
        return self._template is None or self._template.use is Use.BADGE

    def _ask_printers(self) -> None:
        """Ask the printers whether they are ready, which may take seconds."""
        printers, ask = self.printer.printers, self._services.printers.status_texts
        self.jobs.run_print(lambda: ask(printers), self._on_states)

    def _on_states(self, status_texts: dict[str, str]) -> None:
        if self.isVisible():
            self.printer.show_states(status_texts)
            self.show_state()

    def _open_folder(self) -> None:
        if self._folder:
            open_folder(self._folder)

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
        is_news, self._counted = counts != self.whose.counts, True
        self.whose.show_counts(counts, is_badge=self._makes_badges)
        if is_news:
            self.preview.look_again()
        self.show_state()
