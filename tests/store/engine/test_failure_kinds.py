"""Which failure of the engine or the system means what."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.domain.failures import (
    DiskFull,
    EnvironmentFailure,
    StoreBusy,
    StoreNotReached,
    StoreReadOnly,
    StoreUnreadable,
)
from desktop.store.engine import errors
from desktop.store.engine.engine import dbapi
from desktop.store.engine.errors import environment_as_failure, failure_of_system


class Usage(NamedTuple):
    """What the system says of a disk."""

    free: int


def fail(code: int | None) -> None:
    error = dbapi.OperationalError("it failed")
    if code is not None:
        error.sqlite_errorcode = code
    raise error


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_BUSY", StoreBusy),
        ("SQLITE_LOCKED", StoreBusy),
        ("SQLITE_CORRUPT", StoreUnreadable),
        ("SQLITE_NOTADB", StoreUnreadable),
        ("SQLITE_FULL", DiskFull),
        ("SQLITE_READONLY", StoreReadOnly),
        ("SQLITE_IOERR", StoreNotReached),
        ("SQLITE_CANTOPEN", StoreNotReached),
        ("SQLITE_PERM", StoreNotReached),
    ],
)
@pytest.mark.parametrize("extended", [0, 1, 5])
def test_codes_of_the_engine(
    tmp_path: Path, name: str, kind: type[EnvironmentFailure], extended: int
) -> None:
    path = tmp_path / "m.db"
    with pytest.raises(EnvironmentFailure) as raised, environment_as_failure(path):
        fail(getattr(dbapi, name) | extended << 8)
    assert type(raised.value) is kind
    assert raised.value.facts == {"path": path, "reason": "it failed"}


@pytest.mark.parametrize("code", [None, dbapi.SQLITE_ERROR, dbapi.SQLITE_CONSTRAINT])
def test_our_own_mistakes_rise_as_they_are(tmp_path: Path, code: int | None) -> None:
    with pytest.raises(dbapi.OperationalError), environment_as_failure(tmp_path / "m.db"):
        fail(code)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, StoreReadOnly),
        (errno.EPERM, StoreReadOnly),
        (errno.EROFS, StoreReadOnly),
        (errno.EIO, StoreNotReached),
        (errno.ENOENT, StoreNotReached),
    ],
)
def test_failures_of_the_system(
    tmp_path: Path, number: int, kind: type[EnvironmentFailure]
) -> None:
    failure = failure_of_system(OSError(number, "so it is"), tmp_path)
    assert type(failure) is kind
    assert failure.facts == {"path": tmp_path, "reason": "so it is"}


def test_a_failure_without_words_is_told_as_it_is(tmp_path: Path) -> None:
    failure = failure_of_system(OSError("odd"), tmp_path)
    assert type(failure) is StoreNotReached
    assert failure.facts["reason"] == "odd"


@pytest.mark.parametrize(
    ("free", "kind"), [(0, DiskFull), (262_143, DiskFull), (262_144, StoreNotReached)]
)
def test_a_disk_with_less_than_a_quarter_of_a_megabyte_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, kind: type[EnvironmentFailure]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(free))
    assert errors._why_unreached(tmp_path / "m.db") is kind


@pytest.mark.parametrize(
    ("folder_is_open", "file", "kind"),
    [
        (True, "none", StoreNotReached),
        (True, "open", StoreNotReached),
        (True, "shut", StoreReadOnly),
        (False, "none", StoreReadOnly),
        (False, "open", StoreReadOnly),
        (False, "shut", StoreReadOnly),
    ],
)
def test_what_may_not_be_written_to_is_read_only(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder_is_open: bool,
    file: str,
    kind: type[EnvironmentFailure],
) -> None:
    path = tmp_path / "m.db"
    if file != "none":
        path.touch()
    # Who runs the tests may be allowed everything.
    rights = {tmp_path: folder_is_open, path: file == "open"}
    monkeypatch.setattr(os, "access", lambda asked, _mode: rights[asked])
    assert errors._why_unreached(path) is kind


def test_a_folder_that_is_gone_is_not_reached(tmp_path: Path) -> None:
    assert errors._why_unreached(tmp_path / "gone" / "m.db") is StoreNotReached
