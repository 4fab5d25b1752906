"""Who of a slice of rows is known already, looked up at once and kept up while it is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.domain.attendees.fields import BLOCK_REASON, REGISTRATION_FIELDS, STATUS
from desktop.domain.attendees.listed import LISTED, joined
from desktop.domain.attendees.matching import Features, Known
from desktop.domain.attendees.names import name_key
from desktop.domain.attendees.person import GUEST_FIELDS, Person
from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.codes import match_key
from desktop.domain.journal.authority import kept_by
from desktop.domain.journal.entry import SubjectType, subject_of
from desktop.domain.programme import booking
from desktop.store.store import Store
from desktop.workflows.transfer.guest_list import Guest

Fields = dict[str, Any]
_OWN_FIELDS = (
    *REGISTRATION_FIELDS, STATUS, BLOCK_REASON, "status_word", "source", "ticket_code", "person",
    "paid_ms", "paid_amount", "booked", "waiting", "unbooked", "listed",
    "answered",
)  # fmt: skip
# So many share an email or a code; who of them is meant the name must tell.
_CROWD = 20
_BOOKINGS = ("booked", "waiting", "unbooked")


@dataclass(slots=True)
class Current:
    """What the store will say of a registration once the slice so far is written."""

    person: Fields
    registration: Fields
    has_moved: bool
    is_inside: bool = False
    by_hand: frozenset[str] = frozenset()
    id: str = ""

    @property
    def subject(self) -> str:
        """The registration as the journal names it."""
        return subject_of(SubjectType.REGISTRATION, self.id)

    @property
    def person_subject(self) -> str:
        """Its person as the journal names it."""
        return subject_of(SubjectType.PERSON, self.registration.get("person", ""))

    def note(self, listed: str) -> None:
        """Remember what a list has just said, for its further rows."""
        self.registration[LISTED] = joined(self.registration.get(LISTED, ""), listed)

    def differs(self, values: Fields) -> bool:
        """Take over what a list sets, but for what a hand decided; tell whether anything did."""
        kept = kept_by(self.by_hand)
        free = {name: value for name, value in values.items() if name not in kept}
        if "person" in free:
            self.by_hand -= frozenset(GUEST_FIELDS)
        is_other = False
        for name, value in free.items():
            known = self.person if name in GUEST_FIELDS else self.registration
            is_other = is_other or value != known.get(name, "")
            known[name] = value
        return is_other


class Rehearsal:
    """What earlier slices would have written, where a list is only looked at."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.by_key: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self.current: dict[str, Current] = {}
        self.people: dict[str, list[tuple[str, Person]]] = defaultdict(list)


class KnownPeople:
    """The registrations of a programme that rows of one slice may be about."""

    def __init__(
        self,
        store: Store,
        programme: str,
        guests: Sequence[Guest],
        rehearsal: Rehearsal | None = None,
    ) -> None:
        """Look up everybody who shares an id, code, email or name with one of these rows."""
        self._rehearsal = rehearsal
        self._by_key: dict[tuple[str, str], list[Known]] = defaultdict(list)
        self._current: dict[str, Current] = {}
        registrations = self._registrations = store.registrations
        looked_up = dict.fromkeys(_look_up(store, programme, guests))
        for known in looked_up:
            self._remember(known)
        ids = dict.fromkeys(known.registration for known in looked_up)
        for attendee in registrations.by_ids(list(ids)):
            self._current[attendee.id] = _current(attendee)
        self._people: dict[str, list[tuple[str, Person]]] = defaultdict(list)

    def know_persons(self, store: Store, guests: Sequence[Guest]) -> None:
        """Look up the people of all programmes who have an email of one of these rows."""
        emails = {guest.features.email for guest in guests}
        for person in store.registrations.people_by_email(emails):
            self._people[person.email.casefold()].append((name_key(person.name), person))

    def candidates(self, features: Features) -> list[Known]:
        """List the registrations that share a key with a row, each once."""
        people: dict[str, Known] = {}
        for key in _keys(features):
            group = self._known_by(key)
            if len(group) > _CROWD:
                group = [known for known in group if known.name_key == features.name_key]
            for known in group:
                # An alias of a record that was merged away never hides the record itself.
                if known.registration not in people or not known.is_merged_away:
                    people[known.registration] = known
        return list(people.values())

    def holder_of(self, code: str) -> Known | None:
        """Tell who holds a ticket code now."""
        holders = self._known_by(("code", match_key(code))) if code else ()
        return next((known for known in holders if self._has_code(known, code)), None)

    def current(self, registration: str) -> Current:
        """Tell what a registration and its person say now."""
        if self._rehearsal and registration in self._rehearsal.current:
            return self._rehearsal.current[registration]
        if registration not in self._current:
            (attendee,) = self._registrations.by_ids([registration])
            self._current[registration] = _current(attendee)
        return self._current[registration]

    def person_like(self, guest: Guest) -> Person | None:
        """Find a person of any programme with the same email and name."""
        email = guest.features.email
        namesakes = list(self._people.get(email, ())) if email else []
        if email and self._rehearsal:
            namesakes += self._rehearsal.people.get(email, ())
        return next((person for key, person in namesakes if key == guest.features.name_key), None)

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
        if f.email:
            self._people[f.email].append((f.name_key, Person(person, **guest.person)))
        known_own = {**dict.fromkeys(_BOOKINGS, ()), **own}
        for name, value in own.items():
            if name.startswith(booking.FIELD):
                group = _BOOKINGS[value["state"] == booking.BookingState.WAITING]
                known_own[group] = (*known_own[group], name.removeprefix(booking.FIELD))
        is_in = guest.is_in and not guest.out_at_ms
        current = Current(dict(guest.person), known_own, guest.is_in, is_in, id=registration)
        self._current[registration] = current
        if self._rehearsal:
            self._rehearse(known, current, guest)

    def _rehearse(self, known: Known, current: Current, guest: Guest) -> None:
        """Let later slices know what this one would have written."""
        assert self._rehearsal is not None
        for key in _keys_known_by(known):
            self._rehearsal.by_key[key].append(known)
        self._rehearsal.current[known.registration] = current
        if email := guest.features.email:
            person = Person(known.person, **guest.person)
            self._rehearsal.people[email].append((known.name_key, person))

    def keep_current(self, registration: str) -> None:
        """Let later slices of a rehearsal know what this one would have changed."""
        if self._rehearsal:
            self._rehearsal.current[registration] = self.current(registration)

    def give_code(self, known: Known, code: str) -> None:
        """Remember that this slice gives a registration another ticket code."""
        self._by_key["code", match_key(code)].append(known)
        if self._rehearsal:
            self._rehearsal.by_key["code", match_key(code)].append(known)

    def _known_by(self, key: tuple[str, str]) -> Sequence[Known]:
        found = self._by_key.get(key, ())
        rehearsed = self._rehearsal.by_key.get(key) if self._rehearsal else None
        if not rehearsed:
            return found
        # Who is new in this slice stands in both.
        return [*found, *(known for known in rehearsed if known not in found)]

    def _remember(self, known: Known) -> None:
        for key in _keys_known_by(known):
            self._by_key[key].append(known)

    def _has_code(self, known: Known, code: str) -> bool:
        now = self.current(known.registration).registration
        return bool(now.get("ticket_code") == code)


