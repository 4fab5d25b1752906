"""A Zebra's network side: takes ZPL at a port, answers ~HS, and can run out of labels."""

from __future__ import annotations

import socket
import threading

import zxingcpp
from PIL import Image
from zebrafy.zebrafy_zpl import ZebrafyZPL


class FakeZebra:
    """Printer hardware; everything before its port is real."""

    def __init__(self, labels: int = 1000, *, is_silent_when_out: bool = False) -> None:
        self.labels = labels
        self.is_silent_when_out = is_silent_when_out
        self.formats: list[bytes] = []
        self.is_head_open = False
        self.is_mute = False
        self.dies_after = 10_000
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Pull the plug."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=5)

    def pictures(self) -> list[Image.Image]:
        """Give the labels as pictures, read back from the ZPL that came."""
        return [ZebrafyZPL(text.decode("ascii")).to_images()[0] for text in self.formats]

    def _listen(self) -> None:
        while True:
            try:
                link, _peer = self._listener.accept()
            except OSError:
                return
            with link:
                link.settimeout(5)
                self._serve(link)

    def _serve(self, link: socket.socket) -> None:
        data = b""
        try:
            while chunk := link.recv(65_536):
                data += chunk
                if data.endswith(b"~HS\r\n"):
                    if not self.is_mute and not (self.is_silent_when_out and self.labels <= 0):
                        link.sendall(self._status())
                    data = b""
                elif data.endswith(b"~HQES\r\n"):
                    if not self.is_mute:
                        link.sendall(self._errors())
                    data = b""
        except OSError:
            return
        for text in data.split(b"^XZ")[:-1]:
            self._print(text + b"^XZ")

    def _print(self, text: bytes) -> None:
        if self.labels <= 0:
            return
        self.formats.append(text)
        self.labels -= 1
        if len(self.formats) >= self.dies_after:
            self._listener.close()

    def _errors(self) -> bytes:
        is_out = int(self.labels <= 0)
        groups = f"{is_out} 00000000 0000000{is_out}"
        text = f"PRINTER STATUS\r\n ERRORS:   {groups}\r\n WARNINGS: 0 00000000 00000000\r\n"
        return f"\x02{text}\x03\r\n".encode()

    def _status(self) -> bytes:
        paper_out, head = int(self.labels <= 0), int(self.is_head_open)
        first = f"030,{paper_out},0,0609,000,0,0,0,000,0,0,0"
        second = f"000,0,{head},0,0,2,6,0,00000000,1,000"
        third = "1234,0"
        return b"".join(f"\x02{text}\x03\r\n".encode() for text in (first, second, third))


def read_codes(picture: Image.Image) -> list[str]:
    """Read the QR codes of a label as a scanner would."""
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return [
        barcode.text for barcode in zxingcpp.read_barcodes(picture.convert("L"), formats=formats)
    ]
