"""Credits on the page: what each session gives, who earned it, and what a person must decide."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QVBoxLayout,
)

from desktop.domain.programme.programme import Programme
from desktop.domain.reports.sheet import Report
from desktop.gui.frame.room import Frame
from desktop.gui.reports.credit_model import CREDIT, LOOK, NAME, SESSION, STATE, CreditModel
from desktop.gui.reports.decide_dialog import DecideDialog
from desktop.gui.reports.services import ReportServices
from desktop.gui.reports.table_view import TableCard
from desktop.gui.widgets.buttons import KeyButton, Segments
from desktop.gui.widgets.labels import label
from desktop.gui.wording.reports import credits as words
from desktop.gui.wording.translation import tr
from desktop.workflows.reports.credits import CreditReport, CreditRow, NotDecided

ROW_PX, MOST_SESSIONS = 40, 8
OPEN, ALL = range(2)
# In less room buttons show no keys.
WIDE_PX = 1_100
_WIDTHS_PX = {NAME: 180, CREDIT: 130, STATE: 150, LOOK: 210}


class CreditTable(QTableView):
    """The rows; Enter decides the chosen one."""

    asked = Signal()

    def __init__(self) -> None:
        """Show no row yet."""
        super().__init__()
        self.setObjectName("credits")
        self.setWordWrap(False)
        self.rows = CreditModel()
        self.setModel(self.rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        head = self.horizontalHeader()
        head.setSectionResizeMode(SESSION, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS_PX.items():
            self.setColumnWidth(column, width)
        self.setAccessibleName(tr("Credits"))
        self.doubleClicked.connect(lambda _index: self.asked.emit())

    @property
    def chosen(self) -> CreditRow | None:
        """The row that is chosen."""
        index: QModelIndex = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit()
        else:
            super().keyPressEvent(event)


class CreditsBoard(QFrame):
    """Sessions above, people below."""

    read = Signal()
    message = Signal(str, str)
    certificates_asked = Signal()
    mail_asked = Signal()
    register_asked = Signal()
    sheets_asked = Signal()
    questions_asked = Signal()

    def __init__(self, frame: Frame, services: ReportServices) -> None:
        """Make a board that shows nothing."""
        super().__init__()
        self._frame = frame
        self._credits = services.credits
        self.programme: Programme | None = None
        self.report: CreditReport | None = None
        self._is_reading = False
        self.sessions = TableCard(frame.theme, MOST_SESSIONS)
        self.segments = Segments([tr("To decide"), tr("Everybody")])
        self.table = CreditTable()
        self._why = label("", "place", wraps=True)
        self.certificates_button = KeyButton(tr("Certificates"), "Alt C", is_narrow=True)
        self.register_button = KeyButton(tr("Register"), "Alt R", is_narrow=True)
        self.sheets_button = KeyButton(tr("Sign-in sheets"), "Alt I", is_narrow=True)
        self.questions_button = KeyButton(tr("Licences"), "Alt L", is_narrow=True)
        self.mail_button = KeyButton(tr("By mail…"), "Alt E", is_narrow=True)
        self._buttons = {
            self.questions_button: self.questions_asked,
            self.sheets_button: self.sheets_asked,
            self.register_button: self.register_asked,
            self.certificates_button: self.certificates_asked,
            self.mail_button: self.mail_asked,
        }
        self._build()

    @property
    def aside(self) -> str:
        """Say how many are to be decided."""
        report = self.report
        if report is None:
            return ""
        told = tr("{code} • {count} to decide")
        return told.format(code=report.programme.code, count=len(report.open))

    def refresh(self) -> None:
        """Read again."""
        programme, credits, on_store = self.programme, self._credits, self._frame.jobs.on_store
        if programme and not self._is_reading:
            self._is_reading = True
            self._frame.jobs.run_beside(
                lambda: credits.report(programme, on_store), self._on_read, self._on_failed
            )

    def as_report(self) -> tuple[Report, str] | None:
        """Give what is shown for a file, with a name for it."""
        if self.report is None:
            return None
        return words.credits_report(self.report), f"{self.report.programme.code} {tr('credits')}"

    def decide(self) -> None:
        """Ask what the chosen one gets."""
        row = self.table.chosen
        if row is None:
            self.message.emit(tr("Choose somebody first."), "look")
        elif row.of.flaws:
            self.message.emit(words.session_words(row.of), "look")
        else:
            dialog = DecideDialog(row, self._frame.dialogs.window)
            dialog.decided.connect(lambda amount, note: self._decide(row, amount, note))
            self._frame.dialogs.show(dialog)

    def _decide(self, row: CreditRow, amount: Decimal | None, note: str) -> None:
        credits = self._credits

        def done(refused: NotDecided | None) -> None:
            if refused:
                told = tr("Give 0 to {full}, in steps of {step}.")
                self.message.emit(told.format(full=refused.full, step=refused.step), "look")
                return
            told = tr("Decided: {name}. Ctrl+Z takes it back.")
            self.message.emit(told.format(name=row.attendee.name), "yes")
            self.refresh()

        self._frame.jobs.run(lambda: credits.decide(row.attendee.id, row.of, amount, note), done)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rather show no keys on buttons than cut their words; help (F1) has them, too."""
        super().resizeEvent(event)
        for button in self._buttons:
            button.show_key(is_shown=self.width() >= WIDE_PX)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(14)
        column.addWidget(self.sessions)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.segments)
        row.addStretch(1)
        for button, asked in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, asked=asked: asked.emit())
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(self._why)
        column.addWidget(self.table, 1)
        self.segments.group.idClicked.connect(lambda _number: self._show_rows())
        self.table.asked.connect(self.decide)

    def _on_failed(self, failure: object) -> None:
        self._is_reading = False
        self._frame.jobs.failed.emit(failure)

    def _on_read(self, report: CreditReport) -> None:
        self._is_reading = False
        if self.programme is None or report.programme.id != self.programme.id:
            self.refresh()
            return
        self.report = report
        self.sessions.show_table(words.sessions_table(report))
        self._show_rows()
        self.read.emit()

    def _show_rows(self) -> None:
        report = self.report
        if report is None:
            return
        rows: Sequence[CreditRow] = report.rows if self.segments.chosen == ALL else report.open
        self.table.rows.show_rows(rows)
        if rows:
            self.table.selectRow(0)
        self._why.setText(words.nothing_to_show(report, is_open=self.segments.chosen == OPEN))
        self._why.setVisible(not rows)
