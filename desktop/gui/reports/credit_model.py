"""The rows of credits as a table: whose, for what, how much, and what is to be decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.gui.wording.reports.credits import doubt_words, state_words
from desktop.gui.wording.translation import tr
from desktop.workflows.reports.credits import CreditRow

NAME, SESSION, CREDIT, STATE, LOOK = range(5)
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class CreditModel(QAbstractTableModel):
    """Holds the rows that are shown."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        super().__init__()
        self.rows: Sequence[CreditRow] = ()

    def show_rows(self, rows: Sequence[CreditRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Count rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Count columns."""
        return 0 if parent.isValid() else LOOK + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Name the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("Name"), tr("Session"), tr("Credit"), tr("State"), tr("To look at"))[section]
        return None

    def data(self, index: _Index, role: int = 0) -> Any:
        """Say what stands in a cell."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.rows[index.row()]
        column = index.column()
        if column == NAME:
            return row.attendee.name
        if column == SESSION:
            return f"{row.of.session.code} • {row.of.session.title}"
        if column == CREDIT:
            return f"{row.credit.awarded.normalize():f} {row.of.type.unit}" if row.of.type else ""
        if column == STATE:
            return state_words(row.credit)
        return ", ".join(doubt_words(doubt) for doubt in row.credit.doubts)
