"""The command line as a program calls it, with a home and a store of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.builders import write_csv

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    ["Name", "Email", "Company", "Barcode", "Status"],
    ["Noa Ben-David", "noa@example.org", "Touro", "T-1", ""],
    ["נועה כהן", "cohen@example.org", "Tulane", "T-2", ""],
    ["", "dan@example.org", "", "T-3", ""],
]


class Muster:
    """Runs main.py with a home of its own."""

    def __init__(self, home: Path) -> None:
        self.store = home / "data" / "m.db"
        hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONUNBUFFERED"}
        self.environment = {k: v for k, v in os.environ.items() if k not in hidden} | {
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "share"),
            "XDG_STATE_HOME": str(home / "state"),
        }

    def command(self, *arguments: object) -> list[str]:
        line = [sys.executable, str(ROOT / "main.py"), "--store", str(self.store)]
        return [*line, *map(str, arguments)]

    def __call__(
        self, *arguments: object, stdin: str = "", code: int = 0
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            self.command(*arguments),
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self.environment,
            check=False,
        )
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done


@pytest.fixture
def muster(tmp_path: Path) -> Muster:
    return Muster(tmp_path)


@pytest.fixture
def guests(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "guests.csv", ROWS)


@pytest.fixture(scope="session")
def filled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill a home once; each test that needs one gets a copy of its own."""
    home = tmp_path_factory.mktemp("filled")
    guests = write_csv(home / "guests.csv", ROWS)
    Muster(home)("import", guests, "--programme", "NIPERM")
    return home


@pytest.fixture
def filled(filled_home: Path, tmp_path: Path) -> Muster:
    shutil.copytree(filled_home, tmp_path, dirs_exist_ok=True)
    return Muster(tmp_path)
