"""Codes at the desk: whose they are, also where several people or programmes may be meant."""

from __future__ import annotations

import pytest

from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.codes import Reading, make_code
from desktop.domain.checkin.looks import Likeness, Look
from desktop.domain.journal.entry import Draft, SubjectType, subject_of
from desktop.domain.programme.programme import Programme
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


def give_code(desk: Reception, registration: str, code: str) -> None:
    subject = subject_of(SubjectType.REGISTRATION, registration)
    write(desk, Draft("set", subject, desk.programme.id, {"ticket_code": code}))


def renumber(desk: Reception, programme: Programme, number: int) -> Programme:
    subject = subject_of(SubjectType.PROGRAMME, programme.id)
    write(desk, Draft("set", subject, programme.id, {"number": number}))
    return desk.front_desk.programmes.named(programme.code)


def write(desk: Reception, draft: Draft) -> None:
    with desk.front_desk._store.write():
        desk.front_desk._store.append([draft], desk.clock())


def scan(desk: Reception, text: str, *, only_look: bool = False) -> d.Outcome:
    station = Station(desk.programme, desk.station().point)
    return desk.front_desk.desk.scan(station, Reading(text), only_look=only_look).outcome


def admitted(desk: Reception, text: str) -> str:
    outcome = scan(desk, text)
    assert isinstance(outcome, d.Admitted), outcome
    return outcome.attendee.name


def test_capital_letters_tell_two_codes_apart_where_both_are_known(desk: Reception) -> None:
    give_code(desk, desk.register("Noa Cohen").id, "AB-1")
    give_code(desk, desk.register("Dan Levi").id, "ab-1")
    assert admitted(desk, "AB-1") == "Noa Cohen"
    assert admitted(desk, "ab-1") == "Dan Levi"


def test_the_case_of_letters_hides_no_ticket(desk: Reception) -> None:
    give_code(desk, desk.register("Noa Cohen").id, "AB-1")
    assert admitted(desk, "ab-1") == "Noa Cohen"


def test_a_ticket_that_was_replaced_says_by_which_it_is_not(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    give_code(desk, noa.id, "OLD-1")
    give_code(desk, noa.id, "NEW-1")
    for only_look in (True, False):
        outcome = scan(desk, "OLD-1", only_look=only_look)
        assert isinstance(outcome, d.Replaced)
        assert outcome.attendee.name == "Noa Cohen"
    assert admitted(desk, "NEW-1") == "Noa Cohen"


def test_looking_up_says_what_is_wrong_with_a_code(desk: Reception) -> None:
    spring = desk.front_desk.programmes.find_or_make("SPRING", title="Spring panel")
    away = Reception(desk.front_desk, spring, desk.clock).register("Dan Levi")
    assert scan(desk, "nobody", only_look=True) == d.UnknownCode("nobody")
    outcome = scan(desk, away.registration.ticket_code, only_look=True)
    assert outcome == d.WrongProgramme(away, "Spring panel")
    assert list(desk.front_desk.desk.recent(desk.programme)) == []


def test_looking_up_by_name_writes_nothing(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    verdict = desk.front_desk.desk.pick(desk.station(), noa.id, only_look=True)
    assert (verdict.outcome, verdict.entry) == (d.Found(noa), None)
    assert desk.inside() == 0


def test_somebody_of_another_programme_is_not_picked_into_this_one(desk: Reception) -> None:
    spring = desk.front_desk.programmes.find_or_make("SPRING", title="Spring panel")
    dan = Reception(desk.front_desk, spring, desk.clock).register("Dan Levi")
    outcome = desk.front_desk.desk.pick(desk.station(), dan.id).outcome
    assert outcome == d.WrongProgramme(dan, "Spring panel")


def test_a_lost_code_of_another_programme_is_known_also_when_it_was_read_twice(
    desk: Reception,
) -> None:
    spring = desk.front_desk.programmes.find_or_make("SPRING", title="Spring panel")
    lost = make_code(spring.number, 12345)
    assert scan(desk, lost + lost) == d.WrongProgramme(None, "Spring panel")


def test_a_lost_code_of_this_programme_is_unknown(desk: Reception) -> None:
    lost = make_code(desk.programme.number, 12345)
    assert scan(desk, lost) == d.UnknownCode(lost, Likeness(Look.OURS))


def test_the_thousand_and_first_programme_knows_its_own_codes(desk: Reception) -> None:
    desk.programme = renumber(desk, desk.programme, 1001)
    lost = make_code(1001, 12345)
    assert scan(desk, lost) == d.UnknownCode(lost, Likeness(Look.OURS))


def test_a_hint_that_two_programmes_share_names_neither(desk: Reception) -> None:
    for code, number in (("SPRING", 7), ("AUTUMN", 1007)):
        renumber(desk, desk.front_desk.programmes.find_or_make(code), number)
    lost = make_code(7, 12345)
    assert scan(desk, lost) == d.UnknownCode(lost, Likeness(Look.OURS))
