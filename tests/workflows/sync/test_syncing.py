"""What a desk learns of others by a folder, a file, or a hub: names, clocks, and who they are."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.sync.hub_address import HubAddress
from desktop.workflows.sync.syncing import DeskSeen
from tests.support.fleet import FleetDesk

Pair = tuple[FleetDesk, FleetDesk]


def open_desks(folder: Path, *names: str) -> list[FleetDesk]:
    """Open desks on computers of their own that have one key."""
    key = folder / "keys" / "store.key"
    desks = []
    for number, name in enumerate(names):
        home = folder / str(number)
        home.mkdir()
        desks.append(FleetDesk(home, name, key))
    return desks


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    first, second = open_desks(tmp_path, "Front", "Back")
    first.make_programme()
    yield first, second
    first.close()
    second.close()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    made = tmp_path / "shared"
    made.mkdir()
    return made


def other_of(desk: FleetDesk) -> DeskSeen:
    """Give what a desk knows of the only other one."""
    own, other = desk.front_desk.syncing.desks()
    assert (own.is_own, own.desk, own.name) == (True, desk.store.desk, desk.name)
    assert (own.heard_ms, own.clock_off_ms) == (desk.clock(), None)
    assert not other.is_own
    return other


@pytest.mark.parametrize("ahead_ms", [10_000, 0, -10_000])
def test_a_clock_that_is_ahead_is_told_and_nobody_is_heard_from_in_the_future(
    pair: Pair, shared: Path, ahead_ms: int
) -> None:
    first, second = pair
    wrote_at = first.clock()
    first.front_desk.syncing.with_folder(shared)
    second.clock.now_ms = wrote_at - ahead_ms
    second.front_desk.syncing.with_folder(shared)
    other = other_of(second)
    assert (other.name, other.desk) == ("Front", first.store.desk)
    assert other.heard_ms == min(wrote_at, wrote_at - ahead_ms)
    assert other.clock_off_ms == (10_000 if ahead_ms > 0 else None)
    assert other.entries == first.store.journal.newest()


def test_a_desk_is_first_in_its_own_list_whatever_it_is_called(pair: Pair, shared: Path) -> None:
    for desk in (*pair, *pair):
        desk.front_desk.syncing.with_folder(shared)
    for desk, name in zip(pair, ("Back", "Front"), strict=True):
        assert other_of(desk).name == name


def test_a_file_is_exchanged_as_a_file_and_a_folder_as_a_folder(pair: Pair, shared: Path) -> None:
    first, second = pair
    first.register("Noa Cohen")
    pack = shared / "today.muster"
    first.front_desk.syncing.with_folder(pack)
    assert pack.is_file()
    assert second.front_desk.syncing.with_folder(pack).received > 0
    folder = shared / "folder"
    folder.mkdir()
    first.front_desk.syncing.with_folder(folder)
    assert sorted(path.is_dir() for path in shared.iterdir()) == [False, True]
    assert any(folder.iterdir())


def test_who_scans_meanwhile_waits_for_small_slices_only(pair: Pair, shared: Path) -> None:
    first, second = pair
    for number in range(40):
        first.register(f"Guest{number} Levi")
    first.front_desk.syncing.with_folder(shared)
    slices: list[int] = []

    def on_store(work: Callable[[], object]) -> object:
        before = second.store.journal.known_heads()
        known = before[first.store.desk].number if first.store.desk in before else 0
        result = work()
        after = second.store.journal.known_heads()
        now = after[first.store.desk].number if first.store.desk in after else 0
        slices.append(now - known)
        return result

    second.front_desk.syncing.with_folder(shared, on_store, in_slices=True)  # type: ignore[arg-type]
    assert sum(slices) == first.store.journal.newest()
    assert max(slices) <= 30


def test_everything_comes_at_once_where_nobody_scans(pair: Pair, shared: Path) -> None:
    first, second = pair
    for number in range(40):
        first.register(f"Guest{number} Levi")
    first.front_desk.syncing.with_folder(shared)
    received: list[int] = []

    def on_store(work: Callable[[], object]) -> object:
        result = work()
        heads = second.store.journal.known_heads()
        if first.store.desk in heads:
            received.append(heads[first.store.desk].number)
        return result

    second.front_desk.syncing.with_folder(shared, on_store)  # type: ignore[arg-type]
    assert set(received) == {first.store.journal.newest()}


def test_desks_that_nobody_named_take_the_next_free_letter(tmp_path: Path, shared: Path) -> None:
    desks = open_desks(tmp_path, "Desk A", "Desk A", "Desk A")
    for desk in desks:
        desk.front_desk.syncing.with_folder(shared)
    assert [desk.store.desk_name() for desk in desks] == ["Desk A", "Desk B", "Desk C"]
    for desk in desks:
        desk.close()


def test_a_name_that_was_chosen_stays_although_another_desk_has_it(
    tmp_path: Path, shared: Path
) -> None:
    desks = open_desks(tmp_path, "Hall", "Hall")
    for desk in desks:
        desk.front_desk.syncing.with_folder(shared)
    assert [desk.store.desk_name() for desk in desks] == ["Hall", "Hall"]
    for desk in desks:
        desk.close()


def test_a_hub_tells_who_was_there_and_how_wrong_their_clocks_are(
    pair: Pair, hub: HubAddress
) -> None:
    first, second = pair
    first.clock.now_ms = int(time.time() * 1000) - 600_000
    first.register("Noa Cohen")
    first.front_desk.syncing.with_hub(hub)
    assert second.front_desk.syncing.with_hub(hub).received > 0
    other = other_of(second)
    assert other.clock_off_ms is not None
    assert abs(other.clock_off_ms + 600_000) < 60_000
    assert other.heard_ms is not None
    assert 0 <= second.clock() - other.heard_ms < 60_000
