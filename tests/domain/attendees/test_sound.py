"""Daitch-Mokotoff codes against the public vectors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.domain.attendees.skeleton import skeletons
from desktop.domain.attendees.sound import sound_codes
from desktop.domain.attendees.typing_slips import is_one_slip_away, shortened

NAMES = Path(__file__).parents[2] / "fixtures" / "names"
VECTORS = json.loads((NAMES / "daitch_mokotoff.json").read_text("utf-8"))
PAIRS = json.loads((NAMES / "hebrew_latin_pairs.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda one: str(one["name"]))
def test_a_name_has_the_codes_of_the_public_vectors(vector: dict[str, list[str]]) -> None:
    assert list(sound_codes(str(vector["name"]))) == sorted(vector["codes"])


def test_moskowitz_sounds_like_moskovitz() -> None:
    assert sound_codes("Moskowitz") == sound_codes("Moskovitz")


def test_other_scripts_have_no_code() -> None:
    assert sound_codes("כהן") == ()


@pytest.mark.parametrize(("hebrew", "latin"), PAIRS)
def test_both_scripts_of_a_name_share_a_skeleton(hebrew: str, latin: str) -> None:
    from desktop.domain.spelling import normalise  # noqa: PLC0415

    pairs = zip(normalise(hebrew).split(), normalise(latin).split(), strict=True)
    assert all(set(skeletons(one)) & set(skeletons(other)) for one, other in pairs)


@pytest.mark.parametrize("spelling", ["כהנ", "cohen", "kohen", "cohn", "коэн"])
def test_cohen_is_one_name_in_three_scripts(spelling: str) -> None:
    assert "kn" in skeletons(spelling)


@pytest.mark.parametrize(
    ("typed", "word"),
    [("choen", "cohen"), ("cohn", "cohen"), ("cohenn", "cohen"), ("cohan", "cohen"),
     ("mozko", "moskowitz")],
)  # fmt: skip
def test_one_slip_is_forgiven(typed: str, word: str) -> None:
    assert is_one_slip_away(typed, word)
    keys = shortened(word)
    assert any(key.startswith(one) for one in shortened(typed) for key in keys)


def test_two_slips_are_not() -> None:
    assert not is_one_slip_away("dahlya", "dalia")
