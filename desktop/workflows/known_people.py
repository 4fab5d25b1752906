"""Who of a slice of rows is known already, looked up at once and kept up while it is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from desktop.domain.codes import match_key
from desktop.domain.matching import Features, Known
from desktop.domain.names import name_key
from desktop.domain.person import Person
from desktop.domain.registration import Attendee
from desktop.store.store import Store
from desktop.workflows.guest_list import Guest

Fields = dict[str, Any]


@dataclass(slots=True)
class Current:
    """What the store will say of a registration once the slice so far is written."""

    person: Fields
    registration: Fields
    has_moved: bool


class KnownPeople:
    """The registrations of a programme that rows of one slice may be about."""

    def __init__(self, store: Store, programme: str, guests: Iterable[Guest]) -> None:
        """Look up everybody who shares an id, code, email or name with one of these rows."""
        features = [guest.features for guest in guests]
        self._by_key: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._current: dict[str, Current] = {}
        found = store.registrations
        for known in (
            *found.known(programme, "external_id", {one.external_id for one in features}),
            *found.known(programme, "email_key", {one.email for one in features}),
            *found.known(programme, "name_key", {one.name_key for one in features}),
            *found.known_by_code(programme, {one.code for one in features}),
        ):
            if known.registration not in self._current:
                self._current[known.registration] = Current({}, {}, has_moved=False)
                self._remember(known)
        for attendee in found.by_ids(list(self._current)):
            self._current[attendee.id] = _current(attendee)
        self._people: dict[str, list[tuple[str, Person]]] = defaultdict(list)
        emails = {guest.person.get("email", "") for guest in guests}
        for person in found.people_by_email(emails):
            self._people[person.email].append((name_key(person.name), person))

    def candidates(self, features: Features) -> list[Known]:
        """List the registrations that share a key with a row, each once."""
        found = {
            one.registration: one for key in _keys(features) for one in self._by_key.get(key, ())
        }
        return list(found.values())

    def holder_of(self, code: str) -> Known | None:
        """Tell who holds a ticket code now."""
        found = self._by_key.get(("code", match_key(code)), ()) if code else ()
        return next((one for one in found if self._has_code(one, code)), None)

    def current(self, registration: str) -> Current:
        """Tell what a registration and its person say now."""
        return self._current[registration]

    def person_like(self, guest: Guest) -> Person | None:
        """Find a person of any programme with the same email and name."""
        found = self._people.get(guest.person.get("email", ""), ())
        return next((one for key, one in found if key == guest.features.name_key), None)

    def add(self, registration: str, person: str, guest: Guest, own: Fields) -> None:
        """Remember a registration that this slice makes."""
        f = guest.features
        known = Known(
            registration,
            person,
            f.name,
            f.name_key,
            f.email,
            f.phone,
            f.organization,
            f.external_id,
            f.source,
            own["ticket_code"],
            f.order_ref,
        )
        self._remember(known)
        self._current[registration] = Current(dict(guest.person), dict(own), has_moved=guest.is_in)

    def _remember(self, known: Known) -> None:
        for key in _keys_of(known):
            self._by_key[key].append(known)

    def _has_code(self, known: Known, code: str) -> bool:
        return bool(self._current[known.registration].registration.get("ticket_code") == code)


def _keys(features: Features) -> list[tuple[str, str]]:
    keys = [("name", features.name_key)]
    if features.external_id:
        keys.append(("id", features.external_id))
    if features.email:
        keys.append(("email", features.email))
    if features.code:
        keys.append(("code", match_key(features.code)))
    return keys


def _keys_of(known: Known) -> list[tuple[str, str]]:
    return [
        ("name", known.name_key),
        ("id", known.external_id),
        ("email", known.email),
        ("code", match_key(known.ticket_code)),
    ]


def _current(attendee: Attendee) -> Current:
    registration = attendee.registration
    own = asdict(registration)
    has_moved = registration.first_in_ms is not None or registration.last_out_ms is not None
    return Current(asdict(attendee.person), own, has_moved)
