"""A store the size of the platform: partnerships, communities, programmes, people, committees.

The figures are those that Partnership2Gether states of itself for a year.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from desktop.domain.checkin.codes import RANDOM_DIGITS, make_code
from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Draft
from desktop.domain.programme.programme import Programme
from desktop.store.store import Store
from desktop.workflows.ports import Clock, new_id, system_clock
from desktop.workflows.programme.credit_types import areas_of_work
from desktop.workflows.programme.programmes import ProgrammeRepository

PARTNERSHIPS, COMMUNITIES, PROGRAMMES, PEOPLE = 45, 550, 500, 300_000
VOLUNTEERS, COMMITTEES, BUDGET_USD = 10_000, 90, 25_000_000
_BATCH = 10_000
_ROLES = ("member", "chair", "co-chair", "secretary")
_FIRST = [
    ("Noa", "נועה"), ("Dana", "דנה"), ("Avi", "אבי"), ("Yael", "יעל"), ("Eitan", "איתן"),
    ("Maya", "מאיה"), ("Uri", "אורי"), ("Moshe", "משה"), ("Rachel", "רחל"), ("David", "דוד"),
    ("Sarah", "שרה"), ("Yosef", "יוסף"), ("Miriam", "מרים"), ("Dalia", "דליה"), ("Eli", "אלי"),
    ("Aaron", "אהרון"), ("Ruth", "רות"), ("Shimon", "שמעון"), ("Hannah", "חנה"), ("Tal", "טל"),
    ("Martin", ""), ("Grace", ""), ("Louis", ""), ("José", ""), ("Claire", ""), ("Peter", ""),
    ("Elise", ""), ("Omar", ""), ("Leon", ""), ("Simone", ""), ("Walter", ""), ("Zoe", ""),
    ("Adam", "אדם"), ("Benjamin", "בנימין"), ("Katherine", ""), ("Robert", ""), ("Irina", ""),
]  # fmt: skip
_LAST = [
    ("Cohen", "כהן"), ("Levi", "לוי"), ("Mizrachi", "מזרחי"), ("Peretz", "פרץ"), ("Katz", "כץ"),
    ("Friedman", "פרידמן"), ("Kaplan", "קפלן"), ("Azoulay", "אזולאי"), ("Shapiro", "שפירא"),
    ("Goldstein", "גולדשטיין"), ("Moskowitz", "מוסקוביץ"), ("Ben-David", "בן דוד"),
    ("Weiss", "וייס"), ("Schwartz", "שוורץ"), ("Keller", ""), ("Boudreaux", ""), ("Landry", ""),
    ("Hebert", ""), ("Fontenot", ""), ("Guidry", ""), ("Broussard", ""), ("Thibodeaux", ""),
]  # fmt: skip
_SYLLABLES = [
    "ba",
    "be",
    "bo",
    "da",
    "de",
    "do",
    "fa",
    "fi",
    "ga",
    "go",
    "ha",
    "ka",
    "ki",
    "ko",
    "la",
    "le",
    "lo",
    "ma",
    "mi",
    "mo",
    "na",
    "ni",
    "ra",
    "ri",
    "ro",
    "sa",
    "si",
    "sha",
    "ta",
    "ti",
    "ver",
    "man",
    "stein",
    "berg",
    "feld",
    "owski",
    "son",
]
_PLACES = "Hospital|Medical Center|Fire Department|Ambulance|University|Federation|Clinic|Council"


class PlatformSample:
    """Writes the platform into an empty store, through the journal like everything else."""

    def __init__(self, store: Store, clock: Clock = system_clock, seed: int = 7) -> None:
        """Write with chances that are the same each time, but for ids and codes."""
        self._store = store
        self._clock = clock
        self._chance = random.Random(seed)
        self._batch: list[Draft] = []
        self._volunteers: list[str] = []

    def fill(
        self, people: int = PEOPLE, tell: Callable[[int], None] = lambda _people: None
    ) -> None:
        """Write everything.

        Args:
            people: how many participants, each in one programme.
            tell: is told how many there are by now.
        """
        partnerships = [new_id(self._clock()) for _each in range(PARTNERSHIPS)]
        places = self._directory(partnerships)
        programmes = self._programmes(partnerships)
        committees = self._committees()
        families = [*_LAST, *((self._family(), "") for _each in range(12_000))]
        kinds = _PLACES.split("|")
        hosts = [f"{self._family()} {self._chance.choice(kinds)}" for _each in range(4_000)]
        for number in range(people):
            here = programmes[number % len(programmes)]
            self._somebody(number, here, families, hosts, places)
            if len(self._batch) >= 2 * _BATCH:
                self._write()
                tell(number + 1)
        for number, person in enumerate(self._volunteers):
            self._serve(person, committees[number % len(committees)])
        self._write()
        tell(people)

    def _programmes(self, partnerships: Sequence[str]) -> list[Programme]:
        year = datetime.fromtimestamp(self._clock() / 1000).year
        areas, book = areas_of_work(), ProgrammeRepository(self._store, self._clock)
        return [
            book.find_or_make(
                f"P{number:03d}",
                title=f"Programme {number}",
                starts_on=f"{year}-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
                partnership=partnerships[number % PARTNERSHIPS],
                area=areas[number % len(areas)],
                budget=f"{BUDGET_USD // PROGRAMMES} USD",
            )
            for number in range(PROGRAMMES)
        ]

    def _somebody(
        self,
        number: int,
        here: Programme,
        families: Sequence[tuple[str, str]],
        hosts: Sequence[str],
        places: Sequence[str],
    ) -> None:
        chance = self._chance
        first, first_hebrew = chance.choice(_FIRST)
        common = chance.random() < 0.5
        last, last_hebrew = chance.choice(_LAST if common else families)
        now = self._clock()
        person, registration = new_id(now), new_id(now)
        fields = {
            "first_name": first,
            "last_name": last,
            "first_name_hebrew": first_hebrew if last_hebrew else "",
            "last_name_hebrew": last_hebrew if first_hebrew else "",
            "email": f"{first}.{last}{number}@example.org".lower(),
            "phone": f"+972 5{chance.randrange(10)}-{chance.randrange(10**7):07d}",
            "organization": chance.choice(hosts),
            "country": chance.choice(("Israel", "United States")),
            "community": chance.choice(places),
        }
        own = {
            "person": person,
            "ticket_code": make_code(here.number, secrets.randbelow(10**RANDOM_DIGITS)),
            "ticket_type": chance.choice(("Delegate", "Volunteer", "Staff", "Speaker")),
            "status": "registered",
            "external_id": str(500_000 + number),
        }
        told = {name: text for name, text in fields.items() if text}
        self._batch.append(Draft(SET, f"person:{person}", "", told))
        self._batch.append(Draft(SET, f"registration:{registration}", here.id, own))
        if len(self._volunteers) < VOLUNTEERS:
            self._volunteers.append(person)

    def _serve(self, person: str, committee: str) -> None:
        year = datetime.fromtimestamp(self._clock() / 1000).year
        body = {
            "person": person,
            "organisation": committee,
            "role": self._chance.choice(_ROLES),
            "from_year": str(year - self._chance.randrange(4)),
        }
        self._batch.append(Draft(SET, f"membership:{new_id(self._clock())}", "", body))

    def _committees(self) -> list[str]:
        ids = [new_id(self._clock()) for _each in range(COMMITTEES)]
        for number, id_ in enumerate(ids):
            body = {"name": f"Steering committee {number + 1}", "kind": "committee"}
            self._batch.append(Draft(SET, f"organisation:{id_}", "", body))
        return ids

    def _directory(self, partnerships: Sequence[str]) -> list[str]:
        names = []
        for number, id_ in enumerate(partnerships):
            body = {"name": f"Partnership {number + 1}"}
            self._batch.append(Draft(SET, f"partnership:{id_}", "", body))
        for number in range(COMMUNITIES):
            names.append(f"Community {number + 1}")
            body = {
                "name": names[-1],
                "country": "Israel" if number % 2 else "United States",
                "partnership": partnerships[number % PARTNERSHIPS],
            }
            self._batch.append(Draft(SET, f"community:{new_id(self._clock())}", "", body))
        return names

    def _family(self) -> str:
        parts = (self._chance.choice(_SYLLABLES) for _each in range(self._chance.randint(2, 4)))
        return "".join(parts).capitalize()

    def _write(self) -> None:
        with self._store.write():
            fresh = {draft.subject for draft in self._batch}
            self._store.append(self._batch, self._clock(), fresh)
        self._store.tidy()
        self._batch.clear()
