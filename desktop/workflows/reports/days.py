"""Reads the figures of a programme's days, in slices so that a scan can come between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.reports.day import (
    DayFigures,
    Guest,
    Override,
    Passage,
    Printing,
    Span,
    by_days,
    figures_of,
    usual,
)
from desktop.store.engine.slices import OnStore
from desktop.store.reports.day import Key, PassagePage
from desktop.store.store import Store
from desktop.workflows.ports import Clock, directly
from desktop.workflows.wall_clock import emptied_at, wall_time, zone_of

# A programme that is dated for more days than this has only those on which people came.
MOST_DAYS = 62
# Moments and days before 1970 or from 2200 on are mistakes of a clock or a hand.
_FROM_YEAR, _BEFORE_YEAR, _BEFORE_MS = 1970, 2200, 7_258_118_400_000
_BUS = "bus"


class SessionFill(NamedTuple):
    """A session: how many are in it now, came in ever, have a place, and fit in (0: no limit)."""

    session: Session
    place: str
    inside: int
    came: int
    booked: int
    capacity: int

    @property
    def of(self) -> int:
        """How many are waited for: who booked, else who fits in."""
        return self.booked or self.capacity


class Now(NamedTuple):
    """Who is where now: inside in all, on buses, and nobody saw leaving."""

    inside: int
    on_buses: int
    unseen: int


class _DayRead(NamedTuple):
    """What was read of a day."""

    passages: list[Passage]
    printings: list[Printing]
    overrides: list[Override]


@dataclass(frozen=True, slots=True)
class DayReport:
    """A day, or all of them, of a programme, as known at a moment (ms UTC).

    `day` is empty where it is all of them; `number` counts from 1 among `days`. `heard` says when
    this computer heard last from each desk by its name, None from itself. `usual` has how many
    arrive on other days at the time of each bar.
    """

    programme: Programme
    day: str
    days: tuple[str, ...]
    figures: DayFigures
    sessions: tuple[SessionFill, ...]
    now: Now | None
    at_ms: int
    usual: tuple[float, ...] = ()
    heard: Mapping[str, int | None] = field(default_factory=dict)
    by_day: tuple[DayFigures, ...] = ()

    @property
    def number(self) -> int:
        """Which day it is, from 1; 0 where it is none of them, or all."""
        return self.days.index(self.day) + 1 if self.day in self.days else 0


class DayReports:
    """Makes the report of a day, or of all days together."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Read from this store."""
        self._store = store
        self._clock = clock

    def today(self, programme: Programme) -> str:
        """Give the ISO day on which the programme is now; it changes as the venue empties."""
        return _day_at(programme, self._clock())

    def first_shown(self, programme: Programme) -> str:
        """Give today where it is a day of the programme, else its day that is nearest to today."""
        today, days = self.today(programme), self.days(programme)
        if today in days or not days:
            return today
        before = [day for day in days if day < today]
        return before[-1] if before else days[0]

    def days(self, programme: Programme) -> tuple[str, ...]:
        """List the days of a programme: those it is dated for, and those on which people came."""
        days = _dated(programme.starts_on, programme.ends_on)
        book, since_ms = self._store.day_report, 0
        with self._store.read():
            # From the end of each day on: as many questions as there are days, not ways.
            while (at_ms := book.next_way(programme.id, since_ms, _BEFORE_MS)) is not None:
                day = _day_at(programme, at_ms)
                days.add(day)
                since_ms = max(at_ms + 1, span_of(programme, day).ends_ms)
        return tuple(sorted(days))

    def report(
        self, programme: Programme, day: str = "", on_store: OnStore = directly
    ) -> DayReport:
        """Read a day, or all days where it is empty.

        Args:
            programme: whose.
            day: an ISO day.
            on_store: does each slice where the store may be touched.
        """
        now_ms = self._clock()
        days = on_store(lambda: self.days(programme))
        guests = self._guests(programme, on_store)
        read = {each: self._read(programme, each, on_store)
                for each in dict.fromkeys((*days, *([day] if day else [])))}  # fmt: skip
        known = {each: figures_of(span_of(programme, each), guests, *read[each]) for each in read}
        beside: tuple[float, ...] = ()
        if day:
            figures = known[day]
            others = [each for other, each in known.items() if other < day and each.arrived]
            beside = usual(others, figures)
        else:
            whole = _whole(programme, days, now_ms)
            figures = by_days(figures_of(whole, guests, *_all(read.values())), [*known.values()])
        is_now = not day or day == _day_at(programme, now_ms)
        sessions = on_store(partial(self._sessions, programme, day))
        where = on_store(partial(self._now, programme)) if is_now else None
        heard = on_store(self._heard)
        return DayReport(programme, day, days, figures, sessions, where, now_ms, beside, heard,
                         () if day else tuple(known.values()))  # fmt: skip

    def _read(self, programme: Programme, day: str, on_store: OnStore) -> _DayRead:
        span = span_of(programme, day)
        book, id_ = self._store.day_report, programme.id
        passages: list[Passage] = []
        after: Key = (span.starts_ms, "", 0)
        while True:
            page = on_store(partial(self._page, programme, after, span.ends_ms))
            passages += page.passages
            if page.next is None:
                break
            after = page.next
        printings = on_store(lambda: book.printings(id_, span.starts_ms, span.ends_ms))
        overrides = on_store(lambda: book.overrides(id_, span.starts_ms, span.ends_ms))
        return _DayRead(passages, printings, overrides)

    def _page(self, programme: Programme, after: Key, before_ms: int) -> PassagePage:
        with self._store.read():
            return self._store.day_report.passages(programme.id, after, before_ms)

    def _guests(self, programme: Programme, on_store: OnStore) -> list[Guest]:
        guests: list[Guest] = []
        after = ("", 0)
        while True:
            page = on_store(partial(self._store.day_report.guests, programme.id, after))
            guests += page.guests
            if page.next is None:
                return guests
            after = page.next

    def _sessions(self, programme: Programme, day: str) -> tuple[SessionFill, ...]:
        """Count all sessions of a day, or of all days, from the counts that are kept."""
        store = self._store
        with store.read():
            tree = PlaceTree(store.programmes.places(programme.id))
            known = [
                session
                for session in store.programmes.sessions(programme.id)
                if not day or _day_of(programme, session) == day
            ]
            inside = store.whereabouts.crowds(programme.id).for_session
            seats = store.day_report.seats([session.id for session in known])
        return tuple(
            SessionFill(
                session, tree.name(session.place) or session.place, inside[session.id],
                taken.came, taken.booked, session.capacity or tree.capacity(session.place),
            )
            for session, taken in zip(known, seats, strict=True)
        )  # fmt: skip

    def _now(self, programme: Programme) -> Now:
        store = self._store
        with store.read():
            places = store.programmes.places(programme.id)
            crowds = store.whereabouts.crowds(programme.id)
        buses = [place.id for place in places if place.kind == _BUS]
        return Now(crowds.inside, crowds.within(buses), crowds.unseen)

    def _heard(self) -> dict[str, int | None]:
        with self._store.read():
            own = self._store.desk
            return {
                peer.name or peer.desk: None if peer.desk == own else peer.heard_ms or 0
                for peer in self._store.peers.all()
            }


