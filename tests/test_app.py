"""The outer door of the program."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from desktop import app


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "log" / "muster.log"
    monkeypatch.setattr(app, "log_file", lambda: path)
    app._start_log()
    return path


def test_the_log_keeps_hebrew_whatever_the_system_writes_in(log: Path) -> None:
    """Windows writes files in a code page of its own unless it is told otherwise."""
    (handler,) = (
        handler for handler in app.log.handlers if isinstance(handler, logging.FileHandler)
    )
    assert (handler.encoding, handler.errors) == ("utf-8", "backslashreplace")
    app.log.error("נועה")
    assert "נועה" in log.read_bytes().decode("utf-8")
