"""The states of a registration in the words of other systems."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Status
from desktop.domain.attendees.status_words import read_status, read_yes_no


def test_every_known_export_is_read_as_its_system_means_it(exports: Path) -> None:
    for system in json.loads((exports / "headers.json").read_text("utf-8")):
        for word, meaning in system["status_values"].items():
            reading = read_status(word)
            assert not reading.unknown, word
            if meaning == "checked_in":
                assert reading.is_in
            else:
                assert reading.status.value == meaning


@pytest.mark.parametrize("word", ["Withdrawn", "מבוטל", "CANCELED", "Storniert"])
def test_many_words_mean_cancelled(word: str) -> None:
    assert read_status(word).status is Status.CANCELLED


def test_an_unknown_word_is_kept_for_the_desk() -> None:
    assert read_status("Quarantined") == (Status.REGISTERED, False, "Quarantined")


@pytest.mark.parametrize(
    ("cell", "answer"),
    [("Yes", True), ("כן", True), ("0", False), ("", False), ("2026-05-01 10:00", None)],
)
def test_yes_and_no(cell: str, answer: bool | None) -> None:
    assert read_yes_no(cell) is answer
