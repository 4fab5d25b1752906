"""The states of a registration in the words of other systems."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Status
from desktop.domain.attendees.status_words import read_attendance, read_status, read_yes_no


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


def test_an_unknown_word_is_not_confirmed_and_kept_for_the_desk() -> None:
    assert read_status("Quarantined") == (Status.PENDING, False, "Quarantined")


def test_a_blank_or_a_placeholder_says_nothing() -> None:
    for word in ("Not yet", "Never"):
        assert read_status(word) == (Status.PENDING, False, word)
    for cell in ("", "-", "N/A", "null"):
        assert read_status(cell) == (Status.REGISTERED, False, "")


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("Yes", True), ("כן", True), ("0", False), ("", False), ("-", False), ("Да", True),
        ("2026-05-01 10:00", None), ("perhaps", None), ("yes?", None), ("x?", None), ("כן?", None),
        ("✓", True), ("❌", False),
    ],
)  # fmt: skip
def test_yes_and_no(cell: str, answer: bool | None) -> None:
    assert read_yes_no(cell) is answer


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("PRESENT", True), ("ABSENT", False), ("Not Present", False), ("Attended", True),
        ("No-show", False), ("הגיעה", True), ("לא הגיע", False), ("anwesend", True), ("1", True),
        ("N/A", False), ("Desk A", None), ("Registered", None), ("late", None),
    ],
)  # fmt: skip
def test_attendance_is_a_known_yes_or_a_known_no(cell: str, answer: bool | None) -> None:
    assert read_attendance(cell) is answer
