"""Who a row of a list is about, beside what it shares with somebody: corrections, new numbers.

A hand may have corrected the name or address by which the list knows somebody; a list may have
numbered its tickets anew. Neither makes a second person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.domain.attendees.listed import remembered, sum_of
from desktop.domain.attendees.matching import Features, Known, same_phone_key
from desktop.domain.programme.programme import Programme
from desktop.store.store import Store
from desktop.workflows.transfer.guest_list import Guest, GuestList

_WHO = ("external_id", "email", "phone", "first_name", "last_name", "full_name",
        "first_name_hebrew", "last_name_hebrew", "full_name_hebrew")  # fmt: skip
_NOTHING = ("", "-" * 8)


class AsSaid:
    """Finds by what the list itself said last whose name or contact a hand has corrected since."""

    def __init__(self, store: Store, programme: Programme, guests: GuestList) -> None:
        """Look up who was corrected; they are few."""
        self._names = [name for name in _WHO if name in guests.mapping]
        self._known: dict[tuple[str, ...], Known] = {}
        for known in store.registrations.corrected(programme.id, guests.source):
            memory = remembered(known.listed, guests.source)
            key = tuple(_plain(memory.get(name, "")) for name in self._names)
            if any(key) and not known.is_merged_away:
                self._known[key] = known

    def find(self, guest: Guest) -> Known | None:
        """Give who a row is about, if it says the same of them as the last time."""
        if not self._known:
            return None
        said = {**guest.person, **guest.registration}
        key = tuple(_plain(sum_of(said.get(name, ""))) for name in self._names)
        return self._known.get(key)


def _plain(sum_: str) -> str:
    return "" if sum_ in _NOTHING else sum_


class Numbers:
    """Tells a ticket that was handed over from numbers that were given anew."""

    def __init__(self, store: Store, guests: GuestList) -> None:
        """Compare what a list says of numbers with what is known."""
        self._store = store
        self._survey = guests.survey
        self._source = guests.source

    def has_moved(self, row: Features, known: Known) -> bool:
        """Tell whether the number of a row was somebody else's, who has another one now."""
        is_by_number = bool(row.external_id) and row.external_id == known.external_id
        if not is_by_number or _agree(row, known) or self._keeps(known):
            return False
        if not self._survey.has_person(known.email, known.name):
            return False
        others = self._store.registrations.of_person(known.person)
        return not any(
            other.id != known.registration
            and self._survey.holds(other.registration.external_id, other.person.email, other.name)
            for other in others
        )

    def renumbered(self, row: Features, candidates: Iterable[Known]) -> Known | None:
        """Find who has another number now, and their old one no more."""
        if not (row.external_id and row.email):
            return None
        return next(
            (
                known
                for known in candidates
                if self._source in known.sources
                and not known.is_merged_away
                and known.external_id not in ("", row.external_id)
                and known.email == row.email
                and known.name_key == row.name_key
                and not self._keeps(known)
            ),
            None,
        )

    def _keeps(self, known: Known) -> bool:
        return self._survey.holds(known.external_id, known.email, known.name)


class Barred:
    """Whom somebody blocked or cancelled by hand: nobody like them comes in by a list unasked."""

    def __init__(self, known: Sequence[Known]) -> None:
        """Remember by what they may be known again."""
        self._keys: dict[tuple[str, str], str] = {}
        for person in known:
            for key in _keys(person.name_key, person.email, person.phone):
                self._keys[key] = person.name

    def like(self, row: Features) -> str:
        """Give the name of somebody barred whom a row may mean; nothing where there is none."""
        keys = _keys(row.name_key, row.email, row.phone) if self._keys else ()
        return next((self._keys[key] for key in keys if key in self._keys), "")


def _keys(name_key: str, email: str, phone: str) -> list[tuple[str, str]]:
    keys = (("name", name_key), ("email", email), ("phone", same_phone_key(phone)))
    return [key for key in keys if key[1]]


def _agree(row: Features, known: Known) -> bool:
    is_email = bool(row.email) and row.email == known.email
    is_code = bool(row.code) and row.code == known.ticket_code
    return is_email or is_code or row.name_key == known.name_key