def _keys(features: Features) -> list[tuple[str, str]]:
    keys = [("name", features.name_key)]
    if features.external_id:
        keys.append(("id", features.external_id))
    if features.email:
        keys.append(("email", features.email))
    if features.code:
        keys.append(("code", match_key(features.code)))
    return keys


def _keys_known_by(known: Known) -> list[tuple[str, str]]:
    return [
        ("name", known.name_key),
        ("id", known.external_id),
        ("email", known.email),
        ("code", match_key(known.ticket_code)),
    ]


def _current(attendee: Attendee) -> Current:
    registration = attendee.registration
    has_moved = registration.first_in_ms is not None or registration.last_out_ms is not None
    person = {name: getattr(attendee.person, name) for name in GUEST_FIELDS}
    own = {name: getattr(registration, name) for name in _OWN_FIELDS}
    is_inside = registration.met is not None
    by_hand = registration.by_hand
    return Current(person, own, has_moved, is_inside, by_hand, attendee.id)


def _look_up(store: Store, programme: str, guests: Sequence[Guest]) -> Iterator[Known]:
    features = [guest.features for guest in guests]
    registrations = store.registrations
    yield from registrations.known_by_id(programme, {row.external_id for row in features})
    yield from registrations.known_by_email(programme, {row.email for row in features})
    yield from registrations.known_by_code(programme, {row.code for row in features})
    # A name alone never tells two people with an email each for one, nor two numbered tickets.
    bare = [row for row in features if not (row.external_id or row.code)]
    with_email = {features.name_key for features in bare if features.email}
    without = {features.name_key for features in bare if not features.email}
    yield from registrations.known_by_name(programme, with_email, only_without_email=True)
    yield from registrations.known_by_name(programme, without, only_without_email=False)


class KeysSeen:
    """The keys of all rows so far, as numbers: who has none of them is new to a first list."""

    def __init__(self) -> None:
        """Begin with none."""
        self._seen: set[int] = set()

    def returning(self, guests: Sequence[Guest]) -> list[Guest]:
        """Give the rows that share a key with an earlier slice, and remember all of them.

        A name counts only where one of the two rows has no email, as in `_look_up`.
        """
        again: list[Guest] = []
        fresh: set[int] = set()
        for guest in guests:
            features = guest.features
            strong = [hash(key) for key in _keys(features)[1:]]
            name = hash(("name", features.name_key))
            bare = hash(("bare", features.name_key))
            if not self._seen.isdisjoint((*strong, bare if features.email else name)):
                again.append(guest)
            fresh.update(strong)
            fresh.update((name,) if features.email else (name, bare))
        self._seen |= fresh
        return again
