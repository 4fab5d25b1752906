"""Stores of older Musters open, with everything in them."""

from __future__ import annotations

import shutil
from pathlib import Path

from desktop.domain.attendees.registration import Status
from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.outcomes import Admitted
from desktop.domain.upkeep.backup import Occasion, backup_named
from desktop.store.engine import migrations
from desktop.store.engine.keys import KeyStore
from desktop.store.engine.settled_file import open_copy
from desktop.workflows.badges.badge_order import BadgeCounts, BadgeOrder, Only
from desktop.workflows.badges.badge_templates import template_named
from desktop.workflows.badges.papers import media_named
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.support.fakes import FakeClock, RecordingPainter
from tests.support.fleet import FleetDesk

STORES = Path(__file__).parents[2] / "fixtures" / "stores"
LISTS = STORES.parent / "lists"


def assert_was_kept(folder: Path) -> None:
    """See that the store as it was is a backup now, which opens by its key as the older schema."""
    (kept,) = (folder / "old.db backups").iterdir()
    named = backup_named(kept.name)
    assert named
    assert named.occasion is Occasion.MIGRATION
    copy = open_copy(kept, KeyStore(folder / "old.key"))
    try:
        assert migrations.are_pending(copy)
        assert copy.conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.conn.execute("SELECT count(*) FROM journal").fetchone() == (named.entries,)
    finally:
        copy.conn.close()


def test_a_store_of_the_first_schema_opens_and_agrees_with_its_journal(tmp_path: Path) -> None:
    for suffix in ("db", "key"):
        shutil.copy(STORES / f"0001.{suffix}", tmp_path / f"old.{suffix}")
    front_desk = FrontDesk.open(
        tmp_path / "old.db", tmp_path / "old.key", FakeClock(), RecordingPainter()
    )
    try:
        programme = front_desk.programmes.named("NIPERM")
        assert front_desk.verify() == []
        assert [attendee.name for attendee in front_desk.desk.find(programme, "noa")] == [
            "Noa Cohen"
        ]
        assert front_desk.desk.counts(programme, 1, 60_000).inside == 1
        assert front_desk.sessions.book_named(programme) == 2
        (workshop,) = front_desk.programmes.sessions(programme)
        assert front_desk.sessions.seats(programme)[workshop.id].taken == 2
    finally:
        front_desk.close()
    assert_was_kept(tmp_path)


def test_a_store_of_the_second_schema_opens_and_its_desk_goes_on(tmp_path: Path) -> None:
    for suffix in ("db", "key"):
        shutil.copy(STORES / f"0002.{suffix}", tmp_path / f"old.{suffix}")
    front_desk = FrontDesk.open(
        tmp_path / "old.db", tmp_path / "old.key", FakeClock(), RecordingPainter()
    )
    try:
        programme = front_desk.programmes.named("NIPERM")
        assert front_desk.verify() == []
        (entrance,) = front_desk.programmes.points(programme)
        verdict = front_desk.desk.scan(Station(programme, entrance), Reading("T-1"))
        assert verdict.outcome.slug == "already_in"
        assert front_desk.points.for_sessions(programme) == 1
        assert front_desk.verify() == []
    finally:
        front_desk.close()
    assert_was_kept(tmp_path)


def test_a_store_of_the_third_schema_opens_and_prints(tmp_path: Path) -> None:
    for suffix in ("db", "key"):
        shutil.copy(STORES / f"0003.{suffix}", tmp_path / f"old.{suffix}")
    front_desk = FrontDesk.open(
        tmp_path / "old.db", tmp_path / "old.key", FakeClock(), RecordingPainter()
    )
    try:
        programme = front_desk.programmes.named("NIPERM")
        assert front_desk.verify() == []
        assert front_desk.badges.counts(programme) == BadgeCounts(2, 1)
        printer = front_desk.printers.for_template("two-script")
        order = BadgeOrder(programme, template_named("two-script"), media_named("5392"),
                           Only.NOT_PRINTED)  # fmt: skip
        front_desk.queue.add(order, printer, "Badges")
        assert front_desk.queue.pump().still_open == 0
        assert front_desk.badges.counts(programme) == BadgeCounts(2, 0)
        assert front_desk.verify() == []
    finally:
        front_desk.close()
    assert_was_kept(tmp_path)


