"""Tells whether Muster starts on the Python that runs this.

Every module is imported, the sample's main job is done by the command line down to a badge that is
read from its paper, and the window is opened and closed once. `scripts/test` runs it on each
supported Python that it finds beside the one that runs all tests.
"""

from __future__ import annotations

import importlib
import logging
import os
import pkgutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import desktop

ROOT = Path(__file__).resolve().parents[1]
LOOK_MS = 50
# As many as the first two pages of the shipped badge have.
CODES_READ = 12


def main() -> None:
    """Do it all, or leave with what went wrong."""
    modules = import_everything()
    with tempfile.TemporaryDirectory(prefix="muster-start-") as name:
        folder = Path(name)
        os.environ |= {"HOME": name, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": name,
                       "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}  # fmt: skip
        codes = do_the_main_job(folder)
        size = open_the_window(folder / "window.db", folder / "store.key")
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"Python {version}: {modules} modules, {codes} badges read, a window of {size}")


def import_everything() -> int:
    """Import each module of Muster and tell how many there are; what it warns of is an error."""
    warnings.filterwarnings("error", module=r"desktop(\.|$)")
    names = [
        module_info.name for module_info in pkgutil.walk_packages(desktop.__path__, "desktop.")
    ]
    for name in names:
        importlib.import_module(name)
    return len(names)


def do_the_main_job(folder: Path) -> int:
    """Import, print and check in without a window; tell how many badges were read."""
    command = [sys.executable, str(ROOT / "main.py"), "demo", "--headless", str(folder / "sample")]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=folder)
    read = f"Read {CODES_READ} QR codes" in told.stdout and "  admitted " in told.stdout
    if told.returncode or told.stderr.strip() or not read:
        sys.exit(f"The main job failed:\n{told.stdout}\n{told.stderr}")
    return CODES_READ


def open_the_window(store: Path, key_file: Path) -> str:
    """Show the window on an empty store, close it, and tell its size."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415  (only now is it said to be offscreen)
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from desktop.devices.painting.badge_paint import PdfBadgePainter  # noqa: PLC0415
    from desktop.files.resources import RESOURCES  # noqa: PLC0415
    from desktop.gui.window.main_window import MainWindow  # noqa: PLC0415
    from desktop.gui.window.start import run_window  # noqa: PLC0415
    from desktop.workflows.opening import FrontDesk  # noqa: PLC0415
    from desktop.workflows.ports import system_clock  # noqa: PLC0415

    application = QApplication([])
    sizes: list[str] = []

    def look() -> None:
        for window in application.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible():
                picture = window.grab()
                sizes.append(f"{picture.width()} x {picture.height()}")
                window.close()

    timer = QTimer()
    timer.setInterval(LOOK_MS)
    timer.timeout.connect(look)
    timer.start()
    code = run_window(
        RESOURCES,
        lambda _tell: FrontDesk.open(store, key_file, system_clock, PdfBadgePainter()),
        is_sample=False,
        log=logging.getLogger("start_up"),
    )
    timer.stop()
    if code or not sizes:
        sys.exit(f"No window opened; it ended with {code}.")
    return sizes[0]


if __name__ == "__main__":
    main()
