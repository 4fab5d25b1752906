"""What this computer remembers of its stores outside of them, so that a copy is noticed.

A mark for each desk: up to which entry its store went, and where it lay. A store that is behind its
mark was restored; one that lies beside the one of the mark was copied. The computer has a name of
its own, which the system gives it.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import platformdirs

_ENDING = ".json"
_MACHINE_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_IOREG = ("ioreg", "-rd1", "-c", "IOPlatformExpertDevice")
_LETTERS = 16


class DeskMark(NamedTuple):
    """Up to which entry a desk's store went, and where it lay."""

    newest: int
    path: str


class DeskMarks:
    """The marks of this user on this computer."""

    def __init__(self, folder: Path | None = None, machine: str | None = None) -> None:
        """Keep them in a folder; the user's own, unless another one is given."""
        state = platformdirs.user_state_path("muster", appauthor=False)
        self._folder = folder or state / "desks"
        self.machine = machine_name() if machine is None else machine

    def read(self, desk: str) -> DeskMark | None:
        """Give the mark of a desk; None where there is none that can be read."""
        return _read(self._folder / f"{desk}{_ENDING}")

    def lies_elsewhere(self, desk: str, path: Path) -> bool:
        """Tell whether the store of a mark is another file than this one, and still there.

        Where another desk's store has taken its place, this one was moved.
        """
        mark = self.read(desk)
        if mark is None or not Path(mark.path).is_file() or path.samefile(mark.path):
            return False
        others = self._folder.glob(f"*{_ENDING}")
        taken = (other.path for file in others if file.stem != desk and (other := _read(file)))
        return mark.path not in taken

    def keep(self, desk: str, newest: int, path: Path) -> None:
        """Note how far a desk's store goes; a computer that takes no note has none."""
        text = json.dumps({"newest": newest, "path": str(path.resolve())})
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # What is cut off is read as no mark, so it need not be written beside first.
            (self._folder / f"{desk}{_ENDING}").write_text(text, "utf-8")
        except OSError:
            return


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


def _read(file: Path) -> DeskMark | None:
    try:
        told = json.loads(file.read_text("utf-8"))
        return DeskMark(int(told["newest"]), str(told["path"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
