"""Single cells as forms, spreadsheets and address books write them."""

from __future__ import annotations

import pytest

from desktop.files.transfer.cells import clean_email, clean_phone, tidy


@pytest.mark.parametrize(
    ("cell", "email", "left"),
    [
        ("noa@example.org", "noa@example.org", ""),
        ("Noa Ben-David <NOA@EXAMPLE.ORG>", "NOA@EXAMPLE.ORG", ""),
        ("mailto:dan@example.org", "dan@example.org", ""),
        ("<dan@example.org>", "dan@example.org", ""),
        ("omer@example.org; omer2@example.org", "omer@example.org", "omer2@example.org"),
        ("omer@example.org, Omer@Example.org", "omer@example.org", ""),
        ("rina@example.org.", "rina@example.org", ""),
        ("'rina@example.org'", "rina@example.org", ""),
        ("yael @example.org", "yael@example.org", ""),
        ("ziv.o'neil+mission@example.co.uk", "ziv.o'neil+mission@example.co.uk", ""),
        ("bar@пример.рф", "bar@пример.рф", ""),
        ("n/a", "", ""), ("-", "", ""), ("none", "", ""),
        ("shir@example,org", "", "shir@example,org"),
        ("anonymous", "", "anonymous"), ("noa@example", "", "noa@example"),
        ("a" * 400 + "@x.org", "", "a" * 80),
    ],
)  # fmt: skip
def test_an_address_is_found_or_left_out(cell: str, email: str, left: str) -> None:
    assert clean_email(cell) == (email, left)


@pytest.mark.parametrize(
    ("cell", "phone", "left"),
    [
        ("050-1234567", "050-1234567", ""), ("'+972501234567", "+972501234567", ""),
        ("p:+972501234567", "+972501234567", ""), ("tel: 050", "050", ""),
        ("972501234567.0", "972501234567", ""), ("+1 (504) 555-0101 x22",) * 2 + ("",),
        ("050-1234567 / 052-7654321",) * 2 + ("",), ("N/A", "", ""),
        ("5.0455E+09", "", "5.0455E+09"), ("#ERROR!", "", "#ERROR!"), ("call me", "", "call me"),
        ("12", "", "12"), ("123", "123", ""),
    ],
)  # fmt: skip
def test_a_phone_number_is_cleaned_or_left_out(cell: str, phone: str, left: str) -> None:
    assert clean_phone(cell) == (phone, left)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("O&#39;Bryan", "O'Bryan"), ("Tom &amp; Ann", "Tom & Ann"), ("&quot;Noa&quot;", '"Noa"'),
        ("AT&T", "AT&T"), ("a &b; c", "a &b; c"), ('="0501234567"', "0501234567"),
        ('="say ""hi"""', 'say "hi"'), ("=1+1", "=1+1"), ("\u200fNoa\x07 ", "Noa"),
        ("&#x5d0;", "א"), ("Noa\u202e", "Noa"),
    ],
)  # fmt: skip
def test_what_only_its_writer_needed_goes(cell: str, text: str) -> None:
    assert tidy(cell) == text
