"""A backup of a store: all that is known of it stands in its file's name.

So nothing has to be opened to choose one, and no list beside the files can be lost or lie.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

HOUR_MS = 3_600_000
# A backup that is younger than this is as good as one made just before an import.
FRESH_MS = 15 * 60_000
# A desk's name, a programme and a door or two: whoever lost them types them again.
LEAST_ENTRIES = 10
_FIRST_YEAR, _LAST_YEAR = 2000, 2199
_MOMENT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(
    r"(?P<number>\d{6,9})-(?P<moment>\d{8}T\d{6}Z)-(?P<occasion>[a-z]+)-(?P<entries>\d{1,15})"
    r"(?:\.(?P<state>flawed))?\.db"
)


class Occasion(StrEnum):
    """Why a backup was made."""

    START = "start"
    HOUR = "hour"
    MIGRATION = "migration"
    IMPORT = "import"
    JOIN = "join"
    HAND = "hand"


class BackupState(StrEnum):
    """What was found of a backup when it was made."""

    SOUND = ""
    FLAWED = "flawed"


class Backup(NamedTuple):
    """One backup.

    `number` grows with each one of a store, whatever its clock says; `entries` is how many
    entries of all desks' journals it holds.
    """

    number: int
    made_ms: int
    occasion: Occasion
    entries: int
    state: BackupState = BackupState.SOUND
    size_bytes: int = 0

    @property
    def file_name(self) -> str:
        """What its file is called."""
        moment = moment_in_name(self.made_ms)
        ending = f".{self.state}" if self.state else ""
        return f"{self.number:06}-{moment}-{self.occasion}-{self.entries}{ending}.db"


def moment_in_name(at_ms: int) -> str:
    """Write a moment, in milliseconds UTC, as it may stand in a file's name."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime(_MOMENT)


def shelf_of(store: Path) -> Path:
    """Give the folder of a store's backups, beside it."""
    return store.with_name(f"{store.name} backups")


def backup_named(name: str, size_bytes: int = 0) -> Backup | None:
    """Read what a file's name says; nothing where it is no backup's."""
    match = _NAME.fullmatch(name)
    if not match or match["occasion"] not in set(Occasion):
        return None
    if not _FIRST_YEAR <= int(match["moment"][:4]) <= _LAST_YEAR:
        # No clock of a desk, and some moments of it are none anywhere else.
        return None
    try:
        made = datetime.strptime(match["moment"], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
    state = BackupState(match["state"] or "")
    entries = int(match["entries"])
    made_ms = int(made.timestamp() * 1000)
    occasion = Occasion(match["occasion"])
    return Backup(int(match["number"]), made_ms, occasion, entries, state, size_bytes)


def newest_sound(backups: Sequence[Backup]) -> Backup | None:
    """Give the newest backup that was checked and is sound."""
    sound = [backup for backup in backups if backup.state is BackupState.SOUND]
    return max(sound, key=lambda backup: backup.number, default=None)


def is_due(
    backups: Sequence[Backup],
    entries: int,
    now_ms: int,
    every_ms: int,
    has_same: Callable[[Backup], bool] = lambda _backup: True,
) -> bool:
    """Tell whether a backup is to be made: something was written since, and the last one is old.

    One that was found flawed is tried again as late as a sound one: each is as large as the store.

    The first one is made as soon as there is more than a few words that are typed again at once.
    A clock that was set back makes a backup look as if it came from tomorrow: that one is old.

    Args:
        backups: what there is.
        entries: how many entries the store's journals hold now.
        now_ms: wall time in milliseconds since 1970 UTC.
        every_ms: so old the last one may be.
        has_same: whether one of as many entries has the very same; a store that was brought back
            goes on otherwise.
    """
    tried = max(backups, key=lambda backup: backup.number, default=None)
    if tried and 0 <= now_ms - tried.made_ms < every_ms:
        return False
    last = newest_sound(backups)
    if last is None:
        return entries >= LEAST_ENTRIES
    return last.entries != entries or not has_same(last)


def chosen_at(backups: Sequence[Backup], at_ms: int | None) -> Backup | None:
    """Give the newest sound backup, or the newest that was made at a moment or before."""
    past = [backup for backup in backups if at_ms is None or backup.made_ms <= at_ms]
    return newest_sound(past)


def next_number(names: Iterable[str]) -> int:
    """Give the number of the next backup in a folder, by the names of the files there."""
    return max((backup.number for name in names if (backup := backup_named(name))), default=0) + 1
