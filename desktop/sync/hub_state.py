"""How far a desk is with its hub; kept on this computer."""

from __future__ import annotations

import json
from typing import NamedTuple

from desktop.store.store import Store

_STATE = "hub"


# How the fields are called where they are stored.
_STORED = {
    "hub": "hub", "transaction_id": "x", "seq": "seq", "sent": "sent", "programmes": "programmes",
}  # fmt: skip


class HubState(NamedTuple):
    """How far this desk is with a hub: what it has read, sent, and may see there."""

    hub: str = ""
    transaction_id: str = "0"
    seq: int = 0
    sent: int = 0
    programmes: str = ""


def read_state(store: Store) -> HubState:
    """Give how far this desk is with its hub."""
    text = store.setting(_STATE)
    kept = json.loads(text) if text else {}
    return HubState(**{field: kept[name] for field, name in _STORED.items() if name in kept})


def keep_state(store: Store, state: HubState) -> None:
    """Keep how far this desk is, inside `write`."""
    fields = state._asdict()
    store.keep_setting(_STATE, json.dumps({_STORED[field]: fields[field] for field in fields}))
