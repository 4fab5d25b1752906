"""Placeholders are nothing; what may be a name, a yes or a date is not one of them."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.blanks import (
    blank_in,
    is_blank,
    is_mark,
    is_no_date,
    is_word_for_no_name,
    may_be_no_name,
)


@pytest.mark.parametrize(
    "cell",
    [
        "", "  ", "-", "--", "—", "–", ".", "...", "_", "/", "|", "[]", "{}", "( )", "N/A", "n/a",
        "NA", "#N/A", "null", "NULL", "None", "nil", "NaT", "nan", "Not yet", "never", "(blank)",
        "0000-00-00", "0000-00-00 00:00:00", "1970-01-01", "1970-01-01T00:00:00Z", "01/01/1970",
        "1969-12-31 19:00:00", "1899-12-30", "00:00:00", "0:00", "אין", "לא רלוונטי", "keine",
        "néant", "ninguno", "nessuno", "geen", "ingen", "нет данных", "#REF!",
    ],
)  # fmt: skip
def test_a_placeholder_says_nothing(cell: str) -> None:
    assert is_blank(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "?", "*", "✓", "x", "0", "1", "no", "Yes", "2026-01-01", "1970-06-15", "00:05:00", "Noa",
        "not checked in", "2000-01-01", "1970", "12", "N", "Nonesuch", "unknown", "absent",
        "1970-01-01 and later",
    ],
)  # fmt: skip
def test_what_may_mean_something_does(cell: str) -> None:
    assert not is_blank(cell)


def test_marks_have_no_letters_and_words_do() -> None:
    assert is_mark("--")
    assert is_mark("N/A")
    assert not is_mark("Null")
    assert is_word_for_no_name("NULL")
    assert not is_word_for_no_name("Nada")
    assert is_no_date("00:00:00")
    assert not is_no_date("1970-01-01 99")


@pytest.mark.parametrize(
    ("cell", "is_looked_at"),
    [("Null", True), ("n.a.", True), ("n/a", True), ("-", True), ("Noa", False), ("", False)],
)
def test_only_a_name_that_may_be_none_is_looked_at_closely(cell: str, is_looked_at: bool) -> None:
    assert may_be_no_name(cell) is is_looked_at


def test_na_is_namibia_where_countries_stand() -> None:
    assert blank_in("phone", "NA")
    assert not blank_in("country", "NA")
    assert blank_in("country", "-")