def test_a_store_of_the_fourth_schema_opens_and_meets_other_desks(tmp_path: Path) -> None:
    for suffix in ("db", "key"):
        shutil.copy(STORES / f"0004.{suffix}", tmp_path / f"old.{suffix}")
    front_desk = FrontDesk.open(
        tmp_path / "old.db", tmp_path / "old.key", FakeClock(), RecordingPainter()
    )
    other = FleetDesk(tmp_path, "Desk B")
    try:
        assert front_desk.verify() == []
        for desk in (front_desk, other.front_desk, front_desk):
            desk.syncing.with_folder(tmp_path / "niperm.muster")
        assert front_desk.syncing.state_hash() == other.hash
        programme = other.front_desk.programmes.named("NIPERM")
        assert other.inside() == 1
        (noa,) = other.front_desk.desk.find(programme, "noa")
        assert noa.registration.badge_code
    finally:
        front_desk.close()
        other.close()
    assert_was_kept(tmp_path)


def test_in_a_store_of_the_fifth_schema_a_block_by_hand_counts_again(tmp_path: Path) -> None:
    """Its Muster had let a newer list lift the block of a guest; the journal tells who did what."""
    for suffix in ("db", "key"):
        shutil.copy(STORES / f"0005.{suffix}", tmp_path / f"old.{suffix}")
    front_desk = FrontDesk.open(
        tmp_path / "old.db", tmp_path / "old.key", FakeClock(), RecordingPainter()
    )
    try:
        programme = front_desk.programmes.named("NIPERM")
        assert front_desk.verify() == []
        people = front_desk._store.registrations.page(programme.id, 0)[1]
        own = {attendee.name: attendee.registration for attendee in people}
        assert own["Dan Levi"].status is Status.BLOCKED
        assert {"status", "block_reason"} <= own["Dan Levi"].by_hand
        assert "status" not in own["Omer Katz"].by_hand
        assert [(d.about, d.key) for d in front_desk.disputes.single()] == [("Dan Levi", "status")]
        assert not own["Rina Peretz"].is_unpaid
        again = front_desk.importing(programme, open_guest_list(LISTS / "hand_b.csv"), "old")
        assert (again.run().new, front_desk.verify()) == (0, [])
        people = front_desk._store.registrations.page(programme.id, 0)[1]
        own = {attendee.name: attendee.registration for attendee in people}
        assert own["Dan Levi"].status is Status.BLOCKED
    finally:
        front_desk.close()
    assert_was_kept(tmp_path)


def test_a_store_of_the_sixth_schema_opens_and_goes_on_with_its_list(tmp_path: Path) -> None:
    """Its people have ids of chance; the list knows them all the same, and nothing is healed."""
    for suffix in ("db", "key"):
        shutil.copy(STORES / f"0006.{suffix}", tmp_path / f"old.{suffix}")
    path = tmp_path / "guests.csv"
    path.write_text(
        "First Name,Last Name,Email,Ticket Code\nNoa,Ben-David,noa@example.org,TCK-00001\n"
        "Dan,Levi,dan@example.org,TCK-00002\nRina,Peretz,rina@example.org,TCK-00003\n",
        "utf-8",
    )
    front_desk = FrontDesk.open(
        tmp_path / "old.db", tmp_path / "old.key", FakeClock(), RecordingPainter()
    )
    try:
        programme = front_desk.programmes.named("NIPERM")
        assert front_desk.verify() == []
        before = front_desk._store.registrations.page(programme.id, 0)[1]
        assert len(before) == 3
        result = front_desk.importing(programme, open_guest_list(path), "old").run()
        assert (result.new, result.unchanged) == (1, 2)
        after = front_desk._store.registrations.page(programme.id, 0)[1]
        assert {who.id for who in before} < {who.id for who in after}
        assert front_desk.desk.counts(programme, 1, 60_000).inside == 1
        assert front_desk.disputes.all() == []
        assert front_desk.verify() == []
    finally:
        front_desk.close()
    assert_was_kept(tmp_path)


