"""What an exchange by files says of wrong clocks, odd files and desks of one name."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.failures import FolderUnreachable
from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.journal.journal_flaws import FlawKind, JournalFlaw
from desktop.sync.report import SyncReport
from desktop.workflows.attendees.registry import RegistrationForm
from tests.support.fleet import FleetDesk

OpenDesk = Callable[[str], FleetDesk]
HOUR, DAY, YEAR = 3_600_000, 86_400_000, 365 * 86_400_000


@pytest.fixture
def desk(tmp_path: Path) -> OpenDesk:
    opened: list[FleetDesk] = []

    def open_desk(name: str) -> FleetDesk:
        # Each in a folder of its own, so that two may have one name.
        folder = tmp_path / f"computer {len(opened)}"
        folder.mkdir()
        opened.append(FleetDesk(folder, name, tmp_path / "keys" / "store.key"))
        return opened[-1]

    return open_desk


def sync(desk: FleetDesk, folder: Path) -> SyncReport:
    return desk.front_desk.syncing.with_folder(folder, makes_folder=True)


def rows(folder: Path, desk: FleetDesk) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted(folder.glob(f"muster-journal-{desk.store.desk}-*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found += [row for row in csv.DictReader(file) if row["desk"] != "end"]
    return found


def off_ms(of: FleetDesk, seen_by: FleetDesk) -> int | None:
    desks = {seen.desk: seen for seen in seen_by.front_desk.syncing.desks()}
    return desks[of.store.desk].clock_off_ms


def test_a_clock_years_ahead_dates_no_other_desk_s_entries(desk: OpenDesk, tmp_path: Path) -> None:
    ahead, right = desk("Ahead"), desk("Right")
    ahead.clock.advance(5 * YEAR)
    ahead.make_programme()
    stick = tmp_path / "stick"
    sync(ahead, stick)
    report = sync(right, stick)
    assert [(flaw.kind, flaw.where, flaw.detail) for flaw in report.flaws] == [
        (FlawKind.AHEAD, "Ahead", "1825")
    ]
    right.register("Noa Levi")
    sync(right, stick)
    written = rows(stick, right)
    assert {row["at"][:4] for row in written} == {"2026"}
    assert rows(stick, ahead)[-1]["at"][:4] == "2031"
    # Its own entries are after those that it had seen, all the same.
    assert int(written[-1]["clock"]) > int(rows(stick, ahead)[-1]["clock"])
    assert off_ms(ahead, right) == 5 * YEAR
    # It is named as its entries come, not at every exchange.
    assert sync(right, stick).flaws == []


def test_a_value_from_the_future_that_another_desk_contradicts_is_listed(
    desk: OpenDesk, tmp_path: Path
) -> None:
    right, ahead = desk("Right"), desk("Ahead")
    right.make_programme()
    noa = right.register("Noa Levi")
    stick = tmp_path / "stick"
    sync(right, stick)
    sync(ahead, stick)
    ahead.clock.advance(3 * YEAR)
    names = {"first_name": "Noa", "last_name": "Levi"}
    ahead.front_desk.registry.change(noa.id, RegistrationForm(names | {"phone": "1"}, {}, {}))
    right.clock.advance(HOUR)
    right.front_desk.registry.change(noa.id, RegistrationForm(names | {"phone": "2"}, {}, {}))
    sync(ahead, stick)
    sync(right, stick)
    (dispute,) = right.front_desk.disputes.all()
    assert (dispute.kind, dispute.key) == (ConflictKind.EDITED, "phone")
    assert [side.what for side in dispute.sides] == ["2", "1"]
    assert right.now(noa).person.phone == "1"


def test_a_clock_behind_is_named_by_folder_too(desk: OpenDesk, tmp_path: Path) -> None:
    right, behind = desk("Right"), desk("Behind")
    right.make_programme()
    noa = right.register("Noa Levi")
    stick = tmp_path / "stick"
    sync(right, stick)
    behind.clock.advance(-3 * HOUR)
    sync(behind, stick)
    behind.scan(noa)
    sync(behind, stick)
    right.clock.advance(60_000)
    sync(right, stick)
    off = off_ms(behind, right)
    assert off is not None
    assert -3 * HOUR - 60_000 < off < -3 * HOUR + 60_000


def test_files_renamed_to_capitals_are_read_and_named(desk: OpenDesk, tmp_path: Path) -> None:
    one, other = desk("One"), desk("Other")
    one.make_programme()
    stick = tmp_path / "stick"
    sync(one, stick)
    (path,) = stick.glob("*.csv")
    path.rename(stick / path.name.upper())
    report = sync(other, stick)
    assert report.flaws == [JournalFlaw(FlawKind.RENAMED, path.name.upper())]
    assert [p.code for p in other.front_desk.programmes.all()] == ["NIPERM"]
    sync(other, stick)
    assert sync(other, stick).flaws == []


@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_file_that_a_spreadsheet_saved_again_is_called_that_and_mended(
    desk: OpenDesk, tmp_path: Path, sign: str
) -> None:
    one, other = desk("One"), desk("Other")
    one.make_programme()
    stick = tmp_path / "stick"
    sync(one, stick)
    (path,) = stick.glob("*.csv")
    good = path.read_bytes()
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=sign).writerows(table)
    report = sync(other, stick)
    assert report.flaws == [JournalFlaw(FlawKind.RESAVED, path.name)]
    assert other.front_desk.programmes.all() == []
    sync(one, stick)
    assert path.read_bytes() == good
    assert sync(other, stick).flaws == []
    assert [p.code for p in other.front_desk.programmes.all()] == ["NIPERM"]


def test_two_desks_of_one_name_are_told_apart(desk: OpenDesk, tmp_path: Path) -> None:
    desks = [desk("Door"), desk("Door"), desk("Door")]
    desks[0].make_programme()
    stick = tmp_path / "stick"
    for _round in range(3):
        for each in desks:
            each.clock.advance(1000)
            sync(each, stick)
    told = desks[0].store.desk_names()
    assert sorted(told.values()) == sorted(f"Door ({each.store.desk[:4]})" for each in desks)
    shown = [seen.name for seen in desks[1].front_desk.syncing.desks()]
    assert sorted(shown) == sorted(told.values())
    # What somebody called them stays.
    assert [each.store.desk_name() for each in desks] == ["Door"] * 3
    assert len({each.hash for each in desks}) == 1


def test_a_folder_that_was_named_is_made_but_none_around_it(desk: OpenDesk, tmp_path: Path) -> None:
    one = desk("One")
    one.make_programme()
    assert sync(one, tmp_path / "new").sent > 0
    with pytest.raises(FolderUnreachable):
        sync(one, tmp_path / "no" / "such")
    with pytest.raises(FolderUnreachable):
        one.front_desk.syncing.with_folder(tmp_path / "stick that is out")
    assert not (tmp_path / "stick that is out").exists()
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderUnreachable):
        sync(one, tmp_path / "file")
