"""Verification names every difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.checkin.codes import Reading
from desktop.domain.programme.programme import Programme
from desktop.store.store import Store
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from tests.conftest import Importer


@pytest.fixture
def busy_day(
    front_desk: FrontDesk, niperm: Programme, import_file: Importer, exports: Path
) -> FrontDesk:
    """A store with imports, check-ins, refusals, an undo and a re-import."""
    import_file(exports / "luma_2025.csv")
    import_file(exports / "eventbrite_us.csv")
    station = Station(niperm, front_desk.programmes.points(niperm)[0])
    for code in ("https://luma.com/check-in/evt-x?pk=g-0", "nobody", "https://x"):
        front_desk.desk.scan(station, Reading(code))
    front_desk.desk.undo(niperm)
    import_file(exports / "luma_2025.csv")
    return front_desk


def tamper(front_desk: FrontDesk, statement: str) -> None:
    store: Store = front_desk._store
    store.db.conn.execute(statement)


def test_a_busy_day_verifies(busy_day: FrontDesk) -> None:
    assert busy_day.verify() == []


@pytest.mark.parametrize(
    ("statement", "where", "what"),
    [
        ("UPDATE registrations SET notes = 'altered'", "registrations", "notes"),
        ("UPDATE headcounts SET people = people + 1", "headcounts", "people"),
        ("UPDATE headcounts SET unprinted = unprinted + 1", "headcounts", "unprinted"),
        ("DELETE FROM people WHERE rowid = 1", "people", "is missing"),
        ("UPDATE verdicts SET outcome = 'admitted'", "verdicts", "outcome"),
        ("DELETE FROM name_words WHERE word = 'noa'", "name_words", "is missing"),
        ("DELETE FROM name_pairs WHERE word = 'noa'", "name_pairs", "is missing"),
        ("UPDATE codes SET retired_ms = 1", "codes", "retired_ms"),
        (
            "INSERT INTO points (id, programme, name, place) VALUES ('x', 'y', 'Back', 'venue')",
            "points x",
            "not in",
        ),
    ],
)
def test_each_altered_projection_is_named(
    busy_day: FrontDesk, statement: str, where: str, what: str
) -> None:
    tamper(busy_day, statement)
    differences = busy_day.verify()
    assert differences
    assert all(difference.where.startswith(where) for difference in differences)
    assert all(what in difference.what for difference in differences)


def test_an_altered_entry_breaks_the_chain(busy_day: FrontDesk) -> None:
    tamper(busy_day, "DROP TRIGGER journal_is_never_changed")
    tamper(busy_day, "UPDATE journal SET body = replace(body, 'Noa', 'Nea')")
    assert any("altered" in difference.what for difference in busy_day.verify())


def test_a_cut_entry_is_missed(busy_day: FrontDesk) -> None:
    tamper(busy_day, "DROP TRIGGER journal_is_never_cut")
    tamper(busy_day, "DELETE FROM journal WHERE n = 3")
    differences = busy_day.verify()
    assert any(
        difference.where.endswith("/3") and "missing" in difference.what
        for difference in differences
    )


def test_an_unreadable_entry_is_named_and_does_not_end_the_check(busy_day: FrontDesk) -> None:
    tamper(busy_day, "DROP TRIGGER journal_is_never_changed")
    tamper(busy_day, "UPDATE journal SET body = '{broken' WHERE n = 4")
    differences = busy_day.verify()
    assert any(
        difference.where.endswith("/4") and "cannot be read" in difference.what
        for difference in differences
    )
    assert any("not compared" in difference.what for difference in differences)


def test_a_search_word_in_the_wrong_programme_is_named(busy_day: FrontDesk) -> None:
    tamper(busy_day, "UPDATE name_words SET programme = 99 WHERE programme > 0")
    assert busy_day.verify()
