"""A store into which the tests of projections write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.scribe import Scribe


@pytest.fixture
def scribe(tmp_path: Path) -> Iterator[Scribe]:
    made = Scribe(tmp_path)
    made.programme("p1", title="Niperm", number=1)
    yield made
    made.close()
