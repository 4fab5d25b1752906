"""Which column of a guest list holds what: shown, and to be changed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QSizePolicy, QWidget

from desktop.domain.attendees.fields import IMPORT_FIELDS
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.labels import FitLabel, label, plain_tip
from desktop.gui.wording.transfer import field_label
from desktop.workflows.transfer.guest_list import GuestList

SHOWN_EXAMPLES = 2
# Of the longest field's name; the list that opens has all of it.
SHOWN_LETTERS = 18


class MappingTable(QScrollArea):
    """A line for each column: its header, examples, and the field it goes to."""

    changed = Signal()

    def __init__(self) -> None:
        """Make an empty table."""
        super().__init__()
        self.setObjectName("mapping")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._boxes: dict[str, QComboBox] = {}

    @property
    def boxes(self) -> Sequence[QComboBox]:
        """The boxes of all columns, in their order."""
        return list(self._boxes.values())

    def show_list(self, guests: GuestList) -> None:
        """Show the columns of a file with what was recognised."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(20, 2, 20, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        for column, title in enumerate((self.tr("Column"), self.tr("For example"), self.tr("is"))):
            grid.addWidget(label(title, "formLabel"), 0, column)
        fields = {index: field for field, index in guests.mapping.items()}
        self._boxes = {}
        for index, header in enumerate(guests.table.headers):
            name = FitLabel("medium", 14, 12)
            name.set_text(header or self.tr("(no title)"))
            name.setToolTip(plain_tip(header))
            grid.addWidget(name, index + 1, 0)
            examples = FitLabel("regular", 13, 12, "example")
            examples.set_text(_examples(guests, index))
            grid.addWidget(examples, index + 1, 1)
            box = self._build_box(fields.get(index, ""))
            box.setAccessibleName(header)
            self._boxes[header] = box
            grid.addWidget(box, index + 1, 2)
        grid.setRowStretch(len(guests.table.headers) + 1, 1)
        self.setWidget(holder)

    def mapping(self) -> Mapping[str, str]:
        """Give the field of each column that has one: field name to header."""
        chosen = {str(box.currentData()): header for header, box in self._boxes.items()}
        chosen.pop("", None)
        return chosen

    def _build_box(self, field: str) -> QComboBox:
        box = ChoiceBox()
        box.focused.connect(lambda box=box: self.ensureWidgetVisible(box))
        box.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(SHOWN_LETTERS)
        box.addItem(self.tr("– not imported –"), "")
        for name in IMPORT_FIELDS:
            box.addItem(field_label(name), name)
        box.setCurrentIndex(max(0, box.findData(field)))
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.activated.connect(lambda _index, box=box: self._on_changed(box))
        return box

    def _on_changed(self, changed: QComboBox) -> None:
        """Take a field from the column that had it before."""
        for box in self._boxes.values():
            if box is not changed and box.currentData() == changed.currentData() != "":
                box.setCurrentIndex(0)
        self.changed.emit()


def _examples(guests: GuestList, index: int) -> str:
    cells = (row[index].strip() for row in guests.sample if len(row) > index)
    examples = list(dict.fromkeys(cell for cell in cells if cell))[:SHOWN_EXAMPLES]
    return " • ".join(cell[:60] for cell in examples)
