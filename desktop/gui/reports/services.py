"""What reports need of the open store."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop.domain.printing.printed_form import PrintedForm
from desktop.workflows.attendees.attendee_list import AttendeeList
from desktop.workflows.programme.planning import Planning
from desktop.workflows.reports.certificates import CertificateFiles
from desktop.workflows.reports.credits import Credits
from desktop.workflows.reports.days import DayReports
from desktop.workflows.reports.files import ReportFiles
from desktop.workflows.reports.years import YearReports


class ReportServices(Protocol):
    """The workflows by their names; the store itself is not among them."""

    day_reports: DayReports
    credits: Credits
    certificate_files: CertificateFiles
    year_reports: YearReports
    planning: Planning
    attendees: AttendeeList
    report_files: ReportFiles

    def paint_form(self, target: Path, form: PrintedForm) -> int:
        """Write a form as PDF and tell how many pages it has."""
