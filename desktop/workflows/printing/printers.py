"""The printers that this computer knows: found on the system, added by address, or a folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.failures import NoSuchPrinter
from desktop.domain.printing.printing import FoundPrinter, Printer, PrinterKind, printer_from_dict
from desktop.store.store import Store
from desktop.workflows.ports import PrinterDoor

_PRINTERS, _CHOICE = "settings:printers", "settings:printing"
FOLDER_NAME = "PDF folder"
FOLDER = "badges"
DEFAULT_ROLL = "4x3in"


@dataclass(frozen=True, slots=True)
class Choice:
    """What this desk prints on: the printer by default, and those of single templates."""

    printer: str = ""
    template: str = ""
    by_template: tuple[tuple[str, str], ...] = ()


class PrinterRepository:
    """Kept on this computer: another desk has other printers."""

    def __init__(self, store: Store, door: PrinterDoor) -> None:
        """Work on this store's settings, and reach printers through this door."""
        self._store = store
        self._door = door

    def known(self) -> list[Printer]:
        """List the printers that were set up here, and the folder that needs no printer."""
        kept = [printer_from_dict(data) for data in self._kept()]
        if not any(printer.name == FOLDER_NAME for printer in kept):
            kept.append(self._folder())
        return sorted(kept, key=lambda printer: (printer.kind is PrinterKind.FOLDER, printer.name))

    def named(self, name: str) -> Printer:
        """Find a printer.

        Raises:
            NoSuchPrinter: there is none of that name.
        """
        known = self.known()
        for printer in known:
            if printer.name.casefold() == name.strip().casefold():
                return printer
        raise NoSuchPrinter(name=name, known=[printer.name for printer in known])

    def find(self) -> Sequence[FoundPrinter]:
        """Look for the system's printers; it may take seconds."""
        return self._door.system_printers()

    def status_texts(self, printers: Sequence[Printer]) -> dict[str, str]:
        """Ask printers why they cannot print now, by name; those that can are left out.

        It may take seconds where one does not answer.
        """
        asked = (printer for printer in printers if printer.kind is not PrinterKind.FOLDER)
        texts = {printer.name: self._door.status(printer) for printer in asked}
        return {name: status_text for name, status_text in texts.items() if status_text}

    def take_in(self, printers: Sequence[FoundPrinter]) -> list[Printer]:
        """Keep printers that the system has and this computer did not know yet."""
        before = self.known()
        known = {printer.address for printer in before if printer.kind is PrinterKind.SYSTEM}
        taken = {printer.name.casefold() for printer in before}
        for printer in printers:
            if printer.address not in known:
                name, number = printer.name, 2
                while name.casefold() in taken:
                    name, number = f"{printer.name} {number}", number + 1
                taken.add(name.casefold())
                self.save(Printer(name, PrinterKind.SYSTEM, printer.address, printer.dpi))
        return self.known()

    def save(self, printer: Printer) -> None:
        """Keep a printer under its name."""
        with self._store.write():
            self._keep(printer)

    def remove(self, name: str) -> None:
        """Forget a printer."""
        with self._store.write():
            rest = [data for data in self._kept() if data["name"] != name]
            self._store.keep_setting(_PRINTERS, json.dumps(rest))

    def take_labels(self, name: str, labels: int) -> None:
        """Count labels off a roll, inside the caller's transaction."""
        for data in self._kept():
            if data["name"] == name and data.get("labels_left") is not None:
                printer = printer_from_dict(data)
                left = max(0, (printer.labels_left or 0) - labels)
                self._keep(replace(printer, labels_left=left))

    def choice(self) -> Choice:
        """Give what this desk prints on."""
        with self._store.read():
            text = self._store.setting(_CHOICE)
        if not text:
            return Choice()
        data = json.loads(text)
        by_template = tuple(sorted(data.get("by_template", {}).items()))
        return Choice(data.get("printer", ""), data.get("template", ""), by_template)

    def choose(self, choice: Choice) -> None:
        """Keep what this desk prints on."""
        kept = {"printer": choice.printer, "template": choice.template,
                "by_template": dict(choice.by_template)}  # fmt: skip
        with self._store.write():
            self._store.keep_setting(_CHOICE, json.dumps(kept, ensure_ascii=False))

    def for_template(self, template: str) -> Printer:
        """Give the printer for a template: its own, this desk's, or the folder."""
        choice = self.choice()
        wanted = dict(choice.by_template).get(template) or choice.printer
        for printer in self.known():
            if printer.name == wanted:
                return printer
        return self.named(FOLDER_NAME)

    def _folder(self) -> Printer:
        folder = str(self._store.path.parent / FOLDER)
        return Printer(FOLDER_NAME, PrinterKind.FOLDER, folder, 600, DEFAULT_ROLL)

    def _keep(self, printer: Printer) -> None:
        rest = [data for data in self._kept() if data["name"] != printer.name]
        kept = json.dumps([*rest, printer.to_dict()], ensure_ascii=False)
        self._store.keep_setting(_PRINTERS, kept)

    def _kept(self) -> list[dict[str, object]]:
        with self._store.read():
            text = self._store.setting(_PRINTERS)
        printers: list[dict[str, object]] = json.loads(text) if text else []
        return printers
