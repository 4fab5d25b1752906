"""What hides nobody: as many namesakes as there are, whatever walk they stand in.

The rows of the index are written down here, where a name alone would not make them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from desktop.domain.journal.entry import Draft
from tests.support.scribe import Scribe, registering

P1 = 1


def hits(scribe: Scribe, typed: str, limit: int = 5_000) -> list[tuple[int, str, str]]:
    """Give the numbers of those found, why, and by which word."""
    found = scribe.store.search.find("p1", typed, limit)
    return [(number, why.value, word) for number, why, word in found]


def numbers(scribe: Scribe, typed: str, limit: int = 5_000) -> list[int]:
    return sorted(number for number, _why, _word in hits(scribe, typed, limit))


def name(scribe: Scribe, words: str, people: Iterable[int]) -> None:
    """Let people have words in their names."""
    parts = words.split()
    scribe.fill(
        "name_words",
        [
            (P1, word, number, "".join(f" {other}" for other in parts if other != word))
            for number in people
            for word in parts
        ],
    )
    pairs = [(word, other) for word in parts for other in parts if other != word]
    scribe.fill("name_pairs", [(P1, *pair, number) for number in people for pair in pairs])
    known = {word for (word,) in scribe.rows("SELECT word FROM words")}
    scribe.fill("words", [(word,) for word in sorted({*parts} - known)])


def key(scribe: Scribe, key_: str, *words: str) -> None:
    """Let words be found by a key."""
    scribe.fill("word_keys", [(key_, word) for word in words])


@pytest.mark.parametrize("typed", ["abrahami no", "no abrahami", "abra noa"])
def test_of_ten_thousand_namesakes_the_one_with_the_other_word_is_found(
    scribe: Scribe, typed: str
) -> None:
    name(scribe, "abrahami dan", range(1, 10_001))
    name(scribe, "abrahami noa", [10_001])
    assert hits(scribe, typed, 50) == [(10_001, "name", "")]


def test_two_words_that_thousands_have_find_the_one_who_has_both(scribe: Scribe) -> None:
    name(scribe, "cohen dan", range(1, 4_101))
    name(scribe, "zvi levi", range(5_000, 9_200))
    name(scribe, "zvika cohenson", range(9_300, 9_400))
    name(scribe, "cohen zvi", [9_999])
    assert hits(scribe, "zvi cohen", 50)[0] == (9_999, "name", "")
    assert len(hits(scribe, "zvi cohen", 50)) == 50


def test_every_word_of_a_sound_is_heard(scribe: Scribe) -> None:
    for number in range(60):
        word = f"kohin{number:02}"
        name(scribe, word, [number])
        key(scribe, "kkn", word)
    assert numbers(scribe, "kohen") == list(range(60))


def test_every_word_of_a_slip_is_tried(scribe: Scribe) -> None:
    for number, letter in enumerate("abcdefghijklmnopqrstuvwxyz"):
        name(scribe, f"band{letter}", [number])
        key(scribe, "tband", f"band{letter}")
    assert numbers(scribe, "bland") == list(range(26))


def test_beside_another_word_every_word_of_a_sound_is_tried(scribe: Scribe) -> None:
    for number in range(12):
        name(scribe, f"kohin{number:02} dan", [number])
        key(scribe, "kkn", f"kohin{number:02}")
    found = hits(scribe, "kohen dan")
    assert sorted(found) == [(n, "sound", f"kohin{n:02}") for n in range(12)]


def test_every_completion_of_what_is_being_typed_is_heard(scribe: Scribe) -> None:
    scribe.fill("words", [(word,) for word in ("cohea", "coheb", "cohec", "cohed", "cohez")])
    key(scribe, "kkd", "כד")
    key(scribe, "kkz", "כז")
    name(scribe, "כד", [1])
    name(scribe, "כז", [2])
    assert hits(scribe, "coh") == [(1, "sound", "כד"), (2, "sound", "כז")]
    assert hits(scribe, "co") == []


def test_a_completion_of_one_consonant_says_too_little(scribe: Scribe) -> None:
    scribe.fill("words", [("tscha",)])
    key(scribe, "kc", "צא")
    name(scribe, "צא", [1])
    assert hits(scribe, "tsc") == []


@pytest.mark.parametrize("others", [201, 4_001])
def test_beside_another_word_all_people_of_a_sound_are_looked_at(
    scribe: Scribe, others: int
) -> None:
    key(scribe, "kkn", "kohin")
    name(scribe, "kohin tal", range(1, others))
    name(scribe, "dan levi", range(others, 2 * others))
    name(scribe, "kohin dan", [2 * others])
    assert hits(scribe, "kohen dan", 50) == [(2 * others, "sound", "kohin")]


def test_of_two_sounds_all_people_are_looked_at(scribe: Scribe) -> None:
    key(scribe, "kkn", "kohin")
    key(scribe, "kdl", "dalia", "dalya")
    name(scribe, "kohin tal", range(1, 500))
    name(scribe, "kohin dalia", [500])
    assert hits(scribe, "dalja kohen", 50) == [(500, "sound", "dalia")]


def test_of_three_words_each_must_be_near_or_exact(scribe: Scribe) -> None:
    key(scribe, "kkn", "kohin")
    key(scribe, "kdl", "dalia", "dalya")
    key(scribe, "krvk", "rivka", "rivqa")
    name(scribe, "kohin dalia rivka", [1])
    name(scribe, "kohin dalia", [2])
    name(scribe, "kohin dalia rivki", [3])
    found = hits(scribe, "kohen dalja rivki")
    assert [number for number, _why, _word in found] == [3, 1]
    assert {why for _number, why, _word in found} == {"sound"}


def test_of_three_words_two_may_be_exact_and_only_one_near(scribe: Scribe) -> None:
    key(scribe, "kdl", "dalia")
    name(scribe, "cohen dalia rivka", [1])
    name(scribe, "cohen dana rivka", [2])
    name(scribe, "cohenson dalia rivkas", [3])
    for typed in ("cohen dalja rivka", "dalja cohen rivka", "rivka cohen dalja"):
        assert hits(scribe, typed) == [(1, "sound", "dalia"), (3, "sound", "dalia")]


def test_of_too_many_pairs_of_near_words_those_least_like_give_way(scribe: Scribe) -> None:
    """40 words sound like each of the two: 1,600 pairs, of which 600 are looked for."""
    ends = [chr(letter) for letter in range(ord("a"), ord("z") + 1)] + list("0123456789ßøþð")
    firsts, lasts = [f"kahin{end}xyx" for end in ends], [f"dalya{end}xyx" for end in ends]
    key(scribe, "kkn", "kohen", *firsts)
    key(scribe, "kdl", "dalia", *lasts)
    name(scribe, f"{firsts[0]} {lasts[0]}", [1])
    name(scribe, f"{firsts[-1]} {lasts[-1]}", [2])
    name(scribe, "kohen dalia", [3])
    name(scribe, f"kohan {lasts[-1]}", [4])
    found = [number for number, _why, _word in hits(scribe, "kohan dalja")]
    assert found[:2] == [4, 3]
    assert len({1, 2} & set(found)) == 1


@pytest.mark.parametrize("beginnings", [1_499, 1_500, 1_501])
def test_two_words_are_found_however_many_words_begin_so(scribe: Scribe, beginnings: int) -> None:
    for word, people in (("da", range(1, beginnings)), ("co", range(5_000, 5_000 + beginnings))):
        for number in people:
            scribe.fill("words", [(f"{word}{number}",)])
    name(scribe, "dan cohen", [1])
    name(scribe, "dan levi", [2])
    assert numbers(scribe, "da co") == numbers(scribe, "co da") == [1]


def test_who_is_nearer_to_what_was_typed_comes_first(scribe: Scribe) -> None:
    key(scribe, "kkn", "kohin", "kahan")
    name(scribe, "kahan dan", range(1, 60))
    name(scribe, "kohin dan", [60])
    assert hits(scribe, "kohen dan", 10)[0] == (60, "sound", "kohin")


@pytest.mark.parametrize(
    ("typed", "key_", "word"),
    [
        ("ko", "kk", "כו"),
        ("knar", "kknrt", "כנרת"),
        ("kinereta", "kknrt", "כנרת"),
        ("kona", "d56", "koma"),
        ("brand", "d79634", "brendes"),
    ],
)
def test_a_sound_and_the_beginning_of_a_long_one_find_a_word(
    scribe: Scribe, typed: str, key_: str, word: str
) -> None:
    key(scribe, key_, word)
    name(scribe, word, [1])
    assert hits(scribe, typed) == [(1, "sound", word)]


@pytest.mark.parametrize(
    ("typed", "key_", "word"),
    [
        ("k", "kk", "כו"),
        ("kina", "kknrt", "כנרת"),
        ("knr", "kknrt", "כנרת"),
        ("ko", "d5", "ka"),
        ("bran", "d7964", "brens"),
    ],
)
def test_what_says_too_little_finds_no_longer_sound(
    scribe: Scribe, typed: str, key_: str, word: str
) -> None:
    key(scribe, key_, word)
    name(scribe, word, [1])
    assert hits(scribe, typed) == []


def fill_hospitals(scribe: Scribe, labels: Sequence[int], programme: int, word: str) -> None:
    """Let somebody of a name be of each of so many hospitals."""
    scribe.fill("labels", [(label, f"Hospital {label}") for label in labels])
    scribe.fill("label_words", [("hospital", label) for label in labels])
    scribe.fill("roster", [(programme, f"{word} {n}", n, 0, 0, n, 0, 0) for n in labels])
    others = [(programme, word, n, f" {n}") for n in labels]
    scribe.fill("name_words", others)


def test_hospitals_of_other_programmes_hide_none_of_this_one(scribe: Scribe) -> None:
    fill_hospitals(scribe, range(1_000, 2_500), 2, "cohen")
    fill_hospitals(scribe, [2_500], P1, "cohen")
    assert hits(scribe, "hospital", 50) == [(2_500, "organisation", "")]
    assert hits(scribe, "cohen hospital", 50) == [(2_500, "organisation", "")]


def test_every_hospital_of_this_programme_counts(scribe: Scribe) -> None:
    fill_hospitals(scribe, range(1_000, 1_160), P1, "cohen")
    assert numbers(scribe, "hospital") == list(range(1_000, 1_160))
    assert numbers(scribe, "cohen hospital") == list(range(1_000, 1_160))


def test_beside_an_organisation_either_script_of_the_name_counts(scribe: Scribe) -> None:
    drafts: list[Draft] = []
    for number in range(3):
        names = {"first_name_hebrew": "נועה", "last_name_hebrew": "כהן"}
        drafts += registering(f"r{number}", "Noa Levi", organization="Hadassah", **names)
    for number in range(70):
        drafts += registering(f"s{number}", f"Tal Mor{number}", organization="Hadassah")
        drafts += registering(f"t{number}", "כהן", organization="Touro")
    scribe.write(*drafts)
    found = hits(scribe, "hadassah כהן")
    assert [why for _number, why, _word in found] == ["organisation"] * 3


def test_emails_and_codes_of_another_programme_hide_none_of_this_one(scribe: Scribe) -> None:
    scribe.programme("p1")
    scribe.programme("p2")
    drafts: list[Draft] = []
    for number in range(60):
        own = {"email": f"mailer{number:02}@example.org", "ticket_code": f"T{number:02}-777"}
        drafts += registering(f"r{number:02}", "Noa Levi", "p2", **own)
    own = {"email": "mailer99@example.org", "ticket_code": "T99-777"}
    drafts += registering("here", "Tal Mor", "p1", **own)
    scribe.write(*drafts)
    assert [why for _number, why, _word in hits(scribe, "mailer", 50)] == ["email"]
    assert [why for _number, why, _word in hits(scribe, "777", 50)] == ["code"]


@pytest.mark.parametrize("people_here", [20, 200])
def test_an_email_is_found_by_the_shorter_walk_as_by_the_longer(
    scribe: Scribe, people_here: int
) -> None:
    scribe.programme("p1")
    scribe.programme("p2")
    drafts: list[Draft] = []
    for number in range(100):
        drafts += registering(f"o{number}", "Noa Levi", "p2", email=f"mailer{number}@example.org")
    for number in range(people_here):
        drafts += registering(f"h{number}", "Tal Mor", email=f"other{number}@example.org")
    drafts += registering("here", "Tal Mor", email="mailer-x@example.org")
    scribe.write(*drafts)
    assert [why for _number, why, _word in hits(scribe, "mailer", 50)] == ["email"]


@pytest.mark.parametrize(("typed", "meant"), [("f.", "כץ"), ("rz", "רז"), ("sus prm", "דוד פרצ")])
def test_another_layout_is_found_behind_a_full_list(scribe: Scribe, typed: str, meant: str) -> None:
    drafts: list[Draft] = []
    for number in range(60):
        drafts += registering(f"a{number}", f"Fay{number} Rzeszow{number}")
        drafts += registering(f"b{number}", f"Susanna Prmova{number}")
    drafts += registering("meant", meant)
    scribe.write(*drafts)
    found = scribe.store.search.find("p1", typed, 50)
    people = scribe.store.registrations.by_rows([hit.number for hit in found])
    assert [who.id for who in people].count("meant") == 1
    assert len(found) == 50


def test_keys_with_a_sign_mean_the_other_layout_first(scribe: Scribe) -> None:
    drafts = [draft for n in range(60) for draft in registering(f"a{n}", f"Fay{n}")]
    scribe.write(*drafts, *registering("katz", "כץ"))
    assert hits(scribe, "f.", 50)[0][1:] == ("layout", "כץ")


def test_only_those_who_may_be_found_fill_the_list(scribe: Scribe) -> None:
    name(scribe, "cohen dan", range(1, 1_001))
    found = scribe.store.search.find("p1", "cohen", 50, among={998, 999, 1_000})
    assert [hit.number for hit in found] == [998, 999, 1_000]
