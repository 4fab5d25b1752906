"""No query of the store walks along a table that grows with people, unless it is said why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.attendees.attendee_filter import Column, Filter, Order, PresenceFilter
from desktop.store.engine.engine import dbapi
from desktop.store.store import Store
from tests.conftest import Importer
from tests.support.tour import tour, values_of

GROWS = frozenset({
    "answers", "attended", "bookings", "codes", "credits_decided", "journal", "marks",
    "name_pairs", "name_words", "overrides", "people", "presences", "printings", "registrations",
    "roster", "sealed", "sheets", "verdicts",
})  # fmt: skip
# What walks along one of them all the same, and why that is no harm.
ALLOWED = {
    "year_report.everybody": "only where stores are put together, by a command: nobody scans there",
    "year_report.store_facts": "only where stores are put together, by a command",
    "journal.count": "only while projections are made anew, before the window stands",
    "journal.stored_by_desk": "verify reads everything, in a copy",
    "registrations.corrected": "along an index of whom a hand corrected: they are few",
    "doubles.worth_looking": "the first row of an index, then from group to group of makers",
    "intake.has_sealed": "one row of it",
    "blobs.wanted": "along indexes of what names bytes: as many as there are pictures",
}
_WALK = re.compile(r"SCAN (\w+)")
_FROM = re.compile(
    r"\b(?:FROM|JOIN)\s+(\w+)(?:\s+INDEXED BY \w+)?(?:\s+(?:AS\s+)?(\w+))?", re.IGNORECASE
)


class Recorder(dbapi.Connection):  # type: ignore[misc,name-defined,unused-ignore]
    """A connection that keeps what it was asked."""

    asked: list[tuple[str, Any]]

    def execute(self, query: str, values: Any = ()) -> Any:
        """Ask, and keep the question."""
        if query.lstrip().upper().startswith(("SELECT", "WITH", "UPDATE", "DELETE")):
            self.asked.append((query, values))
        return super().execute(query, values)


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, Any]]]:
    asked: list[tuple[str, Any]] = []
    connect = dbapi.connect

    class Own(Recorder):
        pass

    Own.asked = asked
    monkeypatch.setattr(
        dbapi, "connect", lambda *given, **more: connect(*given, factory=Own, **more)
    )
    yield asked


def walked(store: Store, query: str, values: Any) -> set[str]:
    """Name the growing tables that a query walks along from end to end."""
    plan = store.db.conn.execute(f"EXPLAIN QUERY PLAN {query}", values).fetchall()
    names = {match[1] for row in plan if (match := _WALK.search(row[3]))}
    tables = {alias: table for table, alias in _FROM.findall(query)}
    return {table for name in names if (table := tables.get(name, name)) in GROWS}


@pytest.fixture
def store(recorded: list[tuple[str, Any]], front_desk: Any) -> Store:
    return front_desk._store  # type: ignore[no-any-return]


def test_the_list_names_tables_that_are_there(store: Store) -> None:
    there = {row[0] for row in store.db.conn.execute("SELECT name FROM sqlite_master")}
    assert there >= GROWS - {"sheets"}


def test_a_walk_is_seen(store: Store) -> None:
    assert walked(store, "SELECT count(*) FROM people", ()) == {"people"}
    assert walked(store, "SELECT r.id FROM registrations r WHERE +r.person = ?", ("x",)) == {
        "registrations"
    }
    assert walked(store, "SELECT id FROM people WHERE id = ?", ("x",)) == set()


def test_no_query_walks_along_what_grows(
    store: Store, recorded: list[tuple[str, Any]], import_file: Importer, exports: Path
) -> None:
    import_file(exports / "eventbrite_us.csv")
    programme = store.programmes.all()[0].id
    walks: dict[str, set[str]] = {}
    names = []
    for asked in tour(store, values_of(store, programme)):
        recorded.clear()
        names.append(asked.name)
        asked.ask()
        for query, values in list(recorded):
            if tables := walked(store, query, values):
                walks.setdefault(asked.name, set()).update(tables)
    assert len(names) > 140
    assert {name: tables for name, tables in walks.items() if name not in ALLOWED} == {}
    # A walk that is no more is taken off the list.
    assert set(walks) == set(ALLOWED)


@pytest.mark.parametrize("scope", ["one", "all"])
@pytest.mark.parametrize("column", list(Column))
@pytest.mark.parametrize("presence", list(PresenceFilter))
def test_no_order_and_no_filter_of_the_table_walks_along_what_grows(
    store: Store,
    recorded: list[tuple[str, Any]],
    import_file: Importer,
    exports: Path,
    presence: PresenceFilter,
    column: Column,
    scope: str,
) -> None:
    import_file(exports / "eventbrite_us.csv")
    programme = store.programmes.all()[0].id if scope == "one" else ""
    chosen = Filter(((Column.STATUS, ("registered",)),), "s", presence, ("q",), is_to_be_told=True)
    for wanted in (chosen, Filter()):
        recorded.clear()
        store.roster.numbers(programme, wanted, Order(column, is_down=True))
        assert recorded
        for query, values in list(recorded):
            assert walked(store, query, values) == set(), query
