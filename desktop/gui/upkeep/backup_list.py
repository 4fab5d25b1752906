"""The list of backups, as it stands on the page and in the rescue of a store."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.domain.upkeep.backup import Backup, BackupState
from desktop.gui.wording.backups import backup_line
from desktop.gui.wording.translation import in_direction

ROW_PX = 40


class BackupList(QListWidget):
    """Backups by their moments, the newest first; the first sound one is marked."""

    def __init__(self) -> None:
        """Show none yet."""
        super().__init__()
        self.setAccessibleName(self.tr("Backups"))
        self._backups: Sequence[Backup] = ()

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show these; what was marked stays marked."""
        marked = self.marked
        self._backups = backups
        self.clear()
        for backup in backups:
            item = QListWidgetItem(in_direction(backup_line(backup), self.layoutDirection()))
            item.setSizeHint(QSize(0, ROW_PX))
            if backup.state is BackupState.FLAWED:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            self.addItem(item)
        usable = [n for n, backup in enumerate(backups) if backup.state is not BackupState.FLAWED]
        same = [n for n in usable if marked and backups[n].number == marked.number]
        if usable:
            self.setCurrentRow((same or usable)[0])

    @property
    def marked(self) -> Backup | None:
        """The backup that is marked."""
        row = self.currentRow()
        return self._backups[row] if 0 <= row < len(self._backups) else None
