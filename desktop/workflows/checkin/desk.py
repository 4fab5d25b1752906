"""The desk at work: scan, pick by name, pass over a verdict, undo, look at Recent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.attendees.fields import NAME_FIELDS
from desktop.domain.attendees.finding import Why
from desktop.domain.attendees.person import Person
from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin import code_decision, decision, outcomes
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.looks import likeness_of
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.checkin.passing import who_may_pass_over
from desktop.domain.checkin.request import CheckinRequest
from desktop.domain.journal.bodies import MOVE, OVERRIDE, SET, undo_draft
from desktop.domain.journal.entry import Entry, EntryId, SubjectType, subject_of
from desktop.domain.programme.programme import Programme
from desktop.domain.staff.staff import Staff
from desktop.store.queries.verdicts import VerdictRow
from desktop.store.store import Store
from desktop.workflows.checkin.door_facts import DoorFacts
from desktop.workflows.checkin.ticket_lookup import Shown, look_up
from desktop.workflows.checkin.verdict import Override, Station, Verdict
from desktop.workflows.checkin.verdict_drafts import (
    overridden_verdict,
    override_draft,
    verdict_draft,
)
from desktop.workflows.ports import Clock
from desktop.workflows.staff.staffing import Staffing

RECENT = 200
SEARCH_LIMIT = 50


@dataclass(frozen=True, slots=True)
class RecentRow:
    """One line of Recent."""

    verdict: VerdictRow
    name: str
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody whom a search found, why, and the word that fitted if it was not the typed one."""

    attendee: Attendee
    why: Why
    word: str = ""

    @property
    def id(self) -> str:
        """The registration's id."""
        return self.attendee.id

    @property
    def is_sure(self) -> bool:
        """Whether what was typed stands in the person's own data, so that Enter may mean them."""
        return self.why in _SURE


