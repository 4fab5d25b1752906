"""A roll call: begun, real or a drill, closed and reopened; and when two of them are one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from desktop.domain.journal.entry import EntryId

EVERYBODY = ""
DRILL = "yes"


@dataclass(frozen=True, slots=True)
class RollCall:
    """What one desk began. `programme` is the scope; empty: everybody at the venue of all.

    `begun_ms` and `closed_ms` are milliseconds UTC, `closed_ms` 0 while it is open; `drill` is
    `yes` or empty; `desk` and `closed_by` name desks. After `erase_ms` what was noted of health
    and phones is to be deleted. `known` and `heard` name the newest entry of each desk that had
    been heard from where it was begun, and where it was closed: `desk:number desk:number`.
    `first_closed_ms` stays when it is opened again: what began after it is another roll call.
    """

    id: str
    programme: str = EVERYBODY
    begun_ms: int = 0
    drill: str = ""
    desk: str = ""
    closed_ms: int = 0
    closed_by: str = ""
    erase_ms: int = 0
    known: str = ""
    heard: str = ""
    first_closed_ms: int = 0


class OneRollCall(NamedTuple):
    """Roll calls of one scope that were begun apart, as the one that they are.

    `parts` are theirs, the earliest first: it was begun when the first one was, is real if one of
    them is, and open while one of them is.
    """

    parts: tuple[RollCall, ...]

    @property
    def id(self) -> str:
        """The id of the one that was begun first, by which all desks know it."""
        return self.parts[0].id

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all parts: marks name one of them."""
        return frozenset(part.id for part in self.parts)

    @property
    def programme(self) -> str:
        """The scope."""
        return self.parts[0].programme

    @property
    def begun_ms(self) -> int:
        """When it was begun, in milliseconds UTC."""
        return self.parts[0].begun_ms

    def counts(self, movement: EntryId, order_ms: int) -> bool:
        """Tell whether a movement says who was inside when it began.

        What was known there does, whatever the clocks say; of later news what happened before.
        """
        first = self.parts[0]
        is_known = movement.number <= numbers_in(first.known).get(movement.desk, 0)
        return is_known or order_ms <= first.begun_ms

    @property
    def desk(self) -> str:
        """The desk that began it."""
        return self.parts[0].desk

    @property
    def is_drill(self) -> bool:
        """Whether it is a drill: real beats that."""
        return all(part.drill == DRILL for part in self.parts)

    @property
    def is_open(self) -> bool:
        """Whether people are still looked for."""
        return not all(part.closed_ms for part in self.parts)

    @property
    def closed_ms(self) -> int:
        """When the last part was closed, in milliseconds UTC; 0 while it is open."""
        return 0 if self.is_open else max(part.closed_ms for part in self.parts)

    def is_late(self, mark: EntryId) -> bool:
        """Tell whether a mark was not heard of at the desk that closed it."""
        if self.is_open:
            return False
        return mark.number > numbers_in(self._last.heard).get(mark.desk, 0)

    @property
    def _last(self) -> RollCall:
        return max(self.parts, key=lambda part: (part.closed_ms, part.id))

    @property
    def closed_by(self) -> str:
        """The desk that closed it last."""
        return "" if self.is_open else self._last.closed_by


def joined(begun: Iterable[RollCall]) -> list[OneRollCall]:
    """Tell which roll calls are one: of one scope, and none was closed before another began.

    The result does not depend on the order in which they became known. The newest comes first.
    """
    groups: dict[str, list[list[RollCall]]] = {}
    for one in sorted(begun, key=lambda each: (each.begun_ms, each.id)):
        of_scope = groups.setdefault(one.programme, [])
        if of_scope and _lasts_until(of_scope[-1], one.begun_ms):
            of_scope[-1].append(one)
        else:
            of_scope.append([one])
    all_groups = [OneRollCall(tuple(group)) for of in groups.values() for group in of]
    return sorted(all_groups, key=lambda group: (group.begun_ms, group.id), reverse=True)


@lru_cache(maxsize=64)
def numbers_in(text: str) -> Mapping[str, int]:
    """Read the newest entry of each desk out of `desk:number desk:number`."""
    pairs = (pair.rpartition(":") for pair in text.split())
    return {desk: int(number) for desk, _, number in pairs if number.isdecimal()}


def open_among(rollcalls: Iterable[OneRollCall]) -> list[OneRollCall]:
    """Give those that are open, real ones before drills, the newest first."""
    return sorted((one for one in rollcalls if one.is_open), key=lambda one: one.is_drill)


def _lasts_until(group: Sequence[RollCall], at_ms: int) -> bool:
    ends = (part.first_closed_ms or part.closed_ms for part in group)
    return any(not end or end > at_ms for end in ends)
