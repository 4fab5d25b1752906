"""What desks disagree about, as it is listed."""

from __future__ import annotations

import pytest

from desktop.domain.journal.conflicts import UNDISPUTED
from desktop.domain.journal.entry import SubjectType
from desktop.store.journal.subjects import TABLES
from desktop.store.queries.conflicts import _CALLED
from tests.support.builders import EIGHT
from tests.support.scribe import Scribe, entries_of

BOOKED = {"state": "booked", "at_ms": 7}


def hear(scribe: Scribe, *told: tuple[str, str, dict[str, object]], at_ms: int = EIGHT) -> None:
    with scribe.store.write():
        scribe.store.take_in(entries_of("b", *told, at_ms=at_ms), "hub")


def test_the_dispute_with_the_newest_side_comes_first(scribe: Scribe) -> None:
    scribe.register("noa", "Noa", notes="a")
    scribe.register("dan", "Dan", notes="a")
    scribe.now_ms = EIGHT + 100_000
    scribe.register("gal", "Gal", notes="a")
    assert scribe.store.conflicts.count() == 0
    hear(
        scribe,
        ("set", "registration:gal", {"notes": "b"}),
        ("set", "registration:dan", {"notes": "b"}),
        ("set", "registration:noa", {"notes": "b"}),
        at_ms=EIGHT + 50_000,
    )
    disputes = scribe.store.conflicts.all()
    assert [dispute.subject for dispute in disputes] == [
        "registration:gal",
        "registration:noa",
        "registration:dan",
    ]
    assert [(side.at_ms, side.what) for side in disputes[0].conflict.sides] == [
        (EIGHT + 50_001, "b"),
        (EIGHT + 100_000, "a"),
    ]
    assert scribe.store.conflicts.count() == 3


@pytest.mark.parametrize(
    ("type_", "id_", "title"),
    [
        ("session", "w1", "Opening"),
        ("point", "gate", "Gate"),
        ("programme", "p1", "Niperm"),
        ("question", "q1", "Diet?"),
        ("session", "w9", ""),
        ("registration", "noa", ""),
        ("balloon", "x", ""),
    ],
)
def test_a_small_subject_is_called_by_its_title_or_name(
    scribe: Scribe, type_: str, id_: str, title: str
) -> None:
    scribe.put("set", "session:w1", code="W1", title="Opening")
    scribe.put("set", "point:gate", name="Gate")
    scribe.put("set", "question:q1", text="Diet?")
    assert scribe.store.conflicts.title_of(type_, id_) == title


def test_a_session_is_overfull_with_one_more_than_its_places(scribe: Scribe) -> None:
    conflicts = scribe.store.conflicts
    scribe.put("set", "session:w1", capacity=1)
    scribe.put("set", "session:w2", capacity=0)
    scribe.register("noa", "Noa", **{"booking:w1": BOOKED, "booking:w2": BOOKED})
    assert conflicts.overfull("p1") == []
    scribe.register("dan", "Dan", **{"booking:w1": {"state": "booked", "at_ms": 6}})
    assert conflicts.overfull("p1") == [("w1", "p1", 1, 2)]
    assert conflicts.booked_in("w1") == [("dan", 6), ("noa", 7)]


def test_people_know_each_small_subject_by_some_column() -> None:
    """A roll call has no name, and nobody disagrees about one."""
    unnamed = [type_ for type_, table in TABLES.items() if not {*_CALLED} & {*table.columns}]
    assert unnamed == [SubjectType.ROLLCALL]
    assert f"{SubjectType.ROLLCALL}:" in UNDISPUTED
