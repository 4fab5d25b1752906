"""Finds who may be the same person, before somebody is registered twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from desktop.domain.attendees.names import are_similar, join_name, name_key
from desktop.domain.attendees.person import PERSON_FIELDS, Person
from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme
from desktop.domain.spelling import normalise
from desktop.store.store import Store

TWINS_SHOWN = 3
_TWINS_LOOKED_AT = 30


class TwinSign(NamedTuple):
    """What speaks for two records being one person: `email`, `phone`, `name` or `alike`."""

    sign: str
    attendee: Attendee
    is_here: bool


class Twins:
    """Looks through the whole store by email, phone and name."""

    def __init__(self, store: Store) -> None:
        """Read from this store."""
        self._store = store

    def find(
        self, programme: Programme, fields: Mapping[str, str], besides: str = ""
    ) -> list[TwinSign]:
        """Find who may be the same person, the surest sign first, those of here before others.

        Args:
            programme: where.
            fields: what is known of the person.
            besides: the id of the registration itself, where it is looked at.
        """
        wanted = Person("", **{name: fields.get(name, "") for name in PERSON_FIELDS})
        signs: dict[str, TwinSign] = {}
        with self._store.read():
            for attendee in self._twin_candidates(programme, wanted):
                if attendee.id == besides:
                    continue
                sign = _twin_sign(wanted, attendee.person)
                is_here = attendee.registration.programme == programme.id
                if sign and (attendee.person.id not in signs or is_here):
                    signs[attendee.person.id] = TwinSign(sign, attendee, is_here)
        order = ("email", "phone", "name", "alike")
        return sorted(signs.values(), key=lambda t: (not t.is_here, order.index(t.sign)))[
            :TWINS_SHOWN
        ]

    def _twin_candidates(self, programme: Programme, wanted: Person) -> list[Attendee]:
        """Look in this programme first, so that namesakes elsewhere hide nobody of it."""
        search, registrations = self._store.search, self._store.registrations
        texts = [wanted.email, wanted.phone, wanted.name, wanted.hebrew_name]
        numbers: dict[int, None] = {}
        for text in texts:
            for scope in (programme.id, "") if len(text.strip()) >= 3 else ():
                hits = search.find(scope, text, _TWINS_LOOKED_AT)
                numbers |= dict.fromkeys(hit.number for hit in hits)
        return list(registrations.by_rows(list(numbers)))


def _twin_sign(wanted: Person, other: Person) -> str:
    """Say what speaks for two people being one; nothing where nothing does."""
    other = replace(other, id="")
    if wanted.email and wanted.email.casefold() == other.email.casefold():
        return "email"
    mine, theirs = _digits(wanted.phone), _digits(other.phone)
    is_same_phone = len(mine) >= 6 and len(theirs) >= 6 and mine[-7:] == theirs[-7:]
    if is_same_phone and (not _words(wanted) or _words(wanted) & _words(other)):
        return "phone"
    names = _names(wanted)
    if names & _names(other):
        return "name"
    if any(are_similar(name, two) for name in names for two in _names(other)):
        return "alike"
    return ""


def _words(person: Person) -> set[str]:
    """Give the words of a name: families share a phone, so it needs one in common."""
    return set(normalise(f"{person.name} {person.hebrew_name}").split())


def _names(person: Person) -> set[str]:
    """Give the whole names of a person, folded; a given name alone says nothing."""
    names = {person.name, person.hebrew_name, join_name(person.first_name, person.last_name)}
    keys = (name_key(name) for name in names if name)
    return {key for key in keys if " " in key}


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())
