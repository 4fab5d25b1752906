"""What this computer remembers of its stores outside of them, so that a copy is noticed.

A mark for each desk: up to which entry its store went. A store that is behind its mark was
restored, or another copy of it went on here. The computer has a name of its own, which the system
gives it.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import platformdirs

_ENDING, _NEWEST = ".json", "newest"
_MACHINE_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_IOREG = ("ioreg", "-rd1", "-c", "IOPlatformExpertDevice")
_LETTERS = 16


class DeskMarks:
    """The marks of this user on this computer."""

    def __init__(self, folder: Path | None = None, machine: str | None = None) -> None:
        """Keep them in a folder; the user's own, unless another one is given."""
        state = platformdirs.user_state_path("muster", appauthor=False)
        self._folder = folder or state / "desks"
        self.machine = machine_name() if machine is None else machine

    def newest(self, desk: str) -> int:
        """Give the newest entry that is remembered of a desk; 0 where nothing can be read."""
        try:
            told = json.loads(self._file(desk).read_text("utf-8"))
            return int(told[_NEWEST])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def keep(self, desk: str, newest: int) -> None:
        """Remember how far a desk's store goes; a computer that takes no note has none."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # What is cut off is read as no mark, so it need not be written beside first.
            self._file(desk).write_text(json.dumps({_NEWEST: newest}), "utf-8")
        except OSError:
            return

    def _file(self, desk: str) -> Path:
        return self._folder / f"{desk}{_ENDING}"


def machine_name() -> str:
    """Name this computer, as its system does; nothing where the system does not tell.

    It is a sum: a store must not tell which computer it was on.
    """
    told = _told_by_system().strip()
    return hashlib.sha256(f"muster {told}".encode()).hexdigest()[:_LETTERS] if told else ""


def _told_by_system() -> str:
    try:
        if sys.platform == "win32":
            return _of_registry()
        if sys.platform == "darwin":
            done = subprocess.run(_IOREG, capture_output=True, text=True, timeout=5, check=False)
            lines = (line for line in done.stdout.splitlines() if "IOPlatformUUID" in line)
            return next(lines, "")
        return next((file.read_text("ascii") for file in _MACHINE_FILES if file.is_file()), "")
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return ""


def _of_registry() -> str:
    import winreg  # noqa: PLC0415

    place = r"SOFTWARE\Microsoft\Cryptography"
    access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY  # type: ignore[attr-defined]
    with winreg.OpenKey(  # type: ignore[attr-defined]
        winreg.HKEY_LOCAL_MACHINE,  # type: ignore[attr-defined]
        place,
        0,
        access,
    ) as key:
        return str(winreg.QueryValueEx(key, "MachineGuid")[0])  # type: ignore[attr-defined]
