"""What of a journal a folder has already, and what is written there beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.failures import FileUnwritable
from desktop.domain.journal.entry import SealedEntry, StoredEntry
from desktop.files.sync import journal_files
from desktop.files.sync.journal_files import read_journal_file, write_journal_file
from desktop.store.store import Store
from desktop.sync import folder
from desktop.sync.folder import FolderSync
from desktop.sync.report import SyncReport
from desktop.workflows.ports import directly
from tests.support.fleet import FleetDesk
from tests.sync.foreign_entries import entries_of

OpenDesk = Callable[[str], FleetDesk]


def exchange(store: Store, folder: Path) -> SyncReport:
    return FolderSync(store, folder, directly, lambda: False).exchange()


def names(folder: Path, desk: str) -> list[str]:
    """Name the ranges of a desk's files."""
    prefix = f"muster-journal-{desk}-"
    return sorted(path.name.removeprefix(prefix) for path in folder.glob(f"{prefix}*"))


def numbers(path: Path) -> list[int]:
    return [entry.number for entry in read_journal_file(path).entries]


@pytest.fixture
def reader(desk: OpenDesk) -> FleetDesk:
    """A desk that has seven entries of `far`; of its own it has one."""
    fleet_desk = desk("Desk A")
    fleet_desk.take(list(entries_of("far", 7)))
    return fleet_desk


def put(stick: Path, *ranges: tuple[int, int]) -> None:
    """Write files of `far` with these entries."""
    for first, last in ranges:
        write_journal_file(stick, entries_of("far", 7)[first - 1 : last])


def test_an_empty_folder_gets_every_desk_from_its_first_entry_on(
    reader: FleetDesk, stick: Path
) -> None:
    report = exchange(reader.store, stick)
    assert (report.sent, report.received, report.photos) == (8, 0, 0)
    assert names(stick, reader.store.desk) == ["00000001-00000001.csv"]
    assert names(stick, "far") == ["00000001-00000007.csv"]
    assert numbers(stick / "muster-journal-far-00000001-00000007.csv") == [1, 2, 3, 4, 5, 6, 7]
    again = exchange(reader.store, stick)
    assert (again.sent, again.received, again.flaws) == (0, 0, [])


@pytest.mark.parametrize(
    ("there", "added"),
    [
        ([(1, 3), (4, 7)], []),
        ([(1, 4), (3, 7)], []),
        ([(1, 6)], ["00000007-00000007.csv"]),
        ([(1, 3), (4, 5)], ["00000006-00000007.csv"]),
        ([(1, 3), (5, 7)], ["00000004-00000007.csv"]),
        ([(1, 3), (6, 7)], ["00000004-00000007.csv"]),
        ([(2, 7)], ["00000001-00000007.csv"]),
        ([(1, 5), (2, 3), (6, 6)], ["00000007-00000007.csv"]),
    ],
)
def test_what_the_folder_lacks_after_its_last_entry_without_a_gap_is_written(
    reader: FleetDesk, stick: Path, there: list[tuple[int, int]], added: list[str]
) -> None:
    put(stick, *there)
    before = names(stick, "far")
    exchange(reader.store, stick)
    assert sorted(set(names(stick, "far")) - set(before)) == added
    assert exchange(reader.store, stick).sent == 0


def test_files_of_one_desk_cover_no_other(reader: FleetDesk, stick: Path) -> None:
    reader.take(list(entries_of("near", 7)))
    put(stick, (1, 7))
    assert exchange(reader.store, stick).sent == 8
    assert names(stick, "near") == ["00000001-00000007.csv"]


def test_a_file_that_goes_on_past_what_is_here_covers_nothing(
    reader: FleetDesk, stick: Path
) -> None:
    (stick / "muster-journal-far-00000001-00000009.csv").write_text(
        f"{','.join(journal_files.COLUMNS)}\nend,0,,,,,,,,,\n", "utf-8-sig"
    )
    exchange(reader.store, stick)
    assert names(stick, "far") == ["00000001-00000007.csv", "00000001-00000009.csv"]


def test_own_entries_are_written_first(
    reader: FleetDesk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever pulls the stick too early shall have taken what nobody else could write."""
    reader.take(list(entries_of("0first", 2)))
    reader.take(list(entries_of("zlast", 2)))
    written: list[str] = []

    def pulled(file: object, rows: list[StoredEntry]) -> None:
        written.append(rows[0].desk)
        if len(written) == 2:
            raise OSError(5, "Input/output error")

    with monkeypatch.context() as at_the_stick, pytest.raises(FileUnwritable):
        at_the_stick.setattr(journal_files, "write_rows", pulled)
        exchange(reader.store, stick)
    assert written == [reader.store.desk, "0first"]


def test_a_long_journal_is_parted_into_files(
    reader: FleetDesk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "MOST_IN_A_FILE", 3)
    assert exchange(reader.store, stick).sent == 8
    assert names(stick, "far") == [
        "00000001-00000003.csv", "00000004-00000006.csv", "00000007-00000007.csv",
    ]  # fmt: skip
    assert numbers(stick / "muster-journal-far-00000004-00000006.csv") == [4, 5, 6]
    assert exchange(reader.store, stick).sent == 0


def test_a_file_ends_where_an_entry_is_sealed_here(desk: OpenDesk, stick: Path) -> None:
    fleet_desk, entries = desk("Desk A"), entries_of("far", 7)
    sealed = SealedEntry("far", 4, entries[3].chain)
    with fleet_desk.store.write():
        fleet_desk.store.take_in([*entries[:3], sealed, *entries[4:]], "hub")
    assert exchange(fleet_desk.store, stick).sent == 7
    assert names(stick, "far") == ["00000001-00000003.csv", "00000005-00000007.csv"]
    assert numbers(stick / "muster-journal-far-00000005-00000007.csv") == [5, 6, 7]
    assert exchange(fleet_desk.store, stick).sent == 0
    with fleet_desk.store.write():
        fleet_desk.store.take_in(entries_of("far", 8)[7:], "hub")
    assert exchange(fleet_desk.store, stick).sent == 1
    assert names(stick, "far")[2:] == ["00000008-00000008.csv"]


def test_a_whole_file_is_kept_in_mind_by_its_size_and_time(reader: FleetDesk, stick: Path) -> None:
    put(stick, (1, 7))
    exchange(reader.store, stick)
    path = stick / "muster-journal-far-00000001-00000007.csv"
    kept = json.loads(reader.store.setting("compared journal files"))
    assert kept == {path.name: [path.stat().st_size, path.stat().st_mtime_ns]}


def test_of_compared_files_the_newest_five_thousand_are_kept_in_mind(
    reader: FleetDesk, stick: Path
) -> None:
    old = {f"muster-journal-old-{number}.csv": [1, 2] for number in range(5_000)}
    with reader.store.write():
        reader.store.keep_setting("compared journal files", json.dumps(old))
    put(stick, (1, 7))
    exchange(reader.store, stick)
    kept = json.loads(reader.store.setting("compared journal files"))
    assert len(kept) == 5_000
    assert "muster-journal-old-0.csv" not in kept
    assert "muster-journal-old-1.csv" in kept
    assert "muster-journal-far-00000001-00000007.csv" in kept
