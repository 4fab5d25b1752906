"""What the forms of an incident say: who checked in, and what happened at the desks."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import NamedTuple

from desktop.domain.attendees.registration import Attendee
from desktop.domain.journal.bodies import MARK, OVERRIDE, RESOLVE
from desktop.domain.journal.entry import Entry, SubjectType, split_subject
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.rollcall.rollcall import EVERYBODY, OneRollCall, joined
from desktop.domain.staff.staff import Staff
from desktop.files.tables.table_write import write_table
from desktop.store.engine.slices import OnStore
from desktop.store.queries.verdicts import VerdictRow
from desktop.store.store import Store
from desktop.workflows.ports import directly

PAGE = 500
# What is answered every minute, and notable to nobody afterwards.
_EVERYDAY = frozenset({"admitted", "checked_out", "already_in", "not_in", "found", "wrong_way"})


class Happened(StrEnum):
    """What kind of thing happened."""

    REFUSED = "refused"
    OVERRIDDEN = "overridden"
    SETTLED = "settled"
    OPENED = "opened"
    SHUT = "shut"
    BEGUN = "begun"
    CLOSED = "closed"
    MARKED = "marked"


class CheckedIn(NamedTuple):
    """Somebody who checked in, for the first time at `at_ms`, with the sessions they booked."""

    attendee: Attendee
    at_ms: int
    sessions: tuple[Session, ...]


class Activity(NamedTuple):
    """One line of the log: when, what kind, at which desk or point, who, and what was said.

    `what` is the slug of a verdict or of a mark's state, `reason` what was typed.
    """

    at_ms: int
    kind: Happened
    where: str
    who: str = ""
    what: str = ""
    reason: str = ""


class Said(NamedTuple):
    """What only a person knows: the incident, where, the period (ms UTC), and who prepares it."""

    incident: str = ""
    number: str = ""
    location: str = ""
    since_ms: int = 0
    until_ms: int = 0
    name: str = ""
    position: str = ""
    agency: str = ""


class IncidentForms:
    """Reads from the journal what the forms of an incident ask for."""

    def __init__(self, store: Store) -> None:
        """Read from this store."""
        self._store = store

    def checked_in(self, programme: Programme, on_store: OnStore = directly) -> list[CheckedIn]:
        """List who checked in, in the order in which they did for the first time."""
        sessions = {each.id: each for each in on_store(partial(self._sessions, programme))}
        found: list[CheckedIn] = []
        after, page = 0, True
        while page:
            after, people = on_store(partial(self._store.registrations.page, programme.id, after))
            page = bool(people)
            found += [
                CheckedIn(
                    one,
                    one.registration.first_in_ms,
                    tuple(sessions[id_] for id_ in one.registration.booked if id_ in sessions),
                )
                for one in people
                if one.registration.first_in_ms
            ]
        return sorted(found, key=lambda each: (each.at_ms, each.attendee.name))

    def staff(self) -> Sequence[Staff]:
        """List who works at the desks."""
        with self._store.read():
            return self._store.whereabouts.staff()

    def activities(
        self, programme: Programme, since_ms: int, until_ms: int, on_store: OnStore = directly
    ) -> list[Activity]:
        """List what is worth noting between two moments, in the order of time."""
        found = self._refused(programme, since_ms, until_ms, on_store)
        found += on_store(partial(self._said, programme))
        found += on_store(partial(self._rollcalls, programme))
        found += on_store(partial(self._points, programme))
        return sorted(each for each in found if since_ms <= each.at_ms <= until_ms)

    def write(self, target: Path, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
        """Write the same as a table, whole or not at all, and tell how many rows it has.

        Raises:
            FileUnwritable: the folder or the disk does not take it.
        """
        return write_table(target, headers, rows)

    def _sessions(self, programme: Programme) -> Sequence[Session]:
        return self._store.programmes.sessions(programme.id)

    def _refused(
        self, programme: Programme, since_ms: int, until_ms: int, on_store: OnStore
    ) -> list[Activity]:
        found: list[Activity] = []
        after: tuple[int, str, int] | None = (since_ms - 1, "", 0)
        while after:
            page = on_store(partial(self._store.verdicts.page, programme.id, after, PAGE))
            notable = [
                row for row in page
                if row.registration and row.outcome not in _EVERYDAY and row.undone_ms is None
            ]  # fmt: skip
            found += on_store(partial(self._named, notable))
            is_over = len(page) < PAGE or page[-1].at_ms > until_ms
            after = None if is_over else (page[-1].at_ms, page[-1].desk_id, page[-1].number)
        return found

    def _named(self, rows: Sequence[VerdictRow]) -> list[Activity]:
        names = self._names([row.registration for row in rows if row.registration])
        return [
            Activity(
                row.at_ms, Happened.REFUSED, row.point, names.get(row.registration or "", ""),
                row.outcome, row.detail,
            )
            for row in rows
        ]  # fmt: skip

    def _said(self, programme: Programme) -> list[Activity]:
        """Give what leads let pass with a reason, disagreements that were settled, and marks."""
        desks = self._store.desk_names()
        entries = self._store.rollcalls.notable(programme.id, (OVERRIDE, RESOLVE, MARK))
        names = self._names([split_subject(entry.subject)[1] for entry in entries])
        return [_activity(entry, desks, names) for entry in entries]

    def _rollcalls(self, programme: Programme) -> list[Activity]:
        rollcalls = joined(self._store.rollcalls.all())
        own = [one for one in rollcalls if one.programme in (programme.id, EVERYBODY)]
        return [each for one in own for each in _of_rollcall(one)]

    def _points(self, programme: Programme) -> list[Activity]:
        told = self._store.rollcalls.points_told(programme.id)
        return [
            Activity(at_ms, Happened.OPENED if is_made else Happened.SHUT, name)
            for at_ms, name, is_made in told
        ]

    def _names(self, registrations: Sequence[str]) -> dict[str, str]:
        ids = list(dict.fromkeys(registrations))
        pages = (ids[start : start + PAGE] for start in range(0, len(ids), PAGE))
        facts = (each for page in pages for each in self._store.rollcalls.facts(page))
        return {each.registration: each.person.name for each in facts}


def _activity(entry: Entry, desks: dict[str, str], names: dict[str, str]) -> Activity:
    type_, id_ = split_subject(entry.subject)
    where, body = desks.get(entry.desk, entry.desk), entry.body
    who = names.get(id_, str(body.get("name", "")))
    if entry.kind == OVERRIDE:
        point = str(body.get("point", "")) or where
        over = ", ".join(str(each) for each in body.get("over", ()))
        return Activity(entry.at_ms, Happened.OVERRIDDEN, point, who, over,
                        str(body.get("reason", "")))  # fmt: skip
    if type_ == SubjectType.MARK:
        at = ", ".join(str(body[name]) for name in ("at", "marshal") if body.get(name))
        noted = (str(body.get(name, "")) for name in ("triage", "note", "told_by"))
        told = ", ".join(each for each in noted if each)
        return Activity(entry.at_ms, Happened.MARKED, at or where, who, str(body["state"]), told)
    return Activity(entry.at_ms, Happened.SETTLED, where, who)


def _of_rollcall(rollcall: OneRollCall) -> list[Activity]:
    kind = "drill" if rollcall.is_drill else "real"
    begun = Activity(rollcall.begun_ms, Happened.BEGUN, rollcall.desk, what=kind)
    if rollcall.is_open:
        return [begun]
    return [begun, Activity(rollcall.closed_ms, Happened.CLOSED, rollcall.closed_by, what=kind)]
