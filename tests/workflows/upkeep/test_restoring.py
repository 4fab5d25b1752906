"""A store comes back from its backup: what is lost is told before, and nothing is thrown away."""

from __future__ import annotations

import errno
import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from desktop.domain.failures import (
    BackupFlawed,
    FolderUnreachable,
    KeyMissing,
    NoBackup,
    NoRoomForBackup,
    RestoreStale,
    SeveralBackups,
    StoreBusy,
    StoreEmptied,
    StoreGone,
    StoreIsBackup,
    StoreNotReached,
    StoreUnreadable,
)
from desktop.domain.upkeep.backup import Occasion, shelf_of
from desktop.domain.upkeep.losses import Since
from desktop.store.engine import replacing
from desktop.workflows.upkeep.rescue import Rescue
from tests.support.fleet import FleetDesk, fleet

HALF_HOUR_MS = 1_800_000


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FleetDesk]:
    """Give a desk whose backup has Noa, registered and in; Dan came after it."""
    with fleet(tmp_path, "Desk A") as (only,):
        noa = only.register("Noa Levi")
        only.scan(noa)
        only.front_desk.backups.make(Occasion.HAND)
        only.clock.advance(HALF_HOUR_MS)
        dan = only.register("Dan Peretz")
        only.scan(dan)
        only.scan(noa)
        yield only


def rescue_of(desk: FleetDesk) -> Rescue:
    return Rescue(desk.store.path, desk.store.key_file, desk.clock)


def reopened(desk: FleetDesk) -> FleetDesk:
    """Open the desk's store again, as it lies there now; its name stays what the store says."""
    again = FleetDesk.__new__(FleetDesk)
    again.clock, again.name = desk.clock, desk.name
    again.front_desk = type(desk.front_desk).open(
        desk.store.path, desk.store.key_file, desk.clock, desk.front_desk._painter
    )
    again.store = again.front_desk._store
    return again


def names(desk: FleetDesk) -> set[str]:
    query = "SELECT first_name || ' ' || last_name FROM people"
    return {name for (name,) in desk.store.db.conn.execute(query)}


def wreck(path: Path) -> None:
    """Write nonsense over the first pages: no page of the file says what it is any more."""
    with path.open("r+b") as file:
        file.write(b"\x5a" * 16_384)


def test_what_would_be_lost_is_told_and_nothing_is_done_yet(desk: FleetDesk) -> None:
    before = desk.hash
    desk.close()
    plan = rescue_of(desk).plan()
    assert plan.backup.number == 1
    # Dan's registration is two entries, his person and his place; then two scans.
    assert plan.since is not None
    assert plan.since.movements == 1
    assert plan.since.entries == 4
    assert plan.since.others == 3
    assert plan.since.since_ms is not None
    assert plan.since.since_ms >= plan.backup.made_ms + HALF_HOUR_MS
    again = reopened(desk)
    assert again.hash == before
    again.close()


def test_of_a_store_that_is_as_its_backup_nothing_would_be_lost(desk: FleetDesk) -> None:
    desk.front_desk.backups.make(Occasion.HAND)
    desk.close()
    assert rescue_of(desk).plan().since == Since()


def test_a_wrecked_store_comes_back_as_a_new_desk_and_is_kept_beside(desk: FleetDesk) -> None:
    old_desk = desk.store.desk
    desk.close()
    wreck(desk.store.path)
    wrecked = desk.store.path.read_bytes()
    with pytest.raises(StoreUnreadable):
        reopened(desk)
    rescue = rescue_of(desk)
    plan = rescue.plan()
    assert plan.since is None
    done = rescue.restore(plan)
    assert done.desk_name == "Desk A (2)"
    assert done.aside
    assert done.aside.read_bytes() == wrecked
    assert done.aside.name.startswith("Desk A before 2026")
    again = reopened(desk)
    try:
        assert names(again) == {"Noa Levi"}
        assert again.inside() == 1
        assert again.store.desk != old_desk
        assert again.front_desk.restored_from_ms == plan.backup.made_ms
        assert again.front_desk.verify() == []
        again.register("Gal After")
        assert again.store.journal.newest() > 0
    finally:
        again.close()
    once_more = reopened(desk)
    assert once_more.front_desk.restored_from_ms == 0
    once_more.close()


def test_what_others_have_of_the_lost_hours_comes_back(tmp_path: Path) -> None:
    with fleet(tmp_path, "Desk A", "Desk B") as (first, other):
        first.front_desk.backups.make(Occasion.HAND)
        noa = first.register("Noa Levi")
        first.scan(noa)
        other.hear(first)
        rows = first.rows()
        first.close()
        wreck(first.store.path)
        rescue = rescue_of(first)
        rescue.restore(rescue.plan())
        again = reopened(first)
        again.register("Dan After")
        again.hear(other)
        other.hear(again)
        assert names(again) == names(other) == {"Noa Levi", "Dan After"}
        assert again.hash == other.hash
        assert again.front_desk.verify() == []
        assert {row.id for row in rows} <= {row.id for row in again.rows()}
        first.front_desk, first.store = again.front_desk, again.store


