"""The store is checked as a copy in another process, while the desk goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from desktop.domain.failures import CheckBroken, KeyMissing, StoreNotReached, WorkStopped
from desktop.domain.programme.programme import Programme
from desktop.store.projections import check_process
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import directly, never
from desktop.workflows.upkeep.store_check import Difference
from tests.conftest import Importer

T = TypeVar("T")


@pytest.fixture
def busy(
    front_desk: FrontDesk, niperm: Programme, import_file: Importer, exports: Path
) -> FrontDesk:
    import_file(exports / "luma_2025.csv")
    import_file(exports / "eventbrite_us.csv")
    return front_desk


def check(desk: FrontDesk, is_stopped: Callable[[], bool] = never) -> list[Difference]:
    return list(desk.store_check.of_copy(directly, lambda _share: None, is_stopped))


def beside(desk: FrontDesk) -> list[str]:
    """Name what lies beside the store and is no part of it."""
    return [path.name for path in desk.path.parent.iterdir() if ".check-" in path.name]


def test_a_sound_store_is_said_to_be_sound_and_nothing_is_left(busy: FrontDesk) -> None:
    assert check(busy) == []
    assert beside(busy) == []


def test_a_copy_tells_what_the_store_itself_tells(busy: FrontDesk) -> None:
    busy._store.db.conn.execute("UPDATE registrations SET status = 'cancelled'")
    busy._store.db.conn.execute("DELETE FROM people WHERE rowid = 1")
    assert check(busy) == busy.verify()
    assert len(check(busy)) > 2


def test_how_far_it_is_grows_from_nought_to_one(busy: FrontDesk) -> None:
    shares: list[float] = []
    busy.store_check.of_copy(directly, shares.append, never)
    assert shares == sorted(shares)
    assert 0 < shares[0] <= shares[-1] <= 1


def test_what_is_written_meanwhile_stays_out_of_the_copy_and_in_the_store(
    busy: FrontDesk, niperm: Programme
) -> None:
    calls: list[str] = []

    def between(work: Callable[[], T]) -> T:
        done = work()
        calls.append("store")
        busy.keep_settings("probe", {"call": str(len(calls))})
        busy.tidy()
        return done

    assert list(busy.store_check.of_copy(between, lambda _share: None, never)) == []
    assert len(calls) == 3
    assert busy.settings("probe") == {"call": "3"}
    assert busy.verify() == []


def test_a_held_file_does_not_change_until_it_is_released(busy: FrontDesk) -> None:
    def digest() -> str:
        # Another process: closing a handle of this one would drop the engine's lock.
        code = "import hashlib,sys;print(hashlib.sha256(open(sys.argv[1],'rb').read()).hexdigest())"
        command = [sys.executable, "-c", code, str(busy.path)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    busy._store.hold_file(busy)
    before = digest()
    busy.keep_settings("probe", {"call": "x" * 10_000})
    busy.tidy()
    assert digest() == before
    busy._store.release_file(busy)
    busy.tidy()
    assert digest() != before


def test_a_child_that_dies_is_no_sound_store(
    busy: FrontDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-c", "print('[\"copied\"]')"]
    monkeypatch.setattr(check_process, "check_command", lambda *_paths: command)
    with pytest.raises(CheckBroken):
        check(busy)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_a_child_that_is_killed_leaves_nothing_and_says_so(
    busy: FrontDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = check_process.check_command

    def killed(store: Path, copy: Path, key_file: Path) -> list[str]:
        code = (
            "import os,signal,sys;from desktop.store.projections import check_child as c;"
            "c.verify=lambda *a: os.kill(os.getpid(),signal.SIGKILL);c.main(*sys.argv[1:])"
        )
        return [sys.executable, "-c", code, *real(store, copy, key_file)[-3:]]

    monkeypatch.setattr(check_process, "check_command", killed)
    with pytest.raises(CheckBroken):
        check(busy)
    assert beside(busy) == []
    monkeypatch.setattr(check_process, "check_command", real)
    assert check(busy) == []


def test_somebody_may_end_it(busy: FrontDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(check_process, "check_command", lambda *_paths: command)
    with pytest.raises(WorkStopped):
        check(busy, lambda: True)
    assert not busy._store._holders


def test_what_an_earlier_check_left_behind_goes(busy: FrontDesk) -> None:
    left = busy.path.with_name(f".{busy.path.name}.check-0badcafe")
    left.write_bytes(b"half a copy")
    assert check(busy) == []
    assert not left.exists()


def test_what_cannot_be_cleared_away_stops_no_check(busy: FrontDesk) -> None:
    left = busy.path.with_name(f".{busy.path.name}.check-folder")
    left.mkdir()
    assert check(busy) == []
    assert left.exists()


def test_only_what_a_check_left_is_cleared_away(
    front_desk: FrontDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = front_desk.path.with_name("m[1]*.db")
    own = odd.with_name(f".{odd.name}.check-0badcafe")
    other = odd.with_name(".m1zz.db.check-0badcafe")
    for path in (own, other):
        path.write_bytes(b"half a copy")
    with check_process._copy_beside(odd):
        assert not own.exists()
        assert other.exists()


def test_a_key_that_is_gone_is_said(busy: FrontDesk) -> None:
    busy._store.key_file.unlink()
    with pytest.raises(KeyMissing):
        check(busy)


def test_a_store_that_is_gone_is_said(busy: FrontDesk) -> None:
    busy._store.path = busy.path.with_name("elsewhere.db")
    with pytest.raises(StoreNotReached):
        check(busy)


def test_a_page_that_was_damaged_on_the_disk_is_named(busy: FrontDesk) -> None:
    busy._store.hold_file(busy)
    code = "import sys;f=open(sys.argv[1],'r+b');f.seek(5*4096+100);f.write(b'damage'*20);f.close()"
    subprocess.run([sys.executable, "-c", code, str(busy.path)], check=True)
    found = check(busy)
    assert found
    assert {difference.where for difference in found} >= {"file"}
