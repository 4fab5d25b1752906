"""Keeps this desk in step with others while the window is open, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.devices.passwords import HUB, keep_password, kept_password
from desktop.domain.failures import EnvironmentFailure
from desktop.domain.staff.staff import Right
from desktop.domain.sync.hub_address import hub_address
from desktop.domain.sync.sync_state import SyncState
from desktop.domain.upkeep.backup import Occasion
from desktop.gui.frame.room import Frame
from desktop.gui.sync.services import SyncServices
from desktop.gui.sync.sync_settings_dialog import SyncSettingsDialog
from desktop.gui.widgets.dialogs import pick_folder
from desktop.gui.wording.badges import left_line
from desktop.gui.wording.failures import describe_failure
from desktop.gui.wording.sync import exchanged_line, flaw_sentence
from desktop.workflows.sync.sync_settings import SYNC, SyncSettings
from desktop.workflows.sync.syncing import SyncReport

if TYPE_CHECKING:
    from desktop.workflows.sync.live_sync import LiveSync

MINUTE_MS = 60_000
# News that come close together are shown together.
TOGETHER_MS = 150
GRACE_S = 3.0
# How often is said anew since when the hub has been silent.
AGE_MS = 10_000


class SyncControl(QObject):
    """Runs the loop with the hub, and the exchange with a folder every some minutes."""

    state_changed = Signal(object)
    file_flaws = Signal(object)
    news = Signal(bool)

    def __init__(
        self,
        frame: Frame,
        services: SyncServices,
    ) -> None:
        """Work for a window."""
        super().__init__(frame.dialogs.window)
        self._jobs = frame.jobs
        self._services = services
        self._dialogs = frame.dialogs
        self._station = frame.station
        self._guard = frame.guard
        self.settings = SyncSettings()
        self._live: LiveSync | None = None
        self._loop: Future[None] | None = None
        self._is_exchanging = False
        self._plan_changed = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(TOGETHER_MS)
        self._later.timeout.connect(self._notify_news)
        self._folder_timer = QTimer(self)
        self._folder_timer.timeout.connect(lambda: self.exchange(is_asked=False))
        self._shown = SyncState()
        self._age_timer = QTimer(self)
        self._age_timer.setInterval(AGE_MS)
        self._age_timer.timeout.connect(self._on_age)
        self._export_timer = QTimer(self)
        self._export_timer.timeout.connect(self.export_news)

    def begin(self) -> None:
        """Go on as this computer is set up."""
        self._use(SyncSettings.from_texts(self._services.kept_settings(SYNC)))

    def stop(self) -> None:
        """End what goes on by itself, and wait a little: what was begun on the store is whole."""
        for timer in (self._later, self._folder_timer, self._export_timer, self._age_timer):
            timer.stop()
        loop = self._loop
        self._end_loop()
        self._jobs.end_background(loop, GRACE_S)

    def open_settings(self) -> None:
        """Show how this desk exchanges, if whoever is at the desk may change it."""
        self._guard.with_right(Right.SETTINGS, self._show_settings)

    def exchange(self, *, is_asked: bool = True) -> None:
        """Exchange with the folder, asking for one where none is chosen."""
        if self._is_exchanging:
            return
        folder = self._folder(is_asked=is_asked)
        if folder is None:
            return
        syncing, on_store = self._services.syncing, self._jobs.on_store
        self._is_exchanging = True

        def work(_tell: object, stopped: Callable[[], bool]) -> SyncReport:
            try:
                self._keep_before_joining(stopped)
                return syncing.with_folder(folder, on_store, stopped, in_slices=True)
            finally:
                self._is_exchanging = False

        self._jobs.run_long(
            work,
            lambda report: self._on_exchanged(report, is_asked=is_asked),
            lambda _news: None,
            self._on_failed,
        )

    def export_news(self) -> None:
        """Write what changed into the watched folder, for the programme of this desk."""
        programme, folder = self._station.programme, self.settings.export_folder
        if programme is None or not folder:
            return
        export, on_store = self._services.flat_export, self._jobs.on_store
        self._jobs.run_long(
            lambda _tell, _stopped: export.write_news(programme, Path(folder), on_store),
            lambda _made: None,
            lambda _news: None,
            self._on_failed,
        )

    def _folder(self, *, is_asked: bool) -> Path | None:
        if self.settings.folder:
            return Path(self.settings.folder)
        return (
            pick_folder(self._dialogs.window, self.tr("Exchange with a folder"))
            if is_asked
            else None
        )

    def _show_settings(self) -> None:
        dialog = SyncSettingsDialog(self.settings, self._dialogs.window)
        dialog.saved.connect(self._on_saved)
        self._dialogs.show(dialog)

    def _on_saved(self, settings: SyncSettings, password: str) -> None:
        """Keep how this desk exchanges; the hub's password goes into the keyring only."""
        services = self._services
        is_kept = True
        if settings.hub and password:
            is_kept = keep_password(hub_address(settings.hub).account, password, HUB)
        if not is_kept:
            sentence = self.tr(
                "This computer has no keyring, so the password is not kept. Type it again on Sync "
                "(Ctrl+H) after each start."
            )
            self._dialogs.notify(sentence, "look")
        self._jobs.run(
            lambda: services.keep_settings(SYNC, settings.as_texts()),
            lambda _done: self._use(settings, password),
        )

    def _use(self, settings: SyncSettings, password: str = "") -> None:
        self.settings = settings
        for timer, minutes, folder in (
            (self._folder_timer, settings.folder_minutes, settings.folder),
            (self._export_timer, settings.export_minutes, settings.export_folder),
        ):
            timer.stop()
            if minutes and folder:
                timer.start(minutes * MINUTE_MS)
        self._end_loop()
        self._show(SyncState())
        if settings.hub:
            self._age_timer.start()
            self._begin_loop(password)

    def _begin_loop(self, password: str) -> None:
        address = hub_address(self.settings.hub)
        secret = password or kept_password(address.account, HUB)
        live = self._services.syncing.live(address, secret, self._jobs.on_store)
        self._live = live

        def work(tell: Callable[[Callable[[], None]], None]) -> None:
            self._keep_before_joining(live.is_stopped)
            live.run(
                lambda state: tell(partial(self._on_state, live, state)),
                lambda report: tell(partial(self._on_news, report)),
            )

        self._loop = self._jobs.run_background(work, _act)

    def _keep_before_joining(self, is_stopped: Callable[[], bool]) -> None:
        """Make a backup before the first entries of others come in."""
        syncing, on_store = self._services.syncing, self._jobs.on_store
        if on_store(syncing.is_alone):
            self._services.backups.make_before(Occasion.JOIN, self._jobs.beside(is_stopped))

    def _end_loop(self) -> None:
        """Ask the loop to end; it may be waiting for a network, and nobody waits for that."""
        if self._live:
            self._live.stop()
        self._live = self._loop = None

    def _on_state(self, live: LiveSync, state: SyncState) -> None:
        if live is self._live:
            self._show(state)

    def _on_age(self) -> None:
        """Say anew how old it is what was heard, and what became of files that were left."""
        self.state_changed.emit(self._shown)
        if left := [left_line(file) for file in self._services.unfinished.take_news()]:
            self._dialogs.notify("\n".join(left), "look")

    def _show(self, state: SyncState) -> None:
        self._shown = state
        self.state_changed.emit(state)

    def _on_news(self, report: SyncReport) -> None:
        if report.flaws:
            # A journal that was set aside must not be a secret of the loop.
            self.file_flaws.emit(report.flaws)
            self._dialogs.notify("\n".join(map(flaw_sentence, report.flaws)), "look")
        self._plan_changed |= report.plan_changed
        self._later.start()

    def _notify_news(self) -> None:
        has_plan, self._plan_changed = self._plan_changed, False
        self.news.emit(has_plan)

    def _on_exchanged(self, report: SyncReport, *, is_asked: bool) -> None:
        self.file_flaws.emit(report.flaws)
        left = [left_line(file) for file in self._services.unfinished.take_news()]
        if is_asked or report.flaws or left:
            tone = "look" if report.flaws or left else "yes"
            self._dialogs.notify("\n".join([exchanged_line(report), *left]), tone)
        if report.received or is_asked:
            self._plan_changed |= report.plan_changed
            self._later.start()

    def _on_failed(self, failure: EnvironmentFailure) -> None:
        self._dialogs.notify(describe_failure(failure).line, "look")


def _act(news: Callable[[], None]) -> None:
    """Do here what the loop has to say."""
    news()
