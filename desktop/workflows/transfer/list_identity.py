"""Which registration and person a row of a list begins, the same at desks that never met.

The ids follow from what the row says (`domain/journal/list_ids`). What an id stands for is looked
up first: somebody else may have the ticket by now, a hand may have taken the record out, or another
desk's news may be here without its beginning.
"""

from __future__ import annotations

from typing import NamedTuple

from desktop.domain.attendees.matching import Features
from desktop.domain.attendees.names import are_similar
from desktop.domain.attendees.person import Person
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


class ListIdentity:
    """Gives ids to what the rows of one list make; each id once."""

    def __init__(self, store: Store, programme: str, guests: GuestList) -> None:
        """Give ids in a programme."""
        self._store = store
        self._programme = programme
        self._survey = guests.survey
        self._given: set[str] = set()
        self._newest: tuple[Features, ListKey | None] | None = None

    def registration(self, guest: Guest, now_ms: int) -> Began | None:
        """Give the id of the registration that a row begins.

        None where a hand took out, alone, what the row would begin: that is a choice. What was
        taken back together, such as a whole list, begins again under its id.
        """
        key = self._key(guest)
        id_ = registration_id(self._programme, key) if key else ""
        if not id_ or id_ in self._given:
            return Began(new_id(now_ms), is_fresh=True)
        subject = subject_of(SubjectType.REGISTRATION, id_)
        is_known = self._store.journal.has(subject)
        if is_known and self._store.registrations.number(id_):
            # Somebody else has the ticket by now.
            return Began(new_id(now_ms), is_fresh=True)
        if is_known and self._was_taken_out(subject):
            return None
        self._given.add(id_)
        return Began(id_, is_fresh=not is_known)

    def person(self, guest: Guest, now_ms: int) -> Began:
        """Give the id of the person whom a row begins."""
        key = self._key(guest)
        if key is None:
            return Began(new_id(now_ms), is_fresh=True)
        features = guest.features
        id_ = person_id(self._programme, key, features.email, features.name)
        is_known = self._store.journal.has(subject_of(SubjectType.PERSON, id_))
        known = self._store.registrations.person(id_) if is_known else None
        if id_ in self._given or (known and not _is_still(known, guest)):
            return Began(new_id(now_ms), is_fresh=True)
        self._given.add(id_)
        return Began(id_, is_fresh=not is_known)

    def _key(self, guest: Guest) -> ListKey | None:
        features, known = guest.features, self._newest
        if known is None or known[0] is not features:
            keys = list_keys(features.code, features.external_id, features.email, features.name)
            shared = self._survey.shared_kinds(guest.cells)
            key = next((key for key in keys if key.kind not in shared), None)
            known = self._newest = (features, key)
        return known[1]

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


def _is_still(known: Person, guest: Guest) -> bool:
    """Tell whether a person is still whom the row means; families have one address."""
    name = guest.features.name
    return not (name and known.name) or are_similar(name, known.name)
