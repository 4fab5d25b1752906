"""Registers people and changes what is known of them: the form, the walk-in, the states."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from desktop.domain.attendees.listed import LISTED, UNLISTED, note_of
from desktop.domain.attendees.person import Person
from desktop.domain.attendees.registration import NOT_EXPECTED, Attendee, Registration, Status
from desktop.domain.checkin.codes import RANDOM_DIGITS, make_code
from desktop.domain.checkin.validity import check_validity
from desktop.domain.checks import Fault, Faults, check_amount, check_person
from desktop.domain.journal.bodies import SET, set_draft
from desktop.domain.journal.entry import Draft, Entry, SubjectType, subject_of
from desktop.domain.journal.fold import order, undone_by
from desktop.domain.programme import questions as q
from desktop.domain.programme.booking import BookingState, bookings_body
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.programme.waiting_list import state_for
from desktop.store.store import Store
from desktop.workflows.attendees.waiting_lists import MovedUp, WaitingLists
from desktop.workflows.changes import Changes, Write
from desktop.workflows.ports import Clock, new_id

# What the form of a registration may change, beside the person.
OWN_FIELDS = (
    "ticket_type", "tags", "notes", "attention", "delegation", "amount_due", "status",
    "block_reason", "message",
)  # fmt: skip


class HistoryRow(NamedTuple):
    """One entry about a registration or its person, with the desk's name."""

    entry: Entry
    desk: str
    is_undone: bool


@dataclass(frozen=True, slots=True)
class Details:
    """All that the details pane and the form show of one attendee."""

    attendee: Attendee
    sessions: tuple[Session, ...]
    questions: tuple[q.Question, ...]
    answers: Mapping[str, q.Answer]
    history: tuple[HistoryRow, ...]
    elsewhere: tuple[Attendee, ...]
    twins: tuple[Attendee, ...]
    photo: bytes | None = None


@dataclass(frozen=True, slots=True)
class RegistrationForm:
    """What a form holds: fields of the person and the registration, answers, sessions."""

    person: Mapping[str, str]
    own: Mapping[str, str]
    answers: Mapping[str, str]
    sessions: tuple[str, ...] = ()

    def faults(self) -> Faults:
        """Find what is wrong with it, field by field; nothing where it may be written."""
        faults = check_person(self.person)
        if fault := check_amount(self.own.get("amount_due", "")):
            faults["amount_due"] = fault
        if self.own.get("status") == Status.BLOCKED and not self.own.get("block_reason"):
            faults["block_reason"] = Fault.MISSING
        return faults | check_validity(self.own)


