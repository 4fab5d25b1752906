"""Knows people of several stores again: by their id, else by email with the name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Protocol


class Somebody(Protocol):
    """Somebody of a store, by what they are known again in another one."""

    @property
    def person(self) -> str:
        """The person's id."""

    @property
    def email(self) -> str:
        """The person's email."""

    @property
    def name_key(self) -> str:
        """The person's name as it is compared."""


class KnownPeople:
    """People of several stores, each with one id of the first store that had them."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self.of: dict[str, str] = {}
        self.by_id = self.by_email = 0
        self._by_email: dict[tuple[str, str], str] = {}
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self._emails: defaultdict[str, set[str]] = defaultdict(set)

    def take(self, everybody: Sequence[Somebody]) -> Mapping[str, str]:
        """Give the people of a store the ids by which they count."""
        mine: dict[str, str] = {}
        keys: dict[tuple[str, str], str] = {}
        for each in everybody:
            if each.person in mine:
                continue
            email = each.email.strip().casefold()
            key = (email, each.name_key)
            if each.person in self.of:
                whose = self.of[each.person]
                self.by_id += 1
            elif email and each.name_key and key in self._by_email:
                whose = self._by_email[key]
                self.by_email += 1
            else:
                whose = each.person
            mine[each.person] = whose
            keys.setdefault(key, whose)
            self._names[each.name_key].add(whose)
            self._emails[email].add(whose)
        # Within one store two records are two people, until somebody merges them.
        self.of |= mine
        for key, whose in keys.items():
            if key[0] and key[1]:
                self._by_email.setdefault(key, whose)
        return mine

    def possible(self) -> int:
        """Count people who share a name, or an email, with somebody else."""
        shared = [*self._names.items(), *self._emails.items()]
        return len({who for key, whose in shared if key and len(whose) > 1 for who in whose})
