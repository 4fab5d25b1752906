"""The form of a printer: its address, paper, tray, labels left, and how far it is off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.devices.printing.brother_models import MODELS, OTHER
from desktop.devices.printing.brother_tapes import DPI
from desktop.domain.badges.media import Media
from desktop.domain.printing.printing import Printer, PrinterKind
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.form_fields import ChoiceField, Form, LineField
from desktop.gui.wording.badges import paper_name
from desktop.gui.wording.printing import kind_text

WIDTH_PX = 560
MOST_MM = 30.0
MOST_LABELS = 100_000


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
        self.fit(WIDTH_PX)
        is_own = printer.kind in (PrinterKind.ZPL, PrinterKind.BROTHER)
        self._add_fields(printer, papers, trays, is_own=is_own)
        self._show_printer(printer)
        self.form.fields["tray"].changed.connect(self._on_tray)
        self.form.fields["kind"].changed.connect(self._show_what_fits)
        self._show_what_fits()
        self.form.fields["kind"].editor.setEnabled(is_own)
        self.form.fields["address"].editor.setEnabled(is_own or printer.kind is PrinterKind.FOLDER)
        self.form.fields["name"].editor.setEnabled(is_own)
        self.content.addWidget(self.form)
        self.content.addStretch(1)
        self.add_save(self.save)

    def _add_fields(
        self, printer: Printer, papers: Sequence[Media], trays: Sequence[str], *, is_own: bool
    ) -> None:
        kinds = (PrinterKind.ZPL, PrinterKind.BROTHER) if is_own else (printer.kind,)
        media = {"": self.tr("as the template says")}
        media |= {media.code: paper_name(media) for media in papers}
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
        models = {model.name: model.name for model in MODELS}
        models[OTHER] = self.tr("another one; tried as the newest ones work")
        self.form.add("model", ChoiceField(self.tr("Model of the QL"), models), is_wide=True)
        self.form.add("media", ChoiceField(self.tr("Paper in it"), media), is_wide=True)

    def _show_printer(self, printer: Printer) -> None:
        values = {name: str(value) for name, value in printer.to_dict().items()}
        values["x_mm"], values["y_mm"] = (f"{offset:g}" for offset in printer.shift)
        values["labels_left"] = "" if printer.labels_left is None else str(printer.labels_left)
        self.form.set_values({name: values[name] for name in self.form.fields})
        self._tray = printer.tray

    def save(self) -> None:
        """Hand on what is typed, if it makes sense."""
        typed = self.form.values()
        faults = {name: self.tr("This is needed.") for name in ("name", "address")
                  if not typed[name]}  # fmt: skip
        if typed["name"].casefold() in self._taken:
            faults["name"] = self.tr("Another printer is called so.")
        shift = {name: _millimetres(typed[name]) for name in ("x_mm", "y_mm")}
        sentence = self.tr("Write millimetres between -30 and 30.")
        faults |= {name: sentence for name, value in shift.items() if value is None}
        is_brother = typed["kind"] == PrinterKind.BROTHER
        if is_brother and not typed["model"]:
            faults["model"] = self.tr("Choose it: each model understands other commands.")
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
            model=typed["model"] if is_brother else "",
        ).with_shift(typed["tray"], shift["x_mm"] or 0.0, shift["y_mm"] or 0.0)
        self.accept()
        self.saved.emit(made)

    def _show_what_fits(self) -> None:
        """Ask for the model of a Brother only, whose head has the same dots on all of them."""
        is_brother = self.form.fields["kind"].value() == PrinterKind.BROTHER
        self.form.fields["model"].setVisible(is_brother)
        if is_brother:
            self.form.fields["dpi"].set_value(str(DPI))
        self.form.fields["dpi"].editor.setEnabled(not is_brother)

    def _on_tray(self) -> None:
        """Show the offsets of the tray that was chosen; those of the other one are kept."""
        tray = self.form.fields["tray"].value()
        if tray == self._tray:
            return
        typed = self.form.values()
        shift = [_millimetres(typed[name]) or 0.0 for name in ("x_mm", "y_mm")]
        self._printer = self._printer.with_shift(self._tray, *shift)
        self._tray = tray
        x, y = self._printer.shift_of(tray)
        self.form.set_values({"x_mm": f"{x:g}", "y_mm": f"{y:g}"})


def _millimetres(text: str) -> float | None:
    try:
        value = float(text.replace(",", ".") or 0)
    except ValueError:
        return None
    return value if abs(value) <= MOST_MM else None
