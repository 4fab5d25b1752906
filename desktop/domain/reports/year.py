"""The platform's year: what it states of itself, from one store or from several.

A programme counts in the year in which it begins. Amounts of different currencies are never added
up. What cannot be counted is named, not guessed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.reports.budget import Money, read_money

LEFT_OUT = "left_out"
COMMITTEE = "committee"


class By(StrEnum):
    """By what a year is told apart."""

    PARTNERSHIP = "partnership"
    COUNTRY = "country"
    AREA = "area"


class YearProgramme(NamedTuple):
    """A programme as a year sees it; `partnership` is that one's id."""

    id: str
    code: str
    title: str
    starts_on: str
    partnership: str
    area: str
    budget: str
    counted: str

    @property
    def year(self) -> str:
        """The year in which it begins; empty where nobody knows."""
        year = self.starts_on[:4]
        return year if len(self.starts_on) >= 4 and year.isdecimal() else ""

    @property
    def money(self) -> Money | None:
        """Its budget; None where there is none, or its currency or amount cannot be told."""
        return read_money(self.budget)


class Attendances(NamedTuple):
    """How many people of a country take part in a programme, and how many of them came.

    Whoever is registered takes part, and whoever came: not who is only invited, waits for a place
    or for an approval, or cancelled.
    """

    programme: str
    country: str
    expected: int
    came: int


class Repeated(NamedTuple):
    """Somebody who is registered in several programmes: their country, and which programmes."""

    country: str
    programmes: tuple[str, ...]


class Term(NamedTuple):
    """Somebody serves in an organisation, from a year until another; empty is open."""

    person: str
    organisation: str
    from_year: str
    until_year: str

    def covers(self, year: str) -> bool:
        """Tell whether it goes on in a year."""
        has_begun = not self.from_year or self.from_year <= year
        return has_begun and (not self.until_year or self.until_year >= year)


@dataclass(frozen=True, slots=True)
class YearFacts:
    """All that a year is made from, of one store, or of several that were united.

    `partnerships` are names by id, `communities` countries by id, `committees` ids.
    """

    programmes: Sequence[YearProgramme] = ()
    partnerships: Mapping[str, str] = field(default_factory=dict)
    communities: Mapping[str, str] = field(default_factory=dict)
    committees: frozenset[str] = frozenset()
    terms: Sequence[Term] = ()
    attendances: Sequence[Attendances] = ()
    repeated: Sequence[Repeated] = ()


