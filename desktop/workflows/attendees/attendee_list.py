"""The table of attendees: who passes a search and a filter, and pages of them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from desktop.domain.attendees.attendee_filter import (
    Column,
    Counted,
    Filter,
    Order,
    filter_from_dict,
)
from desktop.domain.attendees.finding import Hit, Why
from desktop.domain.attendees.registration import Attendee
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType, canonical
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.ports import Clock, directly
from desktop.workflows.shared_ids import shared_or_new

# A search may find far more than fit on the screen; a filter then chooses among them.
MOST_FOUND = 500
VALUES_SHOWN = 400


@dataclass(frozen=True, slots=True)
class ListedAttendees:
    """Who is in the table, as numbers, and why where a search found them."""

    numbers: array[int]
    hits: dict[int, Hit]
    is_cut: bool = False

    @property
    def also_found(self) -> list[str]:
        """Words that sound like what was typed, each once, as they were met."""
        words = (hit.word for hit in self.hits.values() if hit.why in (Why.SOUND, Why.SLIP))
        return list(dict.fromkeys(word for word in words if word))


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter with a name."""

    id: str
    name: str
    chosen: Filter


class AttendeeList:
    """Numbers, pages, the values of chips, and saved filters."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Read from this store."""
        self._store = store
        self._clock = clock

    def listed(
        self,
        programme: str,
        text: str,
        wanted: Filter,
        order: Order,
        on_store: OnStore = directly,
    ) -> ListedAttendees:
        """List who passes; found people come in the order of their finding.

        Args:
            programme: a programme's id, or nothing for all programmes together.
            text: what was typed into the search.
            wanted: the chips.
            order: the column to sort by.
            on_store: does one slice where the store may be touched.
        """
        with self._store.read():
            if not text.strip():
                numbers = self._store.roster.numbers(programme, wanted, order, on_store)
                return ListedAttendees(numbers, {})
            passing = None
            if not wanted.is_empty:
                roster = self._store.roster
                passing = frozenset(roster.numbers(programme, wanted, order, on_store))
            find = partial(self._store.search.find, programme, text, MOST_FOUND, passing)
            hits = on_store(find)
            numbers = array("q", [hit.number for hit in hits])
            return ListedAttendees(
                numbers, {hit.number: hit for hit in hits}, len(hits) == MOST_FOUND
            )

    def page(self, numbers: Sequence[int]) -> Sequence[Attendee]:
        """Read the attendees that are on the screen."""
        with self._store.read():
            return self._store.registrations.by_rows(list(numbers))

    def number(self, registration: str) -> int:
        """Give the number by which the table knows a registration; 0 where it is gone."""
        with self._store.read():
            return self._store.registrations.number(registration)

    def ids(self, numbers: Sequence[int]) -> list[str]:
        """Give the ids of registrations by their numbers."""
        with self._store.read():
            return [attendee.id for attendee in self._store.registrations.by_rows(list(numbers))]

    def values(
        self, programme: str, column: Column, on_store: OnStore = directly
    ) -> Sequence[Counted]:
        """List what a chip can choose from, the most frequent first."""
        with self._store.read():
            return self._store.roster.values(programme, column, VALUES_SHOWN, on_store)

    def organisations_like(self, beginning: str, limit: int = 12) -> list[str]:
        """Complete an organisation as it is typed: from the directory, then from people."""
        with self._store.read():
            known = [organisation.name for organisation in self._store.directory.organisations()]
            named = self._store.roster.organisations_like(beginning.casefold(), limit)
        fitting = (name for name in known if beginning.casefold() in name.casefold())
        return list(dict.fromkeys([*fitting, *named]))[:limit]

    def ticket_types(self, programme: str, on_store: OnStore = directly) -> list[str]:
        """List the types of tickets of a programme, the most frequent first."""
        values = self.values(programme, Column.TYPE, on_store)
        return [value.text for value in values if value.text]

    def communities(self) -> list[str]:
        """List the communities of the directory and those that people name."""
        with self._store.read():
            known = [community.name for community in self._store.directory.communities()]
            return list(dict.fromkeys([*known, *self._store.directory.communities_named()]))

    def saved(self, programme: str) -> list[SavedFilter]:
        """List the saved filters of a programme."""
        with self._store.read():
            rows = self._store.directory.filters(programme)
        return [SavedFilter(id_, name, filter_from_dict(data)) for id_, name, data in rows]

    def save(self, programme: str, name: str, chosen: Filter) -> None:
        """Keep a filter under a name, in place of the one that has it."""
        known = {saved.name: saved.id for saved in self.saved(programme)}
        now = self._clock()
        own = (programme, name)
        id_ = known.get(name) or shared_or_new(self._store, SubjectType.FILTER, own, now)
        body = {"name": name, "chosen": canonical_text(chosen)}
        with self._store.write():
            self._store.append([set_draft(SubjectType.FILTER, id_, programme, body)], now)

    def remove(self, programme: str, saved: SavedFilter) -> None:
        """Forget a saved filter."""
        with self._store.write():
            draft = set_draft(SubjectType.FILTER, saved.id, programme, {"removed": "yes"})
            self._store.append([draft], self._clock())


def canonical_text(chosen: Filter) -> str:
    """Write a filter as the text that is kept."""
    return canonical(chosen.to_dict())
