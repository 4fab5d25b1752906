"""What a computer keeps of itself."""

from __future__ import annotations

import pytest

from desktop.workflows.staff.desk_settings import DeskSettings


def test_a_new_desk_makes_sounds_is_never_locked_and_has_no_scanner_at_a_port() -> None:
    assert DeskSettings("Desk A").as_texts() == {
        "name": "Desk A", "sounds": "on", "lock_min": "0", "serial_port": "",
    }  # fmt: skip


def test_what_was_kept_is_read_again() -> None:
    kept = {"name": "Garden", "sounds": "off", "lock_min": "15", "serial_port": "COM3"}
    settings = DeskSettings.from_texts(kept, "Desk A")
    assert (settings.name, settings.sounds) == ("Garden", "off")
    assert (settings.lock_min, settings.serial_port) == (15, "COM3")


@pytest.mark.parametrize("kept", [{}, {"name": "", "sounds": "", "lock_min": "soon"}])
def test_what_is_missing_or_makes_no_sense_is_as_at_first(kept: dict[str, str]) -> None:
    settings = DeskSettings.from_texts(kept, "Desk A")
    assert (settings.name, settings.sounds) == ("Desk A", "on")
    assert (settings.lock_min, settings.serial_port) == (0, "")
