"""What of a list is left out or to be known, row by row, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPushButton, QTableView

from desktop.gui.transfer.import_card import ImportCard
from desktop.gui.transfer.problems_model import COLUMN, REASON, ROW, ProblemsModel
from desktop.gui.wording.lists import Note
from desktop.workflows.transfer.guest_list import Problem

LEAST_PX = 110


class LeftOutCard(ImportCard):
    """A table of rows, columns and reasons, which can be saved."""

    def __init__(self) -> None:
        """Make an empty table."""
        super().__init__("")
        self.title.setText(self.tr("Left out, and what to know"))
        self.save = QPushButton(self.tr("Save as CSV…"))
        self.save.setAutoDefault(False)
        self.head.addWidget(self.save)
        self.problems = ProblemsModel()
        self.view = QTableView()
        self.view.setObjectName("listProblems")
        self.view.setModel(self.problems)
        self.view.setMinimumHeight(LEAST_PX)
        self.view.verticalHeader().hide()
        self.view.setShowGrid(False)
        self.view.setWordWrap(True)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setTabKeyNavigation(False)
        head = self.view.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(ROW, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(COLUMN, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        self.add(self.view, 1)

    def show_problems(self, problems: Sequence[Problem], notes: Sequence[Note]) -> None:
        """Show other problems, below what is to be known of the whole list."""
        self.problems.set_problems(problems, notes)
        self.save.setVisible(bool(problems))
        self.view.resizeRowsToContents()
