"""A real hub for the tests of this room; each test has a database of its own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest

from desktop.domain.hub_address import HubAddress, hub_address
from tests.support.hub_server import HubServer, hub_server

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[HubServer]:
    with hub_server() as running:
        yield running


@pytest.fixture
def hub(server: HubServer) -> HubAddress:
    return hub_address(server.database(f"hub{next(_NUMBERS)}"))
