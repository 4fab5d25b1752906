"""What reports need of the open store."""

from __future__ import annotations

from typing import Protocol

from desktop.workflows.reports.days import DayReports
from desktop.workflows.reports.files import ReportFiles


class ReportServices(Protocol):
    """The workflows by their names; the store itself is not among them."""

    day_reports: DayReports
    report_files: ReportFiles
