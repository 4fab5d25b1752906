"""Who of a newer file is known already."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.attendees.matching import Features, Known, is_weak, match, match_renamed
from desktop.domain.attendees.names import name_key


def row(name: str = "Noa Cohen", **fields: Any) -> Features:
    blank = dict.fromkeys(Features._fields, "")
    return Features(**{**blank, "name": name, "name_key": name_key(name), "source": "s", **fields})


def known(name: str = "Noa Cohen", registration: str = "r1", **fields: Any) -> Known:
    blank = dict.fromkeys(Known._fields, "")
    facts = {"registration": registration, "name": name, "name_key": name_key(name)}
    return Known(**{**blank, **facts, "source": "s", **fields})


def test_the_ticket_number_of_the_same_system_is_the_strongest_sign() -> None:
    by_id = known("Somebody Else", external_id="7")
    by_name = known(registration="r2", email="noa@example.org")
    assert match(row(external_id="7", email="noa@example.org"), [by_name, by_id]) == by_id


def test_a_small_number_of_another_system_is_no_sign() -> None:
    other = known("Dan Levi", external_id="1", source="other", email="dan@example.org")
    assert match(row(external_id="1", email="noa@example.org"), [other]) is None


def test_an_email_alone_does_not_make_a_couple_one_person() -> None:
    wife = known("Dana Levi", email="levi@example.org")
    assert match(row("Boaz Levi", email="levi@example.org"), [wife]) is None
    assert match_renamed(row("Boaz Levi", email="levi@example.org"), [wife]) is None


def test_a_corrected_name_with_the_only_such_email_is_the_same_person() -> None:
    misspelt = known("Noa Choen", email="noa@example.org")
    assert match_renamed(row(email="noa@example.org"), [misspelt]) == misspelt


def test_two_tickets_of_one_system_are_two_registrations() -> None:
    first = known(external_id="1", email="noa@example.org")
    assert match(row(external_id="2", email="noa@example.org"), [first]) is None


def test_without_email_a_name_needs_one_more_sign() -> None:
    there = known(organization="Touro Infirmary")
    assert match(row(organization="Touro Infirmary"), [there]) == there
    assert match(row(organization="Ochsner"), [there]) is None


def one_known(**own: Any) -> Known:
    blank: dict[str, Any] = dict.fromkeys(Known._fields[:-1], "")
    return Known(**{**blank, "registration": "r1", "person": "p1", **own})


def one_row(**own: Any) -> Features:
    return Features(**{**dict.fromkeys(Features._fields, ""), **own})


NOA = {"name": "Noa Cohen", "name_key": "cohen noa"}


@pytest.mark.parametrize(
    ("row", "known", "is_them"),
    [
        # The ticket's own id: of the same system, or where name, email or code agrees.
        ({"external_id": "7", "source": "a"}, {"external_id": "7", "source": "a"}, True),
        ({"external_id": "7", "source": "a"}, {"external_id": "7", "source": "b"}, False),
        ({"external_id": "7", "source": "a", "email": "n@x"},
         {"external_id": "7", "source": "b", "email": "n@x"}, True),
        ({"external_id": "7", "source": "a", "code": "T"},
         {"external_id": "7", "source": "b", "ticket_code": "T"}, True),
        ({"external_id": "7", "source": "a"}, {"external_id": "8", "source": "a"}, False),
        # The code.
        ({"code": "T-1"}, {"ticket_code": "T-1"}, True),
        ({"code": "T-1"}, {"ticket_code": "T-2"}, False),
        # Email with name.
        ({**NOA, "email": "n@x"}, {**NOA, "email": "n@x"}, True),
        ({**NOA, "email": "n@x"}, {**NOA, "email": "other@x"}, False),
        ({"name_key": "levi dan", "email": "n@x"}, {**NOA, "email": "n@x"}, False),
        ({**NOA, "email": "n@x", "external_id": "1", "source": "a"},
         {**NOA, "email": "n@x", "external_id": "2", "source": "a"}, False),
        # Name with phone, order or organisation, where one of the two has no email.
        ({**NOA, "phone": "5"}, {**NOA, "phone": "5", "email": "n@x"}, True),
        ({**NOA, "phone": "5"}, {**NOA, "phone": "6", "email": "n@x"}, False),
        ({**NOA, "order_ref": "o"}, {**NOA, "order_ref": "o"}, True),
        ({**NOA, "order_ref": "o"}, {**NOA, "order_ref": "q"}, False),
        ({**NOA, "organization": "T"}, {**NOA, "organization": "T"}, True),
        ({**NOA, "organization": "T"}, {**NOA, "organization": "U"}, False),
        # A name alone counts only where neither says anything else.
        (NOA, NOA, True),
        (NOA, {**NOA, "phone": "5"}, False),
        (NOA, {**NOA, "email": "n@x"}, False),
        ({**NOA, "order_ref": "o"}, NOA, False),
    ],
)  # fmt: skip
def test_who_a_row_is_about(row: dict[str, str], known: dict[str, str], is_them: bool) -> None:
    them = one_known(**({"name_key": "levi dan"} | known))
    mine = one_row(**({"name_key": "cohen noa"} | row))
    assert match(mine, [them]) == (them if is_them else None)


def test_of_several_with_one_ticket_only_the_one_that_agrees_is_meant() -> None:
    group = [
        one_known(registration=name, name_key=name, external_id="7", source="a")
        for name in ("dan", "noa")
    ]
    assert match(one_row(external_id="7", source="a", name_key="noa"), group) == group[1]
    assert match(one_row(external_id="7", source="a", name_key="gal"), group) is None


@pytest.mark.parametrize("name", ["external_id", "email", "phone", "order_ref"])
def test_only_a_name_is_a_weak_sign(name: str) -> None:
    sign: dict[str, Any] = {name: "x"}
    other: dict[str, Any] = {name: "y"}
    them = one_known(**NOA, organization="T")
    assert is_weak(one_row(**NOA, organization="T"), them)
    assert not is_weak(one_row(**NOA, **sign), them._replace(**sign))
    assert is_weak(one_row(**NOA, **sign), them._replace(**other))


def test_a_code_is_no_weak_sign() -> None:
    assert not is_weak(one_row(code="T"), one_known(ticket_code="T"))


def test_a_corrected_name_is_found_by_the_only_such_email() -> None:
    them = one_known(name="Jonathan Smith", email="j@x")
    row = one_row(name="Jonathan Smyth", email="j@x")
    assert match_renamed(row, [them]) == them
    assert match_renamed(row, [them, them._replace(registration="r2")]) is None
    assert match_renamed(row._replace(name="Dana Levi"), [them]) is None
    assert match_renamed(row._replace(email=""), [them._replace(email="")]) is None
    ids = {"external_id": "1", "source": "a"}
    other = them._replace(external_id="2", source="a")
    assert match_renamed(row._replace(**ids), [other]) is None
    assert match_renamed(row._replace(**ids), [other._replace(source="b")]) is not None
