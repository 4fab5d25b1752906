"""What an open store hands out: settings, mappings, undo, and files."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.programme.programme import Programme
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.checkin.desk import UndoResult
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.support.builders import write_csv
from tests.support.fakes import FakeClock, RecordingPainter
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


def test_settings_are_kept_in_the_store_and_at_hand(
    store_path: Path, key_file: Path, clock: FakeClock, painter: RecordingPainter
) -> None:
    first = FrontDesk.open(store_path, key_file, clock, painter)
    assert (first.settings("stand"), first.kept_settings("stand")) == ({}, {})
    first.keep_settings("stand", {"point": "Door"})
    assert first.settings("stand") == {"point": "Door"}
    assert first.kept_settings("stand") == {"point": "Door"}
    first.close()
    again = FrontDesk.open(store_path, key_file, clock, painter)
    assert again.kept_settings("stand") == {"point": "Door"}
    again.close()


def test_without_printers_there_is_a_door_to_none(front_desk: FrontDesk) -> None:
    assert list(front_desk.printers._door.system_printers()) == []


def test_a_name_that_a_desk_has_already_is_not_written_again(front_desk: FrontDesk) -> None:
    front_desk.name_desk("Registration 1")
    newest = front_desk._store.journal.newest()
    assert front_desk._store.desk_name() == "Registration 1"
    front_desk.name_desk("Registration 1")
    assert front_desk._store.journal.newest() == newest


def test_undo_takes_back_what_was_done_last(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    desk.front_desk.desk.pick(desk.station(), noa.id)
    desk.front_desk.undo_newest(desk.programme)
    assert desk.now(noa).registration.presence is None
    desk.front_desk.desk.pick(desk.station(), noa.id)
    desk.front_desk.registry.set_field([noa.id], "tags", "vip")
    desk.front_desk.undo_newest(desk.programme)
    own = desk.now(noa).registration
    assert (own.tags, own.presence is not None) == ("", True)
    desk.front_desk.undo_newest(desk.programme)
    assert desk.now(noa).registration.presence is None


def test_undo_without_a_programme_takes_back_a_step_and_no_movement(desk: Reception) -> None:
    assert desk.front_desk.undo_newest(None) is None
    assert desk.front_desk.undo_newest(desk.programme) is None
    noa = desk.register("Noa Cohen")
    desk.front_desk.desk.pick(desk.station(), noa.id)
    desk.front_desk.undo_newest(None)
    assert desk.front_desk.registry.find_details(noa.id) is None


def test_a_kept_mapping_fits_files_with_its_columns(front_desk: FrontDesk, tmp_path: Path) -> None:
    rows = [["Name", "Company", "Email"], ["Noa Cohen", "Touro", "n@x.org"]]
    guests = open_guest_list(write_csv(tmp_path / "list.csv", rows))
    assert front_desk.with_kept_mapping(guests) is guests
    by_hand = guests.mapped({"notes": "Company", "email": ""})
    front_desk.keep_mapping(by_hand)
    kept = front_desk.with_kept_mapping(guests)
    assert kept.named_mapping == {"full_name": "Name", "notes": "Company"}
    every_column = guests.mapped({"notes": "Company"})
    front_desk.keep_mapping(every_column)
    assert front_desk.with_kept_mapping(by_hand).named_mapping == {
        "full_name": "Name", "notes": "Company", "email": "Email",
    }  # fmt: skip


def test_a_plain_copy_takes_the_place_of_an_older_one(
    front_desk: FrontDesk, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    front_desk.plain_copy(target)
    front_desk.plain_copy(target)
    assert target.read_bytes().startswith(b"SQLite format 3")


def test_undo_takes_back_nothing_from_before_the_program_was_opened(
    store_path: Path, key_file: Path, clock: FakeClock, painter: RecordingPainter
) -> None:
    """Whoever opened it has not seen that done; Recent takes it back by name."""
    first = FrontDesk.open(store_path, key_file, clock, painter)
    programme = first.programmes.find_or_make("NIPERM")
    person = {"first_name": "Noa", "last_name": "Cohen"}
    who = first.registry.register(programme, RegistrationForm(person, {}, {}))[0]
    station = Station(programme, first.programmes.find_or_make_point(programme, "Main entrance"))
    first.desk.pick(station, who.id)
    first.close()
    second = FrontDesk.open(store_path, key_file, clock, painter)
    assert second.undo_newest(programme) is None
    assert second.desk.counts(programme, 1, 60_000).inside == 1
    other = second.registry.register(
        programme, RegistrationForm({"first_name": "Dan", "last_name": "Levi"}, {}, {})
    )[0]
    second.desk.pick(station, other.id)
    undone = second.undo_newest(programme)
    assert isinstance(undone, UndoResult)
    assert undone.attendee is not None
    assert undone.attendee.id == other.id
    assert second.desk.counts(programme, 1, 60_000).inside == 1
    second.close()


def test_a_store_that_nobody_holds_any_more_is_let_go(
    store_path: Path, key_file: Path, clock: FakeClock, painter: RecordingPainter
) -> None:
    """Its connection calls a rule that reads the store: in a circle the lock would stay."""
    first = FrontDesk.open(store_path, key_file, clock, painter)
    first.programmes.find_or_make("NIPERM")
    assert first._store.presence_now.rule_of("nothing of this name") is None
    del first
    FrontDesk.open(store_path, key_file, clock, painter).close()
