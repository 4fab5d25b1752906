"""Reads the board of a roll call from the movements, page by page, and what changed of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from desktop.domain.attendees.registration import Direction
from desktop.domain.checkin.presence_end import PresenceRule, rule_at
from desktop.domain.journal.fold import Movement, fold
from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import VENUE, Programme
from desktop.domain.rollcall.board import Board, Listed, Met, why_apart
from desktop.domain.rollcall.marks import Mark, is_missing
from desktop.domain.rollcall.rollcall import EVERYBODY, OneRollCall
from desktop.domain.spelling import normalise
from desktop.store.engine.slices import OnStore
from desktop.store.queries.rollcalls import PAGE, Facts
from desktop.store.store import Store
from desktop.workflows.ports import directly
from desktop.workflows.wall_clock import emptied_ms, zone_of

MOST_FOUND = 200


class _Ground(NamedTuple):
    """A programme as it was when a roll call began: its places, sessions, and what was over."""

    programme: Programme
    tree: PlaceTree
    sessions: Mapping[str, str]
    rule: PresenceRule


class Boards:
    """Makes boards; presence is always derived from movements, as they are known now."""

    def __init__(self, store: Store) -> None:
        """Read from this store."""
        self._store = store

    def board(self, rollcall: OneRollCall, on_store: OnStore = directly) -> Board:
        """Read a board, in slices so that a scan can come between."""
        grounds = on_store(lambda: self._grounds(rollcall))
        people: list[Listed] = []
        for ground in grounds:
            met = self._met(ground, rollcall, on_store)
            people += self._listed(ground, met, on_store)
        people.sort(key=lambda one: (one.place_name, one.name))
        return self.renewed(Board(rollcall, people, {}), on_store)

    def renewed(self, board: Board, on_store: OnStore = directly) -> Board:
        """Read marks, and who came through a door since, into a board whose list stays."""
        rollcall = board.rollcall
        marks: dict[str, list[Mark]] = {}
        for part in sorted(rollcall.ids):
            after = ""
            while page := on_store(partial(self._store.rollcalls.marks, part, after)):
                for mark in page:
                    marks.setdefault(mark.who, []).append(mark)
                after = page[-1].who
        moved = on_store(lambda: self._moved(rollcall))
        known = {one.id for one in board.people}
        marks = on_store(lambda: self._of_whom(marks, known))
        found = on_store(lambda: self._found(marks, known))
        return replace(board, marks=marks, moved=moved, found=found)

    def with_marks_of(self, board: Board, people: Sequence[str]) -> Board:
        """Read the marks of some people again, and who was found among them."""
        with self._store.read():
            marks = dict(board.marks)
            for who in people:
                known = self._store.rollcalls.marks_of(who)
                own = [mark for mark in known if mark.rollcall in board.rollcall.ids]
                own += [mark for mark in marks.get(who, ()) if mark.who != who]
                marks.pop(who, None)
                if own:
                    marks[who] = own
            listed = {one.id for one in board.people}
            changed = {who: marks[who] for who in people if who in marks and who not in listed}
            kept = [one for one in board.found if one.id not in people]
            found = [*kept, *self._found(changed, ())]
        return replace(board, marks=marks, found=found)

    def photo(self, name: str) -> bytes | None:
        """Give a person's picture by its name; None where it has not come from its desk yet."""
        with self._store.read():
            return self._store.blobs.get(name)

    def find(self, board: Board, text: str) -> list[Listed]:
        """Find people by what was typed, in either script, also who was not inside.

        Who was found and is not registered is found by a part of the name.
        """
        with self._store.read():
            hits = self._store.search.find(board.rollcall.programme, text, MOST_FOUND)
            people = self._store.registrations.by_rows([hit.number for hit in hits])
            known = {one.id: one for one in board.everybody}
            others = [one.id for one in people if one.id not in known]
            facts = {each.registration: each for s in _pages(others) for each in self._facts(s)}
        listed = {id_: _listed_of(None, each, Met("", 0, "")) for id_, each in facts.items()}
        all_known = known | listed
        found = [all_known[one.id] for one in people if one.id in all_known]
        words = normalise(text).split()
        strangers = [one for one in board.found if all(w in normalise(one.name) for w in words)]
        found += [one for one in strangers if one not in found]
        # Who is looked for stands before who was seen, and before who was not inside.
        here = {one.id for one in board.people}
        return sorted(
            found, key=lambda one: (not is_missing(board.state_of(one.id)), one.id not in here)
        )

    def _of_whom(
        self, marks: Mapping[str, list[Mark]], known: Iterable[str]
    ) -> dict[str, list[Mark]]:
        """Give marks to those who they are of by now: two records may have become one since."""
        whose: dict[str, list[Mark]] = {}
        others = sorted(marks.keys() - set(known))
        into = {
            each.registration: each.merged_into
            for some in _pages(others)
            for each in self._facts(some)
            if each.merged_into
        }
        for who, some_marks in marks.items():
            whose.setdefault(into.get(who, who), []).extend(some_marks)
        return whose

    def _moved(self, rollcall: OneRollCall) -> dict[str, str]:
        """Name the door through which people came or went since it began."""
        moved: dict[str, str] = {}
        with self._store.read():
            for id_ in self._scope(rollcall):
                for who, door, entry in self._store.rollcalls.doors_since(id_, rollcall.begun_ms):
                    if not rollcall.counts(entry, rollcall.begun_ms + 1):
                        moved[who] = door
        return moved

    def _scope(self, rollcall: OneRollCall) -> list[str]:
        if rollcall.programme != EVERYBODY:
            return [rollcall.programme]
        return [programme.id for programme in self._store.programmes.all()]

    def _grounds(self, rollcall: OneRollCall) -> list[_Ground]:
        with self._store.read():
            book = self._store.programmes
            programmes = [book.by_id(id_) for id_ in self._scope(rollcall)]
            return [
                self._ground(programme, rollcall.begun_ms) for programme in programmes if programme
            ]

    def _ground(self, programme: Programme, at_ms: int) -> _Ground:
        book = self._store.programmes
        tree, sessions = PlaceTree(book.places(programme.id)), book.sessions(programme.id)
        emptied = emptied_ms(programme, at_ms)
        rule = rule_at(at_ms, emptied, sessions, tree, zone_of(programme))
        titles = {session.id: session.title or session.code for session in sessions}
        return _Ground(programme, tree, titles, rule)

    def _met(self, ground: _Ground, rollcall: OneRollCall, on_store: OnStore) -> dict[str, Met]:
        """Tell where everybody of a programme was met last before one began, who was inside."""
        book, id_, at_ms = self._store.rollcalls, ground.programme.id, rollcall.begun_ms
        met: dict[str, Met] = {}
        after = ""
        while page := on_store(partial(book.met_before, id_, at_ms, after)):
            met.update(page)
            after = page[-1][0]
        touched = sorted(on_store(lambda: book.touched_since(id_, at_ms)))
        for some in _pages(touched):
            met |= on_store(partial(self._met_earlier, some, rollcall))
        return {id_: where for id_, where in met.items() if where.place}

    def _met_earlier(self, registrations: Sequence[str], rollcall: OneRollCall) -> dict[str, Met]:
        """Tell where people were before one began who have been at a door since."""
        met = {}
        with self._store.read():
            for id_ in registrations:
                state = fold(self._store.rollcalls.entries_of(id_))
                known = [
                    move
                    for move in state.movements
                    if rollcall.counts(move.id, max(move.at_ms, move.order_ms))
                ]
                gone = not known or state.fields.get("merged_into")
                met[id_] = Met("", 0, "") if gone else met_last(known)
        return met

    def _listed(self, ground: _Ground, met: Mapping[str, Met], on_store: OnStore) -> list[Listed]:
        people: list[Listed] = []
        for some in _pages(sorted(met)):
            facts = on_store(partial(self._store.rollcalls.facts, some))
            people += [_listed_of(ground, each, met[each.registration]) for each in facts]
        return people

    def _found(self, marks: Mapping[str, Sequence[Mark]], known: Iterable[str]) -> list[Listed]:
        """Give who was marked and is not on the list: registered, or unknown with a name."""
        others = sorted(marks.keys() - set(known))
        facts = {each.registration: each for s in _pages(others) for each in self._facts(s)}
        return [
            _listed_of(None, facts[who], Met("", 0, ""))
            if who in facts
            else self._unknown(who, marks[who])
            for who in others
        ]

    def _unknown(self, who: str, marks: Sequence[Mark]) -> Listed:
        """Give somebody who was found, or whose registration was taken away since."""
        name = next((mark.name for mark in marks if mark.name), "")
        name = name or self._store.rollcalls.name_once(who)
        nowhere = Met("", 0, "")
        return Listed(who, marks[0].programme, name, "", "", "", "", "", nowhere, "", "")

    def _facts(self, registrations: Sequence[str]) -> list[Facts]:
        return self._store.rollcalls.facts(registrations)


def met_last(movements: Sequence[Movement]) -> Met:
    """Tell where the last of some movements left somebody; nowhere has no place.

    A way out may lead into the place around, for whoever was inside.
    """
    ordered = sorted(movements, key=lambda movement: movement.order_ms)
    inside = ""
    for move in ordered:
        is_in = move.direction == Direction.IN
        inside = move.place if is_in else move.to if inside else ""
    last = ordered[-1]
    return Met(inside, last.at_ms, last.session if last.direction == Direction.IN else "")


def _listed_of(ground: _Ground | None, facts: Facts, met: Met) -> Listed:
    place = session = ""
    apart = None
    if ground:
        whole = ground.programme.place or ground.programme.code
        place = ground.tree.name(met.place) or (whole if met.place == VENUE else "")
        session = ground.sessions.get(met.session, "")
        apart = why_apart(met, ground.rule, ground.tree)
    person = facts.person
    return Listed(
        facts.registration, facts.programme, person.name, person.second_name, person.organization,
        person.phone, person.photo, facts.delegation, met, place, session, apart,
    )  # fmt: skip


def _pages(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), PAGE):
        yield ids[start : start + PAGE]
