"""Old code pages are told apart by their letters; where two are as likely both are named."""

from __future__ import annotations

import pytest

from desktop.files.tables.text_encoding import choose, detect, once

NORDIC = "Namn,E-post\nÅsa Öberg,a@x.org\nBjörn Sjögren,b@x.org\n"
FRENCH = "Nom,Email\nFrançois Lefèvre,f@x.org\nHélène Côté,h@x.org\n"
SPANISH = "Nombre,Email\nJosé Muñoz,j@x.org\nÁngel Núñez,a@x.org\n"
POLISH = "Imię,Email\nŁukasz Wiśniewski,l@x.org\nMałgorzata Dąbrowska,m@x.org\n"
RUSSIAN = "Имя,Email\nИван Петров,i@x.org\nЕкатерина Смирнова,e@x.org\n"
HEBREW = "שם,Email\nנועה כהן,n@x.org\nדן לוי,d@x.org\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (NORDIC, "cp1252"), (NORDIC, "mac_roman"), (NORDIC, "cp850"),
        (FRENCH, "cp1252"), (FRENCH, "mac_roman"), (FRENCH, "cp850"),
        (SPANISH, "cp1252"), (SPANISH, "mac_roman"), (SPANISH, "cp850"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (RUSSIAN, "cp866"),
        (HEBREW, "cp1255"), (HEBREW, "cp862"),
        ("姓名,Email\n王小明,w@x.org\n李华,l@x.org\n", "gb18030"),
        ("姓名,Email\n陳大文,c@x.org\n李小明,l@x.org\n", "big5"),
        ("氏名,Email\n佐藤 健,s@x.org\nやまだ たろう,y@x.org\n", "cp932"),
        ("이름,Email\n김민수,k@x.org\n박지영,p@x.org\n", "cp949"),
        ("Όνομα,Email\nΓιώργος Παπαδόπουλος,g@x.org\n", "cp1253"),
        ("الاسم,Email\nنور الهدى,n@x.org\nمحمد علي,m@x.org\n", "cp1256"),
        ("Name,Email\nSean O’Brien,s@x.org\n", "cp1252"),
    ],
)  # fmt: skip
def test_names_are_read_as_they_were_written(text: str, codec: str) -> None:
    data = text.encode(codec)
    assert detect(data).decode(data) == text


@pytest.mark.parametrize(
    ("name", "codec", "other"),
    [("Jan Dvořák", "cp1250", "cp1252"), ("Ayşe Güneş", "cp1254", "cp1257")],
)
def test_what_two_code_pages_may_mean_is_asked(name: str, codec: str, other: str) -> None:
    data = f"Name,Email\n{name},x@x.org\n".encode(codec)
    found = detect(data)
    assert found.decode(data).splitlines()[1].startswith(name)
    assert other in found.rivals


def test_lines_of_two_encodings_are_each_read_as_they_are() -> None:
    data = "Name\nNoël Martin\n".encode() + "Zoë Åberg\n".encode("cp1252")
    found = detect(data)
    assert (found.name, found.strays) == ("utf-8", "cp1252")
    assert found.decode(data) == "Name\nNoël Martin\nZoë Åberg\n"


@pytest.mark.parametrize(
    ("codec", "name"), [("cp1252", "José Muñoz"), ("cp1255", "נועה הדר"), ("cp1252", "Иван Петров")]
)
def test_letters_that_were_encoded_twice_are_read_once(codec: str, name: str) -> None:
    twice = name.encode().decode(codec) if codec == "cp1255" else _as_western(name)
    data = f"Name\n{twice}\n".encode()
    found = detect(data)
    assert found.is_twice
    assert found.decode(data) == f"Name\n{name}\n"


def _as_western(text: str) -> str:
    """Misread UTF-8 as programs do that keep the empty places of the code page."""
    return "".join(
        bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte))
        for byte in text.encode()
    )


@pytest.mark.parametrize("name", ["José", "Ãngela", "Â.", "São", "Zoë Åberg", "כהן", "İpek", "ÃB"])
def test_names_that_are_right_stay_as_they_are(name: str) -> None:
    assert once(name) == name


def test_an_encoding_that_somebody_names_is_taken() -> None:
    assert choose(b"Jos\x8e", "mac_roman").decode(b"Jos\x8e") == "José"
    assert choose(b"\xef\xbb\xbfJos\xc3\xa9", "utf8").decode(b"\xef\xbb\xbfJos\xc3\xa9") == "José"


@pytest.mark.parametrize("name", ["klingon", "rot13", "zip", ""])
def test_what_is_no_encoding_of_text_is_refused(name: str) -> None:
    with pytest.raises(LookupError):
        choose(b"Noa", name)


@pytest.mark.parametrize(
    "text",
    ["seat 25°", "2× vegan", "• vegan", "later…", "Acme™", "Acme®", "£20", "Anna Smith–Jones"],
)
def test_a_single_sign_in_an_english_list_is_western(text: str) -> None:
    people = "".join(f"Guest {n},g{n}@x.org,\n" for n in range(20))
    data = f"Name,Email,Notes\n{people}Noa,noa@x.org,{text}\n".encode("cp1252")
    found = detect(data)
    assert (found.name, found.rivals) == ("cp1252", ())


def test_strange_lines_are_read_by_their_own_letters() -> None:
    known = "".join(f"נועה כהן {n},n{n}@x.org\n" for n in range(5))
    data = known.encode() + "יוסי מזרחי,y@x.org\n".encode("cp1255")
    assert detect(data).decode(data) == f"{known}יוסי מזרחי,y@x.org\n"


def test_marks_of_direction_are_not_found_inside_latin_words() -> None:
    data = "Name,Email\nDan Levi,d@x.org\nAyşe Yıldız,a@x.org\n".encode("cp1254")
    assert "Ayşe Yıldız" in detect(data).decode(data)
