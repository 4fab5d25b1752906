"""How far each walk of the search goes, in an index whose rows are written down here."""

from __future__ import annotations

from collections.abc import Sequence

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


def name(scribe: Scribe, word: str, people: Sequence[int], others: str = "") -> None:
    """Let people have a word in their names, and others beside it."""
    scribe.fill("name_words", [(P1, word, number, others) for number in people])


def key(scribe: Scribe, key_: str, *words: str) -> None:
    """Let words be found by a key."""
    scribe.fill("word_keys", [(key_, word) for word in words])


def test_a_walk_for_two_words_ends_after_four_thousand_people(scribe: Scribe) -> None:
    name(scribe, "abrahami", range(1, 4_000), " dan")
    name(scribe, "abrahami", [4_000, 4_001], " noa")
    assert hits(scribe, "abrahami no") == [(4_000, "name", "")]


def test_a_sound_has_at_most_forty_words(scribe: Scribe) -> None:
    for number in range(41):
        word = f"kohin{number:02}"
        name(scribe, word, [number])
        key(scribe, "kkn", word)
    assert numbers(scribe, "kohen") == list(range(40))


def test_a_slip_has_at_most_twenty_four_words(scribe: Scribe) -> None:
    for number, letter in enumerate("abcdefghijklmnopqrstuvwxy"):
        name(scribe, f"band{letter}", [number])
        key(scribe, "tband", f"band{letter}")
    assert numbers(scribe, "bland") == list(range(24))


def test_beside_another_word_six_words_of_a_sound_are_tried(scribe: Scribe) -> None:
    for number in range(7):
        name(scribe, f"kohin{number}", [number], " dan")
        key(scribe, "kkn", f"kohin{number}")
    assert hits(scribe, "kohen dan") == [(n, "sound", f"kohin{n}") for n in range(6)]


def test_four_completions_of_what_is_being_typed_are_heard(scribe: Scribe) -> None:
    scribe.fill("words", [(word,) for word in ("cohea", "coheb", "cohec", "cohed", "cohez")])
    key(scribe, "kkd", "כד")
    key(scribe, "kkz", "כז")
    name(scribe, "כד", [1])
    name(scribe, "כז", [2])
    assert hits(scribe, "coh") == [(1, "sound", "כד")]
    assert hits(scribe, "co") == []


def test_a_completion_of_one_consonant_says_too_little(scribe: Scribe) -> None:
    scribe.fill("words", [("tscha",)])
    key(scribe, "kc", "צא")
    name(scribe, "צא", [1])
    assert hits(scribe, "tsc") == []


def test_beside_another_word_two_hundred_people_of_a_sound_are_looked_at(scribe: Scribe) -> None:
    key(scribe, "kkn", "kohin")
    name(scribe, "kohin", range(1, 200), " tal")
    name(scribe, "kohin", [200, 201], " dan")
    assert hits(scribe, "kohen dan", 50) == [(200, "sound", "kohin")]


def test_of_two_sounds_forty_people_of_the_rarer_one_are_looked_at(scribe: Scribe) -> None:
    key(scribe, "kkn", "kohin")
    key(scribe, "kdl", "dalia", "dalya")
    name(scribe, "kohin", range(1, 40), " tal")
    name(scribe, "kohin", [40, 41], " dalia")
    assert hits(scribe, "dalja kohen") == [(40, "sound", "kohin")]


def test_of_three_words_each_must_be_near_or_exact(scribe: Scribe) -> None:
    key(scribe, "kkn", "kohin")
    key(scribe, "kdl", "dalia", "dalya")
    key(scribe, "krvk", "rivka", "rivqa")
    name(scribe, "kohin", [1], " dalia rivka")
    name(scribe, "kohin", [2], " dalia")
    name(scribe, "kohin", [3], " dalia rivki")
    assert hits(scribe, "kohen dalja rivki") == [(1, "sound", "kohin"), (3, "sound", "kohin")]


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


def fill_hospitals(scribe: Scribe, count: int) -> None:
    """Let somebody called Cohen be of each of so many hospitals."""
    labels = range(1_000, 1_000 + count)
    scribe.fill("labels", [(label, f"Hospital {label}") for label in labels])
    scribe.fill("label_words", [("hospital", label) for label in labels])
    scribe.fill("roster", [(P1, f"cohen {n}", n, 0, 0, n, 0, 0) for n in labels])


def test_a_word_of_organisations_stands_for_a_hundred_and_fifty(scribe: Scribe) -> None:
    fill_hospitals(scribe, 151)
    assert numbers(scribe, "hospital") == list(range(1_000, 1_150))


def test_beside_a_name_it_stands_for_twenty_five(scribe: Scribe) -> None:
    fill_hospitals(scribe, 26)
    assert numbers(scribe, "cohen hospital") == list(range(1_000, 1_025))


def test_forty_emails_and_forty_codes_with_one_beginning_are_found(scribe: Scribe) -> None:
    drafts: list[Draft] = []
    for number in range(41):
        own = {"email": f"mailer{number:02}@example.org", "ticket_code": f"T{number:02}-777"}
        drafts += registering(f"r{number:02}", "Noa Levi", **own)
    scribe.write(*drafts)
    assert [why for _number, why, _word in hits(scribe, "mailer")] == ["email"] * 40
    assert [why for _number, why, _word in hits(scribe, "777")] == ["code"] * 40
