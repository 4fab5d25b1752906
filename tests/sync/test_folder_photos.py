"""Photos on a stick: named by what is in them, and read when they are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.journal.journal_flaws import FlawKind, JournalFlaw
from desktop.sync.folder import FolderSync
from desktop.sync.report import SyncReport
from desktop.workflows.ports import directly
from tests.support.fleet import FleetDesk

OpenDesk = Callable[[str], FleetDesk]
LARGEST = 4_000_000


def exchange(fleet_desk: FleetDesk, folder: Path) -> SyncReport:
    return FolderSync(fleet_desk.store, folder, directly, lambda: False).exchange()


def keep(fleet_desk: FleetDesk, content: bytes) -> str:
    with fleet_desk.store.write():
        return fleet_desk.store.blobs.put(content)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def photos(stick: Path) -> Path:
    return stick / "muster-photos"


def test_photos_are_written_with_the_ending_of_their_kind(
    desk: OpenDesk, stick: Path, photos: Path
) -> None:
    fleet_desk, jpg, png = desk("Desk A"), b"\xff\xd8 jpg", b"\x89PNG png"
    keep(fleet_desk, jpg)
    exchange(fleet_desk, stick)
    assert [path.name for path in photos.iterdir()] == [f"{sha256(jpg)}.jpg"]
    keep(fleet_desk, png)
    exchange(fleet_desk, stick)
    assert {path.name: path.read_bytes() for path in photos.iterdir()} == {
        f"{sha256(jpg)}.jpg": jpg, f"{sha256(png)}.png": png,
    }  # fmt: skip


def test_photos_are_read_once_and_counted(desk: OpenDesk, stick: Path) -> None:
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    jpg, png = keep(fleet_desk, b"\xff\xd8 jpg"), keep(fleet_desk, b"\x89PNG png")
    exchange(fleet_desk, stick)
    assert exchange(other, stick).photos == 2
    assert other.store.blobs.names() == {jpg, png}
    assert exchange(other, stick).photos == 0


def test_a_photo_that_is_on_the_stick_is_not_written_again(
    desk: OpenDesk, stick: Path, photos: Path
) -> None:
    fleet_desk = desk("Desk A")
    photos.mkdir()
    (photos / f"{keep(fleet_desk, b'GIF89a')}.gif").write_bytes(b"GIF89a")
    exchange(fleet_desk, stick)
    assert [path.suffix for path in photos.iterdir()] == [".gif"]


def test_what_a_system_leaves_among_photos_is_passed_over(
    desk: OpenDesk, stick: Path, photos: Path
) -> None:
    (photos / "@eaDir").mkdir(parents=True)
    (photos / ".DS_Store").write_bytes(b"Mac")
    report = exchange(desk("Desk A"), stick)
    assert (report.photos, report.flaws) == (0, [])


def test_a_photo_of_four_million_bytes_is_read_and_a_larger_one_named(
    desk: OpenDesk, stick: Path, photos: Path
) -> None:
    photos.mkdir()
    largest, too_large = b"\xff" * LARGEST, b"\xff" * (LARGEST + 1)
    (photos / f"{sha256(largest)}.jpg").write_bytes(largest)
    (photos / f"{sha256(too_large)}.jpg").write_bytes(too_large)
    fleet_desk = desk("Desk A")
    report = exchange(fleet_desk, stick)
    assert report.flaws == [JournalFlaw(FlawKind.PHOTO, f"{sha256(too_large)}.jpg")]
    assert report.photos == 1
    assert fleet_desk.store.blobs.names() == {sha256(largest)}
