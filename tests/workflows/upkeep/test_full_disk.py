"""A full disk: nothing is half-done, nothing shows that was not saved, and looking up goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.checkin.codes import Reading
from desktop.domain.failures import DiskFull, EnvironmentFailure, StoreNotReached
from desktop.domain.upkeep.backup import Occasion
from tests.support.fleet import FleetDesk, fleet
from tests.support.full_disk import files_end_at
from tests.workflows.upkeep.test_restoring import reopened

POINTS = 200
# A scan writes some pages of 4 KiB to the log.
STEP_BYTES = 160


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FleetDesk]:
    with fleet(tmp_path, "Desk A") as (only,):
        for number in range(POINTS):
            only.register(f"Noa Levi{number}")
        yield only


def log_size(desk: FleetDesk) -> int:
    return desk.store.path.with_name(desk.store.path.name + "-wal").stat().st_size


def test_at_two_hundred_points_of_writing_a_scan_is_saved_whole_or_not_at_all(
    desk: FleetDesk,
) -> None:
    rows = desk.store.db.conn.execute("SELECT ticket_code FROM registrations")
    codes = [code for (code,) in rows]
    station = desk.station()
    saved, refused = 0, 0
    assert len(codes) == POINTS
    for point, code in enumerate(codes):
        desk.clock.advance(1000)
        inside, entries = desk.inside(), desk.store.entries_known()
        with files_end_at(log_size(desk) + point * STEP_BYTES):
            try:
                verdict = desk.front_desk.desk.scan(station, Reading(code))
            except EnvironmentFailure as failure:
                assert isinstance(failure, (DiskFull, StoreNotReached))
                refused += 1
                assert desk.inside() == inside
                assert desk.store.entries_known() == entries
                continue
        assert verdict.outcome.slug == "admitted"
        saved += 1
        assert desk.inside() == inside + 1
    assert saved > 20
    assert refused > 20
    assert desk.inside() == saved
    assert desk.front_desk.verify() == []
    desk.close()
    again = reopened(desk)
    assert again.inside() == saved
    assert again.front_desk.verify() == []
    again.close()


def test_a_store_opens_on_a_full_disk_and_people_are_found(desk: FleetDesk) -> None:
    desk.close()
    with files_end_at(0):
        again = reopened(desk)
        programme = again.front_desk.programmes.named("NIPERM")
        found = again.front_desk.desk.find(programme, "Levi7")
        assert "Noa Levi7" in {attendee.name for attendee in found}
        code = found[0].registration.ticket_code
        with pytest.raises((DiskFull, StoreNotReached)):
            again.front_desk.desk.scan(again.station(), Reading(code))
        assert again.inside() == 0
    # As soon as there is room, the same desk goes on.
    verdict = again.front_desk.desk.scan(again.station(), Reading(code))
    assert verdict.outcome.slug == "admitted"
    again.close()


def test_a_backup_that_finds_no_room_leaves_nothing_and_the_next_one_is_made(
    desk: FleetDesk,
) -> None:
    backups = desk.front_desk.backups
    with files_end_at(100_000), pytest.raises((DiskFull, StoreNotReached)):
        backups.make(Occasion.HAND)
    assert list(backups.shelf.folder.iterdir()) == []
    assert backups.news.failure is not None
    assert backups.make(Occasion.HAND)
    assert desk.front_desk.verify() == []
