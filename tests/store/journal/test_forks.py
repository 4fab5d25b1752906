"""What becomes of two writings of one desk's journal, once somebody has decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.journal.bodies import RESOLVE
from desktop.domain.journal.entry import Draft, StoredEntry
from desktop.domain.journal.forks import (
    ForkSettlement,
    parted_desk,
    settlement_body,
)
from desktop.store.journal.forks import Writing
from tests.support.builders import EIGHT
from tests.support.scribe import Scribe, entries_of

ONE = [("set", "person:a", {"full_name": "Ann"}), ("set", "person:b", {"full_name": "Ben"})]
OTHER = [("set", "person:a", {"full_name": "Ann"}), ("set", "person:c", {"full_name": "Cyd"})]


@pytest.fixture
def scribe(tmp_path: Path) -> Scribe:
    return Scribe(tmp_path)


def take(scribe: Scribe, entries: list[StoredEntry]) -> None:
    with scribe.store.write():
        scribe.store.take_in(entries, "test")


def writings() -> tuple[list[StoredEntry], list[StoredEntry]]:
    return entries_of("far", *ONE), entries_of("far", *OTHER)


def decide(scribe: Scribe, kept: bytes, other: bytes, other_desk: str) -> None:
    settlement = ForkSettlement("far", 2, kept, other, other_desk)
    with scribe.store.write():
        body = settlement_body(settlement)
        scribe.store.append([Draft(RESOLVE, "desk:far", "", body)], EIGHT + 90_000)
        scribe.store.follow_forks()


def names(scribe: Scribe) -> set[str]:
    return {row[0] for row in scribe.rows("SELECT full_name FROM people")}


def test_a_fork_has_the_first_entry_that_differs_and_both_writings(scribe: Scribe) -> None:
    one, other = writings()
    take(scribe, one)
    assert scribe.store.forks.open_ones() == []
    take(scribe, other)
    (fork,) = scribe.store.forks.open_ones()
    assert (fork.desk, fork.first) == ("far", 2)
    assert sorted(fork.writings) == sorted([
        Writing(one[1].chain, 1, one[1].clock >> 16),
        Writing(other[1].chain, 1, other[1].clock >> 16),
    ])  # fmt: skip


@pytest.mark.parametrize("is_here_kept", [True, False])
@pytest.mark.parametrize("are_both", [True, False])
def test_what_was_decided_is_followed_whichever_was_here(
    scribe: Scribe, is_here_kept: bool, are_both: bool
) -> None:
    one, other = writings()
    take(scribe, one)
    take(scribe, other)
    kept, gone = (one, other) if is_here_kept else (other, one)
    parted = parted_desk("far", gone[1].chain) if are_both else ""
    decide(scribe, kept[1].chain, gone[1].chain, parted)
    assert scribe.store.journal.chain_of(kept[1].id) == kept[1].chain
    wanted = {"Ann", "Ben"} if is_here_kept else {"Ann", "Cyd"}
    assert names(scribe) == ({"Ann", "Ben", "Cyd"} if are_both else wanted)
    assert scribe.store.forks.open_ones() == []
    assert scribe.store.intake.parked() == []
    assert list(scribe.store.differences()) == []
    if are_both:
        assert scribe.store.journal.known_heads()[parted].number == 1


def test_a_decision_that_comes_before_the_other_writing_is_followed_when_it_comes(
    scribe: Scribe,
) -> None:
    one, other = writings()
    take(scribe, one)
    parted = parted_desk("far", other[1].chain)
    decide(scribe, one[1].chain, other[1].chain, parted)
    assert names(scribe) == {"Ann", "Ben"}
    take(scribe, other)
    assert names(scribe) == {"Ann", "Ben", "Cyd"}
    # And what it goes on with.
    more = entries_of("far", *OTHER, ("set", "person:d", {"full_name": "Dov"}))
    take(scribe, more)
    assert names(scribe) == {"Ann", "Ben", "Cyd", "Dov"}
    assert scribe.store.intake.parked() == []
    assert list(scribe.store.differences()) == []


def test_a_later_decision_for_both_brings_back_what_was_set_aside(scribe: Scribe) -> None:
    one, other = writings()
    take(scribe, one)
    take(scribe, other)
    decide(scribe, one[1].chain, other[1].chain, "")
    assert names(scribe) == {"Ann", "Ben"}
    decide(scribe, one[1].chain, other[1].chain, parted_desk("far", other[1].chain))
    assert names(scribe) == {"Ann", "Ben", "Cyd"}


def test_what_no_desk_could_read_of_a_writing_is_not_taken(scribe: Scribe) -> None:
    one = entries_of("far", *ONE)
    bad = entries_of("far", OTHER[0], ("set", "person:c", {"full_name": 7}))
    take(scribe, one)
    take(scribe, bad)
    decide(scribe, one[1].chain, bad[1].chain, parted_desk("far", bad[1].chain))
    assert names(scribe) == {"Ann", "Ben"}
    assert list(scribe.store.differences()) == []
