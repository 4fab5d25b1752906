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
