"""The store on disk: encrypted, one Muster at a time, and honest about what it cannot open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.failures import KeyMissing, NewerStore, StoreBusy, StoreUnreadable
from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Draft
from desktop.store.engine.engine import dbapi
from desktop.store.engine.keys import KeyStore
from desktop.store.store import Store
from tests.support.builders import EIGHT


@pytest.fixture
def key_store(key_file: Path) -> KeyStore:
    return KeyStore(key_file)


def write_person(store: Store, name: str) -> None:
    with store.write():
        store.append([Draft(SET, "person:1", "", {"first_name": name})], EIGHT)


def test_the_file_is_encrypted_from_the_first_row(store_path: Path, key_store: KeyStore) -> None:
    store = Store.open(store_path, key_store)
    write_person(store, "Noa-the-needle")
    store.close()
    data = b"".join(path.read_bytes() for path in store_path.parent.iterdir())
    assert b"Noa-the-needle" not in data
    assert b"SQLite format 3" not in data
    with closing(sqlite3.connect(store_path)) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM journal")


def test_settings_are_durable(store_path: Path, key_store: KeyStore) -> None:
    store = Store.open(store_path, key_store)

    def ask(pragma: str) -> object:
        return store.db.conn.execute(f"PRAGMA {pragma}").fetchone()[0]

    assert ask("journal_mode") == "wal"
    assert ask("synchronous") == 2
    assert ask("locking_mode") == "exclusive"
    assert ask("foreign_keys") == 1
    store.close()


def test_the_key_lies_outside_the_data_and_only_the_user_can_read_it(
    store_path: Path, key_store: KeyStore
) -> None:
    store = Store.open(store_path, key_store)
    assert store.new_key_file == key_store.key_file
    assert key_store.key_file.stat().st_mode & 0o077 == 0
    assert store_path.parent not in key_store.key_file.parents
    store.close()
    again = Store.open(store_path, key_store)
    assert again.new_key_file is None
    again.close()


def test_a_second_muster_is_refused(store_path: Path, key_store: KeyStore) -> None:
    store = Store.open(store_path, key_store)
    with pytest.raises(StoreBusy) as caught:
        Store.open(store_path, key_store)
    assert caught.value.facts["path"] == store_path
    write_person(store, "still works")
    store.close()


def test_without_the_key_nothing_opens_and_nothing_is_made(
    store_path: Path, key_store: KeyStore, tmp_path: Path
) -> None:
    Store.open(store_path, key_store).close()
    stranger = KeyStore(tmp_path / "other" / "store.key")
    with pytest.raises(KeyMissing):
        Store.open(store_path, stranger)
    assert not stranger.key_file.exists()


def test_a_wrong_key_says_that_the_store_cannot_be_read(
    store_path: Path, key_store: KeyStore, tmp_path: Path
) -> None:
    Store.open(store_path, key_store).close()
    other = KeyStore(tmp_path / "other" / "store.key")
    Store.open(tmp_path / "other.db", other).close()
    with pytest.raises(StoreUnreadable):
        Store.open(store_path, other)


def test_garbage_is_no_store(store_path: Path, key_store: KeyStore) -> None:
    key_store.make_key()
    store_path.parent.mkdir(parents=True)
    store_path.write_bytes(b"not a store at all" * 500)
    with pytest.raises(StoreUnreadable):
        Store.open(store_path, key_store)
    assert store_path.read_bytes().startswith(b"not a store")


def test_a_flipped_byte_is_noticed(store_path: Path, key_store: KeyStore) -> None:
    store = Store.open(store_path, key_store)
    write_person(store, "Noa")
    store.close()
    data = bytearray(store_path.read_bytes())
    data[5000] ^= 1
    store_path.write_bytes(data)
    with pytest.raises(StoreUnreadable):
        Store.open(store_path, key_store)


def test_a_newer_store_is_left_alone(store_path: Path, key_store: KeyStore) -> None:
    store = Store.open(store_path, key_store)
    store.db.table("_sqlite_migrations").insert(
        {"migration_set": "muster", "name": "9999_future", "applied_at": "2030-01-01"}
    )
    store.close()
    with pytest.raises(NewerStore):
        Store.open(store_path, key_store)


def test_a_failed_transaction_leaves_no_trace(store_path: Path, key_store: KeyStore) -> None:
    store = Store.open(store_path, key_store)
    write_person(store, "before")
    with pytest.raises(LookupError), store.write():
        store.append([Draft(SET, "person:1", "", {"first_name": "half"})], EIGHT)
        raise LookupError
    write_person(store, "after")
    heads = store.journal.heads()
    assert heads[store.desk].number == 2
    store.close()


def test_the_journal_cannot_be_changed(store_path: Path, key_store: KeyStore) -> None:
    store = Store.open(store_path, key_store)
    write_person(store, "Noa")
    for statement in ("UPDATE journal SET body = '{}'", "DELETE FROM journal"):
        with pytest.raises(dbapi.IntegrityError, match="immutable"):
            store.db.conn.execute(statement)
    store.close()


def test_entries_are_numbered_without_gaps_and_clocks_only_grow(
    store_path: Path, key_store: KeyStore
) -> None:
    store = Store.open(store_path, key_store)
    for name in ("a", "b", "c"):
        write_person(store, name)
    entries = store.journal.of_subject("person:1")
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert sorted({entry.clock for entry in entries}) == [entry.clock for entry in entries]
    store.close()
