"""The rule by which presence ends, for each programme and minute."""

from __future__ import annotations

from weakref import proxy

from desktop.domain.checkin.presence_end import PresenceRule, rule_at
from desktop.domain.programme.places import PlaceTree
from desktop.store.store import Store
from desktop.workflows.ports import Clock
from desktop.workflows.wall_clock import emptied_ms, zone_of

MINUTE_MS = 60_000


class PresenceRules:
    """Works the rule out once a minute, and anew after a plan was changed."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Read plans from this store."""
        # The store's connection knows this rule: held the other way round, too, neither would go.
        self._store: Store = proxy(store)
        self._clock = clock
        self._known: dict[str, PresenceRule | None] = {}
        self._key = (-1, -1)

    def of(self, programme: str) -> PresenceRule | None:
        """Give the rule of a programme as it is now; None for one that is not there."""
        now_ms = self._clock()
        key = (now_ms // MINUTE_MS, self._store.plan_number)
        if key != self._key:
            self._key, self._known = key, {}
        if programme not in self._known:
            self._known[programme] = self._work_out(programme, now_ms)
        return self._known[programme]

    def _work_out(self, id_: str, now_ms: int) -> PresenceRule | None:
        book = self._store.programmes
        programme = book.by_id(id_)
        if programme is None:
            return None
        return rule_at(
            now_ms,
            emptied_ms(programme, now_ms),
            book.sessions(id_),
            PlaceTree(book.places(id_)),
            zone_of(programme),
        )
