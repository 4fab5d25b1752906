"""Who of a newer file is known already."""

from __future__ import annotations

from typing import Any

from desktop.domain.attendees.matching import Features, Known, match, match_renamed
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
