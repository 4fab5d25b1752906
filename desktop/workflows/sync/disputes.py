"""Where desks disagree, with both sides, and how a person settles it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from desktop.domain.attendees.registration import Attendee
from desktop.domain.journal.authority import one_with
from desktop.domain.journal.bodies import RESOLVE, SET, set_draft, undo_draft
from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.journal.entry import (
    Draft,
    Entry,
    EntryId,
    SubjectType,
    split_subject,
    subject_of,
)
from desktop.domain.journal.fold import living, order
from desktop.domain.programme.booking import (
    BookingState,
    booking_field,
    bookings_body,
)
from desktop.store.queries.conflicts import Disputed, NamesakePair, OverfullSession
from desktop.store.store import Store
from desktop.workflows.attendees.merging import Merging
from desktop.workflows.changes import Changes
from desktop.workflows.ports import Clock

ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class DisputeSide:
    """What one desk said: which desk, when (ms UTC), who there, and what."""

    desk: str
    at_ms: int
    who: str
    what: str
    entry: EntryId


@dataclass(frozen=True, slots=True)
class Dispute:
    """One disagreement; `about` is a person's name or a title, `registrations` whom it is about.

    `extra` is how many people are too many in an overfull session.
    """

    kind: ConflictKind
    subject: str
    programme: str
    key: str
    about: str
    sides: tuple[DisputeSide, ...]
    registrations: tuple[str, ...] = ()
    extra: int = 0
    is_sure: bool = False


class Disputes:
    """Lists and settles disagreements; settling is an entry like everything else."""

    def __init__(self, store: Store, clock: Clock, changes: Changes, merging: Merging) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock
        self._changes = changes
        self._merging = merging

    def count(self) -> int:
        """Count the disagreements about single people and the like; it is cheap."""
        with self._store.read():
            return self._store.conflicts.count()

    def all(self) -> list[Dispute]:
        """List the disagreements of all programmes; it may take its time in a large store."""
        with self._store.read():
            programmes = [programme.id for programme in self._store.programmes.all()]
        disputes = self.single()
        for programme in programmes:
            disputes += self.of_programme(programme)
        return disputes

    def single(self) -> list[Dispute]:
        """List the disagreements about single people and the like, the newest first."""
        with self._store.read():
            names = self._store.desk_names()
            staff = {member.id: member.name for member in self._store.whereabouts.staff()}
            return [self._dispute(side, names, staff) for side in self._store.conflicts.all()]

    def of_programme(self, programme: str, most: int = 1_000_000) -> list[Dispute]:
        """List a programme's overfull sessions, and its people who may be twins, up to `most`."""
        with self._store.read():
            names = self._store.desk_names()
            overfull = self._overfull(programme, names)
            return [*overfull, *islice(self._twins(programme, names), most)]

    def accept(self, dispute: Dispute) -> None:
        """Note that somebody has looked, and that it stays as it is."""
        body: dict[str, Any] = {"entries": [list(side.entry) for side in dispute.sides]}
        if dispute.kind is ConflictKind.OVERFULL:
            body |= {ACCEPTED: self._booked_now(dispute)}
        with self._changes.step("settled") as write:
            write([Draft(RESOLVE, dispute.subject, dispute.programme, body)])

    def take_back(self, side: DisputeSide) -> None:
        """Take back what one side did; an undo is final, so it is no step for Ctrl+Z."""
        with self._store.write():
            entry = self._store.journal.entry(side.entry)
            self._store.append([undo_draft(entry)], self._clock())

    def keep(self, dispute: Dispute, side: DisputeSide) -> None:
        """Let one side's value stand."""
        body = self._store.journal.entry(side.entry).body
        if dispute.key not in body:
            # A part of a name was decided by hand, and stays.
            self.accept(dispute)
            return
        news = {name: body[name] for name in (dispute.key, *_with(dispute.key)) if name in body}
        if parts := one_with(dispute.key) - {dispute.key}:
            # A name is one thing: what is chosen of it is chosen whole.
            news |= {name: body[name] for name in parts if name in body}
            news |= {} if "full_name" not in parts or "full_name" in body else {"full_name": ""}
        with self._changes.step("settled") as write:
            write([Draft(SET, dispute.subject, dispute.programme, news)])

    def merge(self, dispute: Dispute) -> Attendee | None:
        """Make one of two records of one person; the older one stays. None if that was done."""
        kept, other = dispute.registrations
        with self._store.read():
            people = self._store.registrations.by_ids(dispute.registrations)
        if len(people) < 2 or any(attendee.registration.merged_into for attendee in people):
            return None
        return self._merging.merge(kept, other)

    def merge_all_sure(self, disputes: Sequence[Dispute]) -> int:
        """Make one of all pairs with the same name and email; tell how many."""
        count = 0
        gone: set[str] = set()
        for dispute in disputes:
            if (
                dispute.kind is ConflictKind.TWINS
                and dispute.is_sure
                and not gone & {*dispute.registrations}
            ):
                self.merge(dispute)
                gone.add(dispute.registrations[1])
                count += 1
        return count

    def let_wait(self, dispute: Dispute) -> int:
        """Put the last ones booked on the waiting list until the session is no longer overfull."""
        session = split_subject(dispute.subject)[1]
        with self._changes.step("settled") as write:
            overfull = self._store.conflicts.overfull(dispute.programme)
            capacity = next(
                (limit.capacity for limit in overfull if limit.session == session), None
            )
            if capacity is None:
                return 0
            last = self._store.conflicts.booked_in(session)[capacity:]
            write(
                [
                    set_draft(
                        SubjectType.REGISTRATION,
                        id_,
                        dispute.programme,
                        bookings_body([session], BookingState.WAITING, since_ms),
                    )
                    for id_, since_ms in last
                ]
            )  # fmt: skip
        return len(last)

    def _booked_now(self, dispute: Dispute) -> int:
        return len(self._store.conflicts.booked_in(split_subject(dispute.subject)[1]))

    def _dispute(self, disputed: Disputed, names: dict[str, str], staff: dict[str, str]) -> Dispute:
        type_, id_ = split_subject(disputed.subject)
        sides = tuple(
            DisputeSide(names.get(side.entry.desk) or side.entry.desk, side.at_ms,
                        staff.get(side.actor, ""), side.what, side.entry)
            for side in disputed.conflict.sides
        )  # fmt: skip
        about, people = self._about(type_, id_)
        own = (disputed.subject, disputed.programme, disputed.conflict.key)
        return Dispute(disputed.conflict.kind, *own, about, sides, people)

    def _about(self, type_: str, id_: str) -> tuple[str, tuple[str, ...]]:
        """Name what a subject is called, and whose registrations it is about."""
        registrations = self._store.registrations
        if type_ == SubjectType.REGISTRATION:
            attendee = registrations.by_id(id_)
            return (attendee.name if attendee else ""), (id_,)
        if type_ == SubjectType.PERSON:
            person = registrations.person(id_)
            own = tuple(attendee.id for attendee in registrations.of_person(id_))
            return (person.name if person else ""), own
        return self._store.conflicts.title_of(type_, id_), ()

    def _overfull(self, programme: str, names: dict[str, str]) -> Iterator[Dispute]:
        for overfull in self._store.conflicts.overfull(programme):
            entries = self._store.journal.of_subject(
                subject_of(SubjectType.SESSION, overfull.session)
            )
            accepted = max((entry.body.get(ACCEPTED, 0) for entry in living(entries)), default=0)
            bookings = self._bookings(overfull)
            if accepted < overfull.booked and len({entry.desk for entry in bookings}) > 1:
                title = self._store.conflicts.title_of("session", overfull.session)
                last = bookings[overfull.capacity - overfull.booked :]
                sides = tuple(self._side(entry, names) for entry in last)
                subject = subject_of(SubjectType.SESSION, overfull.session)
                people = tuple(split_subject(entry.subject)[1] for entry in last)
                yield Dispute(ConflictKind.OVERFULL, subject, overfull.programme, "", title, sides,
                              people, overfull.booked - overfull.capacity)  # fmt: skip

    def _bookings(self, session: OverfullSession) -> list[Entry]:
        """Give the entries that booked the people of a session, the first booked first."""
        field = booking_field(session.session)
        sides = []
        for id_, _since in self._store.conflicts.booked_in(session.session):
            entries = self._store.journal.of_subject(subject_of(SubjectType.REGISTRATION, id_))
            booking = [
                entry for entry in living(entries) if entry.kind == SET
                and entry.body.get(field, {}).get("state") == BookingState.BOOKED
            ]  # fmt: skip
            sides += booking[-1:]
        return sides

    def _twins(self, programme: str, names: dict[str, str]) -> Iterator[Dispute]:
        for pair in self._store.conflicts.namesakes_of_two_desks(programme):
            made = [self._maker(id_) for id_ in (pair.one, pair.other)]
            if self._is_settled(pair, [entry.id for entry in made]):
                continue
            people = self._store.registrations.by_ids([pair.one, pair.other])
            by_id = {attendee.id: attendee for attendee in people}
            if len(by_id) < 2:
                continue
            attendee, other = by_id[pair.one], by_id[pair.other]
            sides = tuple(
                self._side(entry, names, _card(who))
                for entry, who in zip(made, (attendee, other), strict=True)
            )
            is_sure = bool(attendee.person.email) and (
                attendee.person.email.casefold() == other.person.email.casefold()
            )
            subject = subject_of(SubjectType.REGISTRATION, pair.one)
            yield Dispute(ConflictKind.TWINS, subject, pair.programme, "", attendee.name, sides,
                          (pair.one, pair.other), is_sure=is_sure)  # fmt: skip

    def _maker(self, registration: str) -> Entry:
        entries = self._store.journal.of_subject(subject_of(SubjectType.REGISTRATION, registration))
        return min(entries, key=order)

    def _is_settled(self, pair: NamesakePair, made: Sequence[EntryId]) -> bool:
        entries = self._store.journal.of_subject(subject_of(SubjectType.REGISTRATION, pair.one))
        wanted = [list(id_) for id_ in made]
        return any(
            entry.kind == RESOLVE and all(name in entry.body["entries"] for name in wanted)
            for entry in living(entries)
        )

    def _side(self, entry: Entry, names: dict[str, str], what: str = "") -> DisputeSide:
        if not what:
            attendee = self._store.registrations.by_id(split_subject(entry.subject)[1])
            what = attendee.name if attendee else ""
        return DisputeSide(names.get(entry.desk) or entry.desk, entry.at_ms, "", what, entry.id)


def _with(name: str) -> tuple[str, ...]:
    """Name what goes with a value that is chosen."""
    return ("status_word", "block_reason") if name == "status" else ()


def _card(who: Attendee) -> str:
    """Say what tells namesakes apart."""
    person = who.person
    known = (person.email, person.phone, person.organization, who.registration.ticket_type)
    return ", ".join(part for part in known if part)
