"""Keeps this desk and its hub in step, for as long as the program runs.

A lost network changes one pill and nothing else: the desk works on, and what it wrote is sent
when the hub answers again.
"""

from __future__ import annotations

import random
import select
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from desktop.domain.failures import EnvironmentFailure, HubRefused
from desktop.domain.sync.hub_address import HubAddress
from desktop.domain.sync.sync_state import LIVE_WITHIN_MS, LinkState, SyncState
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.sync.hub import Heard, Hub, open_hub
from desktop.sync.hub_round import HubRound
from desktop.sync.hub_state import read_state
from desktop.sync.report import IN_SLICES, SyncReport, nothing
from desktop.workflows.ports import Clock

HEARTBEAT_S = 15.0
# How soon is looked again for what a notice told of and what was not there yet.
AGAIN_S = 1.0
# Well below the second in which desks agree.
TOGETHER_S = 0.2
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 30.0
OnState = Callable[[SyncState], None]
OnNews = Callable[[SyncReport], None]


class LiveSync:
    """One desk's loop; `run` lasts until `stop`, in a lane of its own."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        address: HubAddress,
        password: str,
        on_store: OnStore,
        at_once: int = IN_SLICES,
        take_name: Callable[[], object] = nothing,
        settle: Callable[[OnStore], object] = lambda _on_store: None,
    ) -> None:
        """Prepare to keep this store in step with this hub."""
        self._store = store
        self._clock = clock
        self._address = address
        self._password = password
        self._on_store = on_store
        self._at_once = at_once
        self._take_name = take_name
        self._settle = settle
        self._is_stopped = False
        self._wake, self._bell = socket.socketpair()
        self._wake.setblocking(False)
        self._bell.setblocking(False)
        self._state = SyncState(hub=address.name)
        self._tell_again_at = 0.0
        self._took_at = 0.0

    def wake(self) -> None:
        """Send at once what was written; called from any thread, after the commit."""
        try:
            self._bell.send(b"!")
        except OSError:
            return  # It is full of calls already, or the loop has ended.

    def is_stopped(self) -> bool:
        """Tell whether somebody asked it to end."""
        return self._is_stopped

    def stop(self) -> None:
        """End the loop as soon as what it does now is done."""
        self._is_stopped = True
        self.wake()

    def run(self, on_state: OnState, on_news: OnNews) -> None:
        """Stay in step until stopped.

        Args:
            on_state: told whenever how it stands with the hub changes.
            on_news: told what came from other desks, after it is in the store.
        """
        self._notify(on_state, link=LinkState.CONNECTING)
        try:
            self._try_again_and_again(on_state, on_news)
        finally:
            self._wake.close()
            self._bell.close()

    def _try_again_and_again(self, on_state: OnState, on_news: OnNews) -> None:
        wait_s = FIRST_WAIT_S
        while not self._is_stopped:
            try:
                with open_hub(self._address, self._password) as hub:
                    wait_s = FIRST_WAIT_S
                    self._keep_in_step(hub, on_state, on_news)
            except EnvironmentFailure as failure:
                # A full disk is as little a reason to give up as a lost network.
                self._notify_away(failure, on_state)
                self._pause(wait_s * random.uniform(0.7, 1.3), on_state)
                wait_s = min(wait_s * 2, LONGEST_WAIT_S)

    def _keep_in_step(self, hub: Hub, on_state: OnState, on_news: OnNews) -> None:
        """Go on with one connection until it breaks."""
        own_round = HubRound(
            self._store, hub, self._on_store, self._at_once, lambda: self._is_stopped
        )
        self._report(own_round.exchange(self._take_name), on_news)
        self._tell_again_at = 0.0
        look_at = 0.0
        while not self._is_stopped:
            self._notify_desks(hub, on_state)
            own_round.hear(hub.wait(AGAIN_S if own_round.has_due() else HEARTBEAT_S, self._wake))
            self._drain_wakeups()
            report = SyncReport()
            own_round.send(report)
            # Also without a notice now and then: one that was lost must not make this desk deaf.
            if own_round.has_due() or time.monotonic() >= look_at:
                self._gather()
                own_round.take(report)
            if time.monotonic() >= look_at:
                own_round.look_again(report)
                self._settle(self._on_store)
                look_at = time.monotonic() + HEARTBEAT_S
            self._report(report.finish(), on_news)

    def _gather(self) -> None:
        """Let news that come close together come in together: a commit for all of them.

        After a pause they come in at once.
        """
        time.sleep(max(0.0, self._took_at + TOGETHER_S - time.monotonic()))
        self._took_at = time.monotonic()

    def _report(self, report: SyncReport, on_news: OnNews) -> None:
        """Hand on what came."""
        names = self._on_store(self._store.desk_names) if report.days else {}
        report.name_ahead(self._clock(), names)
        if report.received or report.flaws or report.photos:
            on_news(report)

    def _notify_desks(self, hub: Hub, on_state: OnState) -> None:
        """Say that this desk is here, now and then, and learn who else is."""
        now = self._clock()
        if time.monotonic() < self._tell_again_at:
            self._notify(on_state, link=LinkState.LIVE, waiting=0)
            return
        off_ms = self._clock() - hub.now_ms()
        own, name = self._on_store(lambda: (self._store.desk, self._store.desk_name()))
        hub.notify(own, name, off_ms, 0)
        heard = hub.desks()
        self._on_store(lambda: self._keep_heard(heard, now))
        live = sum(desk.ago_ms < LIVE_WITHIN_MS and desk.desk != own for desk in heard)
        self._tell_again_at = time.monotonic() + HEARTBEAT_S * 0.9
        self._notify(on_state, link=LinkState.LIVE, reason="", desks_live=live, waiting=0,
                   clock_off_ms=off_ms, heard_ms=now, is_hub_old=hub.is_old)  # fmt: skip

    def _keep_heard(self, heard: Sequence[Heard], now: int) -> None:
        with self._store.write():
            for desk in heard:
                self._store.peers.hear(desk.desk, now - desk.ago_ms, desk.clock_off_ms)

    def _notify_away(self, failure: EnvironmentFailure, on_state: OnState) -> None:
        link = LinkState.REFUSED if isinstance(failure, HubRefused) else LinkState.AWAY
        reason = str(failure.facts.get("reason", type(failure).__name__))
        self._notify(on_state, link=link, reason=reason, desks_live=0, waiting=self._waiting())

    def _waiting(self) -> int:
        def count() -> int:
            return max(0, self._store.journal.newest() - read_state(self._store).sent)

        return int(self._on_store(count))

    def _pause(self, seconds: float, on_state: OnState) -> None:
        """Wait before the next try; what is written meanwhile is counted."""
        until = time.monotonic() + seconds
        while not self._is_stopped and (left := until - time.monotonic()) > 0:
            ready, _write, _odd = select.select([self._wake], [], [], left)
            if ready:
                self._drain_wakeups()
                self._notify(on_state, waiting=self._waiting())

    def _drain_wakeups(self) -> None:
        """Forget the calls that are answered now."""
        try:
            while self._wake.recv(4096):
                pass
        except BlockingIOError:
            return

    def _notify(self, on_state: OnState, **news: object) -> None:
        state = replace(self._state, **news)  # type: ignore[arg-type]
        if state != self._state:
            self._state = state
            on_state(state)
