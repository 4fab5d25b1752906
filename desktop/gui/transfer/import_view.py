"""How the page of a list is laid out: head, questions, and four cards that come and go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.gui.transfer.beside_card import BesideCard
from desktop.gui.transfer.file_card import FileCard
from desktop.gui.transfer.import_card import ImportCard
from desktop.gui.transfer.import_head import ImportHead
from desktop.gui.transfer.left_out_card import LeftOutCard
from desktop.gui.transfer.mapping_table import MappingTable
from desktop.gui.transfer.question_bar import QuestionBar
from desktop.gui.transfer.status_table import StatusTable
from desktop.gui.wording.translation import tr

GAP_PX = 16


class ImportView:
    """The parts of the page by name."""

    def __init__(self, page: QWidget) -> None:
        """Lay out an empty page."""
        self.file = FileCard()
        self.head = ImportHead()
        self.question = QuestionBar()
        self.mapping, self.words = MappingTable(), StatusTable()
        self.columns_card = ImportCard(tr("What it means"))
        self.columns_card.add(self.mapping, 1)
        self.words_card = ImportCard(tr("Words for the status"))
        self.words_card.add(self.words, 1)
        kept = tr("What is not understood lets nobody in by itself. Your choice is kept.")
        self.words_card.end_with(kept)
        self.beside = BesideCard()
        self.left_out = LeftOutCard()
        # Tab goes in this order, whatever the layout: questions come first.
        for part in (self.file, self.question, self.head):
            part.setParent(page)
        self._grid = QGridLayout()
        self._grid.setSpacing(GAP_PX)
        self.cards = QWidget()
        self.cards.setLayout(self._grid)
        for card in (self.columns_card, self.words_card, self.beside, self.left_out):
            # Without a place of its own a card would be shown as a window.
            card.setParent(self.cards)
        self._grid.setContentsMargins(0, 0, 0, 0)
        body = QVBoxLayout()
        body.setContentsMargins(22, 16, 22, 16)
        body.setSpacing(GAP_PX)
        body.addWidget(self.question)
        body.addWidget(self.file, 0, Qt.AlignmentFlag.AlignCenter)
        body.addWidget(self.cards, 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(body, 1)

    @staticmethod
    def listen(page: QWidget, keys: Mapping[str, Callable[[], None]]) -> None:
        """Do something by a key, wherever in the page the focus is."""
        for key, done in keys.items():
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(done)

    def order_tabs(self) -> None:
        """Let Tab go from the questions over what is meant to what is done."""
        question, head = self.question, self.head
        order: list[QWidget] = [
            *question.letter_buttons, question.days, question.unknown, question.missing,
            question.near, *self.mapping.boxes, *self.words.boxes.values(), self.beside.source,
            *self.beside.buttons(), self.left_out.save, self.left_out.view, head.reading,
            head.another, *head.after, head.start,
        ]  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def let_change(self, may: bool) -> None:
        """Let columns and words be changed, or not while a list is taken in."""
        self.columns_card.setEnabled(may)
        self.words_card.setEnabled(may)

    def arrange(self, *, is_open: bool) -> None:
        """Lay the cards out: four before, two after, and none that has nothing to say."""
        has_words = is_open and bool(self.words.boxes)
        has_problems = self.left_out.problems.rowCount() > 0
        for card in (self.columns_card, self.words_card, self.beside, self.left_out):
            self._grid.removeWidget(card)
        self.columns_card.setVisible(is_open)
        self.words_card.setVisible(has_words)
        self.left_out.setVisible(has_problems)
        row = 0
        if is_open:
            self._grid.addWidget(self.columns_card, row, 0, 1, 1 if has_words else 2)
            if has_words:
                self._grid.addWidget(self.words_card, row, 1)
            row += 1
        self._grid.addWidget(self.beside, row, 0, 1, 1 if has_problems else 2)
        if has_problems:
            self._grid.addWidget(self.left_out, row, 1)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self._grid.setRowStretch(0, 6 if is_open else 1)
        self._grid.setRowStretch(1, 5 if is_open else 0)
