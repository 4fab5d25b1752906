"""Reports that are one list: who did not come, and how full the sessions are."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.attendees.registration import Attendee
from desktop.domain.reports.sheet import Report, Table
from desktop.gui.wording.reports.day import as_of, sessions_chart, sessions_table
from desktop.gui.wording.reports.words import head_of
from desktop.gui.wording.translation import is_mirrored, tr
from desktop.workflows.reports.days import DayReport


def absent_report(report: DayReport, people: Sequence[Attendee]) -> Report:
    """Give who was expected and did not come, by name."""
    rows = tuple(
        (
            one.name, one.person.second_name, one.person.organization, one.registration.ticket_type,
            one.person.country, one.person.community, one.person.email, one.person.phone,
            one.registration.delegation,
        )
        for one in people
    )  # fmt: skip
    headers = (
        tr("Name"), tr("Second name"), tr("Organisation"), tr("Ticket type"), tr("Country"),
        tr("Community"), tr("Email"), tr("Phone"), tr("Delegation"),
    )  # fmt: skip
    told = tr("{count} of {expected} expected people did not come.")
    note = told.format(count=len(people), expected=report.figures.expected)
    table = Table("noshow", tr("Did not come"), headers, rows, note, (3, 2, 3, 2, 2, 2, 3, 2, 2))
    title = tr("Who did not come")
    return Report(title, head_of(report), (), (), (table,), as_of(report), is_mirrored())


def sessions_report(report: DayReport) -> Report:
    """Give how full each session is."""
    charts, tables = (sessions_chart(report),), (sessions_table(report),)
    return Report(tr("Sessions"), head_of(report), (), charts, tables, as_of(report), is_mirrored())
