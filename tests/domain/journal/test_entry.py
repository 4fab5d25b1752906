"""Entries: clock, chain and identity."""

from __future__ import annotations

import uuid

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.journal.entry import (
    FIRST_CHAIN,
    canonical,
    chain_after,
    next_clock,
    split_subject,
)
from desktop.domain.journal.ids import uuid7

_identity = ("desk", 1, 5, "desk", "set", "person:1", "p")


@given(st.integers(0, 2**62), st.integers(0, 2**45))
def test_the_clock_never_goes_back(seen: int, wall_ms: int) -> None:
    assert next_clock(seen, wall_ms) > seen
    assert next_clock(seen, wall_ms) >= wall_ms << 16


def test_equal_bodies_have_equal_text() -> None:
    assert canonical({"b": 1, "a": "ש"}) == canonical({"a": "ש", "b": 1}) == '{"a":"ש","b":1}'


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_changed_body_changes_the_chain(one: str, other: str) -> None:
    chains = {
        chain_after(FIRST_CHAIN, _identity, canonical({"notes": text}), "{}")
        for text in (one, other)
    }
    assert (len(chains) == 1) == (one == other)


def test_a_subject_parts_at_the_first_colon() -> None:
    assert split_subject("registration:a:b") == ("registration", "a:b")


@given(st.integers(0, 2**48 - 1), st.integers(0, 2**74 - 1))
def test_ids_are_version_7_uuids_that_sort_by_time(wall_ms: int, randomness: int) -> None:
    made = uuid7(wall_ms, randomness)
    assert uuid.UUID(made).version == 7
    assert made[19] in "89ab"
    assert int(made.replace("-", "")[:12], 16) == wall_ms
