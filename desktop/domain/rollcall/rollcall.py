"""A roll call: begun, real or a drill, closed and reopened; and when two of them are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desktop.domain.journal.entry import EntryId

EVERYBODY = ""
DRILL = "yes"


@dataclass(frozen=True, slots=True)
class RollCall:
    """What one desk began. `programme` is the scope; empty: everybody at the venue of all.

    `begun_ms` and `closed_ms` are milliseconds UTC, `closed_ms` 0 while it is open. Movements up to
    `upto_ms` say who was inside: that is later than `begun_ms` where a desk that was heard from has
    a clock ahead of this one's. `drill` is `yes` or empty; `desk` and `closed_by` name desks. After
    `erase_ms` what was noted of health and phones is to be deleted. `heard` names, for whoever
    closed it, the newest entry of each desk that was heard from: `desk:number desk:number`.
    """

    id: str
    programme: str = EVERYBODY
    begun_ms: int = 0
    drill: str = ""
    desk: str = ""
    closed_ms: int = 0
    closed_by: str = ""
    erase_ms: int = 0
    upto_ms: int = 0
    heard: str = ""


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

    @property
    def upto_ms(self) -> int:
        """Up to when movements count, in milliseconds UTC."""
        return max(self.parts[0].upto_ms, self.begun_ms)

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
        pairs = (pair.rpartition(":") for pair in self._last.heard.split())
        heard = {desk: int(number) for desk, _, number in pairs if number.isdecimal()}
        return mark.number > heard.get(mark.desk, 0)

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


def open_among(rollcalls: Iterable[OneRollCall]) -> list[OneRollCall]:
    """Give those that are open, the newest first."""
    return [one for one in rollcalls if one.is_open]


def _lasts_until(group: Sequence[RollCall], at_ms: int) -> bool:
    return any(not part.closed_ms or part.closed_ms > at_ms for part in group)
