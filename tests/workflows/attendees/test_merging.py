"""What of two records stays when they become one."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.attendees.registration import Attendee, Direction, Status
from desktop.domain.programme.programme import Session
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.checkin.verdict import Station
from tests.support.reception import Reception
from tests.workflows.attendees.conftest import Lists

WEEK = ("2026-12-02", "2026-12-04")


def merge(desk: Reception, keep: Attendee, gone: Attendee) -> Attendee:
    desk.clock.advance(1000)
    return desk.front_desk.merging.merge(keep.id, gone.id)


def book(desk: Reception, session: Session, *people: Attendee) -> None:
    for attendee in people:
        desk.clock.advance(1000)
        desk.front_desk.sessions.book([attendee.id], session)


def find(desk: Reception, name: str) -> Attendee:
    return desk.front_desk.desk.find(desk.programme, name)[0]


def test_blanks_are_filled_and_what_stands_stays(desk: Reception) -> None:
    noa = desk.register("Noa Cohen", phone="050-1111111", notes="mine")
    twin = desk.register("Noa Kohen", phone="050-2222222", email="noa@example.org",
                         notes="theirs", tags="vip")  # fmt: skip
    merged = merge(desk, noa, twin)
    assert (merged.person.phone, merged.person.email) == ("050-1111111", "noa@example.org")
    assert (merged.registration.notes, merged.registration.tags) == ("mine", "vip")
    assert merged.name == "Noa Cohen"
    assert merged.registration.ticket_code == noa.registration.ticket_code


def test_a_number_and_a_source_of_the_other_list_are_not_taken_over(
    desk: Reception, lists: Lists
) -> None:
    lists.take(["Noa Cohen", "n@x.org", "", "", "", "77"])
    noa = desk.register("Noa Kohen")
    merged = merge(desk, noa, find(desk, "noa cohen"))
    assert (merged.registration.external_id, merged.registration.source) == ("", "")


def test_two_registrations_of_one_person_are_merged_and_the_person_stays(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    form = RegistrationForm({}, {"notes": "again"}, {})
    again, _ = desk.front_desk.registry.register(desk.programme, form, noa.person.id)
    merged = merge(desk, noa, again)
    assert (merged.person, merged.registration.notes) == (noa.person, "again")
    assert desk.now(again).registration.status is Status.MERGED
    assert desk.front_desk.verify() == []


def test_registrations_of_both_in_another_programme_become_one_too(desk: Reception) -> None:
    other = desk.front_desk.programmes.find_or_make("P2G")
    noa, twin = desk.register("Noa Cohen"), desk.register("Noa Kohen")
    form = RegistrationForm({}, {}, {})
    mine, _ = desk.front_desk.registry.register(other, form, noa.person.id)
    theirs, _ = desk.front_desk.registry.register(other, form, twin.person.id)
    merge(desk, noa, twin)
    assert desk.now(theirs).registration.status is Status.MERGED
    assert desk.now(mine).registration.status is Status.REGISTERED
    assert desk.now(twin).registration.status is Status.MERGED
    assert [attendee.id for attendee in desk.front_desk.desk.find(other, "noa")] == [mine.id]
    assert desk.front_desk.verify() == []


def test_the_better_place_in_a_session_counts(desk: Reception) -> None:
    noa, twin, dan = (desk.register(name) for name in ("Noa Cohen", "Noa Kohen", "Dan Levi"))
    theirs, mine = desk.session("W1", capacity="1"), desk.session("W2", capacity="1")
    taken_out, put_back = desk.session("W3"), desk.session("W4")
    book(desk, theirs, twin, noa)
    book(desk, mine, noa, twin)
    book(desk, taken_out, noa, twin)
    desk.front_desk.sessions.take_out([twin.id], taken_out)
    book(desk, put_back, noa, twin)
    desk.front_desk.sessions.take_out([noa.id], put_back)
    merged = merge(desk, noa, twin)
    assert set(merged.registration.booked) == {theirs.id, mine.id, taken_out.id, put_back.id}
    assert merged.registration.waiting == ()
    assert dan.registration.booked == ()


def test_who_waits_keeps_the_place_in_the_queue(desk: Reception) -> None:
    first, noa, dan, twin = (desk.register(f"Guest {n}") for n in "ABCD")
    workshop = desk.session(capacity="1")
    book(desk, workshop, first, noa, dan, twin)
    merge(desk, noa, twin)
    moved = desk.front_desk.sessions.take_out([first.id], workshop)
    assert [moved_up.attendee.id for moved_up in moved] == [noa.id]


@pytest.mark.parametrize(
    ("mine", "theirs", "amount", "is_paid"),
    [("", "120 USD", "120 USD", True), ("50 USD", "120 USD", "50 USD", True)],
)
def test_money_that_was_taken_for_either_record_was_taken(
    desk: Reception, mine: str, theirs: str, amount: str, *, is_paid: bool
) -> None:
    noa = desk.register("Noa Cohen", amount_due=mine)
    twin = desk.register("Noa Kohen", amount_due=theirs)
    desk.front_desk.registry.set_paid(twin.id)
    own = merge(desk, noa, twin).registration
    assert (own.amount_due, own.paid_ms is not None) == (amount, is_paid)


def test_money_that_is_due_stays_due(desk: Reception) -> None:
    noa, twin = desk.register("Noa Cohen"), desk.register("Noa Kohen", amount_due="120 USD")
    own = merge(desk, noa, twin).registration
    assert (own.amount_due, own.paid_ms) == ("120 USD", None)


def test_of_two_equal_standings_the_word_of_the_kept_one_stays(
    desk: Reception, lists: Lists
) -> None:
    lists.take(["Noa A", "a@x.org", "", "Gold member", "", "1"],
               ["Noa B", "b@x.org", "", "Silver member", "", "2"])  # fmt: skip
    merged = merge(desk, find(desk, "noa a"), find(desk, "noa b"))
    assert merged.registration.status_word == "Gold member"


def test_a_better_standing_brings_its_word(desk: Reception, lists: Lists) -> None:
    lists.take(["Noa A", "a@x.org", "", "Cancelled", "", "1"],
               ["Noa B", "b@x.org", "", "Silver member", "", "2"])  # fmt: skip
    (noa,) = (row for row in people(desk) if row.name == "Noa A")
    merged = merge(desk, noa, find(desk, "noa b"))
    assert merged.registration.status is Status.PENDING
    assert merged.registration.status_word == "Silver member"


def people(desk: Reception) -> list[Attendee]:
    return list(desk.front_desk._store.registrations.page(desk.programme.id, 0)[1])


@pytest.mark.parametrize(
    ("mine", "theirs", "reason"),
    [
        ([(Status.BLOCKED, "A")], [(Status.BLOCKED, "B")], "B"),
        ([(Status.BLOCKED, "A")], [(Status.BLOCKED, "")], "A"),
        ([(Status.BLOCKED, "A")], [(Status.BLOCKED, "old"), (Status.REGISTERED, "")], "A"),
        ([(Status.BLOCKED, "old"), (Status.REGISTERED, "")], [(Status.BLOCKED, "B")], "B"),
    ],
)
def test_the_reason_of_a_block_goes_with_the_block(
    desk: Reception, mine: list[tuple[Status, str]], theirs: list[tuple[Status, str]], reason: str
) -> None:
    noa, twin = desk.register("Noa Cohen"), desk.register("Noa Kohen")
    for attendee, standings in ((noa, mine), (twin, theirs)):
        for status, why in standings:
            desk.front_desk.registry.set_status([attendee.id], status, why)
    merged = merge(desk, noa, twin)
    assert merged.registration.status is Status.BLOCKED
    assert merged.registration.block_reason == reason


def moves(desk: Reception, attendee: Attendee) -> list[dict[str, Any]]:
    """Give what the journal says of somebody's movements, the first first."""
    history = desk.front_desk.registry.details(attendee.id).history
    return [dict(row.entry.body) for row in reversed(history) if row.entry.kind == "move"]


