"""What an exchange with other desks brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.domain.journal.entry import Entry, SubjectType, split_subject
from desktop.domain.journal.journal_flaws import FlawKind, JournalFlaw
from desktop.store.journal.intake import IntakeResult, Parked

# One transaction's worth of entries: few enough that a scan need not wait for long, and many
# where nobody scans meanwhile.
IN_SLICES, AT_ONCE = 30, 20_000
DAY_MS = 86_400_000


def nothing() -> None:
    """Do nothing between reading and writing."""


def goes_on() -> bool:
    """Stand where nobody can stop the work."""
    return False


_OF_PEOPLE = (SubjectType.PERSON, SubjectType.REGISTRATION)


@dataclass(slots=True)
class SyncReport:
    """How many entries went and came; what was wrong with what came.

    `plan_changed` tells that programmes, sessions, points and the like are among what came,
    `is_hub_old` that the hub's owner may bring it up to date.
    """

    sent: int = 0
    received: int = 0
    photos: int = 0
    is_copy: bool = False
    plan_changed: bool = False
    is_hub_old: bool = False
    flaws: list[JournalFlaw] = field(default_factory=list)
    heard: dict[str, int] = field(default_factory=dict)
    newest: dict[str, Entry] = field(default_factory=dict)
    days: Counter[tuple[str, int]] = field(default_factory=Counter)
    parked: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, taken: IntakeResult, where: str) -> None:
        """Count what one slice brought."""
        self.received += len(taken.entries)
        self.is_copy |= taken.is_copy
        for reason, count in taken.parked.items():
            if count:
                self.parked[(reason, where)] += count
        self.note(taken.entries)

    def note(self, entries: Iterable[Entry]) -> None:
        """Remember what came from whom."""
        for entry in entries:
            self.heard[entry.desk] = max(self.heard.get(entry.desk, 0), entry.at_ms)
            newest = self.newest.get(entry.desk)
            if newest is None or entry.number > newest.number:
                self.newest[entry.desk] = entry
            self.days[entry.desk, entry.at_ms // DAY_MS] += 1
            self.plan_changed |= split_subject(entry.subject)[0] not in _OF_PEOPLE

    def name_ahead(self, now_ms: int, names: Mapping[str, str]) -> None:
        """Name the desks whose clock was more than a day ahead of this one as they wrote."""
        today, ahead = now_ms // DAY_MS, Counter[str]()
        latest: dict[str, int] = {}
        for (desk, day), count in self.days.items():
            if day > today + 1:
                ahead[desk] += count
                latest[desk] = max(day, latest.get(desk, 0))
        for desk, count in sorted(ahead.items()):
            days = str(latest[desk] - today)
            name = names.get(desk) or desk
            self.flaws.append(JournalFlaw(FlawKind.AHEAD, name, count, days))
        self.days.clear()

    def clock_off_ms(self, desk: str, now_ms: int) -> int | None:
        """Tell how far a desk's clock is ahead (negative: behind) by the newest it wrote.

        It is behind where it had seen what was written later by its own clock, if that was not in
        the future. None where nothing speaks of it: files may be days old.
        """
        entry = self.newest.get(desk)
        if entry is None:
            return None
        if entry.at_ms > now_ms:
            return entry.at_ms - now_ms
        is_behind = entry.at_ms < entry.order_ms <= now_ms
        return entry.at_ms - entry.order_ms if is_behind else None

    def finish(self) -> SyncReport:
        """Turn what was parked into flaws for people."""
        for (reason, where), count in sorted(self.parked.items()):
            self.flaws.append(JournalFlaw(_FLAWS[Parked(reason)], where, count))
        self.parked.clear()
        return self


_FLAWS = {
    Parked.WAITS: FlawKind.WAITS,
    Parked.FORKED: FlawKind.FORKED,
    Parked.ALTERED: FlawKind.ALTERED,
    Parked.UNREADABLE: FlawKind.UNREADABLE,
}
