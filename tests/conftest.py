"""What all tests share: a store in a temporary folder, no keyring, the offscreen window."""

from __future__ import annotations

import itertools
import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
# Only the faces that ship with Muster are there, whatever else this machine has.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).parent / "fixtures" / "fonts" / "none.conf")
# Notes of files that are being written lie with this run, not with the user.
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="muster-state-")

import pytest
from PySide6.QtWidgets import QApplication

from desktop.app import NAME
from desktop.domain.programme.programme import Programme
from desktop.domain.sync.hub_address import HubAddress, hub_address
from desktop.files.resources import RESOURCES
from desktop.gui.widgets.theme import Theme
from desktop.gui.window.start import dress
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from desktop.workflows.transfer.progress import Progress
from tests.support.fakes import FakeClock, RecordingPainter
from tests.support.hub_server import HubServer, hub_server

EXPORTS = Path(__file__).parent / "fixtures" / "exports"


@pytest.fixture
def exports() -> Path:
    return EXPORTS


@pytest.fixture(autouse=True)
def log_as_found() -> Iterator[None]:
    """A test that starts the program's log leaves none to the tests after it."""
    log = logging.getLogger(NAME)
    before, propagates = list(log.handlers), log.propagate
    yield
    for handler in set(log.handlers) - set(before):
        log.removeHandler(handler)
        handler.close()
    log.propagate = propagates


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def painter() -> RecordingPainter:
    return RecordingPainter()


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "muster.db"


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "store.key"


@pytest.fixture
def front_desk(
    store_path: Path, key_file: Path, clock: FakeClock, painter: RecordingPainter
) -> Iterator[FrontDesk]:
    opened = FrontDesk.open(store_path, key_file, clock, painter)
    yield opened
    opened.close()


@pytest.fixture
def niperm(front_desk: FrontDesk) -> Programme:
    return front_desk.programmes.find_or_make("NIPERM")


class Importer:
    """Imports files into NIPERM as the window does, slice by slice."""

    def __init__(self, front_desk: FrontDesk, programme: Programme) -> None:
        self._front_desk = front_desk
        self._programme = programme

    def __call__(self, path: Path) -> Progress:
        return self._front_desk.importing(self._programme, open_guest_list(path)).run()


@pytest.fixture
def import_file(front_desk: FrontDesk, niperm: Programme) -> Importer:
    return Importer(front_desk, niperm)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = dress(qapp, RESOURCES, "light")
    yield made
    made.close()


@pytest.fixture(scope="session")
def server() -> Iterator[HubServer]:
    """Run a real PostgreSQL as long as any test needs it."""
    with hub_server() as running:
        yield running


_HUBS = itertools.count(1)


@pytest.fixture
def hub(server: HubServer) -> HubAddress:
    """Give an empty database."""
    return hub_address(server.database(f"hub{next(_HUBS)}"))
