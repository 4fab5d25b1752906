"""Desks that cannot reach each other agree by a folder: a stick, a share, a synced folder."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.failures import FileUnwritable, FolderUnreachable
from desktop.domain.journal.entry import FIRST_CHAIN, StoredEntry, chain_after
from desktop.domain.journal.journal_flaws import FlawKind
from desktop.files.sync import journal_files
from desktop.files.sync.journal_files import read_journal_file
from desktop.sync.report import SyncReport
from tests.support.fleet import FleetDesk

DOCUMENT = Path(__file__).parents[2] / "docs" / "journal-format.md"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def fleet_desk(tmp_path: Path) -> Iterator[FleetDesk]:
    desk = FleetDesk(tmp_path, "Desk A")
    desk.make_programme()
    yield desk
    desk.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[FleetDesk]:
    desk = FleetDesk(tmp_path, "Desk B")
    yield desk
    desk.close()


def sync(desk: FleetDesk, folder: Path) -> SyncReport:
    return desk.front_desk.syncing.with_folder(folder)


def kinds(report: SyncReport) -> set[FlawKind]:
    return {flaw.kind for flaw in report.flaws}


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.csv"))


def names(desk: FleetDesk) -> set[str]:
    programme = desk.front_desk.programmes.named("NIPERM")
    return {attendee.name for attendee in desk.front_desk.desk.find(programme, "levi")}


def test_two_stores_filled_apart_agree_through_a_folder(
    fleet_desk: FleetDesk, other: FleetDesk, stick: Path
) -> None:
    other.make_programme()
    noa = fleet_desk.register("Noa Levi", photo="")
    dan = other.register("Dan Levi")
    fleet_desk.scan(noa)
    other.scan(dan)
    for desk in (fleet_desk, other, fleet_desk):
        sync(desk, stick)
    assert fleet_desk.hash == other.hash
    assert fleet_desk.inside() == other.inside() == 2
    assert names(fleet_desk) == names(other) == {"Noa Levi", "Dan Levi"}
    for desk in (fleet_desk, other):
        assert desk.front_desk.verify() == []
        assert len(desk.front_desk.programmes.all()) == 1


def test_a_second_exchange_writes_and_reads_nothing(fleet_desk: FleetDesk, stick: Path) -> None:
    fleet_desk.register("Noa Levi")
    assert sync(fleet_desk, stick).sent
    before = files(stick)
    again = sync(fleet_desk, stick)
    assert (again.sent, again.received, again.flaws) == (0, 0, [])
    assert files(stick) == before


def test_files_are_named_by_desk_and_range_and_follow_each_other(
    fleet_desk: FleetDesk, stick: Path
) -> None:
    sync(fleet_desk, stick)
    fleet_desk.register("Noa Levi")
    sync(fleet_desk, stick)
    ranges = [re.findall(r"-(\d+)-(\d+)\.csv", path.name)[0] for path in files(stick)]
    (_first, first_end), (second_begin, second_end) = ranges
    assert int(second_begin) == int(first_end) + 1
    assert int(second_end) == fleet_desk.store.journal.newest()
    assert all(fleet_desk.store.desk in path.name for path in files(stick))


def test_a_stick_that_goes_round_carries_everybodys_news(
    tmp_path: Path, fleet_desk: FleetDesk, other: FleetDesk, stick: Path
) -> None:
    fleet_desk.register("Noa Levi")
    sync(fleet_desk, stick)
    sync(other, stick)
    second = tmp_path / "second"
    second.mkdir()
    sync(other, second)
    third = FleetDesk(tmp_path, "Desk C")
    sync(third, second)
    assert names(third) == {"Noa Levi"}
    third.close()


def test_a_new_desk_has_everything_from_one_file_photos_too(
    tmp_path: Path, fleet_desk: FleetDesk, other: FleetDesk
) -> None:
    photo = b"\xff\xd8 a picture"
    noa = fleet_desk.register("Noa Levi")
    with fleet_desk.store.write():
        name = fleet_desk.store.blobs.put(photo)
    pack = tmp_path / "niperm.muster"
    sync(fleet_desk, pack)
    sync(other, pack)
    assert other.store.blobs.get(name) == photo
    assert other.now(noa).name == "Noa Levi"
    sync(fleet_desk, pack)
    assert fleet_desk.hash == other.hash


def test_a_desk_that_joins_takes_the_next_free_letter(
    fleet_desk: FleetDesk, other: FleetDesk, stick: Path
) -> None:
    other.front_desk.name_desk("Desk A")
    sync(fleet_desk, stick)
    sync(other, stick)
    assert other.front_desk.desk.name == "Desk B"
    sync(fleet_desk, stick)
    assert fleet_desk.hash == other.hash


def test_a_truncated_file_gives_what_is_good_in_it_and_is_written_again(
    fleet_desk: FleetDesk, other: FleetDesk, stick: Path
) -> None:
    for n in range(5):
        fleet_desk.register(f"Guest{n} Levi")
    sync(fleet_desk, stick)
    (path,) = files(stick)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    report = sync(other, stick)
    assert FlawKind.TRUNCATED in kinds(report)
    assert 0 < len(names(other)) < 5
    mended = sync(fleet_desk, stick)
    assert mended.sent
    assert path.read_bytes() == whole
    assert sync(other, stick).flaws == []
    assert len(names(other)) == 5


def test_a_tampered_entry_stops_its_desk_there_and_is_named(
    fleet_desk: FleetDesk, other: FleetDesk, stick: Path
) -> None:
    for n in range(3):
        fleet_desk.register(f"Guest{n} Levi")
    sync(fleet_desk, stick)
    (path,) = files(stick)
    path.write_text(path.read_text("utf-8-sig").replace("Guest1", "Ghost1"), "utf-8-sig")
    report = sync(other, stick)
    assert FlawKind.ALTERED in kinds(report)
    assert names(other) == {"Guest0 Levi"}
    assert {flaw.kind for flaw in other.front_desk.syncing.flaws()} >= {FlawKind.ALTERED}
    path.unlink()
    sync(fleet_desk, stick)
    sync(other, stick)
    assert names(other) == {f"Guest{n} Levi" for n in range(3)}


def test_an_entry_waits_for_its_predecessor_and_is_not_applied_silently(
    fleet_desk: FleetDesk, other: FleetDesk, stick: Path
) -> None:
    sync(fleet_desk, stick)
    fleet_desk.register("Noa Levi")
    sync(fleet_desk, stick)
    first, second = files(stick)
    kept = first.read_bytes()
    first.unlink()
    report = sync(other, stick)
    assert FlawKind.WAITS in kinds(report)
    assert other.front_desk.programmes.all() == []
    assert other.front_desk.syncing.flaws()
    first.write_bytes(kept)
    sync(other, stick)
    assert other.front_desk.syncing.flaws() == []
    assert names(other) == {"Noa Levi"}
    assert second.exists()


def test_foreign_and_renamed_files_are_named_and_read_for_what_they_are(
    fleet_desk: FleetDesk, other: FleetDesk, stick: Path
) -> None:
    fleet_desk.register("Noa Levi")
    sync(fleet_desk, stick)
    (path,) = files(stick)
    path.rename(stick / "muster-journal copy (1).csv")
    (stick / "muster-journal-notes.csv").write_text("Name,Email\nNoa,noa@example.org\n")
    (stick / "holiday.csv").write_text("Name\nNobody\n")
    report = sync(other, stick)
    assert [(flaw.where, flaw.kind) for flaw in report.flaws] == [
        ("muster-journal copy (1).csv", FlawKind.RENAMED),
        ("muster-journal-notes.csv", FlawKind.FOREIGN),
    ]
    assert names(other) == {"Noa Levi"}


def test_bad_rows_are_counted_and_the_others_taken(
    fleet_desk: FleetDesk, other: FleetDesk, stick: Path
) -> None:
    fleet_desk.register("Noa Levi")
    sync(fleet_desk, stick)
    (path,) = files(stick)
    lines = path.read_text("utf-8-sig").splitlines(keepends=True)
    lines.insert(len(lines) - 1, "only,two\n")
    path.write_text("".join(lines), "utf-8-sig")
    report = sync(other, stick)
    assert kinds(report) == {FlawKind.BAD_ROWS, FlawKind.MISCOUNTED}
    assert names(other) == {"Noa Levi"}


def test_an_entry_that_no_desk_could_read_is_kept_apart(other: FleetDesk, stick: Path) -> None:
    wrong = journal_row("otherdesk", 1, "set", "person:p1", '{"first_name":5}')
    journal_files.write_journal_file(stick, [wrong])
    report = sync(other, stick)
    assert kinds(report) == {FlawKind.UNREADABLE}
    assert other.front_desk.verify() == []


def journal_row(desk: str, number: int, kind: str, subject: str, body: str) -> StoredEntry:
    identity = (desk, number, 1 << 40, "desk", kind, subject, "")
    return StoredEntry(*identity, body, "{}", chain_after(FIRST_CHAIN, identity, body, "{}"))


def test_photos_that_are_not_what_their_name_says_are_refused(
    other: FleetDesk, stick: Path
) -> None:
    photos = stick / "muster-photos"
    photos.mkdir()
    (photos / f"{hashlib.sha256(b'right').hexdigest()}.jpg").write_bytes(b"wrong")
    report = sync(other, stick)
    assert kinds(report) == {FlawKind.PHOTO}
    assert other.store.blobs.names() == set()


def test_a_folder_that_is_not_there_is_said_in_words(fleet_desk: FleetDesk, stick: Path) -> None:
    with pytest.raises(FolderUnreachable):
        sync(fleet_desk, stick / "gone")


def test_a_stick_pulled_in_the_middle_of_a_write_leaves_no_half_file(
    fleet_desk: FleetDesk, other: FleetDesk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(4):
        fleet_desk.register(f"Guest{n} Levi")
    written = journal_files.write_rows

    def pulled(file: object, rows: list[StoredEntry]) -> None:
        written(file, rows[:3])  # type: ignore[arg-type]
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as at_the_stick, pytest.raises(FileUnwritable):
        at_the_stick.setattr(journal_files, "write_rows", pulled)
        sync(fleet_desk, stick)
    assert list(stick.iterdir()) == []
    assert sync(fleet_desk, stick).sent
    sync(other, stick)
    assert len(names(other)) == 4


def test_a_store_restored_from_a_copy_goes_on_as_a_desk_of_its_own(
    tmp_path: Path, fleet_desk: FleetDesk, other: FleetDesk, stick: Path
) -> None:
    fleet_desk.register("Noa Levi")
    copy = tmp_path / "copy.db"
    fleet_desk.store.db.conn.execute("VACUUM INTO ?", (str(copy),))
    late = fleet_desk.register("Late Levi")
    sync(fleet_desk, stick)
    sync(other, stick)
    (tmp_path / "restored").mkdir()
    copy.rename(tmp_path / "restored" / "Desk A.db")
    key = tmp_path / "keys" / "store.key"
    restored = FleetDesk(tmp_path / "restored", "Desk A", key)
    before = restored.store.desk
    restored.register("Meanwhile Levi")
    report = sync(restored, stick)
    assert report.is_copy
    assert restored.store.desk != before
    assert names(restored) == {"Noa Levi", "Late Levi", "Meanwhile Levi"}
    assert restored.now(late).name == "Late Levi"
    sync(other, stick)
    assert names(other) == names(restored)
    assert restored.front_desk.verify() == other.front_desk.verify() == []
    assert restored.hash == other.hash
    restored.close()


def test_another_system_can_write_the_files_as_the_document_says(
    other: FleetDesk, stick: Path
) -> None:
    text = DOCUMENT.read_text("utf-8")
    (program,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    scope: dict[str, object] = {"folder": stick}
    exec(compile(program, str(DOCUMENT), "exec"), scope)
    # The document's caterer writes some days after the morning of the tests.
    other.clock.advance(30 * 86_400_000)
    report = sync(other, stick)
    assert (report.flaws, report.received > 0) == ([], True)
    (programme,) = other.front_desk.programmes.all()
    assert [attendee.name for attendee in other.front_desk.desk.find(programme, "noa")] == [
        "Noa Cohen"
    ]
    assert other.front_desk.verify() == []


@pytest.mark.parametrize("how", ["altered", "row deleted", "cut after the word end"])
def test_a_file_damaged_in_its_middle_is_mended_by_its_desk(
    fleet_desk: FleetDesk, other: FleetDesk, stick: Path, how: str
) -> None:
    for n in range(3):
        fleet_desk.register(f"Guest{n} Levi")
    sync(fleet_desk, stick)
    (path,) = files(stick)
    text = path.read_text("utf-8-sig")
    lines = text.splitlines(keepends=True)
    damaged = {
        "altered": text.replace("Guest1", "Ghost1"),
        "row deleted": "".join(lines[:4] + lines[5:]),
        "cut after the word end": text[: text.rindex("end,") + 3],
    }[how]
    path.write_text(damaged, "utf-8-sig")
    assert sync(other, stick).flaws
    sync(fleet_desk, stick)
    assert sync(other, stick).flaws == []
    assert len(names(other)) == 3
    sync(fleet_desk, stick)
    assert fleet_desk.hash == other.hash


def test_a_file_that_claims_more_than_it_has_silences_nobody(
    fleet_desk: FleetDesk, other: FleetDesk, stick: Path
) -> None:
    fleet_desk.register("Noa Levi")
    claimed = stick / journal_files.file_name(fleet_desk.store.desk, 1, 99_999)
    claimed.write_text(f"{','.join(journal_files.COLUMNS)}\nend,0,,,,,,,,,\n", "utf-8-sig")
    assert sync(fleet_desk, stick).sent
    sync(other, stick)
    assert names(other) == {"Noa Levi"}


def test_oddities_of_a_file_system_stop_nothing(fleet_desk: FleetDesk, stick: Path) -> None:
    (stick / "muster-photos" / "@eaDir").mkdir(parents=True)
    (stick / journal_files.file_name("otherdesk", 1, 5)).mkdir()
    (stick / "muster-journal-otherdesk-00000001-99999999999999999999.csv").write_text("x\n")
    fleet_desk.register("Noa Levi")
    assert sync(fleet_desk, stick).sent


def test_a_pack_that_is_none_is_said_in_words(fleet_desk: FleetDesk, tmp_path: Path) -> None:
    pack = tmp_path / "a.muster"
    pack.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(FolderUnreachable):
        sync(fleet_desk, pack)


def test_the_files_are_tables_that_people_can_read(fleet_desk: FleetDesk, stick: Path) -> None:
    fleet_desk.register("Noa Levi")
    sync(fleet_desk, stick)
    (path,) = files(stick)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == journal_files.COLUMNS
    assert rows[-1][:2] == ["end", str(len(rows) - 2)]
    assert any("Noa" in cell for row in rows for cell in row)
    assert read_journal_file(path).flaws == []
