"""The printers that Muster reaches: through the system's spooler, or by their address."""

from __future__ import annotations

import os
import select
import socket
import stat
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from desktop.devices import brother, zpl
from desktop.devices.badge_paint import PdfBadgePainter
from desktop.devices.cups import Cups, CupsUnavailableError
from desktop.devices.label_raster import Raster, raster_of
from desktop.domain.media import Media
from desktop.domain.printing import (
    Earlier,
    FoundPrinter,
    Printer,
    PrinterKind,
    PrintTask,
    Spool,
    Spooled,
)
from desktop.domain.trouble import PrinterRefused, PrinterWaits

RAW_PORT = 9100
CONNECT_S, ANSWER_S, PRINT_S = 3.0, 2.0, 20.0
# How long a spooler may take to give a job back.
CANCEL_S, LOOK_S = 4.0, 0.05
MARK_LETTERS, TITLE_BYTES = 12, 80
_UNTOLD = "untold"
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
        return [FoundPrinter(q.name, q.name, q.dpi, q.trays, q.trouble) for q in queues]

    def status(self, printer: Printer) -> str:
        """Say why a queue prints nothing now."""
        try:
            return Cups().queue(printer.address).trouble
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
                number = cups.print_file(printer.address, path, _title(task), options)
            except CupsUnavailableError as error:
                raise PrinterRefused(printer=printer.name, reason=str(error)) from error
        if not number:
            raise PrinterRefused(printer=printer.name, reason=cups.last_error())
        return str(number)

    def look(self, printer: Printer, ticket: str) -> Spooled:
        """Ask the spooler how far a job is, and if it waits, what the queue says."""
        try:
            cups = Cups()
        except CupsUnavailableError as error:
            return Spooled(Spool.QUEUED, str(error))
        spooled = cups.job(printer.address, int(ticket))
        if spooled.state is Spool.QUEUED and not spooled.reason:
            return Spooled(spooled.state, cups.queue(printer.address).trouble)
        return spooled

    def earlier(self, printer: Printer, key: str) -> Earlier:
        """Look for the job by the mark in its title."""
        try:
            number = Cups().find_job(printer.address, _mark(key))
        except CupsUnavailableError:
            return Earlier("", is_sure=False)
        return Earlier(str(number) if number else "")

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


class ZebraLink:
    """A Zebra at a network port, told in ZPL; it answers how many labels are not out yet."""

    def status(self, printer: Printer) -> str:
        """Say why it prints nothing now."""
        try:
            status = self._ask(printer)
        except OSError as error:
            return _word(error)
        return status.trouble if status else ""

    def send(self, printer: Printer, task: PrintTask) -> str:
        """Send a label, unless the printer says that it cannot print now."""
        try:
            status = self._ask(printer)
            if status and status.trouble:
                raise PrinterWaits(printer=printer.name, reason=status.trouble)
        except OSError as error:
            raise PrinterWaits(printer=printer.name, reason=_word(error)) from error
        labels = [zpl.to_zpl(raster) for raster in _rasters(printer, task)]
        try:
            with _connected(printer.address) as link:
                link.sendall(b"".join(labels))
        except OSError as error:
            # Some of it may have arrived: only a person can see whether a label came out.
            return f"broken: {_word(error)}"
        return "told" if status else _UNTOLD

    def look(self, printer: Printer, ticket: str) -> Spooled:
        """Ask what is left to print."""
        if ticket.startswith("broken"):
            return Spooled(Spool.UNKNOWN, ticket.partition(": ")[2])
        if ticket == _UNTOLD:
            return Spooled(Spool.UNTOLD)
        try:
            status = self._ask(printer)
        except OSError as error:
            return Spooled(Spool.UNKNOWN, _word(error))
        if status is None:
            return Spooled(Spool.UNKNOWN, "no answer")
        return Spooled(Spool.PRINTED) if status.is_done else Spooled(Spool.QUEUED, status.trouble)

    def _ask(self, printer: Printer) -> zpl.ZebraStatus | None:
        """Ask for the status; None from a printer that takes ZPL but never answers."""
        with _connected(printer.address) as link:
            link.sendall(zpl.STATUS_QUERY)
            answer = b""
            try:
                while answer.count(zpl.ETX) < zpl.STATUS_STRINGS:
                    chunk = link.recv(4096)
                    if not chunk:
                        break
                    answer += chunk
            except TimeoutError:
                pass
        return zpl.read_status(answer)


