"""Two computers that write as one desk, and how a hub lets them part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.domain.journal.journal_flaws import FlawKind, JournalFlaw
from desktop.domain.sync.hub_address import HubAddress, hub_address
from desktop.sync.hub import Hub, open_hub
from desktop.sync.hub_round import HubRound
from desktop.sync.hub_state import read_state
from desktop.sync.report import SyncReport
from desktop.workflows.ports import directly
from tests.support.fleet import FleetDesk
from tests.support.hub_server import HubServer
from tests.sync.foreign_entries import entries_of

OpenDesk = Callable[[str], FleetDesk]


class Pair(NamedTuple):
    """A desk, and the copy of its store that somebody opened on another computer."""

    original: FleetDesk
    copy: FleetDesk


@pytest.fixture
def link(hub: HubAddress) -> Iterator[Hub]:
    with open_hub(hub, "") as opened:
        yield opened


def exchange(fleet_desk: FleetDesk, link: Hub) -> SyncReport:
    return HubRound(fleet_desk.store, link, directly).exchange()


def heads(fleet_desk: FleetDesk) -> dict[str, int]:
    known = fleet_desk.store.journal.known_heads()
    return {desk: head.number for desk, head in known.items()}


def copy_of(fleet_desk: FleetDesk, folder: Path) -> FleetDesk:
    (folder / "copy").mkdir()
    copied = folder / "copy" / f"{fleet_desk.name}.db"
    fleet_desk.store.db.conn.execute("VACUUM INTO ?", (str(copied),))
    return FleetDesk(folder / "copy", fleet_desk.name, folder / "keys" / "store.key")


@pytest.fixture
def pair(desk: OpenDesk, link: Hub, tmp_path: Path) -> Iterator[Pair]:
    """Both have the three entries that the hub has, and nothing else yet."""
    original = desk("Desk A")
    original.make_programme()
    exchange(original, link)
    copy = copy_of(original, tmp_path)
    yield Pair(original, copy)
    copy.close()


def test_a_copy_that_wrote_as_many_entries_as_its_original_is_parted(pair: Pair, link: Hub) -> None:
    original, copy = pair
    original.register("First Levi")
    copy.register("Second Levi")
    exchange(original, link)
    report = exchange(copy, link)
    parted = copy.store.desk
    assert (report.is_copy, report.sent) == (True, 3)
    assert report.flaws == [JournalFlaw(FlawKind.FORKED, link.name, 2)]
    assert heads(copy) == {original.store.desk: 5, parted: 3}
    assert link.heads() == {original.store.desk: 5, parted: 3}
    assert read_state(copy.store).sent == 3
    assert copy.front_desk.verify() == []


def test_a_copy_that_wrote_nothing_goes_on_as_a_desk_of_its_own(pair: Pair, link: Hub) -> None:
    original, copy = pair
    original.register("First Levi")
    exchange(original, link)
    report = exchange(copy, link)
    assert (report.is_copy, report.received, report.flaws) == (True, 2, [])
    assert heads(copy) == {original.store.desk: 5, copy.store.desk: 1}


def test_a_desk_whose_entries_are_at_the_hub_as_they_are_here_is_no_copy(
    pair: Pair, link: Hub
) -> None:
    original, _copy = pair
    before = original.store.desk
    original.register("First Levi")
    for sent in (2, 0):
        report = exchange(original, link)
        assert (report.is_copy, report.sent, report.received) == (False, sent, 0)
    assert heads(original) == {before: 5}


def test_a_copy_that_is_stopped_is_not_parted_yet(pair: Pair, link: Hub) -> None:
    original, copy = pair
    original.register("First Levi")
    copy.register("Second Levi")
    exchange(original, link)
    report = HubRound(copy.store, link, directly, is_stopped=lambda: True).exchange()
    assert (report.is_copy, report.sent) == (False, 0)
    assert heads(copy) == {original.store.desk: 5}


def test_what_its_original_sent_meanwhile_parts_a_copy(pair: Pair, link: Hub) -> None:
    original, copy = pair
    copy.register("Second Levi")
    reading = HubRound(copy.store, link, directly)
    original.register("First Levi")
    exchange(original, link)
    report = SyncReport()
    reading.send(report)
    assert (report.is_copy, report.sent) == (True, 0)
    assert report.finish().flaws == [
        JournalFlaw(FlawKind.FORKED, link.name, 2), JournalFlaw(FlawKind.FORKED, link.name, 2),
    ]  # fmt: skip
    assert heads(copy) == {original.store.desk: 5, copy.store.desk: 3}
    assert link.heads() == {original.store.desk: 5}


def test_a_desk_that_another_wrote_as_from_the_first_entry_on_is_parted(
    desk: OpenDesk, link: Hub
) -> None:
    fleet_desk = desk("Desk A")
    before = fleet_desk.store.desk
    link.push(before, entries_of(before, 2))
    report = exchange(fleet_desk, link)
    assert report.is_copy
    assert report.flaws == [JournalFlaw(FlawKind.FORKED, link.name, 2)]
    assert heads(fleet_desk) == {before: 2, fleet_desk.store.desk: 2}
    assert link.heads() == {before: 2, fleet_desk.store.desk: 2}


def test_a_stopped_desk_that_another_wrote_as_from_the_first_entry_on_stays(
    desk: OpenDesk, link: Hub
) -> None:
    fleet_desk = desk("Desk A")
    before = fleet_desk.store.desk
    link.push(before, entries_of(before, 2))
    report = HubRound(fleet_desk.store, link, directly, is_stopped=lambda: True).exchange()
    assert not report.is_copy
    assert heads(fleet_desk) == {before: 1}


@pytest.fixture
def door(hub: HubAddress, link: Hub, server: HubServer) -> Iterator[Hub]:
    """The hub as a role sees it that is admitted to one programme that nobody wrote of."""
    database = hub.url.rpartition("/")[2].partition("?")[0]
    role = f"door_{database}"
    server.sql(f"CREATE ROLE {role} LOGIN", database)
    link.admit(role, "nothing-of-it")
    with open_hub(hub_address(server.address(database, role)), "") as opened:
        yield opened


@pytest.mark.parametrize(
    ("first_otherwise", "at_hub", "kept", "moved_and_named"),
    [
        (1, 3, [], 6),
        (1, 1, [], 6),
        (2, 2, [1], 5),
        (3, 3, [1, 2], 4),
        (2, 5, [1], 5),
        (4, 5, [1, 2, 3], 3),
    ],
)
def test_a_copy_is_parted_from_the_first_entry_that_is_otherwise_though_it_is_sealed(
    desk: OpenDesk,
    door: Hub,
    link: Hub,
    first_otherwise: int,
    at_hub: int,
    kept: list[int],
    moved_and_named: int,
) -> None:
    """Five own entries here; of those at the hub this role sees the chain only."""
    fleet_desk = desk("Desk A")
    fleet_desk.make_programme()
    fleet_desk.register("Noa Levi")
    before = fleet_desk.store.desk
    same = fleet_desk.store.journal.stored_after(before, 0, first_otherwise - 1)
    other = entries_of(before, at_hub, programme="secret")[first_otherwise - 1 :]
    link.push(before, [entry._replace(programme="secret") for entry in same] + other)
    report = exchange(fleet_desk, door)
    assert (report.is_copy, report.sent) == (True, moved_and_named)
    store, parted = fleet_desk.store, fleet_desk.store.desk
    assert [entry.number for entry in store.journal.stored_after(before, 0, 100)] == kept
    assert len(store.journal.stored_after(parted, 0, 100)) == moved_and_named
    assert heads(fleet_desk) == {before: at_hub, parted: moved_and_named}
