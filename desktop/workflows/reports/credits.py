"""Credits of a programme's sessions: read from the journal in slices, decided by a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from desktop.domain.attendees.registration import Attendee
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType, subject_of
from desktop.domain.journal.fold import Movement, fold
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.reports.credits import (
    FIELD,
    MOST_NOTE,
    Credit,
    CreditType,
    Decided,
    Doubt,
    Span,
    amount,
    credit_of,
    decision_text,
    fits,
    flaws_of,
    stays_of,
    type_named,
)
from desktop.store.engine.slices import OnStore
from desktop.store.reports.credits import PAGE
from desktop.store.store import Store
from desktop.workflows.changes import Changes
from desktop.workflows.ports import directly
from desktop.workflows.programme.credit_types import credit_types
from desktop.workflows.wall_clock import emptied_ms, zone_of

# The name of the step that Ctrl+Z takes back.
DECIDED = "credit decided"


class SessionCredit(NamedTuple):
    """A session with its type, its full amount, and what it lacks to earn anybody a credit."""

    session: Session
    place: str
    span: Span | None
    type: CreditType | None
    full: Decimal
    flaws: tuple[Doubt, ...]

    @property
    def is_for_credit(self) -> bool:
        """Whether somebody meant it to earn a credit."""
        return bool(self.session.credit_hours.strip() or self.session.credit_type.strip())


class CreditRow(NamedTuple):
    """What one person has of one session."""

    attendee: Attendee
    of: SessionCredit
    credit: Credit


@dataclass(frozen=True, slots=True)
class CreditReport:
    """All credits of a programme: its sessions by time, and who came to each, by name.

    `answers` are what people answered, by registration and question; `questions` their texts.
    """

    programme: Programme
    sessions: tuple[SessionCredit, ...]
    rows: tuple[CreditRow, ...]
    questions: Mapping[str, str]
    answers: Mapping[tuple[str, str], str]

    @property
    def open(self) -> tuple[CreditRow, ...]:
        """Those that a person must decide."""
        return tuple(row for row in self.rows if row.credit.is_open)

    def of_person(self) -> dict[str, list[CreditRow]]:
        """Give the rows by registration, of whoever earned something."""
        earned: dict[str, list[CreditRow]] = {}
        for row in self.rows:
            if row.credit.awarded and not row.credit.is_open:
                earned.setdefault(row.attendee.id, []).append(row)
        return earned


class NotDecided(NamedTuple):
    """Why a decision was not taken: no such amount, or nobody of the session's programme."""

    full: Decimal
    step: Decimal
    is_elsewhere: bool = False


