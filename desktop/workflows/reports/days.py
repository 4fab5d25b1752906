"""Reads the figures of a programme's days, in slices so that a scan can come between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.reports.day import (
    DayFigures,
    Guest,
    Passage,
    Span,
    figures_of,
    together,
    usual,
)
from desktop.store.reports.day import Key, PassagePage
from desktop.store.store import OnStore, Store
from desktop.workflows.ports import Clock, directly
from desktop.workflows.wall_clock import emptied_at, wall_time, zone_of

# A programme that has more days than this was dated by mistake, or is none.
MOST_DAYS = 62
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
        with self._store.read():
            ends = self._store.day_report.ends(programme.id)
        days = _dated(programme.starts_on, programme.ends_on)
        if ends:
            met = (_day_at(programme, moment) for moment in ends)
            days |= set(_dated(*met))
        return tuple(sorted(days)[:MOST_DAYS])

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
        known = {each: self._figures(programme, each, guests, on_store)
                 for each in dict.fromkeys((*days, *([day] if day else [])))}  # fmt: skip
        if day:
            figures = known[day]
            others = [each for other, each in known.items() if other < day and each.arrived]
            beside = usual(others, figures)
        else:
            figures = together(list(known.values()), guests, _whole(programme, days, now_ms))
            beside = ()
        is_now = not day or day == _day_at(programme, now_ms)
        sessions = on_store(partial(self._sessions, programme, day))
        where = on_store(partial(self._now, programme)) if is_now else None
        heard = on_store(self._heard)
        return DayReport(programme, day, days, figures, sessions, where, now_ms, beside, heard,
                         () if day else tuple(known.values()))  # fmt: skip

    def _figures(
        self, programme: Programme, day: str, guests: Sequence[Guest], on_store: OnStore
    ) -> DayFigures:
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
        return figures_of(span, guests, passages, printings, overrides)

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
                if not day or session.starts_at[:10] == day
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
    count = min((ends - begins).days + 1, MOST_DAYS)
    return {(begins + timedelta(days=number)).isoformat() for number in range(count)}


def _whole(programme: Programme, days: Sequence[str], now_ms: int) -> Span:
    if not days:
        return Span("", now_ms, now_ms)
    spans = [span_of(programme, day) for day in (days[0], days[-1])]
    return Span("", spans[0].starts_ms, spans[1].ends_ms)
