"""Names in any script."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.names import (
    are_similar,
    initials,
    name_key,
    split_name,
)


def test_word_order_does_not_matter_for_recognition() -> None:
    assert name_key("Cohen, Noa") == name_key("Noa Cohen")


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Noa Ben-David", ("Noa", "Ben-David")),
        ("Cohen, Dalia", ("Dalia", "Cohen")),
        ("Dr. Noa Levi", ("Noa", "Levi")),
        ("Madonna", ("Madonna", "")),
        ("", ("", "")),
    ],
)
def test_a_full_name_is_parted_for_the_badge(full: str, parts: tuple[str, str]) -> None:
    assert split_name(full) == parts


def test_initials_stand_for_first_and_last_name() -> None:
    assert initials("Noa Maria Ben-David") == "NB"
    assert initials("מיכל Bar-On") == "מB"
    assert initials("Bar-On") == "B"
    assert initials("נועה כהן") == "נכ"
    assert initials("???") == "?"


def test_a_slip_is_similar_but_a_couple_is_not() -> None:
    assert are_similar("Jonathan Smith", "Jonathan Smyth")
    assert not are_similar("Dana Levi", "Boaz Levi")
