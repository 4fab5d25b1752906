"""Label printers that are reached by their address: a Zebra in ZPL, a Brother QL in raster."""

from __future__ import annotations

import os
import select
import socket
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from desktop.devices.printing import brother, zpl
from desktop.devices.printing.brother_models import Model, model_named
from desktop.devices.printing.brother_tapes import DPI, tape_of
from desktop.devices.printing.label_raster import Label, Raster, raster_of, two_colours_of
from desktop.domain.failures import PrinterWaits
from desktop.domain.printing.printer_faults import PrinterFault
from desktop.domain.printing.printing import Printer, PrintTask, Spool, Spooled

RAW_PORT = 9100
CONNECT_S, ANSWER_S, PRINT_S = 3.0, 2.0, 20.0
_UNTOLD = "untold"


class ZebraLink:
    """A Zebra at a network port, told in ZPL; it answers how many labels are not out yet."""

    def status(self, printer: Printer) -> str:
        """Say why it prints nothing now."""
        try:
            status = self._ask(printer)
        except OSError as error:
            return word_of(error)
        return status.status_text if status else ""

    def send(self, printer: Printer, task: PrintTask) -> str:
        """Send a label, unless the printer says that it cannot print now."""
        try:
            status = self._ask(printer)
            if status and status.status_text:
                raise PrinterWaits(printer=printer.name, reason=status.status_text)
        except OSError as error:
            raise PrinterWaits(printer=printer.name, reason=word_of(error)) from error
        labels = [zpl.to_zpl(raster) for raster in _rasters(printer, task)]
        try:
            with _connected(printer.address) as link:
                link.sendall(b"".join(labels))
        except OSError as error:
            # Some of it may have arrived: only a person can see whether a label came out.
            return f"broken: {word_of(error)}"
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
            return Spooled(Spool.UNKNOWN, word_of(error))
        if status is None:
            return Spooled(Spool.UNKNOWN, PrinterFault.NO_ANSWER)
        return (
            Spooled(Spool.PRINTED) if status.is_done else Spooled(Spool.QUEUED, status.status_text)
        )

    def _ask(self, printer: Printer) -> zpl.ZebraStatus | None:
        """Ask for the status; None from a printer that takes ZPL but never answers."""
        status = zpl.read_status(_answer(printer, zpl.STATUS_QUERY, zpl.STATUS_STRINGS))
        return status or zpl.read_errors(_answer(printer, zpl.ERROR_QUERY, 1))


def _answer(printer: Printer, query: bytes, strings: int) -> bytes:
    """Send a query and read what comes, up to so many strings."""
    with _connected(printer.address) as link:
        link.sendall(query)
        answer = b""
        try:
            while answer.count(zpl.ETX) < strings and (chunk := link.recv(4096)):
                answer += chunk
        except TimeoutError:
            pass
    return answer


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
                return word_of(error)
        try:
            with _opened_device(printer.address) as handle:
                status = _ask_brother(handle)
        except OSError as error:
            return word_of(error)
        return status.status_text if status else ""

    def send(self, printer: Printer, task: PrintTask) -> str:
        """Send a label, and where the printer answers wait until it is out."""
        if _is_device(printer.address):
            return self._send_to_device(printer, task)
        labels = _brother_labels(task, model_named(printer.model))
        try:
            link = socket.create_connection(_host_and_port(printer.address), CONNECT_S)
        except OSError as error:
            raise PrinterWaits(printer=printer.name, reason=word_of(error)) from error
        with link:
            try:
                link.sendall(b"".join(labels))
            except OSError as error:
                return f"broken: {word_of(error)}"
        return _UNTOLD

    def look(self, printer: Printer, ticket: str) -> Spooled:
        """Say what is known: the printer told it when it was sent, or never will."""
        del printer
        if ticket == _UNTOLD:
            return Spooled(Spool.UNTOLD)
        if ticket == "out":
            return Spooled(Spool.PRINTED)
        return Spooled(Spool.UNKNOWN, ticket.partition(": ")[2])

    def _send_to_device(self, printer: Printer, task: PrintTask) -> str:
        """Write label after label, each when the one before is out."""
        try:
            with _opened_device(printer.address) as handle:
                status = _ask_brother(handle)
                if status and (reason := _why_not(status, task)):
                    raise PrinterWaits(printer=printer.name, reason=reason)
                known = status.model if status else None
                labels = _brother_labels(task, known or model_named(printer.model))
                return _print_on_device(handle, labels)
        except OSError as error:
            # Nothing of a label was written yet: what fails later is told by its ticket.
            raise PrinterWaits(printer=printer.name, reason=word_of(error)) from error


def _rasters(printer: Printer, task: PrintTask) -> Iterator[Raster]:
    for badge in task.badges:
        for is_back in (False, True) if badge.back else (False,):
            label = Label(task.setup.media, badge, task.setup.shift, is_back)
            yield raster_of(label, printer.dpi)


def _brother_labels(task: PrintTask, model: Model) -> list[bytes]:
    """Write all labels of a task for a model, each inside of what the head reaches."""
    media, labels = task.setup.media, []
    tape = tape_of(media)
    if tape is None:
        raise ValueError(PrinterFault.UNKNOWN_ROLL)
    area = tape.area_on(media)
    for badge in task.badges:
        for is_back in (False, True) if badge.back else (False,):
            label = Label(media, badge, task.setup.shift, is_back, area)
            if media.colours > 1:
                black, red = two_colours_of(label, DPI)
                labels.append(brother.to_raster(black, media, model, red))
            else:
                labels.append(brother.to_raster(raster_of(label, DPI), media, model))
    return labels


def _why_not(status: brother.BrotherStatus, task: PrintTask) -> str:
    """Say why a printer cannot take a task: what it says of itself, or another roll in it."""
    is_other = not status.has_roll_of(task.setup.media)
    return status.status_text or (PrinterFault.WRONG_ROLL if is_other else "")


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
        raise OSError(PrinterFault.NO_DEVICE)
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
            return f"broken: {word_of(error)}"
        if answer is None:
            return _UNTOLD
        if answer.status_text:
            return f"broken: {answer.status_text}"
    return "out"


def _final_status(handle: int) -> brother.BrotherStatus | None:
    """Read statuses until one says that the label is out or failed; None where none came."""
    while answer := _read_device(handle, PRINT_S):
        status = brother.read_status(answer)
        if status is None or status.status_text or status.is_completed:
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
            raise TimeoutError(PrinterFault.NO_ANSWER)
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


def word_of(error: OSError) -> str:
    """Say in a word what the network or the device said."""
    if isinstance(error, TimeoutError):
        return PrinterFault.NO_ANSWER
    return (error.strerror or str(error)).lower()
