"""Texts that not every database takes."""

from __future__ import annotations

import pytest

from desktop.domain.storable import is_storable, storable


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Noa", "Noa"),
        ("a\0b\0", "ab"),
        (r"a\u0000b", r"a\u0000b"),
        ("\udce9t\ud83d", "\ufffdt\ufffd"),
        ("נועה 😀", "נועה 😀"),
        ("", ""),
    ],
)
def test_nul_goes_and_half_characters_get_a_mark(text: str, stored: str) -> None:
    assert storable(text) == stored
    assert is_storable(stored)
    assert is_storable(text) is (text == stored)


def test_every_text_in_a_value_is_made_storable_at_any_depth() -> None:
    value = {"na\0me": ["a\0", {"b": ("\ud800", 1, None, True)}], "n": 1.5}
    assert storable(value) == {"name": ["a", {"b": ["\ufffd", 1, None, True]}], "n": 1.5}
