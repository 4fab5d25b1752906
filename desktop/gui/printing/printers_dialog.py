"""The printers of this computer: which one this desk uses, what lies in them, how far off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.badges.media import Media, PageSetup
from desktop.domain.printing.printing import FoundPrinter, Printer, PrinterKind
from desktop.gui.printing.printer_form import PrinterForm
from desktop.gui.printing.services import PrintingServices
from desktop.gui.widgets.dialogs import WorkDialog
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.person_list import LineView, result_delegate
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.printing import printer_line
from desktop.workflows.badges.badge_templates import DEFAULT_TEMPLATE
from desktop.workflows.badges.papers import DEFAULT_MEDIA
from desktop.workflows.printing.printers import Choice

SIZE_PX = (900, 540)


class PrintersDialog(WorkDialog):
    """A list of printers, and what can be set of each."""

    def __init__(
        self, jobs: Jobs, services: PrintingServices, theme: Theme, parent: QWidget
    ) -> None:
        """Show what is known, and look for what else the system has."""
        super().__init__(self.tr("Printers"), jobs, parent)
        self._services = services
        self._printers: Sequence[Printer] = ()
        self._papers: Sequence[Media] = ()
        self._choice = Choice()
        self._templates: Mapping[str, str] = {}
        self._status_texts: dict[str, str] | None = None
        self._trays: dict[str, tuple[str, ...]] = {}
        self.fit(*SIZE_PX)
        sentence = self.tr("✓ marks the printer of this desk. Badges on entry go there.")
        self.content.addWidget(label(sentence, "quiet", wraps=True))
        self.list = LineView("programmes", result_delegate(theme), takes_focus=True)
        self.list.selectionModel().currentChanged.connect(lambda _a, _b: self.show_state())
        self.list.activated.connect(lambda _index: self.edit())
        self.content.addWidget(self.list, 1)
        self._build_buttons()
        self.list.setFocus()
        self.refresh()
        self._look_around()

    def refresh(self) -> None:
        """Read what is kept of printers."""
        services = self._services
        self.jobs.run(
            lambda: (
                services.printers.known(),
                services.printers.choice(),
                services.papers.all(),
                {entry.id: entry.title for entry in services.templates.all()},
            ),
            self._show,
        )

    def use_marked(self) -> None:
        """Let this desk print on the marked printer."""
        if printer := self.marked():
            chosen = replace(self._choice, printer=printer.name)
            self._change(lambda: self._services.printers.choose(chosen))

    def add(self) -> None:
        """Open the form of a label printer in the network or at a port."""
        self._open_form(Printer("", PrinterKind.ZPL, "", 203))

    def edit(self) -> None:
        """Open the form of the marked printer."""
        if printer := self.marked():
            self._open_form(printer)

    def remove_marked(self) -> None:
        """Forget the marked printer."""
        if printer := self.marked():
            name = printer.name
            self._change(lambda: self._services.printers.remove(name))

    def calibrate_to(self, target: Path) -> None:
        """Write the page that shows how far the marked printer is off."""
        printer = self.marked()
        if printer is None:
            return
        services = self._services

        def work(_tell: object, _stopped: object) -> None:
            media = self.jobs.on_store(
                lambda: services.papers.named(printer.media or DEFAULT_MEDIA)
            )
            setup = PageSetup(media, shift=printer.shift)
            services.paint_calibration(target, setup)

        sentence = self.tr(
            "Saved: {path}. Print it without scaling, hold it against a sheet of labels, and set "
            "by how many millimetres it is off."
        ).format(path=target)
        self.begin(work, lambda _done: self.say(sentence, "good"))

    def marked(self) -> Printer | None:
        """Give the marked printer."""
        row = self.list.currentIndex().row()
        return self._printers[row] if 0 <= row < len(self._printers) else None

    def show_state(self) -> None:
        """Offer what can be done with the marked printer."""
        marked = self.marked()
        is_there = marked is not None
        for button in (
            self.use_button,
            self.edit_button,
            self.calibrate_button,
            self.uses_button,
        ):
            button.setEnabled(is_there)
        is_own = marked is not None and marked.kind in (PrinterKind.ZPL, PrinterKind.BROTHER)
        self.remove_button.setEnabled(is_own)

    def _build_buttons(self) -> None:
        button = self.add_action
        button(self.tr("Close"), self.reject, key="Esc")
        self.remove_button = button(self.tr("Remove"), self.remove_marked, "risk")
        self.calibrate_button = button(self.tr("Calibrate…"), self._choose_target)
        self.uses_button = button(self.tr("Used for…"), self._show_uses)
        button(self.tr("Add…"), self.add)
        self.edit_button = button(self.tr("Set up…"), self.edit, key="Enter")
        self.use_button = button(self.tr("Use at this desk"), self.use_marked, "main")

    def use_for(self, template: str, *, is_on: bool) -> None:
        """Let one template be printed on the marked printer, whatever else this desk prints on."""
        if printer := self.marked():
            rest = dict(self._choice.by_template)
            rest.pop(template, None)
            if is_on:
                rest[template] = printer.name
            chosen = replace(self._choice, by_template=tuple(sorted(rest.items())))
            self._change(lambda: self._services.printers.choose(chosen))

    def choose_entry_template(self, template: str) -> None:
        """Print the badges of those who come in by this template."""
        chosen = replace(self._choice, template=template)
        self._change(lambda: self._services.printers.choose(chosen))

    def _show_uses(self) -> None:
        """Offer what the marked printer alone prints, and the badge on entry."""
        printer = self.marked()
        if printer is None:
            return
        menu = QMenu(self)
        own = dict(self._choice.by_template)
        for id_, title in self._templates.items():
            sentence = self.tr("{title}: always here").format(title=title)
            action = menu.addAction(sentence)
            action.setCheckable(True)
            action.setChecked(own.get(id_) == printer.name)
            action.toggled.connect(lambda is_on, id_=id_: self.use_for(id_, is_on=is_on))
        entry = menu.addMenu(self.tr("Badges on entry"))
        chosen = self._choice.template or DEFAULT_TEMPLATE
        for id_, title in self._templates.items():
            action = entry.addAction(title, partial(self.choose_entry_template, id_))
            action.setCheckable(True)
            action.setChecked(id_ == chosen)
        menu.popup(self.uses_button.mapToGlobal(self.uses_button.rect().topLeft()))

    def _look_around(self) -> None:
        printers, on_store = self._services.printers, self.jobs.on_store

        def work() -> tuple[Sequence[FoundPrinter], dict[str, str]]:
            there = printers.find()
            known = on_store(lambda: printers.take_in(there))
            return there, printers.status_texts(known)

        self.say(self.tr("Looking for printers…"))
        self.jobs.run_print(work, self._on_found, self._on_failed)

    def _on_found(self, news: tuple[Sequence[FoundPrinter], dict[str, str]]) -> None:
        printers, self._status_texts = news
        self._trays = {printer.address: printer.trays for printer in printers}
        self.say("")
        self.refresh()

    def _show(
        self, news: tuple[Sequence[Printer], Choice, Sequence[Media], Mapping[str, str]]
    ) -> None:
        marked = self.marked()
        self._printers, self._choice, self._papers, self._templates = news
        used = self._choice.printer
        self.list.lines.set_lines(
            [
                printer_line(printer, self._status_text_of(printer), is_chosen=printer.name == used)
                for printer in self._printers
            ]
        )
        names = [printer.name for printer in self._printers]
        row = names.index(marked.name) if marked and marked.name in names else 0
        self.list.setCurrentIndex(self.list.lines.index(row))
        self.show_state()

    def _status_text_of(self, printer: Printer) -> str | None:
        if self._status_texts is None and printer.kind is not PrinterKind.FOLDER:
            return None
        return (self._status_texts or {}).get(printer.name, "")

    def _change(self, work: Callable[[], None]) -> None:
        self._status_texts = None
        self.jobs.run(work, lambda _done: self._look_again(), self._on_failed)

    def _look_again(self) -> None:
        self.refresh()
        self._look_around()

    def _open_form(self, printer: Printer) -> None:
        trays = self._trays.get(printer.address, ())
        taken = {other.name.casefold() for other in self._printers if other.name != printer.name}
        form = PrinterForm(printer, self._papers, trays, taken, self)
        form.saved.connect(lambda made: self._change(lambda: self._save(printer, made)))
        form.open()

    def _save(self, before: Printer, made: Printer) -> None:
        if before.name and before.name != made.name:
            self._services.printers.remove(before.name)
        self._services.printers.save(made)

    def _choose_target(self) -> None:
        name = self.tr("calibration") + ".pdf"
        if target := self.ask_save(self.tr("Calibration page"), name, "PDF (*.pdf)"):
            self.calibrate_to(target)
