"""Brings a store back from a backup: what would be lost is told before, and nothing is thrown away.

The store that was there is kept beside it. The restored one goes on as a new desk with numbers of
its own: what this desk wrote since comes back from the others that have it, and is never mixed up.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from desktop.domain.failures import (
    BackupFlawed,
    EnvironmentFailure,
    FolderUnreachable,
    NoBackup,
    NoRoomForBackup,
    RestoreStale,
    SeveralBackups,
    StoreEmptied,
    StoreGone,
    StoreNotReached,
    StoreUnreadable,
)
from desktop.domain.upkeep.backup import Backup, chosen_at, moment_in_name, shelf_of
from desktop.domain.upkeep.losses import Since
from desktop.files.upkeep.backup_shelf import BackupShelf
from desktop.store.engine.keys import KeyStore
from desktop.store.engine.replacing import finish_replacing, is_replacing, replace_store
from desktop.store.journal.kept import heads_of_backup
from desktop.store.projections.verify import flaws_of_copy
from desktop.store.store import Store
from desktop.workflows.ports import Clock
from desktop.workflows.sync.copies import MACHINE

# Of which moment the backup was that a store was brought back from; said once when it is opened.
RESTORED = "restored"
# What says that nothing can be asked of the store as it lies there.
_LOST = (StoreUnreadable, StoreEmptied, StoreGone, StoreNotReached)


@dataclass(frozen=True, slots=True)
class RestorePlan:
    """A backup to be restored, and what the store has that it has not; None where nobody knows."""

    store: Path
    backup: Backup
    path: Path
    since: Since | None


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: the store that was there lies aside, if there was one; the desk's new name."""

    aside: Path | None
    desk_name: str


def backups_for(store: Path, folder: Path | None = None) -> BackupShelf:
    """Give the backups beside a store, or in a folder that somebody names.

    The folder may be that of the backups itself, or the second one that was chosen, in which each
    desk has its own.

    Raises:
        NoBackup: there is none.
        FolderUnreachable: the folder is not there.
        SeveralBackups: it has those of several desks.
    """
    places = [shelf_of(store)]
    if folder:
        try:
            inside = [path for path in sorted(folder.iterdir()) if path.is_dir()]
        except OSError as error:
            reason = error.strerror or str(error)
            raise FolderUnreachable(path=folder, reason=reason) from error
        places = [folder, *inside]
    shelves = [shelf for place in places if (shelf := BackupShelf(place)).backups()]
    if not shelves:
        raise NoBackup(path=folder or shelf_of(store))
    if len(shelves) > 1:
        names = ", ".join(shelf.folder.name for shelf in shelves)
        raise SeveralBackups(path=folder, names=names)
    return shelves[0]


def plan_restore(
    store: Path,
    key_store: KeyStore,
    shelf: BackupShelf,
    at_ms: int | None = None,
    backup: Backup | None = None,
) -> RestorePlan:
    """Choose the newest sound backup, that of a moment, or a named one; tell what would be lost.

    Raises:
        NoBackup: there is no sound one, or none from so early.
        StoreBusy: another Muster holds the store.
        KeyMissing: no key of this user opens the backup.
    """
    finish_replacing(store)
    backup = backup or chosen_at(shelf.backups(), at_ms)
    if backup is None:
        raise NoBackup(path=shelf.folder)
    path = shelf.path_of(backup)
    return RestorePlan(store, backup, path, _since(store, key_store, path))


def restore(plan: RestorePlan, key_store: KeyStore, clock: Clock) -> Restored:
    """Put a backup in the store's place; the store that was there is kept beside it.

    Raises:
        StoreBusy: another Muster holds the store now.
        RestoreStale: the store was written since the plan was made.
        BackupFlawed: the backup is not sound; the store is as it was.
        NoRoomForBackup: the disk has too little room; the store is as it was.
        EnvironmentFailure: the disk does not take it; the store is as it was, or the next start
            finishes what was begun.
    """
    with draft_beside(plan.store) as draft:
        with _held(plan, key_store):
            _copy(plan.path, draft)
            _require_sound(plan.path, draft, key_store)
            name = _as_new_desk(draft, key_store, plan.backup)
        aside = aside_of(plan.store, clock)
        was_there = plan.store.exists()
        replace_store(draft, plan.store, aside)
    return Restored(aside if was_there else None, name)


