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


class Authority:
    """Signs certificates, as an organisation's own authority does."""

    def __init__(self, folder: Path) -> None:
        self.certificate = folder / "authority.crt"
        self._key = folder / "authority.key"
        _openssl("req", "-new", "-x509", "-days", "30", "-nodes", "-subj", "/CN=Our authority",
                 "-keyout", self._key, "-out", self.certificate)  # fmt: skip

    def sign(self, folder: Path, address: str) -> tuple[Path, Path]:
        """Give a certificate and its key for a server at an address."""
        asked, certificate, key, names = (
            folder / f"door.{ending}" for ending in ("csr", "crt", "key", "ext")
        )
        names.write_text(f"subjectAltName=IP:{address}\n", "ascii")
        _openssl("req", "-new", "-nodes", "-subj", f"/CN={address}", "-keyout", key, "-out", asked)
        _openssl("x509", "-req", "-in", asked, "-CA", self.certificate, "-CAkey", self._key,
                 "-CAcreateserial", "-days", "30", "-extfile", names,
                 "-out", certificate)  # fmt: skip
        return certificate, key


def _openssl(*words: object) -> None:
    subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True)


class TlsDoor:
    """Listens on a free port with a certificate for its address, its own or an authority's."""

    def __init__(
        self, folder: Path, port: int, address: str = "127.0.0.1", by: Authority | None = None
    ) -> None:
        self.certificate, key = folder / "door.crt", folder / "door.key"
        if by:
            by.sign(folder, address)
        else:
            _openssl("req", "-new", "-x509", "-days", "30", "-nodes", "-subj", f"/CN={address}",
                     "-addext", f"subjectAltName=IP:{address}", "-keyout", key,
                     "-out", self.certificate)  # fmt: skip
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(self.certificate, key)
        self._behind = port
        self._listener = socket.create_server((address, 0))
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
