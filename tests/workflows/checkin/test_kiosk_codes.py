"""Self check-in by code: one guest of this programme, by a code that still counts."""

from __future__ import annotations

import pytest

from desktop.domain.checkin.codes import Reading
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.programme.programme import Programme
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


def give_code(desk: Reception, registration: str, code: str) -> None:
    subject = subject_of(SubjectType.REGISTRATION, registration)
    with desk.front_desk._store.write():
        draft = Draft("set", subject, desk.programme.id, {"ticket_code": code})
        desk.front_desk._store.append([draft], desk.clock())


def recognised(desk: Reception, text: str) -> str:
    attendee = desk.front_desk.kiosk.recognise(desk.programme, Reading(text))
    return attendee.name if attendee else ""


def test_a_ticket_that_was_replaced_shows_nobody(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    give_code(desk, noa.id, "OLD-1")
    give_code(desk, noa.id, "NEW-1")
    assert recognised(desk, "OLD-1") == ""
    assert recognised(desk, "NEW-1") == "Noa Cohen"


def test_a_code_of_two_guests_shows_neither(desk: Reception) -> None:
    for name in ("Noa Cohen", "Dan Levi"):
        give_code(desk, desk.register(name).id, "X-1")
    assert recognised(desk, "X-1") == ""


def test_of_two_guests_of_one_name_who_is_not_coming_counts_too(desk: Reception) -> None:
    desk.register("Dan Levi")
    desk.register("Dan Levi", status="cancelled")
    assert recognised(desk, "Dan Levi") == ""


def test_a_whole_name_counts_also_where_others_have_more_names(desk: Reception) -> None:
    for name in ("Dan Levi Katz", "Dan Levi", "Dan Ben Levi"):
        desk.register(name)
    assert recognised(desk, "Dan Levi") == "Dan Levi"


def test_who_waits_for_a_place_is_shown_to_themselves(desk: Reception) -> None:
    desk.register("Noa Cohen", status="waitlisted")
    assert recognised(desk, "Noa Cohen") == "Noa Cohen"