class Share(NamedTuple):
    """A part of a year: a partnership, country or area, and what counts there.

    `people` counts everybody once within the part, `attendances` once in each programme.
    """

    name: str
    programmes: int
    people: int
    attendances: int
    came: int
    budgets: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What a year adds up to.

    `people` counts everybody once, `attendances` once in each programme, `came` who came, at a door
    or by a list. `budgets` and `costs` (a participant) are by currency. `left_out` counts
    programmes that others may not see, `undated` names those without a day, `unfunded` those
    without a budget, `unread` those whose budget cannot be read.
    """

    year: str
    partnerships: int
    communities: int
    sides: Mapping[str, int]
    programmes: int
    people: int
    attendances: int
    came: int
    volunteers: int
    committees: int
    budgets: Mapping[str, Decimal]
    costs: Mapping[str, Decimal]
    shares: Mapping[By, tuple[Share, ...]]
    left_out: int
    undated: tuple[str, ...]
    unfunded: tuple[str, ...]
    unread: tuple[str, ...]


def year_of(facts: YearFacts, year: str) -> YearFigures:
    """Add up a year.

    Args:
        facts: of all years.
        year: four digits.
    """
    begun = [programme for programme in facts.programmes if programme.year == year]
    counted = [programme for programme in begun if programme.counted != LEFT_OUT]
    ids = {programme.id for programme in counted}
    attended = [each for each in facts.attendances if each.programme in ids]
    serving = [t for t in facts.terms if t.organisation in facts.committees and t.covers(year)]
    people = _people(facts, attended, ids)
    unread = [p for p in counted if p.budget.strip() and p.money is None]
    return YearFigures(
        year,
        partnerships=len(facts.partnerships),
        communities=len(facts.communities),
        sides=dict(Counter(facts.communities.values()).most_common()),
        programmes=len(counted),
        people=people,
        attendances=sum(each.expected for each in attended),
        came=sum(each.came for each in attended),
        volunteers=len({term.person for term in serving}),
        committees=len(facts.committees),
        budgets=_budgets(counted),
        costs=_costs(counted, attended),
        shares={by: _shares(facts, by, counted, attended) for by in By},
        left_out=len(begun) - len(counted),
        undated=tuple(p.code for p in facts.programmes if not p.year),
        unfunded=tuple(p.code for p in counted if not p.budget.strip()),
        unread=tuple(p.code for p in unread),
    )


def years_of(facts: YearFacts) -> list[str]:
    """List the years in which programmes begin, the newest first."""
    years = {programme.year for programme in facts.programmes}
    return sorted(years - {""}, reverse=True)


def _people(facts: YearFacts, attended: Iterable[Attendances], ids: Iterable[str]) -> int:
    """Count people once: whoever is in several of these programmes was counted in each."""
    known = set(ids)
    again = (sum(p in known for p in each.programmes) - 1 for each in facts.repeated)
    return sum(each.expected for each in attended) - sum(max(0, count) for count in again)


def _budgets(programmes: Iterable[YearProgramme]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for programme in programmes:
        if money := programme.money:
            sums[money.currency] = sums.get(money.currency, Decimal(0)) + money.value
    return dict(sorted(sums.items()))


def _costs(
    programmes: Sequence[YearProgramme], attended: Iterable[Attendances]
) -> dict[str, Decimal]:
    """Divide each currency's budgets by the attendances of the programmes that have them."""
    by_programme: Counter[str] = Counter()
    for each in attended:
        by_programme[each.programme] += each.expected
    people: Counter[str] = Counter()
    for programme in programmes:
        if money := programme.money:
            people[money.currency] += by_programme[programme.id]
    sums = _budgets(programmes)
    return {
        currency: (sums[currency] / count).quantize(Decimal("0.01"))
        for currency, count in sorted(people.items())
        if count
    }


def _shares(
    facts: YearFacts, by: By, counted: Sequence[YearProgramme], attended: Sequence[Attendances]
) -> tuple[Share, ...]:
    """Tell a year apart; what is not said of a programme or person stands under an empty name."""
    if by is By.COUNTRY:
        return _by_country(facts, counted, attended)
    names: Callable[[YearProgramme], str] = (
        (lambda p: facts.partnerships.get(p.partnership, ""))
        if by is By.PARTNERSHIP
        else (lambda p: p.area.strip())
    )
    parts: defaultdict[str, list[YearProgramme]] = defaultdict(list)
    for programme in counted:
        parts[names(programme)].append(programme)
    made = []
    for name, programmes in parts.items():
        ids = {programme.id for programme in programmes}
        own = [each for each in attended if each.programme in ids]
        made.append(
            Share(name, len(programmes), _people(facts, own, ids),
                  sum(each.expected for each in own), sum(each.came for each in own),
                  _budgets(programmes))
        )  # fmt: skip
    return tuple(sorted(made, key=lambda share: (-share.attendances, share.name)))


def _by_country(
    facts: YearFacts, counted: Sequence[YearProgramme], attended: Sequence[Attendances]
) -> tuple[Share, ...]:
    """Tell people apart by their own country; a budget is a programme's, and has none."""
    ids = {programme.id for programme in counted}
    again: Counter[str] = Counter()
    for each in facts.repeated:
        again[each.country] += max(0, sum(p in ids for p in each.programmes) - 1)
    parts: defaultdict[str, list[Attendances]] = defaultdict(list)
    for attendances in attended:
        parts[attendances.country].append(attendances)
    made = []
    for country, own in parts.items():
        expected = sum(each.expected for each in own)
        programmes = len({each.programme for each in own if each.expected or each.came})
        came = sum(each.came for each in own)
        made.append(Share(country, programmes, expected - again[country], expected, came, {}))
    return tuple(sorted(made, key=lambda share: (-share.attendances, share.name)))
