"""The platform's year, from one store or from several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.reports.stores import StoreFacts, United, unite
from desktop.domain.reports.year import YearFigures, year_of, years_of
from desktop.store.engine.slices import OnStore
from desktop.store.store import Store
from desktop.workflows.ports import Clock, directly


@dataclass(frozen=True, slots=True)
class YearReport:
    """A year with the one before it, as known at a moment (ms UTC), and which years there are.

    `united` says how several stores were put together; None for one.
    """

    figures: YearFigures
    before: YearFigures
    years: tuple[str, ...]
    at_ms: int
    stores: int = 1
    united: United | None = None


class YearReports:
    """Makes reports of years."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Read from this store."""
        self._store = store
        self._clock = clock

    def report(self, year: str = "", on_store: OnStore = directly) -> YearReport:
        """Read a year of this store; this one, or else the newest, where it is empty."""
        book = self._store.year_report
        facts = book.counted(
            book.directory(on_store), book.expected(on_store), book.came(on_store),
            book.several(on_store),
        )  # fmt: skip
        years = years_of(facts)
        now_ms = self._clock()
        wanted = _wanted(year, years, now_ms)
        figures, before = year_of(facts, wanted), year_of(facts, _before(wanted))
        return YearReport(figures, before, tuple(years), now_ms)

    def facts(self) -> StoreFacts:
        """Read what this store has to say beside others."""
        with self._store.read():
            return self._store.year_report.store_facts()


def of_stores(stores: Sequence[StoreFacts], year: str, now_ms: int) -> YearReport:
    """Make a year of several stores; this one, or else the newest, where it is empty."""
    united = unite(stores)
    years = years_of(united.facts)
    wanted = _wanted(year, years, now_ms)
    figures, before = year_of(united.facts, wanted), year_of(united.facts, _before(wanted))
    return YearReport(figures, before, tuple(years), now_ms, len(stores), united)


def _wanted(year: str, years: Sequence[str], now_ms: int) -> str:
    now = f"{datetime.fromtimestamp(now_ms / 1000).year}"
    return year or (now if now in years or not years else years[0])


def _before(year: str) -> str:
    return f"{int(year) - 1:04}" if year.isdecimal() else ""