class Credits:
    """Reads and decides credits."""

    def __init__(self, store: Store, changes: Changes) -> None:
        """Work on this store."""
        self._store = store
        self._changes = changes

    @property
    def types(self) -> Mapping[str, CreditType]:
        """The kinds of credit that there are, by id."""
        return credit_types()

    def sessions(self, programme: Programme) -> tuple[SessionCredit, ...]:
        """List all sessions with what each gives, or lacks."""
        types, zone = self.types, zone_of(programme)
        with self._store.read():
            tree = PlaceTree(self._store.programmes.places(programme.id))
            known = self._store.programmes.sessions(programme.id)
        return tuple(_session_credit(session, types, zone, tree) for session in known)

    def report(self, programme: Programme, on_store: OnStore = directly) -> CreditReport:
        """Read everybody's credits, in slices so that a scan can come between."""
        sessions = on_store(lambda: self.sessions(programme))
        who: dict[str, list[SessionCredit]] = {}
        for of in sessions:
            for id_ in self._attended(of.session.id, on_store):
                who.setdefault(id_, []).append(of)
        decided = on_store(lambda: self._decided(sessions))
        for id_, session in decided:
            of = next(each for each in sessions if each.session.id == session)
            if of not in who.setdefault(id_, []):
                who[id_].append(of)
        rows: list[CreditRow] = []
        for some in _pages(sorted(who)):
            rows += on_store(partial(self._rows, programme, some, who, decided))
        place = {of.session.id: number for number, of in enumerate(sessions)}
        rows.sort(key=lambda row: (place[row.of.session.id], row.attendee.name, row.attendee.id))
        questions, answers = self._answers(programme, sorted(who), on_store)
        return CreditReport(programme, sessions, tuple(rows), questions, answers)

    def decide(
        self, registration: str, of: SessionCredit, awarded: Decimal | None, note: str
    ) -> NotDecided | None:
        """Say what somebody gets for a session, whatever its rule says; None lets the rule count.

        The entry names whoever is at the desk. Ctrl+Z takes it back.
        """
        step = of.type.step if of.type else Decimal(1)
        with self._store.read():
            who = self._store.registrations.by_id(registration)
        own = who.registration if who else None
        if own is None or own.programme != of.session.programme or own.merged_into:
            return NotDecided(of.full, step, is_elsewhere=True)
        if awarded is not None and (of.type is None or not fits(awarded, of.full, of.type)):
            return NotDecided(of.full, step)
        text = decision_text(awarded, note[:MOST_NOTE], of.type.id if of.type else "")
        body = {FIELD + of.session.id: text}
        with self._changes.step(DECIDED) as write:
            write([set_draft(SubjectType.REGISTRATION, registration, of.session.programme, body)])
        return None

    def _attended(self, session: str, on_store: OnStore) -> Iterator[str]:
        after = ""
        while page := on_store(partial(self._store.credits.attended, session, after)):
            yield from page
            after = page[-1]

    def _decided(self, sessions: Sequence[SessionCredit]) -> dict[tuple[str, str], Decided]:
        with self._store.read():
            return {
                (row.registration, of.session.id): row.decided
                for of in sessions
                for row in self._store.credits.decided(of.session.id)
            }

    def _rows(
        self,
        programme: Programme,
        registrations: Sequence[str],
        who: Mapping[str, Sequence[SessionCredit]],
        decided: Mapping[tuple[str, str], Decided],
    ) -> list[CreditRow]:
        with self._store.read():
            people = self._store.registrations.by_ids(registrations)
            moves = {one.id: self._movements(one.id) for one in people}
        rows = []
        for one in people:
            if one.registration.programme != programme.id or one.registration.merged_into:
                continue
            for of in who[one.id]:
                ends = of.span.ends_ms if of.span else 0
                emptied = emptied_ms(programme, of.span.begins_ms) if of.span else 0
                stays = stays_of(moves[one.id], of.session.id, ends, emptied)
                said = decided.get((one.id, of.session.id))
                rows.append(
                    CreditRow(one, of, credit_of(of.session, of.span, of.type, stays, said))
                )
        return rows

    def _movements(self, registration: str) -> list[Movement]:
        subject = subject_of(SubjectType.REGISTRATION, registration)
        return fold(self._store.journal.of_subject(subject)).movements

    def _answers(
        self, programme: Programme, registrations: Sequence[str], on_store: OnStore
    ) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
        asked = on_store(lambda: self._store.programmes.questions(programme.id))
        questions = {question.id: question.text for question in asked}
        answers: dict[tuple[str, str], str] = {}
        for some in _pages(registrations) if questions else ():
            answers |= on_store(partial(self._store.bookings.answers_of, some, list(questions)))
        return questions, answers


def _session_credit(
    session: Session, types: Mapping[str, CreditType], zone: tzinfo | None, tree: PlaceTree
) -> SessionCredit:
    span, type_ = span_of_session(session, zone), type_named(types, session.credit_type)
    flaws = flaws_of(session, span, type_)
    full = amount(session, type_) if type_ and not flaws else Decimal(0)
    place = tree.name(session.place) or session.place
    return SessionCredit(session, place, span, type_, full, flaws)


def span_of_session(session: Session, zone: tzinfo | None) -> Span | None:
    """Give when a session is, in milliseconds UTC; None where a time is missing or unreadable."""
    try:
        begins, ends = (
            datetime.fromisoformat(text) for text in (session.starts_at, session.ends_at)
        )
    except ValueError:
        return None
    if len(session.starts_at) <= len("2026-12-02") or len(session.ends_at) <= len("2026-12-02"):
        # A day without a time of day is no time.
        return None
    moments = ((at if at.tzinfo else at.replace(tzinfo=zone)).timestamp() for at in (begins, ends))
    begins_ms, ends_ms = (int(moment * 1000) for moment in moments)
    return Span(begins_ms, ends_ms)


def _pages(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), PAGE):
        yield ids[start : start + PAGE]
