"""The page of reports: one day, or all days together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from desktop.domain.programme.programme import Programme
from desktop.gui.frame.page import FooterKey, PlainPage
from desktop.gui.reports.day_board import DayBoard
from desktop.gui.reports.report_control import ReportControl
from desktop.gui.widgets.buttons import KeyButton, Segments
from desktop.gui.widgets.empty_panel import EmptyPanel
from desktop.gui.widgets.labels import FitLabel, label
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.reports import day as day_words
from desktop.gui.wording.reports.words import when_of
from desktop.workflows.reports.days import DayReport

DAY, ALL_DAYS = range(2)


class ReportsPage(PlainPage):
    """Shows figures while they change."""

    wall_asked = Signal()
    pdf_asked = Signal()
    parts_asked = Signal()

    def __init__(self, control: ReportControl, theme: Theme) -> None:
        """Lay out the page."""
        super().__init__()
        self.control = control
        self.title = label(self.tr("Reports"), "pageTitle")
        self.aside = FitLabel("regular", 15, 11, "text2")
        self.segments = Segments([self.tr("One day"), self.tr("All days")])
        files = self.tr("Each chart as PNG and SVG, all tables as CSV and XLSX")
        self.wall_button = KeyButton(self.tr("For the wall"), "F11", is_narrow=True)
        self.parts_button = KeyButton(self.tr("Save files"), "Alt S", is_narrow=True)
        self.pdf_button = KeyButton(self.tr("All as PDF"), "Ctrl P", "main", is_narrow=True)
        self.parts_button.setToolTip(files)
        self.day = DayBoard(theme)
        self.shows_tables = False
        self._build()
        self._connect()

    def set_programme(self, programme: Programme | None) -> None:
        """Show another programme."""
        self.control.set_programme(programme)
        self._show_empty()

    def use_programme(self, programme: Programme) -> None:
        """Use its title and times of day."""
        self.control.programme = programme
        self.control.refresh()

    def refresh(self) -> None:
        """Read again."""
        self.control.refresh()

    def focus_field(self) -> None:
        """Let the keys go from bar to bar."""
        self.day.arrivals.view.setFocus()

    def footer_keys(self) -> Sequence[FooterKey]:
        """Give the keys of reports."""
        return (
            ("T", self.tr("Table behind")),
            ("PgUp, PgDn", self.tr("Day")),
            ("Ctrl P", self.tr("PDF")),
            ("F11", self.tr("Wall")),
            ("← →", self.tr("Bar by bar")),
        )

    def help_keys(self) -> Sequence[FooterKey]:
        """Give also the keys for which the foot has no room."""
        return (
            *self.footer_keys(),
            ("Alt S", self.tr("Saves each chart and all tables")),
            ("Ctrl PgUp, PgDn", self.tr("One day, all days")),
        )

    def key_actions(self) -> Mapping[str, Callable[[], None]]:
        """Turn days and charts by keys."""
        return {
            "T": self.turn,
            "PgUp": partial(self.control.step, -1),
            "PgDown": partial(self.control.step, 1),
            "Ctrl+PgUp": partial(self.segments.step, -1),
            "Ctrl+PgDown": partial(self.segments.step, 1),
            "F11": self.wall_asked.emit,
            "Ctrl+P": self.pdf_asked.emit,
            "Alt+S": self.parts_asked.emit,
        }

    def turn(self) -> None:
        """Show the tables behind the charts, or the charts again."""
        self.shows_tables = not self.shows_tables
        self.day.turn(to_table=self.shows_tables)

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
        self.empty = EmptyPanel("")
        text = self.tr("Reports show who came, and when. Make a programme first (Ctrl+3).")
        self.empty.say(self.tr("No programme yet"), text, with_button=False)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.day)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.control.read.connect(self._show)
        self.segments.group.idClicked.connect(
            lambda number: self.control.show_days(is_all=number == ALL_DAYS)
        )
        self.wall_button.clicked.connect(self.wall_asked)
        self.parts_button.clicked.connect(self.parts_asked)
        self.pdf_button.clicked.connect(self.pdf_asked)

    def _show_empty(self) -> None:
        if self.control.programme is None:
            self.stack.setCurrentWidget(self.empty)
            self.aside.set_text("")

    def _show(self, report: DayReport) -> None:
        self.stack.setCurrentWidget(self.day)
        self.aside.set_text(f"{report.programme.code} • {when_of(report)}")
        self.day.show_report(report)
        self.foot.emit(day_words.as_of(report))
