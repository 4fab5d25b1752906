"""The desk at work."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Direction
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.codes import Reading, make_code
from desktop.domain.programme.programme import Programme
from desktop.workflows.checkin.desk import Desk
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.conftest import Importer
from tests.support.builders import EIGHT, MINUTE, write_csv
from tests.support.fakes import FakeClock


@pytest.fixture
def station(
    front_desk: FrontDesk, niperm: Programme, import_file: Importer, tmp_path: Path
) -> Station:
    rows = [
        ["Name", "Email", "Barcode", "Status"],
        ["Noa Cohen", "noa@example.org", "T-1", "Attending"],
        ["Dan Levi", "dan@example.org", "T-2", "Cancelled"],
        ["Ruth Katz", "ruth@example.org", "T-3", "Waitlist"],
    ]
    import_file(write_csv(tmp_path / "list.csv", rows))
    return Station(niperm, front_desk.programmes.points(niperm)[0])


@pytest.fixture
def desk(front_desk: FrontDesk) -> Desk:
    return front_desk.desk


def test_every_verdict_is_in_the_journal(
    desk: Desk, station: Station, front_desk: FrontDesk
) -> None:
    words = ["admitted", "already_in", "cancelled", "waiting_list", "unknown_code"]
    codes = ["T-1", "T-1", "T-2", "T-3", "nobody"]
    verdicts = [desk.scan(station, Reading(code)) for code in codes]
    assert [verdict.outcome.slug for verdict in verdicts] == words
    written = {
        entry.id: entry.body
        for entry in front_desk._store.journal.stored_by_desk()
        if entry.kind in {"move", "refuse"}
    }
    for verdict in verdicts:
        assert verdict.entry is not None
        assert f'"outcome":"{verdict.outcome.slug}"' in written[verdict.entry]
    assert [row.verdict.outcome for row in desk.recent(station.programme)] == words[::-1]


def test_already_in_says_since_when_and_at_which_desk(
    desk: Desk, station: Station, clock: FakeClock
) -> None:
    desk.scan(station, Reading("T-1"))
    clock.advance(44 * MINUTE)
    outcome = desk.scan(station, Reading("T-1")).outcome
    assert isinstance(outcome, d.AlreadyIn)
    assert (outcome.since_ms, outcome.desk, outcome.point) == (EIGHT, "Desk A", "Main entrance")


def test_undo_takes_back_the_newest_movement_and_then_the_one_before(
    desk: Desk, station: Station, clock: FakeClock
) -> None:
    first = desk.scan(station, Reading("T-1"))
    clock.advance(MINUTE)
    assert isinstance(first.outcome, d.Admitted)
    again = desk.pick(station, first.outcome.attendee.id)
    desk.pass_over(station, again, "went out for a call")
    once = desk.undo(station.programme)
    assert once is not None
    assert once.attendee is not None
    assert once.attendee.registration.presence is not None
    twice = desk.undo(station.programme)
    assert twice is not None
    assert twice.attendee is not None
    assert twice.attendee.registration.presence is None
    assert desk.undo(station.programme) is None
    assert desk.scan(station, Reading("T-1")).outcome.slug == "admitted"


def test_checking_out_and_in_again(desk: Desk, station: Station) -> None:
    out = Station(station.programme, station.point, Direction.OUT)
    assert desk.scan(out, Reading("T-1")).outcome.slug == "not_in"
    desk.scan(station, Reading("T-1"))
    assert desk.scan(out, Reading("T-1")).outcome.slug == "checked_out"
    assert desk.scan(out, Reading("T-1")).outcome.slug == "not_in"
    assert desk.scan(station, Reading("T-1")).outcome.slug == "admitted"


def test_looking_up_changes_nothing(desk: Desk, station: Station) -> None:
    verdict = desk.scan(station, Reading("T-1"), only_look=True)
    assert isinstance(verdict.outcome, d.Found)
    assert verdict.entry is None
    assert list(desk.recent(station.programme)) == []


def test_the_desk_may_let_in_who_waits(desk: Desk, station: Station) -> None:
    refused = desk.scan(station, Reading("T-3"))
    assert isinstance(refused.outcome, d.OnWaitingList)
    assert desk.pass_over(station, refused, "a place came free").outcome.slug == "admitted"


def test_a_code_of_another_programme_names_it(
    desk: Desk, station: Station, front_desk: FrontDesk
) -> None:
    spring = front_desk.programmes.find_or_make("SPRING", title="Spring panel")
    there = Station(spring, front_desk.programmes.points(spring)[0])
    outcome = desk.scan(there, Reading("T-1")).outcome
    assert isinstance(outcome, d.WrongProgramme)
    lost = desk.scan(station, Reading(make_code(spring.number, 12345))).outcome
    assert lost == d.WrongProgramme(None, "Spring panel")
    assert desk.recent(station.programme)[0].verdict.detail == "Spring panel"


def test_one_code_in_two_programmes_counts_where_the_desk_stands(
    desk: Desk, station: Station, front_desk: FrontDesk, tmp_path: Path
) -> None:
    spring = front_desk.programmes.find_or_make("SPRING")
    rows = [["Name", "Barcode"], ["Somebody Else", "T-1"]]
    path = write_csv(tmp_path / "spring.csv", rows)
    front_desk.importing(spring, open_guest_list(path)).run()
    outcome = desk.scan(station, Reading("T-1")).outcome
    assert isinstance(outcome, d.Admitted)
    assert outcome.attendee.name == "Noa Cohen"


def test_counts_and_arrivals(desk: Desk, station: Station, clock: FakeClock) -> None:
    desk.scan(station, Reading("T-1"))
    clock.advance(5 * MINUTE)
    counts = desk.counts(station.programme, 3, 5 * MINUTE)
    assert (counts.inside, counts.expected) == (1, 2)
    assert counts.arrivals == (0, 1, 0)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("x" * 10_000, "malformed"),
        ("\x00\x01\x02", "malformed"),
        ("", "malformed"),
        ("12\x1b[31m34", "malformed"),
        (make_code(1, 5)[:20], "malformed"),
        (make_code(1, 5) + make_code(1, 6), "malformed"),
        ("<b>1</b>", "unknown_code"),
        ("' OR 1=1", "unknown_code"),
        ("=1+1", "unknown_code"),
        ("😀", "unknown_code"),
        ("0" * 26, "unknown_code"),
    ],
)
def test_any_text_is_answered_and_the_next_scan_works(
    desk: Desk, station: Station, text: str, word: str
) -> None:
    assert desk.scan(station, Reading(text)).outcome.slug == word
    assert desk.scan(station, Reading("T-1")).outcome.slug == "admitted"
