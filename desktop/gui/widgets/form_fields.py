"""Fields of a form: a title above, and what is wrong in plain words below; typing is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.labels import label, reading_direction
from desktop.gui.widgets.theme import set_tone

MAX_LENGTH = 20_000
TEXT_LINES_PX = 76
LEAST_LETTERS = 14
LEAST_WIDTH_PX = 120


class FormField(QWidget):
    """A titled field with room for a fault."""

    changed = Signal()

    def __init__(self, title: str, editor: QWidget, hint: str = "") -> None:
        """Title an editor; a hint stands in it while it is empty."""
        super().__init__()
        self.editor = editor
        self.fault = label("", "fault", wraps=True)
        self.fault.hide()
        editor.setAccessibleName(title)
        editor.setMinimumWidth(LEAST_WIDTH_PX)
        if hint and isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.setPlaceholderText(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(title, "formLabel"))
        column.addWidget(editor)
        column.addWidget(self.fault)
        column.addStretch(1)
        self.setFocusProxy(editor)

    def value(self) -> str:
        """Give what is typed or chosen."""
        raise NotImplementedError

    def set_value(self, text: str) -> None:
        """Show a value."""
        raise NotImplementedError

    def show_fault(self, text: str) -> None:
        """Say what is wrong, or nothing."""
        self.fault.setText(text)
        self.fault.setVisible(bool(text))
        set_tone(self.editor, "no" if text else "", "fault")


class LineField(FormField):
    """One line of text; the side it is written from follows its letters."""

    def __init__(self, title: str, hint: str = "", completions: Sequence[str] = ()) -> None:
        """Make a line, which completes as one types where there is something to choose from."""
        self.line = QLineEdit()
        self.line.setMaxLength(MAX_LENGTH)
        super().__init__(title, self.line, hint)
        self._choices = QStringListModel(self)
        if completions:
            self.complete_from(completions)
        self.line.textChanged.connect(self._on_changed)

    def complete_from(self, texts: Sequence[str]) -> None:
        """Offer these texts as one types, whatever part of them it is."""
        if self.line.completer() is None:
            completer = QCompleter(self._choices, self.line)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.line.setCompleter(completer)
        self._choices.setStringList(list(texts))

    def value(self) -> str:
        """Give what is typed, without spaces around."""
        return self.line.text().strip()

    def set_value(self, text: str) -> None:
        """Show a text from its beginning."""
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def _on_changed(self, text: str) -> None:
        is_rtl = reading_direction(text) is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
        self.line.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.changed.emit()


class TextField(FormField):
    """Some lines of text."""

    def __init__(self, title: str, hint: str = "") -> None:
        """Make an empty field."""
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(TEXT_LINES_PX)
        super().__init__(title, self.text, hint)
        self.text.textChanged.connect(self.changed)

    def value(self) -> str:
        """Give the lines."""
        return self.text.toPlainText().strip()

    def set_value(self, text: str) -> None:
        """Show lines."""
        self.text.setPlainText(text)


class ChoiceField(FormField):
    """One of several values, shown by their names."""

    def __init__(self, title: str, choices: Mapping[str, str], *, is_open: bool = False) -> None:
        """Offer values by their names; an open one takes other texts, too."""
        self.box = ChoiceBox()
        self.box.setEditable(is_open)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._is_open = is_open
        for value, name in choices.items():
            self.box.addItem(name, value)
        super().__init__(title, self.box)
        # A long choice does not make the form wider than its window.
        self.box.setMinimumContentsLength(LEAST_LETTERS)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        self.box.currentTextChanged.connect(lambda _text: self.changed.emit())

    def begin_empty(self, hint: str) -> None:
        """Begin without a choice, so that whoever chooses does it by will."""
        self.box.setCurrentIndex(-1)
        if line := self.box.lineEdit():
            line.clear()
            line.setPlaceholderText(hint)

    def value(self) -> str:
        """Give the chosen value, or the text typed instead."""
        text = self.box.currentText().strip()
        index = self.box.findText(text)
        if self._is_open and (index < 0 or self.box.itemData(index) is None):
            return text
        chosen = self.box.itemData(index) if index >= 0 else self.box.currentData()
        return str(chosen or "")

    def set_value(self, text: str) -> None:
        """Choose a value; an unknown one is added, so that nothing is lost by looking."""
        index = self.box.findData(text)
        if index < 0 and text:
            self.box.addItem(text, text)
            index = self.box.count() - 1
        self.box.setCurrentIndex(index)


class Form(QWidget):
    """Fields in a grid, by name."""

    def __init__(self, columns: int = 2) -> None:
        """Make an empty form."""
        super().__init__()
        self.fields: dict[str, FormField] = {}
        self._columns = columns
        self._next = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(10)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def add(self, name: str, field: FormField, *, is_wide: bool = False) -> FormField:
        """Add a field after the others; a wide one takes a whole row."""
        self.fields[name] = field
        row, column = divmod(self._next, self._columns)
        if is_wide and column:
            self._next += self._columns - column
            row, column = row + 1, 0
        span = self._columns if is_wide else 1
        self._grid.addWidget(field, row, column, 1, span)
        self._next += span
        return field

    def add_part(self, part: QWidget) -> None:
        """Put something that is no field into a row of its own."""
        row, column = divmod(self._next, self._columns)
        row += bool(column)
        self._grid.addWidget(part, row, 0, 1, self._columns, Qt.AlignmentFlag.AlignLeft)
        self._next = (row + 1) * self._columns

    def values(self) -> dict[str, str]:
        """Give what all fields say."""
        return {name: field.value() for name, field in self.fields.items()}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Show values by name."""
        for name, field in self.fields.items():
            if name in values:
                field.set_value(values[name])

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say beside each field what is wrong, and stand at the first one."""
        for name, field in self.fields.items():
            field.show_fault(faults.get(name, ""))
        first = next((field for name, field in self.fields.items() if name in faults), None)
        if first:
            first.editor.setFocus()

    def minimumSizeHint(self) -> QSize:
        """Never squeeze the fields into each other."""
        return self.sizeHint()


class FoldedForm(Form):
    """A form whose rare fields stand behind a button."""

    def __init__(self, columns: int = 2) -> None:
        """Make an empty form."""
        super().__init__(columns)
        self._rest: list[str] = []
        self._is_more = self._is_folded = False
        self.more = KeyButton(self.tr("More…"), is_narrow=True)
        self.more.clicked.connect(lambda _on=False: self.show_more(is_shown=not self._is_more))

    def fold(self) -> None:
        """Put the button here; all fields that are added after it are rare."""
        self._is_folded = True
        self.add_part(self.more)

    def add(self, name: str, field: FormField, *, is_wide: bool = False) -> FormField:
        """Add a field after the others; behind the button it is out of sight."""
        super().add(name, field, is_wide=is_wide)
        if self._is_folded:
            self._rest.append(name)
            field.setVisible(self._is_more)
        return field

    def show_more(self, *, is_shown: bool) -> None:
        """Show or leave out what few need."""
        self._is_more = is_shown
        self.more.set_words(self.tr("Less") if is_shown else self.tr("More…"))
        for name in self._rest:
            self.fields[name].setVisible(is_shown)

    def show_if_set(self, usual: Mapping[str, str]) -> None:
        """Show the rare fields where one of them is otherwise than usual (empty if not named)."""
        own = self.values()
        self.show_more(is_shown=any(own[name] != usual.get(name, "") for name in self._rest))

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Say what is wrong beside each field; none stays out of sight."""
        if not faults.keys().isdisjoint(self._rest):
            self.show_more(is_shown=True)
        super().show_faults(faults)
