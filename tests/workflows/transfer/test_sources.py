"""Which list a new one is the next of, and what has to be said before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from desktop.domain.failures import ListUnclear, OtherCount
from desktop.domain.programme.programme import Programme
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.doubts import OpenDates, OtherList, UnknownWords
from desktop.workflows.transfer.guest_list import GuestList, open_guest_list
from desktop.workflows.transfer.import_list import GuestListImport
from desktop.workflows.transfer.list_columns import source_id
from desktop.workflows.transfer.sources import ListSource, guess_source, sources_of
from tests.support.builders import write_csv
from tests.support.fakes import FakeClock

HEADER = ["Attendee #", "Name", "Email", "Status"]
Rows = Sequence[Sequence[str]]


def crowd(*numbers: int, status: str = "Attending") -> list[list[str]]:
    return [[str(n), f"Guest {n}", f"g{n}@x.org", status] for n in numbers]


@pytest.fixture
def listed(tmp_path: Path) -> Callable[..., GuestList]:
    def write(rows: Rows, header: Sequence[str] = HEADER, name: str = "list.csv") -> GuestList:
        return open_guest_list(write_csv(tmp_path / name, [header, *rows]))

    return write


@pytest.fixture
def take(
    front_desk: FrontDesk, niperm: Programme, clock: FakeClock
) -> Callable[..., GuestListImport]:
    def run(guests: GuestList, source: str = "") -> GuestListImport:
        clock.advance(1000)
        importing = front_desk.importing(niperm, guests, source)
        importing.run()
        return importing

    return run


Listed = Callable[..., GuestList]
Take = Callable[..., GuestListImport]


def guess(front_desk: FrontDesk, programme: Programme, guests: GuestList) -> tuple[str, bool]:
    found = guess_source(front_desk._store, programme.id, guests)
    return found.source, found.is_doubtful


def test_the_first_list_is_of_its_own_kind(
    front_desk: FrontDesk, niperm: Programme, listed: Listed, take: Take
) -> None:
    guests = listed(crowd(1, 2))
    assert guess(front_desk, niperm, guests) == (guests.kind, False)
    take(guests)
    assert sources_of(front_desk._store, niperm.id) == [ListSource(guests.kind, "list.csv", 2)]


def test_questions_in_the_header_make_no_other_kind(listed: Listed) -> None:
    plain = listed(crowd(1))
    more = listed([["M", *row, "no nuts"] for row in crowd(1)], ["Shirt", *HEADER, "Diet"])
    other = listed([["Guest 1", "g1@x.org"]], ["Your name", "Your email"])
    assert plain.kind == more.kind != other.kind


@pytest.mark.parametrize(
    ("newer", "is_doubtful"),
    [
        (crowd(*range(1, 21)), False),
        (crowd(*range(1, 11)), False),
        (crowd(*range(11, 111), *range(1, 11)), False),
        (crowd(*range(1, 4), *range(101, 108)), False),
        (crowd(1, 2, *range(101, 121)), True),
        (crowd(*range(101, 111)), True),
        ([[n, f"Other {n}", f"o{n}@x.org", ""] for n, *_rest in crowd(*range(1, 11))], True),
    ],
)  # fmt: skip
def test_the_same_columns_with_few_known_people_are_a_question(
    front_desk: FrontDesk,
    niperm: Programme,
    listed: Listed,
    take: Take,
    newer: Rows,
    *,
    is_doubtful: bool,
) -> None:
    first = listed(crowd(*range(1, 11)))
    take(first)
    assert guess(front_desk, niperm, listed(newer)) == (first.kind, is_doubtful)


def test_other_columns_with_the_same_numbers_are_the_same_source(
    front_desk: FrontDesk, niperm: Programme, listed: Listed, take: Take
) -> None:
    first = listed(crowd(1, 2, 3))
    take(first)
    renamed = listed(crowd(1, 2, 4), ["Ticket number", "Full name", "Mail", "Status"])
    assert renamed.kind != first.kind
    assert guess(front_desk, niperm, renamed) == (first.kind, False)
    strangers = [["1", "Ann Bar", "a@x.org", ""], ["2", "Ben Gal", "b@x.org", ""]]
    running = listed(strangers, ["Ticket number", "Full name", "Mail", "Status"])
    assert guess(front_desk, niperm, running) == (running.kind, False)


def test_a_doubtful_list_writes_nothing_until_its_source_is_named(
    front_desk: FrontDesk, niperm: Programme, listed: Listed, take: Take
) -> None:
    take(listed(crowd(*range(1, 11))))
    before = front_desk._store.journal.newest()
    with pytest.raises(ListUnclear) as refused:
        take(listed(crowd(*range(101, 111)), name="second.csv"))
    assert refused.value.facts["doubts"] == (OtherList("list.csv", 0, 10),)
    assert front_desk._store.journal.newest() == before
    take(listed(crowd(*range(101, 111)), name="second.csv"), "Second form")
    sources = {source.name: source for source in front_desk.list_sources("NIPERM")}
    assert sources["list.csv"] == (open_kind(listed), "list.csv", 10)
    assert sources["Second form"] == (source_id("second form"), "Second form", 10)


def open_kind(listed: Listed) -> str:
    return listed(crowd(1)).kind


def test_a_source_that_is_named_as_before_is_the_same(
    front_desk: FrontDesk, niperm: Programme, listed: Listed, take: Take
) -> None:
    take(listed(crowd(*range(1, 11))))
    done = take(listed(crowd(*range(101, 111)), name="late.csv"), "LIST.csv ")
    assert [source.people for source in front_desk.list_sources("NIPERM")] == [20]
    assert done.guests.source == open_kind(listed)


def test_a_list_of_mended_rows_needs_no_question(listed: Listed, take: Take) -> None:
    take(listed(crowd(*range(1, 11))))
    header = [*HEADER, "Problem in row", "Problem in column", "Problem"]
    rows = [[*row, "3", "Email", "wrong"] for row in crowd(50)]
    assert take(listed(rows, header, "mended.csv"))._progress.new == 1


def test_one_number_of_two_sources_is_two_tickets(
    front_desk: FrontDesk, niperm: Programme, listed: Listed, take: Take
) -> None:
    take(listed(crowd(1, 2, 3)), "first form")
    strangers = [[row[0], f"Other {row[0]}", f"o{row[0]}@x.org", ""] for row in crowd(1, 2, 3)]
    assert take(listed(strangers, name="b.csv"), "second form")._progress.new == 3


@pytest.mark.parametrize(
    ("words", "rows", "is_asked"),
    [(11, 50, True), (10, 20, False), (11, 55, False), (30, 30, True)],
)
def test_many_unknown_words_are_asked_and_a_few_come_in_unconfirmed(
    front_desk: FrontDesk,
    niperm: Programme,
    listed: Listed,
    words: int,
    rows: int,
    *,
    is_asked: bool,
) -> None:
    unknown = [[row[0], row[1], row[2], f"Group {int(row[0]) % 3}"] for row in crowd(*range(words))]
    guests = listed([*unknown, *crowd(*range(words, rows))])
    doubts = front_desk.importing(niperm, guests).doubts()
    assert bool(doubts) is is_asked
    if is_asked:
        (doubt,) = doubts
        assert isinstance(doubt, UnknownWords)
        assert (len(doubt.words), sum(word.rows for word in doubt.words), doubt.rows) == (
            3, words, rows,
        )  # fmt: skip
        assert front_desk.importing(niperm, guests.taking({"*": "pending"})).doubts() == ()


def test_what_words_mean_is_kept_for_the_next_list_of_the_source(
    front_desk: FrontDesk, niperm: Programme, listed: Listed, take: Take
) -> None:
    first = listed(crowd(*range(1, 21), status="VIP")).taking({"vip": "registered"})
    take(first)
    people = front_desk._store.registrations.page(niperm.id, 0)[1]
    assert {who.registration.status.value for who in people} == {"registered"}
    newer = [*crowd(*range(1, 21), status="VIP"), *crowd(21, status="Moon")]
    done = take(listed(newer))
    assert [(w.word, w.meaning, w.is_known) for w in done.guests.status_words()] == [
        ("VIP", "registered", True), ("Moon", "pending", False),
    ]  # fmt: skip
    other = front_desk.programmes.find_or_make("OTHER")
    assert front_desk.importing(other, listed(newer)).doubts() == ()


def test_dates_that_no_cell_decides_are_a_question(
    front_desk: FrontDesk, niperm: Programme, listed: Listed
) -> None:
    header = ["Name", "Check-in time"]
    guests = listed([["Noa", "3/4/2026 9:00"]], header)
    assert front_desk.importing(niperm, guests).doubts() == (OpenDates(("Check-in time",)),)
    assert front_desk.importing(niperm, guests.with_days(is_day_first=True)).doubts() == ()


def test_times_without_a_zone_are_the_programmes(
    front_desk: FrontDesk, niperm: Programme, listed: Listed, take: Take
) -> None:
    typed = {"code": "NIPERM", "time_zone": "Asia/Jerusalem"}
    saved = front_desk.planning.save_programme(niperm.id, typed)
    assert isinstance(saved, Programme)
    guests = listed([["Noa", "2026-12-01 09:00"]], ["Name", "Check-in time"])
    front_desk.importing(saved, guests).run()
    (noa,) = front_desk._store.registrations.page(niperm.id, 0)[1]
    assert noa.registration.first_in_ms == 1_796_108_400_000


def test_who_is_missing_is_cancelled_by_their_number_and_comes_back_with_the_list(
    front_desk: FrontDesk, niperm: Programme, listed: Listed, take: Take
) -> None:
    take(listed(crowd(*range(1, 11))))
    done = take(listed(crowd(*range(1, 9))))
    assert [person.name for person in done._progress.missing] == ["Guest 10", "Guest 9"]
    assert (done._progress.of_source, done._progress.is_part) == (10, False)
    with pytest.raises(OtherCount):
        done.cancel_missing(3)
    done.cancel_missing(2)
    assert statuses(front_desk, niperm)["Guest 9"] == "cancelled"
    assert take(listed(crowd(*range(1, 9))))._progress.missing == ()
    take(listed(crowd(*range(1, 11))))
    assert set(statuses(front_desk, niperm).values()) == {"registered"}
    assert front_desk.verify() == []


def test_who_stands_in_a_row_that_was_left_out_is_not_missing(
    front_desk: FrontDesk, niperm: Programme, listed: Listed, take: Take
) -> None:
    take(listed(crowd(1, 2, 3)))
    rows = [*crowd(1, 2), ["3", "", "g3@x.org", "Attending"]]
    done = take(listed(rows))
    assert (done._progress.left_out, done._progress.missing) == (1, ())


def test_people_of_another_source_or_by_hand_are_never_missing(
    front_desk: FrontDesk, niperm: Programme, listed: Listed, take: Take
) -> None:
    take(listed(crowd(1, 2, 3)))
    form = listed([["Guest 1", "g1@x.org"], ["New", "n@x.org"]], ["Your name", "Your email"])
    assert take(form)._progress.missing == ()
    assert [p.name for p in take(listed(crowd(1, 2)))._progress.missing] == ["Guest 3"]


def statuses(front_desk: FrontDesk, programme: Programme) -> dict[str, str]:
    people = front_desk._store.registrations.page(programme.id, 0)[1]
    return {who.name: who.registration.status.value for who in people}