class BrotherLink:
    """A Brother QL at a network port or a device file, told each dot.

    Over the network it never answers; at a device file it tells when the label is out.
    """

    def status(self, printer: Printer) -> str:
        """Say why it prints nothing now, where it can be asked."""
        if not _is_device(printer.address):
            try:
                with _connected(printer.address):
                    return ""
            except OSError as error:
                return _word(error)
        try:
            with _opened_device(printer.address) as handle:
                status = _ask_brother(handle)
        except OSError as error:
            return _word(error)
        return status.trouble if status else ""

    def send(self, printer: Printer, task: PrintTask) -> str:
        """Send a label, and where the printer answers wait until it is out."""
        labels = [brother.to_raster(one, task.setup.media) for one in _rasters(printer, task)]
        if _is_device(printer.address):
            return self._send_to_device(printer, labels)
        try:
            link = socket.create_connection(_host_and_port(printer.address), CONNECT_S)
        except OSError as error:
            raise PrinterWaits(printer=printer.name, reason=_word(error)) from error
        with link:
            try:
                link.sendall(b"".join(labels))
            except OSError as error:
                return f"broken: {_word(error)}"
        return _UNTOLD

    def look(self, printer: Printer, ticket: str) -> Spooled:
        """Say what is known: the printer told it when it was sent, or never will."""
        del printer
        if ticket == _UNTOLD:
            return Spooled(Spool.UNTOLD)
        if ticket == "out":
            return Spooled(Spool.PRINTED)
        return Spooled(Spool.UNKNOWN, ticket.partition(": ")[2])

    def _send_to_device(self, printer: Printer, labels: Sequence[bytes]) -> str:
        """Write label after label, each when the one before is out."""
        try:
            with _opened_device(printer.address) as handle:
                status = _ask_brother(handle)
                if status and status.trouble:
                    raise PrinterWaits(printer=printer.name, reason=status.trouble)
                return _print_on_device(handle, labels)
        except OSError as error:
            # Nothing of a label was written yet: what fails later is told by its ticket.
            raise PrinterWaits(printer=printer.name, reason=_word(error)) from error


class PrinterRack:
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
        """Hand over a part and give the ticket by which it is asked for.

        Raises:
            PrinterRefused, PrinterWaits: it was not taken.
        """
        try:
            return (self._links.get(printer.kind) or self._system).send(printer, task)
        except (OSError, ValueError) as error:
            # A full disk, an address that is none, a paper that does not fit: nothing was sent.
            reason = _word(error) if isinstance(error, OSError) else str(error)
            raise PrinterRefused(printer=printer.name, reason=reason) from error

    def look(self, printer: Printer, ticket: str) -> Spooled:
        """Say how far a part is."""
        return (self._links.get(printer.kind) or self._system).look(printer, ticket)

    def earlier(self, printer: Printer, key: str) -> Earlier:
        """Say whether a part was handed over before the program ended."""
        if printer.kind in self._links:
            return Earlier("", is_sure=False)
        return self._system.earlier(printer, key)

    def cancel(self, printer: Printer, ticket: str) -> None:
        """Take a part back where a spooler still has it; a label printer has it already."""
        if printer.kind not in self._links:
            self._system.cancel(printer, ticket)


def _rasters(printer: Printer, task: PrintTask) -> Iterator[Raster]:
    for badge in task.badges:
        for is_back in (False, True) if badge.back else (False,):
            yield raster_of(task.setup.media, badge, printer.dpi, task.setup.shift, is_back=is_back)


