"""Saves what is shown: all as one PDF, charts as pictures, tables for spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.domain.reports.sheet import Report
from desktop.gui.frame.room import Frame
from desktop.gui.reports.services import ReportServices
from desktop.gui.widgets.dialogs import open_folder
from desktop.gui.wording.translation import tr
from desktop.workflows.reports.files import CSV, PDF, PNG, SVG, XLSX

PICTURES_AND_TABLES = (PNG, SVG, CSV, XLSX)


def save_pdf(frame: Frame, services: ReportServices, report: Report, name: str) -> None:
    """Write a report as one PDF into the folder of reports, and show it."""
    _save(frame, services, report, name, (PDF,))


def save_parts(frame: Frame, services: ReportServices, report: Report, name: str) -> None:
    """Write every chart as PNG and SVG, and all tables as CSV and as a spreadsheet."""
    _save(frame, services, report, name, PICTURES_AND_TABLES)


def _save(
    frame: Frame, services: ReportServices, report: Report, name: str, endings: Sequence[str]
) -> None:
    files = services.report_files

    def done(written: list[Path]) -> None:
        told = tr("{count} files are saved: {path}") if len(written) > 1 else tr("Saved: {path}")
        shown = written[0] if len(written) == 1 else files.folder
        frame.dialogs.notify(told.format(count=len(written), path=shown), "yes")
        open_folder(files.folder)

    frame.jobs.run_beside(lambda: files.save(report, name, endings), done)
