"""What every desk can make something of, and what would break one that takes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.journal.entry import CLOCK_COUNTER_BITS, FIRST_CHAIN, StoredEntry, chain_after
from desktop.store.journal.acceptance import opened_if_acceptable
from tests.support.builders import EIGHT
from tests.support.fleet import FleetDesk

CLOCK = EIGHT << CLOCK_COUNTER_BITS
MOVED = {"outcome": "admitted", "direction": "in", "point": "Gate", "place": "venue"}


def row(
    kind: str = "set",
    subject: str = "registration:r1",
    body: Any = None,
    *,
    desk: str = "0123456789",
    clock: int = CLOCK,
    seen: Any = None,
) -> StoredEntry:
    text = body if isinstance(body, str) else json.dumps(body if body is not None else {})
    identity = (desk, 1, clock, "desk", kind, subject, "p1")
    seen_text = json.dumps(seen or {})
    return StoredEntry(
        *identity, text, seen_text, chain_after(FIRST_CHAIN, identity, text, seen_text)
    )


BAD: dict[str, StoredEntry] = {
    "a clock past all others": row(clock=2**63 - 1),
    "a policy that is no word": row("set", "point:d", {"reentry": 5}),
    "a capacity that is no number": row("set", "session:s", {"capacity": "20"}),
    "a desk that is a path": row(desk="a/b"),
    "a desk that ends files": row(desk="end"),
    "a desk that is the mark of a time": row(desk="@"),
    "a desk of 300 letters": row(desk="a" * 300),
    "a subject without a type": row(subject="r1"),
    "no JSON": row(body="{"),
    "JSON without end": row(body="[" * 100_000),
    "no object": row(body=[1]),
    "not a number": row(body='{"x":NaN}'),
    "NUL": row(body={"notes": "a\0b"}),
    "half a character": row(body='{"notes":"\\ud800"}'),
    "a status that is a list": row(body={"status": []}),
    "an unknown status": row(body={"status": "asleep"}),
    "a booking that is a list": row(body={"booking:s": {"state": [], "at_ms": 1}}),
    "an answer with odd wording": row(body={"answer:q": {"value": "", "at_ms": 1, "wording": [1]}}),
    "a number that no column holds": row("set", "session:s", {"capacity": 10**30}),
    "a moment that is none": row(body={"paid_ms": -(10**17)}),
    "an own time that is none": row("move", body=MOVED, seen={"@": 10**30}),
    "an own time before all time": row("move", body=MOVED, seen={"@": -(10**17)}),
    "a way that is none": row("move", body=MOVED | {"direction": "up"}),
    "a place that is a list": row("move", body=MOVED | {"to": [1]}),
    "a session that is a list": row("move", body=MOVED | {"session": [1]}),
    "a code that is a number": row("print", body={"code": 5}),
    "a look that is a list": row("print", body={"code": "1", "look": [1]}),
    "a ticket that is a list": row(body={"ticket_code": [1]}),
    "an undo of a number without end": row("undo", body={"desk": "a", "n": 10**30}),
    "a settlement of nothing": row("resolve", body={"entries": [5]}),
    "an accepted number that is a word": row("resolve", body={"entries": [], "accepted": "x"}),
    "a merge of nothing": row("merge", body={"set": 5}),
    "a person whose age is a number": row("set", "person:p", {"first_name": 5}),
}
GOOD: dict[str, StoredEntry] = {
    "a registration": row(body={"person": "p", "ticket_code": "T-1", "status": "registered"}),
    "a kind of a newer Muster": row("dance", body={"steps": [1, 2, {"x": None}]}),
    "a subject of a newer Muster": row("set", "balloon:b", {"colour": 5}),
    "a field of a newer Muster": row("set", "session:s", {"code": "W1", "weather": {"wind": 1.5}}),
    "a session": row("set", "session:s", {"booking": "needed", "capacity": 20, "place": "Hall"}),
    "a point": row(
        "set",
        "point:d",
        {
            "direction": "in",
            "closes_from": "begins",
            "capacity": 5,
            "reentry": "never",
            "capacity_rule": "warn",
        },
    ),
    "a policy of a newer Muster": row("set", "point:d", {"reentry": "twice a day"}),
    "a question": row("set", "question:q", {"kind": "yes_no", "asked": "both", "position": 2}),
    "a place": row("set", "place:p", {"kind": "bus", "capacity": 50, "parent": ""}),
    "a programme": row("set", "programme:p", {"code": "N", "number": 7, "capacity": 0}),
    "a movement": row("move", body=MOVED, seen={"@": EIGHT, "a": 3}),
}


@pytest.mark.parametrize("what", BAD)
def test_what_would_break_a_desk_is_not_taken(what: str) -> None:
    assert not opened_if_acceptable(BAD[what])


@pytest.mark.parametrize("what", GOOD)
def test_what_is_good_or_only_unknown_is_taken(what: str) -> None:
    assert opened_if_acceptable(GOOD[what])


def test_bad_entries_are_parked_and_the_desk_goes_on(tmp_path: Path) -> None:
    desk = FleetDesk(tmp_path, "Desk A")
    desk.make_programme()
    for number, bad in enumerate(BAD.values()):
        taken = desk.take([bad], f"file {number}")
        assert taken == []
    noa = desk.register("Noa Levi")
    assert desk.scan(noa).outcome.slug == "admitted"
    assert desk.front_desk.verify() == []
    desk.close()