def _has_back(task: PrintTask) -> bool:
    return any(badge.back for badge in task.badges)


def _mark(key: str) -> str:
    return key[-MARK_LETTERS:]


def _title(task: PrintTask) -> str:
    """Name a job so that it is found again: spoolers cut long names, so the mark stands early."""
    short = task.title.encode()[:TITLE_BYTES].decode(errors="ignore")
    return f"#{_mark(task.key)} {short}"


def _options(printer: Printer, media: Media, *, has_back: bool) -> dict[str, str]:
    """Tell the spooler the paper and that nothing is to be scaled."""
    size = (round(media.page_w_mm, 1), round(media.page_h_mm, 1))
    found = {
        "media": _KNOWN_SIZES.get(size, f"Custom.{media.page_w_mm:g}x{media.page_h_mm:g}mm"),
        "print-scaling": "none",
        "fit-to-page": "false",
        "sides": "two-sided-long-edge" if has_back and not media.is_roll else "one-sided",
    }
    if printer.tray:
        found["media"] += f",{printer.tray}"
        found["media-source"] = printer.tray
    return found


@contextmanager
def _connected(address: str) -> Iterator[socket.socket]:
    with socket.create_connection(_host_and_port(address), CONNECT_S) as link:
        link.settimeout(ANSWER_S)
        yield link


def _host_and_port(address: str) -> tuple[str, int]:
    host, _, port = address.rpartition(":")
    is_bare_v6 = address.count(":") > 1 and not address.startswith("[")
    if not host or not port.isdecimal() or is_bare_v6:
        return address, RAW_PORT
    return host.strip("[]"), int(port)


def _is_device(address: str) -> bool:
    return address.startswith("/")


@contextmanager
def _opened_device(address: str) -> Iterator[int]:
    if not stat.S_ISCHR(os.stat(address).st_mode):  # noqa: PTH116  (a device, no file)
        raise OSError(f"{address} is no device")
    handle = os.open(address, os.O_RDWR | os.O_NONBLOCK)
    try:
        yield handle
    finally:
        os.close(handle)


def _print_on_device(handle: int, labels: Sequence[bytes]) -> str:
    """Write labels and read until each is out; gives the ticket that tells what came of it."""
    for data in labels:
        try:
            _write_all(handle, data)
            answer = _final_status(handle)
        except OSError as error:
            return f"broken: {_word(error)}"
        if answer is None:
            return _UNTOLD
        if answer.trouble:
            return f"broken: {answer.trouble}"
    return "out"


def _final_status(handle: int) -> brother.BrotherStatus | None:
    """Read statuses until one says that the label is out or failed; None where none came."""
    while answer := _read_device(handle, PRINT_S):
        status = brother.read_status(answer)
        if status is None or status.trouble or status.is_completed:
            return status
    return None


def _ask_brother(handle: int) -> brother.BrotherStatus | None:
    _write_all(handle, b"\0" * 200 + b"\x1b@" + brother.STATUS_QUERY)
    return brother.read_status(_read_device(handle, ANSWER_S))


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        _readable, writable, _failed = select.select([], [handle], [], CONNECT_S)
        if not writable:
            raise TimeoutError("the printer takes nothing")
        rest = rest[os.write(handle, rest) :]


def _read_device(handle: int, seconds: float) -> bytes:
    """Read one status; what did not come in time is nothing."""
    answer = b""
    while len(answer) < brother.STATUS_BYTES:
        readable, _writable, _failed = select.select([handle], [], [], seconds)
        if not readable:
            return b""
        chunk = os.read(handle, brother.STATUS_BYTES - len(answer))
        if not chunk:
            return b""
        answer += chunk
    return answer


def _word(error: OSError) -> str:
    """Say in a word what the network or the device said."""
    if isinstance(error, TimeoutError):
        return "no answer"
    return (error.strerror or str(error)).lower()
