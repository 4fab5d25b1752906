"""Desks that tests of the exchange open, and a stick between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.fleet import FleetDesk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Callable[[str], FleetDesk]]:
    """Open desks by their names; they are closed in the end."""
    opened: list[FleetDesk] = []

    def open_desk(name: str) -> FleetDesk:
        opened.append(FleetDesk(tmp_path, name))
        return opened[-1]

    yield open_desk
    for fleet_desk in opened:
        fleet_desk.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