def test_movements_come_along_as_what_they_were(desk: Reception) -> None:
    noa, twin = desk.register("Noa Cohen"), desk.register("Noa Kohen")
    station = desk.station()
    desk.front_desk.desk.pick(station, twin.id)
    desk.clock.advance(60_000)
    out = Station(station.programme, station.point, Direction.OUT)
    desk.front_desk.desk.pick(out, twin.id)
    merged = merge(desk, noa, twin)
    assert merged.registration.presence is None
    assert merged.registration.last_out_ms == desk.now(twin).registration.last_out_ms
    came, left = moves(desk, noa)
    assert (came["outcome"], left["outcome"]) == ("admitted", "checked_out")
    assert (came["point"], came["place"]) == ("Main entrance", "venue")
    assert ("session" in came, "to" in came) == (False, False)


def test_attending_a_session_comes_along(desk: Reception) -> None:
    noa, twin = desk.register("Noa Cohen"), desk.register("Noa Kohen")
    workshop = desk.session()
    desk.room("Hall")
    door = desk.point("Hall door", place=desk.room("Hall").id, session=workshop.id)
    desk.scan(door, twin)
    desk.scan(door, twin, Direction.OUT)
    (first, second) = moves(desk, twin)
    merge(desk, noa, twin)
    assert [move.get("session") for move in moves(desk, noa)] == [workshop.id, workshop.id]
    assert [move.get("to") for move in moves(desk, noa)] == [first.get("to"), second.get("to")]
    assert second.get("to") == "venue"


