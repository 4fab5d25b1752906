"""Entries of a desk that is not here, well chained: each names one person more."""

from __future__ import annotations

from desktop.domain.journal.entry import FIRST_CHAIN, StoredEntry, chain_after
from tests.support.builders import EIGHT

CLOCK = EIGHT << 16


def entries_of(
    desk: str, count: int, name: str = "Guest", programme: str = ""
) -> list[StoredEntry]:
    """Give a desk's first entries, one second after the other."""
    chain, entries = FIRST_CHAIN, []
    for number in range(1, count + 1):
        clock = CLOCK + (number * 1000 << 16)
        identity = (desk, number, clock, "desk", "set", f"person:{desk}{number}", programme)
        body = f'{{"first_name":"{name}{number}"}}'
        chain = chain_after(chain, identity, body, "{}")
        entries.append(StoredEntry(*identity, body, "{}", chain))
    return entries
