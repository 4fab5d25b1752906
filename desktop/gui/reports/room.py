"""The room of reports: its page, and the day on the wall."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from desktop.domain.reports.sheet import Report
from desktop.gui.frame.page import PageSpec
from desktop.gui.frame.room import Frame, Room
from desktop.gui.reports.credit_files import CreditFiles
from desktop.gui.reports.report_control import ReportControl
from desktop.gui.reports.reports_page import ReportsPage
from desktop.gui.reports.saving import save_parts, save_pdf
from desktop.gui.reports.services import ReportServices
from desktop.gui.reports.wall import Wall
from desktop.gui.wording.translation import tr

Save = Callable[[Frame, ReportServices, Report, str], None]


def reports_room(frame: Frame, services: ReportServices) -> Room:
    """Make the page, and keep it in step with what happens."""
    control = ReportControl(frame, services)
    page = ReportsPage(control, frame, services)
    wall = Wall(control, frame.theme)
    wall.left.connect(frame.screens.show_desk)
    page.wall_asked.connect(lambda: frame.screens.show_screen(wall))
    page.pdf_asked.connect(partial(_save, frame, services, page, save_pdf))
    page.parts_asked.connect(partial(_save, frame, services, page, save_parts))
    files = CreditFiles(frame, services, page.credits)
    page.credits.certificates_asked.connect(files.certificates)
    page.credits.mail_asked.connect(frame.signals.certificates_asked)
    page.credits.register_asked.connect(files.register)
    page.credits.sheets_asked.connect(files.sheets)
    page.credits.questions_asked.connect(files.ask_for_licences)
    frame.signals.news.connect(lambda _has_plan: control.refresh())
    frame.signals.verdict_given.connect(lambda _verdict: control.refresh())
    frame.signals.taken_back.connect(page.refresh)
    spec = PageSpec(tr("Reports"), "chart-line", "Ctrl+9", lambda: page)
    return Room(pages=(spec,), screens=(wall,), stop=control.stop)


def _save(frame: Frame, services: ReportServices, page: ReportsPage, save: Save) -> None:
    shown = page.as_report()
    if shown is None:
        frame.station.needed()
        return
    save(frame, services, *shown)
