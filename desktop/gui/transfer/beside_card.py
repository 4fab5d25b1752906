"""What a list is beside what is here: figures, what hands decided, who is missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.gui.transfer.import_card import ImportCard
from desktop.gui.transfer.source_box import SourceBox
from desktop.gui.widgets.labels import FitLabel, label
from desktop.gui.widgets.theme import set_tone
from desktop.gui.wording.list_page import counts_of, hands_lines, missing_lines
from desktop.workflows.transfer.progress import Progress

HANDS, MISSING = "hands", "missing"


class BesideCard(ImportCard):
    """Figures above, below them what somebody may want to look at."""

    asked = Signal(str)

    def __init__(self) -> None:
        """Make a card that counts nothing yet."""
        super().__init__("")
        self.title.setText(self.tr("Beside what is here"))
        self.source = SourceBox()
        self.head.addWidget(self.source)
        self._figures = QWidget()
        row = QHBoxLayout(self._figures)
        row.setContentsMargins(20, 4, 20, 10)
        row.setSpacing(26)
        self._numbers = []
        self._words = []
        for _n in range(len(counts_of(Progress()))):
            number, word = label("", "listCount"), label("", "listWord")
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(number)
            column.addWidget(word)
            row.addLayout(column)
            self._numbers.append(number)
            self._words.append(word)
        row.addStretch(1)
        self.add(self._figures)
        self._lines = {HANDS: _Line(), MISSING: _Line()}
        for name, line in self._lines.items():
            line.button.clicked.connect(lambda _on=False, name=name: self.asked.emit(name))
            self.add(line)
        self._column.addStretch(1)
        self.show_progress(None)

    @property
    def figures(self) -> list[str]:
        """What is counted, as it is shown."""
        return [f"{n.text()} {w.text()}" for n, w in zip(self._numbers, self._words, strict=True)]

    def show_progress(self, progress: Progress | None, aside: str = "") -> None:
        """Show what a list does, or did; while that is not known, why it is not."""
        counts = counts_of(progress or Progress())
        for number, word, (count, text, tone) in zip(
            self._numbers, self._words, counts, strict=True
        ):
            number.setText(count if progress else "–")
            word.setText(text)
            set_tone(number, tone if progress else "")
        self.say_aside("" if progress else aside)
        self._lines[HANDS].say(hands_lines(progress) if progress and progress.choices else None)
        self._lines[MISSING].say(missing_lines(progress) if progress and progress.missing else None)

    def buttons(self) -> Sequence[QPushButton]:
        """The buttons that show who is meant, in order."""
        return [line.button for line in self._lines.values() if line.isVisible()]


class _Line(QFrame):
    """Two lines of text and a button that shows more."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("listLine")
        self._title = FitLabel("medium", 14, 12)
        self._detail = label("", "quiet", wraps=True)
        self.button = QPushButton(self.tr("Look…"))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._title)
        texts.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(16)
        row.addLayout(texts, 1)
        row.addWidget(self.button)

    def say(self, lines: tuple[str, str] | None) -> None:
        self.setVisible(lines is not None)
        if lines:
            self._title.set_text(lines[0])
            self._detail.setText(lines[1])
            self.button.setAccessibleName(f"{lines[0]}: {self.button.text()}")
