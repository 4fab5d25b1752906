"""The printers that Muster reaches: through the system's spooler, or by their address."""

from __future__ import annotations

import tempfile
import threading
import uuid
from collections.abc import Sequence
from pathlib import Path

from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.devices.printing.cups import Cups, CupsUnavailableError
from desktop.devices.printing.label_links import BrotherLink, ZebraLink, word_of
from desktop.domain.badges.media import Media
from desktop.domain.failures import Cause, PrinterRefused
from desktop.domain.printing.printing import (
    Earlier,
    FoundPrinter,
    Printer,
    PrinterKind,
    PrintTask,
    Spool,
    Spooled,
)

# How long a spooler may take to give a job back.
CANCEL_S, LOOK_S = 4.0, 0.05
TITLE_BYTES = 80
# Office printers refuse even a usual size if it does not come by its name (PWG 5101.1).
_KNOWN_SIZES = {
    (210.0, 297.0): "iso_a4_210x297mm",
    (215.9, 279.4): "na_letter_8.5x11in",
    (101.6, 152.4): "na_index-4x6_4x6in",
}


class SystemSpooler:
    """Queues of the system: CUPS on Linux and macOS."""

    def __init__(self) -> None:
        """Look for the spooler when it is needed first."""
        self._painter = PdfBadgePainter()

    def system_printers(self) -> Sequence[FoundPrinter]:
        """List the system's queues; none where there is no spooler."""
        try:
            queues = Cups().queues()
        except CupsUnavailableError:
            return ()
        return [FoundPrinter(q.name, q.name, q.dpi, q.trays, q.status_text) for q in queues]

    def status(self, printer: Printer) -> str:
        """Say why a queue prints nothing now."""
        try:
            return Cups().queue(printer.address).status_text
        except CupsUnavailableError as error:
            return str(error)

    def send(self, printer: Printer, task: PrintTask) -> str:
        """Paint the sheet as PDF and give it to the spooler."""
        with tempfile.TemporaryDirectory(prefix="muster-print-") as folder:
            path = Path(folder) / "sheet.pdf"
            self._painter.paint_pdf(path, task.setup, task.badges)
            try:
                cups = Cups()
                options = _options(printer, task.setup.media, has_back=_has_back(task))
                title = _title(task.title)
                number = cups.print_file(printer.address, path, title, task.key, options)
            except CupsUnavailableError as error:
                raise PrinterRefused(printer=printer.name, reason=str(error)) from error
        if not number:
            raise PrinterRefused(printer=printer.name, reason=cups.last_error())
        return str(number)

    def send_file(self, printer: Printer, file: Path, title: str) -> None:
        """Give a finished PDF to the spooler, on whatever paper the queue has."""
        try:
            cups = Cups()
            number = cups.print_file(printer.address, file, _title(title), uuid.uuid4().hex[:6], {})
        except CupsUnavailableError as error:
            raise PrinterRefused(printer=printer.name, reason=str(error)) from error
        if not number:
            raise PrinterRefused(printer=printer.name, reason=cups.last_error())

    def look(self, printer: Printer, ticket: str) -> Spooled:
        """Ask the spooler how far a job is, and if it waits, what the queue says."""
        try:
            cups = Cups()
        except CupsUnavailableError as error:
            return Spooled(Spool.QUEUED, str(error))
        spooled = cups.job(printer.address, int(ticket))
        if spooled.state is Spool.QUEUED and not spooled.reason:
            return Spooled(spooled.state, cups.queue(printer.address).status_text)
        return spooled

    def earlier(self, printer: Printer, key: str) -> Earlier:
        """Look for the job by the key that it carries; one without its sheet is taken back.

        Libcups sends a job in two requests. A program that died between them leaves a job that
        waits for its sheet, and with it this desk, for a quarter of an hour.
        """
        queue = printer.address
        try:
            cups = Cups()
            number = cups.find_job(queue, key)
        except CupsUnavailableError:
            return Earlier("", is_sure=False)
        if not number or cups.has_document(queue, number):
            return Earlier(str(number) if number else "")
        self.cancel(printer, str(number))
        # The sheet may have arrived just before: then a person has to look.
        is_off = cups.job(queue, number).state is Spool.CANCELLED
        return Earlier("", is_sure=is_off and cups.was_never_begun(queue, number))

    def cancel(self, printer: Printer, ticket: str) -> None:
        """Take a job back, and wait until the spooler has done so or will not."""
        try:
            cups = Cups()
        except CupsUnavailableError:
            return
        cups.cancel(printer.address, int(ticket))
        turn = threading.Event()
        for _look in range(int(CANCEL_S / LOOK_S)):
            if cups.job(printer.address, int(ticket)).state is not Spool.QUEUED:
                return
            turn.wait(LOOK_S)


