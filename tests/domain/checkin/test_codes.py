"""Codes: made, checked, and read through any keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.checkin import codes, keyboard
from desktop.domain.checkin.codes import (
    Reading,
    grouped,
    has_two,
    is_whole,
    make_code,
    own_codes,
    programme_hint,
    ungrouped,
)

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
    assert programme_hint(make_code(1007, 5)) == 7


@given(made, st.sampled_from(["٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "０１２３４５６７８９"]))
def test_digits_of_other_scripts_are_read(code: str, digits: str) -> None:
    typed = code.translate(str.maketrans("0123456789", digits))
    assert own_codes(Reading(typed)) == (code,)


@given(made, st.sampled_from(sorted(keyboard._NUMBER_ROWS)))
def test_layouts_that_need_shift_for_digits_are_read(code: str, layout: str) -> None:
    row = keyboard._NUMBER_ROWS[layout]
    typed = code.translate(str.maketrans("1234567890", row))
    assert own_codes(Reading(typed)) == (code,)


@given(made)
def test_physical_keys_are_enough(code: str) -> None:
    evdev = {digit: 10 + index for index, digit in enumerate("1234567890")}
    keys = tuple(evdev[digit] for digit in code)
    assert own_codes(Reading("x" * 27, keys, "linux")) == (code,)


def test_two_readings_that_disagree_are_both_given() -> None:
    """Whoever looks them up asks, where both are somebody's."""
    one, other = make_code(1, 1), make_code(1, 2)
    keys = tuple(10 + "1234567890".index(digit) for digit in one)
    assert own_codes(Reading(other, keys, "linux")) == (one, other)


CODE = "010010000000000000000000584"


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        f"]Q1{CODE}",
        f"]C1{CODE}",
        f"\\000026{CODE}",
        f"]d1\\000026{CODE}",
        f"*{CODE}*",
        f"https://example.org/b/{CODE}?utm_source=mail",
        f'{{"badge": "{CODE}"}}',
        f"77{CODE}88",
        "01001 00000 00000 00000 00005 84",
        "010-010-000-000-000-000-000-000-584",
        "01001\u201300000\u201300000\u201300000\u201300005\u201384",
        f"{CODE}{CODE}",
        f"\x02{CODE}\x03",
        f"\ufeff{CODE}\r\n",
    ],
)
def test_our_code_is_found_whatever_is_around_it(text: str) -> None:
    assert is_whole(CODE)
    assert own_codes(Reading(text)) == (CODE,)


@pytest.mark.parametrize("text", [CODE[:-1], CODE[:-1] + "5", "", "T-1", "0" * 60, "x" * 30])
def test_what_holds_no_code_of_ours_gives_none(text: str) -> None:
    assert own_codes(Reading(text)) == ()


def test_two_codes_are_told_from_one_that_came_twice() -> None:
    other = make_code(1, 6)
    assert has_two(CODE + other)
    assert has_two(f"{CODE} {other}")
    assert not has_two(CODE + CODE)
    assert not has_two(f"1{CODE}")


@given(st.text(max_size=3000))
def test_any_text_is_cleaned_of_control_characters(text: str) -> None:
    cleaned = codes.clean(text)
    assert len(cleaned) <= codes.MAX_FOREIGN_LENGTH
    assert not set(cleaned) & {"\x00", "\n", "\x7f"}


def test_two_pieces_are_joined_with_their_keys_where_both_have_them() -> None:
    first = Reading("aB", (38, 56), "linux", (False, True))
    second = Reading("1", (10,), "linux", (False,), before=first)
    assert second.joined() == Reading("aB1", (38, 56, 10), "linux", (False, True, False))
    blind = Reading("1", (10,), "linux", (False,), before=Reading("aB"))
    assert blind.joined() == Reading("aB1", (), "linux", ())


def test_our_codes_survive_a_spreadsheet_in_groups() -> None:
    code = make_code(1, 56662159789563387884)
    assert grouped(code) == "01001-56662-15978-95633-87884-" + code[-2:]
    assert ungrouped(grouped(code)) == code
    assert ungrouped(grouped(code).replace("-", " ")) == code


@pytest.mark.parametrize("code", ["", "T-0001", "1234567890123456", "2026-12-02", "01-001"])
def test_codes_of_others_stay_as_they_are(code: str) -> None:
    assert (grouped(code), ungrouped(code)) == (code, code)
