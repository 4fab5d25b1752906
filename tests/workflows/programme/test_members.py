"""Who serves in committees: by hand, by a list, and as whom after a merge."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.checks import Fault
from desktop.domain.programme.partnership import Membership, Organisation
from desktop.workflows.opening import FrontDesk
from desktop.workflows.programme.members import MembersTaken, check_years, names_members
from tests.support.builders import write_csv
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def here(front_desk: FrontDesk, clock: FakeClock) -> Reception:
    return Reception(front_desk, front_desk.programmes.find_or_make("NIPERM"), clock)


def committee(front_desk: FrontDesk, name: str = "Steering") -> Organisation:
    made = front_desk.directory.save(Organisation("", name, "", "committee"))
    assert isinstance(made, Organisation)
    return made


def told(front_desk: FrontDesk, organisation: Organisation) -> list[tuple[str, str, str, str]]:
    return [
        (m.name, m.membership.role, m.membership.from_year, m.membership.until_year)
        for m in front_desk.members.of(organisation)
    ]


def test_somebody_is_found_serves_and_leaves(here: Reception) -> None:
    front_desk, steering = here.front_desk, committee(here.front_desk)
    noa = here.register("Noa Cohen", email="noa@x.org")
    (found,) = front_desk.members.find("noa c")
    assert found.membership.person == noa.registration.person
    wanted = Membership("", found.membership.person, steering.id, "chair", "2025")
    saved = front_desk.members.save(wanted)
    assert isinstance(saved, Membership)
    assert told(front_desk, steering) == [("Noa Cohen", "chair", "2025", "")]
    front_desk.members.save(Membership(saved.id, *wanted_but(wanted, until_year="2026")))
    assert told(front_desk, steering) == [("Noa Cohen", "chair", "2025", "2026")]
    front_desk.members.remove(saved)
    assert told(front_desk, steering) == []
    front_desk.changes.undo()
    assert len(told(front_desk, steering)) == 1
    assert front_desk.verify() == []


def wanted_but(membership: Membership, **changed: str) -> list[str]:
    names = ("person", "organisation", "role", "from_year", "until_year")
    return [changed.get(name, getattr(membership, name)) for name in names]


@pytest.mark.parametrize(
    ("first", "last", "faults"),
    [
        ("", "", {}),
        ("2025", "", {}),
        ("2025", "2025", {}),
        ("2025", "2024", {"until_year": Fault.ENDS_EARLY}),
        ("25", "", {"from_year": Fault.NOT_A_YEAR}),
        ("since 2025", "now", {"from_year": Fault.NOT_A_YEAR, "until_year": Fault.NOT_A_YEAR}),
        ("٢٠٢٥", "", {"from_year": Fault.NOT_A_YEAR}),
    ],
)
def test_years_have_four_digits_and_an_order(
    first: str, last: str, faults: dict[str, Fault]
) -> None:
    assert check_years(first, last) == faults


def test_a_list_of_members_names_whom_it_does_not_know(here: Reception, tmp_path: Path) -> None:
    front_desk, steering = here.front_desk, committee(here.front_desk)
    here.register("Noa Cohen", email="noa@x.org")
    here.register("Uri Levi", email="uri@x.org")
    for number in range(2):
        here.register("Dan Paz", email=f"dan{number}@x.org")
    path = write_csv(tmp_path / "m.csv", [
        ["Committee", "Name", "Email", "Role", "From", "Until"],
        ["steering", "Noa Cohen", "NOA@x.org", "chair", "2025", ""],
        ["Steering", "Uri Levi", "", "member", "2024", "2025"],
        ["Steering", "Dan Paz", "", "", "", ""],
        ["Steering", "Dan Paz", "dan1@x.org", "", "", ""],
        ["Steering", "Nobody Here", "", "", "", ""],
        ["Other", "Noa Cohen", "", "", "", ""],
        ["Steering", "Noa Cohen", "uri@x.org", "", "", ""],
        ["Steering", "Noa Cohen", "noa@x.org", "", "last year", ""],
        ["Steering", "", "", "chair", "", ""],
    ])  # fmt: skip
    assert names_members(path)
    assert not names_members(write_csv(tmp_path / "d.csv", [["Organisation"], ["Touro"]]))
    assert not names_members(write_csv(tmp_path / "g.csv", [["Name", "Email"], ["Noa", "a@x"]]))
    taken = front_desk.members.import_csv(path)
    assert taken == MembersTaken(3, (6, 7, 8, 9, 10), (4,))
    expected = [("Dan Paz", "", "", ""), ("Noa Cohen", "chair", "2025", ""),
                ("Uri Levi", "member", "2024", "2025")]  # fmt: skip
    assert told(front_desk, steering) == expected
    assert front_desk.members.import_csv(path).taken == 3
    assert told(front_desk, steering) == expected
    assert front_desk.verify() == []


def test_whoever_became_one_with_another_serves_as_that_one(here: Reception) -> None:
    front_desk, steering = here.front_desk, committee(here.front_desk)
    one, two = here.register("Noa Cohen"), here.register("Noa Kohn")
    for who in (one, two):
        front_desk.members.save(Membership("", who.registration.person, steering.id))
    assert front_desk.year_reports.report("2026").figures.volunteers == 2
    front_desk.merging.merge(one.id, two.id)
    assert front_desk.year_reports.report("2026").figures.volunteers == 1
    assert {name for name, *_rest in told(front_desk, steering)} == {"Noa Cohen"}
