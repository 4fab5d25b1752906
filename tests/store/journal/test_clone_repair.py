"""Entries of a clone under their new desk's name: numbers, chains, and what names them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from desktop.domain.journal.entry import FIRST_CHAIN
from desktop.store.journal.clone_repair import renamed
from desktop.store.journal.subjects import TABLES
from tests.support.scribe import entries_of

TOLD: list[tuple[str, str, Mapping[str, Any]]] = [
    ("set", f"person:{number}", {"first_name": "Noa"}) for number in range(1, 5)
]


def moved(body: Mapping[str, Any]) -> Any:
    """Give a body of desk `old` as it is after entries from number 3 on moved to desk `new`."""
    rows = entries_of("old", *TOLD, ("set", "person:5", body))
    return json.loads(renamed(rows[2:], "new")[-1].body)


def test_nothing_stays_nothing() -> None:
    assert renamed([], "new") == []


def test_moved_entries_are_numbered_from_one_and_chained_anew() -> None:
    rows = entries_of("old", *TOLD)
    made = renamed(rows[2:], "new")
    assert [(row.desk, row.number, row.subject) for row in made] == [
        ("new", 1, "person:3"),
        ("new", 2, "person:4"),
    ]
    assert [row.clock for row in made] == [row.clock for row in rows[2:]]
    assert made[0].follows(FIRST_CHAIN)
    assert made[1].follows(made[0].chain)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"desk": "old", "n": 3}, {"desk": "new", "n": 1}),
        ({"desk": "old", "n": 4, "x": 1}, {"desk": "new", "n": 2, "x": 1}),
        ({"desk": "old", "n": 2}, {"desk": "old", "n": 2}),
        ({"desk": "other", "n": 3}, {"desk": "other", "n": 3}),
        ({"desk": "old", "n": "3"}, {"desk": "old", "n": "3"}),
        ({"desk": "old"}, {"desk": "old"}),
        ({"n": 3}, {"n": 3}),
        ({"verdict": {"desk": "old", "n": 5}}, {"verdict": {"desk": "new", "n": 3}}),
    ],
)
def test_what_names_a_moved_entry_names_it_by_its_new_number(body: Any, expected: Any) -> None:
    assert moved(body) == expected


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([["old", 3], ["old", 5]], [["new", 1], ["new", 3]]),
        ([["old", 2], ["other", 4]], [["old", 2], ["other", 4]]),
        ([["old", "3"], ["old"], []], [["old", "3"], ["old"], []]),
        ([["old", 3, 4], [["old", 4]]], [["old", 3, 4], [["new", 2]]]),
        (["old", 4, 4], ["old", 4, 4]),
    ],
)
def test_so_does_a_settlement(pairs: Any, expected: Any) -> None:
    assert moved({"entries": pairs}) == {"entries": expected}


def test_a_field_that_was_never_written_is_what_its_record_says() -> None:
    session, point = TABLES["session"].defaults, TABLES["point"].defaults
    assert (session["code"], session["title"], session["capacity"]) == ("", "", 0)
    assert (point["name"], point["direction"], point["reentry"]) == ("", "both", "after_leaving")
