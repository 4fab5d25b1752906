"""The sample programme."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from desktop.domain.spelling import is_hebrew
from desktop.workflows.opening import FrontDesk
from desktop.workflows.sample import (
    _add_places,
    fill_sample,
    make_sample_programme,
    sample_guest_list,
)
from tests.support.builders import MINUTE
from tests.support.fakes import FakeClock


def test_the_sample_is_niperm_with_its_partners_and_sessions(
    front_desk: FrontDesk, clock: FakeClock
) -> None:
    programme = make_sample_programme(front_desk.programmes, clock)
    assert programme.host == "Jewish Federation of Greater New Orleans"
    assert programme.platform == "Partnership2Gether"
    for partner in (
        "Jones Walker LLC",
        "Acadian Ambulance Service",
        "Children's Hospital",
        "Ochsner Health System",
        "Touro Infirmary",
        "Tulane University Medical Center",
    ):
        assert partner in programme.partners
    today = datetime.fromtimestamp(clock() / 1000).date()
    assert date.fromisoformat(programme.starts_on) == today
    sessions = front_desk.programmes.sessions(programme)
    assert len(sessions) == 14
    assert len({session.starts_at[:10] for session in sessions}) == 3


def test_another_day_moves_the_sample_and_makes_no_second_one(
    front_desk: FrontDesk, clock: FakeClock
) -> None:
    first = make_sample_programme(front_desk.programmes, clock)
    clock.advance(26 * 60 * MINUTE)
    second = make_sample_programme(front_desk.programmes, clock)
    assert second.id == first.id
    assert second.starts_on > first.starts_on
    assert len(front_desk.programmes.sessions(second)) == 14
    assert front_desk.verify() == []


def test_480_invented_people_half_of_them_in_two_scripts() -> None:
    guests = sample_guest_list()
    rows = [guest for batch in guests.batches() for guest in batch]
    assert len(rows) == 480
    hebrew = [row for row in rows if is_hebrew(row.person["first_name_hebrew"])]  # type: ignore[union-attr]
    assert 200 <= len(hebrew) <= 280
    for row in rows:
        assert row.person["email"].endswith("@example.org")  # type: ignore[union-attr]
        assert re.search(r"555-01\d\d$", row.person["phone"])  # type: ignore[union-attr]


def test_filling_twice_changes_nothing(front_desk: FrontDesk) -> None:
    programme = fill_sample(front_desk)
    again = front_desk.importing(programme, sample_guest_list()).run()
    assert (again.new, again.changed, again.unchanged) == (0, 0, 480)


def test_nothing_of_the_sample_is_taken_back_by_the_first_undo(front_desk: FrontDesk) -> None:
    fill_sample(front_desk)
    assert front_desk.changes.undo() is None


def test_the_sample_lasts_three_days_from_today_and_its_places_are_made_once(
    front_desk: FrontDesk, clock: FakeClock
) -> None:
    programme = make_sample_programme(front_desk.programmes, clock)
    today = datetime.fromtimestamp(clock() / 1000).date()
    days = [(today + timedelta(days=number)).isoformat() for number in range(3)]
    assert (programme.starts_on, programme.ends_on) == (days[0], days[2])
    sessions = front_desk.programmes.sessions(programme)
    assert sorted({session.starts_at[:10] for session in sessions}) == days
    assert any(session.capacity for session in sessions)
    names = []
    for _ in range(2):
        _add_places(front_desk, programme)
        branches = front_desk.planning.plan(programme.id).places
        names.append([branch.place.name for branch in branches])
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0]) > 1


def test_the_sample_has_its_partnership_once(front_desk: FrontDesk) -> None:
    for _again in range(2):
        fill_sample(front_desk)
    listing = front_desk.directory.contents()
    assert [one.name for one in listing.partnerships] == ["New Orleans – Rosh HaAyin"]
    assert {one.name for one in listing.communities} == {"New Orleans", "Rosh HaAyin"}
    assert len(listing.organisations) == 5
    assert {one.partnership for one in listing.communities} == {listing.partnerships[0].id}
    people = listing.people
    assert people["New Orleans"] > 100
