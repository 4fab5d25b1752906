"""Who may be the same person: the signs, their order, and what is no sign."""

from __future__ import annotations

import pytest

from desktop.workflows.attendees.registry import RegistrationForm
from tests.support.reception import Reception

PHONE = "+972 50-555-1234"


def signs(desk: Reception, besides: str = "", **fields: str) -> list[tuple[str, str]]:
    twins = desk.front_desk.twins.find(desk.programme, fields, besides)
    return [(twin.sign, twin.attendee.name) for twin in twins]


def test_somebody_is_no_twin_of_their_own(desk: Reception) -> None:
    noa = desk.register("Noa Cohen", email="noa@example.org")
    desk.register("Noa Kohen", email="NOA@example.org")
    assert signs(desk, noa.id, email="noa@example.org") == [("email", "Noa Kohen")]


def test_the_surest_sign_comes_first_and_three_are_enough(desk: Reception) -> None:
    desk.register("Noah Cohen")
    desk.register("Noa Cohen")
    desk.register("Noa Gal", phone=PHONE)
    typed = {"first_name": "Noa", "last_name": "Cohen", "phone": PHONE}
    assert signs(desk, **typed) == [
        ("phone", "Noa Gal"), ("name", "Noa Cohen"), ("alike", "Noah Cohen"),
    ]  # fmt: skip
    desk.register("Ruth Katz", email="noa@example.org")
    assert signs(desk, **typed, email="noa@example.org") == [
        ("email", "Ruth Katz"), ("phone", "Noa Gal"), ("name", "Noa Cohen"),
    ]  # fmt: skip


def test_who_is_of_this_programme_comes_before_others(desk: Reception) -> None:
    other = desk.front_desk.programmes.find_or_make("P2G")
    person = {"full_name": "Noa Cohen", "email": "noa@example.org"}
    desk.front_desk.registry.register(other, RegistrationForm(person, {}, {}))
    desk.register("Noa Cohen")
    twins = desk.front_desk.twins.find(desk.programme, person)
    assert [(twin.sign, twin.is_here) for twin in twins] == [("name", True), ("email", False)]


@pytest.mark.parametrize("is_here_first", [True, False])
def test_one_person_of_two_programmes_is_one_twin_and_here(
    desk: Reception, *, is_here_first: bool
) -> None:
    other = desk.front_desk.programmes.find_or_make("P2G")
    here, there = (desk.programme, other) if is_here_first else (other, desk.programme)
    form = RegistrationForm({"full_name": "Noa Cohen"}, {}, {})
    noa, _ = desk.front_desk.registry.register(here, form)
    desk.front_desk.registry.register(there, RegistrationForm({}, {}, {}), noa.person.id)
    (twin,) = desk.front_desk.twins.find(desk.programme, {"full_name": "Noa Cohen"})
    assert twin.is_here
    assert twin.attendee.registration.programme == desk.programme.id


def test_no_email_is_no_email_in_common(desk: Reception) -> None:
    desk.register("Noa Gal")
    desk.register("Noa Cohen", email="other@example.org")
    assert signs(desk, full_name="Noa Katz", email="noa@example.org") == []
    assert signs(desk, full_name="Noa Katz") == []


@pytest.mark.parametrize(
    ("stored", "typed", "is_twin"),
    [
        ("555123", "555123", True),
        ("55512", "55512", False),
        ("050-5551234", "555-1234", True),
        ("+972 50-5551234", "050-5551234", True),
        ("050-4551234", "050-5551234", False),
        ("5551234", "555123", False),
    ],
)
def test_the_last_seven_digits_of_a_phone_tell(
    desk: Reception, stored: str, typed: str, *, is_twin: bool
) -> None:
    desk.register("Noa Gal", phone=stored)
    expected = [("phone", "Noa Gal")] if is_twin else []
    assert signs(desk, first_name="Noa", last_name="Katz", phone=typed) == expected


def test_a_familys_phone_needs_a_name_in_common(desk: Reception) -> None:
    desk.register("Noa Gal", phone=PHONE)
    assert signs(desk, full_name="Dan Katz", phone=PHONE) == []
    assert signs(desk, phone=PHONE) == [("phone", "Noa Gal")]


def test_a_given_name_alone_says_nothing(desk: Reception) -> None:
    desk.register("Noa")
    assert signs(desk, first_name="Noa") == []


def test_a_name_in_either_script_is_enough(desk: Reception) -> None:
    form = RegistrationForm({"full_name": "Noa Cohen", "full_name_hebrew": "נועה כהן"}, {}, {})
    desk.front_desk.registry.register(desk.programme, form)
    typed = {"full_name": "Somebody Else", "full_name_hebrew": "נועה כהן"}
    assert signs(desk, **typed) == [("name", "Noa Cohen")]
    assert signs(desk, full_name="Martin Keller", full_name_hebrew="נועה כהנא") == [
        ("alike", "Noa Cohen")
    ]


def test_a_name_of_three_letters_is_looked_for(desk: Reception) -> None:
    desk.register("Ng", email="a@b")
    assert signs(desk, email="a@b") == [("email", "Ng")]


def test_namesakes_elsewhere_hide_nobody_of_this_programme(desk: Reception) -> None:
    other = desk.front_desk.programmes.find_or_make("P2G")
    for _namesake in range(40):
        form = RegistrationForm({"full_name": "Noa Cohen"}, {}, {})
        desk.front_desk.registry.register(other, form)
    desk.register("Noa Cohen")
    twins = desk.front_desk.twins.find(desk.programme, {"full_name": "Noa Cohen"})
    assert [twin.is_here for twin in twins] == [True, False, False]
