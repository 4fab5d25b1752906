"""How this computer's settings of exchange are kept."""

from __future__ import annotations

from desktop.workflows.sync.sync_settings import SyncSettings


def test_at_first_nothing_is_exchanged() -> None:
    assert SyncSettings() == SyncSettings("", "", 0, "", 0)
    assert SyncSettings.from_texts({}) == SyncSettings()
    assert SyncSettings().folder_minutes == SyncSettings().export_minutes == 0


def test_what_was_kept_is_read_again_and_no_number_is_none() -> None:
    settings = SyncSettings("hub.example.org", "/shared", 5, "/exports", 15)
    assert settings.as_texts()["folder_minutes"] == "5"
    assert SyncSettings.from_texts(settings.as_texts()) == settings
    odd = SyncSettings.from_texts({"folder_minutes": "often", "export_minutes": "-1"})
    assert (odd.folder_minutes, odd.export_minutes) == (0, 0)
