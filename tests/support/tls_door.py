"""TLS in front of a PostgreSQL that has none: answers the client's SSLRequest, then hands on."""

from __future__ import annotations

import contextlib
import shutil
import socket
import ssl
import subprocess
import threading
from pathlib import Path

SSL_REQUEST = 8


def has_openssl() -> bool:
    """Tell whether a certificate can be made here."""
    return shutil.which("openssl") is not None


class TlsDoor:
    """Listens on a free port with a certificate of its own for 127.0.0.1."""

    def __init__(self, folder: Path, port: int) -> None:
        self.certificate = folder / "door.crt"
        key = folder / "door.key"
        subprocess.run(
            ["openssl", "req", "-new", "-x509", "-days", "30", "-nodes", "-subj", "/CN=127.0.0.1",
             "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key),
             "-out", str(self.certificate)],
            check=True, capture_output=True,
        )  # fmt: skip
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(self.certificate, key)
        self._behind = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.encrypted = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Shut the door."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _listen(self) -> None:
        while True:
            try:
                link, _peer = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(link,), daemon=True).start()

    def _serve(self, link: socket.socket) -> None:
        with contextlib.suppress(OSError), link:
            link.recv(SSL_REQUEST, socket.MSG_WAITALL)
            link.sendall(b"S")
            with (
                self._context.wrap_socket(link, server_side=True) as safe,
                socket.create_connection(("127.0.0.1", self._behind)) as server,
            ):
                self.encrypted += 1
                back = threading.Thread(target=_hand_on, args=(server, safe), daemon=True)
                back.start()
                _hand_on(safe, server)
                back.join(timeout=5)


def _hand_on(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)
