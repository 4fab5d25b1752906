"""How a file is read: its first rows as they stand, of which one is the header, and its letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.dialogs import Dialog, form_row
from desktop.gui.widgets.labels import label, plain_tip
from desktop.gui.wording.list_page import header_text
from desktop.gui.wording.lists import encoding_name, letters_sentence
from desktop.workflows.transfer.guest_list import FileKind, GuestList, TableRow

SIZE_PX = (860, 620)
MOST_COLUMNS, LONGEST = 40, 80
# The code pages that somebody may choose, besides those that were found likely.
_ENCODINGS = (
    "utf-8", "cp1252", "cp1250", "mac_roman", "cp850", "cp1255", "cp862", "cp1251", "cp1256",
    "cp1253", "cp1254", "cp1257", "koi8_r", "cp866", "cp874", "gb18030", "big5", "cp932", "cp949",
)  # fmt: skip


class Reading(NamedTuple):
    """How somebody says that a file is read; None and nothing leave it as found."""

    sheet: str = ""
    encoding: str = ""
    header_row: int | None = None


class ReadingDialog(Dialog):
    """A click on a row makes it the header; what is chosen is used at once."""

    chosen = Signal(object)
    seats_chosen = Signal(bool)

    def __init__(
        self, guests: GuestList, rows: Sequence[TableRow], reading: Reading, parent: QWidget
    ) -> None:
        """Show the beginning of a file.

        Args:
            guests: the list as it is read now.
            rows: its first rows as they stand.
            reading: what somebody has said of it before.
            parent: above what it opens.
        """
        super().__init__(self.tr("How this file is read"), parent)
        self._reading = reading
        self._guests = guests
        hint = self.tr("Press Enter on the row that names the columns, or click it.")
        self.content.addWidget(label(hint, "quiet", wraps=True))
        self.rows = _RowTable(rows, guests.table.header_row)
        self.rows.chosen.connect(self._on_row)
        self.content.addWidget(self.rows, 1)
        self._add_choices(guests)
        if guests.letters:
            self.content.addWidget(label(letters_sentence(guests.letters), "quiet", wraps=True))
        none = self.add_action(self.tr("No row does"), lambda: self._on_row(0))
        none.setEnabled(guests.table.header_row != 0)
        self.add_button(self.tr("Close"), key="Esc").clicked.connect(self.reject)
        self.fit(*SIZE_PX)

    def _add_choices(self, guests: GuestList) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        table = guests.table
        self.sheet = ChoiceBox()
        for name in table.worksheets:
            text = self.tr("{name} (hidden)").format(name=name) if name in table.hidden else name
            self.sheet.addItem(text, name)
        self.sheet.setCurrentIndex(self.sheet.findData(table.worksheet))
        self.sheet.activated.connect(
            lambda _i: self._choose(Reading(str(self.sheet.currentData())))
        )
        if self.sheet.count() > 1:
            row.addLayout(form_row(self.tr("Sheet"), self.sheet))
        self.encoding = ChoiceBox()
        rivals = guests.table.encoding.rivals
        for codec in dict.fromkeys((table.encoding.name, *rivals, *_ENCODINGS)):
            self.encoding.addItem(encoding_name(codec), codec)
        self.encoding.activated.connect(
            lambda _i: self._choose(self._reading._replace(encoding=self.encoding.currentData()))
        )
        if table.kind in (FileKind.TEXT, FileKind.ZIPPED, FileKind.WEB_PAGE):
            row.addLayout(form_row(self.tr("Letters"), self.encoding))
        self.seats = QCheckBox(self.tr("A guest for each whom a row stands for"))
        self.seats.setChecked(guests.splits_seats)
        self.seats.toggled.connect(self.seats_chosen)
        self.seats.setVisible(guests.seats_column is not None)
        row.addWidget(self.seats)
        row.addStretch(1)
        self.content.addLayout(row)

    def _on_row(self, number: int) -> None:
        self._choose(self._reading._replace(header_row=number))

    def _choose(self, reading: Reading) -> None:
        self.chosen.emit(reading)
        self.accept()


class _RowTable(QTableWidget):
    """The first rows of a file with their numbers; the header stands out."""

    chosen = Signal(int)

    def __init__(self, rows: Sequence[TableRow], header_row: int) -> None:
        width = min(MOST_COLUMNS, max((len(row.cells) for row in rows), default=0))
        super().__init__(len(rows), width)
        self._numbers = [row.number for row in rows]
        self.setAccessibleName(header_text(header_row))
        self.setVerticalHeaderLabels([str(number) for number in self._numbers])
        self.setHorizontalHeaderLabels([f"#{n}" for n in range(1, width + 1)])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        for place, row in enumerate(rows):
            for column, cell in enumerate(row.cells[:width]):
                self.setItem(place, column, _item(cell, is_header=row.number == header_row))
        if header_row in self._numbers:
            self.setCurrentCell(self._numbers.index(header_row), 0)
        self.cellClicked.connect(lambda place, _column: self.chosen.emit(self._numbers[place]))
        self.activated.connect(lambda index: self.chosen.emit(self._numbers[index.row()]))


def _item(cell: str, *, is_header: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(" ".join(cell.split())[:LONGEST])
    item.setToolTip(plain_tip(cell[:400]))
    if is_header:
        face = QFont(item.font())
        face.setBold(True)
        item.setFont(face)
        item.setBackground(QColor(128, 160, 160, 60))
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    return item
