"""Opens a second window to practise in; this one and its store know nothing of it."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess

from desktop.gui.wording.translation import tr

COMMAND = "practice"
_HOME = Path(__file__).resolve().parents[3]


def practice_command() -> list[str]:
    """Say how the window is started: as this program was, packaged or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, COMMAND]
    return [sys.executable, "-c", f"from desktop.app import main; main(['{COMMAND}'])"]


def start_practice() -> str:
    """Start it; give a sentence where that was not possible, else nothing."""
    program, *words = practice_command()
    is_started, _number = QProcess.startDetached(program, words, str(_HOME))
    return "" if is_started else tr("The practice window could not be opened. Try: muster practice")
