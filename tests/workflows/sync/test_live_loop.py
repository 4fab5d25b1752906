"""One desk's loop with its hub, in this thread: what it tells, and when it ends."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.domain.sync.hub_address import HubAddress, hub_address
from desktop.domain.sync.sync_state import LinkState, SyncState
from desktop.sync.report import SyncReport
from desktop.workflows.ports import directly
from desktop.workflows.sync.live_sync import LiveSync
from tests.support.fleet import FleetDesk, fleet
from tests.support.hub_server import HubServer

NOWHERE = hub_address("postgresql://nobody@127.0.0.1:1/none?sslmode=disable&connect_timeout=5")


@pytest.fixture
def trio(tmp_path: Path) -> Iterator[list[FleetDesk]]:
    with fleet(tmp_path, "Desk A", "Desk B", "Desk C") as desks:
        yield desks


def run(
    desk: FleetDesk, address: HubAddress, is_enough: Callable[[SyncState], bool]
) -> tuple[list[SyncState], list[SyncReport]]:
    """Let a desk stay in step until a state is enough; give what it told."""
    live = desk.front_desk.syncing.live(address, "", directly)
    states: list[SyncState] = []
    reports: list[SyncReport] = []

    def on_state(state: SyncState) -> None:
        states.append(state)
        if is_enough(state):
            live.stop()

    live.run(on_state, reports.append)
    live.wake()
    return states, reports


def test_a_desk_that_is_in_step_knows_who_else_is(trio: list[FleetDesk], hub: HubAddress) -> None:
    first, second, third = trio
    first.clock.now_ms = int(time.time() * 1000) - 600_000
    second.register("Noa Cohen")
    for desk in (second, third):
        desk.front_desk.syncing.with_hub(hub)
    states, reports = run(first, hub, lambda state: state.link is LinkState.LIVE)
    assert [state.link for state in states] == [LinkState.CONNECTING, LinkState.LIVE]
    assert states[0].hub == hub.name
    live = states[1]
    assert (live.desks_live, live.waiting, live.reason) == (2, 0, "")
    assert (live.heard_ms, abs((live.clock_off_ms or 0) + 600_000) < 60_000) == (
        first.clock(), True,
    )  # fmt: skip
    assert [report.received > 0 for report in reports] == [True]
    programme = first.front_desk.programmes.named("NIPERM")
    assert len(first.front_desk.desk.find(programme, "noa")) == 1
    heard = [seen.heard_ms for seen in first.front_desk.syncing.desks() if not seen.is_own]
    assert all(at_ms is not None and first.clock() - 60_000 < at_ms <= first.clock()
               for at_ms in heard)  # fmt: skip


def test_nothing_is_told_as_news_where_nothing_came(trio: list[FleetDesk], hub: HubAddress) -> None:
    first = trio[0]
    first.front_desk.syncing.with_hub(hub)
    _states, reports = run(first, hub, lambda state: state.link is LinkState.LIVE)
    assert reports == []


def test_a_hub_that_is_away_is_told_with_what_waits(trio: list[FleetDesk]) -> None:
    first = trio[0]
    states, reports = run(first, NOWHERE, lambda state: state.link is LinkState.AWAY)
    away = states[-1]
    assert (away.link, away.desks_live) == (LinkState.AWAY, 0)
    assert away.waiting == first.store.journal.newest() > 0
    assert away.reason
    assert reports == []


def test_only_what_the_hub_does_not_have_waits(trio: list[FleetDesk], hub: HubAddress) -> None:
    first = trio[0]
    first.front_desk.syncing.with_hub(hub)
    before = first.store.journal.newest()
    first.register("Noa Cohen")
    states, _reports = run(first, NOWHERE, lambda state: state.link is LinkState.AWAY)
    assert states[-1].waiting == first.store.journal.newest() - before > 0


def test_a_hub_that_refuses_is_told_as_such(trio: list[FleetDesk], server: HubServer) -> None:
    wrong = f"postgresql://postgres:wrong@127.0.0.1:{server.port}/postgres?sslmode=disable"
    states, _reports = run(
        trio[0], hub_address(wrong), lambda state: state.link is not LinkState.CONNECTING
    )
    assert states[-1].link is LinkState.REFUSED


@pytest.fixture
def live(trio: list[FleetDesk]) -> Iterator[LiveSync]:
    """Give the loop of the first desk, and end it."""
    made = trio[0].front_desk.syncing.live(NOWHERE, "", directly)
    yield made
    made.stop()
    made.run(lambda _state: None, lambda _report: None)


def test_news_that_come_close_together_come_in_together(live: LiveSync) -> None:
    live._gather()
    first_at = time.monotonic()
    live._gather()
    assert 0.15 < time.monotonic() - first_at < 60


def test_a_pause_lasts_as_long_as_it_is_to_and_counts_what_is_written(
    trio: list[FleetDesk], live: LiveSync
) -> None:
    first = trio[0]
    states: list[SyncState] = []
    first.register("Noa Cohen")
    began = time.monotonic()
    live._pause(0.3, states.append)
    assert 0.25 < time.monotonic() - began < 60
    assert [state.waiting for state in states] == [first.store.journal.newest()]
    live.stop()
    began = time.monotonic()
    live._pause(600.0, states.append)
    assert time.monotonic() - began < 60
