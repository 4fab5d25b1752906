"""Where a guest list is named: its file, typed, chosen or dropped, and its programme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.gui.widgets.dialogs import form_row, pick_open
from desktop.gui.widgets.labels import label
from desktop.gui.widgets.theme import set_tone

WIDTH_PX, LEAST_PX = 640, 520


class FileCard(QFrame):
    """Two fields; what is wrong with a file is said right below its field."""

    opened = Signal(object)
    code_changed = Signal()
    code_typed = Signal()

    def __init__(self) -> None:
        """Make empty fields."""
        super().__init__()
        self.setObjectName("card")
        self.setMaximumWidth(WIDTH_PX)
        self.setMinimumWidth(LEAST_PX)
        self.path = QLineEdit()
        self.path.setAccessibleName(self.tr("File"))
        self.path.setPlaceholderText(self.tr("CSV, XLSX, ODS or ZIP"))
        self.path.returnPressed.connect(self._on_typed)
        self.choose = QPushButton(self.tr("Choose file…"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self.ask_file)
        self.fault = label("", "fault", wraps=True)
        self.fault.hide()
        self.code = QLineEdit()
        self.code.setAccessibleName(self.tr("Programme"))
        self.code.setPlaceholderText(self.tr("Short code, such as NIPERM"))
        self.code.textChanged.connect(lambda _text: self.code_changed.emit())
        self.code.editingFinished.connect(self.code_typed)
        self._title = title = label(self.tr("Drop a guest list here"), "emptyTitle")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint = hint = label(
            self.tr("or say which file it is; nothing is taken in yet"), "emptyText"
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(hint)
        column.addSpacing(8)
        self._file = QWidget()
        row = form_row(self.tr("File"), self.path, self.choose)
        row.setContentsMargins(0, 0, 0, 0)
        self._file.setLayout(row)
        column.addWidget(self._file)
        column.addWidget(self.fault)
        column.addLayout(form_row(self.tr("Programme"), self.code))

    def ask(self, *, for_file: bool) -> None:
        """Ask for file and programme, or where the file is known for the programme alone."""
        for part in (self._title, self._hint, self._file):
            part.setVisible(for_file)

    def say(self, sentence: str) -> None:
        """Say below the field what is wrong with the file; nothing takes it away."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        set_tone(self.path, "no" if sentence else "", "fault")

    def _on_typed(self) -> None:
        if text := self.path.text().strip().strip('"'):
            self.opened.emit(Path(text).expanduser())

    def ask_file(self) -> None:
        """Ask which file it is, and tell whoever opens it."""
        kinds = self.tr(
            "Guest lists (*.csv *.tsv *.txt *.xlsx *.xls *.ods *.zip *.html);;All files (*)"
        )
        if path := pick_open(self, self.tr("Choose a guest list"), kinds):
            self.opened.emit(path)
