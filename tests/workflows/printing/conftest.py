"""What tests of printing share: a desk with two printers and fourteen people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.print_room import FakeDoor, Room


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
def room(store_path: Path, key_file: Path, clock: FakeClock, door: FakeDoor) -> Iterator[Room]:
    opened = FrontDesk.open(store_path, key_file, clock, PdfBadgePainter(), printers=door)
    yield Room(opened, door, clock)
    opened.close()
