"""What an exchange tells of what it brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from desktop.domain.journal.entry import Entry
from desktop.domain.journal.journal_flaws import FlawKind, JournalFlaw
from desktop.store.journal.intake import IntakeResult, Parked
from desktop.sync.report import SyncReport
from tests.support.builders import EIGHT, NINE, entry
from tests.support.fleet import FleetDesk
from tests.sync.foreign_entries import entries_of

OpenDesk = Callable[[str], FleetDesk]


def noted(*entries: Entry) -> SyncReport:
    report = SyncReport()
    report.note(entries)
    return report


def test_nothing_has_come_at_first() -> None:
    report = SyncReport().finish()
    assert (report.sent, report.received, report.photos) == (0, 0, 0)
    assert (report.is_copy, report.plan_changed) == (False, False)
    assert (report.flaws, report.heard) == ([], {})


def test_of_each_desk_the_newest_time_is_told() -> None:
    report = noted(
        entry("set", at_ms=EIGHT, by="a"), entry("set", at_ms=NINE, by="a"),
        entry("set", at_ms=EIGHT + 1, by="a"), entry("set", at_ms=EIGHT, by="b"),
        entry("set", at_ms=0, by="c"),
    )  # fmt: skip
    assert report.heard == {"a": NINE, "b": EIGHT, "c": 0}


def test_people_change_no_plan_and_everything_else_does() -> None:
    registration = entry("set")
    for subject in ("person:n1", "registration:r1"):
        assert not noted(registration._replace(subject=subject)).plan_changed, subject
    for subject in ("programme:p1", "point:d1", "session:s1", "desk:a", "unheard-of:u"):
        assert noted(registration._replace(subject=subject)).plan_changed, subject
    assert noted(registration._replace(subject="point:d1"), registration).plan_changed


def test_slices_add_up_and_what_was_parked_becomes_flaws_in_order() -> None:
    report = SyncReport()
    first, second = entry("set", number=1), entry("set", number=2)
    waiting: Counter[str] = Counter({Parked.WAITS: 2, Parked.FORKED: 0})
    report.add(IntakeResult([first], parked=waiting), "b.csv")
    report.add(IntakeResult([second], parked=Counter({Parked.WAITS: 1}), is_copy=True), "b.csv")
    report.add(IntakeResult(parked=Counter({Parked.UNREADABLE: 1})), "a.csv")
    report.add(IntakeResult(parked=Counter({Parked.ALTERED: 1, Parked.FORKED: 3})), "c.csv")
    assert report.finish().flaws == [
        JournalFlaw(FlawKind.ALTERED, "c.csv", 1),
        JournalFlaw(FlawKind.FORKED, "c.csv", 3),
        JournalFlaw(FlawKind.UNREADABLE, "a.csv", 1),
        JournalFlaw(FlawKind.WAITS, "b.csv", 3),
    ]
    assert (report.received, report.is_copy, report.plan_changed) == (2, True, False)
    assert len(report.finish().flaws) == 4


def test_a_real_slice_is_counted(desk: OpenDesk) -> None:
    fleet_desk, entries, report = desk("Desk A"), entries_of("far", 5), SyncReport()
    with fleet_desk.store.write():
        report.add(fleet_desk.store.take_in([*entries[:3], entries[4]], "far.csv"), "far.csv")
    assert report.finish().received == 3
    assert report.flaws == [JournalFlaw(FlawKind.WAITS, "far.csv", 1)]
    assert report.heard == {"far": EIGHT + 3_000}
    assert (report.is_copy, report.plan_changed) == (False, False)
