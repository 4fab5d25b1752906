"""Pairs that two desks made without knowing of each other, as they are found."""

from __future__ import annotations

import pytest

from tests.support.builders import EIGHT
from tests.support.scribe import Scribe, entries_of


def hear(scribe: Scribe, *told: tuple[str, str, dict[str, object]], at_ms: int = EIGHT) -> None:
    with scribe.store.write():
        scribe.store.take_in(entries_of("b", *told, at_ms=at_ms), "hub")


def pairs(scribe: Scribe, programme: str = "p1") -> list[tuple[str, str]]:
    return [(min(pair[:2]), max(pair[:2])) for pair in scribe.store.doubles.of_programme(programme)]


def test_namesakes_of_one_desk_are_no_question(scribe: Scribe) -> None:
    with scribe.store.write():
        scribe.store.name_desk("Desk A", EIGHT)
    scribe.register("noa1", "Noa Levi")
    scribe.register("noa2", "Levi Noa")
    assert pairs(scribe) == []
    hear(scribe, ("set", "desk:b", {"name": "Desk B"}))
    assert pairs(scribe) == []


def test_namesakes_whom_two_desks_registered_are_listed(scribe: Scribe) -> None:
    with scribe.store.write():
        scribe.store.name_desk("Desk A", EIGHT)
    scribe.register("noa1", "Noa Levi")
    hear(
        scribe,
        ("set", "desk:b", {"name": "Desk B"}),
        ("set", "person:noa2", {"first_name": "Levi", "last_name": "Noa"}),
        ("set", "registration:noa2", {"person": "noa2"}),
    )
    assert pairs(scribe) == [("noa1", "noa2")]
    assert pairs(scribe, "p2") == []


@pytest.mark.parametrize(
    ("mine", "theirs", "is_pair"),
    [
        ({"email": "levi@example.org"}, {"email": "LEVI@example.org"}, True),
        ({"phone": "+972-50-123-4567"}, {"phone": "050-1234567"}, True),
        ({"external_id": "7", "source": "s"}, {"external_id": "7", "source": "s"}, True),
        ({"external_id": "7", "source": "s"}, {"external_id": "7", "source": "t"}, False),
        ({"email": "levi@example.org"}, {"email": "dan@example.org"}, False),
        ({}, {}, False),
    ],
)
def test_a_contact_or_a_number_of_one_list_makes_a_pair(
    scribe: Scribe, mine: dict[str, str], theirs: dict[str, str], is_pair: bool
) -> None:
    scribe.register("lea", "Lea Levi", **mine)
    own = {key: theirs[key] for key in theirs if key in {"external_id", "source"}}
    hear(
        scribe,
        ("set", "person:leah", {"full_name": "Leah Levy", **{k: v for k, v in theirs.items()
                                                              if k not in own}}),
        ("set", "registration:leah", {"person": "leah", **own}),
    )  # fmt: skip
    assert pairs(scribe) == ([("lea", "leah")] if is_pair else [])


def test_what_one_desk_made_both_of_is_no_pair(scribe: Scribe) -> None:
    """Of two tickets of one list whoever has both knows that they are two."""
    scribe.register("noa1", "Noa Levi")
    hear(
        scribe,
        ("set", "registration:noa1", {"person": "noa1"}),
        ("set", "person:noa2", {"full_name": "Noa Levi"}),
        ("set", "registration:noa2", {"person": "noa2"}),
    )
    assert pairs(scribe) == []
