"""What speaks for two records being one person, and what speaks against it."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.attendees.likeness import Likeness, are_one_person, likeness
from desktop.domain.attendees.listed import listed
from desktop.domain.attendees.person import Person
from desktop.domain.attendees.registration import Attendee, Registration

NOA = {"full_name": "Noa Levi", "email": "noa@example.org"}


def attendee(who: dict[str, str], **own: Any) -> Attendee:
    return Attendee(Registration("r", "p", "x", **own), Person("x", **who))


def compare(
    mine: dict[str, str], theirs: dict[str, str], own: Any = None, other: Any = None
) -> Likeness:
    return likeness(attendee(mine, **(own or {})), attendee(theirs, **(other or {})))


def test_one_name_and_one_email_are_sure() -> None:
    assert compare(NOA, NOA) == Likeness(
        is_same_name=True, is_alike=True, has_one_contact=True, has_one_number=False,
        has_one_row=False, are_told_apart=False,
    )  # fmt: skip
    assert compare(NOA, {"full_name": "LEVI, Noa", "email": "Noa@Example.org"}).is_sure


@pytest.mark.parametrize(
    ("name", "other", "is_alike"),
    [
        ("Lea Levi", "Leah Levy", True),
        ("Dan Cohen", "Dan Kohen", True),
        ("Noa Levi", "נועה לוי", True),
        ("Todd O'Brien", "Todd OBrian", True),
        ("Noa Levi", "Baruch Levi", False),
        ("Dana Levi", "Dan Cohen", False),
        ("Noa", "Noam", False),
    ],
)
def test_names_that_sound_alike_beside_a_contact_are_a_question(
    name: str, other: str, is_alike: bool
) -> None:
    found = compare({"full_name": name, "phone": "050-765-4321"},
                    {"full_name": other, "phone": "+972 50 765 4321"})  # fmt: skip
    assert found.is_alike is is_alike
    assert found.may_be_one is is_alike
    assert found.is_sure is False
    assert compare({"full_name": name}, {"full_name": other}).may_be_one is False


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ({"ticket_type": "Adult"}, {"ticket_type": "Child"}),
        ({"external_id": "1", "source": "s"}, {"external_id": "2", "source": "s"}),
        ({"listed": listed("s", {"qr_code": "A"})}, {"listed": listed("s", {"qr_code": "B"})}),
    ],
)
def test_two_tickets_of_one_name_and_email_are_not_sure(own: Any, other: Any) -> None:
    assert not compare(NOA, NOA, own, other).is_sure
    assert compare(NOA, NOA, own, other).may_be_one
    assert compare(NOA, NOA, own, own).is_sure
    assert compare(NOA, NOA, own, {}).is_sure


def test_numbers_of_two_lists_tell_nothing_apart_and_nothing_together() -> None:
    own, other = {"external_id": "1", "source": "s"}, {"external_id": "2", "source": "t"}
    assert compare(NOA, NOA, own, other).is_sure
    bare = {"full_name": "Noa Levi"}
    assert not compare(bare, bare, own, own | {"source": "t"}).is_sure
    assert compare(bare, bare, own, own).is_sure


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"email": "a@example.org", "phone": "0507654321"},
         {"email": "b@example.org", "phone": "0507654321"}),
        ({"email": "a@example.org", "phone": "0507654321"},
         {"email": "a@example.org", "phone": "0501234567"}),
        ({"phone": "000"}, {"phone": "000"}),
        ({"phone": "0500000000"}, {"phone": "0500000000"}),
        ({"phone": "123456"}, {"phone": "123456"}),
        ({}, {}),
    ],
)  # fmt: skip
def test_one_contact_that_another_one_contradicts_is_not_sure(
    mine: dict[str, str], theirs: dict[str, str]
) -> None:
    name = {"full_name": "Lea Paz"}
    assert not compare(name | mine, name | theirs).is_sure
    assert not are_one_person(Person("", **name, **mine), Person("", **name, **theirs))


def test_one_person_has_one_name_and_a_contact() -> None:
    noa = Person("", full_name="Noa Levi", phone="050-765-4321")
    again = Person("", full_name="Levi Noa", phone="+972507654321")
    assert are_one_person(noa, again)
    by_email = Person("", full_name="Noa Levi", email="noa@example.org")
    assert are_one_person(by_email, by_email)
    assert not are_one_person(noa, Person("", full_name="Dan Levi", phone="050-765-4321"))


def test_a_phone_of_four_different_figures_is_one() -> None:
    bare = {"full_name": "Lea Paz", "phone": "0551122"}
    assert compare(bare, bare).is_sure is False
    real = {"full_name": "Lea Paz", "phone": "055112233"}
    assert compare(real, real).is_sure


def test_either_name_of_a_person_may_be_alike() -> None:
    both = {"full_name": "Noa Levi", "full_name_hebrew": "נועה לוי", "email": "n@example.org"}
    other = {"full_name_hebrew": "נועה לווי", "email": "n@example.org"}
    assert compare(both, other).is_alike
    assert compare(both, {"full_name": "Noah Levy", "email": "n@example.org"}).is_alike


def test_one_row_of_a_list_has_every_word_alike() -> None:
    row = {"listed": listed("s", {"full_name": "Noa Levi"})}
    assert compare(NOA, NOA, row, row).has_one_row
    assert not compare(
        NOA, NOA, row, {"listed": listed("t", {"full_name": "Noa Levi"})}
    ).has_one_row
    assert not compare(NOA, NOA).has_one_row
