"""What can be done for a store that is closed: bring a backup back, or take out what reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.domain.failures import NoBackup, StoreThere
from desktop.domain.upkeep.backup import Backup
from desktop.store.engine.keys import KeyStore
from desktop.store.engine.replacing import replace_store
from desktop.store.store import Store
from desktop.workflows.ports import Clock
from desktop.workflows.upkeep.restoring import (
    Restored,
    RestorePlan,
    aside_of,
    backups_for,
    plan_restore,
    restore,
)
from desktop.workflows.upkeep.salvaging import Salvaged, salvage

__all__ = ["Backup", "Rescue", "RestorePlan", "Restored", "Salvaged"]


class Rescue:
    """Helps one store of this user."""

    def __init__(self, store: Path, key_file: Path, clock: Clock) -> None:
        """Help the store at this path, whether it is there or not."""
        self.store = store
        self._keys, self._clock = KeyStore(key_file), clock

    def backups(self, folder: Path | None = None) -> list[Backup]:
        """List the backups, the newest first; those of a folder that somebody names, if any."""
        try:
            return backups_for(self.store, folder).backups()[::-1]
        except NoBackup:
            return []

    def plan(
        self, at_ms: int | None = None, folder: Path | None = None, backup: Backup | None = None
    ) -> RestorePlan:
        """Choose a backup and tell what would be lost by it; see `plan_restore`."""
        shelf = backups_for(self.store, folder)
        return plan_restore(self.store, self._keys, shelf, at_ms, backup)

    def restore(self, plan: RestorePlan) -> Restored:
        """Put a backup in the store's place; see `restore`."""
        return restore(plan, self._keys, self._clock)

    def begin(self) -> None:
        """Begin a new store beside the backups of an older one.

        Raises:
            StoreThere: a store is there, or what is left of one.
        """
        if self.store.exists():
            raise StoreThere(path=self.store)
        Store.open(self.store, self._keys, is_new=True).close()

    def salvage(
        self,
        target: Path,
        folders: Sequence[Path] = (),
        *,
        takes_past_gaps: bool = False,
        tell: Callable[[int], None] = lambda _entries: None,
    ) -> Salvaged:
        """Make a new store of all that still reads; see `salvage`."""
        return salvage(
            self.store, target, self._keys, folders, takes_past_gaps=takes_past_gaps, tell=tell
        )

    def salvage_in_place(self, tell: Callable[[int], None] = lambda _entries: None) -> Salvaged:
        """Let what still reads take the store's place; the damaged one is kept beside it."""
        target = self.store.with_name(f".{self.store.name}.salvaged")
        target.unlink(missing_ok=True)
        found = self.salvage(target, tell=tell)
        replace_store(target, self.store, aside_of(self.store, self._clock))
        return found
