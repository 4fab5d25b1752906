"""People among their namesakes, as lists have them: in both scripts, and spelt otherwise."""

from __future__ import annotations

import pytest

from desktop.domain.journal.entry import Draft
from tests.support.scribe import Scribe, registering

FAMILIES = ["כהן", "לוי", "מזרחי", "ביטון", "דהן", "פרידמן", "מלכה", "אזולאי", "כץ", "עמר"]


def first(scribe: Scribe, typed: str, limit: int = 50) -> str:
    """Give the id of the first who is found."""
    hits = scribe.store.search.find("p1", typed, limit)
    (who, *_others) = scribe.store.registrations.by_rows([hit.number for hit in hits])
    return who.id


@pytest.mark.parametrize("davids", [39, 40, 45, 200])
def test_david_perez_among_so_many_davids(scribe: Scribe, davids: int) -> None:
    drafts: list[Draft] = []
    for number in range(davids):
        drafts += registering(f"d{number}", f"דוד {FAMILIES[number % 10]}")
    scribe.write(*drafts, *registering("perez", "דוד פרץ"))
    assert first(scribe, "David Perez") == "perez"
    assert first(scribe, "Perez David") == "perez"
    assert first(scribe, "dvid prez") == "perez"


@pytest.mark.parametrize("cohens", [199, 200, 210])
def test_liba_kohn_among_so_many_cohens(scribe: Scribe, cohens: int) -> None:
    drafts: list[Draft] = []
    for number in range(cohens):
        drafts += registering(f"c{number}", f"Dan{number} Cohen")
    scribe.write(*drafts, *registering("liba", "Liba Cohen"))
    assert first(scribe, "Liba Kohn") == "liba"
    assert first(scribe, "ליבה כהן") == "liba"


def test_zvi_cohen_among_four_thousand_cohens(scribe: Scribe) -> None:
    drafts: list[Draft] = []
    for number in range(4_100):
        drafts += registering(f"c{number}", f"Zvi{number} Cohen")
    scribe.write(*drafts, *registering("zvi", "Zvi Cohen"))
    assert first(scribe, "Zvi Cohen") == "zvi"
    assert first(scribe, "cohen zvi") == "zvi"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Dalia Rosenberg", "דליה רוזנברג"),
        ("דליה רוזנברג", "Dalia Rosenberg"),
        ("Rozenberg Dalya", "Dalia Rosenberg"),
        ("Rachel Nae", "Rachel Nale"),
        ("Moishe Cohn", "משה כהן"),
        ("Itzik Gabay", "יצחק גבאי"),
        ("sus prme", "דוד פרצק"),
        ("Coehn Dvid", "David Cohen"),
    ],
)
def test_one_person_in_the_words_of_another_hand(scribe: Scribe, typed: str, stored: str) -> None:
    drafts: list[Draft] = []
    for number in range(60):
        given, family = ("Dalia", "Rachel", "David")[number % 3], f"Mor{number}"
        drafts += registering(f"o{number}", f"{given} {family}")
    scribe.write(*drafts, *registering("meant", stored))
    assert first(scribe, typed) == "meant"


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("David Cohen", "Давид Коэн"),
        ("David Cohen", "Коэн"),
        ("Коэн Давид", "Cohen"),
        ("Сергей Иванов", "Ivanov"),
        ("Юлия Шварц", "Yulia Schwartz"),
        ("Daniel Miller", "Daniel Milller"),
        ("Anna Levi", "Annna Levi"),
        ("דוד ממן", "מממן דוד"),
        ("Kofi Anna", "Kofi Annan"),
        ("Jonathan Weiss", "Dr. Jonathan Weiss"),
        ("Jonathan Weiss", "Weiss MD"),
        ("Jonathan Weiss", "Jonathan B. Weiss"),
        ("John Kennedy", "John F. Kennedy"),
        ("Eti Ben David", "Eti Bendavid"),
        ("Gil Bendavid", "Gil Ben-David"),
        ("Gil Bendavid", "גיל בן דוד"),
        ("Or Bar-Lev", "Or Barlev"),
        ("Or Bar-Lev", "אור ברלב"),
        ("Liat Barlev", "ליאת בר-לב"),
        ("Jack De Vries", "Devries"),
        ("Mary Ann Smith", "Maryann Smith"),
        ("Sean O'Brien", "o brien sean"),
    ],
)
def test_a_name_is_found_as_people_write_it_elsewhere(
    scribe: Scribe, stored: str, typed: str
) -> None:
    drafts = registering("meant", stored)
    for number in range(20):
        drafts += registering(f"o{number}", f"Tal Other{number}")
    scribe.write(*drafts)
    assert first(scribe, typed) == "meant"


@pytest.mark.parametrize(
    ("typed", "who"), [("Nir El-Baz", "nir"), ("Nira Elbaz", "nira"), ("Nir Elbaz", "nir")]
)
def test_a_whole_name_comes_before_a_longer_one_however_it_is_joined(
    scribe: Scribe, typed: str, who: str
) -> None:
    scribe.write(*registering("nir", "Nir Elbaz"), *registering("nira", "Nira El-Baz"))
    assert first(scribe, typed) == who


@pytest.mark.parametrize(
    ("crowd", "meant", "typed"),
    [
        ("דוד Miller", "David Miller", "Dvaid Miller"),
        ("יעל לוי", "Yael Levi", "Yael Lvei"),
        ("Michael כהן", "Michael Cohen", "Michael Coen"),
    ],
)
def test_a_slip_comes_before_namesakes_in_another_script(
    scribe: Scribe, crowd: str, meant: str, typed: str
) -> None:
    drafts = [draft for number in range(60) for draft in registering(f"c{number}", crowd)]
    scribe.write(*drafts, *registering("meant", meant))
    assert first(scribe, typed) == "meant"


@pytest.mark.parametrize(
    "typed", ["Moshe Smith Soroka", "Moshe Smith, Soroka Medical Center", "soroka moshe smith"]
)
def test_a_whole_name_with_its_organisation_finds_one(scribe: Scribe, typed: str) -> None:
    drafts = registering("meant", "Moshe Smith", organization="Soroka Medical Center")
    for number in range(30):
        drafts += registering(f"a{number}", "Moshe Smith", organization="Smith Clinic")
        drafts += registering(f"b{number}", "Dan Levi", organization="Soroka Medical Center")
    scribe.write(*drafts)
    assert first(scribe, typed) == "meant"