@contextmanager
def _held(plan: RestorePlan, key_store: KeyStore) -> Iterator[None]:
    """Let nobody open a store while it is being replaced, if it can be held at all."""
    if not plan.store.exists():
        yield
        return
    try:
        store = Store.open(plan.store, key_store)
    except _LOST:
        if plan.since is not None:
            raise RestoreStale(path=plan.store) from None
        yield
        return
    try:
        if plan.since != store.since(heads_of_backup(plan.path, key_store)):
            raise RestoreStale(path=plan.store)
        yield
    finally:
        store.close()


def _require_sound(backup: Path, copy: Path, key_store: KeyStore) -> None:
    """Look through a copy before it takes a store's place: names of files may say anything."""
    flaw = next(flaws_of_copy(copy, key_store), None)
    if flaw:
        what = f"{flaw.where}: {flaw.what}".splitlines()[0]
        raise BackupFlawed(path=backup, what=what)


def take_restored(store: Store) -> int:
    """Tell of which moment the backup was that a store was just brought back from; 0 for none."""
    text = store.setting(RESTORED)
    if not text:
        return 0
    with store.write():
        store.keep_setting(RESTORED, "")
    return int(text)


def aside_of(store: Path, clock: Clock) -> Path:
    """Give the path that a store is kept at when another one takes its place."""
    plain = store.with_name(f"{store.stem} before {moment_in_name(clock())}{store.suffix}")
    while plain.exists():
        plain = plain.with_name(f"{plain.stem} {secrets.token_hex(2)}{plain.suffix}")
    return plain


@contextmanager
def draft_beside(store: Path) -> Iterator[Path]:
    """Give a free path beside a store, and leave nothing there but what took its place.

    What a kill left of an earlier one goes, too. Where the disk refused the last move, the draft
    stays: the next start goes on with it.
    """
    for left in store.parent.glob(f".{escape(store.name)}.restoring-*"):
        with suppress(OSError):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    draft = store.with_name(f".{store.name}.restoring-{secrets.token_hex(4)}")
    try:
        yield draft
    finally:
        # An older backup was brought to this Muster's schema, which kept it once more.
        shutil.rmtree(shelf_of(draft), ignore_errors=True)
        if not is_replacing(store):
            _remove(draft)


def _remove(draft: Path) -> None:
    names = [draft.name + ending for ending in ("", "-wal", "-shm", "-journal")]
    for name in (*names, f".{draft.name}.begun"):
        with suppress(OSError):
            draft.with_name(name).unlink(missing_ok=True)


def _copy(backup: Path, draft: Path) -> None:
    try:
        if shutil.disk_usage(draft.parent).free < 2 * backup.stat().st_size:
            raise NoRoomForBackup(path=draft.parent)
        draft.touch(mode=0o600, exist_ok=False)
        shutil.copyfile(backup, draft)
    except OSError as error:
        raise StoreNotReached(path=backup, reason=error.strerror or str(error)) from error


def _as_new_desk(draft: Path, key_store: KeyStore, backup: Backup) -> str:
    """Let a copy go on as a desk of its own; tell its name."""
    store = Store.open(draft, key_store)
    try:
        with store.write():
            store.repair_clone()
            store.keep_setting(MACHINE, "")
            store.keep_setting(RESTORED, str(backup.made_ms))
        return store.desk_name()
    finally:
        store.close()


def _since(path: Path, key_store: KeyStore, backup: Path) -> Since | None:
    """Tell what a store has that a backup has not, if it can be asked."""
    kept = heads_of_backup(backup, key_store)
    if not path.exists():
        return None
    try:
        store = Store.open(path, key_store)
    except _LOST:
        return None
    try:
        return store.since(kept)
    except EnvironmentFailure:
        return None
    finally:
        store.close()
