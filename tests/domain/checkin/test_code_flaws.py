"""What is wrong with a text that should be a code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checkin.code_flaws import CodeFlaw, flaw_of
from desktop.domain.checkin.codes import Reading, make_code

ONE, OTHER = make_code(1, 11), make_code(1, 22)


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        (ONE, None),
        ("T-0001", None),
        ("1795000000000", None),
        (ONE[:20], CodeFlaw.CUT),
        (f"{ONE[:-1]}{(int(ONE[-1]) + 1) % 10}", CodeFlaw.MISREAD),
        (ONE + OTHER, CodeFlaw.TWO),
        (f"{ONE}\r{OTHER}", CodeFlaw.TWO),
        ("x" * 501, CodeFlaw.TOO_LONG),
        ("", CodeFlaw.NO_TEXT),
        ("  \t ", CodeFlaw.NO_TEXT),
        ("12\x0034", CodeFlaw.NO_TEXT),
    ],
)
def test_a_flaw_is_named(text: str, flaw: CodeFlaw | None) -> None:
    assert flaw_of(Reading(text)) is flaw


@pytest.mark.parametrize("around", ["]Q1{}", "*{}*", "\\000026{}"])
def test_a_cut_code_is_cut_whatever_is_around_it(around: str) -> None:
    assert flaw_of(Reading(around.format(ONE[:20]))) is CodeFlaw.CUT


@given(st.text(max_size=700))
def test_any_text_is_judged(text: str) -> None:
    assert flaw_of(Reading(text)) in {None, *CodeFlaw}
