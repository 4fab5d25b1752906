"""The page of reports: one day, all days, credits, and the platform's year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from desktop.domain.programme.programme import Programme
from desktop.domain.reports.sheet import Report
from desktop.gui.frame.page import FooterKey, PlainPage
from desktop.gui.frame.room import Frame
from desktop.gui.reports.credits_board import CreditsBoard
from desktop.gui.reports.day_board import DayBoard
from desktop.gui.reports.report_control import ReportControl
from desktop.gui.reports.services import ReportServices
from desktop.gui.reports.year_board import YearBoard
from desktop.gui.widgets.buttons import KeyButton, Segments
from desktop.gui.widgets.empty_panel import EmptyPanel
from desktop.gui.widgets.labels import FitLabel, label
from desktop.gui.wording.reports import day as day_words
from desktop.gui.wording.reports.words import when_of
from desktop.gui.wording.translation import tr
from desktop.workflows.reports.days import DayReport

DAY, ALL_DAYS, CREDITS, YEAR = range(4)
# A head that is narrower shows fewer buttons; the foot names their keys.
_WIDE_PX = 1_150


class ReportsPage(PlainPage):
    """Shows figures while they change."""

    wall_asked = Signal()
    pdf_asked = Signal()
    parts_asked = Signal()

    def __init__(self, control: ReportControl, frame: Frame, services: ReportServices) -> None:
        """Lay out the page."""
        super().__init__()
        self.control = control
        self.title = label(self.tr("Reports"), "pageTitle")
        self.aside = FitLabel("regular", 15, 11, "text2")
        names = [self.tr("One day"), self.tr("All days"), self.tr("Credits"), self.tr("Year")]
        self.segments = Segments(names)
        self.wall_button = KeyButton(self.tr("Wall"), "F11", is_narrow=True)
        self.parts_button = KeyButton(self.tr("Save files"), "Alt S", is_narrow=True)
        self.pdf_button = KeyButton(self.tr("All as PDF"), "Ctrl P", "main", is_narrow=True)
        self.day = DayBoard(frame.theme)
        self.credits = CreditsBoard(frame, services)
        self.year = YearBoard(frame, services)
        self.shows_tables = False
        self._build()
        self._connect()

    @property
    def tab(self) -> int:
        """Which of the four is shown."""
        return self.segments.chosen

    def set_programme(self, programme: Programme | None) -> None:
        """Show another programme."""
        self.credits.programme, self.credits.report = programme, None
        self.control.set_programme(programme)
        self._show_tab()

    def use_programme(self, programme: Programme) -> None:
        """Use its title, times of day and sessions."""
        self.credits.programme = self.control.programme = programme
        self.refresh()

    def refresh(self) -> None:
        """Read again what is shown."""
        if self.tab == CREDITS:
            self.credits.refresh()
        elif self.tab == YEAR:
            self.year.refresh()
        else:
            self.control.refresh()

    def focus_field(self) -> None:
        """Let the keys go from bar to bar, or from person to person."""
        fields = {CREDITS: self.credits.table, YEAR: self.year.areas.view}
        fields.get(self.tab, self.day.arrivals.view).setFocus()

    def as_report(self) -> tuple[Report, str] | None:
        """Give what is shown for a file, with a name for it; None while nothing is."""
        if self.tab == CREDITS:
            return self.credits.as_report()
        if self.tab == YEAR:
            return self.year.as_report()
        report = self.control.report
        if report is None:
            return None
        return day_words.day_report(
            report
        ), f"{report.programme.code} {report.day or tr('all days')}"

    def footer_keys(self) -> Sequence[FooterKey]:
        """Give the keys of what is shown."""
        files = (("Ctrl P", self.tr("PDF")), ("Alt S", self.tr("Files")))
        tabs = ("Ctrl PgUp, PgDn", self.tr("Day, credits, year"))
        if self.tab == CREDITS:
            return (
                ("Enter", self.tr("Decide")),
                ("Alt O", self.tr("Open ones, all")),
                *files,
                tabs,
            )
        turn = ("T", self.tr("Table behind"))
        if self.tab == YEAR:
            return (turn, ("PgUp, PgDn", self.tr("Year")), *files, tabs)
        step, wall = ("PgUp, PgDn", self.tr("Day")), ("F11", self.tr("Wall"))
        return (turn, step, wall, *files, tabs)

    def help_keys(self) -> Sequence[FooterKey]:
        """Give all keys, whatever is shown."""
        return (
            ("T", self.tr("Table behind the chart")),
            ("← →", self.tr("From bar to bar")),
            ("PgUp, PgDn", self.tr("The day or year before, behind")),
            ("Ctrl PgUp, PgDn", self.tr("One day, all days, credits, year")),
            ("F11", self.tr("The day on the whole screen, for a wall")),
            ("Ctrl P", self.tr("All as one PDF")),
            ("Alt S", self.tr("Each chart as PNG and SVG, all tables as CSV and XLSX")),
            ("Enter", self.tr("Credits: decides the chosen one")),
            ("Alt O", self.tr("Credits: those to decide, everybody")),
            ("Alt C, Alt E, Alt R", self.tr("Credits: certificates, by mail, register")),
            ("Alt I, Alt L", self.tr("Credits: sign-in sheets, questions for licences")),
        )

    def key_actions(self) -> Mapping[str, Callable[[], None]]:
        """Turn days by keys; letters are left to whoever types one anywhere."""
        credits = self.credits
        return {
            "Ctrl+PgUp": partial(self.segments.step, -1),
            "Ctrl+PgDown": partial(self.segments.step, 1),
            "F11": self.wall_asked.emit,
            "Ctrl+P": self.pdf_asked.emit,
            "Alt+S": self.parts_asked.emit,
            "Alt+O": partial(credits.segments.step, 1),
            "Alt+C": partial(_press, credits.certificates_button),
            "Alt+E": partial(_press, credits.mail_button),
            "Alt+R": partial(_press, credits.register_button),
            "Alt+I": partial(_press, credits.sheets_button),
            "Alt+L": partial(_press, credits.questions_button),
        }

    def turn(self) -> None:
        """Show the tables behind the charts, or the charts again."""
        self.shows_tables = not self.shows_tables
        self.day.turn(to_table=self.shows_tables)
        self.year.turn(to_table=self.shows_tables)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn charts to tables by a letter, which no field here takes, and days by pages."""
        steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        step = steps.get(Qt.Key(event.key()))
        if event.modifiers():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_T:
            self.turn()
        elif step and self.tab != CREDITS:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the head to the title and its tabs where there is no room for more."""
        super().resizeEvent(event)
        self._show_buttons()

    def showEvent(self, event: QShowEvent) -> None:
        """Read while somebody looks."""
        super().showEvent(event)
        self.control.watch(is_watched=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Read no more."""
        super().hideEvent(event)
        self.control.watch(is_watched=False)

    def _build(self) -> None:
        head = QFrame()
        head.setObjectName("pageHead")
        head.setFixedHeight(60)
        row = QHBoxLayout(head)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(12)
        row.addWidget(self.title)
        row.addWidget(self.aside, 1)
        row.addWidget(self.segments)
        for button in (self.wall_button, self.parts_button, self.pdf_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)
        files = self.tr("Each chart as PNG and SVG, all tables as CSV and XLSX")
        self.parts_button.setToolTip(files)
        self.empty = EmptyPanel("")
        text = self.tr("Reports show who came, and when. Make a programme first (Ctrl+3).")
        self.empty.say(self.tr("No programme yet"), text, with_button=False)
        self.stack = QStackedWidget()
        for part in (self.empty, self.day, self.credits, self.year):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.control.read.connect(self._show_day)
        self.credits.read.connect(self._show_aside)
        self.year.read.connect(self._show_aside)
        self.credits.message.connect(self.message)
        self.segments.group.idClicked.connect(self._on_tab)
        self.wall_button.clicked.connect(self.wall_asked)
        self.parts_button.clicked.connect(self.parts_asked)
        self.pdf_button.clicked.connect(self.pdf_asked)

    def _on_tab(self, tab: int) -> None:
        if tab in (DAY, ALL_DAYS):
            self.control.show_days(is_all=tab == ALL_DAYS)
        self._show_tab()
        self.refresh()
        self.focus_field()
        # The foot is read again by the window when its text is given back.
        self.foot.emit("")

    def _show_tab(self) -> None:
        """Show the board of the chosen tab; without a programme only the year has something."""
        self._show_buttons()
        boards = {CREDITS: self.credits, YEAR: self.year}
        board = boards.get(self.tab, self.day)
        has_some = self.control.programme is not None or board is self.year
        self.stack.setCurrentWidget(board if has_some else self.empty)
        self._show_aside()

    def _show_buttons(self) -> None:
        is_wide = self.width() >= _WIDE_PX
        self.wall_button.setVisible(is_wide and self.tab in (DAY, ALL_DAYS))
        self.parts_button.setVisible(is_wide)

    def _step(self, by: int) -> None:
        if self.tab == YEAR:
            self.year.step(by)
        elif self.tab == DAY:
            self.control.step(by)

    def _show_day(self, report: DayReport) -> None:
        self.day.show_report(report)
        if self.tab in (DAY, ALL_DAYS):
            self._show_tab()
            self.foot.emit(day_words.as_of(report))

    def _show_aside(self) -> None:
        report = self.control.report
        told = f"{report.programme.code} • {when_of(report)}" if report else ""
        asides = {CREDITS: self.credits.aside, YEAR: self.year.aside}
        self.aside.set_text(asides.get(self.tab, told))


def _press(button: QAbstractButton) -> None:
    """Press a button by its key, where it is there."""
    if button.isVisible():
        button.click()
