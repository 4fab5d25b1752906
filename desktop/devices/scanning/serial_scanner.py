"""A scanner on a serial port: lines of text, read without waiting for them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from serial import Serial, SerialException
from serial.tools import list_ports

from desktop.domain.checkin.codes import Reading

BAUD = 9600
POLL_MS = 15
# A scanner without an end of line has sent all when nothing came for so long.
END_WITHOUT_LINE_MS = 120
TRY_AGAIN_MS = 2_000
# More than any code is no code: it is handed on, found malformed, and the next one begins.
MAX_BYTES = 4_096
_ENDS = b"\r\n"


class SerialScanner(QObject):
    """Reads one port, and looks for it again while it is unplugged."""

    scanned = Signal(object)
    lost = Signal(str)
    found = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with no port."""
        super().__init__(parent)
        self._name = ""
        self._port: Serial | None = None
        self._bytes = b""
        self._is_known_lost = False
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._on_poll)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(END_WITHOUT_LINE_MS)
        self._end.timeout.connect(self._finish)
        self._again = QTimer(self)
        self._again.setInterval(TRY_AGAIN_MS)
        self._again.timeout.connect(self._open)

    def listen(self, name: str) -> None:
        """Read this port from now on; nothing is read where the name is empty."""
        self.stop()
        self._name = name
        self._is_known_lost = False
        if name:
            self._open()

    def stop(self) -> None:
        """Let go of the port."""
        for timer in (self._poll, self._end, self._again):
            timer.stop()
        if self._port is not None:
            self._port.close()
        self._port, self._bytes = None, b""

    def _open(self) -> None:
        try:
            self._port = Serial(self._name, BAUD, timeout=0)
        except (SerialException, OSError, ValueError):
            self._on_lost()
            return
        self._again.stop()
        self._poll.start()
        if self._is_known_lost:
            self._is_known_lost = False
            self.found.emit(self._name)

    def _on_lost(self) -> None:
        """Say once that the scanner is gone, and look for it again."""
        self.stop()
        self._again.start()
        if not self._is_known_lost:
            self._is_known_lost = True
            self.lost.emit(self._name)

    def _on_poll(self) -> None:
        assert self._port is not None
        try:
            came = self._port.read(MAX_BYTES)
        except (SerialException, OSError):
            self._on_lost()
            return
        for byte in came:
            self._take(byte)
        if came and self._bytes:
            self._end.start()

    def _take(self, byte: int) -> None:
        if byte in _ENDS:
            self._finish()
            return
        self._bytes += bytes((byte,))
        if len(self._bytes) >= MAX_BYTES:
            self._finish()

    def _finish(self) -> None:
        self._end.stop()
        text, self._bytes = self._bytes.decode("utf-8", "replace"), b""
        if text:
            self.scanned.emit(Reading(text))


def serial_ports() -> dict[str, str]:
    """Name the serial ports of this computer by what they are called."""
    return {
        system.device: f"{system.device} {system.description}".strip()
        for system in list_ports.comports()
    }
