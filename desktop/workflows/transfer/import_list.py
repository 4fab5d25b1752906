"""Imports a guest list slice by slice: new people come in, known ones are brought up to date."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any

from desktop.domain.attendees.agenda import named_in
from desktop.domain.attendees.fields import SESSIONS_WAITING
from desktop.domain.attendees.listed import listed
from desktop.domain.attendees.matching import Known, is_weak, match, match_renamed
from desktop.domain.attendees.registration import IMPORTED, Direction, Status
from desktop.domain.checkin.codes import RANDOM_DIGITS, make_code
from desktop.domain.checkin.outcomes import Admitted, CheckedOut
from desktop.domain.journal.bodies import MOVE, SET, set_draft
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.programme.booking import BookingState, bookings_body
from desktop.domain.programme.programme import DEFAULT_POINT, VENUE, Programme, Session
from desktop.domain.programme.questions import Question, answer_field, check
from desktop.domain.storable import storable_text
from desktop.store.projections.runs import DONE, RUNNING, STOPPED, Run
from desktop.store.store import OnStore, Store
from desktop.workflows.attendees.registry import Registry
from desktop.workflows.ports import Clock, directly, never, new_id
from desktop.workflows.transfer.guest_list import BATCH_ROWS, Guest, GuestList, Problem, ProblemKind
from desktop.workflows.transfer.import_rules import (
    FIRST_SLICE,
    field_changes,
    fitting,
    is_somebody_else,
    row_changes,
    said_by,
    ticket_mark,
    without_collector,
)
from desktop.workflows.transfer.known_people import Current, KeysSeen, KnownPeople

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is; all counts are rows that are safely in the store."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    is_stopped: bool = False

    @property
    def taken(self) -> int:
        """How many rows are in the store now, whether they changed it or not."""
        return self.new + self.changed + self.unchanged


@dataclass(slots=True)
class _Slice:
    """What one slice will write, and the people it has met so far."""

    drafts: list[Draft] = field(default_factory=list)
    fresh: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    new: int = 0
    changed: int = 0
    unchanged: int = 0


class GuestListImport:
    """One run of one file into one programme."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        programme: Programme,
        guests: GuestList,
        registry: Registry,
    ) -> None:
        """Prepare a run; nothing is written yet."""
        self._registry = registry
        self._store = store
        self._clock = clock
        self._programme = programme
        self._guests = guests
        self._run_id = ""
        self._touched: dict[str, tuple[str, str, str]] = {}
        self._progress = Progress()
        self._keys_seen = KeysSeen()
        self._is_first_list = False
        self._newest = 0
        self._sessions: Sequence[Session] = ()
        self._questions: Sequence[Question] = ()

    def run(
        self,
        on_store: OnStore = directly,
        on_progress: Callable[[Progress], None] = lambda _progress: None,
        is_stopped: Callable[[], bool] = never,
        rows_at_once: int = 0,
    ) -> Progress:
        """Read the file here and write slice after slice through the store's lane.

        Args:
            rows_at_once: how many rows a transaction takes; more is faster, but nobody can
                scan until it ends. 0 fits the slices to the speed of the store, so that a
                scan waits for some 12 ms.
            on_store: does one slice where the store may be touched.
            on_progress: is told after each slice.
            is_stopped: asked before each slice; what is in stays in.
        """
        on_store(self._start)
        state, size = DONE, rows_at_once or FIRST_SLICE
        rows = self._guests.rows()
        with without_collector() if rows_at_once else nullcontext():
            while batch := list(islice(rows, size)):
                if is_stopped():
                    state = STOPPED
                    break
                took_ms = on_store(partial(self._take, batch))
                on_store(self._store.tidy)
                on_progress(self._progress)
                if not rows_at_once:
                    size = fitting(size, took_ms)
        on_store(lambda: self._finish(state))
        on_store(self._fill_places)
        return self._progress

    def left_unfinished(self) -> Run | None:
        """Give the earlier run of the same file that was cut off, if there is one."""
        with self._store.read():
            runs = self._store.runs.unfinished(self._programme.id)
        mine = (run for run in runs if run.fingerprint == self._guests.fingerprint)
        return next((run for run in mine if run.id != self._run_id), None)

    def _start(self) -> None:
        now = self._clock()
        self._run_id = new_id(now)
        file = storable_text(self._guests.table.path.name)
        mark = self._guests.fingerprint
        run = Run(self._run_id, "import", self._programme.id, file, mark, RUNNING, 0, now, now)
        self._sessions = self._store.programmes.sessions(self._programme.id)
        self._questions = self._store.programmes.questions(self._programme.id)
        with self._store.write():
            self._is_first_list = self._store.registrations.is_empty(self._programme.id)
            self._store.runs.start(run)
            self._newest = self._store.journal.newest()

    def _finish(self, state: str) -> None:
        progress = self._progress
        with self._store.write():
            self._store.runs.advance(self._run_id, progress.rows, state, self._clock())
            if state == DONE:
                self._store.runs.settle(self._programme.id, self._guests.fingerprint)
        if state == STOPPED:
            self._progress = replace(progress, is_stopped=True)

    def _fill_places(self) -> None:
        """Give places that the list made free to who waits the longest."""
        self._registry.fill(self._programme.id)

    def _take(self, rows: Sequence[Guest | Problem]) -> float:
        """Bring a slice of rows into the store, in one transaction; tell the milliseconds."""
        begin, progress = time.perf_counter(), self._progress
        with self._store.write():
            if self._store.journal.newest() != self._newest:
                self._is_first_list = False
            for start in range(0, len(rows), BATCH_ROWS):
                progress = self._take_slice(rows[start : start + BATCH_ROWS], progress)
            self._store.runs.advance(self._run_id, progress.rows, RUNNING, self._clock())
            self._newest = self._store.journal.newest()
        self._progress = progress
        return (time.perf_counter() - begin) * 1000

    def _take_slice(self, batch: Sequence[Guest | Problem], before: Progress) -> Progress:
        work = self._prepare([guest for guest in batch if not isinstance(guest, Problem)])
        work.problems += [problem for problem in batch if isinstance(problem, Problem)]
        self._store.append(work.drafts, self._clock(), work.fresh)
        return Progress(
            before.rows + len(batch),
            before.new + work.new,
            before.changed + work.changed,
            before.unchanged + work.unchanged,
            (*before.problems, *sorted(work.problems)) if work.problems else before.problems,
        )

    def _prepare(self, guests: list[Guest]) -> _Slice:
        work = _Slice()
        returning = self._keys_seen.returning(guests) if self._is_first_list else guests
        people = KnownPeople(self._store, self._programme.id, returning)
        people.know_persons(self._store, guests)
        for guest in guests:
            self._prepare_one(guest, people, work)
        return work

    def _prepare_one(self, guest: Guest, people: KnownPeople, work: _Slice) -> None:
        known = self._recognise(guest, people)
        if isinstance(known, Problem):
            work.problems.append(known)
            return
        if known is None:
            registration = self._add(guest, people, work)
            work.new += 1
        elif known.is_merged_away:
            registration = known.registration
            work.unchanged += 1
        else:
            registration = known.registration
            holder = people.holder_of(guest.code)
            if holder and holder.registration != registration:
                work.problems.append(self._code_taken(guest, holder, ProblemKind.CODE_KEPT))
                guest = guest._replace(code="")
            if self._update(guest, known, people, work):
                work.changed += 1
            else:
                work.unchanged += 1
        self._touched[registration] = ticket_mark(guest.features)

    def _recognise(self, guest: Guest, people: KnownPeople) -> Known | Problem | None:
        features = guest.features
        holder = people.holder_of(features.code)
        candidates = [known for known in people.candidates(features) if self._may_be(guest, known)]
        known = match(features, candidates)
        if known is None and features.email:
            renamed = match_renamed(features, candidates)
            if renamed and self._guests.email_counts[features.email] == 1:
                known = renamed
        if known and known.registration in self._touched and is_weak(features, known):
            return self._repeated(guest)
        if holder and known is None:
            return self._code_taken(guest, holder)
        return known

    def _may_be(self, guest: Guest, known: Known) -> bool:
        """Keep two rows of one file apart where they are two tickets."""
        met = self._touched.get(known.registration)
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

    def _code_taken(
        self, guest: Guest, holder: Known, reason: ProblemKind = ProblemKind.CODE_TAKEN
    ) -> Problem:
        header = self._guests.named_mapping["qr_code"]
        return Problem(guest.row, header, reason, holder.name, guest.cells)

    def _add(self, guest: Guest, people: KnownPeople, work: _Slice) -> str:
        now = self._clock()
        person = self._person_for(guest, people, work, now)
        registration = new_id(now)
        subject = subject_of(SubjectType.REGISTRATION, registration)
        code = guest.code or make_code(self._programme.number, secrets.randbelow(10**RANDOM_DIGITS))
        body: Fields = {name: text for name, text in guest.registration.items() if text}
        body |= {"person": person, "ticket_code": code, "origin": self._origin(guest)}
        body |= self._first_bookings(body.get("sessions", ""), BookingState.BOOKED, now)
        body |= self._first_bookings(body.pop(SESSIONS_WAITING, ""), BookingState.WAITING, now)
        if guest.paid_ms is not None:
            body["paid_ms"] = guest.paid_ms
        if body.get("status") == Status.WAITLISTED.value:
            body["waiting_since_ms"] = now
        body |= self._answers(guest, (), now)
        body["listed"] = listed(said_by(guest))
        work.drafts.append(Draft(SET, subject, self._programme.id, body))
        work.fresh.add(subject)
        self._admit(guest, subject, work, now)
        people.add(registration, person, guest, body)
        return registration

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

    def _person_for(self, guest: Guest, people: KnownPeople, work: _Slice, now: int) -> str:
        """Take the person whom another programme knows already, or make one."""
        like = people.person_like(guest)
        if like is None:
            return _add_person(guest, work, now)
        news = field_changes(asdict(like), guest.person, may_clear=False)
        if news:
            work.drafts.append(set_draft(SubjectType.PERSON, like.id, "", news))
        return like.id

    def _admit(self, guest: Guest, subject: str, work: _Slice, now: int) -> None:
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

    def _update(self, guest: Guest, known: Known, people: KnownPeople, work: _Slice) -> bool:
        """Write what a newer row changes of a known registration; tell whether it did."""
        current = people.current(known.registration)
        subject = subject_of(SubjectType.REGISTRATION, known.registration)
        own, person = row_changes(guest, current)
        own.pop(SESSIONS_WAITING, None)
        if "sessions" in own:
            before = current.registration.get("sessions", "")
            own |= self._changed_bookings(before, own["sessions"], current, self._clock())
        if is_somebody_else(guest, known):
            own["person"] = _add_person(guest, work, self._clock())
            person = {}
        if person:
            whose = subject_of(SubjectType.PERSON, current.registration["person"])
            work.drafts.append(Draft(SET, whose, "", person))
        is_waiting = own.get("status") == Status.WAITLISTED.value
        if is_waiting and current.registration.get("status") != Status.WAITLISTED.value:
            own["waiting_since_ms"] = self._clock()
        own |= self._answers(guest, current.registration.get("answered", ()), self._clock())
        if own:
            work.drafts.append(Draft(SET, subject, self._programme.id, own))
        if "ticket_code" in own:
            people.give_code(known, own["ticket_code"])
        has_come = guest.is_in and not current.has_moved
        if has_come:
            self._admit(guest, subject, work, self._clock())
        current.registration.update(own)
        current.person.update(person)
        current.has_moved = current.has_moved or has_come
        return bool(own or person or has_come)


def _add_person(guest: Guest, work: _Slice, now: int) -> str:
    person = new_id(now)
    subject = subject_of(SubjectType.PERSON, person)
    body = {name: text for name, text in guest.person.items() if text}
    work.drafts.append(Draft(SET, subject, "", body))
    work.fresh.add(subject)
    return person
