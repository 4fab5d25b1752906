"""Unites several stores into one platform: programmes and people that both have count once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from desktop.domain.reports.known_people import KnownPeople
from desktop.domain.reports.year import Attendances, Repeated, Term, YearFacts, YearProgramme
from desktop.domain.spelling import normalise


class Participant(Protocol):
    """One registration of somebody who takes part, and by what they are known again elsewhere."""

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
        """Whether they came."""


class Server(NamedTuple):
    """Somebody who serves in a committee: registered for a programme or not."""

    person: str
    email: str
    name_key: str


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """One store: its directory (without people as counts), and everybody in it.

    `communities` are names by id; `committees` the name of each and its community's id, by id.
    """

    facts: YearFacts
    everybody: Sequence[Participant]
    serving: Sequence[Server] = ()
    communities: Mapping[str, str] = field(default_factory=dict)
    committees: Mapping[str, tuple[str, str]] = field(default_factory=dict)


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
    known = KnownPeople()
    whose = [known.take([*store.everybody, *store.serving]) for store in stores]
    programme_of = _same([_programme_keys(store.facts.programmes) for store in stores])
    partnership_of = _same([_named(store.facts.partnerships) for store in stores])
    community_of = _same(_community_keys(stores))
    committee_of = _same([_committee_keys(store, community_of) for store in stores])
    made: dict[str, YearProgramme] = {}
    for programme in (each for store in stores for each in store.facts.programmes):
        partnership = partnership_of.get(programme.partnership, "")
        placed = programme._replace(partnership=partnership)
        made.setdefault(programme_of[programme.id], placed)
    terms = {
        Term(known.of.get(term.person, term.person),
             committee_of.get(term.organisation, term.organisation), *term[2:])
        for store in stores
        for term in store.facts.terms
    }  # fmt: skip
    participations = _participations(stores, whose, programme_of)
    facts = YearFacts(
        [programme._replace(id=id_) for id_, programme in made.items()],
        _first_said((store.facts.partnerships for store in stores), partnership_of),
        _first_said((store.facts.communities for store in stores), community_of),
        frozenset(committee_of.get(id_, id_) for store in stores for id_ in store.facts.committees),
        sorted(terms),
        _attendances(participations),
        _repeated(participations),
    )
    return United(facts, known.by_id, known.by_email, known.possible())


def _same(stores: Sequence[Mapping[str, Hashable | None]]) -> dict[str, str]:
    """Tell for each id which id it counts as: its own, or that of a like one of an earlier store.

    Args:
        stores: by id, what is like in both; None for what is like nothing.
    """
    of: dict[str, str] = {}
    first: dict[Hashable, str] = {}
    for keys in stores:
        mine: dict[Hashable, str] = {}
        for id_, key in keys.items():
            of.setdefault(id_, first.get(key, id_) if key is not None else id_)
            if key is not None:
                mine.setdefault(key, of[id_])
        for key, id_ in mine.items():
            first.setdefault(key, id_)
    return of


def _programme_keys(programmes: Sequence[YearProgramme]) -> dict[str, Hashable | None]:
    """Programmes are alike by code and first day."""
    return {p.id: (normalise(p.code), p.starts_on) for p in programmes}


def _named(names: Mapping[str, str]) -> dict[str, Hashable | None]:
    return {id_: normalise(name) or None for id_, name in names.items()}


def _community_keys(stores: Sequence[StoreFacts]) -> list[dict[str, Hashable | None]]:
    """Communities are alike by name, and by country where one name is in several countries."""
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for store in stores:
        for id_, name in store.communities.items():
            countries[normalise(name)].add(normalise(store.facts.communities.get(id_, "")))
    keys: list[dict[str, Hashable | None]] = []
    for store in stores:
        mine: dict[str, Hashable | None] = dict.fromkeys(store.facts.communities)
        for id_, name in store.communities.items():
            key, country = normalise(name), normalise(store.facts.communities.get(id_, ""))
            is_alone = len(countries[key] - {""}) <= 1
            # Of several countries that have the name, nobody knows which one is not said.
            if key and (is_alone or country):
                mine[id_] = (key, "" if is_alone else country)
        keys.append(mine)
    return keys


def _committee_keys(
    store: StoreFacts, community_of: Mapping[str, str]
) -> dict[str, Hashable | None]:
    """Committees are alike by name and community: many communities have one of the same name."""
    keys: dict[str, Hashable | None] = {}
    for id_, (name, community) in store.committees.items():
        key = normalise(name)
        keys[id_] = (key, community_of.get(community, community)) if key else None
    return keys


def _first_said(stores: Iterable[Mapping[str, str]], of: Mapping[str, str]) -> dict[str, str]:
    """Give a text for each of those that count: the first that says anything."""
    made: dict[str, str] = {}
    for id_, text in (item for texts in stores for item in texts.items()):
        whose = of.get(id_, id_)
        made[whose] = made.get(whose, "") or text
    return made


class _Participations(NamedTuple):
    """Who takes part where, and whether they came; and each one's country."""

    came: dict[tuple[str, str], bool]
    countries: dict[str, str]


def _participations(
    stores: Sequence[StoreFacts],
    whose: Sequence[Mapping[str, str]],
    programme_of: Mapping[str, str],
) -> _Participations:
    """Put everybody's participations together; somebody's country is the first that is said."""
    came: dict[tuple[str, str], bool] = {}
    countries: dict[str, str] = {}
    for store, who in zip(stores, whose, strict=True):
        for each in store.everybody:
            person = who[each.person]
            key = (person, programme_of[each.programme])
            came[key] = came.get(key, False) or bool(each.has_come)
            countries[person] = countries.get(person, "") or each.country
    return _Participations(came, countries)


def _attendances(known: _Participations) -> list[Attendances]:
    expected: Counter[tuple[str, str]] = Counter()
    came: Counter[tuple[str, str]] = Counter()
    for (who, programme), has_come in known.came.items():
        expected[programme, known.countries[who]] += 1
        came[programme, known.countries[who]] += has_come
    return [Attendances(*key, expected[key], came[key]) for key in sorted(expected)]


def _repeated(known: _Participations) -> list[Repeated]:
    several: defaultdict[str, list[str]] = defaultdict(list)
    for who, programme in known.came:
        several[who].append(programme)
    return [
        Repeated(known.countries[who], tuple(ids)) for who, ids in several.items() if len(ids) > 1
    ]
