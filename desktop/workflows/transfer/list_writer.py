"""Turns rows of a list into entries: who is known is brought up to date, others come in."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from desktop.domain.attendees.agenda import named_in
from desktop.domain.attendees.fields import SESSIONS_WAITING
from desktop.domain.attendees.listed import LISTED, by_source, listed, news, remembered
from desktop.domain.attendees.matching import Known, is_weak, match, match_renamed
from desktop.domain.attendees.names import are_similar
from desktop.domain.attendees.registration import IMPORTED, Direction, Status
from desktop.domain.checkin.codes import RANDOM_DIGITS, make_code
from desktop.domain.checkin.outcomes import Admitted, CheckedOut
from desktop.domain.journal.authority import kept_by
from desktop.domain.journal.bodies import MOVE, SET, set_draft
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.programme import questions
from desktop.domain.programme.booking import BookingState, bookings_body
from desktop.domain.programme.programme import DEFAULT_POINT, VENUE, Programme
from desktop.domain.programme.questions import answer_field, check
from desktop.store.store import Store
from desktop.workflows.ports import Clock
from desktop.workflows.transfer.guest_list import (
    Guest,
    GuestList,
    Problem,
    ProblemKind,
)
from desktop.workflows.transfer.import_rules import (
    Choice,
    RowChanges,
    field_changes,
    is_somebody_else,
    row_changes,
    said_by,
    ticket_mark,
)
from desktop.workflows.transfer.known_people import Current, KeysSeen, KnownPeople, Rehearsal
from desktop.workflows.transfer.list_identity import Began, ListIdentity
from desktop.workflows.transfer.recognising import AsSaid, Barred, Numbers
from desktop.workflows.transfer.returning import Returning

Fields = dict[str, Any]
_WHO = frozenset({"first_name", "last_name", "full_name", "email"})


@dataclass(slots=True)
class ListSlice:
    """What one slice will write, and the people it has met so far."""

    drafts: list[Draft] = field(default_factory=list)
    fresh: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    unchanged: int = 0


class ListWriter:
    """Prepares what the rows of one list write; `met` holds the registrations they are about."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        programme: Programme,
        guests: GuestList,
        *,
        is_rehearsal: bool = False,
    ) -> None:
        """Prepare rows of a list for a programme; its sessions and questions are read once.

        In a rehearsal nothing is written: later slices know from here what earlier ones made.
        """
        self._rehearsal = Rehearsal() if is_rehearsal else None
        self._store = store
        self._clock = clock
        self._programme = programme
        self._guests = guests
        self._keys_seen = KeysSeen()
        self._sessions = store.programmes.sessions(programme.id)
        self._questions = store.programmes.questions(programme.id)
        self._as_said = AsSaid(store, programme, guests)
        self._numbers = Numbers(store, guests)
        self._identity = ListIdentity(store, programme.id, guests)
        self._barred = Barred(store.registrations.barred_by_hand(programme.id))
        self._returning = Returning(store, programme, guests.survey.copied)
        self.met: dict[str, tuple[str, str, str]] = {}
        self._made: set[str] = set()
        self._since = 0

    def prepare(self, guests: list[Guest], *, is_first_list: bool) -> ListSlice:
        """Prepare a slice of rows; of a first list only who came in an earlier slice is known."""
        work = ListSlice()
        if self._guests.table.is_own:
            guests, work.problems = self._returning.know(guests)
        returning = self._keys_seen.returning(guests) if is_first_list else guests
        people = KnownPeople(self._store, self._programme.id, returning, self._rehearsal)
        people.know_persons(self._store, guests)
        self._identity.know(guests if is_first_list else ())
        for guest in guests:
            work.problems += guest.flaws
            self._prepare_one(guest, people, work)
        return work

    def _prepare_one(self, guest: Guest, people: KnownPeople, work: ListSlice) -> None:
        known = self._recognise(guest, people)
        if isinstance(known, Problem):
            work.problems.append(known)
            return
        if known is None:
            began = self._identity.registration(guest, self._clock())
            if began is None:
                work.problems.append(self._taken_out(guest))
                return
            registration = began.id
            self._add(self._asked_first(guest, work), began, people, work)
            if guest.row in self._guests.survey.superseded:
                self._made.add(registration)
            work.new += 1
        elif known.is_merged_away:
            registration = known.registration
            self._look_at_merged(guest, known, work)
            work.unchanged += 1
        else:
            registration = known.registration
            holder = people.holder_of(guest.code)
            if holder and holder.registration != registration:
                work.problems.append(self._code_taken(guest, holder, ProblemKind.CODE_KEPT))
                guest = guest._replace(code="")
            if self._update(guest, known, people, work):
                people.keep_current(registration)
                work.changed += 1
            else:
                work.unchanged += 1
        self.met[registration] = ticket_mark(guest.features)

    def _recognise(self, guest: Guest, people: KnownPeople) -> Known | Problem | None:
        features = guest.features
        holder = people.holder_of(features.code)
        candidates = [known for known in people.candidates(features) if self._may_be(guest, known)]
        known = self._written_for(guest, candidates) or self._as_said.find(guest)
        known = known or match(features, candidates)
        if known and self._numbers.has_moved(features, known):
            candidates = [other for other in candidates if other is not known]
            known = match(features, candidates)
        known = known or self._numbers.renumbered(features, candidates)
        if known is None and features.email:
            renamed = match_renamed(features, candidates)
            if renamed and self._guests.survey.emails.get(features.email) == 1:
                known = renamed
        if known and known.registration in self.met and is_weak(features, known):
            return self._repeated(guest)
        if holder and known is None:
            return self._code_taken(guest, holder)
        return known

    def _written_for(self, guest: Guest, candidates: Sequence[Known]) -> Known | None:
        """Tell whom a row of our own export is about, unless all else speaks for another one."""
        known = self._returning.find(guest)
        if known is None or known.registration in self.met:
            return None
        others = [other for other in candidates if other.registration != known.registration]
        other = match(guest.features, others)
        is_moved = other is not None and not is_weak(guest.features, other)
        return None if is_moved else known

    def _asked_first(self, guest: Guest, work: ListSlice) -> Guest:
        """Let nobody in unasked who may be somebody that was barred by hand."""
        name = self._barred.like(guest.features)
        status = guest.registration.get("status", "")
        if not name or status not in ("", Status.REGISTERED, Status.INVITED):
            return guest
        self._tell(guest, ProblemKind.LIKE_BARRED, name, work)
        own = guest.registration | {"status": Status.PENDING.value, "status_word": ""}
        return guest._replace(registration=own, is_in=False)

    def _look_at_merged(self, guest: Guest, known: Known, work: ListSlice) -> None:
        """Tell of a cancelled ticket whose record was merged into another one."""
        before = remembered(known.listed, self._guests.source)
        is_news = "status" in news(before, said_by(guest))
        if is_news and guest.registration.get("status") in (Status.CANCELLED, Status.BLOCKED):
            self._tell(guest, ProblemKind.OF_MERGED, known.name, work)

    def _tell(self, guest: Guest, reason: ProblemKind, detail: str, work: ListSlice) -> None:
        """List something of a row that comes in all the same."""
        header = self._guests.name_header
        work.problems.append(
            Problem(guest.row, header, reason, detail, guest.cells, is_row_out=False)
        )

    def _may_be(self, guest: Guest, known: Known) -> bool:
        """Keep two rows of one file apart where they are two tickets."""
        met = self.met.get(known.registration)
        if met is None:
            return True
        code, external_id, name_key = met
        now = guest.features
        is_other_ticket = (code and now.code and code != now.code) or (
            external_id and now.external_id and external_id != now.external_id
        )
        return not is_other_ticket and name_key == now.name_key

    def _repeated(self, guest: Guest) -> Problem:
        header = self._guests.name_header
        return Problem(guest.row, header, ProblemKind.REPEATED, guest.features.name, guest.cells)

    def _taken_out(self, guest: Guest) -> Problem:
        header = self._guests.name_header
        return Problem(guest.row, header, ProblemKind.TAKEN_OUT, guest.features.name, guest.cells)

    def _code_taken(
        self, guest: Guest, holder: Known, reason: ProblemKind = ProblemKind.CODE_TAKEN
    ) -> Problem:
        header = self._guests.named_mapping["qr_code"]
        return Problem(guest.row, header, reason, holder.name, guest.cells)

    def _add(self, guest: Guest, began: Began, people: KnownPeople, work: ListSlice) -> None:
        now = self._clock()
        person = self._person_for(guest, people, work, now)
        subject = subject_of(SubjectType.REGISTRATION, began.id)
        code = guest.code or make_code(self._programme.number, secrets.randbelow(10**RANDOM_DIGITS))
        body: Fields = {name: text for name, text in guest.registration.items() if text}
        body |= {"person": person, "ticket_code": code, "origin": self._origin(guest)}
        body |= self._first_bookings(body.get("sessions", ""), BookingState.BOOKED, now)
        if waiting_for := body.pop(SESSIONS_WAITING, ""):
            since = self._waits_since(now)
            body |= self._first_bookings(waiting_for, BookingState.WAITING, since)
        if guest.paid_ms is not None:
            body |= {"paid_ms": guest.paid_ms, "paid_amount": body.get("amount_due", "")}
        if body.get("status") == Status.WAITLISTED.value:
            body["waiting_since_ms"] = self._waits_since(now)
        body |= self._answers(guest, (), now)
        body[LISTED] = listed(guest.registration["source"], said_by(guest))
        work.drafts.append(Draft(SET, subject, self._programme.id, body))
        if began.is_fresh:
            work.fresh.add(subject)
        self._admit(guest, subject, work, now)
        people.add(began.id, person, guest, body)

    def _waits_since(self, now: int) -> int:
        """Give a moment for a waiting list: its order is the list's, also within one tick."""
        self._since = max(now, self._since + 1)
        return self._since

    def _origin(self, guest: Guest) -> str:
        return f"{self._guests.table.path.name}:{guest.row}"

    def _answers(self, guest: Guest, known: Collection[str], now: int) -> Fields:
        """Take over answers of our own export, where the question is asked here and is open."""
        asked = (question for question in self._questions if question.text in guest.answers)
        return {
            answer_field(question.id): {
                "value": guest.answers[question.text], "at_ms": now, "wording": question.wording,
            }
            for question in asked
            if question.id not in known and not check(question, guest.answers[question.text])
        }  # fmt: skip

    def _first_bookings(self, text: str, state: BookingState, now: int) -> Fields:
        """Book the sessions that a row names; the guest list may overfill one, and shows it."""
        if not text:
            return {}
        named = named_in(text, self._sessions)
        return bookings_body([session.id for session in named], state, now)

    def _changed_bookings(self, before: str, after: str, current: Current, now: int) -> Fields:
        """Book what a newer row names and take out what it names no longer."""
        old = {session.id for session in named_in(before, self._sessions)}
        new = {session.id for session in named_in(after, self._sessions)}
        has = {*current.registration["booked"], *current.registration["waiting"]}
        booked = bookings_body(new - old - has, BookingState.BOOKED, now)
        return booked | bookings_body(old - new, BookingState.TAKEN_OUT, now)

    def _person_for(self, guest: Guest, people: KnownPeople, work: ListSlice, now: int) -> str:
        """Take the person whom another programme knows already, or make one."""
        like = people.person_like(guest)
        if like is None:
            return self._add_person(guest, work, now)
        news = field_changes(asdict(like), guest.person, may_clear=False)
        if news:
            news[LISTED] = by_source(guest.registration["source"])
            work.drafts.append(set_draft(SubjectType.PERSON, like.id, "", news))
        return like.id

    def _add_person(self, guest: Guest, work: ListSlice, now: int) -> str:
        """Begin a person."""
        id_, is_fresh = self._identity.person(guest, now)
        subject = subject_of(SubjectType.PERSON, id_)
        body = {name: text for name, text in guest.person.items() if text}
        body[LISTED] = by_source(guest.registration["source"])
        work.drafts.append(Draft(SET, subject, "", body))
        if is_fresh:
            work.fresh.add(subject)
        return id_

    def _admit(self, guest: Guest, subject: str, work: ListSlice, now: int) -> None:
        """Keep what the other system says of coming and going, as movements of the venue."""
        if not guest.is_in:
            return
        common = {"point": DEFAULT_POINT, "place": VENUE, "detail": IMPORTED}
        ways = [(Direction.IN, Admitted.slug, guest.in_at_ms or now)]
        if guest.out_at_ms:
            ways.append((Direction.OUT, CheckedOut.slug, guest.out_at_ms))
        for way, outcome, at_ms in ways:
            body = {**common, "direction": way.value, "outcome": outcome, "at_ms": at_ms}
            work.drafts.append(Draft(MOVE, subject, self._programme.id, body))

    def _update(self, guest: Guest, known: Known, people: KnownPeople, work: ListSlice) -> bool:
        """Write what a newer row changes of a known registration; tell whether it did."""
        current = people.current(known.registration)
        if guest.row in self._guests.survey.superseded and known.registration not in self._made:
            changes = RowChanges({}, {})
        else:
            changes = row_changes(guest, current, has_remainder=self._guests.has_remainder)
        own, person = dict(changes.own), dict(changes.person)
        if known.registration in self.met and "status" in own:
            self._tell(guest, ProblemKind.SAID_TWICE, known.name, work)
        own.pop(SESSIONS_WAITING, None)
        if "sessions" in own:
            before = current.registration.get("sessions", "")
            own |= self._changed_bookings(before, own["sessions"], current, self._clock())
        if self._is_renamed(guest, known, current, person):
            passes = f"{known.name} → {guest.features.name}"
            self._tell(guest, ProblemKind.PASSED, passes, work)
        if self._is_handed_over(guest, known, current, person):
            own["person"] = self._add_person(guest, work, self._clock())
            person = {}
        work.choices += [c for c in changes.choices if c.field in own or c.field in person]
        is_waiting = own.get("status") == Status.WAITLISTED.value
        if is_waiting and current.registration.get("status") != Status.WAITLISTED.value:
            own["waiting_since_ms"] = self._clock()
        decided = {name.removeprefix(questions.FIELD) for name in current.by_hand}
        known_answers = {*current.registration.get("answered", ()), *decided}
        own |= self._answers(guest, known_answers, self._clock())
        self._write_changes(known, current, own, person, changes.note, work)
        if "ticket_code" in own:
            people.give_code(known, own["ticket_code"])
        has_come = guest.is_in and not current.has_moved
        if has_come and self._is_barred(current):
            self._tell(guest, ProblemKind.CAME_BARRED, known.name, work)
            has_come = False
        if has_come:
            subject = subject_of(SubjectType.REGISTRATION, known.registration)
            self._admit(guest, subject, work, self._clock())
        current.has_moved = current.has_moved or has_come
        current.is_inside = current.is_inside or (has_come and not guest.out_at_ms)
        return has_come or current.differs(own | person)

    @staticmethod
    def _is_renamed(guest: Guest, known: Known, current: Current, person: Fields) -> bool:
        """Tell whether a ticket has another name on it from now on, which is no spelling of it."""
        is_by_hand = kept_by(current.by_hand) & _WHO
        is_other = bool(person.keys() & _WHO) and not is_by_hand
        return is_other and not are_similar(guest.features.name, known.name)

    def _is_handed_over(self, guest: Guest, known: Known, current: Current, person: Fields) -> bool:
        """Tell whether a ticket passed to somebody else since the list's last word."""
        if not person.keys() & _WHO or kept_by(current.by_hand) & _WHO:
            return False
        if is_somebody_else(guest, known):
            return True
        if are_similar(guest.features.name, known.name):
            return False
        # Of a family with one address: the other tickets of the person keep their name.
        return len(self._store.registrations.of_person(known.person)) > 1

    @staticmethod
    def _is_barred(current: Current) -> bool:
        status = current.registration.get("status")
        return "status" in current.by_hand and status in (Status.BLOCKED, Status.CANCELLED)

    def _write_changes(
        self,
        known: Known,
        current: Current,
        own: Fields,
        person: Fields,
        note: str,
        work: ListSlice,
    ) -> None:
        """Write what a list says, marked as its word, so that no hand is overruled."""
        if person:
            whose = subject_of(SubjectType.PERSON, current.registration["person"])
            work.drafts.append(
                Draft(SET, whose, "", {**person, LISTED: by_source(self._guests.source)})
            )
        current.note(note)
        if own or note:
            subject = subject_of(SubjectType.REGISTRATION, known.registration)
            body = {**own, LISTED: note or by_source(self._guests.source)}
            work.drafts.append(Draft(SET, subject, self._programme.id, body))
