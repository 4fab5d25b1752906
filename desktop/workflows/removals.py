"""What is written where a part of the plan is removed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop.store.store import Store

HAD = "had"


def removal(store: Store) -> Mapping[str, Any]:
    """Give the body of an entry that removes something.

    It names what this desk had of others by then: whatever they wrote later may still use what is
    removed, and somebody has to look. `seen` tells that of one subject only.
    """
    heads = store.journal.known_heads()
    had = {desk: head.number for desk, head in heads.items() if desk != store.desk}
    return {"removed": "yes", HAD: had} if had else {"removed": "yes"}
