"""Who was on the earlier lists of a source and is not on the newest one: kept, and said so."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import NamedTuple

from desktop.domain.attendees.registration import NOT_EXPECTED
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store

# One slice of the store's lane: a scan waits for the rest of it.
_NAMED_AT_ONCE = 100
_GONE = frozenset(status.value for status in NOT_EXPECTED)


class Missing(NamedTuple):
    """Somebody of a source who is not on its newest list."""

    registration: str
    name: str
    number: str


def find_missing(
    store: Store,
    on_store: OnStore,
    programme: str,
    source: str,
    met: Collection[str],
    unread: Collection[str],
) -> tuple[tuple[Missing, ...], int]:
    """List who is missing, and count all people of the source who are expected.

    Args:
        store: where they are.
        on_store: does a page of the search where the store may be touched.
        programme: the programme's id.
        source: which list's people.
        met: registrations that the newest list is about.
        unread: cells of rows that could not be taken; who stands there is not missing.
    """
    missing: list[str] = []
    count, after, has_more = 0, 0, True
    while has_more:
        after, people = on_store(partial(_page, store, programme, source, after))
        for id_, status, number, _name_key, email in people:
            count += status not in _GONE
            is_unread = email.casefold() in unread or number.casefold() in unread
            if id_ not in met and status not in _GONE and not is_unread:
                missing.append(id_)
        has_more = after > 0
    held = on_store(lambda: _held(store, programme, met))
    gone = [id_ for id_ in missing if id_ not in held]
    named: list[Missing] = []
    for start in range(0, len(gone), _NAMED_AT_ONCE):
        some = gone[start : start + _NAMED_AT_ONCE]
        named += on_store(partial(_named, store, some))
    return tuple(sorted(named, key=lambda one: (one.name.casefold(), one.registration))), count


def _page(
    store: Store, programme: str, source: str, after: int
) -> tuple[int, list[tuple[str, str, str, str, str]]]:
    with store.read():
        mark, people = store.registrations.listed_by(programme, source, after)
    return mark, list(people)


def _held(store: Store, programme: str, met: Collection[str]) -> set[str]:
    """Tell who stands on the list by a record that was merged into theirs."""
    with store.read():
        merged = store.registrations.merged_away(programme)
    held: set[str] = set()
    news = {target for id_, target in merged if id_ in met}
    while news:
        held |= news
        news = {target for id_, target in merged if id_ in news} - held
    return held


def _named(store: Store, ids: list[str]) -> list[Missing]:
    with store.read():
        people = store.registrations.by_ids(ids)
    return [Missing(p.id, p.name, p.registration.external_id) for p in people]