def test_a_store_of_the_seventh_schema_opens_and_reads_codes_in_other_forms(tmp_path: Path) -> None:
    """Its list held links; a ticket that shows the id alone is found since the eighth."""
    for suffix in ("db", "key"):
        shutil.copy(STORES / f"0007.{suffix}", tmp_path / f"old.{suffix}")
    front_desk = FrontDesk.open(
        tmp_path / "old.db", tmp_path / "old.key", FakeClock(), RecordingPainter()
    )
    try:
        programme = front_desk.programmes.named("NIPERM")
        assert front_desk.verify() == []
        (entrance,) = front_desk.programmes.points(programme)
        verdict = front_desk.desk.scan(Station(programme, entrance), Reading("g-Zz8"))
        assert isinstance(verdict.outcome, Admitted)
        assert verdict.outcome.attendee.name == "Dan Levi"
        assert front_desk.verify() == []
    finally:
        front_desk.close()
    assert_was_kept(tmp_path)


def test_a_store_of_the_eighth_schema_counts_and_knows_what_newer_desks_said(
    tmp_path: Path,
) -> None:
    """Its journal holds what a newer desk said of a ticket and of a door."""
    for suffix in ("db", "key"):
        shutil.copy(STORES / f"0008.{suffix}", tmp_path / f"old.{suffix}")
    clock = FakeClock()
    clock.now_ms = 1_795_014_060_000
    front_desk = FrontDesk.open(
        tmp_path / "old.db", tmp_path / "old.key", clock, RecordingPainter()
    )
    try:
        programme = front_desk.programmes.named("NIPERM")
        assert front_desk.verify() == []
        assert front_desk.desk.counts(programme, 1, 60_000).inside == 2
        entrance, door = front_desk.programmes.points(programme)
        assert door.most_times == 1
        rina = front_desk.desk.find(programme, "rina")[0]
        verdict = front_desk.desk.pick(Station(programme, entrance), rina.id)
        assert verdict.outcome.slug == "not_valid"
        noa = front_desk.desk.find(programme, "noa")[0]
        assert front_desk.desk.pick(Station(programme, door), noa.id).outcome.slug == "admitted"
        assert front_desk._store.whereabouts.crowds(programme.id).for_session[door.session] == 2
        assert front_desk.verify() == []
    finally:
        front_desk.close()
    assert_was_kept(tmp_path)


def test_a_store_of_the_ninth_schema_finds_people_by_two_words_of_the_name(tmp_path: Path) -> None:
    for suffix in ("db", "key"):
        shutil.copy(STORES / f"0009.{suffix}", tmp_path / f"old.{suffix}")
    clock = FakeClock()
    clock.now_ms = 1_795_014_060_000
    front_desk = FrontDesk.open(
        tmp_path / "old.db", tmp_path / "old.key", clock, RecordingPainter()
    )
    try:
        programme = front_desk.programmes.named("NIPERM")
        rina = front_desk.desk.find(programme, "rina")[0]
        first, last = rina.name.split()
        for typed in (f"{first} {last}", f"{last} {first[:-1]}", f"{first}h {last}"):
            assert [found.id for found in front_desk.desk.find(programme, typed)] == [rina.id]
        assert front_desk.verify() == []
    finally:
        front_desk.close()
    assert_was_kept(tmp_path)


def test_a_store_of_the_twelfth_schema_knows_what_was_printed_and_passed_over(
    tmp_path: Path,
) -> None:
    for suffix in ("db", "key"):
        shutil.copy(STORES / f"0012.{suffix}", tmp_path / f"old.{suffix}")
    clock = FakeClock()
    clock.now_ms = 1_795_014_060_000
    front_desk = FrontDesk.open(
        tmp_path / "old.db", tmp_path / "old.key", clock, RecordingPainter()
    )
    try:
        programme = front_desk.programmes.named("NIPERM")
        assert front_desk.verify() == []
        report = front_desk.day_reports.report(programme, "2026-11-18")
        assert report.figures.printed == 3
        # Nine, ten and eleven seconds after each one's last way in.
        assert report.figures.paper_s == 10.0
        assert report.figures.overrides == {"unpaid": 1}
        assert report.figures.reasons == {"pays at noon": 1}
        (workshop,) = report.sessions
        assert (workshop.came, workshop.booked) == (1, 1)
    finally:
        front_desk.close()
    assert_was_kept(tmp_path)
