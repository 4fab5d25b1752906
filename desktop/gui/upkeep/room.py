"""The room of backups: its page, and what is made by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from desktop.domain.failures import EnvironmentFailure
from desktop.domain.staff.staff import Right
from desktop.domain.upkeep.backup import Backup
from desktop.domain.upkeep.losses import Since
from desktop.gui.frame.page import PageSpec
from desktop.gui.frame.room import Command, Frame, Room
from desktop.gui.upkeep.backup_control import BackupControl
from desktop.gui.upkeep.backups_page import BackupsPage
from desktop.gui.upkeep.services import UpkeepServices
from desktop.gui.widgets.dialogs import ConfirmDialog, pick_folder
from desktop.gui.wording.backups import backup_line, kept_beside_line, since_line
from desktop.gui.wording.translation import tr
from desktop.workflows.upkeep.rescue import Rescue

SYNC_KEY = "Ctrl+7"


class BroughtBack(NamedTuple):
    """The backup that somebody wants back; it is done while the store is closed."""

    backup: Backup

    def __call__(self, rescue: Rescue) -> None:
        """Put it in the store's place."""
        rescue.restore(rescue.plan(backup=self.backup))


def upkeep_room(frame: Frame, services: UpkeepServices) -> Room:
    """Make the page of backups, and make them while the window is open."""
    page, control = BackupsPage(), BackupControl(frame, services)
    desk = _Desk(frame, services, page, control)
    page.make_asked.connect(control.make)
    page.folder_asked.connect(lambda: frame.guard.with_right(Right.SETTINGS, desk.choose_folder))
    page.no_folder_asked.connect(lambda: frame.guard.with_right(Right.SETTINGS, desk.no_folder))
    page.restore_asked.connect(
        lambda backup: frame.guard.with_right(Right.SETTINGS, partial(desk.ask_restore, backup))
    )
    page.back_asked.connect(frame.signals.back_asked)
    page.refresh_asked.connect(desk.show)
    control.changed.connect(desk.show)
    return Room(
        pages=(PageSpec(tr("Backups"), "save", "", lambda: page, under=SYNC_KEY),),
        commands=(Command(30, tr("Backups…"), "", desk.open),),
        begin=control.begin,
        stop=control.stop,
    )


class _Desk:
    """Ties the page to the store and to the dialogs above it."""

    def __init__(
        self, frame: Frame, services: UpkeepServices, page: BackupsPage, control: BackupControl
    ) -> None:
        self._frame, self._services, self._page, self._control = frame, services, page, control

    def open(self) -> None:
        """Show the page."""
        self._frame.signals.page_asked.emit(self._page)

    def show(self) -> None:
        """Read the folder and show how it stands."""
        if not self._page.isVisible():
            return
        self._frame.jobs.run_beside(self._services.backups.listed, self._show)

    def choose_folder(self) -> None:
        """Let copies go to another folder, or to none where none is chosen."""
        folder = pick_folder(self._frame.dialogs.window, tr("A folder on another disk"))
        if folder is not None:
            backups = self._services.backups
            jobs = self._frame.jobs
            jobs.run_beside(
                lambda: backups.choose_second_folder(str(folder), jobs.on_store),
                lambda _done: self._control.make(),
            )

    def no_folder(self) -> None:
        """Let copies go nowhere else."""
        jobs, backups = self._frame.jobs, self._services.backups
        jobs.run_beside(
            lambda: backups.choose_second_folder("", jobs.on_store), lambda _done: self.show()
        )

    def ask_restore(self, backup: Backup) -> None:
        """Say what would be lost, and ask."""
        jobs, backups = self._frame.jobs, self._services.backups
        jobs.run_beside(
            lambda: backups.since(backup, jobs.on_store), partial(self._ask, backup), self._fail
        )

    def _show(self, backups: Sequence[Backup]) -> None:
        state, second = self._services.backups.news, self._services.backups.second_folder
        self._page.show_state(state, backups, second, is_busy=self._control.is_busy)

    def _ask(self, backup: Backup, since: Since) -> None:
        sentence = "\n\n".join((backup_line(backup), since_line(since), kept_beside_line()))
        dialog = ConfirmDialog(
            tr("Bring this backup back?"),
            sentence,
            tr("Close the desk and bring it back"),
            self._frame.dialogs.window,
        )
        dialog.confirmed.connect(lambda: self._frame.signals.reopen_asked.emit(BroughtBack(backup)))
        self._frame.dialogs.show(dialog)

    def _fail(self, failure: EnvironmentFailure) -> None:
        self._frame.jobs.failed.emit(failure)
