"""A real CUPS scheduler of the test's own, in a temporary folder, with real printers behind it."""

from __future__ import annotations

import ctypes
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop.devices.printing.cups import JOB_KEY

SCHEDULER = Path("/usr/sbin/cupsd")
STARTED_S = 20.0
_CONFIG = """
LogLevel warn
Listen {folder}/run/cups.sock
DefaultAuthType None
Browsing Off
WebInterface No
PreserveJobHistory Yes
PreserveJobFiles No
JobRetryInterval 1
<Location />
Order deny,allow
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
<Limit All>
Order deny,allow
Allow all
</Limit>
</Policy>
"""
_FILES = """
ServerRoot {folder}/root
RequestRoot {folder}/spool
TempDir {folder}/tmp
CacheDir {folder}/cache
StateDir {folder}/run
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
SystemGroup root
"""


def why_no_cups(*more: str) -> str:
    """Say why real printing cannot be tested on this machine; nothing where it can."""
    if not SCHEDULER.exists():
        return "no CUPS scheduler is installed here (Debian: cups, cups-filters)"
    if os.geteuid() != 0:
        return "a scheduler of the test's own needs root rights"
    missing = [name for name in more if shutil.which(name) is None]
    return f"not installed here: {', '.join(missing)}" if missing else ""


class CupsServer:
    """A running scheduler."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = folder / "run" / "cups.sock"

    def add(self, name: str, uri: str, model: str, *options: str) -> None:
        """Add a queue."""
        extra = [part for option in options for part in ("-o", option)]
        self._run("lpadmin", "-p", name, "-E", "-v", uri, "-m", model, *extra)

    def stop_queue(self, name: str) -> None:
        """Let a queue print nothing, as after a jam."""
        self._run("cupsdisable", name)

    def start_queue(self, name: str) -> None:
        """Let a queue go on."""
        self._run("cupsenable", name)

    def refuse(self, name: str) -> None:
        """Let a queue take no jobs."""
        self._run("cupsreject", name)

    def create_job_without_document(self, name: str, title: str, key: str) -> None:
        """Send the first half of a job, as a program does that dies before the second."""
        library, options = ctypes.CDLL("libcups.so.2"), ctypes.c_void_p()
        count = library.cupsAddOption(JOB_KEY.encode(), key.encode(), 0, ctypes.byref(options))
        assert library.cupsCreateJob(None, name.encode(), title.encode(), count, options)

    def _run(self, *command: str) -> None:
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=30
        )
        assert done.returncode == 0, done.stderr

    @property
    def environment(self) -> dict[str, str]:
        """What programs need to reach it."""
        return {**os.environ, "CUPS_SERVER": str(self.socket), "LC_ALL": "C"}


@contextmanager
def run_cups(folder: Path) -> Iterator[CupsServer]:
    """Run a scheduler while the test goes on."""
    for name in ("root", "spool", "tmp", "cache", "run", "log"):
        (folder / name).mkdir(parents=True)
    # Filters run as another user and write into the scheduler's own folders.
    for path in (folder, *folder.parents):
        if path != path.parent and path.stat().st_uid == os.geteuid():
            path.chmod(path.stat().st_mode | 0o011)
    (folder / "tmp").chmod(0o1777)
    for name, text in (("cupsd.conf", _CONFIG), ("cups-files.conf", _FILES)):
        (folder / name).write_text(text.format(folder=folder))
    config, files = str(folder / "cupsd.conf"), str(folder / "cups-files.conf")
    process = subprocess.Popen(
        [str(SCHEDULER), "-f", "-c", config, "-s", files],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = CupsServer(folder)
    before = os.environ.get("CUPS_SERVER")
    os.environ["CUPS_SERVER"] = str(server.socket)
    try:
        _wait_for(server.socket, process)
        yield server
    finally:
        if before is None:
            os.environ.pop("CUPS_SERVER")
        else:
            os.environ["CUPS_SERVER"] = before
        process.terminate()
        process.wait(timeout=10)


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody listens at a socket."""
    turn = threading.Event()
    for _try in range(int(STARTED_S / 0.05)):
        assert process.poll() is None, "the scheduler ended at once"
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(path))
            except OSError:
                turn.wait(0.05)
            else:
                return
    pytest.fail("the scheduler did not start")


class RawPrinter:
    """Hardware at a raw port: keeps what it is sent, and may hang up after some jobs."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.jobs: list[bytes] = []
        self.arrived = threading.Semaphore(0)
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Go off."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=5)

    def _listen(self) -> None:
        while True:
            try:
                link, _peer = self._listener.accept()
            except OSError:
                return
            with link:
                data = b""
                while chunk := link.recv(65_536):
                    data += chunk
            if data:
                self.jobs.append(data)
                self.arrived.release()
