"""What can be done where a store does not open: a backup, what still reads, or a new beginning."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.failures import (
    EnvironmentFailure,
    StoreEmptied,
    StoreGone,
    StoreUnreadable,
    WorkStopped,
)
from desktop.gui.upkeep.backup_list import BackupList
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.dialogs import pick_folder
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.wording.backups import no_backups_line, salvaged_lines, since_line
from desktop.gui.wording.failures import describe_failure
from desktop.workflows.upkeep.rescue import Rescue, Restored, Salvaged

# Where one of these stands in the way, something can be done.
RESCUABLE = (StoreUnreadable, StoreEmptied, StoreGone)
WIDTH_PX, HEIGHT_PX = 720, 560


class RescueDialog(QDialog):
    """A window of its own, because there is none yet; accepted where the store can be opened."""

    def __init__(self, jobs: Jobs, rescue: Rescue, failure: EnvironmentFailure) -> None:
        """Say what is wrong, and offer what there is."""
        super().__init__()
        self._jobs, self._rescue = jobs, rescue
        self._folder: Path | None = None
        text = describe_failure(failure)
        self.setWindowTitle(text.title)
        self.resize(WIDTH_PX, HEIGHT_PX)
        self.list = BackupList()
        # Stands where the list was, so that sentences stay together.
        self._gap = QWidget()
        self._gap.hide()
        self.lost = label("", "quiet", wraps=True)
        self.message = label("", "bodyText", wraps=True)
        self.message.hide()
        self.restore_button = self._button(self.tr("Bring the marked backup back"), "main")
        self.restore_button.clicked.connect(lambda _on=False: self.restore())
        self.salvage_button = self._button(self.tr("Take out what still reads"))
        self.salvage_button.clicked.connect(lambda _on=False: self.salvage())
        self.folder_button = self._button(self.tr("Other folder…"))
        self.folder_button.clicked.connect(lambda _on=False: self._choose_folder())
        self.begin_button = self._button(self.tr("Begin a new store"), "risk")
        self.begin_button.clicked.connect(lambda _on=False: self.begin())
        self.begin_button.setVisible(isinstance(failure, StoreGone))
        self.salvage_button.setVisible(isinstance(failure, StoreUnreadable))
        self.open_button = self._button(self.tr("Open it"), "main")
        self.open_button.clicked.connect(lambda _on=False: self.accept())
        self.open_button.hide()
        self.close_button = self._button(self.tr("Close"))
        self.close_button.clicked.connect(lambda _on=False: self.reject())
        self._build(text.title, text.line)
        self._show_backups()

    def restore(self) -> None:
        """Put the marked backup in the store's place."""
        if backup := self.list.marked:
            rescue, folder = self._rescue, self._folder
            self._begin(self.tr("The backup is brought back…"))
            self._jobs.run_beside(
                lambda: rescue.restore(rescue.plan(folder=folder, backup=backup)),
                self._on_restored,
                self._on_failed,
            )

    def salvage(self) -> None:
        """Make a new store of what still reads, in the damaged one's place."""
        self._begin(self.tr("What still reads is taken out…"))
        self._jobs.run_beside(self._rescue.salvage_in_place, self._on_salvaged, self._on_failed)

    def begin(self) -> None:
        """Begin a new store."""
        self._begin("")
        self._jobs.run_beside(self._rescue.begin, lambda _done: self.accept(), self._on_failed)

    def _on_restored(self, _done: Restored) -> None:
        self.accept()

    def _on_salvaged(self, found: Salvaged) -> None:
        self._end("\n".join(salvaged_lines(found)))
        for button in (self.restore_button, self.salvage_button, self.folder_button):
            button.hide()
        self.list.hide()
        self._gap.show()
        self.lost.hide()
        self.open_button.show()
        self.open_button.setFocus()

    def _on_failed(self, failure: EnvironmentFailure) -> None:
        self._end("" if isinstance(failure, WorkStopped) else describe_failure(failure).line)

    def _begin(self, words: str) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))
        self._set_enabled(is_enabled=False)

    def _end(self, words: str) -> None:
        self.message.setText(words)
        self.message.setVisible(bool(words))
        self._set_enabled(is_enabled=True)

    def _set_enabled(self, *, is_enabled: bool) -> None:
        for part in (self.list, self.salvage_button, self.folder_button, self.begin_button,
                     self.close_button):  # fmt: skip
            part.setEnabled(is_enabled)
        self.restore_button.setEnabled(is_enabled and self.list.marked is not None)

    def _choose_folder(self) -> None:
        if folder := pick_folder(self, self.tr("A folder of backups")):
            self._folder = folder
            self._show_backups()

    def _show_backups(self) -> None:
        backups = self._rescue.backups(self._folder)
        self.list.show_backups(backups)
        self.lost.setText(since_line(None) if backups else no_backups_line())
        self._set_enabled(is_enabled=True)

    def _button(self, words: str, kind: str = "") -> KeyButton:
        button = KeyButton(words, "", kind, is_narrow=True)
        button.setAutoDefault(False)
        return button

    def _build(self, title: str, sentence: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(label(title, "dialogTitle"))
        column.addWidget(label(sentence, "bodyText", wraps=True))
        column.addWidget(self.message)
        column.addWidget(self.list, 1)
        column.addWidget(self._gap, 1)
        column.addWidget(self.lost)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for row, buttons in (
            (upper, (self.folder_button, self.salvage_button, self.begin_button)),
            (lower, (self.close_button, self.restore_button, self.open_button)),
        ):
            row.setSpacing(10)
            row.addStretch(1)
            for button in buttons:
                row.addWidget(button)
            column.addLayout(row)


def rescue_from(jobs: Jobs, rescue: Rescue, failure: EnvironmentFailure) -> bool:
    """Offer what can be done; tell whether the store can be opened now."""
    return RescueDialog(jobs, rescue, failure).exec() == QDialog.DialogCode.Accepted
