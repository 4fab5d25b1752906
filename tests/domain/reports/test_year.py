"""The platform's year: what counts where, by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop.domain.reports.stores import Server, StoreFacts, unite
from desktop.domain.reports.year import (
    LEFT_OUT,
    Attendances,
    By,
    Repeated,
    Share,
    Term,
    YearFacts,
    YearProgramme,
    year_of,
    years_of,
)
from desktop.store.reports.year import Participation


def programme(id_: str, **fields: str) -> YearProgramme:
    known = {
        "code": id_.upper(), "title": "", "starts_on": "2026-05-01", "partnership": "n",
        "area": "Education", "budget": "1000 USD", "counted": "",
    } | fields  # fmt: skip
    return YearProgramme(id_, **known)


FACTS = YearFacts(
    programmes=[
        programme("a"),
        programme("b", budget="₪ 7,000", area="Emergency medicine", partnership="w"),
        programme("c", budget="", area=""),
        programme("d", budget="much", partnership="gone"),
        programme("e", starts_on="2025-12-31", budget="500 USD"),
        programme("f", counted=LEFT_OUT),
        programme("g", starts_on=""),
        programme("h", budget="2.500"),
    ],
    partnerships={"n": "New Orleans", "w": "Western Galilee", "x": "Beer Sheva"},
    communities={"1": "Israel", "2": "Israel", "3": "United States", "4": ""},
    committees=frozenset({"c1", "c2"}),
    terms=[
        Term("p1", "c1", "2024", ""), Term("p1", "c2", "2026", "2026"),
        Term("p2", "c1", "2020", "2025"), Term("p3", "c1", "2027", ""), Term("p4", "c1", "", ""),
        Term("p5", "hospital", "", ""),
    ],
    attendances=[
        Attendances("a", "Israel", 10, 4), Attendances("a", "United States", 20, 15),
        Attendances("b", "Israel", 30, 30), Attendances("c", "", 5, 0),
        Attendances("e", "Israel", 8, 8), Attendances("f", "Israel", 100, 100),
    ],
    # Two are in a and b, one in a and last year's, one in a and the one left out.
    repeated=[
        Repeated("Israel", ("a", "b")), Repeated("United States", ("a", "b")),
        Repeated("Israel", ("a", "e")), Repeated("Israel", ("a", "f")),
    ],
)  # fmt: skip


def test_a_programme_counts_in_the_year_in_which_it_begins() -> None:
    year = year_of(FACTS, "2026")
    assert (year.programmes, year.attendances, year.people, year.came) == (5, 65, 63, 49)
    before = year_of(FACTS, "2025")
    assert (before.programmes, before.attendances, before.people) == (1, 8, 8)
    assert years_of(FACTS) == ["2026", "2025"]


def test_both_sides_of_partnerships_are_counted() -> None:
    year = year_of(FACTS, "2026")
    assert (year.partnerships, year.communities) == (3, 4)
    assert year.sides == {"Israel": 2, "United States": 1, "": 1}


@pytest.mark.parametrize(("year", "volunteers"), [("2024", 3), ("2026", 2), ("2027", 3)])
def test_volunteers_serve_in_a_committee_in_that_year_and_count_once(
    year: str, volunteers: int
) -> None:
    """2024: p1, p2, p4; 2026: p1 and p4; 2027: p1, p3, p4. Nobody serves in a hospital."""
    assert year_of(FACTS, year).volunteers == volunteers


def test_currencies_are_never_added_up() -> None:
    year = year_of(FACTS, "2026")
    assert year.budgets == {"ils": Decimal(7000), "usd": Decimal(1000)}
    # 1,000 over the thirty of a, 7,000 over the thirty of b.
    assert year.costs == {"ils": Decimal("233.33"), "usd": Decimal("33.33")}


def test_what_is_missing_is_named() -> None:
    year = year_of(FACTS, "2026")
    assert (year.left_out, year.undated, year.unfunded) == (1, ("G",), ("C",))
    # Nobody knows what 2.500 of no currency is.
    assert year.unread == ("D", "H")


def test_a_year_is_told_apart_by_partnership_country_and_area() -> None:
    shares = year_of(FACTS, "2026").shares
    usd, ils = {"usd": Decimal(1000)}, {"ils": Decimal(7000)}
    assert shares[By.PARTNERSHIP] == (
        Share("New Orleans", 3, 35, 35, 19, usd), Share("Western Galilee", 1, 30, 30, 30, ils),
        Share("", 1, 0, 0, 0, {}),
    )  # fmt: skip
    assert shares[By.AREA] == (
        Share("Education", 3, 30, 30, 19, usd), Share("Emergency medicine", 1, 30, 30, 30, ils),
        Share("", 1, 5, 5, 0, {}),
    )  # fmt: skip
    assert shares[By.COUNTRY] == (
        Share("Israel", 2, 39, 40, 34, {}), Share("United States", 1, 19, 20, 15, {}),
        Share("", 1, 5, 5, 0, {}),
    )  # fmt: skip


def somebody(
    number: int, who: str, programme_: str = "a", email: str = "", name: str = ""
) -> Participation:
    return Participation(f"r{number}", who, programme_, "Israel", email, name, number % 2)


def store(*people: Participation, **facts: object) -> StoreFacts:
    known: dict[str, object] = {
        "programmes": [programme("a")],
        "partnerships": {"n": "New Orleans"},
    }
    return StoreFacts(YearFacts(**(known | facts)), people)  # type: ignore[arg-type]


def test_people_of_several_stores_are_united_by_id_else_by_email_with_the_name() -> None:
    one = store(
        somebody(1, "p1", email="noa@x.org", name="noa cohen"),
        somebody(2, "p2", name="dan levi"),
        somebody(3, "p3", email="rina@x.org", name="rina"),
    )
    two = store(
        somebody(4, "p1", "b", email="noa@x.org", name="noa cohen"),
        somebody(5, "q1", "b", email="RINA@x.org ", name="rina"),
        somebody(6, "q2", "b", name="dan levi"),
        somebody(7, "q3", "b", email="noa@x.org", name="uri cohen"),
        programmes=[programme("b")],
    )
    united = unite([one, two])
    # Noa by her id, Rina by email and name; the two Dan Levis may be one, and so may noa@x.org.
    assert (united.by_id, united.by_email, united.possible) == (1, 1, 4)
    year = year_of(united.facts, "2026")
    assert (year.attendances, year.people) == (7, 5)


def test_a_programme_of_two_stores_counts_once() -> None:
    same = store(somebody(8, "q1", "z"), programmes=[programme("z", code="A", partnership="m")],
                 partnerships={"m": "New Orleans"})  # fmt: skip
    united = unite([store(somebody(1, "p1")), same])
    year = year_of(united.facts, "2026")
    assert (year.programmes, year.attendances, year.people, year.partnerships) == (1, 2, 2, 1)
    assert [share.name for share in year.shares[By.PARTNERSHIP]] == ["New Orleans"]


def test_two_records_of_one_store_stay_two_people() -> None:
    twins = [somebody(n, f"p{n}", email="noa@x.org", name="noa") for n in (1, 2)]
    united = unite([store(*twins)])
    assert (united.by_id, united.by_email, united.possible) == (0, 0, 2)
    assert year_of(united.facts, "2026").people == 2


def test_terms_are_of_those_as_whom_people_count() -> None:
    one = store(somebody(1, "p1", email="a@x.org", name="a"), committees=frozenset({"c"}),
                terms=[Term("p1", "c", "", "")])  # fmt: skip
    two = store(somebody(2, "q1", email="a@x.org", name="a"), committees=frozenset({"c"}),
                terms=[Term("q1", "c", "", "")])  # fmt: skip
    assert year_of(unite([one, two]).facts, "2026").volunteers == 1


@pytest.mark.parametrize(
    "budget", ["about 1,000", "1,000 xyz", "$1,000 EUR", "USD 10 + EUR 5", "1000", "bitcoin 3"]
)
def test_a_budget_of_no_known_currency_is_named_and_not_counted(budget: str) -> None:
    facts = YearFacts([programme("a", budget=budget), programme("b", budget="€5")])
    year = year_of(facts, "2026")
    assert (year.budgets, year.unread) == ({"eur": Decimal(5)}, ("A",))


def person(who: str, programme_: str, country: str) -> Participation:
    return Participation(f"r{who}{programme_}", who, programme_, country, "", "", 0)


def test_a_person_of_several_stores_has_one_country() -> None:
    one = store(person("p1", "a", ""))
    two = store(person("p1", "b", "Israel"), programmes=[programme("b")])
    (country,) = year_of(unite([one, two]).facts, "2026").shares[By.COUNTRY]
    assert (country.name, country.people, country.attendances) == ("Israel", 1, 2)


def directory(number: int, *communities: tuple[str, str, str], committee: str = "") -> StoreFacts:
    """A store of communities (id, name, country), with a committee of the first one."""
    facts = YearFacts(
        communities={id_: country for id_, _name, country in communities},
        committees=frozenset({f"k{number}"} if committee else ()),
        terms=[Term(f"m{number}", f"k{number}", "", "")],
    )
    known = {f"k{number}": (committee, communities[0][0])} if committee else {}
    names = {id_: name for id_, name, _country in communities}
    serving = [Server(f"m{number}", "noa@x.org", "noa cohen")]
    return StoreFacts(facts, (), serving, names, known)


@pytest.mark.parametrize(
    ("second", "communities", "committees"),
    [
        (("b", "NEW ORLEANS", "United States"), 1, 1),
        # Where one says no country, there is only one of the name.
        (("b", "New Orleans", ""), 1, 1),
        (("b", "New Orleans", "Canada"), 2, 2),
        (("b", "Baton Rouge", "United States"), 2, 2),
    ],
)
def test_communities_and_committees_of_two_stores_count_once(
    second: tuple[str, str, str], communities: int, committees: int
) -> None:
    stores = [
        directory(1, ("a", "New Orleans", "United States"), committee="Medical"),
        directory(2, second, committee="medical"),
    ]
    united = unite(stores)
    year = year_of(united.facts, "2026")
    assert (year.communities, year.committees) == (communities, committees)
    # Whoever serves is known again without a registration.
    assert (year.volunteers, united.by_email) == (1, 1)


def test_like_names_within_one_store_stay_what_they_are() -> None:
    one = directory(1, ("a", "Springfield", "United States"), ("b", "Springfield", "United States"))
    assert year_of(unite([one]).facts, "2026").communities == 2
