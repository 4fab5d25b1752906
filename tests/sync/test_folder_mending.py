"""Broken files of a folder: what is said of them, and who writes which of them again."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.failures import FolderUnreachable
from desktop.domain.journal.journal_flaws import FlawKind, JournalFlaw
from desktop.files.sync.journal_files import write_journal_file
from desktop.store.store import Store
from desktop.sync.folder import FolderSync
from desktop.sync.report import SyncReport
from desktop.workflows.ports import directly
from tests.support.fleet import FleetDesk
from tests.sync.foreign_entries import entries_of

OpenDesk = Callable[[str], FleetDesk]
FIRST = "muster-journal-far-00000001-00000005.csv"
MIDDLE = "muster-journal-far-00000006-00000006.csv"
LAST = "muster-journal-far-00000007-00000009.csv"
UNREADABLE = Path("/proc/self/mem")


def exchange(store: Store, folder: Path) -> SyncReport:
    return FolderSync(store, folder, directly, lambda: False).exchange()


@pytest.fixture
def knowing(desk: OpenDesk, stick: Path) -> FleetDesk:
    """A desk that has nine entries of `far`, which lie on the stick in three files."""
    fleet_desk, entries = desk("Desk A"), entries_of("far", 9)
    fleet_desk.take(list(entries))
    for part in (entries[:5], entries[5:6], entries[6:]):
        write_journal_file(stick, part)
    assert exchange(fleet_desk.store, stick).sent == 1
    return fleet_desk


def contents(stick: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in stick.iterdir()}


@pytest.mark.parametrize(
    ("name", "sent", "before", "after"),
    [
        (FIRST, 5, "Guest3", "Ghost3"),
        (MIDDLE, 1, "Guest6", "Ghost6"),
        (LAST, 3, "Guest9", "Ghost9"),
        (LAST, 3, "Guest7", "Ghost7"),
    ],
)
def test_an_altered_file_is_written_again_as_it_was_and_no_other(
    knowing: FleetDesk, stick: Path, name: str, sent: int, before: str, after: str
) -> None:
    whole = contents(stick)
    path = stick / name
    path.write_bytes(path.read_bytes().replace(before.encode(), after.encode()))
    assert path.read_bytes() != whole[name]
    report = exchange(knowing.store, stick)
    assert (report.sent, report.received, report.flaws) == (sent, 0, [])
    assert contents(stick) == whole
    again = exchange(knowing.store, stick)
    assert (again.sent, again.flaws) == (0, [])


@pytest.mark.parametrize(("name", "sent"), [(FIRST, 5), (MIDDLE, 1), (LAST, 3)])
def test_a_file_whose_end_is_missing_is_written_again(
    knowing: FleetDesk, stick: Path, name: str, sent: int
) -> None:
    whole = contents(stick)
    path = stick / name
    path.write_bytes(whole[name][: whole[name].index(b"end,")])
    report = exchange(knowing.store, stick)
    assert (report.sent, report.received) == (sent, 0)
    assert report.flaws == [JournalFlaw(FlawKind.TRUNCATED, name, sent)]
    assert contents(stick) == whole


def test_a_file_that_lacks_rows_is_written_again_though_it_counts_right(
    knowing: FleetDesk, stick: Path
) -> None:
    whole = contents(stick)
    lines = whole[FIRST].splitlines(keepends=True)
    end = lines[-1].replace(b"end,5", b"end,4")
    (stick / FIRST).write_bytes(b"".join([*lines[:2], *lines[3:-1], end]))
    report = exchange(knowing.store, stick)
    assert (report.sent, report.flaws) == (5, [])
    assert contents(stick) == whole


def test_a_file_that_repeats_what_is_here_is_left_alone_whatever_its_time(
    knowing: FleetDesk, stick: Path
) -> None:
    os.utime(stick / FIRST, ns=(10**18, 10**18))
    report = exchange(knowing.store, stick)
    assert (report.sent, report.flaws) == (0, [])
    assert (stick / FIRST).stat().st_mtime_ns == 10**18


def test_a_damaged_file_of_which_something_is_missing_here_stays_and_the_rest_is_written(
    knowing: FleetDesk, stick: Path
) -> None:
    """It may hold what nobody else has."""
    longer = write_journal_file(stick, entries_of("far", 12)[9:])
    text = longer.read_bytes()
    longer.write_bytes(text.replace(b"Guest11", b"Ghost11"))
    damaged = longer.read_bytes()
    report = exchange(knowing.store, stick)
    assert report.flaws == [
        JournalFlaw(FlawKind.ALTERED, longer.name, 1), JournalFlaw(FlawKind.WAITS, longer.name, 1),
    ]  # fmt: skip
    assert report.received == 1
    assert longer.read_bytes() == damaged
    assert (stick / "muster-journal-far-00000010-00000010.csv").exists()


def test_somebody_else_s_table_under_the_name_of_a_journal_file_is_left_alone(
    desk: OpenDesk, stick: Path
) -> None:
    fleet_desk = desk("Desk A")
    fleet_desk.make_programme()
    name = f"muster-journal-{fleet_desk.store.desk}-00000001-00000003.csv"
    (stick / name).write_text("Name,Email\nNoa,noa@example.org\n")
    for _again in range(2):
        report = exchange(fleet_desk.store, stick)
        assert (report.sent, report.flaws) == (0, [JournalFlaw(FlawKind.FOREIGN, name)])
    assert contents(stick) == {name: b"Name,Email\nNoa,noa@example.org\n"}
    fleet_desk.register("Noa Levi")
    assert exchange(fleet_desk.store, stick).sent == 5
    assert sorted(contents(stick)) == [
        name,
        f"muster-journal-{fleet_desk.store.desk}-00000001-00000005.csv",
    ]
    assert (stick / name).read_text() == "Name,Email\nNoa,noa@example.org\n"


def test_a_file_that_lost_its_name_is_read_and_not_written_to(
    knowing: FleetDesk, desk: OpenDesk, stick: Path
) -> None:
    (stick / FIRST).rename(stick / "muster-journal copy.csv")
    text = (stick / "muster-journal copy.csv").read_bytes()
    (stick / "muster-journal copy.csv").write_bytes(text[: text.index(b"end,")])
    cut = (stick / "muster-journal copy.csv").read_bytes()
    other = desk("Desk B")
    report = exchange(other.store, stick)
    assert report.flaws == [JournalFlaw(FlawKind.TRUNCATED, "muster-journal copy.csv", 5)]
    assert report.received == 10
    assert (stick / "muster-journal copy.csv").read_bytes() == cut


@pytest.mark.skipif(not UNREADABLE.exists(), reason="no file here that is there and unreadable")
def test_a_file_that_cannot_be_read_is_named_and_stops_no_other(
    desk: OpenDesk, stick: Path
) -> None:
    other = desk("Desk B")
    write_journal_file(stick, entries_of("far", 3))
    name = "muster-journal-bad-00000001-00000002.csv"
    (stick / name).symlink_to(UNREADABLE)
    report = exchange(other.store, stick)
    assert report.flaws == [JournalFlaw(FlawKind.NOT_READ, name, 0, "Input/output error")]
    assert report.received == 3


def test_a_folder_that_is_gone_is_said_in_the_system_s_words(desk: OpenDesk, stick: Path) -> None:
    with pytest.raises(FolderUnreachable) as gone:
        exchange(desk("Desk A").store, stick / "gone")
    assert gone.value.facts == {"path": stick / "gone", "reason": "No such file or directory"}


def test_a_stopped_exchange_reads_no_journal(
    knowing: FleetDesk, desk: OpenDesk, stick: Path
) -> None:
    other = desk("Desk B")
    report = FolderSync(other.store, stick, directly, lambda: True).exchange()
    assert report.received == 0
    assert other.store.journal.known_heads().keys() == {other.store.desk}
