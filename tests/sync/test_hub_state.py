"""What this computer keeps of its hub."""

from __future__ import annotations

from collections.abc import Callable

from desktop.sync.hub_state import HubState, keep_state, read_state
from tests.support.fleet import FleetDesk

OpenDesk = Callable[[str], FleetDesk]
KEPT = '{"hub": "h1", "x": "731", "seq": 5, "sent": 3, "programmes": "*"}'


def test_a_desk_that_was_at_no_hub_has_read_and_sent_nothing(desk: OpenDesk) -> None:
    nothing = HubState(hub="", transaction_id="0", seq=0, sent=0, programmes="")
    assert read_state(desk("Desk A").store) == nothing


def test_a_state_is_stored_under_names_that_stay(desk: OpenDesk) -> None:
    store, state = desk("Desk A").store, HubState("h1", "731", 5, 3, "*")
    with store.write():
        keep_state(store, state)
    assert store.setting("hub") == KEPT
    assert read_state(store) == state


def test_what_an_older_muster_did_not_keep_is_as_at_first(desk: OpenDesk) -> None:
    store = desk("Desk A").store
    with store.write():
        store.keep_setting("hub", '{"hub": "h1", "x": "731", "unknown": 1}')
    assert read_state(store) == HubState("h1", "731", 0, 0, "")
