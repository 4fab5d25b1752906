"""Unites several stores into one platform: programmes and people that both have count once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from desktop.domain.reports.year import Attendances, Repeated, Term, YearFacts, YearProgramme
from desktop.domain.spelling import normalise


class Participant(Protocol):
    """One registration that was expected, and by what its person is known again elsewhere."""

    @property
    def person(self) -> str:
        """The person's id."""

    @property
    def programme(self) -> str:
        """The programme's id."""

    @property
    def country(self) -> str:
        """The person's country."""

    @property
    def email(self) -> str:
        """The person's email."""

    @property
    def name_key(self) -> str:
        """The person's name as it is compared."""

    @property
    def has_come(self) -> int:
        """Whether they were met at a door."""


class StoreFacts(NamedTuple):
    """One store: its directory (without people as counts), and everybody in it."""

    facts: YearFacts
    everybody: Sequence[Participant]


@dataclass(frozen=True, slots=True)
class United:
    """Several stores as one, and how people were known again.

    `by_id` and `by_email` count people of a later store who are somebody of an earlier one;
    `possible` counts those who share only the name, or only the email: they stay two.
    """

    facts: YearFacts
    by_id: int
    by_email: int
    possible: int


def unite(stores: Sequence[StoreFacts]) -> United:
    """Put stores together, the first one's words before those of later ones."""
    programmes, programme_of = _programmes(stores)
    partnerships, partnership_of = _by_name([store.facts.partnerships for store in stores])
    known = _People()
    participations: dict[tuple[str, str], tuple[str, bool]] = {}
    for store in stores:
        who = known.take(store.everybody)
        for each in store.everybody:
            key = (who[each.person], programme_of[each.programme])
            country, has_come = participations.get(key, (each.country, False))
            participations[key] = (country, has_come or bool(each.has_come))
    communities = {id_: c for store in stores for id_, c in store.facts.communities.items()}
    committees = frozenset[str]().union(*(store.facts.committees for store in stores))
    terms = {
        (known.of.get(term.person, term.person), *term[1:])
        for store in stores
        for term in store.facts.terms
    }
    placed = [p._replace(partnership=partnership_of.get(p.partnership, "")) for p in programmes]
    facts = YearFacts(
        placed, partnerships, communities, committees, [Term(*term) for term in sorted(terms)],
        _attendances(participations), _repeated(participations),
    )  # fmt: skip
    return United(facts, known.by_id, known.by_email, known.possible())


class _People:
    """People of several stores, each with one id of the first store that had them."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}
        self.by_id = self.by_email = 0
        self._by_email: dict[tuple[str, str], str] = {}
        self._names: defaultdict[str, set[str]] = defaultdict(set)
        self._emails: defaultdict[str, set[str]] = defaultdict(set)

    def take(self, everybody: Sequence[Participant]) -> Mapping[str, str]:
        """Give the people of a store the ids by which they count."""
        mine: dict[str, str] = {}
        keys: dict[tuple[str, str], str] = {}
        for each in everybody:
            if each.person in mine:
                continue
            email = each.email.strip().casefold()
            key = (email, each.name_key)
            if each.person in self.of:
                whose = self.of[each.person]
                self.by_id += 1
            elif email and each.name_key and key in self._by_email:
                whose = self._by_email[key]
                self.by_email += 1
            else:
                whose = each.person
            mine[each.person] = whose
            keys.setdefault(key, whose)
            self._names[each.name_key].add(whose)
            self._emails[email].add(whose)
        # Within one store two records are two people, until somebody merges them.
        self.of |= mine
        for key, whose in keys.items():
            if key[0] and key[1]:
                self._by_email.setdefault(key, whose)
        return mine

    def possible(self) -> int:
        """Count people who share a name, or an email, with somebody else."""
        shared = [*self._names.items(), *self._emails.items()]
        return len({who for key, whose in shared if key and len(whose) > 1 for who in whose})


def _programmes(stores: Sequence[StoreFacts]) -> tuple[list[YearProgramme], dict[str, str]]:
    """Unite programmes by id, else by code and first day."""
    made: dict[str, YearProgramme] = {}
    same: dict[Hashable, str] = {}
    of: dict[str, str] = {}
    for store in stores:
        for programme in store.facts.programmes:
            key = (normalise(programme.code), programme.starts_on)
            id_ = programme.id if programme.id in made else same.get(key, programme.id)
            of[programme.id] = id_
            made.setdefault(id_, programme)
            same.setdefault(key, id_)
    return list(made.values()), of


def _by_name(stores: Sequence[Mapping[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Unite what has a name by id, else by the name."""
    made: dict[str, str] = {}
    same: dict[str, str] = {}
    of: dict[str, str] = {}
    for names in stores:
        for id_, name in names.items():
            of[id_] = id_ if id_ in made else same.get(normalise(name), id_)
            made.setdefault(of[id_], name)
            same.setdefault(normalise(name), of[id_])
    return made, of


def _attendances(
    participations: Mapping[tuple[str, str], tuple[str, bool]],
) -> list[Attendances]:
    expected: Counter[tuple[str, str]] = Counter()
    came: Counter[tuple[str, str]] = Counter()
    for (_who, programme), (country, has_come) in participations.items():
        expected[programme, country] += 1
        came[programme, country] += has_come
    return [Attendances(*key, expected[key], came[key]) for key in sorted(expected)]


def _repeated(participations: Mapping[tuple[str, str], tuple[str, bool]]) -> list[Repeated]:
    several: defaultdict[str, list[str]] = defaultdict(list)
    countries: dict[str, str] = {}
    for (who, programme), (country, _has_come) in participations.items():
        several[who].append(programme)
        countries.setdefault(who, country)
    return [Repeated(countries[who], tuple(ids)) for who, ids in several.items() if len(ids) > 1]
