"""Makes one of two records of one person, and takes that back."""

from __future__ import annotations

import secrets
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from desktop.domain.attendees.amounts import together
from desktop.domain.attendees.fields import VALID_COLUMNS
from desktop.domain.attendees.person import PERSON_FIELDS, Person
from desktop.domain.attendees.registration import MERGED, Attendee, Direction, Status
from desktop.domain.checkin.outcomes import Admitted, CheckedOut
from desktop.domain.journal.authority import NO_HANDS
from desktop.domain.journal.bodies import MERGE, MOVE, undo_draft
from desktop.domain.journal.entry import Body, Draft, Entry, SubjectType, subject_of
from desktop.domain.journal.fold import Movement, State, fold, living
from desktop.domain.programme import booking
from desktop.store.store import Store
from desktop.workflows.attendees.registry import Registry
from desktop.workflows.changes import Changes
from desktop.workflows.ports import Clock

# What a registration keeps as its own, whatever the other one says.
_OWN_ONLY = frozenset(
    {
        "person", "ticket_code", "status", "status_word", "source", "external_id", "origin",
        "listed", "merged_into", "amount_due", "paid_ms", "paid_amount", "moved_up_ms",
        "moved_up_for", "told_ms",
    }
)  # fmt: skip
# Before the days of a second ticket, in the notes that a desk reads; data, not of the program.
ALSO_VALID = "Also valid"
# Who is kept out by one record is kept out by both; else the better standing counts.
_STANDING = (
    Status.BLOCKED.value, Status.REGISTERED.value, Status.PENDING.value, Status.WAITLISTED.value,
    Status.INVITED.value, Status.CANCELLED.value, Status.MERGED.value,
)  # fmt: skip


class Merging:
    """Merges twins. Nothing is lost: the other record stays in the journal, out of sight."""

    def __init__(self, store: Store, clock: Clock, changes: Changes, registry: Registry) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock
        self._changes = changes
        self._registry = registry

    def merge(self, kept: str, other: str, batch: str = "") -> Attendee:
        """Merge a registration and its person into another one of the same programme.

        The kept one's fields stand; its blanks are filled from the other. Codes of both open
        the same door afterwards. What else the other person is registered for comes along.

        Args:
            kept: id of the registration that stays.
            other: id of the one that goes.
            batch: joins several merges that are one step for people.
        """
        with self._changes.step("merged", batch) as write:
            keep, gone = self._attendee(kept), self._attendee(other)
            drafts = list(self._pair(keep, gone))
            if keep.person.id != gone.person.id:
                drafts += self._people(keep, gone)
            write(_marked(drafts))
            self._registry.waiting_lists.fill_all(keep.registration.programme, write)
            return self._attendee(kept)

    def hand_over(self, kept: str, other: str) -> None:
        """Let one of two holders of a ticket have it: the other registration goes into theirs.

        Two people they stay.
        """
        with self._changes.step("merged") as write:
            write(_marked(list(self._pair(self._attendee(kept), self._attendee(other)))))

    def merge_people(self, registration: str, people: Iterable[str], batch: str = "") -> None:
        """Make one of the people whom desks named for one registration: who it is of stays.

        Other tickets of theirs in this programme stay tickets of their own.
        """
        with self._changes.step("merged", batch) as write:
            keep = self._attendee(registration)
            for person in dict.fromkeys(people):
                gone = self._store.registrations.person(person)
                if gone and person != keep.person.id:
                    write(_marked(list(self._person(keep, gone))))

    def _person(self, keep: Attendee, gone: Person) -> Iterator[Draft]:
        yield from self._alias(keep, gone, ())
        here = {attendee.registration.programme: attendee for attendee in self._of(keep)}
        for attendee in self._store.registrations.of_person(gone.id):
            own = attendee.registration
            if own.programme in here and own.programme != keep.registration.programme:
                yield from self._pair(here[own.programme], attendee)
            else:
                subject = subject_of(SubjectType.REGISTRATION, own.id)
                yield _merge(subject, own.programme, {"person": keep.person.id})

    def unmerge(self, entry: Entry) -> None:
        """Unmerge what an entry of a merge made one."""
        mark = entry.body["merge"]
        with self._store.write():
            made: list[Entry] = []
            for subject in dict.fromkeys(entry.body["with"]):
                known = living(self._store.journal.of_subject(subject))
                made += [entry for entry in known if entry.body.get("merge") == mark]
            self._store.append([undo_draft(entry) for entry in made], self._clock())
        self._changes.forget({entry.id for entry in made})

    def _people(self, keep: Attendee, gone: Attendee) -> Iterator[Draft]:
        """Fill the blanks of the person, and bring the other programmes along."""
        yield from self._alias(keep, gone.person, gone.registration.by_hand)
        here = {attendee.registration.programme: attendee for attendee in self._of(keep)}
        for attendee in self._of(gone):
            own = attendee.registration
            if attendee.id == gone.id:
                continue
            if own.programme in here:
                yield from self._pair(here[own.programme], attendee)
            else:
                subject = subject_of(SubjectType.REGISTRATION, own.id)
                yield _merge(subject, own.programme, {"person": keep.person.id})

    def _alias(self, keep: Attendee, gone: Person, hands: Container[str]) -> Iterator[Draft]:
        """Let one record of a person point to the other one, and fill that one's blanks."""
        alias = {"merged_into": keep.person.id}
        yield _merge(subject_of(SubjectType.PERSON, gone.id), "", alias)
        news = {
            name: getattr(gone, name)
            for name in PERSON_FIELDS
            if getattr(gone, name) and not getattr(keep.person, name)
        }
        if news:
            yield _merge(subject_of(SubjectType.PERSON, keep.person.id), "", news, hands)

    def _pair(self, keep: Attendee, gone: Attendee) -> Iterator[Draft]:
        mine, theirs = self._state(keep.id), self._state(gone.id)
        programme = keep.registration.programme
        subject = subject_of(SubjectType.REGISTRATION, keep.id)
        news = _united(mine.fields, theirs.fields)
        if not news.keys() & {"status"} and "status" in theirs.hands and "status" not in mine.hands:
            # Equal as they stand, one of them was decided: that stays decided.
            status = str(mine.fields.get("status", Status.REGISTERED.value))
            if status == theirs.fields.get("status", Status.REGISTERED.value):
                news["status"] = status
        yield _merge(subject, programme, news, theirs.hands)
        into = {"merged_into": keep.id}
        for attendee in (gone, *self._store.registrations.merged_from(gone.id)):
            yield _merge(subject_of(SubjectType.REGISTRATION, attendee.id), programme, into)
        for moved in theirs.movements:
            yield Draft(MOVE, subject, programme, _movement(moved))

    def _of(self, attendee: Attendee) -> list[Attendee]:
        return list(self._store.registrations.of_person(attendee.person.id))

    def _state(self, registration: str) -> State:
        return fold(
            self._store.journal.of_subject(subject_of(SubjectType.REGISTRATION, registration))
        )

    def _attendee(self, registration: str) -> Attendee:
        attendee = self._store.registrations.by_id(registration)
        if attendee is None:
            raise LookupError(registration)
        return attendee


