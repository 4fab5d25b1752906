"""Texts in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.spelling import is_hebrew, normalise


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


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Cohen", "cohen"),
        ('  O\'Brien-Katz,\t"Jo" 3rd. ', "obrien katz jo 3rd"),
        ("a_b/c@d`e\x00f", "a b c de f"),
        ("Peña-O’Neil", "pena oneil"),
        ("...", ""),
    ],
)
def test_marks_part_words_and_apostrophes_go(text: str, folded: str) -> None:
    assert normalise(text) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_script_is_told_by_the_first_letter() -> None:
    assert is_hebrew("נועה")
    assert is_hebrew("(נועה)")
    assert not is_hebrew("Noa נועה")
