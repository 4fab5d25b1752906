"""The people of a roll call as a model: whoever is shown, and how they are."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desktop.domain.rollcall.board import Board, Listed
from desktop.gui.wording.rollcall.words import apart_name, last_seen, mark_words, state_name
from desktop.gui.wording.translation import tr

Index = QModelIndex | QPersistentModelIndex
LISTED_ROLE = int(Qt.ItemDataRole.UserRole)
STATE_ROLE = LISTED_ROLE + 1


class Column(IntEnum):
    """The columns, as they stand."""

    NAME = 0
    SEEN = 1
    ORGANISATION = 2
    PHONE = 3
    MARK = 4


class RollCallModel(QAbstractTableModel):
    """Rows of a board; nothing is read when they are shown."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.board: Board | None = None
        self.rows: Sequence[Listed] = ()
        # Phones and what was noted of health: of a closed roll call for leads only.
        self.shows_all = True

    def show_rows(self, board: Board | None, rows: Sequence[Listed]) -> None:
        """Show other people, or the same in other states."""
        if board and self.board and [one.id for one in rows] == [one.id for one in self.rows]:
            self.board, self.rows = board, rows
            last = self.index(self.rowCount() - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.board, self.rows = board, rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Count who is shown."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return {
                Column.NAME: tr("Name"),
                Column.SEEN: tr("Last seen"),
                Column.ORGANISATION: tr("Organisation"),
                Column.PHONE: tr("Phone"),
                Column.MARK: tr("Mark"),
            }[Column(section)]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a person, how they are, or a cell's words."""
        if self.board is None or not 0 <= index.row() < len(self.rows):
            return None
        one = self.rows[index.row()]
        if role == LISTED_ROLE:
            return one
        if role == STATE_ROLE:
            return self.board.state_of(one.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(one, Column(index.column()))
        return None

    def row_of(self, id_: str) -> int:
        """Tell in which row somebody stands; -1 for none."""
        return next((row for row, one in enumerate(self.rows) if one.id == id_), -1)

    def _text(self, one: Listed, column: Column) -> str:
        assert self.board
        if column is Column.NAME:
            return " ".join(part for part in (one.name, one.second_name) if part)
        if column is Column.SEEN:
            seen = last_seen(one, self.board)
            return f"{seen} • {apart_name(one.apart)}" if one.apart else seen
        if column is Column.ORGANISATION:
            return ", ".join(part for part in (one.organization, one.delegation) if part)
        if column is Column.PHONE:
            return one.phone if self.shows_all else ""
        mark = self.board.mark_of(one.id)
        words = mark_words(mark) if self.shows_all else ""
        return " • ".join(part for part in (state_name(mark.state), words) if part) if mark else ""
