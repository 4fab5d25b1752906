"""The figures of a day at the doors: who came when, by which door, and who is still missing.

All of it follows from the ways through the doors that were not taken back. Whoever came in at
several doors, or several times, arrived once: the first time on that day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import NamedTuple

MINUTE_MS = 60_000
# Queues are estimated over so many minutes.
QUEUE_MIN = 5
# Bars stand for so many minutes: the first that needs no more than so many bars.
BIN_MINUTES, MOST_BARS = (5, 10, 15, 30, 60, 120, 240), 32
# Longer pauses between two people are no queue.
_PAUSE_MS = 120_000
# A badge that comes later than this after the scan was not printed for it.
_PAPER_MS = 600_000


class Span(NamedTuple):
    """A day, from the hour at which the venue empties to the next: milliseconds UTC."""

    day: str
    starts_ms: int
    ends_ms: int


class Passage(NamedTuple):
    """Somebody went through a door; by a list (`is_listed`) nobody was met, and the time is its.

    `number` is the registration's row.
    """

    number: int
    at_ms: int
    is_in: bool
    point: str
    desk: str
    is_listed: bool = False


class Printing(NamedTuple):
    """A badge came out of a printer, at a moment in milliseconds UTC."""

    number: int
    at_ms: int


class Override(NamedTuple):
    """Somebody was let through all the same: the slugs of what was passed over, and why."""

    over: tuple[str, ...]
    reason: str


class Kind(StrEnum):
    """By what people are told apart in a report."""

    TYPE = "type"
    COUNTRY = "country"
    COMMUNITY = "community"
    ORGANISATION = "organisation"


class Guest(NamedTuple):
    """Somebody of the programme: their row, what they are, and whether they were expected."""

    number: int
    ticket_type: str
    country: str
    community: str
    organisation: str
    is_expected: bool

    def of(self, kind: Kind) -> str:
        """Say what they are of a kind."""
        return {
            Kind.TYPE: self.ticket_type,
            Kind.COUNTRY: self.country,
            Kind.COMMUNITY: self.community,
            Kind.ORGANISATION: self.organisation,
        }[kind]


class GroupCount(NamedTuple):
    """How many of a group came, and how many were expected; a value that is not known is empty."""

    value: str
    arrived: int
    expected: int


class Bin(NamedTuple):
    """How many arrived from a moment on (milliseconds UTC), as long as a bin is."""

    starts_ms: int
    people: int


class DeskCount(NamedTuple):
    """What a desk did: ways in, its best minute, the median of seconds between two people."""

    desk: str
    people: int
    best: int
    median_s: float | None
    last_ms: int


class Queue(NamedTuple):
    """The longest queue by estimate: how many minutes, at which door, and when (ms UTC).

    People who came in at the door in five minutes, over the best minute of each desk there.
    """

    minutes: float
    point: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class DayFigures:
    """What one day adds up to; `arrivals` are bins of `bin_min` minutes, made of `moments`.

    `arrived` counts people, `unexpected` those of them who were not expected (cancelled, blocked),
    `listed` those who came by a list alone. `absent` are the rows of whoever was expected and did
    not come. `passed` counts ways in, also of whoever came twice.
    """

    span: Span
    expected: int = 0
    arrived: int = 0
    unexpected: int = 0
    listed: int = 0
    passed: int = 0
    bin_min: int = BIN_MINUTES[0]
    arrivals: tuple[Bin, ...] = ()
    moments: tuple[int, ...] = ()
    points: Mapping[str, int] = field(default_factory=dict)
    desks: tuple[DeskCount, ...] = ()
    queue: Queue | None = None
    best_minute: Bin | None = None
    groups: Mapping[Kind, tuple[GroupCount, ...]] = field(default_factory=dict)
    overrides: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)
    let_in: int = 0
    printed: int = 0
    paper_s: float | None = None
    came: frozenset[int] = frozenset()
    absent: tuple[int, ...] = ()

    @property
    def share(self) -> float | None:
        """Which part of the expected came; None where nobody was expected."""
        return (self.arrived - self.unexpected) / self.expected if self.expected else None


def figures_of(
    span: Span,
    guests: Sequence[Guest],
    passages: Sequence[Passage],
    printings: Sequence[Printing] = (),
    overrides: Sequence[Override] = (),
) -> DayFigures:
    """Add up a day.

    Args:
        span: the day.
        guests: everybody of the programme who is registered now, whatever became of them.
        passages: the living ways through its doors on that day, in whatever order.
        printings: badges that came out on that day.
        overrides: who was let through all the same on that day.
    """
    known = {guest.number: guest for guest in guests}
    ordered = sorted(passage for passage in passages if passage.number in known)
    ordered.sort(key=lambda passage: passage.at_ms)
    ways_in = [passage for passage in ordered if passage.is_in]
    first: dict[int, Passage] = {}
    for passage in sorted(ways_in, key=lambda passage: passage.is_listed):
        first.setdefault(passage.number, passage)
    met = sorted((p for p in first.values() if not p.is_listed), key=lambda passage: passage.at_ms)
    width, bins = _bins(met)
    slugs = Counter(slug for override in overrides for slug in override.over)
    seen = [passage for passage in ways_in if not passage.is_listed]
    return DayFigures(
        span,
        expected=sum(guest.is_expected for guest in guests),
        arrived=len(first),
        unexpected=sum(not known[number].is_expected for number in first),
        listed=len(first) - len(met),
        passed=len(seen),
        bin_min=width,
        arrivals=bins,
        moments=tuple(passage.at_ms for passage in met),
        points=_counted(passage.point for passage in met),
        desks=desks_of(seen),
        queue=longest_queue(seen),
        best_minute=_best(met),
        groups={kind: _groups(guests, first.keys(), kind) for kind in Kind},
        overrides=dict(slugs.most_common()),
        reasons=_counted(override.reason for override in overrides),
        let_in=len(overrides),
        printed=len(printings),
        paper_s=_paper_seconds(seen, printings),
        came=frozenset(first),
        absent=tuple(g.number for g in guests if g.is_expected and g.number not in first),
    )


def by_days(whole: DayFigures, days: Sequence[DayFigures]) -> DayFigures:
    """Give the figures of several days with a bar for each day: who was met on it."""
    per_day = tuple(Bin(day.span.starts_ms, day.arrived - day.listed) for day in days)
    return replace(whole, bin_min=24 * 60, arrivals=per_day)


def usual(others: Sequence[DayFigures], shown: DayFigures) -> tuple[float, ...]:
    """Give how many arrived on other days, on average, at the time of day of each shown bin."""
    if not others:
        return ()
    width = shown.bin_min * MINUTE_MS
    sums: Counter[int] = Counter()
    begin = shown.span.starts_ms
    for other in others:
        # Bars begin at full minutes of the clock; a day is as long as any other here.
        sums.update((at - other.span.starts_ms + begin) // width for at in other.moments)
    return tuple(sums[each.starts_ms // width] / len(others) for each in shown.arrivals)


def desks_of(seen: Sequence[Passage]) -> tuple[DeskCount, ...]:
    """Count what each desk did, the busiest first; `seen` are ways in by time."""
    times: defaultdict[str, list[int]] = defaultdict(list)
    for passage in seen:
        times[passage.desk].append(passage.at_ms)
    made = []
    for desk, at in times.items():
        gaps = [after - before for before, after in pairwise(at) if after - before <= _PAUSE_MS]
        pause = median(gaps) / 1000 if gaps else None
        made.append(DeskCount(desk, len(at), best_minute(at), pause, at[-1]))
    return tuple(sorted(made, key=lambda desk: (-desk.people, desk.desk)))


def best_minute(times: Sequence[int]) -> int:
    """Tell how many of some moments, in order, lie within one minute at most."""
    return _most_within(times, MINUTE_MS)[0]


def longest_queue(seen: Sequence[Passage]) -> Queue | None:
    """Estimate the longest queue of a day; None where nobody came."""
    by_point: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in seen:
        by_point[passage.point].append(passage)
    queues = []
    for point, there in by_point.items():
        by_desk: defaultdict[str, list[int]] = defaultdict(list)
        for passage in there:
            by_desk[passage.desk].append(passage.at_ms)
        rate = sum(best_minute(times) for times in by_desk.values())
        most, at_ms = _most_within([p.at_ms for p in there], QUEUE_MIN * MINUTE_MS)
        queues.append(Queue(most / rate, point, at_ms))
    return max(queues, default=None)


def _most_within(times: Sequence[int], width_ms: int) -> tuple[int, int]:
    """Give how many moments lie within a time at most, and the last of them."""
    most, at, start = 0, 0, 0
    for end, moment in enumerate(times):
        while times[start] <= moment - width_ms:
            start += 1
        if end - start + 1 > most:
            most, at = end - start + 1, moment
    return most, at


def _bins(met: Sequence[Passage]) -> tuple[int, tuple[Bin, ...]]:
    """Part the arrivals of a day into bars of equal time, those without anybody too."""
    if not met:
        return BIN_MINUTES[0], ()
    first, last = met[0].at_ms, met[-1].at_ms
    for width in BIN_MINUTES:
        wide = width * MINUTE_MS
        if last // wide - first // wide < MOST_BARS:
            break
    counts = Counter(passage.at_ms // wide for passage in met)
    slots = range(first // wide, last // wide + 1)
    return width, tuple(Bin(slot * wide, counts[slot]) for slot in slots)


def _best(met: Sequence[Passage]) -> Bin | None:
    if not met:
        return None
    most, at = _most_within([passage.at_ms for passage in met], MINUTE_MS)
    return Bin(at, most)


def _groups(guests: Sequence[Guest], came: Iterable[int], kind: Kind) -> tuple[GroupCount, ...]:
    """Count by group, the largest first; a group of which nobody was expected or came is none."""
    arrived_rows = set(came)
    expected: Counter[str] = Counter()
    arrived: Counter[str] = Counter()
    for guest in guests:
        value = guest.of(kind)
        expected[value] += guest.is_expected
        arrived[value] += guest.number in arrived_rows
    made = [GroupCount(value, arrived[value], expected[value]) for value in expected]
    kept = [group for group in made if group.expected or group.arrived]
    return tuple(sorted(kept, key=lambda group: (-group.expected, -group.arrived, group.value)))


def _paper_seconds(seen: Sequence[Passage], printings: Sequence[Printing]) -> float | None:
    """Give the median of seconds from somebody's way in to their badge; None where none was."""
    times: defaultdict[int, list[int]] = defaultdict(list)
    for passage in seen:
        times[passage.number].append(passage.at_ms)
    waits = []
    for printing in printings:
        before = [at for at in times[printing.number] if 0 <= printing.at_ms - at <= _PAPER_MS]
        if before:
            waits.append((printing.at_ms - max(before)) / 1000)
    return median(waits) if waits else None


def _counted(texts: Iterable[str]) -> dict[str, int]:
    counts = Counter(texts)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
