"""Files that are being written, so that what a killed program left of them is found and swept.

Each has a note in a folder of this user. Whoever starts next looks through the notes: a draft whose
writer is gone is removed as soon as its folder can be reached, also on a stick. A note goes only
when its draft was seen to be gone from the disk that it was made on.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import time
from pathlib import Path

import platformdirs

NOTE, HELD = ".draft", ".held"
# A draft has no guest's and no programme's name: it may stay hidden on a stick for a while.
_DRAFT = re.compile(r"\.muster-[0-9a-f]{12}\.part\Z")
# Another computer may be writing into a shared folder; nobody writes one file for a day.
OLD_S = 24 * 3600
# The system reckons anew when a process was started; a number is not given again within this.
SAME_START_S = 10


def new_draft(target: Path) -> Path:
    """Make the empty file that is to take a target's place; only the user may read it.

    Raises:
        OSError: the folder or the disk does not take it.
    """
    import psutil  # noqa: PLC0415

    draft = target.with_name(f".muster-{secrets.token_hex(6)}.part")
    note = _note_of(draft)
    # Without its note a draft is written all the same: it would only not be swept after a kill.
    with contextlib.suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        writer = psutil.Process()
        device = draft.parent.stat().st_dev
        text = f"{writer.pid} {writer.create_time()} {device}\n{draft.absolute()}\n"
        note.write_bytes(os.fsencode(text))
    try:
        draft.touch(mode=0o600, exist_ok=False)
    except OSError:
        note.unlink(missing_ok=True)
        raise
    return draft


def remove_draft(draft: Path) -> None:
    """Remove a draft that is done with, and its notes; it may be in its place already.

    Where its stick was pulled out meanwhile, the note stays until the draft can be removed.
    """
    with contextlib.suppress(OSError):
        draft.unlink(missing_ok=True)
        if draft.parent.is_dir():
            for ending in (NOTE, HELD):
                _note_of(draft, ending).unlink(missing_ok=True)


def hold(draft: Path) -> None:
    """Keep a draft from being swept: from now on somebody else answers for it."""
    with contextlib.suppress(OSError):
        _note_of(draft).replace(_note_of(draft, HELD))


def release(draft: Path) -> None:
    """Let a draft be swept again, where it is still there."""
    with contextlib.suppress(OSError):
        _note_of(draft, HELD).replace(_note_of(draft))


def sweep_noted() -> None:
    """Remove the drafts of this user whose writers are gone; what cannot be reached waits."""
    with contextlib.suppress(OSError):
        for note in _notes_folder().glob(f"*{NOTE}"):
            with contextlib.suppress(OSError, ValueError):
                _sweep(note)


def sweep_folder(folder: Path) -> None:
    """Remove old drafts from a folder that other computers write to as well."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if _DRAFT.fullmatch(path.name) and time.time() - path.stat().st_mtime > OLD_S:
                path.unlink(missing_ok=True)


def _sweep(note: Path) -> None:
    writer, _line, name = os.fsdecode(note.read_bytes()).partition("\n")
    pid, started, device = writer.split()
    draft = Path(name.rstrip("\n"))
    if _is_running(int(pid), float(started)) or not draft.parent.is_dir():
        return
    is_ours = _DRAFT.fullmatch(draft.name) is not None
    # Of a stick that is out an empty folder may be left, or another stick lies there.
    if is_ours and not draft.exists() and draft.parent.stat().st_dev != int(device):
        return
    if is_ours:
        draft.unlink(missing_ok=True)
    note.unlink(missing_ok=True)


def _is_running(pid: int, started: float) -> bool:
    """Tell whether a process still runs; its number may be another's by now."""
    import psutil  # noqa: PLC0415

    if pid == os.getpid():
        return True
    try:
        return abs(psutil.Process(pid).create_time() - started) < SAME_START_S
    except psutil.Error:
        return False


def _notes_folder() -> Path:
    return platformdirs.user_state_path("muster", appauthor=False) / "drafts"


def _note_of(draft: Path, ending: str = NOTE) -> Path:
    return _notes_folder() / f"{draft.name.removeprefix('.').removesuffix('.part')}{ending}"