@pytest.mark.parametrize("size", [0, 100])
def test_an_emptied_or_cut_store_is_not_begun_anew_and_comes_back(
    desk: FleetDesk, size: int
) -> None:
    desk.close()
    with desk.store.path.open("r+b") as file:
        file.truncate(size)
    with pytest.raises(StoreEmptied):
        reopened(desk)
    rescue = rescue_of(desk)
    rescue.restore(rescue.plan())
    again = reopened(desk)
    assert names(again) == {"Noa Levi"}
    again.close()


def test_a_store_that_is_gone_is_not_begun_anew_where_backups_of_it_are(desk: FleetDesk) -> None:
    desk.close()
    desk.store.path.unlink()
    with pytest.raises(StoreGone):
        reopened(desk)
    assert not desk.store.path.exists()
    rescue = rescue_of(desk)
    done = rescue.restore(rescue.plan())
    assert done.aside is None
    again = reopened(desk)
    assert names(again) == {"Noa Levi"}
    again.close()


def test_where_somebody_says_so_a_new_one_begins_beside_the_backups(desk: FleetDesk) -> None:
    desk.close()
    desk.store.path.unlink()
    rescue_of(desk).begin()
    begun = reopened(desk).front_desk
    assert begun.programmes.summaries() == []
    assert len(begun.backups.listed()) == 1
    begun.close()


def test_a_backup_is_not_opened_as_a_store(desk: FleetDesk) -> None:
    """A desk that worked in it would change it: it is no backup of that moment any more."""
    backups = desk.front_desk.backups
    path = backups.shelf.path_of(backups.listed()[0])
    before = path.read_bytes()
    with pytest.raises(StoreIsBackup):
        type(desk.front_desk).open(path, desk.store.key_file, desk.clock, desk.front_desk._painter)
    assert path.read_bytes() == before


def test_of_a_moment_the_last_backup_before_it_is_taken(desk: FleetDesk) -> None:
    desk.front_desk.backups.make(Occasion.HAND)
    second_ms = desk.clock()
    desk.close()
    rescue = rescue_of(desk)
    assert rescue.plan().backup.number == 2
    assert rescue.plan(second_ms - 60_000).backup.number == 1
    with pytest.raises(NoBackup):
        rescue.plan(second_ms - 10 * HALF_HOUR_MS)


def test_a_store_that_is_open_is_not_replaced(desk: FleetDesk) -> None:
    with pytest.raises(StoreBusy):
        rescue_of(desk).plan()


def test_another_users_backup_says_that_the_key_is_missing(desk: FleetDesk, tmp_path: Path) -> None:
    desk.close()
    with pytest.raises((KeyMissing, StoreUnreadable)):
        Rescue(desk.store.path, tmp_path / "other" / "store.key", desk.clock).plan()


