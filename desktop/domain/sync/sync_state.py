"""How a desk stands with the others, as the screens show it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LinkState(StrEnum):
    """How it stands with the hub."""

    OFF = "off"
    CONNECTING = "connecting"
    LIVE = "live"
    AWAY = "away"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SyncState:
    """The hub by its name, how it stands with it, and since when it has not answered.

    `desks_live` counts other desks that were heard from within a minute, `waiting` this desk's
    entries that the hub has not; `clock_off_ms` is how far this computer's clock is ahead of the
    hub's; `heard_ms` is when the hub was last heard from (ms UTC, 0 for never); `is_hub_old` tells
    that its owner may bring it up to date.
    """

    link: LinkState = LinkState.OFF
    hub: str = ""
    reason: str = ""
    desks_live: int = 0
    waiting: int = 0
    clock_off_ms: int = 0
    heard_ms: int = 0
    is_hub_old: bool = False


# A clock that is off by more than this is worth a word.
CLOCK_TOLERANCE_MS = 60_000
LIVE_WITHIN_MS = 60_000
