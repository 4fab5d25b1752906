"""The rows that stay out of an import, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.gui.wording.transfer import describe_problem
from desktop.workflows.transfer.guest_list import Problem

Index = QModelIndex | QPersistentModelIndex
ROW, COLUMN, REASON = range(3)


class ProblemsModel(QAbstractTableModel):
    """Row number, column and reason."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.problems: Sequence[Problem] = ()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Show other problems."""
        self.beginResetModel()
        self.problems = problems
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the problems."""
        return 0 if parent is not None and parent.isValid() else len(self.problems)

    def columnCount(self, _parent: Index | None = None) -> int:
        """Count the columns."""
        return 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the text of a cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        problem = self.problems[index.row()]
        if index.column() == ROW:
            return str(problem.row)
        return problem.column if index.column() == COLUMN else describe_problem(problem)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give the title of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return (self.tr("Row"), self.tr("Column"), self.tr("Why it stays out"))[section]
        return None
