"""What one desk removed from the plan while others, who had not heard of it, went on using it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from desktop.domain.journal.bodies import MOVE, SET
from desktop.domain.journal.concurrency import Settled
from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.journal.entry import Entry, SubjectType, split_subject, subject_of
from desktop.domain.journal.fold import fold, living, order
from desktop.domain.programme.booking import BookingState, booking_field
from desktop.domain.programme.questions import answer_field
from desktop.store.store import Store
from desktop.workflows.removals import HAD
from desktop.workflows.sync.dispute import Dispute, DisputeSide

_TYPES = (SubjectType.SESSION, SubjectType.POINT, SubjectType.PLACE, SubjectType.QUESTION)


class RemovedUses:
    """Lists what was removed at one desk and used at another; used inside `read`."""

    def __init__(self, store: Store, make_side: Callable[[Entry, str], DisputeSide]) -> None:
        """Look in this store; `make_side` says who wrote an entry, beside what it says."""
        self._store = store
        self._side = make_side

    def all(self) -> Iterator[Dispute]:
        """List them, of all programmes."""
        for type_ in _TYPES:
            for subject in self._store.conflicts.removed(type_):
                if dispute := self._of(type_, subject):
                    yield dispute

    def _of(self, type_: SubjectType, subject: str) -> Dispute | None:
        entries = self._store.journal.of_subject(subject)
        fields = fold(entries).fields
        kept = living(entries)
        removals = [entry for entry in kept if entry.kind == SET and entry.body.get("removed")]
        if not (fields.get("removed") and removals):
            return None
        gone = removals[-1]
        uses = self._uses(type_, split_subject(subject)[1], fields, gone)
        settled = Settled(kept)
        unseen = [
            use for use in uses
            if use.desk != gone.desk and _was_unseen(use, gone) and not settled.has(gone, use)
        ]  # fmt: skip
        if not unseen:
            return None
        title = str(fields.get("title") or fields.get("name") or fields.get("text") or "")
        sides = (
            self._side(gone, "removed"),
            *(self._side(use, self._said_of(use)) for use in sorted(unseen, key=order)),
        )
        people = tuple(
            split_subject(use.subject)[1] for use in unseen
            if split_subject(use.subject)[0] == SubjectType.REGISTRATION
        )  # fmt: skip
        return Dispute(ConflictKind.REMOVED_USED, subject, gone.programme, "", title, sides, people)

    def _uses(
        self, type_: SubjectType, id_: str, fields: Mapping[str, Any], gone: Entry
    ) -> list[Entry]:
        """Give the living entries that use what was removed."""
        if type_ is SubjectType.SESSION:
            return [*self._bookings(id_), *self._attended(id_, gone)]
        if type_ is SubjectType.POINT:
            # Whoever came to a session of the plan is told of with the session.
            is_of_session = bool(fields.get("session"))
            name = str(fields.get("name", ""))
            return [] if is_of_session else self._passed(gone, name)
        if type_ is SubjectType.QUESTION:
            return self._answers(id_)
        return [*self._leading_into(id_, gone), *self._inside(id_, gone)]

    def _answers(self, question: str) -> list[Entry]:
        field = answer_field(question)
        return [
            entry
            for id_ in self._store.conflicts.answered(question)
            for entry in self._of_registration(id_)
            if entry.kind == SET and entry.body.get(field, {}).get("value")
        ]

    def _inside(self, place: str, gone: Entry) -> list[Entry]:
        """Give the ways into a place of those who are inside."""
        return [
            entry
            for id_ in self._store.conflicts.inside(gone.programme, place)
            for entry in self._of_registration(id_)
            if entry.kind == MOVE and entry.body.get("place") == place
        ]

    def _of_registration(self, id_: str) -> list[Entry]:
        subject = subject_of(SubjectType.REGISTRATION, id_)
        return living(self._store.journal.of_subject(subject))

    def _leading_into(self, id_: str, gone: Entry) -> list[Entry]:
        points = self._store.programmes.points(gone.programme)
        subjects = [subject_of(SubjectType.POINT, p.id) for p in points if p.place == id_]
        return [
            entry
            for subject in subjects
            for entry in living(self._store.journal.of_subject(subject))
            if entry.kind == SET and entry.body.get("place") == id_
        ]

    def _bookings(self, session: str) -> list[Entry]:
        field = booking_field(session)
        return [
            entry
            for id_, _since in self._store.conflicts.booked_in(session)
            for entry in self._of_registration(id_)
            if entry.kind == SET and entry.body.get(field, {}).get("state") == BookingState.BOOKED
        ]

    def _attended(self, session: str, gone: Entry) -> list[Entry]:
        points = self._store.conflicts.points_of(session)
        return [entry for name in points for entry in self._passed(gone, name)
                if entry.body.get("session") == session]  # fmt: skip

    def _passed(self, gone: Entry, point: str) -> list[Entry]:
        ids = self._store.conflicts.passed(gone.programme, point, gone.desk)
        return [entry for entry in map(self._store.journal.find, ids) if entry]

    def _said_of(self, use: Entry) -> str:
        """Name who was booked or let in, or the point that leads into a place."""
        type_, id_ = split_subject(use.subject)
        if type_ == SubjectType.REGISTRATION:
            attendee = self._store.registrations.by_id(id_)
            return attendee.name if attendee else ""
        return self._store.conflicts.title_of(type_, id_)


def _was_unseen(use: Entry, gone: Entry) -> bool:
    """Tell whether who removed something had not heard of a use of it.

    Older Musters do not say what they had; there only what was written later is sure.
    """
    had = gone.body.get(HAD)
    if isinstance(had, dict):
        return use.number > int(had.get(use.desk, 0))
    return use.clock > gone.clock
