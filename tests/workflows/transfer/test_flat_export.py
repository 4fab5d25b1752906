"""Flat files for other systems: ids that stay, documented columns, and only what changed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.attendees.fields import FLAT_ATTENDEE_COLUMNS, MOVEMENT_COLUMNS, SESSION_COLUMNS
from desktop.domain.attendees.registration import Direction
from desktop.domain.failures import FileUnwritable, WorkStopped
from desktop.domain.programme.programme import Programme, Session
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.transfer.flat_export import Flat
from tests.support.fleet import FleetDesk

DOCUMENT = Path(__file__).parents[3] / "docs" / "export-columns.md"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FleetDesk]:
    made = FleetDesk(tmp_path, "Desk A")
    made.make_programme()
    yield made
    made.close()


def programme(desk: FleetDesk) -> Programme:
    return desk.front_desk.programmes.named("NIPERM")


def export(desk: FleetDesk, what: Flat, *, changed: bool = False) -> list[dict[str, str]]:
    target = desk.store.path.parent / f"{what}.csv"
    count = desk.front_desk.flat_export.write(what, programme(desk), target, only_changed=changed)
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == count
    return rows


def test_movements_are_flat_and_say_what_was_taken_back(desk: FleetDesk) -> None:
    noa = desk.register("Noa Levi")
    desk.scan(noa)
    desk.scan(noa, Direction.OUT)
    desk.front_desk.desk.undo(programme(desk))
    first, second = export(desk, Flat.MOVEMENTS)
    assert (first["direction"], first["undone_at"]) == ("in", "")
    assert (second["direction"], second["undone_at"] != "") == ("out", True)
    assert {first["registration_id"], second["registration_id"]} == {noa.id}
    assert first["desk"] == "Desk A"


def test_only_what_changed_since_the_last_one_is_written(desk: FleetDesk) -> None:
    noa, dan = desk.register("Noa Levi"), desk.register("Dan Levi")
    assert len(export(desk, Flat.ATTENDEES, changed=True)) == 2
    assert export(desk, Flat.ATTENDEES, changed=True) == []
    desk.front_desk.registry.set_field([dan.id], "delegation", "Haifa")
    (row,) = export(desk, Flat.ATTENDEES, changed=True)
    assert (row["registration_id"], row["delegation"]) == (dan.id, "Haifa")
    desk.scan(noa)
    (row,) = export(desk, Flat.ATTENDEES, changed=True)
    assert (row["registration_id"], row["status"]) == (noa.id, "checked_in")
    assert len(export(desk, Flat.ATTENDEES)) == 2


def test_who_was_taken_out_is_told_as_removed(desk: FleetDesk) -> None:
    noa = desk.register("Noa Levi")
    export(desk, Flat.ATTENDEES, changed=True)
    desk.front_desk.changes.undo()
    (row,) = export(desk, Flat.ATTENDEES, changed=True)
    assert (row["registration_id"], row["removed"]) == (noa.id, "yes")


def test_a_movement_that_is_taken_back_later_comes_again(desk: FleetDesk) -> None:
    noa = desk.register("Noa Levi")
    desk.scan(noa)
    (before,) = export(desk, Flat.MOVEMENTS, changed=True)
    desk.front_desk.desk.undo(programme(desk))
    (after,) = export(desk, Flat.MOVEMENTS, changed=True)
    assert before["movement_id"] == after["movement_id"]
    assert after["undone_at"]


def test_sessions_have_their_counts(desk: FleetDesk) -> None:
    noa = desk.register("Noa Levi")
    fields = {"code": "W1", "title": "Triage", "capacity": "2"}
    session = desk.front_desk.planning.save_session(programme(desk), "", fields)
    assert isinstance(session, Session)
    desk.front_desk.sessions.book([noa.id], session)
    (row,) = export(desk, Flat.SESSIONS)
    assert (row["code"], row["capacity"], row["booked"], row["inside"]) == ("W1", "2", "1", "0")


def test_what_other_desks_wrote_is_news_too(desk: FleetDesk, tmp_path: Path) -> None:
    noa = desk.register("Noa Levi")
    export(desk, Flat.MOVEMENTS, changed=True)
    other = FleetDesk(tmp_path, "Desk B")
    other.hear(desk)
    other.scan(noa)
    desk.hear(other)
    (row,) = export(desk, Flat.MOVEMENTS, changed=True)
    assert row["desk"] == "Desk B"
    other.close()


def test_a_folder_that_takes_nothing_loses_no_change(desk: FleetDesk, tmp_path: Path) -> None:
    desk.register("Noa Levi")
    with pytest.raises(FileUnwritable):
        desk.front_desk.flat_export.write_news(programme(desk), tmp_path / "gone")
    folder = tmp_path / "watched"
    folder.mkdir()
    made = desk.front_desk.flat_export.write_news(programme(desk), folder)
    assert any("attendees" in path.name for path in made)
    assert desk.front_desk.flat_export.write_news(programme(desk), folder) == []


def test_every_column_is_documented() -> None:
    text = DOCUMENT.read_text("utf-8")
    named = set(re.findall(r"`([a-z_]+)`", text))
    for columns in (FLAT_ATTENDEE_COLUMNS, MOVEMENT_COLUMNS, SESSION_COLUMNS):
        assert set(columns) <= named


def test_an_export_that_was_stopped_loses_no_change(desk: FleetDesk, tmp_path: Path) -> None:
    desk.register("Noa Levi")
    target = tmp_path / "a.csv"
    with pytest.raises(WorkStopped):
        desk.front_desk.flat_export.write(
            Flat.ATTENDEES, programme(desk), target, only_changed=True, is_stopped=lambda: True
        )
    assert not target.exists()
    assert len(export(desk, Flat.ATTENDEES, changed=True)) == 1


def test_a_session_is_news_when_a_booking_falls_away(desk: FleetDesk) -> None:
    noa = desk.register("Noa Levi")
    fields = {"code": "W1", "title": "Triage", "capacity": "2"}
    session = desk.front_desk.planning.save_session(programme(desk), "", fields)
    assert isinstance(session, Session)
    desk.front_desk.sessions.book([noa.id], session)
    export(desk, Flat.SESSIONS, changed=True)
    desk.front_desk.changes.undo()
    (row,) = export(desk, Flat.SESSIONS, changed=True)
    assert row["booked"] == "0"


def test_a_programmes_code_cannot_leave_the_watched_folder(desk: FleetDesk, tmp_path: Path) -> None:
    folder = tmp_path / "watched"
    folder.mkdir()
    odd = desk.front_desk.programmes.find_or_make("../EVIL")
    desk.front_desk.registry.register(odd, RegistrationForm({"first_name": "Noa"}, {}, {}))
    made = desk.front_desk.flat_export.write_news(odd, folder)
    assert made
    assert all(path.parent == folder for path in made)
    assert list(tmp_path.glob("*EVIL*")) == []
