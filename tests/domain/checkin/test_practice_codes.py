"""Tickets for practising are known at every desk, and no programme makes any like them."""

from __future__ import annotations

import pytest

from desktop.domain.checkin.codes import Reading, make_code
from desktop.domain.checkin.looks import Likeness, Look, likeness_of
from desktop.domain.checkin.practice import PRACTICE_NUMBER, is_practice_code


@pytest.mark.parametrize(
    ("number", "is_practice"), [(PRACTICE_NUMBER, True), (1, False), (999, False), (1_001, False)]
)
def test_the_number_in_a_code_tells_practice(number: int, is_practice: bool) -> None:
    code = make_code(number, 12_345)
    assert is_practice_code(code) is is_practice
    look = Look.PRACTICE if is_practice else Look.OURS
    assert likeness_of(Reading(code), code) == Likeness(look)


@pytest.mark.parametrize("text", ["", "0100", "010000000000000000000000000", "PRACTICE"])
def test_what_is_no_code_is_no_practice_code(text: str) -> None:
    assert not is_practice_code(text)
