"""What people read when the store, its key or its disk fails."""

from __future__ import annotations

from desktop.domain import failures as t
from desktop.gui.wording.shapes import FailureText
from desktop.gui.wording.translation import tr


def _store_busy() -> FailureText:
    return FailureText(
        tr("Already open"),
        tr("Another Muster has this store open: {path}."),
        tr("Close it, then try again."),
    )


def _store_unreadable() -> FailureText:
    return FailureText(
        tr("Store cannot be read"),
        tr("{path} cannot be opened as a Muster store ({reason})."),
        tr(
            "It may be damaged, encrypted with a key that is not here, or another kind of file. "
            "Leave it as it is, and bring a backup back, or take out of it what still reads."
        ),
    )


def _check_broken() -> FailureText:
    return FailureText(
        tr("Check not finished"),
        tr("The check of {path} ended before it was through, so nothing is known of it."),
        tr("The desk goes on as before. Check the store again, with fewer programs open."),
    )


def _store_emptied() -> FailureText:
    return FailureText(
        tr("Store is empty"),
        tr("{path} has {size} bytes: whatever store was there was emptied or cut off."),
        tr(
            "Bring a backup back. If nothing is to be brought back, move this file away; then a "
            "new store may begin."
        ),
    )


def _store_gone() -> FailureText:
    return FailureText(
        tr("Store is gone"),
        tr("{path} is not there, but backups of it are."),
        tr("Bring a backup back, put the file where it was, or say that a new store is to begin."),
    )


def _store_is_backup() -> FailureText:
    return FailureText(
        tr("This is a backup"),
        tr("{path} is a backup, which would be changed if a desk worked with it."),
        tr("Bring it back instead: scripts/muster store restore, or Backups in the menu."),
    )


def _no_room_for_backup() -> FailureText:
    return FailureText(
        tr("No room for a backup"),
        tr("{path} has too little room for a backup, or to bring one back."),
        tr("Nothing was changed. Free some room; backups are tried again by themselves."),
    )


def _second_folder_gone() -> FailureText:
    return FailureText(
        tr("Second folder not there"),
        tr("{path}, where copies of backups go, is not there."),
        tr("Backups beside the store are made as before. Plug the disk in, or choose another one."),
    )


def _several_backups() -> FailureText:
    return FailureText(
        tr("Whose backups?"),
        tr("{path} has the backups of several desks: {names}."),
        tr("Choose one of these folders."),
    )


def _restore_stale() -> FailureText:
    return FailureText(
        tr("Written meanwhile"),
        tr("{path} was written after you were told what would be lost."),
        tr("Nothing was changed. Begin again, and look at what would be lost now."),
    )


def _store_there() -> FailureText:
    return FailureText(
        tr("A store is there"),
        tr("{path} is there already, and nothing is written over it."),
        tr("Name another place."),
    )


def _nothing_read() -> FailureText:
    return FailureText(
        tr("Nothing read"),
        tr("Nothing could be read of {path}, nor of any backup or journal file."),
        tr("No store was made. Try with another folder of backups or of journal files."),
    )


def _no_backup() -> FailureText:
    return FailureText(
        tr("No backup"),
        tr("There is no sound backup in {path}, or none from so early."),
        tr("Name another folder, or take out of the store what still reads."),
    )


def _backup_flawed() -> FailureText:
    return FailureText(
        tr("Backup not sound"),
        tr("The backup {path} is not sound ({what})."),
        tr("Those before it are kept. Check the store; to bring one back, choose an older one."),
    )


def _store_read_only() -> FailureText:
    return FailureText(
        tr("Store cannot be written"),
        tr("{path}, or the folder it lies in, may not be written to ({reason})."),
        tr("The store is as it was. Let yourself write there, or copy it to a folder of your own."),
    )


def _store_not_reached() -> FailureText:
    return FailureText(
        tr("Store not reached"),
        tr("The system does not give {path} ({reason})."),
        tr(
            "Another program may hold it, or the disk, stick or network that it lies on does not "
            "answer. Nothing was changed; try again."
        ),
    )


def _key_damaged() -> FailureText:
    return FailureText(
        tr("Key cannot be read"),
        tr("{path} does not hold the key that opens your stores: 64 digits from 0 to f."),
        tr(
            "Bring it back from your backup. If no store needs it, move it away: a new one is made."
        ),
    )


def _key_missing() -> FailureText:
    return FailureText(
        tr("Key not found"),
        tr("{path} is encrypted, and no key of yours was found in the keyring or the key file."),
        tr("Log in as the person who made it, or bring back the key file from your backup."),
    )


def _newer_store() -> FailureText:
    return FailureText(
        tr("Newer store"),
        tr("{path} was written by a newer Muster."),
        tr("Update Muster on this computer."),
    )


def _kept_to_leads() -> FailureText:
    return FailureText(
        tr("Kept to leads"),
        tr("This is kept to leads at this desk ({right})."),
        tr("Call a lead; on the command line say which one: --lead NAME, before the command."),
    )


def _no_such_lead() -> FailureText:
    return FailureText(
        tr("Not a lead"),
        tr("{name} is no lead here, or this is not their PIN."),
        tr("After wrong PINs the next one has to wait ({wait_s} s now)."),
    )


def _disk_full() -> FailureText:
    return FailureText(
        tr("Disk full"),
        tr("The disk has no room left, so nothing more could be saved in {path}."),
        tr("What was saved before is safe. Free some room, then do the last step again."),
    )


STORE_TEXTS = {
    t.StoreBusy: _store_busy,
    t.StoreUnreadable: _store_unreadable,
    t.CheckBroken: _check_broken,
    t.StoreEmptied: _store_emptied,
    t.StoreGone: _store_gone,
    t.StoreIsBackup: _store_is_backup,
    t.SecondFolderGone: _second_folder_gone,
    t.SeveralBackups: _several_backups,
    t.RestoreStale: _restore_stale,
    t.StoreThere: _store_there,
    t.NothingRead: _nothing_read,
    t.NoRoomForBackup: _no_room_for_backup,
    t.NoBackup: _no_backup,
    t.BackupFlawed: _backup_flawed,
    t.StoreReadOnly: _store_read_only,
    t.StoreNotReached: _store_not_reached,
    t.KeyDamaged: _key_damaged,
    t.KeyMissing: _key_missing,
    t.NewerStore: _newer_store,
    t.DiskFull: _disk_full,
    t.KeptToLeads: _kept_to_leads,
    t.NoSuchLead: _no_such_lead,
}
