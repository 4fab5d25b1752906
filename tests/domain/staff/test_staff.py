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
    [("1234", True), ("12345678", True), ("123", False), ("123456789", False), ("12a4", False),
     ("", False), ("١٢٣٤", False)],
)  # fmt: skip
def test_a_pin_is_four_to_eight_digits(pin: str, is_good: bool) -> None:
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


def test_a_lead_without_a_pin_is_none() -> None:
    assert not Staff("s", "Maya", "lead").is_lead
    assert Staff("s", "Maya", "lead", "hash").is_lead
