"""Keeps backups of the store: made beside the desk's work, checked, and kept by rule.

A backup is a copy of the file as it was settled, made by a child process: SQLite's backup API would
read through the desk's own connection, where one page that does not read ends all writing.
It is always made on the store's own disk; a second folder, on another disk or a share, gets
a copy of what was checked. So a disk that is not there costs no backup, and no scan waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Lock

from desktop.domain.failures import (
    BackupFlawed,
    EnvironmentFailure,
    NoRoomForBackup,
    SecondFolderGone,
)
from desktop.domain.staff.staff import Right
from desktop.domain.upkeep.backup import (
    FRESH_MS,
    HOUR_MS,
    Backup,
    BackupState,
    Occasion,
    is_due,
    newest_sound,
    shelf_of,
)
from desktop.domain.upkeep.losses import Since
from desktop.domain.upkeep.retention import room_for_backups, to_drop
from desktop.files.upkeep.backup_shelf import BackupShelf
from desktop.store.engine.keys import KeyStore
from desktop.store.engine.slices import OnStore
from desktop.store.journal.kept import heads_of_backup
from desktop.store.store import Store
from desktop.workflows.ports import Clock, Require, all_may, directly, never

SECOND_FOLDER = "backups: second folder"


@dataclass(frozen=True, slots=True)
class Beside:
    """How long work is done beside a desk.

    `on_store` does a slice where the store may be touched, and `is_stopped` tells whether somebody
    wants it all to end.
    """

    on_store: OnStore = directly
    is_stopped: Callable[[], bool] = never


@dataclass(frozen=True, slots=True)
class BackupNews:
    """How it stands with backups: the newest sound one, and what stands in the way of more."""

    newest: Backup | None = None
    failure: EnvironmentFailure | None = None
    second_failure: EnvironmentFailure | None = None


class Backups:
    """Makes, checks, lists and drops the backups of one store."""

    def __init__(self, store: Store, clock: Clock, require: Require = all_may) -> None:
        """Keep those of this store, beside it; where else they go may be kept to leads."""
        self._store, self._clock, self._require = store, clock, require
        self.shelf = BackupShelf(shelf_of(store.path))
        self._second = store.setting(SECOND_FOLDER)
        # Two would clear away each other's drafts.
        self._one_at_a_time = Lock()
        self.news = BackupNews(newest_sound(self.shelf.backups()))

    def listed(self) -> list[Backup]:
        """List the backups beside the store, the newest first."""
        return self.shelf.backups()[::-1]

    def desk_name(self) -> str:
        """Give what this desk is called."""
        return self._store.desk_name()

    @property
    def second_folder(self) -> str:
        """Where copies of backups go; empty where they go nowhere else."""
        return self._second

    def choose_second_folder(self, folder: str, on_store: OnStore = directly) -> None:
        """Let copies of backups go to a folder, too; to none where it is empty.

        Only what is kept of it touches the store: a share may take its time to answer.

        Raises:
            KeptToLeads: settings are kept to leads.
            SecondFolderGone, FolderUnreachable: it is not there, or takes nothing.
        """
        self._require(Right.SETTINGS)
        if folder:
            shelf = self._shelf_in(Path(folder))
            shelf.has_room_for(0)

        def keep() -> None:
            with self._store.write():
                self._store.keep_setting(SECOND_FOLDER, folder)

        on_store(keep)
        self._second = folder
        self.news = replace(self.news, second_failure=None)

    def make_if_due(self, beside: Beside = Beside()) -> Backup | None:
        """Make the hour's backup, if something was written since the last one."""
        occasion = Occasion.HOUR if self.shelf.backups() else Occasion.START
        return self._make_where_due(occasion, HOUR_MS, beside)

    def make_before(
        self,
        occasion: Occasion,
        beside: Beside = Beside(),
    ) -> Backup | None:
        """Make one before something large, unless one is there that is as good.

        One that is younger than a quarter of an hour is, and so is one since which nothing was
        written. What stands in the way of it is told by `news`, and holds nobody up.
        """
        try:
            return self._make_where_due(occasion, FRESH_MS, beside)
        except EnvironmentFailure:
            return None

    def make(
        self,
        occasion: Occasion,
        beside: Beside = Beside(),
    ) -> Backup:
        """Make a backup, look whether it is sound, and drop those that need not be kept.

        Raises:
            NoRoomForBackup: the disk would have too little left; none was made.
            BackupFlawed: it is not sound; it is kept, and marked so.
            WorkStopped: somebody ended it.
            EnvironmentFailure: it could not be made.
        """
        with self._one_at_a_time:
            return self._make(occasion, beside)

    def copy_to_second(self, is_stopped: Callable[[], bool] = never) -> bool:
        """Copy the newest sound backup to the second folder, unless it lies there; tell if so.

        What stands in the way is told by `news`, and tried again next time.
        """
        newest = newest_sound(self.shelf.backups())
        if not self._second or newest is None:
            return False
        try:
            shelf = self._shelf_in(Path(self._second))
            if newest.file_name in {backup.file_name for backup in shelf.backups()}:
                return False
            shelf.take_copy(self.shelf, newest, is_stopped)
            self._tidy(shelf)
        except EnvironmentFailure as failure:
            if not is_stopped():
                self.news = replace(self.news, second_failure=failure)
            return False
        self.news = replace(self.news, second_failure=None)
        return True

    def since(self, backup: Backup, on_store: OnStore = directly) -> Since:
        """Sum up what the open store has that a backup has not.

        Raises:
            KeyMissing, StoreUnreadable: the backup cannot be opened.
        """
        kept = self._heads_of(self.shelf.path_of(backup))
        return on_store(lambda: self._store.since(kept))

    def _make_where_due(self, occasion: Occasion, every_ms: int, beside: Beside) -> Backup | None:
        with self._one_at_a_time:
            entries = beside.on_store(self._store.entries_known)

            def has_same(backup: Backup) -> bool:
                kept = self._heads_of(self.shelf.path_of(backup))
                return beside.on_store(lambda: self._store.since(kept)).entries == 0

            backups, now_ms = self.shelf.backups(), self._clock()
            if not is_due(backups, entries, now_ms, every_ms, has_same):
                return None
            return self._make(occasion, beside)

    def _make(self, occasion: Occasion, beside: Beside) -> Backup:
        try:
            checked = self._made(occasion, beside)
        except EnvironmentFailure as failure:
            if not beside.is_stopped():
                self.news = replace(self.news, failure=failure)
            raise
        self.news = replace(self.news, newest=checked, failure=None)
        self._tidy(self.shelf)
        return checked

    def _made(self, occasion: Occasion, beside: Beside) -> Backup:
        size = self._store.path.stat().st_size
        if not self.shelf.has_room_for(size):
            self._tidy(self.shelf)
            if not self.shelf.has_room_for(size):
                raise NoRoomForBackup(path=self.shelf.folder)
        with self.shelf.draft() as draft:
            made_ms = self._clock()
            flaw = self._copied(draft, beside)
            entries = 0 if flaw else sum(self._heads_of(draft).values())
            state = BackupState.FLAWED if flaw else BackupState.SOUND
            backup = Backup(self.shelf.next_number(), made_ms, occasion, entries, state)
            place = self.shelf.put(draft, backup)
        if flaw:
            self._tidy(self.shelf)
            raise BackupFlawed(path=place, what=flaw)
        return backup

    def _copied(self, draft: Path, beside: Beside) -> str:
        """Copy the settled file in a child of low priority, and say what is wrong with the copy.

        Meanwhile the desk goes on: what it writes goes into the log only.
        """
        store, holder = self._store, object()
        release = partial(beside.on_store, partial(store.release_file, holder))
        beside.on_store(partial(store.hold_file, holder))
        try:
            flaws = store.flaws_of_backup(draft, release, beside.is_stopped)
            found = next(iter(flaws), None)
        finally:
            release()
        return f"{found.where}: {found.what}".splitlines()[0] if found else ""

    def _heads_of(self, path: Path) -> dict[str, int]:
        return heads_of_backup(path, KeyStore(self._store.key_file))

    def _tidy(self, shelf: BackupShelf) -> None:
        backups = shelf.backups()
        taken = sum(backup.size_bytes for backup in backups)
        most = room_for_backups(shelf.free_bytes(), taken)
        shelf.drop(to_drop(backups, self._clock(), most))

    def _shelf_in(self, folder: Path) -> BackupShelf:
        """Give this desk's place in a folder that must be there: a stick that is out is no folder.

        Raises:
            SecondFolderGone: it is not there.
        """
        if not folder.is_dir():
            raise SecondFolderGone(path=folder)
        return BackupShelf(folder / f"Muster backups {self._store.desk}")
