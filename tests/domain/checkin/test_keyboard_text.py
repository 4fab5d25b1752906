"""What a scanner meant, through the keyboards of 27 countries: by keys, and by text alone.

`typed.json` is what libxkbcommon 1.5 with xkeyboard-config 2.35 types for the keys that a scanner
presses which is set to the American layout; Muster's own tables had no part in it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.checkin.keyboard_text import by_keys, by_text

TYPED = Path(__file__).parents[2] / "fixtures" / "keyboards" / "typed.json"
ROWS: list[dict[str, Any]] = json.loads(TYPED.read_text("utf-8"))
# The rows of an American keyboard by their key numbers: evdev + 8, set 1, kVK.
EVDEV = dict(zip("1234567890qwertyuiopasdfghjklzxcvbnm-/",
                 [*range(10, 20), *range(24, 34), *range(38, 47), *range(52, 59), 20, 61],
                 strict=True))  # fmt: skip
SET1 = {letter: key - 8 for letter, key in EVDEV.items()}
KVK = dict(zip("1234567890qwertyuiopasdfghjklzxcvbnm-/",
               [18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 12, 13, 14, 15, 17, 16, 32, 34, 31, 35,
                0, 1, 2, 3, 5, 4, 38, 40, 37, 6, 7, 8, 9, 11, 45, 46, 27, 44],
               strict=True))  # fmt: skip
CODE = "rs8a3p67jepqtbt9evz766bf"


def named(row: dict[str, Any]) -> str:
    return f"{row['layout']}{', Caps Lock' if row['caps'] else ''}"


def test_there_are_27_layouts_each_with_and_without_caps_lock() -> None:
    assert len(ROWS) == 2 * 27
    assert {row["caps"] for row in ROWS} == {False, True}


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_text_through_any_layout_is_read(row: dict[str, Any]) -> None:
    for code, typed in row["typed"].items():
        read = {typed.casefold(), *(meant.text.casefold() for meant in by_text(typed))}
        assert code in read, (code, typed)


@pytest.mark.parametrize(
    ("platform", "table"), [("linux", EVDEV), ("win32", SET1), ("darwin", KVK)]
)
def test_the_keys_say_it_whatever_the_layout(platform: str, table: dict[str, int]) -> None:
    keys = [table[c] for c in CODE]
    assert by_keys(keys, (), platform)[0] == (CODE, "US")
    shifted = by_keys([table["a"], table["b"], table["-"], table["7"]], [True, False] * 2, platform)
    assert shifted[0].text == "Ab_7"


def test_the_keys_of_a_scanner_that_is_set_to_another_layout_are_read_by_its_name() -> None:
    """A German scanner presses the key of `y` for a z, and Shift with 7 for a slash."""
    keys = [EVDEV["a"], EVDEV["y"], EVDEV["7"]]
    assert ("az/", "German") in by_keys(keys, [False, False, True], "linux")


@pytest.mark.parametrize(
    ("platform", "keys"),
    [("linux", [87, 82, 90, 106, 91]), ("win32", [79, 74, 82, 309, 83]),
     ("darwin", [83, 78, 82, 75, 65])],
)  # fmt: skip
def test_the_numeric_pad_is_the_same_everywhere(platform: str, keys: list[int]) -> None:
    assert {meant.text for meant in by_keys(keys, (), platform)} == {"1-0/."}


def test_a_key_that_is_not_known_makes_the_keys_say_nothing() -> None:
    assert by_keys([EVDEV["a"], 250], (), "linux") == []
    assert by_keys([0, 0], (), "linux") == []
    assert by_keys([EVDEV["a"]], (), "plan9") == []
    assert by_keys([], (), "linux") == []


@pytest.mark.parametrize(
    ("typed", "meant", "layout"),
    [
        ("çàà&&", "90011", "French"),
        ("ÇÀÀ&&", "90011", "French"),
        ("ABß12", "AB-12", "German"),
        ("abẞ12", "ab-12", "German"),
        # A scanner set to German on an American computer; the hyphen came from the numeric pad.
        ("AB-12&cd", "AB-12/cd", "German"),
        ("rcÄ", "rc'", "Swiss"),
        ("ΣΣ", "ws", "Greek"),
        ("ΣΣ", "sw", "Greek"),
        ("ﻻ1", "b1", "Arabic"),
        ("لا1", "b1", "Arabic"),
        ("لا1", "gh1", "Arabic"),
        ("ق٨", "r8", "Arabic digits"),
        ("„“", "90", "Lithuanian"),
        ("ąč", "12", "Lithuanian (Windows)"),
        ('!"§', "123", "German"),
        ("ыв", "sd", "Russian"),
    ],
)
def test_examples_by_hand(typed: str, meant: str, layout: str) -> None:
    read = list(by_text(typed))
    assert meant.casefold() in {one.text.casefold() for one in read if one.layout == layout}


def test_digits_alone_came_as_they_are() -> None:
    assert list(by_text("90011")) == []


def test_many_letters_that_two_keys_make_are_taken_for_one_key() -> None:
    read = [one.text.casefold() for one in by_text("Σ" * 9) if one.layout == "Greek"]
    assert {"s" * 9, "w" * 9} <= set(read)
    assert len(read) <= 2 * 3
    read = [one.text for one in by_text("لا" * 9) if one.layout == "Arabic"]
    assert {"b" * 9, "gh" * 9} <= set(read)
