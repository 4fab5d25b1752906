"""Which backups are kept: by hours, days and weeks, and never more than there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.domain.upkeep.backup import Backup, BackupState, Occasion

MOST_BYTES = 10 * 1024**3
# This share of what is free, with what backups take already.
SHARE_OF_DISK = 5
_HOUR_MS = 3_600_000
_DAY_MS = 24 * _HOUR_MS
# Of each such span one backup is kept, the newest of it; and so far back.
_SPANS = ((_HOUR_MS, 2 * _DAY_MS), (_DAY_MS, 30 * _DAY_MS), (7 * _DAY_MS, 365 * _DAY_MS))
# The newest ones stay, whatever the clock says or the disk has.
_ALWAYS_KEPT = 2
# What an update of Muster might have spoilt shows later than an hour's mistake.
_MIGRATION_MS = 90 * _DAY_MS
# What is found flawed is kept for whoever looks into it, but not for ever.
_FLAWED_MS, _FLAWED_KEPT = 7 * _DAY_MS, 2


def room_for_backups(free_bytes: int, taken_bytes: int) -> int:
    """Tell how many bytes all backups may take on a disk.

    Args:
        free_bytes: what the disk has free now.
        taken_bytes: what backups take on it already.
    """
    return min(MOST_BYTES, (free_bytes + taken_bytes) // SHARE_OF_DISK)


def to_drop(backups: Sequence[Backup], now_ms: int, most_bytes: int) -> list[Backup]:
    """Name the backups that need not be kept, the oldest first.

    The two newest sound ones are always kept; so a clock that runs wild costs no backup that
    matters.

    Args:
        backups: all of a store, sound or not.
        now_ms: wall time in milliseconds since 1970 UTC.
        most_bytes: how many bytes they may take together.
    """
    sound = sorted(
        (backup for backup in backups if backup.state is BackupState.SOUND),
        key=lambda backup: -backup.number,
    )
    always = set(sound[:_ALWAYS_KEPT])
    wanted = always | _of_spans(sound, now_ms)
    flawed = sorted((b for b in backups if b.state is not BackupState.SOUND), reverse=True)
    wanted |= {backup for backup in flawed[:_FLAWED_KEPT] if _is_recent(backup, now_ms)}
    dropped = [backup for backup in backups if backup not in wanted]
    taken = sum(backup.size_bytes for backup in wanted)
    # Flawed ones first, then the oldest.
    order = sorted(wanted - always, key=lambda b: (b.state is BackupState.SOUND, b.number))
    for backup in order:
        if taken <= most_bytes:
            break
        taken -= backup.size_bytes
        dropped.append(backup)
    return sorted(dropped, key=lambda backup: backup.number)


def _of_spans(sound: Iterable[Backup], now_ms: int) -> set[Backup]:
    """Choose the newest of each hour, day and week, as far back as each goes."""
    kept: dict[tuple[int, int], Backup] = {}
    others = set()
    for backup in sound:
        age_ms = abs(now_ms - backup.made_ms)
        if backup.occasion is Occasion.MIGRATION and age_ms < _MIGRATION_MS:
            others.add(backup)
        for span_ms, back_ms in _SPANS:
            if age_ms < back_ms:
                kept.setdefault((span_ms, backup.made_ms // span_ms), backup)
    return set(kept.values()) | others


def _is_recent(backup: Backup, now_ms: int) -> bool:
    return abs(now_ms - backup.made_ms) < _FLAWED_MS
