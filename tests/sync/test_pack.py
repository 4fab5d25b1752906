"""One file instead of a folder: what is in it, what is taken out of it, and what is refused."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.failures import FolderUnreachable
from desktop.files.sync.journal_files import write_journal_file
from desktop.sync import pack
from desktop.sync.pack import exchange_pack
from desktop.sync.report import SyncReport
from desktop.workflows.ports import directly
from tests.support.fleet import FleetDesk
from tests.sync.foreign_entries import entries_of

OpenDesk = Callable[[str], FleetDesk]
FAR = "muster-journal-far-00000001-00000003.csv"
MOST_BYTES = 8_000_000_000


def exchange(fleet_desk: FleetDesk, path: Path) -> SyncReport:
    return exchange_pack(fleet_desk.store, path, directly, lambda: False)


def parts(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


@pytest.fixture
def fleet_desk(desk: OpenDesk) -> FleetDesk:
    return desk("Desk A")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "niperm.muster"


@pytest.fixture
def far(tmp_path: Path) -> Path:
    """A journal file of three entries."""
    return write_journal_file(tmp_path, entries_of("far", 3))


def test_a_new_pack_has_the_journal_and_the_photos(fleet_desk: FleetDesk, path: Path) -> None:
    with fleet_desk.store.write():
        name = fleet_desk.store.blobs.put(b"\x89PNG a picture")
    report = exchange(fleet_desk, path)
    assert (report.sent, report.received, report.photos) == (1, 0, 0)
    assert parts(path) == [
        f"muster-journal-{fleet_desk.store.desk}-00000001-00000001.csv",
        f"muster-photos/{name}.png",
    ]


def test_what_would_land_elsewhere_or_too_deep_is_not_taken_out(
    fleet_desk: FleetDesk, path: Path, far: Path
) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(far, FAR)
        archive.writestr("muster-photos/", "")
        archive.writestr("notes/of/ours.txt", "too deep")
        archive.writestr("../above.txt", "elsewhere")
        archive.writestr("beside/notes.txt", "kept")
    report = exchange(fleet_desk, path)
    assert (report.sent, report.received, report.flaws) == (1, 3, [])
    assert sorted(parts(path)) == sorted(
        [
            "beside/notes.txt",
            FAR,
            f"muster-journal-{fleet_desk.store.desk}-00000001-00000001.csv",
        ]
    )
    assert not (path.parent / "above.txt").exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"no archive", "File is not a zip file"), (b"", "File is not a zip file")],
)
def test_what_is_no_archive_is_refused_in_words_and_left_as_it_is(
    fleet_desk: FleetDesk, path: Path, content: bytes, reason: str
) -> None:
    path.write_bytes(content)
    with pytest.raises(FolderUnreachable) as refused:
        exchange(fleet_desk, path)
    assert refused.value.facts == {"path": path, "reason": reason}
    assert path.read_bytes() == content


def test_a_folder_that_is_called_like_a_pack_is_refused(fleet_desk: FleetDesk, path: Path) -> None:
    path.mkdir()
    with pytest.raises(FolderUnreachable, match="no ordinary file"):
        exchange(fleet_desk, path)


def test_a_pack_of_many_files_is_taken_and_one_of_more_refused(
    fleet_desk: FleetDesk, path: Path, far: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack, "MOST_FILES", 2)
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(far, FAR)
        archive.writestr("notes.txt", "second")
    assert exchange(fleet_desk, path).received == 3
    with zipfile.ZipFile(path) as archive:
        assert len(archive.namelist()) == 3
    with pytest.raises(FolderUnreachable, match="too large"):
        exchange(fleet_desk, path)


@pytest.mark.parametrize(("claimed", "is_taken"), [(MOST_BYTES, True), (MOST_BYTES + 1, False)])
def test_a_pack_of_eight_thousand_million_bytes_is_taken_and_no_larger_one(
    fleet_desk: FleetDesk, path: Path, claimed: int, is_taken: bool
) -> None:
    """The part lies too deep to be taken out; the file is large enough to hold it in earnest."""
    with path.open("wb") as file:
        file.truncate(81_000_000)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("a/b/c.txt", "")
        archive.infolist()[0].file_size = claimed
    if is_taken:
        assert exchange(fleet_desk, path).sent == 1
    else:
        with pytest.raises(FolderUnreachable, match="too large"):
            exchange(fleet_desk, path)
