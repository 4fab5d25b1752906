"""Which entries of one subject knew nothing of each other, and which of those nobody looked at.

What a desk knows of a subject only grows. So the entries of another desk of which an entry knows
nothing, and which know nothing of it, stand in a row, and two searches find both ends of it: all
of this is linear in the number of entries, also for somebody with thousands of movements.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from desktop.domain.journal.bodies import RESOLVE
from desktop.domain.journal.entry import Entry, EntryId

Pair = tuple[Entry, Entry]


def are_concurrent(entry: Entry, other: Entry) -> bool:
    """Tell whether neither author had the other's entry; a desk knows its own."""
    if entry.desk == other.desk:
        return False
    return other.number > entry.seen.get(other.desk, 0) and entry.number > other.seen.get(
        entry.desk, 0
    )


class Settled:
    """The pairs of entries that somebody has looked at."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Collect them from the living entries of a subject."""
        self._groups: list[dict[str, list[int]]] = []
        self._named: list[frozenset[EntryId]] = []
        self._of: dict[EntryId, list[int]] = {}
        for entry in entries:
            if entry.kind == RESOLVE:
                self._add([EntryId(desk, number) for desk, number in entry.body["entries"]])

    def _add(self, named: Sequence[EntryId]) -> None:
        group: dict[str, list[int]] = {}
        for id_ in sorted(set(named)):
            group.setdefault(id_.desk, []).append(id_.number)
            self._of.setdefault(id_, []).append(len(self._groups))
        self._groups.append(group)
        self._named.append(frozenset(named))

    def names(self, entry: Entry) -> bool:
        """Tell whether somebody looked at an entry beside any other."""
        return entry.id in self._of

    def has(self, entry: Entry, other: Entry) -> bool:
        """Tell whether a pair was looked at."""
        return any(other.id in self._named[place] for place in self._of.get(entry.id, ()))

    def unsettled(self, pairs: Iterable[Pair]) -> list[Pair]:
        """Keep the pairs that nobody has looked at."""
        return [pair for pair in pairs if not self.has(*pair)]

    def has_all(self, entry: Entry, others: Sequence[Entry]) -> bool:
        """Tell whether an entry was looked at beside all of another desk's, given in order."""
        places = self._of.get(entry.id, ())
        if any(self._covers(self._groups[place], others) for place in places):
            return True
        return bool(places) and all(self.has(entry, other) for other in others)

    @staticmethod
    def _covers(group: dict[str, list[int]], others: Sequence[Entry]) -> bool:
        numbers = group.get(others[0].desk, ())
        first = bisect_left(numbers, others[0].number)
        return bisect_right(numbers, others[-1].number) - first == len(others)


def open_entries(entries: Sequence[Entry], settled: Settled) -> list[Entry]:
    """Keep the entries that are concurrent with another one beside which nobody looked at them."""
    by_desk: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.number):
        by_desk.setdefault(entry.desk, []).append(entry)
    return [entry for entry in entries if any(_open_rows(entry, by_desk, settled))]


def _open_rows(entry: Entry, by_desk: dict[str, list[Entry]], settled: Settled) -> Iterator[bool]:
    """Say for each other desk whether it has concurrent entries that are open beside this one."""
    for desk, others in by_desk.items():
        if desk != entry.desk:
            known = entry.seen.get(desk, 0)
            first = bisect_right(others, known, key=lambda other: other.number)
            end = bisect_left(others, entry.number, key=lambda o: o.seen.get(entry.desk, 0))
            yield end > first and not (
                settled.names(entry) and settled.has_all(entry, others[first:end])
            )
