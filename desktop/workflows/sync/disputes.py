"""Where desks disagree, with both sides; how a person settles it is `settling`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from desktop.domain.attendees.likeness import are_one_person
from desktop.domain.attendees.person import PERSON_FIELDS, Person
from desktop.domain.journal.bodies import SET
from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.journal.entry import Entry, EntryId, SubjectType, split_subject, subject_of
from desktop.domain.journal.fold import fold, living
from desktop.domain.programme.booking import BookingState, booking_field
from desktop.store.queries.conflicts import Disputed, OverfullSession
from desktop.store.store import Store
from desktop.workflows.attendees.merging import Merging
from desktop.workflows.changes import Changes
from desktop.workflows.ports import Clock
from desktop.workflows.sync.dispute import Dispute, DisputeSide
from desktop.workflows.sync.doubles import Doubles
from desktop.workflows.sync.removed_uses import RemovedUses
from desktop.workflows.sync.settling import ACCEPTED, Settling

# What is counted for the rail looks at no more people: a scan must not wait for a number.
MOST_COUNTED = 5_000
# Of so many pairs for each that is shown the page looks whether they are one person.
EVERYBODY, LOOKED_AT = 1_000_000, 40


class Disputes(Settling):
    """Lists and settles disagreements; settling is an entry like everything else."""

    def __init__(self, store: Store, clock: Clock, changes: Changes, merging: Merging) -> None:
        """Work on this store."""
        super().__init__(store, clock, changes, merging)
        self._names: dict[str, str] = {}
        self._staff: dict[str, str] = {}
        self._counted = (-1, 0)

    def count(self) -> int:
        """Count the disagreements for the rail.

        Where very many people have to be compared, those are counted on the page only. What was
        counted is counted anew only after something was written.
        """
        mark = self.mark
        if mark == self._counted[0]:
            return self._counted[1]
        with self._store.read():
            self._learn_names()
            programmes = [programme.id for programme in self._store.programmes.all()]
            several = sum(1 for _dispute in self._of_several(programmes))
            people = [
                programme
                for programme in self._worth_looking(programmes)
                if self._store.doubles.looked_through(programme) <= MOST_COUNTED
            ]
            doubles = sum(
                1
                for id_ in people
                for _pair in (*self._doubles.people(id_), *self._doubles.codes(id_))
            )
            self._counted = (mark, self._store.conflicts.count() + several + doubles)
            return self._counted[1]

    @property
    def mark(self) -> int:
        """A number that is another one as soon as anything was written; it costs nothing."""
        return sum(head.number for head in self._store.journal.known_heads().values())

    def all(self) -> list[Dispute]:
        """List the disagreements of all programmes; it may take its time in a large store."""
        with self._store.read():
            programmes = self._worth_looking([each.id for each in self._store.programmes.all()])
        disputes = self.single()
        for programme in programmes:
            disputes += self.of_programme(programme)
        return disputes

    def _worth_looking(self, programmes: Iterable[str]) -> list[str]:
        """Keep the programmes in which anything may be there twice; most have only one desk."""
        worth = self._store.doubles.worth_looking()
        return [programme for programme in programmes if programme in worth]

    def single(self) -> list[Dispute]:
        """List the disagreements that are about no programme's people, the newest first."""
        with self._store.read():
            self._learn_names()
            programmes = [programme.id for programme in self._store.programmes.all()]
            single = [self._dispute(disputed) for disputed in self._store.conflicts.all()]
            return [*single, *self._plan(programmes)]

    def of_programme(self, programme: str, most: int = EVERYBODY) -> list[Dispute]:
        """List a programme's overfull sessions, and its people who may be twins, up to `most`."""
        with self._store.read():
            self._learn_names()
            doubles = self._doubles
            whole = [*self._overfull(programme), *doubles.merged_across(programme)]
            whole += doubles.codes(programme)
            looked_at = most * LOOKED_AT if most < EVERYBODY else -1
            return [*whole, *islice(doubles.people(programme, looked_at), most)]

    def listed_for(self, programme: str) -> list[Dispute]:
        """List what concerns a programme: its own, its people's, and what is of all of them."""
        with self._store.read():
            others = [p.id for p in self._store.programmes.all() if p.id != programme]
        disputes = [*self.single(), *self.of_programme(programme)]
        with self._store.read():
            return [d for d in disputes if d.programme == programme or (self._is_of(d, programme)
                    and d.programme not in others)]  # fmt: skip

    def _is_of(self, dispute: Dispute, programme: str) -> bool:
        """Tell whether somebody of a programme is concerned, or nobody in particular."""
        people = self._store.registrations.by_ids(dispute.registrations)
        return not people or any(who.registration.programme == programme for who in people)

    def sure(self, programme: str) -> list[Dispute]:
        """List what is surely one person, of a programme's people and registrations."""
        with self._store.read():
            self._learn_names()
            disputed = (self._dispute(disputed) for disputed in self._store.conflicts.all())
            mine = (dispute for dispute in disputed if dispute.programme == programme)
            return [d for d in (*mine, *self._doubles.people(programme)) if d.is_sure]

    @property
    def _doubles(self) -> Doubles:
        return Doubles(self._store, self._side)

    def _learn_names(self) -> None:
        self._names = self._store.desk_names()
        self._staff = {member.id: member.name for member in self._store.whereabouts.staff()}

    def _of_several(self, programmes: Sequence[str]) -> Iterator[Dispute]:
        yield from self._plan(programmes)
        for programme in self._worth_looking(programmes):
            yield from self._overfull(programme)
            yield from self._doubles.merged_across(programme)

    def _plan(self, programmes: Iterable[str]) -> Iterator[Dispute]:
        """List what is with the plan: made twice, or removed here and used there."""
        yield from self._forks()
        if len(self._names) > 1:
            yield from self._doubles.parts(programmes)
            yield from RemovedUses(self._store, self._side).all()

    def _forks(self) -> Iterator[Dispute]:
        for fork in self._store.forks.open_ones():
            name = self._desk(fork.desk)
            sides = tuple(
                DisputeSide(name, writing.newest_ms, "", str(writing.entries),
                            EntryId(fork.desk, fork.first))
                for writing in fork.writings
            )  # fmt: skip
            subject = subject_of(SubjectType.DESK, fork.desk)
            count = sum(writing.entries for writing in fork.writings)
            yield Dispute(ConflictKind.FORKED, subject, "", "", name, sides, (), count)

    def _dispute(self, disputed: Disputed) -> Dispute:
        type_, id_ = split_subject(disputed.subject)
        kind = disputed.conflict.kind
        sides = tuple(
            DisputeSide(self._desk(side.entry.desk), side.at_ms, self._staff.get(side.actor, ""),
                        side.what, side.entry)
            for side in disputed.conflict.sides
        )  # fmt: skip
        is_sure = False
        if kind is ConflictKind.TWICE_IN:
            sides = tuple(self._at_its_desk(side) for side in sides)
        if kind is ConflictKind.TWO_PEOPLE:
            is_sure = self._are_one_person([side.what for side in sides])
            sides = tuple(self._named(side) for side in sides)
        about, people = self._about(type_, id_)
        own = (disputed.subject, disputed.programme, disputed.conflict.key)
        return Dispute(kind, *own, about, sides, people, is_sure=is_sure)

    def _desk(self, id_: str) -> str:
        return self._names.get(id_) or id_

    def _are_one_person(self, ids: Sequence[str]) -> bool:
        people = [self._store.registrations.person(id_) for id_ in dict.fromkeys(ids)]
        known = [person for person in people if person]
        first = known[0] if known else None
        return bool(first) and len(known) == len(people) and all(
            are_one_person(first, other) for other in known if first
        )  # fmt: skip

    def _at_its_desk(self, side: DisputeSide) -> DisputeSide:
        """Say at which desk somebody was let in, also where another one merged the records."""
        entry = self._store.journal.find(side.entry)
        origin = entry.body.get("of") if entry else None
        return replace(side, desk=self._desk(origin[0])) if origin else side

    def _named(self, side: DisputeSide) -> DisputeSide:
        """Say whom a side means by name; an id says nothing to people."""
        person = self._store.registrations.person(side.what)
        known = (person.name, person.email, person.phone) if person else ()
        what = ", ".join(part for part in known if part)
        return DisputeSide(side.desk, side.at_ms, side.who, what, side.entry)

    def _about(self, type_: str, id_: str) -> tuple[str, tuple[str, ...]]:
        """Name what a subject is called, and whose registrations it is about."""
        registrations = self._store.registrations
        if type_ == SubjectType.REGISTRATION:
            attendee = registrations.by_id(id_)
            return (attendee.name if attendee else self._name_of_gone(id_)), (id_,)
        if type_ == SubjectType.PERSON:
            person = registrations.person(id_)
            own = tuple(attendee.id for attendee in registrations.of_person(id_))
            return (person.name if person else ""), own
        return self._store.conflicts.title_of(type_, id_) or self._title_of_gone(type_, id_), ()

    def _name_of_gone(self, registration: str) -> str:
        """Name whom a registration was of that was taken back, as the journal knows them."""
        journal = self._store.journal
        known = journal.of_subject(subject_of(SubjectType.REGISTRATION, registration))
        people = (e.body["person"] for e in known if e.kind == SET and "person" in e.body)
        for person in people:
            said = journal.of_subject(subject_of(SubjectType.PERSON, str(person)))
            fields = fold(entry for entry in said if entry.kind == SET).fields
            return Person("", **{name: fields.get(name, "") for name in PERSON_FIELDS}).name
        return ""

    def _title_of_gone(self, type_: str, id_: str) -> str:
        subject = subject_of(SubjectType(type_), id_)
        fields = fold(self._store.journal.of_subject(subject)).fields
        return str(fields.get("title") or fields.get("name") or fields.get("text") or "")

    def _overfull(self, programme: str) -> Iterator[Dispute]:
        for overfull in self._store.conflicts.overfull(programme):
            entries = self._store.journal.of_subject(
                subject_of(SubjectType.SESSION, overfull.session)
            )
            accepted = max((entry.body.get(ACCEPTED, 0) for entry in living(entries)), default=0)
            bookings = self._bookings(overfull)
            if accepted < overfull.booked and len({entry.desk for entry in bookings}) > 1:
                title = self._store.conflicts.title_of("session", overfull.session)
                last = bookings[overfull.capacity - overfull.booked :]
                sides = tuple(self._side(entry) for entry in last)
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

    def _side(self, entry: Entry, what: str = "") -> DisputeSide:
        """Say who wrote an entry, beside what it says; of a person that is the name."""
        if not what:
            attendee = self._store.registrations.by_id(split_subject(entry.subject)[1])
            what = attendee.name if attendee else ""
        who = self._staff.get(entry.actor, "")
        return DisputeSide(self._desk(entry.desk), entry.at_ms, who, what, entry.id)