def test_of_two_merges_only_the_one_that_is_meant_is_parted(desk: Reception) -> None:
    noa, twin, third = (desk.register(f"Noa {n}") for n in "ABC")
    merge(desk, noa, twin)
    merge(desk, noa, third)
    history = desk.front_desk.registry.details(noa.id).history
    merges = [row.entry for row in history if row.entry.kind == "merge"]
    desk.front_desk.merging.unmerge(merges[-1])
    assert desk.now(twin).registration.status is Status.REGISTERED
    assert desk.now(third).registration.status is Status.MERGED
    assert desk.now(noa).name == "Noa A"
    assert desk.front_desk.verify() == []


@pytest.mark.parametrize(
    ("mine", "theirs", "wanted", "noted"),
    [
        # A full pass beside a day ticket stays a full pass, whichever record is kept.
        (("", ""), ("2026-12-02", "2026-12-02"), ("", ""), ""),
        (("2026-12-02", "2026-12-02"), ("", ""), ("", ""), ""),
        (WEEK, ("2026-12-03", "2026-12-03"), WEEK, ""),
        (("2026-12-03", "2026-12-03"), WEEK, WEEK, ""),
        # Two days that do not hold one another: the other one is noted for the desk.
        (("2026-12-02", "2026-12-02"), ("2026-12-03", "2026-12-03"), ("2026-12-02", "2026-12-02"),
         "Also valid: 2026-12-03 – 2026-12-03"),
        (("2026-12-02", ""), ("", "2026-12-02"), ("2026-12-02", ""), "Also valid: 2026-12-02"),
    ],
)  # fmt: skip
def test_the_wider_validity_stays_and_what_lies_beside_it_is_noted(
    desk: Reception,
    mine: tuple[str, str],
    theirs: tuple[str, str],
    wanted: tuple[str, str],
    noted: str,
) -> None:
    keep, gone = (
        desk.register("Noa Cohen", valid_from=begins, valid_until=ends)
        for begins, ends in (mine, theirs)
    )
    own = merge(desk, keep, gone).registration
    assert (own.valid_from, own.valid_until, own.notes) == (*wanted, noted)
    assert desk.front_desk.verify() == []
