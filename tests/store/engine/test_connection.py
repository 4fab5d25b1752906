"""How a store is begun, opened and refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.failures import NewerStore, StoreEmptied, StoreUnreadable
from desktop.store.engine import connection
from desktop.store.engine.connection import open_database
from desktop.store.engine.engine import Database
from desktop.store.engine.keys import KeyStore


@pytest.fixture
def open_at(key_file: Path) -> Callable[[Path], Database]:
    return lambda path: open_database(path, KeyStore(key_file)).db


def ask(db: Database, pragma: str) -> int:
    return int(db.conn.execute(f"PRAGMA {pragma}").fetchone()[0])


def mark_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.begun")


def test_a_new_store_lies_in_a_private_folder_and_is_marked_as_ours(
    open_at: Callable[[Path], Database], tmp_path: Path
) -> None:
    path = tmp_path / "user" / "data" / "muster.db"
    db = open_at(path)
    assert ask(db, "application_id") == 1_297_437_524
    assert ask(db, "cache_size") == -65_536
    db.conn.close()
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["muster.db"]
    again = open_at(path)
    assert ask(again, "application_id") == 1_297_437_524
    again.conn.close()


def test_a_database_of_another_program_is_left_alone(
    open_at: Callable[[Path], Database], tmp_path: Path
) -> None:
    db = open_at(tmp_path / "m.db")
    db.conn.execute("PRAGMA application_id = 7")
    db.conn.close()
    with pytest.raises(StoreUnreadable) as refused:
        open_at(tmp_path / "m.db")
    assert refused.value.facts["reason"] == "no store"


def test_a_store_that_knows_one_step_more_is_newer(
    open_at: Callable[[Path], Database], tmp_path: Path
) -> None:
    db = open_at(tmp_path / "m.db")
    step = {"migration_set": "muster", "name": "9999_future", "applied_at": "2030-01-01"}
    db.table("_sqlite_migrations").insert(step)
    db.conn.close()
    with pytest.raises(NewerStore):
        open_at(tmp_path / "m.db")


def break_off(monkeypatch: pytest.MonkeyPatch, path: Path, left: bytes | None) -> None:
    """Let the making of a store end with so much in its file."""

    def die(*_told: object) -> None:
        if left is not None:
            path.write_bytes(left)
        raise KeyboardInterrupt

    monkeypatch.setattr(connection, "_connect", die)


@pytest.mark.parametrize(
    ("left", "is_marked"),
    [(None, True), (b"", True), (b"x" * 511, True), (b"x" * 512, False), (b"x" * 513, False)],
)
def test_what_a_broken_off_beginning_leaves_is_marked_where_it_is_no_store(
    open_at: Callable[[Path], Database],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    left: bytes | None,
    is_marked: bool,
) -> None:
    path = tmp_path / "m.db"
    with monkeypatch.context() as patch:
        break_off(patch, path, left)
        with pytest.raises(KeyboardInterrupt):
            open_at(path)
    assert mark_of(path).exists() is is_marked


@pytest.mark.parametrize("size", [512, 513])
def test_a_mark_beside_a_file_that_is_long_enough_means_nothing(
    open_at: Callable[[Path], Database], tmp_path: Path, size: int
) -> None:
    open_at(tmp_path / "first.db").conn.close()
    path = tmp_path / "m.db"
    path.write_bytes(b"x" * size)
    mark_of(path).touch()
    with pytest.raises(StoreUnreadable):
        open_at(path)
    assert path.read_bytes() == b"x" * size


def test_a_marked_beginning_is_begun_again_and_an_unmarked_one_is_not(
    open_at: Callable[[Path], Database], tmp_path: Path
) -> None:
    path = tmp_path / "m.db"
    path.write_bytes(b"x" * 511)
    with pytest.raises(StoreEmptied):
        open_at(path)
    mark_of(path).touch()
    open_at(path).conn.close()
    assert not mark_of(path).exists()
    assert path.stat().st_size > 512
