"""A store into whose journal the tests write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.scribe import Scribe


@pytest.fixture
def scribe(tmp_path: Path) -> Iterator[Scribe]:
    made = Scribe(tmp_path)
    yield made
    made.close()
