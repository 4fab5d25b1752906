"""The room of reports: its page, and the day on the wall."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop.domain.reports.sheet import Report
from desktop.gui.frame.page import PageSpec
from desktop.gui.frame.room import Frame, Room
from desktop.gui.reports.report_control import ReportControl
from desktop.gui.reports.reports_page import ReportsPage
from desktop.gui.reports.saving import save_parts, save_pdf
from desktop.gui.reports.services import ReportServices
from desktop.gui.reports.wall import Wall
from desktop.gui.wording.reports.day import day_report
from desktop.gui.wording.translation import tr

Save = Callable[[Frame, ReportServices, Report, str], None]


def reports_room(frame: Frame, services: ReportServices) -> Room:
    """Make the page, and keep it in step with what happens."""
    control = ReportControl(frame, services)
    page = ReportsPage(control, frame.theme)
    wall = Wall(control, frame.theme)
    wall.left.connect(frame.screens.show_desk)
    page.wall_asked.connect(lambda: frame.screens.show_screen(wall))
    page.pdf_asked.connect(partial(_save, frame, services, control, save_pdf))
    page.parts_asked.connect(partial(_save, frame, services, control, save_parts))
    frame.signals.news.connect(lambda _has_plan: control.refresh())
    frame.signals.verdict_given.connect(lambda _verdict: control.refresh())
    frame.signals.taken_back.connect(control.refresh)
    spec = PageSpec(tr("Reports"), "chart-line", "Ctrl+9", lambda: page)
    return Room(pages=(spec,), screens=(wall,), stop=control.stop)


def _save(frame: Frame, services: ReportServices, control: ReportControl, save: Save) -> None:
    report = control.report
    if report is None:
        frame.station.needed()
        return
    name = f"{report.programme.code} {report.day or tr('all days')}"
    save(frame, services, day_report(report), name)
