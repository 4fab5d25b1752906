"""Each step of the search: by what somebody is found, and where it stops."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.journal.entry import Draft
from tests.support.scribe import Scribe, registering

MARKED = {"email": "_.-@example.org"}
PEOPLE: list[tuple[str, str, dict[str, str]]] = [
    ("tal", "Tal Mor", {"email": "oregon@example.org", "phone": "+1 555 0142 507"}),
    ("gil", "Gil Paz", {"email": "g.a@example.org", "phone": "050-123 4567"}),
    ("dov", "Dov Katz", {**MARKED, "phone": "03-9 876 000"}),
    ("ana", "Ana Bela Cara Dora Ella Fina", {}),
    ("noa", "Noa Cohen", {"organization": "Hospital of Haifa", "external_id": "ABC-7"}),
    ("ron", "Ron Cohen", {"organization": "Touro", "ticket_code": "Tick-X7q"}),
    ("dan", "Dan Levi", {"organization": "Touro Hospital", "order_ref": "no-55"}),
    ("may", "May Brandon", {}),
    ("ben", "Ben Bander", {}),
    ("shy", "Shy Bran", {}),
]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scribe]:
    folder: Path = tmp_path_factory.mktemp("town")
    scribe = Scribe(folder)
    for id_ in ("p1", "p2", "five", "four"):
        scribe.programme(id_)
    drafts: list[Draft] = []
    for id_, name, fields in PEOPLE:
        drafts += registering(id_, name, **fields)
    drafts += registering("eve", "Eve Mor", "p2", email="oregon@example.com", external_id="ABC-9")
    for programme, size in (("five", 5), ("four", 4)):
        for number in range(size):
            drafts += registering(f"{programme}-{number}", f"Fvi Brand{'abcde'[number]}", programme)
        drafts += registering(f"{programme}-h", "כהן", programme)
        drafts += registering(f"{programme}-s", "Bland", programme)
    scribe.write(*drafts)
    yield scribe
    scribe.close()


def found(
    town: Scribe, typed: str, programme: str = "p1", limit: int = 50
) -> list[tuple[str, str, str]]:
    """Give who is found, why, and by which word."""
    hits = town.store.search.find(programme, typed, limit)
    people = town.store.registrations.by_rows([hit.number for hit in hits])
    assert len(people) == len(hits)
    return [(who.id, hit.why.value, hit.word) for who, hit in zip(people, hits, strict=True)]


def test_an_unknown_programme_has_nobody(town: Scribe) -> None:
    assert found(town, "noa", "nowhere") == []


@pytest.mark.parametrize("typed", ["", " ", "\t"])
def test_nothing_typed_finds_nobody(town: Scribe, typed: str) -> None:
    assert found(town, typed) == []


def test_only_the_first_six_words_count(town: Scribe) -> None:
    assert found(town, "ana bela cara dora ella fina zzz") == [("ana", "name", "")]
    assert found(town, "ana bela cara dora ella zzz fina") == []


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("507", ["tal"]),
        ("0507", ["tal"]),
        ("4567", ["gil"]),
        ("050-1234567", ["gil"]),
        ("+972 50 123 4567", ["gil"]),
        ("000", ["dov"]),
        ("07", []),
        ("507x", []),
        ("x507", []),
    ],
)
def test_the_last_three_digits_of_a_phone_find_it(town: Scribe, typed: str, who: list[str]) -> None:
    assert [id_ for id_, why, _word in found(town, typed) if why == "phone"] == who


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("oregon", ["tal"]),
        ("orego", []),
        ("ore", []),
        ("OREGON@", ["tal"]),
        ("g.a", ["gil"]),
        ("_.", []),
        ("_.-", ["dov"]),
        ("g.a x", []),
    ],
)
def test_the_beginning_of_an_email_finds_it(town: Scribe, typed: str, who: list[str]) -> None:
    assert found(town, typed) == [(id_, "email", "") for id_ in who]


@pytest.mark.parametrize(
    "pasted",
    ["mailto:oregon@example.org", "<oregon@example.org>", "Tal Mor <oregon@example.org>",
     " oregon@example.org; "],
)  # fmt: skip
def test_an_email_is_taken_out_of_what_was_pasted(town: Scribe, pasted: str) -> None:
    assert found(town, pasted) == [("tal", "email", "")]


def test_a_phone_link_and_marks_inside_a_word_are_read(town: Scribe) -> None:
    assert found(town, "tel: 050-1234567") == [("gil", "phone", "")]
    assert found(town, "No\u200fa Co\u200ehen")[0] == ("noa", "name", "")


def test_emails_are_searched_in_one_programme_or_in_all(town: Scribe) -> None:
    assert found(town, "oregon", "p2") == [("eve", "email", "")]
    assert sorted(found(town, "oregon", "", 2)) == [("eve", "email", ""), ("tal", "email", "")]


@pytest.mark.parametrize(
    ("typed", "programme", "hits"),
    [
        ("ABC-7", "p1", [("noa", "number", "")]),
        ("abc-7", "p1", [("noa", "number", "")]),
        ("ABC-7", "", [("noa", "number", "")]),
        ("ABC-9", "p1", []),
        ("abc", "p1", []),
        ("abc", "", []),
        ("no-55", "p1", [("dan", "number", "")]),
        ("x7q", "p1", [("ron", "code", "")]),
        ("k-X7Q", "p1", [("ron", "code", "")]),
        ("7q", "p1", []),
        ("x7q", "p2", []),
    ],
)
def test_numbers_of_orders_and_the_ends_of_codes_find_people(
    town: Scribe, typed: str, programme: str, hits: list[tuple[str, str, str]]
) -> None:
    assert found(town, typed, programme) == hits


def test_who_is_found_by_name_in_all_programmes_is_not_asked_for_by_number(town: Scribe) -> None:
    assert found(town, "fina", "") == [("ana", "name", "")]
    town.write(*registering("seven", "ABC 7", "p2"))
    assert found(town, "abc-7", "") == [("seven", "name", "")]


def test_organisations_are_found_by_all_words_of_them(town: Scribe) -> None:
    assert found(town, "touro") == [("ron", "organisation", ""), ("dan", "organisation", "")]
    assert found(town, "hosp touro") == [("dan", "organisation", "")]


def test_no_more_are_given_than_were_asked_for(town: Scribe) -> None:
    assert found(town, "mor", limit=1) == [("tal", "name", "")]
    town.write(*registering("org", "Lea Adar", "p2", organization="Mor Institute"))
    assert found(town, "mor", "p2", 2) == [("eve", "name", ""), ("org", "organisation", "")]
    assert found(town, "mor", "p2", 1) == [("eve", "name", "")]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("cohen hospital", ["noa"]),
        ("haifa cohen", ["noa"]),
        ("cohen hos", ["noa"]),
        ("cohen ho", []),
        ("cohen hospital of", ["noa"]),
        ("cohen touro", ["ron"]),
        ("cohen levi", []),
    ],
)
def test_a_name_beside_its_organisation_finds_one(town: Scribe, typed: str, who: list[str]) -> None:
    assert found(town, typed) == [(id_, "organisation", "") for id_ in who]


def test_another_layout_is_tried_however_many_are_found(town: Scribe) -> None:
    assert found(town, "fvi", "five") == [
        *((f"five-{n}", "name", "") for n in range(5)),
        ("five-h", "layout", "כהן"),
    ]
    assert found(town, "fvi", "four") == [
        *((f"four-{n}", "name", "") for n in range(4)),
        ("four-h", "layout", "כהן"),
    ]


def test_slips_are_tried_however_many_are_found(town: Scribe) -> None:
    assert found(town, "brand", "five") == [
        *((f"five-{n}", "name", "") for n in range(5)),
        ("five-s", "slip", "bland"),
    ]
    assert found(town, "brand", "four") == [
        *((f"four-{n}", "name", "") for n in range(4)),
        ("four-s", "slip", "bland"),
    ]


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("bland", [("ben", "slip", "bander"), ("may", "slip", "brandon")]),
        ("blan", [("shy", "slip", "bran")]),
    ],
)
def test_a_slip_in_a_word_that_is_being_typed(
    town: Scribe, typed: str, hits: list[tuple[str, str, str]]
) -> None:
    assert found(town, typed) == hits
