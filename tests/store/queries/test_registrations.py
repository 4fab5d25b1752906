"""Who is registered: pages, codes, groups, counts, and whom a guest list means."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from desktop.domain.attendees.matching import Known
from desktop.domain.attendees.registration import Attendee, Presence, Status
from desktop.domain.journal.entry import Draft
from tests.support.builders import EIGHT
from tests.support.scribe import Scribe, registering

IN = {"outcome": "admitted", "direction": "in", "point": "gate", "place": "venue"}


def ids(attendees: Iterable[Attendee]) -> list[str]:
    return [attendee.id for attendee in attendees]


@pytest.fixture
def people(scribe: Scribe) -> Scribe:
    """Four people of p1 in various states, one of p2."""
    scribe.programme("p2")
    scribe.register("noa", "Noa Cohen", ticket_code="T-1", order_ref="O1", email="Noa@Example.org")
    scribe.register("dan", "Dan Levi", order_ref="O1", delegation="Haifa", external_id="X1")
    scribe.register("gal", "Gal Amir", status="cancelled", delegation="Akko")
    scribe.register("tal", "Tal Mor", status="waitlisted", waiting_since_ms=5, moved_up_ms=9)
    scribe.register("noa2", "Noa Cohen", "p2", ticket_code="t-1")
    return scribe


@pytest.fixture
def crowd(scribe: Scribe) -> list[str]:
    """Five hundred and one people, and one of another programme."""
    names = [f"r{number:03}" for number in range(501)]
    drafts: list[Draft] = []
    for id_ in names:
        drafts += registering(id_, "Noa")
    drafts += registering("other", "Noa", "p2")
    scribe.write(*drafts, fresh=[draft.subject for draft in drafts])
    return names


def test_a_page_has_two_hundred_and_the_mark_of_its_end(scribe: Scribe, crowd: list[str]) -> None:
    page = scribe.store.registrations.page
    mark, first = page("p1", 0)
    assert (mark, ids(first)) == (200, crowd[:200])
    mark, second = page("p1", mark)
    assert (mark, ids(second)) == (400, crowd[200:400])
    mark, third = page("p1", mark)
    assert (mark, ids(third)) == (501, crowd[400:])
    assert page("p1", mark) == (501, [])
    assert first[0].person.first_name == "Noa"


def test_more_than_a_page_can_be_asked_for_by_id_and_by_number(
    scribe: Scribe, crowd: list[str]
) -> None:
    registrations = scribe.store.registrations
    assert sorted(ids(registrations.by_ids(crowd))) == crowd
    assert ids(registrations.by_rows(range(501, 0, -1))) == crowd[::-1]
    assert registrations.by_ids([]) == []


def test_numbers_that_nobody_has_are_passed_over(people: Scribe) -> None:
    registrations = people.store.registrations
    assert ids(registrations.by_rows([4, 99, 1])) == ["tal", "noa"]
    assert [registrations.number(id_) for id_ in ("noa", "dan", "nobody")] == [1, 2, 0]
    assert registrations.by_id("nobody") is None
    assert registrations.person("nobody") is None
    noa, person = registrations.by_id("noa"), registrations.person("noa")
    assert noa is not None
    assert person == noa.person
    assert (person.id, person.name) == ("noa", "Noa Cohen")


def test_somebody_is_inside_only_where_a_place_says_so(people: Scribe) -> None:
    people.put("move", "registration:noa", **IN)
    noa, dan = people.store.registrations.by_ids(["noa", "dan"])
    at_ms = EIGHT + 7_000
    inside = Presence(at_ms, people.store.desk, "gate", "venue", "")
    by_id = {who.id: who.registration for who in (noa, dan)}
    assert by_id["noa"].presence == inside
    assert by_id["noa"].first_in_ms == at_ms
    assert by_id["dan"].presence is None


def test_a_code_is_found_however_it_is_written_with_its_programme(people: Scribe) -> None:
    holders = people.store.registrations.holders("T-1")
    told = [(code, who.attendee.id, who.programme_title, who.use, who.retired_ms)
            for code, who in holders]  # fmt: skip
    assert sorted(told) == [
        ("T-1", "noa", "Niperm", "ticket", None),
        ("t-1", "noa2", "P2", "ticket", None),
    ]
    assert people.store.registrations.holders("T-9") == []


def test_groups_and_delegations_are_listed_by_name(people: Scribe) -> None:
    registrations = people.store.registrations
    assert ids(registrations.in_group("p1", "order_ref", "O1", 10)) == ["dan", "noa"]
    assert ids(registrations.in_group("p1", "order_ref", "O1", 1)) == ["dan"]
    assert ids(registrations.in_group("p1", "delegation", "Haifa", 10)) == ["dan"]
    assert registrations.in_group("p1", "order_ref", "", 10) == []
    assert registrations.delegations("p1") == ["Akko", "Haifa"]


def test_people_are_counted_by_their_state(people: Scribe) -> None:
    people.register("may", "May Paz", status="pending")
    people.put("move", "registration:noa", **IN)
    people.put("print", "registration:noa", code="B1")
    registrations = people.store.registrations
    assert registrations.count("p1") == (1, 4)
    assert registrations.count("p2") == (0, 1)
    assert registrations.count_with_place("p1") == 3
    states = [Status.REGISTERED.value, Status.WAITLISTED.value]
    assert registrations.count_badges("p1", states, only_unprinted=False) == 3
    assert registrations.count_badges("p1", states, only_unprinted=True) == 2
    assert registrations.waiting("p1") == [(5, "tal")]
    assert not registrations.is_empty("p2")
    assert registrations.is_empty("p3")


def test_who_moved_up_is_to_be_told_in_that_order(people: Scribe) -> None:
    people.put("set", "registration:dan", moved_up_ms=8)
    people.put("set", "registration:gal", moved_up_ms=7)
    assert ids(people.store.registrations.to_be_told("p1", 10)) == ["dan", "tal"]
    people.put("set", "registration:dan", told_ms=9)
    assert ids(people.store.registrations.to_be_told("p1", 10)) == ["tal"]


def known(rows: Iterable[Known]) -> list[tuple[str, str, bool]]:
    return [(row.registration, row.name_key, bool(row.is_merged_away)) for row in rows]


def test_a_guest_list_knows_people_by_number_email_code_and_name(people: Scribe) -> None:
    registrations = people.store.registrations
    assert known(registrations.known_by_id("p1", ["X1", "", "X2"])) == [("dan", "dan levi", False)]
    assert known(registrations.known_by_code("p1", ["t-1", ""])) == [("noa", "cohen noa", False)]
    by_email = list(registrations.known_by_email("p1", ["NOA@example.org", ""]))
    assert known(by_email) == [("noa", "cohen noa", False)]
    assert (by_email[0].email, by_email[0].name) == ("noa@example.org", "Noa Cohen")
    names = ["cohen noa", "dan levi"]
    everybody = registrations.known_by_name("p1", names, only_without_email=False)
    assert sorted(known(everybody)) == [("dan", "dan levi", False), ("noa", "cohen noa", False)]
    without = registrations.known_by_name("p1", names, only_without_email=True)
    assert known(without) == [("dan", "dan levi", False)]


def test_who_was_merged_is_known_by_the_old_name_and_email(people: Scribe) -> None:
    people.put("set", "person:old", "", first_name="Noah", email="old@example.org",
               merged_into="noa")  # fmt: skip
    registrations = people.store.registrations
    assert known(registrations.known_by_email("p1", ["old@example.org"])) == [("noa", "noah", True)]
    (person,) = registrations.people_by_email(["old@example.org"])
    assert (person.id, person.first_name) == ("noa", "Noah")


def test_registrations_of_a_person_and_those_merged_away(people: Scribe) -> None:
    people.write(Draft("set", "registration:more", "p2", {"person": "noa"}))
    registrations = people.store.registrations
    assert ids(registrations.of_person("noa")) == ["more", "noa"]
    people.put("merge", "registration:dan", set={"merged_into": "noa"})
    assert ids(registrations.merged_from("noa")) == ["dan"]
    assert registrations.of_person("dan") == []
