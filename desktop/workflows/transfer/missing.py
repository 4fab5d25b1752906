"""Who was on the earlier lists of a source and is not on the newest one: kept, and said so."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import NamedTuple

from desktop.domain.attendees.registration import NOT_EXPECTED
from desktop.store.store import OnStore, Store

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
    return on_store(lambda: _named(store, missing, met)), count


def _page(
    store: Store, programme: str, source: str, after: int
) -> tuple[int, list[tuple[str, str, str, str, str]]]:
    with store.read():
        mark, people = store.registrations.listed_by(programme, source, after)
    return mark, list(people)


def _named(store: Store, ids: list[str], met: Collection[str]) -> tuple[Missing, ...]:
    """Name who is missing; not who stands on the list by a record that was merged into theirs."""
    with store.read():
        people = [
            person
            for person in store.registrations.by_ids(ids)
            if not any(gone.id in met for gone in store.registrations.merged_from(person.id))
        ]
    named = (Missing(p.id, p.name, p.registration.external_id) for p in people)
    return tuple(sorted(named, key=lambda person: (person.name.casefold(), person.registration)))
