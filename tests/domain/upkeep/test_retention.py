"""Backups are kept by hours, days and weeks, within what the disk has room for."""

from __future__ import annotations

from desktop.domain.upkeep.backup import HOUR_MS, Backup, BackupState, Occasion
from desktop.domain.upkeep.retention import MOST_BYTES, room_for_backups, to_drop

# 2 December 2026, 14:30 UTC.
NOW = 1_796_221_800_000
DAY_MS = 24 * HOUR_MS
GIB = 1024**3


def made(number: int, ago_ms: int, size: int = 1, **more: object) -> Backup:
    plain = Backup(number, NOW - ago_ms, Occasion.HOUR, 10, BackupState.SOUND, size)
    return plain._replace(**more)  # type: ignore[arg-type]


def kept(backups: list[Backup], now_ms: int = NOW, most: int = MOST_BYTES) -> list[int]:
    dropped = to_drop(backups, now_ms, most)
    return [backup.number for backup in backups if backup not in dropped]


def hourly(days: int) -> list[Backup]:
    """Make one each hour, the oldest first."""
    hours = days * 24
    return [made(number + 1, (hours - number) * HOUR_MS) for number in range(hours)]


def test_of_the_last_two_days_every_hour_is_kept() -> None:
    # The first is two whole days old.
    assert kept(hourly(2)) == list(range(2, 49))


def test_of_a_month_one_a_day_and_of_a_year_one_a_week() -> None:
    numbers = kept(hourly(100))
    hours_kept = [number for number in numbers if number > 98 * 24 + 1]
    days_kept = [number for number in numbers if 70 * 24 < number <= 98 * 24 + 1]
    weeks_kept = [number for number in numbers if number <= 70 * 24]
    assert len(hours_kept) == 47
    # 28 whole days, and at most one more for the days that were begun, and for the week's newest.
    assert 28 <= len(days_kept) <= 29
    assert 10 <= len(weeks_kept) <= 11


def test_of_an_hour_the_newest_is_kept() -> None:
    # 13:31 to 13:58, and two more recent ones.
    same_hour = [made(1, 59 * 60_000), made(2, 50 * 60_000), made(3, 32 * 60_000)]
    assert kept([*same_hour, made(4, 20 * 60_000), made(5, 60_000)]) == [3, 4, 5]


def test_what_is_older_than_a_year_goes_but_never_the_two_newest() -> None:
    old = [made(1, 800 * DAY_MS), made(2, 700 * DAY_MS), made(3, 600 * DAY_MS)]
    assert kept(old) == [2, 3]


def test_a_clock_that_is_wrong_by_years_costs_none_of_the_newest() -> None:
    backups = hourly(1)
    assert kept(backups, NOW + 3_000 * DAY_MS) == [23, 24]
    assert kept(backups, NOW - 3_000 * DAY_MS) == [23, 24]


def test_where_room_is_short_the_oldest_go_first_and_two_stay() -> None:
    backups = [made(number, (9 - number) * HOUR_MS, size=2 * GIB) for number in range(1, 9)]
    assert kept(backups, most=7 * GIB) == [6, 7, 8]
    assert kept(backups, most=0) == [7, 8]


def test_one_from_before_an_update_is_kept_for_ninety_days() -> None:
    recent = [made(8, HOUR_MS), made(9, 0)]
    # Of one day, week and hour with a later one: by hours alone it would go.
    earlier = made(1, 60 * DAY_MS + 60_000, occasion=Occasion.MIGRATION)
    later = made(2, 60 * DAY_MS)
    assert kept([earlier, later, *recent]) == [1, 2, 8, 9]
    very_old = earlier._replace(made_ms=NOW - 91 * DAY_MS - 60_000)
    assert kept([very_old, later._replace(made_ms=NOW - 91 * DAY_MS), *recent]) == [2, 8, 9]


def test_a_flawed_one_is_kept_a_week_and_counts_for_no_hour() -> None:
    flawed = made(3, HOUR_MS, state=BackupState.FLAWED)
    sound = [made(1, 3 * HOUR_MS), made(2, 2 * HOUR_MS)]
    assert kept([*sound, flawed]) == [1, 2, 3]
    assert kept([*sound, flawed._replace(made_ms=NOW - 8 * DAY_MS)]) == [1, 2]


def test_of_flawed_ones_two_are_kept_and_they_go_before_sound_ones() -> None:
    sound = [made(number, (5 - number) * HOUR_MS, size=GIB) for number in (1, 2, 3)]
    flawed = [made(n, 0, size=GIB, state=BackupState.FLAWED) for n in (4, 5, 6)]
    assert kept([*sound, *flawed]) == [1, 2, 3, 5, 6]
    assert kept([*sound, *flawed], most=4 * GIB) == [1, 2, 3, 6]
    assert kept([*sound, *flawed], most=3 * GIB) == [1, 2, 3]


def test_they_may_take_ten_gigabytes_or_a_fifth_of_what_is_free() -> None:
    assert room_for_backups(100 * GIB, 0) == 10 * GIB
    assert room_for_backups(20 * GIB, 0) == 4 * GIB
    # What they take already counts as theirs: else they would drive themselves out.
    assert room_for_backups(16 * GIB, 4 * GIB) == 4 * GIB
