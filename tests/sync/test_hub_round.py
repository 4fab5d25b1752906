"""One round with a hub: pages, gaps, what the cursor passed, and what is set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

import psycopg
import pytest

from desktop.domain.journal.entry import SealedEntry
from desktop.domain.journal.journal_flaws import FlawKind, JournalFlaw
from desktop.domain.sync.hub_address import HubAddress
from desktop.sync.hub import Cursor, Hub, open_hub
from desktop.sync.hub_round import HubRound
from desktop.sync.hub_state import HubState, keep_state, read_state
from desktop.sync.report import SyncReport
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.ports import directly
from tests.support.fleet import FleetDesk
from tests.sync.foreign_entries import entries_of

OpenDesk = Callable[[str], FleetDesk]
T = TypeVar("T")
Raw = psycopg.Connection[tuple[object, ...]]
WRONG = """
    UPDATE muster.entries SET chain = decode(repeat('ab', 32), 'hex') WHERE desk = %s AND n = %s
"""
GONE = "DELETE FROM muster.entries WHERE desk = %s AND n = ANY(%s)"


@pytest.fixture
def link(hub: HubAddress) -> Iterator[Hub]:
    with open_hub(hub, "") as opened:
        yield opened


@pytest.fixture
def raw(hub: HubAddress, link: Hub) -> Iterator[Raw]:
    """A connection past all rules, to a hub that has its schema."""
    with psycopg.connect(hub.url, autocommit=True) as opened:
        yield opened


@pytest.fixture
def reader(desk: OpenDesk) -> FleetDesk:
    """A desk with one entry of its own that was never here."""
    return desk("Desk A")


def head(fleet_desk: FleetDesk, desk: str = "far") -> int:
    known = fleet_desk.store.journal.known_heads()
    return known[desk].number if desk in known else 0


def passed_by(fleet_desk: FleetDesk, link: Hub) -> HubRound:
    """Begin a round whose cursor is past everything that the hub has."""
    transaction_id, seq = link.pull(Cursor(), 1_000)[1]
    with fleet_desk.store.write():
        state = HubState(link.id, transaction_id, seq, 0, link.programmes)
        keep_state(fleet_desk.store, state)
    return HubRound(fleet_desk.store, link, directly)


class Breaking:
    """Does work on the store until a desk has got so far, and breaks then."""

    def __init__(self, fleet_desk: FleetDesk, last: int) -> None:
        self._fleet_desk = fleet_desk
        self._last = last

    def __call__(self, work: Callable[[], T], /) -> T:
        if head(self._fleet_desk) >= self._last:
            raise ConnectionError
        return work()


@pytest.mark.parametrize("at_once", [1, 3, 4, 6, 7, 5_000])
def test_a_page_is_taken_in_slices_and_the_last_one_moves_the_cursor(
    reader: FleetDesk, link: Hub, raw: Raw, at_once: int
) -> None:
    link.push("far", entries_of("far", 6))
    report = SyncReport()
    HubRound(reader.store, link, directly, at_once).take(report)
    assert (report.finish().received, report.flaws, head(reader)) == (6, [], 6)
    ((transaction_id, seq),) = raw.execute("SELECT x::text, seq FROM muster.entries WHERE n = 6")
    assert read_state(reader.store) == HubState(link.id, str(transaction_id), int(str(seq)), 0, "")


def test_a_cursor_does_not_move_before_the_last_slice(reader: FleetDesk, link: Hub) -> None:
    """Whoever is cut off in between reads the whole page once more."""
    link.push("far", entries_of("far", 6))
    with pytest.raises(ConnectionError):
        HubRound(reader.store, link, Breaking(reader, 4), 2).take(SyncReport())
    assert head(reader) == 4
    assert read_state(reader.store) == HubState()
    report = SyncReport()
    HubRound(reader.store, link, directly).take(report)
    assert (report.received, head(reader)) == (2, 6)


def test_what_the_cursor_passed_is_missed_and_then_taken(reader: FleetDesk, link: Hub) -> None:
    link.push("far", entries_of("far", 4))
    link.push("near", entries_of("near", 1))
    reading, report = passed_by(reader, link), SyncReport()
    reading.take(report)
    assert report.received == 0
    reading.take_missed(report)
    assert (report.finish().received, report.flaws) == (5, [])
    assert (head(reader), head(reader, "near")) == (4, 1)
    assert report.heard.keys() == {"far", "near"}


def test_only_what_is_missed_is_taken(reader: FleetDesk, link: Hub) -> None:
    link.push("far", entries_of("far", 4))
    reader.take(list(entries_of("far", 2)))
    reading, report = passed_by(reader, link), SyncReport()
    reading.take_missed(report)
    assert (report.received, head(reader)) == (2, 4)


def test_a_gap_at_the_hub_ends_what_is_missed_and_is_no_flaw(
    reader: FleetDesk, link: Hub, raw: Raw
) -> None:
    link.push("far", entries_of("far", 6))
    reader.take(list(entries_of("far", 2)))
    reading, report = passed_by(reader, link), SyncReport()
    raw.execute(GONE, ("far", [3]))
    reading.hear({"far": 6})
    reading.take(report)
    reading.take_missed(report)
    assert (report.finish().received, report.flaws, head(reader)) == (0, [], 2)
    assert reader.front_desk.syncing.flaws() == []


def test_entries_before_a_gap_are_taken_and_those_after_it_wait(
    reader: FleetDesk, link: Hub, raw: Raw
) -> None:
    link.push("far", entries_of("far", 6))
    reading, report = passed_by(reader, link), SyncReport()
    raw.execute(GONE, ("far", [3]))
    reading.take_missed(report)
    assert (report.finish().received, head(reader)) == (2, 2)
    assert report.flaws == [JournalFlaw(FlawKind.WAITS, link.name, 3)]
    link.push("far", entries_of("far", 3)[2:])
    reading.take_missed(report)
    assert (report.received, head(reader)) == (6, 6)


def test_a_cursor_of_another_hub_or_of_the_future_is_begun_anew(
    reader: FleetDesk, link: Hub
) -> None:
    link.push("far", entries_of("far", 4))
    _entries, newest = link.pull(Cursor(), 1_000)
    other_hub = HubState("another", *newest, sent=3, programmes=link.programmes)
    restored = HubState(link.id, "999999999999", 7, sent=3, programmes=link.programmes)
    promoted = HubState(link.id, *newest, sent=3, programmes="p1")
    here = HubState(link.id, *newest, sent=3, programmes=link.programmes)
    received: list[int] = []
    states: list[HubState] = []
    for state in (other_hub, restored, promoted, here):
        fleet_desk = FleetDesk(reader.store.path.parent, f"Desk {len(states)}")
        with fleet_desk.store.write():
            keep_state(fleet_desk.store, state)
        report = SyncReport()
        HubRound(fleet_desk.store, link, directly).take(report)
        received.append(report.received)
        states.append(read_state(fleet_desk.store))
        fleet_desk.close()
    assert received == [4, 4, 4, 0]
    assert states == [here._replace(sent=0), here, here, here]


def test_a_journal_that_cannot_be_read_on_is_named_once_and_tried_by_its_next_entry(
    reader: FleetDesk, link: Hub, raw: Raw
) -> None:
    link.push("far", entries_of("far", 4))
    raw.execute(WRONG, ("far", 3))
    raw.execute(GONE, ("far", [4]))
    reading, report = passed_by(reader, link), SyncReport()
    reading.take_missed(report)
    assert report.finish().flaws == [
        JournalFlaw(FlawKind.STUCK, link.name, 2, "far"),
        JournalFlaw(FlawKind.ALTERED, link.name, 1),
    ]
    later = SyncReport()
    link.push("far", entries_of("far", 6)[3:])
    reading.look_again(later)
    reading.take_missed(later)
    assert (later.finish().flaws, later.received, head(reader)) == ([], 0, 2)


def test_all_of_a_page_is_tried_where_nothing_was_set_aside(
    reader: FleetDesk, link: Hub, raw: Raw
) -> None:
    link.push("far", entries_of("far", 6))
    raw.execute(WRONG, ("far", 3))
    reading, report = passed_by(reader, link), SyncReport()
    reading.take_missed(report)
    assert report.finish().flaws == [
        JournalFlaw(FlawKind.STUCK, link.name, 2, "far"),
        JournalFlaw(FlawKind.ALTERED, link.name, 1),
        JournalFlaw(FlawKind.WAITS, link.name, 3),
    ]


def test_news_stay_due_until_the_furthest_that_was_told_of_has_come(
    reader: FleetDesk, link: Hub
) -> None:
    link.push("far", entries_of("far", 3))
    reading = passed_by(reader, link)
    reading.hear({"far": 5})
    reading.hear({"far": 2, "near": 0})
    reading.take(SyncReport())
    assert (reading.has_due(), head(reader)) == (True, 3)
    link.push("far", entries_of("far", 5))
    reading.take(SyncReport())
    assert (reading.has_due(), head(reader)) == (False, 5)


def test_news_that_do_not_come_are_looked_for_five_times_and_once_more_when_told_anew(
    reader: FleetDesk, link: Hub
) -> None:
    reading = HubRound(reader.store, link, directly)
    for _told in range(2):
        reading.hear({"nobody": 3})
        looks = 0
        while reading.has_due():
            reading.take(SyncReport())
            looks += 1
        assert looks == 5


def test_news_of_a_journal_that_is_set_aside_are_not_waited_for(
    reader: FleetDesk, link: Hub, raw: Raw
) -> None:
    link.push("far", entries_of("far", 4))
    raw.execute(WRONG, ("far", 3))
    reading = passed_by(reader, link)
    reading.hear({"far": 4})
    reading.take(SyncReport())
    assert not reading.has_due()


def test_another_desk_s_entries_are_sent_up_to_the_first_that_is_sealed_here(
    reader: FleetDesk, link: Hub
) -> None:
    """A hub must not take a journal with holes: nobody could read on after them."""
    entries = entries_of("far", 6)
    with reader.store.write():
        sealed = SealedEntry("far", 4, entries[3].chain)
        reader.store.take_in([*entries[:3], sealed, *entries[4:]], "another hub")
    report = HubRound(reader.store, link, directly).exchange()
    assert link.heads() == {"far": 3, reader.store.desk: 1}
    assert (report.sent, report.received, report.flaws) == (1, 0, [])


def test_what_was_sent_is_kept_and_counts_own_entries_only(reader: FleetDesk, link: Hub) -> None:
    reader.take(list(entries_of("far", 3)))
    reader.make_programme()
    assert HubRound(reader.store, link, directly).exchange().sent == 3
    assert read_state(reader.store).sent == 3
    reader.register("Noa Levi")
    report = SyncReport()
    HubRound(reader.store, link, directly).send(report)
    assert (report.sent, read_state(reader.store).sent) == (2, 5)
    assert link.heads() == {"far": 3, reader.store.desk: 5}


def test_a_branch_is_not_sent_on_from_what_the_hub_has_otherwise(
    reader: FleetDesk, link: Hub
) -> None:
    link.push("far", entries_of("far", 3, name="Ghost"))
    reader.take(list(entries_of("far", 5)))
    report = HubRound(reader.store, link, directly).exchange()
    assert link.heads() == {"far": 3, reader.store.desk: 1}
    assert report.flaws == [
        JournalFlaw(FlawKind.STUCK, link.name, 3, "far"),
        JournalFlaw(FlawKind.FORKED, link.name, 3),
    ]


def test_what_the_hub_got_otherwise_meanwhile_is_counted_and_not_written_over(
    reader: FleetDesk, link: Hub
) -> None:
    reader.take(list(entries_of("far", 5)))
    reading = HubRound(reader.store, link, directly)
    link.push("far", entries_of("far", 3, name="Ghost"))
    report = reading.exchange()
    assert JournalFlaw(FlawKind.FORKED, link.name, 3) in report.flaws
    assert link.heads() == {"far": 3, reader.store.desk: 1}


def test_photos_that_people_speak_of_come_once_and_those_that_are_here_go(
    desk: OpenDesk, link: Hub
) -> None:
    fleet_desk, other = desk("Desk A"), desk("Desk B")
    fleet_desk.make_programme()
    with fleet_desk.store.write():
        name = fleet_desk.store.blobs.put(b"\xff\xd8 a picture")
    noa = fleet_desk.register("Noa Levi")
    with_photo = {"first_name": "Noa", "last_name": "Levi", "photo": name}
    fleet_desk.front_desk.registry.change(noa.id, RegistrationForm(with_photo, {}, {}))
    assert HubRound(fleet_desk.store, link, directly).exchange().photos == 0
    assert link.photo(name) == b"\xff\xd8 a picture"
    assert HubRound(other.store, link, directly).exchange().photos == 1
    assert other.store.blobs.get(name) == b"\xff\xd8 a picture"
    assert HubRound(other.store, link, directly).exchange().photos == 0
