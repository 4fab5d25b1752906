"""Books people into sessions, with waiting lists that move up by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from desktop.domain.attendees.agenda import booked, named_in
from desktop.domain.attendees.listed import LISTED, by_source
from desktop.domain.attendees.registration import NOT_EXPECTED, Attendee
from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.programme.booking import BookingState, bookings_body, overlapping
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.programme.waiting_list import state_for
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.attendees.registry import Registry
from desktop.workflows.attendees.waiting_lists import MovedUp
from desktop.workflows.changes import Changes
from desktop.workflows.ports import Clock, directly


@dataclass(frozen=True, slots=True)
class Booked:
    """What came of booking: who got a place, who waits, whose day clashes with it."""

    session: Session
    placed: tuple[Attendee, ...]
    waiting: tuple[Attendee, ...]
    clashing: tuple[tuple[Attendee, Session], ...]


@dataclass(frozen=True, slots=True)
class Seats:
    """How many have a place in a session, and how many wait."""

    taken: int
    waiting: int


class Sessions:
    """Who goes where."""

    def __init__(self, store: Store, clock: Clock, changes: Changes, registry: Registry) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock
        self._changes = changes
        self._registry = registry

    def seats(self, programme: Programme) -> Mapping[str, Seats]:
        """Count places and waiting people of each session."""
        with self._store.read():
            ids = [session.id for session in self._store.programmes.sessions(programme.id)]
            return {id_: Seats(*pair) for id_, pair in self._store.bookings.counts(ids).items()}

    def book(self, registrations: Sequence[str], session: Session) -> Booked:
        """Book people, in the order in which they are given; the last ones may have to wait."""
        with self._changes.step("booked") as write:
            now = self._clock()
            sessions = self._store.programmes.sessions(session.programme)
            taken = self._store.bookings.taken(session.id)
            queue = len(self._store.bookings.waiting(session.id))
            people = {
                attendee.id: attendee
                for attendee in self._store.registrations.by_ids(registrations)
            }
            drafts: list[Draft] = []
            placed: list[Attendee] = []
            waiting: list[Attendee] = []
            clashing: list[tuple[Attendee, Session]] = []
            for attendee in (people[id_] for id_ in registrations if id_ in people):
                own = attendee.registration
                is_out = own.status in NOT_EXPECTED or own.programme != session.programme
                if is_out or session.id in own.booked or session.id in own.waiting:
                    continue
                state = state_for(session.capacity, taken, queue)
                taken += state == BookingState.BOOKED
                (placed if state == BookingState.BOOKED else waiting).append(attendee)
                clashes = overlapping(session, booked(own, sessions))
                clashing += [(attendee, other) for other in clashes[:1]]
                drafts.append(_draft(attendee, session, state, now))
            write(drafts)
            self._registry.waiting_lists.fill_session(session, write)
        return Booked(session, tuple(placed), tuple(waiting), tuple(clashing))

    def take_out(self, registrations: Sequence[str], session: Session) -> list[MovedUp]:
        """Take people out of a session, and give who moved up into their places."""
        with self._changes.step("taken out") as write:
            now = self._clock()
            people = self._store.registrations.by_ids(registrations)
            write([_draft(attendee, session, BookingState.TAKEN_OUT, now) for attendee in people])
            return self._registry.waiting_lists.fill_session(session, write)

    def book_named(self, programme: Programme, on_store: OnStore = directly) -> int:
        """Book what guest lists named before the sessions were made; tell for how many people."""
        after, count, is_end = 0, 0, False
        while not is_end:
            after, some, is_end = on_store(partial(self._book_named_page, programme, after))
            count += some
        return count

    def _book_named_page(self, programme: Programme, after: int) -> tuple[int, int, bool]:
        now = self._clock()
        sessions = self._store.programmes.sessions(programme.id)
        mark, page = self._store.registrations.page(programme.id, after)
        drafts = []
        for attendee in page:
            own = attendee.registration
            known = {*own.booked, *own.waiting, *own.unbooked}
            named = [
                session for session in named_in(own.sessions, sessions) if session.id not in known
            ]
            bookings = bookings_body([session.id for session in named], BookingState.BOOKED, now)
            if bookings:
                subject = subject_of(SubjectType.REGISTRATION, own.id)
                # It is the list that named them; nobody decided.
                body = {**bookings, LISTED: by_source(own.source)}
                drafts.append(Draft(SET, subject, programme.id, body))
        if drafts:
            with self._store.write():
                self._store.append(drafts, now)
        return mark, len(drafts), not page


def _draft(attendee: Attendee, session: Session, state: BookingState, now: int) -> Draft:
    subject = subject_of(SubjectType.REGISTRATION, attendee.id)
    body = bookings_body([session.id], state, now)
    return Draft(SET, subject, session.programme, body)
