"""The printers of this computer: which one this desk uses, what lies in them, how far off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.media import Media, PageSetup
from desktop.domain.printing import FoundPrinter, Printer, PrinterKind
from desktop.gui.dialogs import Dialog, WorkDialog
from desktop.gui.form_fields import ChoiceField, Form, LineField
from desktop.gui.jobs import Jobs
from desktop.gui.labels import label
from desktop.gui.person_list import LineView, result_delegate
from desktop.gui.theme import Theme
from desktop.gui.wording.badges import paper_name
from desktop.gui.wording.printing import kind_text, printer_line
from desktop.workflows.opening import FrontDesk
from desktop.workflows.papers import DEFAULT_MEDIA
from desktop.workflows.printers import Choice

SIZE_PX = (820, 520)
FORM_PX = (560, 520)
MOST_MM = 30.0
MOST_LABELS = 100_000


class PrintersDialog(WorkDialog):
    """A list of printers, and what can be set of each."""

    def __init__(self, jobs: Jobs, front_desk: FrontDesk, theme: Theme, parent: QWidget) -> None:
        """Show what is known, and look for what else the system has."""
        super().__init__(self.tr("Printers"), jobs, parent)
        self._front_desk = front_desk
        self._printers: Sequence[Printer] = ()
        self._papers: Sequence[Media] = ()
        self._choice = Choice()
        self._templates: Mapping[str, str] = {}
        self._troubles: dict[str, str] | None = None
        self._trays: dict[str, tuple[str, ...]] = {}
        self.resize(*SIZE_PX)
        said = self.tr("✓ marks the printer of this desk. Badges on entry go there.")
        self.content.addWidget(label(said, "quiet", wraps=True))
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
        front_desk = self._front_desk
        self.jobs.run(
            lambda: (
                front_desk.printers.known(),
                front_desk.printers.choice(),
                front_desk.papers.all(),
                {one.id: one.title for one in front_desk.templates.all()},
            ),
            self._show,
        )

    def use_marked(self) -> None:
        """Let this desk print on the marked printer."""
        if printer := self.marked():
            chosen = replace(self._choice, printer=printer.name)
            self._change(lambda: self._front_desk.printers.choose(chosen))

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
            self._change(lambda: self._front_desk.printers.remove(name))

    def calibrate_to(self, target: Path) -> None:
        """Write the page that shows how far the marked printer is off."""
        printer = self.marked()
        if printer is None:
            return
        front_desk = self._front_desk

        def work(_tell: Any, _stopped: Any) -> None:
            media = self.jobs.on_store(
                lambda: front_desk.papers.named(printer.media or DEFAULT_MEDIA)
            )
            setup = PageSetup(media, shift=(printer.x_mm, printer.y_mm))
            front_desk.paint_calibration(target, setup)

        said = self.tr(
            "Saved: {path}. Print it without scaling, hold it against a sheet of labels, and set "
            "by how many millimetres it is off."
        ).format(path=target)
        self.begin(work, lambda _done: self.say(said, "good"))

    def marked(self) -> Printer | None:
        """Give the marked printer."""
        row = self.list.currentIndex().row()
        return self._printers[row] if 0 <= row < len(self._printers) else None

    def show_state(self) -> None:
        """Offer what can be done with the marked printer."""
        marked = self.marked()
        is_there = marked is not None
        for button in (self.use_button, self.edit_button, self.calibrate_button):
            button.setEnabled(is_there)
        is_own = marked is not None and marked.kind in (PrinterKind.ZPL, PrinterKind.BROTHER)
        self.remove_button.setEnabled(is_own)

    def _build_buttons(self) -> None:
        def button(text: str, act: Callable[[], None], kind: str = "", key: str = "") -> Any:
            made = self.add_button(text, kind, key)
            made.clicked.connect(lambda _on=False: act())
            return made

        button(self.tr("Close"), self.reject, key="Esc")
        self.remove_button = button(self.tr("Remove"), self.remove_marked, "risk")
        self.calibrate_button = button(self.tr("Calibration page…"), self._choose_target)
        button(self.tr("Add…"), self.add)
        self.edit_button = button(self.tr("Set up…"), self.edit, key="Enter")
        self.use_button = button(self.tr("Use at this desk"), self.use_marked, "main")

    def _look_around(self) -> None:
        printers, on_store = self._front_desk.printers, self.jobs.on_store

        def work() -> tuple[Sequence[FoundPrinter], dict[str, str]]:
            found = printers.find()
            known = on_store(lambda: printers.take_in(found))
            return found, printers.troubles(known)

        self.say(self.tr("Looking for printers…"))
        self.jobs.run_print(work, self._on_found, self._on_failed)

    def _on_found(self, news: tuple[Sequence[FoundPrinter], dict[str, str]]) -> None:
        found, self._troubles = news
        self._trays = {one.address: one.trays for one in found}
        self.say("")
        self.refresh()

    def _show(self, found: tuple[Any, Choice, Sequence[Media], Mapping[str, str]]) -> None:
        marked = self.marked()
        self._printers, self._choice, self._papers, self._templates = found
        used = self._choice.printer
        self.list.lines.set_lines(
            [
                printer_line(one, self._trouble_of(one), is_chosen=one.name == used)
                for one in self._printers
            ]
        )
        names = [one.name for one in self._printers]
        row = names.index(marked.name) if marked and marked.name in names else 0
        self.list.setCurrentIndex(self.list.lines.index(row))
        self.show_state()

    def _trouble_of(self, printer: Printer) -> str | None:
        if self._troubles is None and printer.kind is not PrinterKind.FOLDER:
            return None
        return (self._troubles or {}).get(printer.name, "")

    def _change(self, work: Callable[[], None]) -> None:
        self._troubles = None
        self.jobs.run(work, lambda _done: self._look_again(), self._on_failed)

    def _look_again(self) -> None:
        self.refresh()
        self._look_around()

    def _open_form(self, printer: Printer) -> None:
        trays = self._trays.get(printer.address, ())
        taken = {one.name.casefold() for one in self._printers if one.name != printer.name}
        form = PrinterForm(printer, self._papers, trays, taken, self)
        form.saved.connect(lambda made: self._change(lambda: self._save(printer, made)))
        form.open()

    def _save(self, before: Printer, made: Printer) -> None:
        if before.name and before.name != made.name:
            self._front_desk.printers.remove(before.name)
        self._front_desk.printers.save(made)

    def _choose_target(self) -> None:
        name = self.tr("calibration") + ".pdf"
        if target := self.ask_save(self.tr("Calibration page"), name, "PDF (*.pdf)"):
            self.calibrate_to(target)


class PrinterForm(Dialog):
    """What can be set of a printer."""

    saved = Signal(object)

    def __init__(
        self,
        printer: Printer,
        papers: Sequence[Media],
        trays: Sequence[str],
        taken: Collection[str],
        parent: QWidget,
    ) -> None:
        """Open the form of a printer, or of a new one, which has no name yet.

        Names that are `taken` are those of the other printers, in small letters.
        """
        super().__init__(printer.name or self.tr("New printer"), parent)
        self._taken = taken
        self._printer = printer
        self.resize(*FORM_PX)
        is_own = printer.kind in (PrinterKind.ZPL, PrinterKind.BROTHER)
        kinds = (PrinterKind.ZPL, PrinterKind.BROTHER) if is_own else (printer.kind,)
        media = {"": self.tr("as the template says")}
        media |= {one.code: paper_name(one) for one in papers}
        self.form = Form(2)
        for name, field in (
            ("name", LineField(self.tr("Name"), self.tr("Zebra at desk A"))),
            ("kind", ChoiceField(self.tr("Kind"), {k.value: kind_text(k) for k in kinds})),
            ("address", LineField(self.tr("Address"), "192.168.1.50:9100")),
            ("dpi", ChoiceField(self.tr("Dots an inch"),
                                {str(n): str(n) for n in (203, 300, 600, 1200)})),
            ("tray", ChoiceField(self.tr("Tray"),
                                 {"": self.tr("as the printer likes")} | {t: t for t in trays})),
            ("labels_left", LineField(self.tr("Labels left on the roll"), self.tr("not counted"))),
            ("x_mm", LineField(self.tr("Move right by (mm)"), "0")),
            ("y_mm", LineField(self.tr("Move down by (mm)"), "0")),
        ):  # fmt: skip
            self.form.add(name, field)
        self.form.add("media", ChoiceField(self.tr("Paper in it"), media), is_wide=True)
        values = {name: str(value) for name, value in printer.to_dict().items()}
        values["labels_left"] = "" if printer.labels_left is None else str(printer.labels_left)
        self.form.set_values({name: values[name] for name in self.form.fields})
        self.form.fields["kind"].editor.setEnabled(is_own)
        self.form.fields["address"].editor.setEnabled(is_own or printer.kind is PrinterKind.FOLDER)
        self.form.fields["name"].editor.setEnabled(is_own)
        self.content.addWidget(self.form)
        self.content.addStretch(1)
        cancel = self.add_button(self.tr("Cancel"), key="Esc")
        cancel.clicked.connect(self.reject)
        save = self.add_button(self.tr("Save"), "main", "Enter")
        save.setDefault(True)
        save.clicked.connect(lambda _on=False: self.save())

    def save(self) -> None:
        """Hand on what is typed, if it makes sense."""
        typed = self.form.values()
        faults = {name: self.tr("This is needed.") for name in ("name", "address")
                  if not typed[name]}  # fmt: skip
        if typed["name"].casefold() in self._taken:
            faults["name"] = self.tr("Another printer is called so.")
        shift = {name: _millimetres(typed[name]) for name in ("x_mm", "y_mm")}
        said = self.tr("Write millimetres between -30 and 30.")
        faults |= {name: said for name, value in shift.items() if value is None}
        labels = typed["labels_left"]
        if labels and not (labels.isdecimal() and int(labels) <= MOST_LABELS):
            faults["labels_left"] = self.tr("Write a number of labels.")
        if faults:
            self.form.show_faults(faults)
            return
        made = replace(
            self._printer,
            name=typed["name"],
            kind=PrinterKind(typed["kind"]),
            address=typed["address"],
            dpi=int(typed["dpi"]),
            tray=typed["tray"],
            media=typed["media"],
            labels_left=int(labels) if labels else None,
            x_mm=shift["x_mm"] or 0.0,
            y_mm=shift["y_mm"] or 0.0,
        )
        self.accept()
        self.saved.emit(made)


def _millimetres(text: str) -> float | None:
    try:
        value = float(text.replace(",", ".") or 0)
    except ValueError:
        return None
    return value if abs(value) <= MOST_MM else None
