"""PINs and tries."""

from __future__ import annotations

import pytest

from desktop.domain.staff.staff import (
    MOST_TRIES,
    PAUSE_MS,
    Staff,
    Tries,
    fits,
    hash_pin,
    is_good_pin,
)
from tests.support.builders import EIGHT


@pytest.mark.parametrize(
    ("pin", "is_good"),
    [
        ("135790", True), ("271828182845", True), ("2718281828459", False), ("1234", False),
        ("12345678", False), ("987654", False), ("890123", False), ("111111", False),
        ("121212", True), ("", False), ("١٣٥٧٩٠", False),
        # Words, in any script; with digits in them, too.
        ("harbour", True), ("נמלתעופה", True), ("blue7door", True), ("short", False),
        ("aaaaaa", False), ("ababab", False), (" harbour", False), ("har\tbour", False),
        ("h" * 40 + "arbour" * 5, False), ("two words", True),
    ],
)  # fmt: skip
def test_a_pin_is_six_digits_or_a_word_and_not_what_is_tried_first(pin: str, is_good: bool) -> None:
    assert is_good_pin(pin) is is_good


def test_a_pin_fits_its_own_hash_only_and_cannot_be_read_from_it() -> None:
    kept = hash_pin("1234", b"salt")
    assert fits("1234", kept)
    assert not fits("1235", kept)
    assert "1234" not in kept
    assert kept != hash_pin("1234", b"other")
    assert not fits("", "")


def test_five_wrong_tries_make_the_next_one_wait() -> None:
    tries = Tries()
    for _ in range(MOST_TRIES):
        assert tries.wait_ms(EIGHT) == 0
        tries = tries.after_wrong(EIGHT)
    assert tries.wait_ms(EIGHT + 1000) == PAUSE_MS - 1000
    assert tries.wait_ms(EIGHT + PAUSE_MS) == 0
    assert tries.wait_ms(EIGHT - 10**9) == PAUSE_MS


def test_each_further_wrong_one_doubles_the_pause_up_to_a_quarter_of_an_hour() -> None:
    waits = []
    tries = Tries()
    for _ in range(13):
        tries = tries.after_wrong(EIGHT)
        waits.append(tries.wait_ms(EIGHT) // 1000)
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900]


def test_a_lead_without_a_pin_is_none() -> None:
    assert not Staff("s", "Maya", "lead").is_lead
    assert Staff("s", "Maya", "lead", "hash").is_lead
