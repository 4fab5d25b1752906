"""One slip of the keyboard, and names that may have been meant."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.typing_slips import (
    is_one_slip_away,
    near_codes,
    near_names,
    shortened,
)


@pytest.mark.parametrize("typed", ["cohen", "cohn", "cohhen", "cihen", "cohne", "ochen", "ohen"])
def test_one_letter_wrong_missing_doubled_or_swapped_is_a_slip(typed: str) -> None:
    assert is_one_slip_away(typed, "cohen")


@pytest.mark.parametrize("typed", ["cihin", "chn", "levin", "nehoc", "cccohen"])
def test_two_slips_are_another_word(typed: str) -> None:
    assert not is_one_slip_away(typed, "cohen")


def test_the_beginning_of_a_longer_word_counts_while_it_is_typed() -> None:
    assert is_one_slip_away("maximi", "maximiliana")
    assert is_one_slip_away("maxmi", "maximiliana")
    assert not is_one_slip_away("maxxx", "maximiliana")


def test_an_index_holds_the_beginning_and_each_way_to_miss_a_letter() -> None:
    assert shortened("levi") == {"levi", "evi", "lvi", "lei", "lev"}
    assert shortened("abcdefghij") == shortened("abcdefg")


@pytest.mark.parametrize("typed", ["NI PERM", "niperm", "NIPRM", "NIPERM 2026", "nip"])
def test_codes_that_may_have_been_meant(typed: str) -> None:
    assert near_codes(typed, ["NIPERM", "OTHER"]) == ["NIPERM"]


@pytest.mark.parametrize("typed", ["NIPERM", "NI", "PERM", "X"])
def test_codes_that_are_known_or_of_something_else(typed: str) -> None:
    assert near_codes(typed, ["NIPERM", "OTHER"]) == []


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Main entrence", ["Main entrance"]),
        ("Bus 3", []),
        ("bus 1", ["Bus 1"]),
        ("Hall C", []),
        ("hall a", ["Hall A"]),
    ],
)
def test_two_buses_and_two_halls_are_two_on_purpose(typed: str, near: list[str]) -> None:
    known = ["Main entrance", "Bus 1", "Bus 2", "Hall A", "Hall B"]
    assert near_names(typed, known) == near
