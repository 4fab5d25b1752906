"""Backups are whole, sound, encrypted, made when they are due, and never in the way."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.failures import (
    BackupFlawed,
    FolderUnreachable,
    NoRoomForBackup,
    SecondFolderGone,
    WorkStopped,
)
from desktop.domain.upkeep.backup import BackupState, Occasion
from desktop.files.upkeep import backup_shelf
from desktop.store.engine.keys import KeyStore
from desktop.store.engine.settled_file import open_copy
from desktop.store.projections import check_process
from desktop.store.projections.verify import Difference
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import directly
from desktop.workflows.upkeep.backups import Beside
from tests.support.fakes import RecordingPainter
from tests.support.fleet import FleetDesk, fleet

HOUR_MS = 3_600_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FleetDesk]:
    with fleet(tmp_path, "Desk A") as (only,):
        for number in range(300):
            only.register(f"Noa Levi{number}")
        yield only


def rows_in(path: Path, key_file: Path) -> list[tuple[object, ...]]:
    copy = open_copy(path, KeyStore(key_file))
    try:
        return copy.conn.execute("SELECT desk, n, chain FROM journal ORDER BY 1, 2").fetchall()
    finally:
        copy.conn.close()


def rows_of(desk: FleetDesk) -> list[tuple[object, ...]]:
    query = "SELECT desk, n, chain FROM journal ORDER BY 1, 2"
    return desk.store.db.conn.execute(query).fetchall()


def test_a_backup_holds_every_entry_and_is_marked_sound(desk: FleetDesk) -> None:
    backups = desk.front_desk.backups
    made = backups.make(Occasion.HAND)
    assert made.state is BackupState.SOUND
    assert made.entries == len(rows_of(desk)) == desk.store.journal.newest()
    path = backups.shelf.path_of(made)
    assert rows_in(path, desk.store.key_file) == rows_of(desk)
    assert [file.name for file in backups.shelf.folder.iterdir()] == [made.file_name]
    assert backups.news.newest == made
    assert backups.news.failure is None


def test_nobody_else_may_read_it_and_it_is_encrypted(desk: FleetDesk) -> None:
    backups = desk.front_desk.backups
    path = backups.shelf.path_of(backups.make(Occasion.HAND))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert b"Levi" not in path.read_bytes()
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(path).execute("SELECT count(*) FROM sqlite_master")


def test_what_is_written_while_it_is_made_is_in_the_next_one(
    desk: FleetDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups, store = desk.front_desk.backups, desk.store
    entries = store.entries_known()
    real = store.flaws_of_backup

    def somebody_registers(*how: object) -> Iterator[Difference]:
        desk.register("Dan Between")
        return real(*how)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "flaws_of_backup", somebody_registers)
    first = backups.make(Occasion.HAND)
    assert first.entries == entries
    assert store.entries_known() == entries + 2
    assert backups.since(first).entries == 2
    monkeypatch.undo()
    second = backups.make(Occasion.HAND)
    assert rows_in(backups.shelf.path_of(second), store.key_file) == rows_of(desk)


def test_the_file_is_let_go_as_soon_as_it_is_copied_and_after_a_failure(
    desk: FleetDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups, store = desk.front_desk.backups, desk.store
    backups.make(Occasion.HAND)
    assert not store._holders
    monkeypatch.setattr(check_process, "_HOME", Path("/nowhere"))
    with pytest.raises(FolderUnreachable):
        backups.make(Occasion.HAND)
    assert not store._holders


def test_one_that_was_asked_to_stop_leaves_nothing_behind(desk: FleetDesk) -> None:
    backups = desk.front_desk.backups
    with pytest.raises(WorkStopped):
        backups.make(Occasion.HAND, Beside(is_stopped=lambda: True))
    assert list(backups.shelf.folder.iterdir()) == []
    assert backups.news.failure is None
    # The desk is none the worse.
    desk.register("Gal After")
    assert desk.front_desk.verify() == []


def test_the_hours_backup_is_made_once_and_only_after_something_was_written(
    desk: FleetDesk,
) -> None:
    backups = desk.front_desk.backups
    first = backups.make_if_due()
    assert first
    assert first.occasion is Occasion.START
    assert backups.make_if_due() is None
    desk.clock.advance(2 * HOUR_MS)
    assert backups.make_if_due() is None
    desk.register("Gal After")
    second = backups.make_if_due()
    assert second
    assert (second.occasion, second.number) == (Occasion.HOUR, 2)
    desk.register("Gal Later")
    assert backups.make_if_due() is None


def test_before_an_import_one_is_made_unless_a_fresh_one_is_there(desk: FleetDesk) -> None:
    backups = desk.front_desk.backups
    first = backups.make_before(Occasion.IMPORT)
    assert first
    assert first.occasion is Occasion.IMPORT
    desk.register("Gal After")
    desk.clock.advance(14 * 60_000)
    assert backups.make_before(Occasion.IMPORT) is None
    desk.clock.advance(60_000)
    assert backups.make_before(Occasion.IMPORT)


def test_a_page_that_does_not_read_is_told_once_an_hour_and_the_desk_goes_on(
    tmp_path: Path,
) -> None:
    """The pages of a store that nobody reads are read all the same, and not by the desk itself."""
    with fleet(tmp_path, "Desk A") as (only,):
        for number in range(300):
            only.register(f"Noa Levi{number}")
        only.front_desk.backups.make(Occasion.HAND)
        path, key = only.store.path, only.store.key_file
    spoil_last_page(path)
    front_desk = FrontDesk.open(path, key, only.clock, RecordingPainter())
    backups = front_desk.backups
    with pytest.raises(BackupFlawed):
        backups.make(Occasion.HAND)
    assert [backup.state for backup in backups.listed()] == [BackupState.FLAWED, BackupState.SOUND]
    assert isinstance(backups.news.failure, BackupFlawed)
    assert backups.news.newest
    assert backups.news.newest.number == 1
    # It was another process that read the page: this one writes as before.
    front_desk.name_desk("Goes on")
    assert front_desk.desk.name == "Goes on"
    front_desk.close()


def spoil_last_page(path: Path) -> None:
    """Alter a byte of the last page of a settled file."""
    with path.open("r+b") as file:
        file.seek(-2000, 2)
        byte = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte[0] ^ 0xFF]))


def test_no_backup_takes_the_room_that_the_desk_needs(
    desk: FleetDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(desk.store.path.parent)
    nearly_full = usage._replace(free=backup_shelf.LEAST_LEFT_BYTES + 1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: nearly_full)
    backups = desk.front_desk.backups
    with pytest.raises(NoRoomForBackup):
        backups.make(Occasion.HAND)
    assert backups.listed() == []
    assert isinstance(backups.news.failure, NoRoomForBackup)


def test_what_a_kill_left_of_a_backup_goes_when_the_next_one_is_made(desk: FleetDesk) -> None:
    backups = desk.front_desk.backups
    backups.shelf.folder.mkdir()
    (backups.shelf.folder / ".draft-0badcafe").write_bytes(b"half")
    made = backups.make(Occasion.HAND)
    assert [file.name for file in backups.shelf.folder.iterdir()] == [made.file_name]


def test_a_second_folder_gets_a_copy_and_a_missing_one_costs_no_backup(
    desk: FleetDesk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups = desk.front_desk.backups
    backups.choose_second_folder(str(stick))
    made = backups.make(Occasion.HAND)
    assert backups.copy_to_second()
    (copy,) = stick.rglob("*.db")
    assert copy.name == made.file_name
    assert rows_in(copy, desk.store.key_file) == rows_of(desk)
    assert not backups.copy_to_second()
    stick.rename(tmp_path / "pulled")
    desk.register("Gal After")
    again = backups.make(Occasion.HAND)
    assert not backups.copy_to_second()
    assert isinstance(backups.news.second_failure, SecondFolderGone)
    assert backups.news.newest == again
    assert not stick.exists()
    (tmp_path / "pulled").rename(stick)
    assert backups.copy_to_second()
    assert backups.news.second_failure is None


def test_a_folder_that_is_not_there_is_not_chosen(desk: FleetDesk, tmp_path: Path) -> None:
    backups = desk.front_desk.backups
    with pytest.raises(SecondFolderGone):
        backups.choose_second_folder(str(tmp_path / "nowhere"))
    assert backups.second_folder == ""
    assert not (tmp_path / "nowhere").exists()


def test_old_ones_are_dropped_by_the_rule(desk: FleetDesk) -> None:
    backups = desk.front_desk.backups
    for _hour in range(5):
        desk.clock.advance(10 * 60_000)
        backups.make(Occasion.HAND)
    # 08:10 to 08:50 of one hour: the newest of it, and the one before, which is always kept.
    assert [backup.number for backup in backups.listed()] == [5, 4]


def test_slices_on_the_store_are_done_where_it_may_be_touched(desk: FleetDesk) -> None:
    done: list[str] = []

    def on_store(work: Callable[[], object]) -> object:
        done.append("slice")
        return directly(work)

    desk.front_desk.backups.make_if_due(Beside(on_store=on_store))  # type: ignore[arg-type]
    # To count, to hold the file, to let it go, and once more for certain.
    assert done == ["slice"] * 4


def test_after_a_flawed_one_the_next_is_tried_an_hour_later(tmp_path: Path) -> None:
    with fleet(tmp_path, "Desk A") as (only,):
        for number in range(300):
            only.register(f"Noa Levi{number}")
        path, key = only.store.path, only.store.key_file
    spoil_last_page(path)
    front_desk = FrontDesk.open(path, key, only.clock, RecordingPainter())
    with pytest.raises(BackupFlawed):
        front_desk.backups.make_if_due()
    assert front_desk.backups.make_if_due() is None
    assert len(front_desk.backups.listed()) == 1
    front_desk.close()


def test_a_check_that_ends_meanwhile_does_not_let_go_of_the_file_of_a_backup(
    desk: FleetDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two may copy the file at once; what is written while one of them does would tear its copy."""
    backups, store = desk.front_desk.backups, desk.store
    real = store.flaws_of_backup

    def a_check_comes_and_goes(*how: object) -> Iterator[Difference]:
        assert (
            desk.front_desk.store_check.of_copy(directly, lambda _share: None, lambda: False) == []
        )
        before = store.path.read_bytes()
        desk.register("Dan Between")
        store.tidy()
        assert store.path.read_bytes() == before
        return real(*how)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "flaws_of_backup", a_check_comes_and_goes)
    backups.make(Occasion.HAND)
    store.tidy()
    assert not store._holders
