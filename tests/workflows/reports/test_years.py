"""The platform's year from real stores, alone and together."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from desktop.domain.attendees.registration import Status
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType
from desktop.domain.reports.stores import unite
from desktop.domain.reports.year import year_of
from desktop.store.store import Store
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.opening import FrontDesk
from desktop.workflows.reports.platform_sample import PlatformSample
from desktop.workflows.reports.years import of_stores
from tests.support.fakes import FakeClock, RecordingPainter
from tests.support.reception import Reception

YEAR = "2026"


def opened(folder: Path, name: str, clock: FakeClock) -> FrontDesk:
    return FrontDesk.open(folder / f"{name}.db", folder / "key", clock, RecordingPainter())


def register(front_desk: FrontDesk, code: str, name: str, email: str = "", known: str = "") -> str:
    programme = front_desk.programmes.find_or_make(code, starts_on="2026-03-01", budget="500 USD")
    first, _, last = name.partition(" ")
    form = RegistrationForm({"first_name": first, "last_name": last, "email": email}, {}, {})
    return front_desk.registry.register(programme, form, known)[0].registration.person


def test_the_platforms_store_states_the_platforms_figures(front_desk: FrontDesk) -> None:
    PlatformSample(front_desk._store, front_desk._clock).fill(people=1_200)
    report = front_desk.year_reports.report()
    figures = report.figures
    assert (figures.partnerships, figures.communities, figures.programmes) == (45, 550, 500)
    assert (figures.people, figures.attendances) == (1_200, 1_200)
    assert (figures.volunteers, figures.committees) == (1_200, 90)
    assert figures.budgets == {"usd": Decimal(25_000_000)}
    assert figures.sides == {"United States": 275, "Israel": 275}
    assert (report.before.programmes, figures.unfunded, figures.left_out) == (0, (), 0)
    assert front_desk.verify() == []


def test_one_store_by_counts_is_the_same_store_by_people(front_desk: FrontDesk) -> None:
    """The quick way for one store and the way for several agree."""
    noa = register(front_desk, "A", "Noa Cohen", "noa@x.org")
    register(front_desk, "B", "Noa Cohen", "noa@x.org", noa)
    register(front_desk, "B", "Uri Levi")
    # Two records of one person in one programme are one participant.
    register(front_desk, "B", "Noa Cohen", "noa@x.org", noa)
    quick = front_desk.year_reports.report(YEAR).figures
    united = unite([front_desk.year_reports.facts()])
    assert year_of(united.facts, YEAR) == quick
    assert (quick.people, quick.attendances, quick.programmes) == (2, 3, 2)


def test_several_stores_are_one_platform(tmp_path: Path, clock: FakeClock) -> None:
    one, two = opened(tmp_path, "one", clock), opened(tmp_path, "two", clock)
    try:
        register(one, "A", "Noa Cohen", "noa@x.org")
        register(one, "A", "Dan Paz")
        register(two, "B", "Noa Cohen", "NOA@x.org")
        register(two, "B", "Dan Paz")
        facts = [each.year_reports.facts() for each in (one, two)]
    finally:
        one.close()
        two.close()
    report = of_stores(facts, YEAR, clock())
    assert report.united is not None
    assert (report.stores, report.united.by_id, report.united.by_email) == (2, 0, 1)
    # The two of the name Dan Paz may be one person, and nobody knows.
    assert report.united.possible == 2
    figures = report.figures
    assert (figures.programmes, figures.people, figures.attendances) == (2, 3, 4)
    assert figures.budgets == {"usd": Decimal(1_000)}


@pytest.mark.parametrize("status", [Status.INVITED, Status.WAITLISTED, Status.PENDING])
def test_who_is_not_registered_takes_part_when_they_came(
    front_desk: FrontDesk, clock: FakeClock, status: Status
) -> None:
    programme = front_desk.programmes.find_or_make("A", starts_on="2026-03-01", time_zone="UTC")
    desk = Reception(front_desk, programme, clock)
    desk.register("Noa Cohen")
    uri = desk.register("Uri Levi", status=status)
    before = front_desk.year_reports.report(YEAR).figures
    assert (before.people, before.attendances, before.came) == (1, 1, 0)
    door = desk.point("Door")
    front_desk.desk.pass_over(Station(programme, door), desk.scan(door, uri), "was told to come")
    after = front_desk.year_reports.report(YEAR).figures
    assert (after.people, after.attendances, after.came) == (2, 2, 1)
    assert year_of(unite([front_desk.year_reports.facts()]).facts, YEAR) == after


def test_who_serves_where_is_kept_and_changed(front_desk: FrontDesk) -> None:
    person = register(front_desk, "A", "Noa Cohen")
    store: Store = front_desk._store
    committee = set_draft(SubjectType.ORGANISATION, "c1", "", {"name": "C", "kind": "Committee"})
    body = {"person": person, "organisation": "c1", "role": "chair", "from_year": "2025"}
    term = set_draft(SubjectType.MEMBERSHIP, "m1", "", body)
    with store.write():
        store.append([committee, term], front_desk._clock())
    assert front_desk.year_reports.report(YEAR).figures.volunteers == 1
    over = set_draft(SubjectType.MEMBERSHIP, "m1", "", {"until_year": "2025"})
    with store.write():
        store.append([over], front_desk._clock())
    assert front_desk.year_reports.report(YEAR).figures.volunteers == 0
    assert front_desk.verify() == []
