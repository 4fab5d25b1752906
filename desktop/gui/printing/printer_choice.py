"""Which printer: those that are ready first, and of the others why they are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker

from desktop.domain.printing.printing import Printer
from desktop.gui.widgets.choice_box import HINT, ChoiceBox
from desktop.gui.wording.printing import printer_hint


class PrinterChoice(ChoiceBox):
    """The printers of this computer by name; their states come when they have answered."""

    def __init__(self) -> None:
        """Offer none yet."""
        super().__init__()
        self._printers: dict[str, Printer] = {}

    @property
    def printer(self) -> Printer | None:
        """The chosen one."""
        return self._printers.get(self.currentText())

    @property
    def printers(self) -> Sequence[Printer]:
        """All of them."""
        return tuple(self._printers.values())

    def offer(self, printers: Sequence[Printer], chosen: Printer) -> None:
        """Offer printers of which nobody knows yet whether they are ready."""
        self._printers = {printer.name: printer for printer in printers}
        self._fill(printers, chosen.name, None)
        self.currentIndexChanged.emit(self.currentIndex())

    def show_states(self, status_texts: Mapping[str, str]) -> None:
        """Say of each printer whether it is ready, or why not; the choice stays."""
        by_state = sorted(self.printers, key=lambda printer: bool(status_texts.get(printer.name)))
        self._fill(by_state, self.currentText(), status_texts)

    def _fill(
        self, printers: Sequence[Printer], chosen: str, status_texts: Mapping[str, str] | None
    ) -> None:
        with QSignalBlocker(self):
            self.clear()
            for printer in printers:
                text = status_texts.get(printer.name, "") if status_texts is not None else None
                self.add_choice(printer.name, printer.name, printer_hint(printer, text))
            self.setCurrentText(chosen)

    @property
    def state(self) -> str:
        """What is said of the chosen printer."""
        return str(self.currentData(HINT) or "")
