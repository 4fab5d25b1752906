"""How a list is read in a programme: its source, zone and kept words, and what is left open."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from desktop.domain.programme.programme import Programme
from desktop.store.store import Store
from desktop.workflows.transfer.doubts import Doubt, doubts_about
from desktop.workflows.transfer.guest_list import GuestList
from desktop.workflows.transfer.list_columns import source_id
from desktop.workflows.transfer.sources import SourceGuess, guess_source
from desktop.workflows.wall_clock import zone_of

# A system's clock, and a desk's, may be wrong; a hotel's check-in is months ahead.
AHEAD_MS = 31 * 86_400_000


class JudgedList(NamedTuple):
    """A list as it is read in a programme, which earlier one it is the next of, and doubts."""

    guests: GuestList
    guess: SourceGuess
    doubts: tuple[Doubt, ...]


def judge(
    store: Store,
    programme: Programme | None,
    guests: GuestList,
    named: str = "",
    now_ms: int = 0,
) -> JudgedList:
    """Tell how a list is read; its file was walked through before.

    Args:
        store: where people and kept words are.
        programme: where it is to come in; None for one that is made for it.
        guests: the list.
        named: what somebody called its source; it is not guessed then.
        now_ms: the time of this desk; an arrival far after it is none.
    """
    guess = SourceGuess(source_id(named) if named else guests.kind)
    guests = replace(guests, latest_ms=now_ms + AHEAD_MS if now_ms else 0)
    if programme is not None:
        guests = replace(guests, zone=zone_of(programme))
        guess = guess_source(store, programme.id, guests, named)
    with store.read():
        kept = store.directory.statuses(guess.source)
    read = replace(guests, source=guess.source, kept=kept)
    return JudgedList(read, guess, doubts_about(read, guess))
