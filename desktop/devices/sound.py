"""The sounds of the desk; where the computer has no sound, there is silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QUrl

from desktop.devices.multimedia import Unavailable, multimedia


class Sounds(Protocol):
    """Something that can be heard."""

    def play(self, name: str) -> None:
        """Play `yes`, `look` or `no`; any other name is silence."""


class Silence:
    """Plays nothing."""

    def play(self, name: str) -> None:
        """Do nothing."""


class SpeakerSounds:
    """Plays the files of a folder, each loaded when it is first needed."""

    def __init__(self, folder: Path) -> None:
        """Find the sounds in a folder."""
        self._folder = folder
        self._loaded: dict[str, Any] = {}

    def play(self, name: str) -> None:
        """Play a sound; a desk without speakers goes on without."""
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        if self._loaded[name] is not None:
            self._loaded[name].play()

    def _load(self, name: str) -> Any:
        path = self._folder / f"{name}.wav"
        if not path.is_file():
            return None
        try:
            media = multimedia()
        except Unavailable:
            return None
        if not media.QMediaDevices.audioOutputs():
            return None
        effect = media.QSoundEffect()
        effect.setSource(QUrl.fromLocalFile(str(path)))
        return effect