class PrinterRegistry:
    """All printers behind one door."""

    def __init__(self) -> None:
        """Reach printers of each kind in its own way."""
        self._system = SystemSpooler()
        self._links: dict[PrinterKind, ZebraLink | BrotherLink] = {
            PrinterKind.ZPL: ZebraLink(),
            PrinterKind.BROTHER: BrotherLink(),
        }

    def system_printers(self) -> Sequence[FoundPrinter]:
        """List the printers of the system."""
        return self._system.system_printers()

    def status(self, printer: Printer) -> str:
        """Say in a word why a printer cannot print now; nothing where it can."""
        try:
            return (self._links.get(printer.kind) or self._system).status(printer)
        except ValueError as error:
            return str(error)

    def send(self, printer: Printer, task: PrintTask) -> str:
        """Hand over a sheet and give the ticket by which it is asked for.

        Raises:
            PrinterRefused, PrinterWaits: it was not taken.
        """
        try:
            return (self._links.get(printer.kind) or self._system).send(printer, task)
        except (OSError, ValueError) as error:
            # A full disk, an address that is none, a paper that does not fit: nothing was sent.
            reason = word_of(error) if isinstance(error, OSError) else str(error)
            raise PrinterRefused(printer=printer.name, reason=reason) from error

    def send_file(self, printer: Printer, file: Path, title: str) -> None:
        """Hand over a list; a label printer takes none.

        Raises:
            PrinterRefused: it was not taken.
        """
        if printer.kind is not PrinterKind.SYSTEM:
            raise PrinterRefused(printer=printer.name, reason=Cause.LABELS_ONLY)
        self._system.send_file(printer, file, title)

    def look(self, printer: Printer, ticket: str) -> Spooled:
        """Say how far a sheet is."""
        return (self._links.get(printer.kind) or self._system).look(printer, ticket)

    def earlier(self, printer: Printer, key: str) -> Earlier:
        """Say whether a sheet was handed over before the program ended."""
        if printer.kind in self._links:
            return Earlier("", is_sure=False)
        return self._system.earlier(printer, key)

    def cancel(self, printer: Printer, ticket: str) -> None:
        """Take a sheet back where a spooler still has it; a label printer has it already."""
        if printer.kind not in self._links:
            self._system.cancel(printer, ticket)


def _has_back(task: PrintTask) -> bool:
    return any(badge.back for badge in task.badges)


def _title(title: str) -> str:
    """Name a job for people, as long as every spooler keeps it."""
    return title.encode()[:TITLE_BYTES].decode(errors="ignore")


def _sides(media: Media, *, has_back: bool) -> str:
    """Turn a sheet round its upright edge, whichever that is: its back is laid out mirrored."""
    if not has_back or media.is_roll:
        return "one-sided"
    is_upright = media.page_h_mm >= media.page_w_mm
    return "two-sided-long-edge" if is_upright else "two-sided-short-edge"


def _options(printer: Printer, media: Media, *, has_back: bool) -> dict[str, str]:
    """Tell the spooler the paper and that nothing is to be scaled."""
    size = (round(media.page_w_mm, 1), round(media.page_h_mm, 1))
    options = {
        "media": _KNOWN_SIZES.get(size, f"Custom.{media.page_w_mm:g}x{media.page_h_mm:g}mm"),
        "print-scaling": "none",
        "fit-to-page": "false",
        "sides": _sides(media, has_back=has_back),
    }
    if printer.tray:
        options["media"] += f",{printer.tray}"
        options["media-source"] = printer.tray
    return options
