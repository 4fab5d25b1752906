"""What stands in a store's way is said as what it is: not every failure is damage."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest

from desktop.domain.failures import (
    DiskFull,
    EnvironmentFailure,
    KeyDamaged,
    KeyMissing,
    StoreEmptied,
    StoreNotReached,
    StoreReadOnly,
    StoreUnreadable,
)
from desktop.gui.wording.failures import describe_failure
from desktop.store.engine import connection, errors
from desktop.store.engine.engine import dbapi
from desktop.store.engine.errors import environment_as_failure
from desktop.store.engine.keys import KeyStore
from desktop.store.store import Store

BACKUP = "backup"
Open = Callable[[Path], Store]


@pytest.fixture
def open_store(key_file: Path) -> Open:
    return lambda path: Store.open(path, KeyStore(key_file))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 2 MB that can be filled and made read-only."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.name != "posix" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can be mounted only with root rights")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def refusal(open_store: Open, path: Path, kind: type[EnvironmentFailure]) -> str:
    """Try to open, and give the sentence that people get."""
    with pytest.raises(EnvironmentFailure) as refused:
        open_store(path).close()
    assert type(refused.value) is kind
    return describe_failure(refused.value).line


def test_a_full_disk_is_full_and_not_damaged(open_store: Open, disk: Path) -> None:
    store = open_store(disk / "m.db")
    with pytest.raises(DiskFull), store.write():
        for n in range(1_000):
            store.keep_setting(f"setting {n}", "x" * 4_000)
    store.close()
    assert "no room left" in refusal(open_store, disk / "other.db", DiskFull)


def test_a_first_start_that_met_a_full_disk_begins_again_when_there_is_room(
    open_store: Open, disk: Path, key_file: Path
) -> None:
    KeyStore(key_file).make_key()
    fill = disk / "fill"
    fill.write_bytes(b"x" * (2**21 - 4096))
    refusal(open_store, disk / "m.db", DiskFull)
    fill.unlink()
    open_store(disk / "m.db").close()
    open_store(disk / "m.db").close()
    assert [path.name for path in disk.iterdir()] == ["m.db"]


def test_a_first_start_that_was_killed_begins_again(
    open_store: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "m.db"

    def die(*_told: object) -> None:
        path.touch()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(connection, "_connect", die)
        with pytest.raises(KeyboardInterrupt):
            open_store(path)
    assert path.stat().st_size == 0
    open_store(path).close()
    open_store(path).close()
    path.write_bytes(b"")
    refusal(open_store, path, StoreEmptied)


def test_a_read_only_disk_is_read_only_and_not_damaged(open_store: Open, disk: Path) -> None:
    path = disk / "m.db"
    open_store(path).close()
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    for wanted in (path, disk / "new.db", disk / "folder" / "new.db"):
        line = refusal(open_store, wanted, StoreReadOnly)
        assert "may not be written to" in line
        assert BACKUP not in line
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    open_store(path).close()


def test_a_folder_is_no_store(open_store: Open, tmp_path: Path) -> None:
    assert "it is a folder" in refusal(open_store, tmp_path, StoreNotReached)


@pytest.mark.parametrize("content", [b"", b"x", b"\0" * 511])
def test_what_is_left_of_an_emptied_store_is_not_taken_for_a_new_one(
    open_store: Open, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "m.db"
    path.write_bytes(content)
    line = refusal(open_store, path, StoreEmptied)
    assert f"has {len(content)} bytes" in line
    assert BACKUP in line
    assert path.read_bytes() == content


@pytest.mark.parametrize("size", [512, 4096, 5000])
def test_what_is_damaged_is_damaged(open_store: Open, tmp_path: Path, size: int) -> None:
    open_store(tmp_path / "first.db").close()
    path = tmp_path / "m.db"
    path.write_bytes(os.urandom(size))
    assert BACKUP in refusal(open_store, path, StoreUnreadable)


@pytest.mark.parametrize(
    ("code", "kind"),
    [("SQLITE_IOERR", StoreNotReached), ("SQLITE_CANTOPEN", StoreNotReached),
     ("SQLITE_READONLY", StoreReadOnly), ("SQLITE_CORRUPT", StoreUnreadable)],
)  # fmt: skip
def test_each_failure_of_the_engine_has_its_own_sentence(
    tmp_path: Path, code: str, kind: type[EnvironmentFailure]
) -> None:
    def fail() -> None:
        error = dbapi.OperationalError("disk I/O error")
        # Extended codes have the kind of failure in their lowest byte.
        error.sqlite_errorcode = getattr(dbapi, code) | 10 << 8
        raise error

    with pytest.raises(EnvironmentFailure) as raised, environment_as_failure(tmp_path / "m.db"):
        fail()
    assert type(raised.value) is kind
    line = describe_failure(raised.value).line
    assert (BACKUP in line) is (kind is StoreUnreadable)


def test_where_there_is_no_room_a_failure_of_the_disk_means_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errors, "LEAST_ROOM_BYTES", 2**62)
    assert errors._why_unreached(tmp_path / "m.db") is DiskFull


class TestKeyFiles:
    """A key that cannot be read is a question: a new one would shut every store."""

    @pytest.mark.parametrize(
        "content",
        [b"'" + b"a" * 63, b'"' + b"0" * 63 + b"\n", b"a" * 63, b"g" * 64, b"\xff" * 64,
         b"a" * 64 + b"\nsecond line", b"x'" + b"0" * 60 + b"';"],
    )  # fmt: skip
    def test_what_is_no_key_is_said_and_kept(
        self, open_store: Open, key_file: Path, tmp_path: Path, content: bytes
    ) -> None:
        store_path = tmp_path / "m.db"
        open_store(store_path).close()
        key_file.write_bytes(content)
        for path in (store_path, tmp_path / "new.db"):
            line = refusal(open_store, path, KeyDamaged)
            assert str(key_file) in line
            assert content.decode("latin-1")[:20] not in line
        assert key_file.read_bytes() == content
        assert not (tmp_path / "new.db").exists()

    def test_a_key_in_the_keyring_needs_no_file(
        self, open_store: Open, key_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        open_store(tmp_path / "m.db").close()
        key = key_file.read_text("ascii").strip()
        monkeypatch.setattr(keyring, "get_password", lambda *_names: key)
        key_file.write_bytes(b"rubbish")
        open_store(tmp_path / "m.db").close()
        open_store(tmp_path / "new.db").close()
        assert key_file.read_bytes() == b"rubbish"

    def test_spaces_and_a_mark_around_a_key_do_no_harm(
        self, open_store: Open, key_file: Path, tmp_path: Path
    ) -> None:
        open_store(tmp_path / "m.db").close()
        key_file.write_bytes(b"\xef\xbb\xbf" + key_file.read_bytes().upper() + b"\r\n")
        open_store(tmp_path / "m.db").close()

    def test_a_missing_key_is_missing(
        self, open_store: Open, key_file: Path, tmp_path: Path
    ) -> None:
        open_store(tmp_path / "m.db").close()
        key_file.unlink()
        refusal(open_store, tmp_path / "m.db", KeyMissing)
