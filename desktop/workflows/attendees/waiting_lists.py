"""Waiting lists: who gets a place at once, who waits, and who moves up when places are free."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import Draft, SubjectType
from desktop.domain.programme.booking import BookingState, bookings_body
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.programme.waiting_list import Waiting, moving_up, state_for
from desktop.store.store import Store
from desktop.workflows.changes import Write
from desktop.workflows.ports import Clock


@dataclass(frozen=True, slots=True)
class MovedUp:
    """Somebody who got a place from a waiting list and is to be told; `session` may be none."""

    attendee: Attendee
    session: Session | None


class WaitingLists:
    """The waiting lists of programmes and of their sessions."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock

    def is_full(self, programme: Programme) -> bool:
        """Tell whether the next one who registers has to wait."""
        if not programme.capacity:
            return False
        registrations = self._store.registrations
        taken = registrations.count_with_place(programme.id)
        return (
            state_for(programme.capacity, taken, len(registrations.waiting(programme.id)))
            is BookingState.WAITING
        )

    def booking(self, id_: str, programme: str, session: Session, now: int) -> Draft:
        """Make what books a session, or puts on its waiting list where it is full."""
        bookings = self._store.bookings
        waiting = len(bookings.waiting(session.id))
        state = state_for(session.capacity, bookings.taken(session.id), waiting)
        body = bookings_body([session.id], state, now)
        return set_draft(SubjectType.REGISTRATION, id_, programme, body)

    def fill_all(self, programme: str, write: Write) -> list[MovedUp]:
        """Move up whoever can in a programme and all its sessions, inside a step."""
        made = self._store.programmes.by_id(programme)
        sessions = {session.id for session in self._store.programmes.sessions(programme)}
        return self.fill(made, sessions, write) if made else []

    def fill(
        self,
        programme: Programme,
        sessions: set[str],
        write: Write,
        besides: Collection[str] = (),
    ) -> list[MovedUp]:
        """Move the longest waiting into free places of a programme and its sessions.

        Whoever was just put on the waiting list by hand (`besides`) stays there.
        """
        moved = self._fill_programme(programme, write, besides)
        known = {session.id: session for session in self._store.programmes.sessions(programme.id)}
        for id_ in sorted(sessions & known.keys()):
            moved += self.fill_session(known[id_], write)
        return moved

    def _fill_programme(
        self, programme: Programme, write: Write, besides: Collection[str]
    ) -> list[MovedUp]:
        if not programme.capacity:
            return []
        registrations = self._store.registrations
        waiting = [
            Waiting(*row) for row in registrations.waiting(programme.id) if row[1] not in besides
        ]
        lucky = moving_up(programme.capacity, registrations.count_with_place(programme.id), waiting)
        for first in lucky:
            body = {
                "status": Status.REGISTERED.value, "moved_up_ms": self._clock(),
                "moved_up_for": "", "told_ms": None,
            }  # fmt: skip
            write([set_draft(SubjectType.REGISTRATION, first.registration, programme.id, body)])
        return [MovedUp(self._attendee(first.registration), None) for first in lucky]

    def fill_session(self, session: Session, write: Write) -> list[MovedUp]:
        """Move the longest waiting into free places of a session, inside a step."""
        bookings, now = self._store.bookings, self._clock()
        waiting = bookings.waiting(session.id)
        lucky = moving_up(session.capacity, bookings.taken(session.id), waiting)
        for first in lucky:
            body = {
                **bookings_body([session.id], BookingState.BOOKED, now),
                "moved_up_ms": now, "moved_up_for": session.id, "told_ms": None,
            }  # fmt: skip
            write(
                [set_draft(SubjectType.REGISTRATION, first.registration, session.programme, body)]
            )
        return [MovedUp(self._attendee(first.registration), session) for first in lucky]

    def _attendee(self, registration: str) -> Attendee:
        attendee = self._store.registrations.by_id(registration)
        if attendee is None:
            raise LookupError(registration)
        return attendee
