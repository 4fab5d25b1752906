"""How a person settles a disagreement: each way is an entry, so that all desks learn of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.codes import RANDOM_DIGITS, make_code
from desktop.domain.journal.authority import one_with
from desktop.domain.journal.bodies import (
    RESOLVE,
    SET,
    UNDO,
    fields_of,
    set_draft,
    undo_draft,
    undone_id,
)
from desktop.domain.journal.conflict import ConflictKind
from desktop.domain.journal.entry import Draft, Entry, SubjectType, split_subject, subject_of
from desktop.domain.journal.forks import ForkSettlement, parted_desk, settlement_body
from desktop.domain.programme.booking import BookingState, bookings_body
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.attendees.merging import Merging
from desktop.workflows.changes import Changes, Write
from desktop.workflows.ports import Clock, directly, never, new_id
from desktop.workflows.removals import removal
from desktop.workflows.sync.dispute import Dispute, DisputeSide

ACCEPTED = "accepted"


class Settling:
    """Settles disagreements in a store."""

    def __init__(self, store: Store, clock: Clock, changes: Changes, merging: Merging) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock
        self._changes = changes
        self._merging = merging

    def accept(self, dispute: Dispute, batch: str = "") -> None:
        """Note that somebody has looked, and that it stays as it is."""
        if dispute.kind is ConflictKind.FORKED:
            self._settle_fork(dispute, self._writing_here(dispute), is_set_aside=False)
            return
        body: dict[str, Any] = {"entries": [list(side.entry) for side in dispute.sides]}
        if dispute.kind is ConflictKind.OVERFULL:
            body |= {ACCEPTED: self._booked_now(dispute)}
        with self._changes.step("settled", batch) as write:
            write([Draft(RESOLVE, dispute.subject, dispute.programme, body)])

    def take_back(self, side: DisputeSide) -> None:
        """Take back what one side did; an undo is final, so it is no step for Ctrl+Z."""
        with self._store.write():
            entry = self._store.journal.entry(side.entry)
            self._store.append([undo_draft(entry)], self._clock())

    def keep(self, dispute: Dispute, side: DisputeSide) -> None:
        """Let one side's value stand."""
        body = fields_of(self._store.journal.entry(side.entry))
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

    def merge(self, dispute: Dispute, batch: str = "") -> Attendee | None:
        """Make one of two records of one person; the older one stays. None if that was done."""
        kept, other = dispute.registrations
        with self._store.read():
            people = self._store.registrations.by_ids(dispute.registrations)
        if len(people) < 2 or any(attendee.registration.merged_into for attendee in people):
            return None
        return self._merging.merge(kept, other, batch)

    def settle_all_sure(
        self,
        disputes: Sequence[Dispute],
        on_store: OnStore = directly,
        is_stopped: Callable[[], bool] = never,
    ) -> int:
        """Make one of all pairs of records that are surely one person's; tell how many.

        Each pair is a piece of work of its own, so that nobody waits at the door; for Ctrl+Z all
        of them are one step.
        """
        count, batch = 0, new_id(self._clock())
        gone: set[str] = set()
        for dispute in disputes:
            if is_stopped():
                break
            if not dispute.is_sure or gone & {*dispute.registrations}:
                continue
            if dispute.kind is ConflictKind.TWO_PEOPLE:
                on_store(partial(self.merge_people, dispute, batch))
            else:
                on_store(partial(self.merge, dispute, batch))
                gone.add(dispute.registrations[1])
            count += 1
        return count

    def merge_people(self, dispute: Dispute, batch: str = "") -> None:
        """Make one of the two people whom desks named for one registration."""
        (registration,) = dispute.registrations
        named = [self._person_named_by(side) for side in dispute.sides]
        self._merging.merge_people(registration, named, batch)
        self.accept(dispute, batch)

    def keep_code(self, dispute: Dispute, side: DisputeSide) -> None:
        """Say whose of two people a code is: the other one gets a new one."""
        kept = dispute.registrations[dispute.sides.index(side)]
        (other,) = (id_ for id_ in dispute.registrations if id_ != kept)
        with self._changes.step("settled") as write:
            programme = self._store.programmes.by_id(dispute.programme)
            number = programme.number if programme else 0
            code = make_code(number, secrets.randbelow(10**RANDOM_DIGITS))
            body = {"ticket_code": code}
            write([set_draft(SubjectType.REGISTRATION, other, dispute.programme, body)])

    def keep_record(self, dispute: Dispute, side: DisputeSide) -> None:
        """Let one of two records stay that were each merged into the other one."""
        self._merging.unmerge(self._store.journal.entry(side.entry))

    def keep_ticket(self, dispute: Dispute, side: DisputeSide) -> None:
        """Say who of two has a ticket's number: the other one's registration goes into it."""
        ids = list(dispute.registrations)
        kept = ids[dispute.sides.index(side)]
        (other,) = (id_ for id_ in ids if id_ != kept)
        self._merging.hand_over(kept, other)

    def _writing_here(self, dispute: Dispute) -> int:
        """Tell which of two writings this desk goes by: of both, that one keeps the name."""
        _type, desk = split_subject(dispute.subject)
        here = self._store.journal.chain_of(dispute.sides[0].entry)
        fork = next((f for f in self._store.forks.open_ones() if f.desk == desk), None)
        return int(fork is not None and fork.writings[1].chain == here)

    def keep_part(self, dispute: Dispute, side: DisputeSide) -> None:
        """Keep one of two parts of the plan; what hangs on the other one passes to it."""
        subjects = [self._store.journal.entry(each.entry).subject for each in dispute.sides]
        kept = subjects[dispute.sides.index(side)]
        (gone,) = (subject for subject in subjects if subject != kept)
        with self._changes.step("settled") as write:
            write(self._passed_on(gone, kept, dispute.programme))
            write([Draft(SET, gone, dispute.programme, removal(self._store))])

    def keep_writing(self, dispute: Dispute, side: DisputeSide) -> None:
        """Let one of two writings of a desk's journal stand; the other one is set aside."""
        self._settle_fork(dispute, dispute.sides.index(side), is_set_aside=True)

    def _settle_fork(self, dispute: Dispute, kept: int, *, is_set_aside: bool) -> None:
        """Write what becomes of a fork, and do it here; Ctrl+Z does not take it back."""
        _type, desk = split_subject(dispute.subject)
        with self._store.write():
            fork = next((f for f in self._store.forks.open_ones() if f.desk == desk), None)
            if fork is None:
                return
            chains = [writing.chain for writing in fork.writings]
            other = chains[1 - kept]
            new_desk = "" if is_set_aside else parted_desk(desk, other)
            settlement = ForkSettlement(desk, fork.first, chains[kept], other, new_desk)
            body = settlement_body(settlement)
            self._store.append([Draft(RESOLVE, dispute.subject, "", body)], self._clock())
            self._store.follow_forks()

    def bring_back(self, dispute: Dispute) -> None:
        """Bring back what one desk took out while another one went on with it."""
        with self._changes.step("settled") as write:
            for side in dispute.sides:
                entry = self._store.journal.entry(side.entry)
                if fields_of(entry).get("removed"):
                    write([Draft(SET, entry.subject, entry.programme, {"removed": ""})])
                elif dispute.kind is ConflictKind.GONE_USED and entry.kind == UNDO:
                    self._say_again(entry, write)

    def _say_again(self, undo: Entry, write: Write) -> None:
        """Write again what was taken back, with the person if nobody else has them."""
        made = self._store.journal.entry(undone_id(undo))
        person = str(made.body["person"])
        if self._store.registrations.person(person) is None:
            subject = subject_of(SubjectType.PERSON, person)
            taken_back = [e for e in self._store.journal.of_subject(subject) if e.kind == SET]
            write([Draft(SET, subject, "", dict(entry.body)) for entry in taken_back[:1]])
        write([Draft(SET, made.subject, made.programme, dict(made.body))])

    def _passed_on(self, gone: str, kept: str, programme: str) -> list[Draft]:
        """Write what hung on a part that goes: bookings of a session, points of a place."""
        type_, old = split_subject(gone)
        _type, new = split_subject(kept)
        if type_ == SubjectType.SESSION:
            now = self._clock()
            return [
                set_draft(SubjectType.REGISTRATION, id_, programme,
                          bookings_body([new], BookingState.BOOKED, since_ms)
                          | bookings_body([old], BookingState.TAKEN_OUT, now))
                for id_, since_ms in self._store.conflicts.booked_in(old)
            ]  # fmt: skip
        if type_ == SubjectType.PLACE:
            return [
                set_draft(SubjectType.POINT, point.id, programme, {"place": new})
                for point in self._store.programmes.points(programme)
                if point.place == old
            ]
        return []

    def _person_named_by(self, side: DisputeSide) -> str:
        return str(fields_of(self._store.journal.entry(side.entry))["person"])

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


def _with(name: str) -> tuple[str, ...]:
    """Name what goes with a value that is chosen."""
    return ("status_word", "block_reason") if name == "status" else ()
