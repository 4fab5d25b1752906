"""People who arrive together: one order, one bus, one organisation."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.attendees.attendee_filter import Column, Filter, Order
from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme
from desktop.store.store import Store

MOST_MEMBERS = 500


class Bond(StrEnum):
    """What holds a group together."""

    DELEGATION = "delegation"
    ORDER = "order_ref"
    ORGANISATION = "organization"


class Group(NamedTuple):
    """Some people of a programme who belong together."""

    bond: Bond
    name: str
    members: Sequence[Attendee]


class Delegations:
    """Finds the groups that somebody belongs to."""

    def __init__(self, store: Store) -> None:
        """Read from this store."""
        self._store = store

    def groups_of(self, attendee: Attendee) -> list[Group]:
        """List the groups of at least two that somebody belongs to, the closest first."""
        own = attendee.registration
        names = {
            Bond.DELEGATION: own.delegation,
            Bond.ORDER: own.order_ref,
            Bond.ORGANISATION: attendee.person.organization,
        }
        with self._store.read():
            groups = [
                Group(bond, name, self._members(own.programme, bond, name))
                for bond, name in names.items()
                if name
            ]
        return [group for group in groups if len(group.members) > 1]

    def named(self, programme: Programme) -> list[str]:
        """List the names of a programme's delegations."""
        with self._store.read():
            return self._store.registrations.delegations(programme.id)

    def _members(self, programme: str, bond: Bond, name: str) -> Sequence[Attendee]:
        registrations = self._store.registrations
        if bond is not Bond.ORGANISATION:
            return registrations.in_group(programme, bond.value, name, MOST_MEMBERS)
        wanted = Filter(((Column.ORGANISATION, (name,)),))
        numbers = self._store.roster.numbers(programme, wanted, Order())[:MOST_MEMBERS]
        return registrations.by_rows(list(numbers))
