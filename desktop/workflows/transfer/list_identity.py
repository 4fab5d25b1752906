"""Which registration and person a row of a list begins, the same at desks that never met.

The ids follow from what the row says (`domain/journal/list_ids`). What an id stands for is looked
up first: somebody else may have the ticket by now, a hand may have taken the record out, or another
desk's news may be here without its beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.domain.journal.bodies import UNDO, undone_id
from desktop.domain.journal.entry import Entry, EntryId, SubjectType, subject_of
from desktop.domain.journal.list_ids import ListKey, list_keys, person_id, registration_id
from desktop.store.store import Store
from desktop.workflows.ports import new_id
from desktop.workflows.transfer.guest_list import Guest, GuestList


class Began(NamedTuple):
    """The id that something begins with, and whether nothing was written of it so far."""

    id: str
    is_fresh: bool


class _Ids(NamedTuple):
    """The ids that follow from a row's key; empty where it has none."""

    registration: str
    person: str


class ListIdentity:
    """Gives ids to what the rows of one list make; each id once."""

    def __init__(self, store: Store, programme: str, guests: GuestList) -> None:
        """Give ids in a programme."""
        self._store = store
        self._programme = programme
        self._survey = guests.survey
        self._given: set[str] = set()
        self._ids: dict[tuple[int, int], _Ids] = {}
        self._looked_up: set[str] = set()
        self._known: set[str] = set()

    def know(self, guests: Sequence[Guest]) -> None:
        """Look up at once what is known of a slice of rows of which most are new."""
        self._ids.clear()
        ids = [self._ids_of(guest) for guest in guests]
        self._looked_up = {
            *(subject_of(SubjectType.REGISTRATION, each.registration) for each in ids),
            *(subject_of(SubjectType.PERSON, each.person) for each in ids),
        }
        self._known = self._store.journal.known_among(self._looked_up)

    def registration(self, guest: Guest, now_ms: int) -> Began | None:
        """Give the id of the registration that a row begins.

        None where a hand took out, alone, what the row would begin: that is a choice. What was
        taken back together, such as a whole list, begins again under its id.
        """
        id_ = self._ids_of(guest).registration
        if not id_ or id_ in self._given:
            return Began(new_id(now_ms), is_fresh=True)
        subject = subject_of(SubjectType.REGISTRATION, id_)
        is_known = self._is_known(subject)
        if is_known and self._store.registrations.number(id_):
            # Somebody else has the ticket by now.
            return Began(new_id(now_ms), is_fresh=True)
        if is_known and self._was_taken_out(subject):
            return None
        self._given.add(id_)
        return Began(id_, is_fresh=not is_known)

    def person(self, guest: Guest, now_ms: int) -> Began:
        """Give the id of the person whom a row begins.

        Somebody who is here under that id may be somebody else by now, or become it by a further
        row: families have one address.
        """
        id_ = self._ids_of(guest).person
        if not id_ or id_ in self._given:
            return Began(new_id(now_ms), is_fresh=True)
        is_known = self._is_known(subject_of(SubjectType.PERSON, id_))
        if is_known and self._store.registrations.person(id_):
            return Began(new_id(now_ms), is_fresh=True)
        self._given.add(id_)
        return Began(id_, is_fresh=not is_known)

    def _is_known(self, subject: str) -> bool:
        if subject in self._looked_up:
            return subject in self._known
        return self._store.journal.has(subject)

    def _ids_of(self, guest: Guest) -> _Ids:
        where = (guest.row, guest.seat)
        if where not in self._ids:
            self._ids[where] = self._ids_from(guest)
        return self._ids[where]

    def _ids_from(self, guest: Guest) -> _Ids:
        key = self._key(guest)
        if key is None:
            return _Ids("", "")
        who = guest.features
        person = person_id(self._programme, key, who.email, who.name)
        return _Ids(registration_id(self._programme, key), person)

    def _key(self, guest: Guest) -> ListKey | None:
        """Give the surest key that stands for one ticket; a companion's is the booker's."""
        features = guest.booker or guest.features
        keys = list_keys(features.code, features.external_id, features.email, features.name)
        shared = self._survey.shared_kinds(guest.cells)
        key = next((key for key in keys if key.kind not in shared), None)
        if key and guest.seat:
            return ListKey(key.kind, (*key.parts, f"seat {guest.seat}"))
        return key

    def _was_taken_out(self, subject: str) -> bool:
        undos = (e for e in self._store.journal.of_subject(subject) if e.kind == UNDO)
        return any(self._stands_alone(undo) for undo in undos)

    def _stands_alone(self, undo: Entry) -> bool:
        """Tell whether an entry that took a record out is the only one of its kind there."""
        mine = {undo.subject, *self._made_with(undo)}
        beside = (EntryId(undo.desk, undo.number + step) for step in (-2, -1, 1, 2))
        return not any(
            other.kind == UNDO and other.subject not in mine
            for other in map(self._store.journal.find, beside)
            if other
        )

    def _made_with(self, undo: Entry) -> set[str]:
        made = self._store.journal.find(undone_id(undo))
        person = made.body.get("person") if made else None
        return {subject_of(SubjectType.PERSON, person)} if person else set()
