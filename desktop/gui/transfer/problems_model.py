"""What an import did not take or left to a person, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.gui.widgets.labels import plain_tip
from desktop.gui.wording.lists import Note
from desktop.gui.wording.transfer import problem_line
from desktop.workflows.transfer.guest_list import Problem

Index = QModelIndex | QPersistentModelIndex
ROW, COLUMN, REASON = range(3)


class ProblemsModel(QAbstractTableModel):
    """Row number, column and reason."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.problems: Sequence[Problem] = ()
        self._lines: list[Note] = []

    def set_problems(self, problems: Sequence[Problem], notes: Sequence[Note] = ()) -> None:
        """Show other problems, below what is left to a person."""
        self.beginResetModel()
        self.problems = problems
        self._lines = [
            *notes,
            *(_note(p) for p in sorted(problems, key=lambda p: not p.is_row_out)),
        ]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the lines."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, _parent: Index | None = None) -> int:
        """Count the columns."""
        return 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the text of a cell."""
        text = self._lines[index.row()][index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text)
        return text if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give the title of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return (self.tr("Row"), self.tr("Column"), self.tr("What to know"))[section]
        return None


def _note(problem: Problem) -> Note:
    """Word a problem; whether the whole row stays out is said first."""
    return Note(str(problem.row), problem.column, problem_line(problem))
