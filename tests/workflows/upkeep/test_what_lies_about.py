"""What Muster leaves on the disk by itself tells nobody's name, and nobody else can read it."""

from __future__ import annotations

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.app import PrivateLog
from desktop.domain.checkin.codes import Reading
from desktop.domain.upkeep.backup import Occasion
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.support.builders import write_csv
from tests.support.fleet import FleetDesk, fleet

NAMES = ("Zerubavel", "Quackenbush", "צרובבל", "קווקנבוש", "zerubavel.q@example.org", "T-4711-ZQ")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FleetDesk]:
    """Give a desk on which one known person was imported, came in, and was backed up."""
    with fleet(tmp_path / "data", "Desk A") as (only,):
        guests = write_csv(
            tmp_path / "guests.csv",
            [
                ["First Name", "Last Name", "שם פרטי", "שם משפחה", "Email", "Barcode"],
                [NAMES[0], NAMES[1], NAMES[2], NAMES[3], NAMES[4], NAMES[5]],
            ],
        )
        programme = only.front_desk.programmes.named("NIPERM")
        only.front_desk.importing(programme, open_guest_list(guests)).run()
        verdict = only.front_desk.desk.scan(only.station(), Reading(NAMES[5]))
        assert verdict.outcome.slug == "admitted"
        only.front_desk.backups.make(Occasion.HAND)
        yield only


def left(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and path.name != "guests.csv"]


def tellers(folder: Path) -> set[tuple[str, str]]:
    """Name files in whose bytes somebody's name stands, in any writing of it."""
    return {
        (path.name, name)
        for path in left(folder)
        for name in NAMES
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        if name.encode(encoding).lower() in path.read_bytes().lower()
    }


def test_no_file_of_an_open_desk_tells_a_name(desk: FleetDesk, tmp_path: Path) -> None:
    names = {path.name for path in left(tmp_path)}
    assert {"Desk A.db", "Desk A.db-wal"} <= names
    assert any(name.endswith("-hand-6.db") or "hand" in name for name in names)
    assert tellers(tmp_path) == set()


def test_nor_one_of_a_closed_desk_nor_what_was_set_aside(desk: FleetDesk, tmp_path: Path) -> None:
    from desktop.workflows.upkeep.rescue import Rescue  # noqa: PLC0415

    desk.close()
    rescue = Rescue(desk.store.path, desk.store.key_file, desk.clock)
    rescue.restore(rescue.plan())
    assert any(" before " in path.name for path in left(tmp_path))
    assert tellers(tmp_path) == set()


def test_a_name_that_stood_there_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("seen: ZERUBAVEL", "utf-16-le")
    assert tellers(tmp_path) == {("notes", NAMES[0])}


def test_what_holds_people_is_readable_by_its_owner_only(desk: FleetDesk, tmp_path: Path) -> None:
    stores = [path for path in left(tmp_path) if path.suffix in {".db", ".key"}]
    assert len(stores) >= 3
    modes = {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in stores}
    assert set(modes.values()) == {"0o600"}, modes


def test_the_log_is_readable_by_its_owner_only_also_after_it_was_turned_over(
    tmp_path: Path,
) -> None:
    handler = PrivateLog(tmp_path / "muster.log", maxBytes=200, backupCount=2, encoding="utf-8")
    for _line in range(10):
        handler.emit(logging.LogRecord("muster", 20, "", 0, "x" * 90, None, None))
    handler.close()
    logs = sorted(tmp_path.glob("muster.log*"))
    assert [path.name for path in logs] == ["muster.log", "muster.log.1", "muster.log.2"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in logs} == {0o600}


def test_a_front_desk_opens_again_beside_all_of_it(desk: FleetDesk) -> None:
    desk.close()
    again = FrontDesk.open(
        desk.store.path, desk.store.key_file, desk.clock, desk.front_desk._painter
    )
    assert again.verify() == []
    again.close()
