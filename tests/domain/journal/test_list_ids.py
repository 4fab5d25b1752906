"""The ids of what lists make are frozen: another one here would part desks of two versions."""

from __future__ import annotations

import pytest

from desktop.domain.journal.list_ids import (
    KeyKind,
    ListKey,
    frozen,
    list_keys,
    person_id,
    registration_id,
)

# Reckoned by hand with sha256sum: 74 bits of the digest of the names in a UUID of version 7.
BY_CODE = "00000000-0000-72db-b865-039151fb6137"
BY_NUMBER = "00000000-0000-7066-857e-b5e15781da03"
NOA = "00000000-0000-7091-867a-2c760f71cf66"


def test_an_id_is_today_what_it_will_be_in_ten_years() -> None:
    (code, *_less) = list_keys("TCK-00001", "1001", "noa@example.org", "Noa Ben-David")
    assert registration_id("p1", code) == BY_CODE
    assert person_id("p1", code, "Noa@Example.org", "Noa  Ben-David") == NOA
    (number,) = list_keys("", " 1001 ", "", "Noa Ben-David")
    assert registration_id("p1", number) == BY_NUMBER
    assert registration_id("p2", number) != BY_NUMBER


@pytest.mark.parametrize(
    ("code", "number", "email", "name", "keys"),
    [
        ("TCK-0001", "7", "n@x.org", "Noa", [
            (KeyKind.CODE, ("TCK-0001",)), (KeyKind.NUMBER, ("7", "n@x.org")),
            (KeyKind.EMAIL, ("n@x.org", "noa")),
        ]),
        ("TCK-001", "7", "", "Noa", [(KeyKind.NUMBER, ("7", "noa"))]),
        ("", "7", "", "", []),
        ("", "", "n@x.org", "", [(KeyKind.EMAIL, ("n@x.org", ""))]),
        ("", "", "", "Noa Levi", []),
        ("  short  ", "", "", "Noa Levi", []),
    ],
)  # fmt: skip
def test_the_surest_key_comes_first_and_a_name_alone_is_none(
    code: str, number: str, email: str, name: str, keys: list[tuple[KeyKind, tuple[str, ...]]]
) -> None:
    assert list_keys(code, number, email, name) == [ListKey(*key) for key in keys]


def test_codes_are_compared_letter_by_letter() -> None:
    one, other = (list_keys(code, "", "", "")[0] for code in ("Ab12cd34", "aB12CD34"))
    assert registration_id("p1", one) != registration_id("p1", other)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Noa  Ben-David", "noa ben david"),
        ("NOA BEN\u2011DAVID", "noa ben david"),
        ("O'Brien", "obrien"),
        ("O\u2019Brien", "obrien"),
        ("\u200fנועה\u200e בן\u05beדוד", "נועה בן דוד"),
        ("Jose\u0301", "josé"),
        ("Jose", "jose"),
        ("ﬁsh", "fish"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("Ben\u00adDavid", "bendavid"),
        ("\ufeffNoa\u2060", "noa"),
        ("\u202aNoa\u202e", "noa"),
        ("", ""),
    ],
)
def test_spellings_of_one_list_are_equal(text: str, plain: str) -> None:
    assert frozen(text) == plain


def test_whose_a_ticket_was_is_part_of_the_person() -> None:
    (key,) = list_keys("TCK-00001", "", "", "")
    noa = person_id("p1", key, "", "Noa Levi")
    assert noa != person_id("p1", key, "", "Yael Mizrahi")
    assert noa == person_id("p1", key, "", "NOA LEVI")
    # With an email all tickets of a person are one person's.
    (other,) = list_keys("TCK-00002", "", "", "")
    assert person_id("p1", key, "n@x.org", "Noa") == person_id("p1", other, "n@x.org", "Noa")
    assert person_id("p1", key, "n@x.org", "Noa") != person_id("p1", key, "n@x.org", "Dan")