def test_a_folder_that_somebody_names_gives_its_newest_backup(
    desk: FleetDesk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.front_desk.backups.choose_second_folder(str(stick))
    desk.front_desk.backups.make(Occasion.HAND)
    assert desk.front_desk.backups.copy_to_second()
    desk.close()
    shutil.rmtree(desk.front_desk.backups.shelf.folder)
    desk.store.path.unlink()
    rescue = rescue_of(desk)
    with pytest.raises(NoBackup):
        rescue.plan()
    rescue.restore(rescue.plan(folder=stick))
    again = reopened(desk)
    assert names(again) == {"Noa Levi", "Dan Peretz"}
    again.close()


def test_where_the_disk_has_no_room_the_store_stays_as_it_was(
    desk: FleetDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    wreck(desk.store.path)
    wrecked = desk.store.path.read_bytes()
    rescue = rescue_of(desk)
    plan = rescue.plan()
    usage = shutil.disk_usage(desk.store.path.parent)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(NoRoomForBackup):
        rescue.restore(plan)
    assert desk.store.path.read_bytes() == wrecked
    assert [file.name for file in desk.store.path.parent.glob(".*")] == []


class Killed(BaseException):
    """What a kill looks like from inside."""


def killed_at(
    at: int, move: Callable[[Path, Path], Path], moves: Iterator[int]
) -> Callable[[Path, Path], Path]:
    """Give a way to move files that dies instead of the move of that number."""

    def moved(path: Path, target: Path) -> Path:
        if next(moves) == at:
            raise Killed
        return move(path, target)

    return moved


@pytest.mark.parametrize("at", range(1, 6))
def test_a_kill_at_any_rename_is_finished_by_the_next_start(
    desk: FleetDesk, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    """The log of the damaged store must never be read into the restored one."""
    desk.close()
    wreck(desk.store.path)
    plan = rescue_of(desk).plan()
    log = desk.store.path.with_name(desk.store.path.name + "-wal")
    log.write_bytes(b"the log of the wrecked store")
    draft, aside = desk.store.path.with_name(".draft"), desk.store.path.with_name("aside.db")
    shutil.copy(plan.path, draft)
    with monkeypatch.context() as patched:
        moves = itertools.count(1)
        for name in ("rename", "replace"):
            patched.setattr(Path, name, killed_at(at, getattr(Path, name), moves))
        with pytest.raises(Killed) if at <= 4 else nullcontext():
            replacing.replace_store(draft, desk.store.path, aside)
    if at == 1:
        # Before the note is there, nothing has happened; behind it, all does.
        assert not aside.exists()
        with pytest.raises(StoreUnreadable):
            reopened(desk)
        return
    again = reopened(desk)
    assert names(again) == {"Noa Levi"}
    again.close()
    assert aside.exists()
    assert aside.with_name("aside.db-wal").read_bytes() == b"the log of the wrecked store"
    assert not log.exists()
    assert not list(desk.store.path.parent.glob(".*.replacing"))


def test_a_backup_that_was_altered_takes_no_stores_place(desk: FleetDesk) -> None:
    shelf = desk.front_desk.backups.shelf
    path = shelf.path_of(shelf.backups()[0])
    desk.close()
    before = desk.store.path.read_bytes()
    for offset in range(5 * 4096 + 1000, path.stat().st_size, 24 * 4096):
        whole = path.read_bytes()
        path.write_bytes(whole[:offset] + bytes([whole[offset] ^ 1]) + whole[offset + 1 :])
        rescue = rescue_of(desk)
        with pytest.raises((BackupFlawed, StoreUnreadable)):
            rescue.restore(rescue.plan())
        path.write_bytes(whole)
    again = reopened(desk)
    assert names(again) == {"Noa Levi", "Dan Peretz"}
    again.close()
    assert before
    assert not list(desk.store.path.parent.glob("*before*"))


def test_what_was_written_after_the_question_is_not_moved_aside(desk: FleetDesk) -> None:
    desk.close()
    rescue = rescue_of(desk)
    plan = rescue.plan()
    meanwhile = reopened(desk)
    with pytest.raises(StoreBusy):
        rescue.restore(plan)
    meanwhile.register("Gal Meanwhile")
    meanwhile.close()
    with pytest.raises(RestoreStale):
        rescue.restore(plan)
    again = reopened(desk)
    assert "Gal Meanwhile" in names(again)
    again.close()
    rescue.restore(rescue.plan())


def test_a_folder_that_is_not_there_is_no_reason_to_take_another_backup(
    desk: FleetDesk, tmp_path: Path
) -> None:
    desk.close()
    for folder in (tmp_path / "nowhere", desk.store.path):
        with pytest.raises(FolderUnreachable):
            rescue_of(desk).plan(folder=folder)


def test_of_a_folder_of_several_desks_somebody_says_whose(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with fleet(tmp_path, "Desk A", "Desk B") as desks:
        for each in desks:
            for number in range(5):
                each.register(f"Noa {each.name}{number}")
            each.front_desk.backups.choose_second_folder(str(stick))
            each.front_desk.backups.make(Occasion.HAND)
            each.front_desk.backups.copy_to_second()
        own = desks[0].store.desk
        rescue = rescue_of(desks[0])
        desks[0].close()
        with pytest.raises(SeveralBackups):
            rescue.plan(folder=stick)
        plan = rescue.plan(folder=stick / f"Muster backups {own}")
        assert plan.since == Since()
        reopened(desks[0]).close()


def test_two_stores_of_one_stem_have_backups_of_their_own(desk: FleetDesk, tmp_path: Path) -> None:
    names_ = ("x.db", "x.sqlite", "x")
    assert len({shelf_of(tmp_path / name) for name in names_}) == 3


@pytest.mark.parametrize("kind", ["empty", "link", "folder"])
def test_what_is_named_like_a_backup_and_is_none_does_no_harm(desk: FleetDesk, kind: str) -> None:
    shelf = desk.front_desk.backups.shelf
    odd = shelf.folder / "000077-20261202T143000Z-hand-604.db"
    if kind == "empty":
        odd.touch()
    elif kind == "link":
        odd.symlink_to(shelf.folder / "nowhere")
    else:
        odd.mkdir()
    assert [backup.number for backup in shelf.backups()] == [1]
    desk.clock.advance(HALF_HOUR_MS)
    assert desk.front_desk.backups.make(Occasion.HAND).number == 78
    desk.close()
    assert rescue_of(desk).plan().backup.number == 78


def test_where_the_disk_refuses_the_last_move_the_next_start_finishes_it(
    desk: FleetDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.close()
    rescue = rescue_of(desk)
    plan = rescue.plan()
    real = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if target == desk.store.path:
            raise OSError(errno.EIO, "the disk does not answer")
        return real(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", refused)
        with pytest.raises(StoreNotReached):
            rescue.restore(plan)
    again = reopened(desk)
    assert names(again) == {"Noa Levi"}
    again.close()
    assert [path.name for path in desk.store.path.parent.glob(".*")] == []
