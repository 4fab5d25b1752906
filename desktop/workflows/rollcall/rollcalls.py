"""Begins and closes roll calls, and marks people at them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.codes import Reading
from desktop.domain.journal.bodies import MARK, set_draft
from desktop.domain.journal.entry import Body, Draft, SubjectType, subject_of
from desktop.domain.programme.programme import Programme
from desktop.domain.rollcall.marks import Mark, MarkState, gravest, is_missing
from desktop.domain.rollcall.rollcall import DRILL, EVERYBODY, OneRollCall, joined, open_among
from desktop.store.store import Store
from desktop.workflows.changes import Changes
from desktop.workflows.checkin.ticket_lookup import look_up
from desktop.workflows.ports import Clock, new_id

# The name of the step that Ctrl+Z takes back.
MARKED = "marked"
# Phones, triage and notes are kept so long after a roll call was closed, for its report.
KEPT_MS = 30 * 24 * 60 * 60 * 1000


class Noted(NamedTuple):
    """What is noted with a mark; see `Mark`."""

    triage: str = ""
    note: str = ""
    told_by: str = ""
    at: str = ""
    marshal: str = ""


class Marked(NamedTuple):
    """Whose marks were written, and who stays injured until somebody says that it was wrong."""

    done: tuple[str, ...] = ()
    kept: tuple[Mark, ...] = ()
    # Also their other registrations that were marked.
    touched: tuple[str, ...] = ()


class Shown(NamedTuple):
    """Whose badge was shown at an assembly point; not sure where it is an old one, or several's."""

    people: tuple[Attendee, ...] = ()
    is_sure: bool = True


