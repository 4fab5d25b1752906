"""Encodings, from three rows on."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.files.tables.text_encoding import Encoding, detect

HEBREW = "שם פרטי,שם משפחה,ארגון\nנועה,כהן,בית חולים לדוגמה\nדוד,לוי,מד״א\n"
FRENCH = "Prénom,Nom,Société\nJosé,Lefèvre,Hôpital\nRenée,Côté,Université\n"
RUSSIAN = "Имя,Фамилия\nАнна,Иванова\nПётр,Смирнов\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (HEBREW, "cp1255", Encoding("cp1255")),
        (FRENCH, "cp1252", Encoding("cp1252")),
        (RUSSIAN, "cp1251", Encoding("cp1251")),
        (HEBREW, "utf-8", Encoding("utf-8")),
        (HEBREW, "utf-8-sig", Encoding("utf-8", has_bom=True)),
        (FRENCH, "utf-16", Encoding("utf-16", has_bom=True)),
        (FRENCH, "utf-16-le", Encoding("utf-16-le")),
        (FRENCH, "utf-16-be", Encoding("utf-16-be")),
        (HEBREW, "utf-16-le", Encoding("utf-16-le")),
        ("a,b\n1,2\n", "ascii", Encoding("utf-8")),
    ],
)
def test_each_encoding_is_told(text: str, encoding: str, found: Encoding) -> None:
    data = text.replace("״", '"').encode(encoding)
    assert detect(data) == found
    assert data.decode(found.codec) == text.replace("״", '"')


@pytest.mark.parametrize(
    "name", ["Müller", "Łukasz", "O’Brien", "Åsa", "naïve café", "Señor Núñez"]
)
def test_one_accented_word_is_western(name: str) -> None:
    data = f"name,organisation\n{name},Hospital\n".encode("cp1252", "replace")
    assert detect(data).name in {"cp1252", "utf-8"}


@given(st.text(min_size=1))
def test_utf8_is_always_told(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    if b"\x00" not in data and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        assert detect(data).name == "utf-8"


def test_a_letter_cut_at_the_end_of_the_sample_is_forgiven() -> None:
    assert detect("שלום".encode()[:-1], is_whole=False).name == "utf-8"


@pytest.mark.parametrize("text", ["שם,ארגון\nנֹעָה,בית\n", "שם,ארגון\nנועה,בית \u200fחולים\n"])
def test_niqqud_and_direction_marks_are_hebrew(text: str) -> None:
    assert detect(text.encode("cp1255")).name == "cp1255"


def test_one_stray_byte_does_not_turn_utf8_into_russian() -> None:
    data = "Name,Email\nנועה,a@example.org\n".encode() + b"Jos\xe9,b@example.org\n"
    assert detect(data).name == "utf-8"
