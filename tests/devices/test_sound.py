"""The three sounds."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from desktop.devices.multimedia import Unavailable
from desktop.devices.sound import SpeakerSounds
from desktop.files.resources import RESOURCES


def samples(name: str) -> bytes:
    with wave.open(str(RESOURCES / "sounds" / f"{name}.wav"), "rb") as file:
        assert file.getframerate() == 44_100
        return file.readframes(file.getnframes())


def test_the_three_sounds_are_short_and_differ() -> None:
    found = {name: samples(name) for name in ("yes", "look", "no")}
    assert len(set(found.values())) == 3
    assert all(len(data) / 2 / 44_100 < 0.5 for data in found.values())


def test_a_computer_without_sound_stays_silent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing() -> None:
        raise Unavailable("libpulse.so.0")

    monkeypatch.setattr("desktop.devices.sound.multimedia", nothing)
    sounds = SpeakerSounds(RESOURCES / "sounds")
    sounds.play("yes")
    sounds.play("calm")
    assert sounds._loaded == {"yes": None, "calm": None}