class RollCalls:
    """Roll calls of this store, by whatever desk they were begun."""

    def __init__(self, store: Store, clock: Clock, changes: Changes) -> None:
        """Work on this store."""
        self._store = store
        self._clock = clock
        self._changes = changes

    def all(self) -> list[OneRollCall]:
        """List all roll calls, the newest first; those begun apart that are one, as one."""
        with self._store.read():
            return joined(self._store.rollcalls.all())

    def open_now(self) -> list[OneRollCall]:
        """List those that are open, the newest first."""
        return open_among(self.all())

    def by_id(self, id_: str) -> OneRollCall | None:
        """Find the roll call that one with this id is part of."""
        return next((one for one in self.all() if id_ in one.ids), None)

    def begin(self, programme: Programme | None, *, is_drill: bool) -> OneRollCall:
        """Begin one for a programme, or for everybody at the venue; an open one goes on.

        A real one that is begun while a drill is open makes it real.
        """
        scope = programme.id if programme else EVERYBODY
        with self._store.write():
            known = joined(self._store.rollcalls.all())
            same = [one for one in open_among(known) if one.programme == scope]
            if not same:
                now = self._clock()
                body = {
                    "begun_ms": now, "known": self._heard(), "desk": self._store.desk_name(),
                    "drill": DRILL if is_drill else "",
                }  # fmt: skip
                self._set(new_id(now), scope, body)
            elif same[0].is_drill and not is_drill:
                self._set_parts(same[0], {"drill": ""})
            begun = joined(self._store.rollcalls.all())
        return next(one for one in open_among(begun) if one.programme == scope)

    def turn_real(self, rollcall: OneRollCall) -> OneRollCall:
        """Say that an open drill is none."""
        return self._change(rollcall, {"drill": ""})

    def close(self, rollcall: OneRollCall) -> OneRollCall:
        """Close one: whoever has no mark stays not accounted for. It can be opened again."""
        now = self._clock()
        with self._store.read():
            heard = self._heard()
        body = {
            "closed_ms": now, "closed_by": self._store.desk_name(), "erase_ms": now + KEPT_MS,
            "heard": heard,
        }  # fmt: skip
        return self._change(rollcall, body, is_closing=True)

    def reopen(self, rollcall: OneRollCall) -> OneRollCall:
        """Open a closed one again."""
        return self._change(rollcall, {"closed_ms": 0, "closed_by": "", "erase_ms": 0, "heard": ""})

    def mark(
        self,
        rollcall: OneRollCall,
        people: Sequence[str],
        state: MarkState,
        noted: Noted | None = None,
        *,
        is_correction: bool = False,
    ) -> Marked:
        """Mark people in one step.

        Who is injured, as far as this desk knows, does not become anything else by a scan: that
        has to be a correction.

        Args:
            rollcall: the roll call.
            people: ids of registrations, or of people that were found.
            state: how they are.
            noted: what else is noted.
            is_correction: whether a person said that what was marked before is wrong.
        """
        done: list[str] = []
        touched: list[str] = []
        kept: list[Mark] = []
        told = _in_one_line(noted or Noted())
        with self._changes.step(MARKED) as write:
            drafts: list[Draft] = []
            for who in dict.fromkeys(people):
                targets = self._targets(rollcall, who)
                known = [(one, each, self._known(one, each)) for one, each in targets]
                last = [gravest(marks) for _one, _each, marks in known]
                hurt = [mark for mark in last if mark and mark.state is MarkState.INJURED]
                if hurt and state is not MarkState.INJURED and not is_correction:
                    kept.append(hurt[0])
                    continue
                drafts += [
                    self._draft(each, one, _body(one, state, told, marks))
                    for one, each, marks in known
                    # The first time somebody was seen is what counts for the report.
                    if not (len(marks) == 1 and _says_the_same(marks[0], state, told))
                ]
                done.append(who)
                touched += [who, *(each for _one, each in targets)]
            write(drafts)
        return Marked(tuple(done), tuple(kept), tuple(dict.fromkeys(touched)))

    def found(
        self, rollcall: OneRollCall, name: str, state: MarkState, noted: Noted | None = None
    ) -> str:
        """Mark somebody who is not known here, by the name they give; gives the new id."""
        with self._changes.step(MARKED) as write:
            who = new_id(self._clock())
            told = _in_one_line(noted or Noted())
            body = {**_body(rollcall, state, told, ()), "name": one_line(name)}
            subject = subject_of(SubjectType.MARK, who)
            write([Draft(MARK, subject, rollcall.programme, body)], {subject})
        return who

    def take_back(self) -> bool:
        """Take back the newest marks of this desk, if its roll call is open; tell whether it did.

        What was done at the door, which says who is on the list, is not taken back here.
        """
        step = self._changes.last
        if step is None or step.name != MARKED:
            return False
        open_ids = {id_ for one in self.open_now() for id_ in one.ids}
        if not all(entry.body.get("rollcall") in open_ids for entry in step.entries):
            return False
        self._changes.undo()
        return True

    def whose(self, programme: Programme, reading: Reading) -> Shown:
        """Tell whose badge or ticket was shown, of whatever programme."""
        with self._store.read():
            holders = look_up(self._store, programme, reading).holders
        own = [each for each in holders if each.attendee.registration.programme == programme.id]
        holders = own or holders
        people = {holder.attendee.id: holder.attendee for holder in holders}
        is_old = all(holder.retired_ms is not None for holder in holders)
        return Shown(tuple(people.values()), bool(people) and len(people) == 1 and not is_old)

    def _targets(self, rollcall: OneRollCall, who: str) -> list[tuple[OneRollCall, str]]:
        """Give all open roll calls that look for somebody, by which registration each does.

        Whoever is seen is seen for a real one and for a drill, in each programme of theirs.
        """
        facts = self._store.rollcalls.facts([who])
        if not facts:
            return [(rollcall, who)]
        people = self._store.registrations.of_person(facts[0].person.id)
        own = [each.registration for each in people]
        known = joined(self._store.rollcalls.all())
        others = [one for one in open_among(known) if not one.ids & rollcall.ids]
        targets = [
            (one, each.id)
            for one in (rollcall, *others)
            for each in own
            if one.programme in (EVERYBODY, each.programme)
        ]
        is_here = any(one is rollcall for one, _each in targets)
        return targets if is_here else [(rollcall, who), *targets]

    def _known(self, rollcall: OneRollCall, who: str) -> list[Mark]:
        """Give the marks of somebody, also those of records that became one with theirs."""
        merged = self._store.registrations.merged_from(who)
        records = (who, *(attendee.id for attendee in merged))
        marks = (mark for id_ in records for mark in self._store.rollcalls.marks_of(id_))
        return [mark for mark in marks if mark.rollcall in rollcall.ids]

    def _heard(self) -> str:
        heads = self._store.journal.known_heads()
        return " ".join(f"{desk}:{head.number}" for desk, head in sorted(heads.items()))

    def _draft(self, who: str, rollcall: OneRollCall, body: Body) -> Draft:
        facts = self._store.rollcalls.facts([who])
        programme = facts[0].programme if facts else rollcall.programme
        return Draft(MARK, subject_of(SubjectType.MARK, who), programme, body)

    def _change(
        self, rollcall: OneRollCall, body: Body, *, is_closing: bool = False
    ) -> OneRollCall:
        with self._store.write():
            known = joined(self._store.rollcalls.all())
            now = next((one for one in known if one.ids & rollcall.ids), rollcall)
            for part in now.parts:
                first = {"first_closed_ms": part.first_closed_ms or self._clock()}
                own = {**body, **first} if is_closing else body
                self._set(part.id, rollcall.programme, own)
            after = joined(self._store.rollcalls.all())
        return next(one for one in after if one.ids & rollcall.ids)

    def _set_parts(self, rollcall: OneRollCall, body: Body) -> None:
        for part in rollcall.parts:
            self._set(part.id, rollcall.programme, body)

    def _set(self, id_: str, programme: str, body: Body) -> None:
        draft = set_draft(SubjectType.ROLLCALL, id_, programme, body)
        self._store.append([draft], self._clock())


def _says_the_same(last: Mark, state: MarkState, noted: Noted) -> bool:
    known = (last.triage, last.note, last.told_by)
    told = (noted.triage, noted.note, noted.told_by)
    return last.state is state and all(
        new in ("", old) for new, old in zip(told, known, strict=True)
    )


def one_line(text: str) -> str:
    """Write what was typed in one line: signs that move a printer or a terminal are spaces."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _in_one_line(noted: Noted) -> Noted:
    return Noted(*map(one_line, noted))


def _body(
    rollcall: OneRollCall, state: MarkState, noted: Noted, known: Sequence[Mark]
) -> dict[str, object]:
    last = gravest(known)
    told = {name: value for name, value in noted._asdict().items() if value}
    if last and last.state is state:
        # What is not said again stays.
        kept = {"triage": last.triage, "note": last.note, "told_by": last.told_by}
        told = {name: value for name, value in kept.items() if value} | told
    replaces = [[mark.id.desk, mark.id.number] for mark in known]
    name = next((mark.name for mark in known if mark.name), "")
    body: dict[str, object] = {"rollcall": rollcall.id, "state": state.value, **told}
    body |= {"name": name} if name else {}
    if last and not is_missing(last.state) and not is_missing(state):
        body["since_ms"] = last.first_ms
    return {**body, "replaces": replaces} if replaces else body
