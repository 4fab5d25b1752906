"""How far a desk is with its hub; kept on this computer."""

from __future__ import annotations

import json
from typing import NamedTuple

from desktop.store.store import Store

_STATE = "hub"


class HubState(NamedTuple):
    """How far this desk is with a hub: what it has read, sent, and may see there."""

    hub: str = ""
    x: str = "0"
    seq: int = 0
    sent: int = 0
    programmes: str = ""


def read_state(store: Store) -> HubState:
    """Give how far this desk is with its hub."""
    text = store.setting(_STATE)
    return HubState(**json.loads(text)) if text else HubState()


def keep_state(store: Store, state: HubState) -> None:
    """Keep how far this desk is, inside `write`."""
    store.keep_setting(_STATE, json.dumps(state._asdict()))
