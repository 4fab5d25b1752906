"""A good badge of another programme finds its person here, if they are registered here, too."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin import outcomes as d
from desktop.domain.checkin.codes import Reading
from desktop.domain.programme.programme import Programme
from desktop.gui.wording.checkin import describe
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception

NOA = {"first_name": "Noa", "last_name": "Cohen", "email": "noa@example.org"}


@pytest.fixture
def spring(front_desk: FrontDesk, clock: FakeClock) -> Reception:
    return Reception(front_desk, front_desk.programmes.find_or_make("SPRING"), clock)


@pytest.fixture
def autumn(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


def register(at: Reception, person: str = "", **own: str) -> Attendee:
    form = RegistrationForm(NOA, own, {})
    return at.front_desk.registry.register(at.programme, form, person)[0]


def test_their_badge_of_spring_lets_them_in_and_says_whose_it_was(
    spring: Reception, autumn: Reception
) -> None:
    old = register(spring)
    here = register(autumn, old.person.id)
    verdict = autumn.scan(autumn.station().point, old)
    assert isinstance(verdict.outcome, d.Admitted)
    assert verdict.outcome.attendee.id == here.id
    assert verdict.other_badge == spring.programme.title
    assert describe(verdict).sentence.endswith(f"By the badge of {spring.programme.title}.")
    assert autumn.now(here).registration.presence is not None
    assert spring.now(old).registration.presence is None
    # What was shown is no code of this registration, so no desk can have retired it.
    (move,) = [row.body for row in autumn.front_desk._store.journal.stored_by_desk()
               if row.kind == "move"]  # fmt: skip
    assert "code" not in move


def test_who_is_cancelled_here_stays_out_whatever_the_badge(
    spring: Reception, autumn: Reception
) -> None:
    old = register(spring)
    here = register(autumn, old.person.id, status="cancelled")
    outcome = autumn.scan(autumn.station().point, old).outcome
    assert outcome == d.Cancelled(autumn.now(here))


def test_who_is_registered_there_only_is_sent_to_that_desk(
    spring: Reception, autumn: Reception
) -> None:
    old = register(spring)
    outcome = autumn.scan(autumn.station().point, old).outcome
    assert isinstance(outcome, d.WrongProgramme)
    assert outcome.title == spring.programme.title


def test_looking_up_finds_them_and_changes_nothing(spring: Reception, autumn: Reception) -> None:
    old = register(spring)
    here = register(autumn, old.person.id)
    code = Reading(old.registration.ticket_code)
    seen = autumn.front_desk.desk.scan(autumn.station(), code, only_look=True)
    assert isinstance(seen.outcome, d.Found)
    assert seen.outcome.attendee.id == here.id
    assert autumn.now(here).registration.presence is None
