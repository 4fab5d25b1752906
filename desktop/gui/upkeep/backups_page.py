"""The page of backups: how it stands, the list, a second folder, and bringing one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from desktop.domain.upkeep.backup import Backup
from desktop.gui.frame.page import FooterKey, PlainPage
from desktop.gui.upkeep.backup_list import BackupList
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.labels import label
from desktop.gui.wording.backups import second_line, status_lines
from desktop.workflows.upkeep.backups import BackupNews

HEAD_PX = 60


class BackupsPage(PlainPage):
    """One list, and what can be done with it."""

    make_asked = Signal()
    folder_asked = Signal()
    no_folder_asked = Signal()
    restore_asked = Signal(object)
    back_asked = Signal()
    refresh_asked = Signal()

    def __init__(self) -> None:
        """Lay out the page."""
        super().__init__()
        self.list = BackupList()
        self.status = label("", "bodyText", wraps=True)
        self.second = label("", "quiet", wraps=True)
        self.make_button = self._button(self.tr("Make one now"), "", "main")
        self.make_button.clicked.connect(lambda _on=False: self.make_asked.emit())
        self.folder_button = self._button(self.tr("Second folder…"))
        self.folder_button.clicked.connect(lambda _on=False: self.folder_asked.emit())
        self.no_folder_button = self._button(self.tr("No second folder"))
        self.no_folder_button.clicked.connect(lambda _on=False: self.no_folder_asked.emit())
        self.restore_button = self._button(self.tr("Bring back the marked one…"), "", "risk")
        self.restore_button.clicked.connect(lambda _on=False: self._ask_restore())
        self.back_button = self._button(self.tr("Back"), "Esc")
        self.back_button.clicked.connect(lambda _on=False: self.back_asked.emit())
        self._build()
        # Of this page only: elsewhere Escape is for what stands in front there.
        leave = QShortcut(QKeySequence("Esc"), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.back_asked)

    def show_state(
        self, news: BackupNews, backups: Sequence[Backup], second: str, *, is_busy: bool
    ) -> None:
        """Show how it stands."""
        self.status.setText("\n".join(status_lines(news)))
        self.second.setText(second_line(second))
        self.no_folder_button.setVisible(bool(second))
        self.list.show_backups(backups)
        self.make_button.setEnabled(not is_busy)
        words = self.tr("Making one…") if is_busy else self.tr("Make one now")
        self.make_button.set_words(words)
        self.restore_button.setEnabled(self.list.marked is not None and not is_busy)

    def refresh(self) -> None:
        """Read the folder again."""
        self.refresh_asked.emit()

    def focus_field(self) -> None:
        """Bring the focus to the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def footer_keys(self) -> Sequence[FooterKey]:
        """Give the keys of the page."""
        return (("↑ ↓", self.tr("Move")), ("Tab", self.tr("Buttons")), ("Esc", self.tr("Back")))

    def _ask_restore(self) -> None:
        if backup := self.list.marked:
            self.restore_asked.emit(backup)

    def _button(self, words: str, key: str = "", kind: str = "") -> KeyButton:
        return KeyButton(words, key, kind, is_narrow=True)

    def _build(self) -> None:
        head = QFrame()
        head.setObjectName("pageHead")
        head.setFixedHeight(HEAD_PX)
        row = QHBoxLayout(head)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(12)
        row.addWidget(label(self.tr("Backups"), "pageTitle"))
        row.addStretch(1)
        self.no_folder_button.hide()
        buttons = (self.back_button, self.no_folder_button, self.folder_button, self.make_button)
        for button in buttons:
            row.addWidget(button)
        card = QFrame()
        card.setObjectName("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(20, 16, 20, 16)
        inner.setSpacing(8)
        for part in (self.status, self.second):
            inner.addWidget(part)
        body = QVBoxLayout()
        body.setContentsMargins(22, 18, 22, 18)
        body.setSpacing(14)
        body.addWidget(card)
        body.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.restore_button)
        body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(body, 1)
