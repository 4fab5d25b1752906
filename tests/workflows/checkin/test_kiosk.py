"""Self check-in shows a guest nobody but themselves."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.codes import Reading
from desktop.domain.programme.programme import Programme
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    reception = Reception(front_desk, niperm, clock)
    for name in ("Noa Cohen", "Noa Levi", "Dan Levi", "Dan Levi", "Ruth Bar-Lev"):
        reception.register(name)
    reception.register("Gone Away", status="cancelled")
    return reception


def recognise(desk: Reception, text: str) -> Attendee | None:
    return desk.front_desk.kiosk.recognise(desk.programme, Reading(text))


@pytest.mark.parametrize(
    "text", ["Noa Cohen", "  noa   cohen ", "COHEN noa", "Ruth Bar-Lev", "ruth bar lev"]
)
def test_a_whole_name_is_recognised(desk: Reception, text: str) -> None:
    attendee = recognise(desk, text)
    assert attendee is not None
    assert attendee.name in {"Noa Cohen", "Ruth Bar-Lev"}


@pytest.mark.parametrize(
    "text",
    ["Noa", "Cohen", "Noa C", "Noa Cohe", "Noa Kohen", "Dan Levi", "Gone Away", "", "%", "' OR 1"],
)
def test_anything_less_shows_nobody(desk: Reception, text: str) -> None:
    assert recognise(desk, text) is None


def test_a_hebrew_name_is_recognised(desk: Reception) -> None:
    form = RegistrationForm({"first_name": "Shira", "last_name": "Oz", "first_name_hebrew": "שירה",
                    "last_name_hebrew": "עוז"}, {}, {})  # fmt: skip
    desk.front_desk.registry.register(desk.programme, form)
    for text in ("שירה עוז", "Shira Oz"):
        attendee = recognise(desk, text)
        assert attendee is not None
        assert attendee.name == "Shira Oz"


def test_a_code_is_recognised_in_its_own_programme_only(desk: Reception) -> None:
    noa = desk.front_desk.desk.find(desk.programme, "Noa Cohen")[0]
    attendee = recognise(desk, noa.registration.ticket_code)
    assert attendee is not None
    assert attendee.id == noa.id
    spring = desk.front_desk.programmes.find_or_make("SPRING")
    elsewhere = desk.front_desk.kiosk.recognise(spring, Reading(noa.registration.ticket_code))
    assert elsewhere is None


def test_of_very_many_who_share_two_names_nobody_is_taken_for_the_only_one(
    desk: Reception,
) -> None:
    desk.register("Tal Mor")
    for number in range(500):
        desk.register(f"Tal Mor {number}")
    desk.register("Tal Mor")
    assert recognise(desk, "Tal Mor") is None
