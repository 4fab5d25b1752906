"""Names in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.attendees.names import (
    are_similar,
    initials,
    is_hebrew,
    name_key,
    normalise,
    split_name,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("José", "JOSE"),
        ("O'Brien", "obrien"),
        ("O’Brien-Łukasz", "OBrien Lukasz"),
        ("בן־דוד", "בן דוד"),
        ("ד״ר כֹּהֵן", 'ד"ר כהנ'),
        ("Straße", "strasse"),
    ],
)
def test_spellings_that_people_take_for_equal_are_equal(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


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
    assert initials("Noa Maria Ben-David") == "ND"
    assert initials("נועה כהן") == "נכ"
    assert initials("???") == "?"


def test_a_slip_is_similar_but_a_couple_is_not() -> None:
    assert are_similar("Jonathan Smith", "Jonathan Smyth")
    assert not are_similar("Dana Levi", "Boaz Levi")


def test_script_is_told_by_the_first_letter() -> None:
    assert is_hebrew("נועה")
    assert is_hebrew("(נועה)")
    assert not is_hebrew("Noa נועה")
