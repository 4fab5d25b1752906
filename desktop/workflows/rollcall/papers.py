"""Lists of a roll call on paper: written to the desk's folder first, then to a printer."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from desktop.domain.failures import FileUnwritable
from desktop.domain.printing.printed_list import PrintedList
from desktop.domain.printing.printing import Printer, PrinterKind
from desktop.files.writing.whole_file import free_beside, whole_file
from desktop.workflows.ports import BadgePainter, PrinterDoor
from desktop.workflows.printing.printers import PrinterRepository

FOLDER = "roll calls"
# A longer list goes to a printer only where somebody says so.
ASKED_FROM_PAGES = 20


class SavedList(NamedTuple):
    """A list that lies on the disk, whole, and how many pages it has."""

    path: Path
    pages: int

    @property
    def is_long(self) -> bool:
        """Whether somebody has to agree before it is printed."""
        return self.pages > ASKED_FROM_PAGES


class ListPapers:
    """Writes lists where they last when the power fails, and prints them."""

    def __init__(
        self, home: Path, painter: BadgePainter, door: PrinterDoor, printers: PrinterRepository
    ) -> None:
        """Write into a folder beside the store."""
        self.folder = home / FOLDER
        self._painter = painter
        self._door = door
        self._printers = printers

    def save(self, listing: PrintedList, name: str) -> SavedList:
        """Write a list as PDF; when this returns it is on the disk.

        Raises:
            FileUnwritable: the folder or the disk does not take it.
        """
        target = free_beside(self.path_for(name))
        with whole_file(target) as draft:
            pages = self._painter.paint_list(draft, listing)
        return SavedList(target, pages)

    def path_for(self, name: str) -> Path:
        """Give the path of a file in the folder, which is made where it is not there.

        Raises:
            FileUnwritable: the folder cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise FileUnwritable(path=self.folder, reason=reason) from error
        return self.folder / name

    def printers(self) -> list[Printer]:
        """List the printers that take a list: those of the system."""
        return [one for one in self._printers.known() if one.kind is PrinterKind.SYSTEM]

    def send(self, saved: SavedList, printer: str, title: str) -> None:
        """Print a list that was saved.

        Raises:
            NoSuchPrinter, PrinterRefused: it was not taken.
        """
        self._door.send_file(self._printers.named(printer), saved.path, title)
