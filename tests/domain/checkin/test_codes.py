"""Codes: made, checked, and read through any keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checkin import codes, keyboard
from desktop.domain.checkin.codes import Reading, candidates, is_whole, make_code

made = st.builds(make_code, st.integers(0, 5000), st.integers(0, 10**20 - 1))


@given(made)
def test_a_code_has_27_digits_and_fitting_check_digits(code: str) -> None:
    assert len(code) == 27
    assert is_whole(code)


def test_check_digits_follow_iso_7064_mod_97_10() -> None:
    # The example of ISO 7064 for MOD 97-10: 794 has the check digits 44.
    assert codes.check_digits("794") == "44"


@given(made, st.integers(0, 26), st.integers(1, 9))
def test_one_wrong_digit_never_passes(code: str, place: int, shift: int) -> None:
    wrong = str((int(code[place]) + shift) % 10)
    assert not is_whole(code[:place] + wrong + code[place + 1 :])


@given(made, st.integers(0, 25))
def test_two_swapped_digits_never_pass(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert swapped == code or not is_whole(swapped)


def test_the_programme_number_is_a_hint_modulo_1000() -> None:
    assert candidates(Reading(make_code(1007, 5))).programme_hint == 7


@given(made, st.sampled_from(["٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９"]))
def test_digits_of_other_scripts_are_read(code: str, digits: str) -> None:
    typed = code.translate(str.maketrans("0123456789", digits))
    assert candidates(Reading(typed)).texts == (code,)


@given(made, st.sampled_from(sorted(keyboard._NUMBER_ROWS)))
def test_layouts_that_need_shift_for_digits_are_read(code: str, layout: str) -> None:
    row = keyboard._NUMBER_ROWS[layout]
    typed = code.translate(str.maketrans("1234567890", row))
    assert candidates(Reading(typed)).texts == (code,)


@given(made)
def test_physical_keys_are_enough(code: str) -> None:
    evdev = {digit: 10 + index for index, digit in enumerate("1234567890")}
    keys = tuple(evdev[digit] for digit in code)
    assert candidates(Reading("x" * 27, keys, "linux")).texts == (code,)


def test_two_readings_that_disagree_are_not_believed() -> None:
    one, other = make_code(1, 1), make_code(1, 2)
    keys = tuple(10 + "1234567890".index(digit) for digit in one)
    assert candidates(Reading(other, keys, "linux")).texts == (other,)
    assert candidates(Reading(other, keys, "linux")).programme_hint is None


@pytest.mark.parametrize(
    "ticket", ["kfndgffgyw4tdgcacx6bb3bgemq69cx0", "https://luma.com/check-in/evt-x?pk=g-0"]
)
def test_a_ticket_of_another_system_is_read_through_a_hebrew_layout(ticket: str) -> None:
    latin, hebrew = keyboard._LATIN_KEYS, keyboard._HEBREW_TYPED
    typed = ticket.translate(str.maketrans(latin, hebrew))
    assert ticket in candidates(Reading(typed)).texts


@given(st.text(max_size=3000))
def test_any_text_gives_candidates_without_control_characters(text: str) -> None:
    for one in candidates(Reading(text)).texts:
        assert len(one) <= codes.MAX_FOREIGN_LENGTH
        assert "\x00" not in one
        assert "\n" not in one
