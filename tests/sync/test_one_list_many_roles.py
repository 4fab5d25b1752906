"""One list at a hub where roles see other programmes; three desks with a clone and a backup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Attendee
from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.sync.hub_address import HubAddress, hub_address
from desktop.sync.hub import open_hub
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.support.fleet import FleetDesk
from tests.support.hub_server import HubServer

OpenDesk = Callable[..., FleetDesk]
LIST = """First Name,Last Name,Email,Ticket Code
Noa,Ben-David,noa@example.org,TCK-00001
Dan,Levi,dan@example.org,TCK-00002
Omer,Katz,omer@example.org,TCK-00003
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    opened: list[FleetDesk] = []

    def open_desk(name: str, folder: Path = tmp_path) -> FleetDesk:
        opened.append(FleetDesk(folder, name, tmp_path / "keys" / "store.key"))
        return opened[-1]

    yield open_desk
    for fleet_desk in opened:
        fleet_desk.close()


@pytest.fixture
def guests(tmp_path: Path) -> Path:
    path = tmp_path / "guests.csv"
    path.write_text(LIST, "utf-8")
    return path


def take(desk: FleetDesk, code: str, path: Path) -> None:
    desk.clock.advance(1000)
    programme = desk.front_desk.programmes.find_or_make(code)
    desk.front_desk.importing(programme, open_guest_list(path)).run()


def people(desk: FleetDesk, code: str) -> dict[str, Attendee]:
    programme = desk.front_desk.programmes.named(code)
    _mark, page = desk.store.registrations.page(programme.id, 0)
    return {attendee.name: attendee for attendee in page}


def test_two_roles_with_one_list_in_two_programmes_each_see_their_own_guests_whole(
    desk: OpenDesk, hub: HubAddress, server: HubServer, guests: Path
) -> None:
    """The hub's rules of reading are not loosened: no role sees a person of the other one."""
    database = hub.url.rpartition("/")[2].partition("?")[0]
    office = desk("Office")
    for code in ("SUMMER", "WINTER"):
        office.front_desk.programmes.find_or_make(code)
    office.front_desk.syncing.with_hub(hub)
    doors = {}
    for code in ("SUMMER", "WINTER"):
        role = f"{code.lower()}_{database}"
        server.sql(f"CREATE ROLE {role} LOGIN", database)
        with open_hub(hub, "") as link:
            link.admit(role, office.front_desk.programmes.named(code).id)
        doors[code] = (desk(code), hub_address(server.address(database, role)))
    # Each imports its own list before it has ever heard of anybody; the office has both.
    for code, (door, _own) in doors.items():
        take(door, code, guests)
    for code in doors:
        take(office, code, guests)
    for _round in range(2):
        for door, own in doors.values():
            door.front_desk.syncing.with_hub(own)
        office.front_desk.syncing.with_hub(hub)
    for code, (door, own) in doors.items():
        door.front_desk.syncing.with_hub(own)
        assert [p.code for p in door.front_desk.programmes.all()] == [code]
        own_people = people(door, code)
        assert sorted(own_people) == ["Dan Levi", "Noa Ben-David", "Omer Katz"]
        assert {a.person.email for a in own_people.values()} == {
            "noa@example.org", "dan@example.org", "omer@example.org",
        }  # fmt: skip
        assert door.front_desk.verify() == []
        station_programme = door.front_desk.programmes.named(code)
        other = next(name for name in doors if name != code)
        hidden = office.front_desk.programmes.named(other)
        assert not door.store.registrations.page(hidden.id, 0)[1]
        assert door.store.registrations.count(station_programme.id)[1] == 3
    # The office knew each of them by two programmes, so lists name two people; all are sure.
    found = office.front_desk.disputes.all()
    assert {dispute.kind for dispute in found} <= {ConflictKind.TWO_PEOPLE}
    assert all(dispute.is_sure for dispute in found)
    for code in doors:
        programme = office.front_desk.programmes.named(code)
        sure = office.front_desk.disputes.sure(programme.id)
        office.front_desk.disputes.settle_all_sure(sure)
    assert office.front_desk.disputes.all() == []
    for _round in range(2):
        office.front_desk.syncing.with_hub(hub)
        for door, own in doors.values():
            door.front_desk.syncing.with_hub(own)
    for code, (door, _own) in doors.items():
        assert sorted(people(door, code)) == ["Dan Levi", "Noa Ben-David", "Omer Katz"]
        assert door.front_desk.verify() == []


def copy_of(desk: FleetDesk, folder: Path) -> Path:
    folder.mkdir()
    target = folder / f"{desk.name}.db"
    desk.store.db.conn.execute("VACUUM INTO ?", (str(target),))
    return folder


def test_three_desks_a_clone_and_a_backup_end_equal_by_folder_and_by_hub(
    desk: OpenDesk, hub: HubAddress, guests: Path, tmp_path: Path
) -> None:
    one, two, three = desk("One"), desk("Two"), desk("Three")
    for each in (one, two, three):
        take(each, "NIPERM", guests)
    backup = copy_of(two, tmp_path / "backup")
    cloned = copy_of(one, tmp_path / "clone")
    codes = ("TCK-00001", "TCK-00002", "TCK-00003")
    for code in codes[:2]:
        assert one.scan(code).outcome.slug == "admitted"
    assert two.scan(codes[0]).outcome.slug == "admitted"
    stick = tmp_path / "stick"
    two.front_desk.syncing.with_folder(stick, makes_folder=True)
    two.close()
    clone, restored = desk("One", cloned), desk("Two", backup)
    clone.clock.advance(60_000)
    restored.clock.advance(90_000)
    assert clone.scan(codes[2]).outcome.slug == "admitted"
    assert restored.scan(codes[2]).outcome.slug == "admitted"
    fleet = (one, clone, restored, three)
    for _round in range(3):
        for each in fleet:
            each.clock.advance(1000)
            each.front_desk.syncing.with_folder(stick)
    for _round in range(3):
        for each in fleet:
            each.front_desk.syncing.with_hub(hub)
    assert len({each.hash for each in fleet}) == 1
    assert len({each.store.desk for each in fleet}) == 4
    for each in fleet:
        assert each.front_desk.verify() == []
        assert each.front_desk.syncing.flaws() == []
        assert sorted(people(each, "NIPERM")) == ["Dan Levi", "Noa Ben-David", "Omer Katz"]
        assert each.inside() == 3
        told = [(d.kind, d.about) for d in each.front_desk.disputes.all()]
        assert sorted(told) == [
            (ConflictKind.TWICE_IN, "Noa Ben-David"), (ConflictKind.TWICE_IN, "Omer Katz"),
        ]  # fmt: skip
    for dispute in one.front_desk.disputes.all():
        one.front_desk.disputes.accept(dispute)
    for _round in range(2):
        for each in fleet:
            each.front_desk.syncing.with_folder(stick)
    assert [each.front_desk.disputes.all() for each in fleet] == [[], [], [], []]
