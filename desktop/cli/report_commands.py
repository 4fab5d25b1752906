"""Commands that write reports: of a day, of who did not come, of sessions; the incident's forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from desktop.cli.invocation import (
    FILE,
    TEXT,
    Invocation,
    in_programme,
    may_replace,
    with_invocation,
)
from desktop.cli.words import tr
from desktop.domain.programme.programme import Programme
from desktop.domain.reports.sheet import Report
from desktop.workflows.opening import FrontDesk
from desktop.workflows.outputs import require_target
from desktop.workflows.ports import system_clock
from desktop.workflows.reports.days import DayReport
from desktop.workflows.reports.files import CSV, PDF, PNG, SVG, XLSX
from desktop.workflows.reports.years import YearReport, of_stores

OF_TABLES = (CSV, XLSX, PDF)
OF_DAYS = (*OF_TABLES, SVG, PNG)
_ALL_DAYS, _TODAY = "all", "today"
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")

to_file = click.option("--out", type=FILE, required=True, metavar="FILE",
                       help="The kind follows from its ending.")  # fmt: skip
of_day = click.option("--day", type=TEXT, default=_ALL_DAYS, metavar="DAY",
                      help="2026-12-02, today, or all (which it is without).")  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenReports:
    """An open store at a programme, and the words for reports."""

    session: Invocation
    front_desk: FrontDesk
    programme: Programme

    @classmethod
    def at(cls, session: Invocation, code: str) -> OpenReports:
        """Open the store, and show all times by the programme's clock."""
        front_desk = session.open()
        programme = front_desk.programmes.named(code)
        session.words.show_times_of(programme)
        return cls(session, front_desk, programme)

    def day(self, text: str) -> DayReport:
        """Read a day, or all of them."""
        reports = self.front_desk.day_reports
        if text == _ALL_DAYS:
            return reports.report(self.programme)
        day = reports.today(self.programme) if text == _TODAY else _read_day(text)
        return reports.report(self.programme, day)

    def write(self, out: Path, report: Report, chart: str = "") -> None:
        """Write a report, and say how many rows its tables have."""
        self.front_desk.report_files.write(out, report, chart)
        count = sum(len(table.rows) for table in report.tables)
        click.echo(tr("{count} rows: {path}").format(count=count, path=out))


@click.group()
def report() -> None:
    """Write reports: CSV, XLSX, PDF, and pictures of a day."""


@report.command("day")
@in_programme
@of_day
@click.option("--chart", type=click.Choice(["arrivals", "sessions"]), default="arrivals",
              show_default=True, help="What a picture shows.")  # fmt: skip
@to_file
@may_replace
@with_invocation
def day_(session: Invocation, code: str, day: str, chart: str, out: Path, is_forced: bool) -> None:
    """Arrivals, who came of whom, sessions, desks, badges and overrides."""
    require_kind(out, OF_DAYS, is_forced)
    desk = OpenReports.at(session, code)
    desk.write(out, session.words.report_words.day(desk.day(day)), chart)


@report.command("noshow")
@in_programme
@of_day
@to_file
@may_replace
@with_invocation
def noshow(session: Invocation, code: str, day: str, out: Path, is_forced: bool) -> None:
    """Who was expected and did not come, on a day or at all."""
    require_kind(out, OF_TABLES, is_forced)
    desk = OpenReports.at(session, code)
    known = desk.day(day)
    people = desk.front_desk.attendees.page(known.figures.absent)
    desk.write(out, session.words.report_words.absent(known, people))


@report.command("sessions")
@in_programme
@of_day
@to_file
@may_replace
@with_invocation
def sessions(session: Invocation, code: str, day: str, out: Path, is_forced: bool) -> None:
    """How full each session is: in now, booked, fits."""
    require_kind(out, OF_TABLES, is_forced)
    desk = OpenReports.at(session, code)
    desk.write(out, session.words.report_words.sessions(desk.day(day)))


@report.command("year")
@click.option("--year", type=TEXT, default="", metavar="YEAR", help="Without it this one.")
@click.option("--store", "stores", type=FILE, multiple=True, metavar="PATH",
              help="A store to unite with others; may be given several times.")  # fmt: skip
@to_file
@may_replace
@with_invocation
def year_(
    session: Invocation, year: str, stores: tuple[Path, ...], out: Path, is_forced: bool
) -> None:
    """The platform's year, with the year before; of one store, or of several."""
    require_kind(out, OF_TABLES, is_forced)
    if year and not _YEAR.fullmatch(year):
        raise click.UsageError(tr("--year: write four digits, such as 2026."))
    if session.store and stores:
        raise click.UsageError(tr("Give --store before `report`, or behind `year`, not both."))
    made = _of_stores(session, stores, year) if stores else session.open().year_reports.report(year)
    words = session.words.report_words
    told = words.year(made)
    words.write(out, told)
    count = sum(len(table.rows) for table in told.tables)
    click.echo(tr("{count} rows: {path}").format(count=count, path=out))
    if made.united:
        click.echo(told.subtitle, err=True)


def _of_stores(session: Invocation, stores: Sequence[Path], year: str) -> YearReport:
    """Read one store after the other, so that none is open longer than needed."""
    missing = [path for path in stores if not path.is_file()]
    if missing:
        raise click.ClickException(tr("There is no store at {}.").format(missing[0]))
    facts = []
    for path in dict.fromkeys(each.resolve() for each in stores):
        front_desk = session.wiring.open_front_desk(path, system_clock)
        try:
            facts.append(front_desk.year_reports.facts())
        finally:
            front_desk.close()
    return of_stores(facts, year, system_clock())


def require_kind(out: Path, kinds: Sequence[str], is_forced: bool) -> None:
    """Judge the file that is asked for, before any work is done for it."""
    if out.suffix.casefold() not in kinds:
        names = ", ".join(kind.removeprefix(".") for kind in kinds)
        told = tr("--out: this report is written as {kinds}; {name} is none of them.")
        raise click.UsageError(told.format(kinds=names, name=out.name))
    require_target(out, is_forced=is_forced)


def _read_day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise click.UsageError(tr("--day: write 2026-12-02, today or all.")) from error
    if not 2000 <= day.year <= 2100:
        raise click.UsageError(tr("--day: write 2026-12-02, today or all."))
    return day.isoformat()
