"""A backup's name says all of it, and a rule says when the next one is due."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.upkeep.backup import (
    FRESH_MS,
    HOUR_MS,
    LEAST_ENTRIES,
    Backup,
    BackupState,
    Occasion,
    backup_named,
    chosen_at,
    is_due,
    moment_in_name,
    newest_sound,
    next_number,
    shelf_of,
)

# 2 December 2026, 14:30:00 UTC.
HALF_PAST_TWO = 1_796_221_800_000
SOUND = BackupState.SOUND


def backup(number: int, made_ms: int = HALF_PAST_TWO, entries: int = 10,
           state: BackupState = SOUND) -> Backup:  # fmt: skip
    return Backup(number, made_ms, Occasion.HOUR, entries, state)


def test_a_name_is_read_as_it_is_written() -> None:
    made = Backup(7, HALF_PAST_TWO, Occasion.IMPORT, 45_120, SOUND)
    assert made.file_name == "000007-20261202T143000Z-import-45120.db"
    assert backup_named(made.file_name) == made
    flawed = made._replace(state=BackupState.FLAWED)
    assert flawed.file_name == "000007-20261202T143000Z-import-45120.flawed.db"
    assert backup_named(flawed.file_name, 900) == flawed._replace(size_bytes=900)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "muster.db",
        "000007-20261202T143000Z-import-45120.db-wal",
        "000007-20261399T143000Z-import-45120.db",
        "000007-20261202T143000Z-holiday-45120.db",
        "000007-20261202T143000Z-import-45120.good.db",
        "7-20261202T143000Z-import-45120.db",
        "999999999999-20261202T143000Z-import-45120.db",
        "000007-99991231T235959Z-import-45120.db",
        "000007-00010101T000000Z-import-45120.db",
        "000007-20261202T143000Z-import-45120 (copy).db",
        ".draft-1a2b3c4d",
    ],
)
def test_what_is_not_named_like_a_backup_is_none(name: str) -> None:
    assert backup_named(name) is None


def test_backups_lie_beside_their_store() -> None:
    assert shelf_of(Path("data/muster.db")) == Path("data/muster.db backups")


def test_the_next_number_is_above_all_whatever_their_clocks_say() -> None:
    assert next_number([]) == 1
    tomorrow = backup(4, HALF_PAST_TWO + 24 * HOUR_MS)
    names = [backup(9).file_name, tomorrow.file_name, "notes.txt"]
    assert next_number(names) == 10


def test_a_moment_is_written_in_utc() -> None:
    assert moment_in_name(HALF_PAST_TWO) == "20261202T143000Z"


def test_the_newest_is_that_of_the_highest_number_among_the_sound_ones() -> None:
    later_clock = backup(1, HALF_PAST_TWO + HOUR_MS)
    newest = backup(2)
    flawed = backup(3, state=BackupState.FLAWED)
    assert newest_sound([flawed, newest, later_clock]) == newest
    assert newest_sound([flawed]) is None


@pytest.mark.parametrize(
    ("backups", "entries", "every_ms", "due"),
    [
        ([], 0, HOUR_MS, False),
        ([], LEAST_ENTRIES - 1, HOUR_MS, False),
        ([], LEAST_ENTRIES, HOUR_MS, True),
        # Nothing was written since, however long ago.
        ([backup(1, HALF_PAST_TWO - 90 * HOUR_MS)], 10, HOUR_MS, False),
        ([backup(1, HALF_PAST_TWO - HOUR_MS)], 11, HOUR_MS, True),
        ([backup(1, HALF_PAST_TWO - HOUR_MS + 1)], 11, HOUR_MS, False),
        ([backup(1, HALF_PAST_TWO - FRESH_MS)], 11, FRESH_MS, True),
        ([backup(1, HALF_PAST_TWO - FRESH_MS + 1)], 11, FRESH_MS, False),
        # The clock was set back a year since: it is no reason to make none.
        ([backup(1, HALF_PAST_TWO + 365 * 24 * HOUR_MS)], 11, HOUR_MS, True),
        # What is flawed is no backup.
        ([backup(1, HALF_PAST_TWO - HOUR_MS, state=BackupState.FLAWED)], 10, HOUR_MS, True),
        # It is as large as the store: it is tried again as late as a sound one.
        ([backup(1, HALF_PAST_TWO - 60_000, state=BackupState.FLAWED)], 10, HOUR_MS, False),
        # Fewer entries than then: a store that was put in its place. It is another one.
        ([backup(1, HALF_PAST_TWO - HOUR_MS)], 4, HOUR_MS, True),
    ],
)
def test_when_a_backup_is_due(
    backups: list[Backup], entries: int, every_ms: int, due: bool
) -> None:
    assert is_due(backups, entries, HALF_PAST_TWO, every_ms) is due


def test_of_a_moment_it_is_the_last_one_that_was_made_until_then() -> None:
    first, second = backup(1, HALF_PAST_TWO), backup(2, HALF_PAST_TWO + HOUR_MS)
    flawed = backup(3, HALF_PAST_TWO + 2 * HOUR_MS, state=BackupState.FLAWED)
    every = [first, second, flawed]
    assert chosen_at(every, None) == second
    assert chosen_at(every, HALF_PAST_TWO + HOUR_MS) == second
    assert chosen_at(every, HALF_PAST_TWO + HOUR_MS - 1) == first
    assert chosen_at(every, HALF_PAST_TWO - 1) is None


def test_of_as_many_entries_it_is_due_where_they_are_others() -> None:
    last = [backup(1, HALF_PAST_TWO - HOUR_MS)]
    assert not is_due(last, 10, HALF_PAST_TWO, HOUR_MS, lambda _backup: True)
    assert is_due(last, 10, HALF_PAST_TWO, HOUR_MS, lambda _backup: False)
