"""Makes one of two records of one person, and takes that back."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

from desktop.domain import booking, questions
from desktop.domain.entry import Body, Draft, Entry, EntryId, subject_of
from desktop.domain.fold import MERGE, MOVE, UNDO, fold
from desktop.domain.person import PERSON_FIELDS
from desktop.domain.registration import Attendee, Direction
from desktop.store.store import Store
from desktop.workflows.changes import Changes, undo_draft

# What a registration keeps as its own, whatever the other one says.
_OWN_ONLY = frozenset({"person", "ticket_code", "status", "source", "external_id", "origin"})


class Merging:
    """Merges twins. Nothing is lost: the other record stays in the journal, out of sight."""

    def __init__(self, store: Store, changes: Changes) -> None:
        """Work on this store."""
        self._store = store
        self._changes = changes

    def merge(self, kept: str, other: str) -> Attendee:
        """Merge a registration and its person into another one of the same programme.

        The kept one's fields stand; its blanks are filled from the other. Codes of both open
        the same door afterwards. What else the other person is registered for comes along.

        Args:
            kept: id of the registration that stays.
            other: id of the one that goes.
        """
        with self._changes.step("merged") as write:
            mark = secrets.token_hex(8)
            keep, gone = self._attendee(kept), self._attendee(other)
            drafts = list(self._pair(keep, gone))
            if keep.person.id != gone.person.id:
                drafts += self._people(keep, gone)
            subjects = [draft.subject for draft in drafts]
            write(
                [
                    draft._replace(body={**draft.body, "merge": mark, "with": subjects})
                    for draft in drafts
                ]
            )
            return self._attendee(kept)

    def undo(self, entry: Entry) -> None:
        """Part again what an entry of a merge made one."""
        mark = entry.body["merge"]
        with self._changes.step("parted") as write:
            drafts = []
            for subject in dict.fromkeys(entry.body["with"]):
                known = self._store.journal.of_subject(subject)
                gone = {
                    EntryId(one.body["desk"], one.body["n"]) for one in known if one.kind == UNDO
                }
                drafts += [
                    undo_draft(one)
                    for one in known
                    if one.body.get("merge") == mark and one.id not in gone
                ]
            write(drafts)

    def _people(self, keep: Attendee, gone: Attendee) -> Iterator[Draft]:
        """Fill the blanks of the person, and bring the other programmes along."""
        news = {
            name: getattr(gone.person, name)
            for name in PERSON_FIELDS
            if getattr(gone.person, name) and not getattr(keep.person, name)
        }
        if news:
            yield _merge(subject_of("person", keep.person.id), "", news)
        here = {one.registration.programme: one for one in self._of(keep)}
        for attendee in self._of(gone):
            own = attendee.registration
            if attendee.id == gone.id:
                continue
            if own.programme in here:
                yield from self._pair(here[own.programme], attendee)
            else:
                subject = subject_of("registration", own.id)
                yield _merge(subject, own.programme, {"person": keep.person.id})

    def _pair(self, keep: Attendee, gone: Attendee) -> Iterator[Draft]:
        mine, theirs = self._fields(keep.id), self._fields(gone.id)
        news = {
            name: value
            for name, value in theirs.items()
            if name not in _OWN_ONLY and value and _is_blank(mine.get(name), name)
        }
        programme = keep.registration.programme
        subject = subject_of("registration", keep.id)
        yield _merge(subject, programme, news)
        into = {"merged_into": keep.id}
        yield _merge(subject_of("registration", gone.id), programme, into)
        inside = gone.registration.presence
        if inside and keep.registration.presence is None:
            yield Draft(
                MOVE,
                subject,
                programme,
                {
                    "outcome": "admitted",
                    "direction": Direction.IN.value,
                    "point": inside.point,
                    "place": inside.place,
                    "at_ms": inside.since_ms,
                    "detail": "merged",
                },
            )

    def _of(self, attendee: Attendee) -> list[Attendee]:
        return list(self._store.registrations.of_person(attendee.person.id))

    def _fields(self, registration: str) -> dict[str, Any]:
        return fold(self._store.journal.of_subject(subject_of("registration", registration))).fields

    def _attendee(self, registration: str) -> Attendee:
        found = self._store.registrations.by_id(registration)
        if found is None:
            raise LookupError(registration)
        return found


def _is_blank(value: object, name: str) -> bool:
    is_choice = name.startswith((booking.FIELD, questions.FIELD))
    return value is None if is_choice else not value


def _merge(subject: str, programme: str, fields: Body) -> Draft:
    return Draft(MERGE, subject, programme, {"set": dict(fields)})
