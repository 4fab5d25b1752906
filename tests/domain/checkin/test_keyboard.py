"""Which key is which digit: by the tables of the systems, whatever the layout."""

from __future__ import annotations

import pytest

from desktop.domain.checkin.keyboard import digits_of_keys, unicode_digits


@pytest.mark.parametrize(
    ("platform", "row", "pad"),
    [
        # X11 key codes are evdev's KEY_1…KEY_0 (2…11) and KEY_KP0…KEY_KP9 plus 8.
        ("linux", [10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
         [87, 88, 89, 83, 84, 85, 79, 80, 81, 90]),
        # Set-1 scan codes.
        ("win32", [2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [79, 80, 81, 75, 76, 77, 71, 72, 73, 82]),
        # kVK_ANSI_1… and kVK_ANSI_Keypad1….
        ("darwin", [18, 19, 20, 21, 23, 22, 26, 28, 25, 29],
         [83, 84, 85, 86, 87, 88, 89, 91, 92, 82]),
    ],
)  # fmt: skip
def test_the_row_and_the_pad_type_one_to_nought(
    platform: str, row: list[int], pad: list[int]
) -> None:
    assert digits_of_keys(row, platform) == "1234567890"
    assert digits_of_keys(pad, platform) == "1234567890"


def test_other_keys_and_other_systems_say_nothing() -> None:
    assert digits_of_keys([9, 10, 20, 36], "linux") == "1"
    assert digits_of_keys([10, 11], "plan9") == ""


def test_digits_of_any_script_are_digits() -> None:
    assert unicode_digits("T-٠١٢٣ ४५") == "T-0123 45"
    assert unicode_digits("T-12") == "T-12"
