"""What people decided about a journal that two computers wrote."""

from __future__ import annotations

import pytest

from desktop.domain.journal.bodies import RESOLVE
from desktop.domain.journal.entry import Entry
from desktop.domain.journal.forks import (
    ForkSettlement,
    parted_desk,
    settlement_body,
    settlements_in,
)
from tests.support.builders import EIGHT
from tests.support.builders import entry as entry_of


def test_what_a_copy_goes_on_as_follows_from_what_it_wrote_first() -> None:
    """By hand: sha256sum of the desk's id and the 32 bytes."""
    assert parted_desk("a1b2c3d4e5", b"\x01" * 32) == "1bae69d0ef"
    assert parted_desk("a1b2c3d4e5", b"\x02" * 32) != parted_desk("a1b2c3d4e5", b"\x01" * 32)


def settled(at_ms: int, kept: bytes, other: bytes, other_desk: str) -> Entry:
    body = settlement_body(ForkSettlement("far", 2, kept, other, other_desk))
    made = entry_of(RESOLVE, at_ms, at_ms, "judge", **body)
    return made._replace(subject="desk:far")


def test_of_several_decisions_one_for_both_goes_first_then_the_earliest() -> None:
    x, y = b"\x01" * 32, b"\x02" * 32
    first, second = settled(1, x, y, ""), settled(2, y, x, "")
    both = settled(3, x, y, parted_desk("far", y))
    assert [s.kept for s in settlements_in([second, first])] == [x]
    assert [s.other_desk for s in settlements_in([second, first, both])] == [parted_desk("far", y)]


@pytest.mark.parametrize(
    "fork",
    [
        {}, {"n": 2}, {"n": "x", "kept": "00", "other": "01", "as": ""}, "both",
        {"n": 2, "kept": "zz", "other": "01", "as": ""},
        # Another desk's id may not be taken by a decision.
        {"n": 2, "kept": "00", "other": "01", "as": "somebody"},
    ],
)  # fmt: skip
def test_a_decision_that_cannot_be_read_decides_nothing(fork: object) -> None:
    made = entry_of(RESOLVE, 1, EIGHT, "judge", entries=[], fork=fork)
    assert settlements_in([made._replace(subject="desk:far")]) == []


def test_only_a_decision_about_a_desk_decides() -> None:
    body = settlement_body(ForkSettlement("far", 2, b"\x01" * 32, b"\x02" * 32, ""))
    made = entry_of(RESOLVE, 1, EIGHT, "judge", **body)
    assert len(settlements_in([made._replace(subject="desk:far")])) == 1
    assert settlements_in([made._replace(subject="session:far")]) == []
    assert settlements_in([made._replace(subject="desk:far", kind="set")]) == []
