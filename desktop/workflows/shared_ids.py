"""Ids of what desks that never met mean by one name: one programme, one session, one place."""

from __future__ import annotations

from desktop.domain.journal.entry import SubjectType, subject_of
from desktop.domain.journal.ids import shared_id
from desktop.store.store import Store
from desktop.workflows.ports import new_id


def shared_or_new(
    store: Store, type_: SubjectType, names: tuple[str, ...], now_ms: int, order: int = 0
) -> str:
    """Give the id that follows from names, or a new one where that one is spoken of already.

    What was removed does not come back by making another one of its name.

    Args:
        store: where it is made.
        type_: what it is.
        names: what tells it apart, the programme's id first where it has one.
        now_ms: wall time in milliseconds UTC.
        order: sorts before what was made at a moment; smaller ones first.
    """
    id_ = shared_id(type_, *names, order=order)
    return new_id(now_ms) if store.journal.has(subject_of(type_, id_)) else id_
