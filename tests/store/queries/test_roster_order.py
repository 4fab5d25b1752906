"""The table's orders: by label, then by name, whatever is filtered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest

from desktop.domain.attendees.attendee_filter import Column, Filter, Order
from desktop.store.queries import roster
from tests.support.scribe import Scribe

T = TypeVar("T")
PEOPLE = {
    "amit": {"organization": "Touro", "ticket_type": "Guest", "country": "US"},
    "beni": {"organization": "ochsner", "ticket_type": "Delegate"},
    "carmi": {"ticket_type": "Guest", "country": "IL"},
    "dina": {"organization": "Touro", "ticket_type": "Delegate", "country": "IL"},
    "eran": {"ticket_type": "Speaker"},
}
GUESTS = Filter(((Column.TYPE, ("Guest", "Delegate")),))


@pytest.fixture
def people(scribe: Scribe) -> Scribe:
    for id_ in ("eran", "beni", "dina", "amit", "carmi"):
        scribe.register(id_, id_.title(), **PEOPLE[id_])
    return scribe


def listed(scribe: Scribe, wanted: Filter, column: Column, programme: str = "p1") -> str:
    numbers = scribe.store.roster.numbers(programme, wanted, Order(column))
    back = scribe.store.roster.numbers(programme, wanted, Order(column, is_down=True))
    assert list(back) == list(numbers)[::-1]
    names = dict(scribe.rows('SELECT "row", id FROM registrations'))
    return " ".join(names[number] for number in numbers)


@pytest.mark.parametrize(
    ("column", "everybody", "guests"),
    [
        (Column.NAME, "amit beni carmi dina eran", "amit beni carmi dina"),
        (Column.ORGANISATION, "carmi eran beni amit dina", "carmi beni amit dina"),
        (Column.TYPE, "beni dina amit carmi eran", "beni dina amit carmi"),
        (Column.COUNTRY, "beni eran carmi dina amit", "beni carmi dina amit"),
        (Column.STATUS, "amit beni carmi dina eran", "amit beni carmi dina"),
    ],
)
def test_equal_texts_stand_together_by_name_and_no_text_first(
    people: Scribe, column: Column, everybody: str, guests: str
) -> None:
    assert listed(people, Filter(), column) == everybody
    assert listed(people, Filter(), column, "") == everybody
    assert listed(people, GUESTS, column) == guests


def test_of_an_unknown_programme_nobody_is_listed(people: Scribe) -> None:
    for column in Column:
        assert listed(people, Filter(), column, "nowhere") == ""
        assert listed(people, GUESTS, column, "nowhere") == ""


def test_where_everybody_has_an_organisation_nobody_stands_first(scribe: Scribe) -> None:
    scribe.register("amit", "Amit", organization="Touro")
    assert listed(scribe, Filter(), Column.ORGANISATION) == "amit"


def test_values_come_with_how_many_in_one_programme_or_all(people: Scribe) -> None:
    people.programme("p2")
    people.register("fay", "Fay", "p2", country="IL")
    values = people.store.roster.values
    assert values("p1", Column.COUNTRY, 9) == [("IL", 2), ("US", 1)]
    assert values("", Column.COUNTRY, 9) == [("IL", 3), ("US", 1)]
    assert values("p2", Column.COUNTRY, 9) == [("IL", 1)]
    assert values("p1", Column.TYPE, 2) == [("Delegate", 2), ("Guest", 2)]


def test_organisations_are_offered_by_the_beginning_of_a_word(people: Scribe) -> None:
    people.register("gil", "Gil", organization="College of Tourism")
    like = people.store.roster.organisations_like
    assert sorted(like("tour", 9)) == ["College of Tourism", "Touro"]
    assert like("ochs", 9) == ["ochsner"]
    assert like("x", 9) == []


def test_whoever_is_renamed_while_it_is_read_is_there_once(
    scribe: Scribe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster, "PAGE", 2)
    for number, name in enumerate(("Ada A", "Bea B", "Cid C", "Dov D", "Eva E")):
        scribe.register(f"n{number}", name)
    asked: list[int] = []

    def on_store(work: Callable[[], T]) -> T:
        asked.append(1)
        if len(asked) == 5:
            # From the slice that comes to the one that was.
            scribe.put("set", "person:n4", "", first_name="Abe", last_name="A")
        return work()

    numbers = scribe.store.roster.numbers("p1", Filter(), Order(), on_store)
    people = scribe.store.registrations.by_rows(list(numbers))
    assert [who.name for who in people if who.id.startswith("n")] == [
        "Abe A", "Ada A", "Bea B", "Cid C", "Dov D"
    ]  # fmt: skip
    assert len(asked) > 10