_SURE = frozenset({Why.NAME, Why.PHONE, Why.EMAIL, Why.CODE, Why.NUMBER})


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What was taken back, and of whom; None where it was about nobody known.

    `count` people were let in or out together, and taken back together.
    """

    attendee: Attendee | None
    row: VerdictRow
    count: int = 1


@dataclass(frozen=True, slots=True)
class Counts:
    """How many are inside, how many expected, and arrivals in bins of time, oldest first."""

    inside: int
    expected: int
    arrivals: tuple[int, ...]


class Desk:
    """What a volunteer does, each in one transaction."""

    def __init__(self, store: Store, clock: Clock, staffing: Staffing) -> None:
        """Work on this store, for whoever is at the desk."""
        self._store = store
        self._clock = clock
        self._staffing = staffing
        self.facts = DoorFacts(store, clock, staffing)
        self._together: frozenset[EntryId] = frozenset()

    @property
    def name(self) -> str:
        """What people call this desk."""
        with self._store.read():
            return self._store.desk_name()

    def scan(self, station: Station, reading: Reading, *, only_look: bool = False) -> Verdict:
        """Handle one code shown at the point; the verdict is on the disk when this returns."""
        if only_look:
            with self._store.read():
                outcome, shown = self._decide_code(station, reading)
                return _with_reading(self._seen(outcome), shown)
        with self._store.write():
            outcome, shown = self._decide_code(station, reading)
            verdict = self._settle(station, outcome, code=shown.as_code)
            return _with_reading(verdict, shown)

    def pick(self, station: Station, registration: str, *, only_look: bool = False) -> Verdict:
        """Handle somebody whom the desk chose by name."""
        if only_look:
            with self._store.read():
                return Verdict(d.Found(self._attendee(registration)), self._clock())
        with self._store.write():
            return self._settle(station, self._decide(station, registration))

    def pass_over(
        self, station: Station, verdict: Verdict, reason: str, lead: Staff | None = None
    ) -> Verdict:
        """Let the person of a verdict through all the same, if whoever acts may.

        What the desk has not read yet is not passed over: it comes as the next verdict.

        Args:
            station: where the desk stands.
            verdict: what the desk has read.
            reason: why, in words; kept in an entry of its own.
            lead: a lead who proved to be one just for this.
        """
        attendee = outcomes.attendee_of(verdict.outcome)
        assert attendee is not None
        authority = Authority.LEAD if lead else self._staffing.authority
        now = Override(verdict.outcome.slug, authority, reason, lead.id if lead else "")
        passed = (*(override for override in verdict.passed if override.slug != now.slug), now)
        with self._store.write():
            return self._settle(station, self._decide(station, attendee.id, passed), passed)

    def pick_all(self, station: Station, registrations: Sequence[str]) -> list[Verdict]:
        """Handle people who come together, in one transaction; they are taken back together."""
        with self._store.write():
            verdicts = [
                self._settle(station, self._decide(station, registration))
                for registration in registrations
            ]
        self._together = frozenset(verdict.entry for verdict in verdicts if verdict.entry)
        return verdicts

    def go_on(self, station: Station, verdict: Verdict) -> Verdict:
        """Ask again about the person of a verdict, after what it waited for was settled."""
        attendee = outcomes.attendee_of(verdict.outcome)
        assert attendee is not None
        passed = verdict.passed
        with self._store.write():
            return self._settle(station, self._decide(station, attendee.id, passed), passed)

    def people(self, registrations: Sequence[str]) -> list[Attendee]:
        """Find people by their registrations' ids, in that order."""
        with self._store.read():
            people = {
                attendee.id: attendee
                for attendee in self._store.registrations.by_ids(registrations)
            }
        return [people[id_] for id_ in registrations if id_ in people]

    def knows(self, programme: Programme, reading: Reading) -> bool:
        """Tell whether a typed text is anybody's code."""
        with self._store.read():
            return bool(look_up(self._store, programme, reading).holders)

    def find(self, programme: Programme, text: str, limit: int = SEARCH_LIMIT) -> list[Attendee]:
        """Find people by whatever they are asked for."""
        return [match.attendee for match in self.search(programme, text, limit)]

    def search(self, programme: Programme, text: str, limit: int = SEARCH_LIMIT) -> list[Match]:
        """Find people by whatever they are asked for; each comes with the reason."""
        with self._store.read():
            hits = self._store.search.find(programme.id, text, limit)
            people = self._store.registrations.by_rows([hit.number for hit in hits])
            return [
                Match(attendee, hit.why, hit.word)
                for attendee, hit in zip(people, hits, strict=True)
            ]

    def newest_movement(self, programme: Programme) -> int:
        """Give the number of this desk's newest living movement; 0 for none."""
        with self._store.read():
            row = self._store.verdicts.newest_movement(programme.id, self._store.desk)
        return row.number if row else 0

    def undo(self, programme: Programme) -> UndoResult | None:
        """Take back this desk's newest living movement; None where there is none."""
        with self._store.write():
            row = self._store.verdicts.newest_movement(programme.id, self._store.desk)
            if row is None:
                return None
            others = self._moved_with(programme, row)
            for other in others:
                self._undo(programme, other)
            return replace(self._undo(programme, row), count=1 + len(others))

    def _moved_with(self, programme: Programme, row: VerdictRow) -> list[VerdictRow]:
        """List the other movements of people who came together with that one."""
        if row.id not in self._together:
            return []
        limit = len(self._together)
        rows = self._store.verdicts.recent(programme.id, self._store.desk, limit)
        return [
            other
            for other in rows
            if other.id in self._together
            and other.id != row.id
            and other.undone_ms is None
            and other.outcome == row.outcome
        ]

    def undo_one(self, programme: Programme, entry: EntryId) -> UndoResult | None:
        """Take back any one of this desk's newest answers, unless that was done already."""
        with self._store.write():
            for row in self._store.verdicts.recent(programme.id, self._store.desk, RECENT):
                if row.id == entry and row.undone_ms is None:
                    return self._undo(programme, row)
        return None

    def recent(self, programme: Programme, limit: int = RECENT) -> Sequence[RecentRow]:
        """List this desk's newest answers, newest first."""
        with self._store.read():
            rows = self._store.verdicts.recent(programme.id, self._store.desk, limit)
            ids = list({row.registration for row in rows if row.registration})
            names = {
                attendee.id: attendee.name for attendee in self._store.registrations.by_ids(ids)
            }
            gone = [id_ for id_ in ids if id_ not in names]
            names |= {id_: self._name_once(id_) for id_ in gone}
            actor = self._staffing.name_of
            return [
                RecentRow(row, names.get(row.registration or "", ""), actor(row.actor))
                for row in rows
            ]

    def _name_once(self, registration: str) -> str:
        """Give the name of somebody whose registration was taken back, as the journal has it."""
        said = self._said(SubjectType.REGISTRATION, registration)
        person = self._said(SubjectType.PERSON, str(said.get("person", "")))
        return Person("", **{part: str(person.get(part, "")) for part in NAME_FIELDS}).name

    def _said(self, type_: SubjectType, id_: str) -> dict[str, Any]:
        entries = self._store.journal.of_subject(subject_of(type_, id_)) if id_ else ()
        return {
            key: value
            for entry in entries
            if entry.kind == SET
            for key, value in entry.body.items()
        }

    def counts(self, programme: Programme, bins: int, bin_ms: int, session: str = "") -> Counts:
        """Count who is inside, and arrivals in the last `bins` times `bin_ms` milliseconds.

        Of a session these are its own people: inside for it, and booked.
        """
        newest = self._clock() // bin_ms
        since = (newest - bins + 1) * bin_ms
        with self._store.read():
            inside, expected = self._count(programme.id, session)
            counts = dict(self._store.verdicts.arrivals(programme.id, since, bin_ms, session))
        return Counts(inside, expected, tuple(counts.get(n, 0) for n in range(bins)))

    def may_pass_over(self, station: Station, outcome: d.Outcome) -> Authority:
        """Tell who may let the person through all the same."""
        return who_may_pass_over(outcome, self.facts.with_house_rules(station.point))

    def _count(self, programme: str, session: str) -> tuple[int, int]:
        if not session:
            return self._store.registrations.count(programme)
        inside = self._store.whereabouts.count_attending(programme, session)
        return inside, self._store.bookings.taken(session)

    def _request(self, station: Station, passed: Sequence[Override] = ()) -> CheckinRequest:
        words = {override.slug: override.authority for override in passed}
        return self.facts.request(station.programme, station.point, station.direction, words)

    def _decide(
        self, station: Station, registration: str, passed: Sequence[Override] = ()
    ) -> d.Outcome:
        attendee = self._attendee(registration)
        programme = attendee.registration.programme
        if programme != station.programme.id:
            other = self._store.programmes.by_id(programme)
            return d.WrongProgramme(attendee, other.title if other else "")
        request = self._request(station, passed)
        return decision.decide(request, attendee, self.facts.visits(request, registration))

    def _decide_code(self, station: Station, reading: Reading) -> tuple[d.Outcome, Shown]:
        """Decide, and give how the code was read by which somebody was found."""
        here = station.programme
        shown = look_up(self._store, here, reading)
        hinted = self._hinted(here, shown.number) if shown.number is not None else None
        request = self._request(station)
        people = {holder.attendee.id for holder in code_decision.meant_here(shown.holders, here)}
        visits = self.facts.visits(request, people.pop()) if len(people) == 1 else []
        outcome = code_decision.decide_code(
            request, shown.code, shown.holders, hinted, shown.flaw, visits, is_loose=shown.is_loose
        )
        if isinstance(outcome, d.UnknownCode):
            outcome = replace(outcome, like=likeness_of(reading, shown.code))
        if isinstance(outcome, d.WrongProgramme):
            return self._of_their_person(station, outcome, shown)
        return outcome, shown

    def _of_their_person(
        self, station: Station, outcome: d.WrongProgramme, shown: Shown
    ) -> tuple[d.Outcome, Shown]:
        """Decide for whoever shows the good badge of another programme and is registered here."""
        if outcome.attendee is None or shown.is_loose or shown.is_void:
            return outcome, shown
        own = self._store.registrations.of_person(outcome.attendee.person.id)
        here = [each for each in own if each.registration.programme == station.programme.id]
        if len(here) != 1:
            return outcome, shown
        # Without the code: it is none of this registration's, and the journal says who moved.
        return self._decide(station, here[0].id), shown.as_badge_of(outcome.title)

    def _hinted(self, here: Programme, number: int) -> Programme | None:
        if number == here.number % 1000:
            return None
        others = self._store.programmes.by_hint(number)
        return others[0] if len(others) == 1 else None

    def _settle(
        self,
        station: Station,
        outcome: d.Outcome,
        passed: tuple[Override, ...] = (),
        code: str = "",
    ) -> Verdict:
        """Write a verdict into the journal; that others were passed over is an entry of its own.

        The code of whoever came through goes along: another desk may have retired it meanwhile.
        """
        now = self._clock()
        drafts = [verdict_draft(station, outcome, now)]
        if code and drafts[0].kind == MOVE:
            drafts = [draft._replace(body={**draft.body, "code": code}) for draft in drafts]
        if self._store.journal.newest_ms() > now:
            # The journal's clock never goes back; what was said keeps the time it was said at.
            drafts = [draft._replace(body={**draft.body, "at_ms": now}) for draft in drafts]
        if isinstance(outcome, d.Admitted | d.CheckedOut) and outcome.overrode:
            verdict = EntryId(self._store.desk, self._store.journal.newest() + 2)
            drafts.insert(0, override_draft(station, outcome, passed, verdict))
        entry = self._store.append(drafts, now)[-1]
        return Verdict(outcome, now, entry.id, self.may_pass_over(station, outcome), passed)

    def _seen(self, outcome: d.Outcome) -> Verdict:
        attendee = outcomes.attendee_of(outcome)
        is_of_here = not isinstance(outcome, d.WrongProgramme | d.Replaced)
        looked_up = d.Found(attendee) if attendee and is_of_here else outcome
        return Verdict(looked_up, self._clock())

    def _undo(self, programme: Programme, row: VerdictRow) -> UndoResult:
        entries = (self._store.journal.entry(row.id), *self._followers(row))
        self._store.append([undo_draft(entry) for entry in entries], self._clock())
        attendee = self._store.registrations.by_id(row.registration) if row.registration else None
        return UndoResult(attendee, row)

    def _followers(self, row: VerdictRow) -> Iterator[Entry]:
        """Give what goes with an answer: its override, and its copy where a twin was merged."""
        journal, own = self._store.journal, row.registration
        if own is None:
            return
        for entry in journal.of_subject(subject_of(SubjectType.REGISTRATION, own)):
            if entry.kind == OVERRIDE and overridden_verdict(entry) == row.id:
                yield entry
        attendee = self._store.registrations.by_id(own)
        if attendee and (kept := attendee.registration.merged_into):
            for entry in journal.of_subject(subject_of(SubjectType.REGISTRATION, kept)):
                if entry.body.get("of") == list(row.id):
                    yield entry

    def _attendee(self, registration: str) -> Attendee:
        attendee = self._store.registrations.by_id(registration)
        if attendee is None:
            raise LookupError(registration)
        return attendee


def _with_reading(verdict: Verdict, shown: Shown) -> Verdict:
    """Say with a verdict how its code was read, and whose badge it was."""
    return replace(verdict, steps=shown.steps, layout=shown.layout, other_badge=shown.other_badge)