def span_of(programme: Programme, day: str) -> Span:
    """Give a day's span, from the hour at which the venue empties to that of the next day."""
    begins, at, zone = date.fromisoformat(day), emptied_at(programme), zone_of(programme)
    moments = (
        datetime.combine(each, at, zone).timestamp()
        for each in (begins, begins + timedelta(days=1))
    )
    starts, ends = (int(moment * 1000) for moment in moments)
    return Span(day, starts, ends)


def _day_at(programme: Programme, at_ms: int) -> str:
    wall, at = wall_time(programme, at_ms), emptied_at(programme)
    day = wall.date() if wall.time() >= at else wall.date() - timedelta(days=1)
    return day.isoformat()


def _dated(first: str, last: str) -> set[str]:
    """List the days between two; none where one is not there or cannot be read."""
    try:
        begins, ends = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return set()
    count = (ends - begins).days + 1
    if count > MOST_DAYS or begins.year < _FROM_YEAR or ends.year >= _BEFORE_YEAR:
        return set()
    return {(begins + timedelta(days=number)).isoformat() for number in range(count)}


def _day_of(programme: Programme, session: Session) -> str:
    """Give the day of a session: one that begins after midnight belongs to the evening."""
    try:
        begins = datetime.fromisoformat(session.starts_at)
    except ValueError:
        return session.starts_at[:10]
    is_night = len(session.starts_at) > len("2026-12-02") and begins.time() < emptied_at(programme)
    return (begins.date() - timedelta(days=is_night)).isoformat()


def _all(days: Iterable[_DayRead]) -> _DayRead:
    """Put what was read of several days together."""
    every = _DayRead([], [], [])
    for passages, printings, overrides in days:
        every.passages.extend(passages)
        every.printings.extend(printings)
        every.overrides.extend(overrides)
    return every


def _whole(programme: Programme, days: Sequence[str], now_ms: int) -> Span:
    if not days:
        return Span("", now_ms, now_ms)
    spans = [span_of(programme, day) for day in (days[0], days[-1])]
    return Span("", spans[0].starts_ms, spans[1].ends_ms)