def _marked(drafts: Sequence[Draft]) -> list[Draft]:
    """Mark drafts as one merge, so that it can be taken back as one."""
    mark, subjects = secrets.token_hex(8), [draft.subject for draft in drafts]
    return [draft._replace(body={**draft.body, "merge": mark, "with": subjects})
            for draft in drafts]  # fmt: skip


def _united(mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Say what the kept record takes from the other one: blanks, places, and the standing."""
    news = {
        name: value
        for name, value in theirs.items()
        if name not in _OWN_ONLY and name not in VALID_COLUMNS and value and not mine.get(name)
    }
    for name, value in theirs.items():
        if name.startswith(booking.FIELD) and _is_better_place(value, mine.get(name)):
            news[name] = value
    news |= _money(mine, theirs) | _validity(mine, theirs)
    own, other = (fields.get("status", Status.REGISTERED.value) for fields in (mine, theirs))
    if _STANDING.index(other) < _STANDING.index(own):
        news["status"] = other
        news["status_word"] = theirs.get("status_word", "")
    if other == Status.BLOCKED.value and theirs.get("block_reason"):
        news["block_reason"] = theirs["block_reason"]
    return news


def _validity(mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Say when both tickets together are valid: the wider window; what lies beside it is noted."""
    own, other = (
        tuple(str(fields.get(name, "")) for name in VALID_COLUMNS) for fields in (mine, theirs)
    )
    if _holds(own, other):
        return {}
    if _holds(other, own):
        return dict(zip(VALID_COLUMNS, other, strict=True))
    also = f"{ALSO_VALID}: {' – '.join(filter(None, other))}"
    return {"notes": "\n".join(filter(None, (str(mine.get("notes", "")), also)))}


def _holds(wide: tuple[str, ...], narrow: tuple[str, ...]) -> bool:
    """Tell whether a window holds another one; an end that is empty is open."""
    begins = not wide[0] or (bool(narrow[0]) and wide[0][: len(narrow[0])] <= narrow[0])
    ends = not wide[1] or (bool(narrow[1]) and narrow[1][: len(wide[1])] <= wide[1])
    return begins and ends


def _money(mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """Say what is due and was paid together: a payment to either record is one of the person."""
    news = {}
    if theirs.get("amount_due") and not mine.get("amount_due"):
        news["amount_due"] = theirs["amount_due"]
    if theirs.get("paid_ms") is None:
        return news
    theirs_paid = theirs.get("paid_amount", "")
    if mine.get("paid_ms") is None:
        return news | {"paid_ms": theirs["paid_ms"], "paid_amount": theirs_paid}
    both = together(mine.get("paid_amount", ""), theirs_paid)
    return news | {"paid_amount": both}


def _is_better_place(theirs: dict[str, Any], mine: dict[str, Any] | None) -> bool:
    order = (
        booking.BookingState.BOOKED,
        booking.BookingState.WAITING,
        booking.BookingState.TAKEN_OUT,
    )
    return mine is None or order.index(theirs["state"]) < order.index(mine["state"])


def _movement(moved: Movement) -> dict[str, Any]:
    is_in = moved.direction == Direction.IN
    return {
        "outcome": Admitted.slug if is_in else CheckedOut.slug,
        "direction": moved.direction,
        "point": moved.point,
        "place": moved.place,
        "at_ms": moved.at_ms,
        "order_ms": moved.order_ms,
        "detail": MERGED,
        "of": list(moved.id),
        **({"to": moved.to} if moved.to else {}),
        **({"session": moved.session} if moved.session else {}),
    }


def _merge(subject: str, programme: str, fields: Body, hands: Container[str] = ()) -> Draft:
    """Take fields over; those that nobody had decided by hand are not decided by it either."""
    listed = sorted(name for name in fields if name not in hands)
    body: dict[str, Any] = {"set": dict(fields)}
    return Draft(MERGE, subject, programme, body | ({NO_HANDS: listed} if listed else {}))