class Registry:
    """The registrations of this store."""

    def __init__(self, store: Store, clock: Clock, changes: Changes) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock
        self._changes = changes
        self.waiting_lists = WaitingLists(store, clock)

    def find_details(self, registration: str) -> Details | None:
        """Read all there is about one attendee; None where the registration was taken back."""
        with self._store.read():
            is_there = self._store.registrations.by_id(registration) is not None
        return self.details(registration) if is_there else None

    def details(self, registration: str) -> Details:
        """Read all there is about one attendee, the history straight from the journal."""
        store = self._store
        with store.read():
            attendee = self._attendee(registration)
            own = attendee.registration
            answers = store.bookings.answers(registration)
            others = store.registrations.of_person(own.person)
            return Details(
                attendee,
                tuple(store.programmes.sessions(own.programme)),
                tuple(store.programmes.questions(own.programme)),
                {answer.question: answer for answer in answers},
                tuple(self._history(attendee)),
                tuple(attendee for attendee in others if attendee.id != registration),
                tuple(store.registrations.merged_from(registration)),
                store.blobs.get(attendee.person.photo) if attendee.person.photo else None,
            )

    def register(
        self, programme: Programme, form: RegistrationForm, known_person: str = ""
    ) -> tuple[Attendee, bool]:
        """Register somebody; tell also whether they only got onto the waiting list.

        Args:
            programme: where.
            form: what was typed, without faults.
            known_person: the id of a person of another programme who is meant.
        """
        with self._changes.step("registered") as write:
            now = self._clock()
            person = known_person or new_id(now)
            id_ = new_id(now)
            subject = subject_of(SubjectType.REGISTRATION, id_)
            is_full = self.waiting_lists.is_full(programme)
            body: dict[str, Any] = {name: text for name, text in form.own.items() if text}
            body["person"] = person
            body["ticket_code"] = make_code(programme.number, secrets.randbelow(10**RANDOM_DIGITS))
            if is_full and body.get("status", Status.REGISTERED) == Status.REGISTERED:
                body["status"] = Status.WAITLISTED.value
            if body.get("status") == Status.WAITLISTED.value:
                body["waiting_since_ms"] = now
            body |= self._answer_fields(programme, form.answers, now)
            before = self._store.registrations.person(person)
            draft = _person_draft(person, form.person, before)
            fresh = {subject} if known_person else {subject, subject_of(SubjectType.PERSON, person)}
            write([*draft, Draft(SET, subject, programme.id, body)], fresh)
            for session in self._named_sessions(programme, form.sessions):
                write([self.waiting_lists.booking(id_, programme.id, session, now)])
            return self._attendee(id_), body.get("status") == Status.WAITLISTED.value

    def change(self, registration: str, form: RegistrationForm) -> Attendee:
        """Write what a form changes of somebody, and nothing else."""
        with self._changes.step("changed") as write:
            attendee = self._attendee(registration)
            own, now = attendee.registration, self._clock()
            drafts = _person_draft(own.person, form.person, attendee.person)
            body: dict[str, Any] = {
                name: text for name, text in form.own.items() if text != getattr(own, name)
            }
            if "status" in body:
                body |= self._with_status(attendee, Status(body["status"]), now)
            known = {
                answer.question: answer.value for answer in self._store.bookings.answers(own.id)
            }
            news = {id_: text for id_, text in form.answers.items() if text != known.get(id_, "")}
            programme = self._programme(own.programme)
            body |= self._answer_fields(programme, news, now, known)
            if body:
                drafts.append(_own_draft(own, body))
            write(drafts)
            if "status" in body:
                self.waiting_lists.fill(programme, {*own.booked}, write, {own.id})
            return self._attendee(registration)

    def set_status(
        self, registrations: Sequence[str], status: Status, reason: str = ""
    ) -> list[MovedUp]:
        """Cancel, block or confirm people; give who moved up into the places that came free."""
        with self._changes.step(status.value) as write:
            touched: dict[str, set[str]] = {}
            for attendee in self._store.registrations.by_ids(registrations):
                own = attendee.registration
                body = self._with_status(attendee, status, self._clock())
                if status is Status.BLOCKED:
                    body["block_reason"] = reason
                write([_own_draft(own, body)])
                touched.setdefault(own.programme, set()).update(own.booked)
            return self._fill_freed(touched, registrations, write)

    def cancel_unlisted(self, registrations: Sequence[str], source: str) -> list[MovedUp]:
        """Cancel who is no longer on the list of a source.

        It counts as that list's word: who stands on it again later is registered again.
        """
        body = {"status": Status.CANCELLED.value, "status_word": ""}
        body[LISTED] = note_of(source, {"status": UNLISTED}, ("status",))
        with self._changes.step(Status.CANCELLED.value) as write:
            touched: dict[str, set[str]] = {}
            for attendee in self._store.registrations.by_ids(registrations):
                own = attendee.registration
                write([_own_draft(own, body)])
                touched.setdefault(own.programme, set()).update(own.booked)
            return self._fill_freed(touched, registrations, write)

    def set_field(self, registrations: Sequence[str], name: str, text: str) -> None:
        """Give many people the same ticket type, delegation, tags or amount."""
        assert name in OWN_FIELDS
        with self._changes.step("changed") as write:
            people = self._store.registrations.by_ids(registrations)
            write(
                [
                    _own_draft(attendee.registration, {name: text})
                    for attendee in people
                    if getattr(attendee.registration, name) != text
                ]
            )

    def set_paid(self, registration: str) -> Attendee:
        """Note that the desk took the money that was due."""
        amount = self._attendee(registration).registration.amount_due
        body = {"paid_ms": self._clock(), "paid_amount": amount}
        return self._mark(registration, "paid", body)

    def set_told(self, registration: str) -> Attendee:
        """Note that somebody who moved up was told."""
        return self._mark(registration, "told", {"told_ms": self._clock()})

    def answer(
        self,
        registration: str,
        answers: Mapping[str, str],
        photos: Mapping[str, bytes] = MappingProxyType({}),
    ) -> Attendee:
        """Keep answers that were given at the desk, with time and wording.

        A photo that was taken for a question, made ready by `files.photos`, is its answer and
        the person's photo.
        """
        with self._changes.step("answered") as write:
            own = self._attendee(registration).registration
            taken = {id_: self._store.blobs.put(picture) for id_, picture in photos.items()}
            given = {**answers, **taken}
            fields = self._answer_fields(self._programme(own.programme), given, self._clock())
            drafts = [
                set_draft(SubjectType.PERSON, own.person, "", {"photo": name})
                for name in taken.values()
            ]
            if fields:
                subject = subject_of(SubjectType.REGISTRATION, own.id)
                drafts.append(Draft(SET, subject, own.programme, fields))
            write(drafts)
            return self._attendee(registration)

    def to_be_told(self, programme: Programme, limit: int = 200) -> list[MovedUp]:
        """List who moved up from a waiting list and does not know it yet."""
        with self._store.read():
            sessions = {
                session.id: session for session in self._store.programmes.sessions(programme.id)
            }
            people = self._store.registrations.to_be_told(programme.id, limit)
            return [
                MovedUp(attendee, sessions.get(attendee.registration.moved_up_for))
                for attendee in people
            ]

    def set_photo(self, registration: str, picture: bytes) -> Attendee:
        """Keep a picture, made ready by `files.photos`, as the person's photo."""
        with self._changes.step("photo") as write:
            own = self._attendee(registration).registration
            name = self._store.blobs.put(picture)
            write([set_draft(SubjectType.PERSON, own.person, "", {"photo": name})])
            return self._attendee(registration)

    def _history(self, attendee: Attendee) -> list[HistoryRow]:
        journal = self._store.journal
        own = attendee.registration
        entries = [
            *journal.of_subject(subject_of(SubjectType.REGISTRATION, own.id)),
            *journal.of_subject(subject_of(SubjectType.PERSON, own.person)),
        ]
        undone = undone_by(entries)
        names = self._store.desk_names()
        entries.sort(key=order, reverse=True)
        return [
            HistoryRow(entry, names.get(entry.desk, entry.desk), entry.id in undone)
            for entry in entries
        ]

    def fill(self, programme: str) -> list[MovedUp]:
        """Move up whoever can, after a list or a larger capacity has made places free."""
        with self._changes.step("moved up") as write:
            return self.waiting_lists.fill_all(programme, write)

    def _fill_freed(
        self, sessions_of: Mapping[str, set[str]], registrations: Sequence[str], write: Write
    ) -> list[MovedUp]:
        """Let others move up into the sessions, by programme, that these registrations had."""
        return [
            moved
            for programme, sessions in sessions_of.items()
            for moved in self.waiting_lists.fill(
                self._programme(programme), sessions, write, set(registrations)
            )
        ]

    def _with_status(self, attendee: Attendee, status: Status, now: int) -> dict[str, Any]:
        """Write what follows from another status.

        Who waits already keeps the place in the queue; who comes back finds the places that
        were given away taken, and waits for them.
        """
        own = attendee.registration
        body: dict[str, Any] = {"status": status.value, "status_word": ""}
        if status is Status.WAITLISTED and own.status is not Status.WAITLISTED:
            body["waiting_since_ms"] = now
        if own.status in NOT_EXPECTED and status not in NOT_EXPECTED:
            for session in self._store.programmes.sessions(own.programme):
                taken = self._store.bookings.taken(session.id)
                if (
                    session.id in own.booked
                    and state_for(session.capacity, taken) == BookingState.WAITING
                ):
                    body |= bookings_body([session.id], BookingState.WAITING, now)
        return body

    def _mark(self, registration: str, name: str, body: Mapping[str, Any]) -> Attendee:
        with self._changes.step(name) as write:
            own = self._attendee(registration).registration
            if body:
                write([_own_draft(own, body)])
            return self._attendee(registration)

    def _answer_fields(
        self,
        programme: Programme,
        answers: Mapping[str, str],
        now: int,
        before: Collection[str] = (),
    ) -> dict[str, Any]:
        """Write answers; an empty one only where it takes one back that was given before."""
        known = {
            question.id: question for question in self._store.programmes.questions(programme.id)
        }
        return {
            q.answer_field(id_): {"value": text, "at_ms": now, "wording": known[id_].wording}
            for id_, text in answers.items()
            if id_ in known and (text or id_ in before)
        }

    def _named_sessions(self, programme: Programme, ids: Sequence[str]) -> list[Session]:
        return [
            session
            for session in self._store.programmes.sessions(programme.id)
            if session.id in ids
        ]

    def _programme(self, id_: str) -> Programme:
        programme = self._store.programmes.by_id(id_)
        if programme is None:
            raise LookupError(id_)
        return programme

    def _attendee(self, registration: str) -> Attendee:
        attendee = self._store.registrations.by_id(registration)
        if attendee is None:
            raise LookupError(registration)
        return attendee


def _person_draft(id_: str, fields: Mapping[str, str], before: Person | None) -> list[Draft]:
    known = asdict(before) if before else {}
    news = {name: text for name, text in fields.items() if text != known.get(name, "")}
    return [set_draft(SubjectType.PERSON, id_, "", news)] if news else []


def _own_draft(own: Registration, body: Mapping[str, Any]) -> Draft:
    return set_draft(SubjectType.REGISTRATION, own.id, own.programme, body)
