"""Makes a store the size of the platform: partnerships, communities, programmes, people."""

from __future__ import annotations

import random
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import open_store
from desktop.domain.checkin.codes import RANDOM_DIGITS, make_code
from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Draft
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import new_id, system_clock

PARTNERSHIPS, COMMUNITIES, PROGRAMMES, PEOPLE = 45, 550, 500, 300_000
_BATCH = 10_000
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
_SYLLABLES = "ba be bo da de do fa fi ga go ha ka ki ko la le lo ma mi mo na ni ra ri ro sa si sha ta ti ver man stein berg feld owski son".split()  # noqa: E501
_PLACES = "Hospital|Medical Center|Fire Department|Ambulance|University|Federation|Clinic|Council"


def fill(front_desk: FrontDesk, people: int = PEOPLE, seed: int = 7) -> None:
    """Write the platform into an empty store, through the journal like everything else."""
    chance = random.Random(seed)
    store = front_desk._store
    programmes = [
        front_desk.programmes.find_or_make(f"P{number:03d}", title=f"Programme {number}")
        for number in range(PROGRAMMES)
    ]
    batch: list[Draft] = []
    places = list(_directory(batch))
    families = [*_LAST, *((_family(chance), "") for _ in range(12_000))]
    organisations = [f"{_family(chance)} {chance.choice(_PLACES.split('|'))}" for _ in range(4_000)]
    for number in range(people):
        here = programmes[number % PROGRAMMES]
        first, first_hebrew = chance.choice(_FIRST)
        common = chance.random() < 0.5
        last, last_hebrew = chance.choice(_LAST if common else families)
        now = system_clock()
        person, registration = new_id(now), new_id(now)
        fields = {
            "first_name": first,
            "last_name": last,
            "first_name_hebrew": first_hebrew if last_hebrew else "",
            "last_name_hebrew": last_hebrew if first_hebrew else "",
            "email": f"{first}.{last}{number}@example.org".lower(),
            "phone": f"+972 5{chance.randrange(10)}-{chance.randrange(10**7):07d}",
            "organization": chance.choice(organisations),
            "country": chance.choice(("Israel", "United States")),
            "community": chance.choice(places),
        }
        code = make_code(here.number, secrets.randbelow(10**RANDOM_DIGITS))
        own = {
            "person": person,
            "ticket_code": code,
            "ticket_type": chance.choice(("Delegate", "Volunteer", "Staff", "Speaker")),
            "status": "cancelled" if chance.random() < 0.03 else "registered",
            "external_id": str(500_000 + number),
        }
        batch.append(Draft(SET, f"person:{person}", "", {k: v for k, v in fields.items() if v}))
        batch.append(Draft(SET, f"registration:{registration}", here.id, own))
        if len(batch) >= 2 * _BATCH:
            _write(front_desk, batch)
    _write(front_desk, batch)
    store.tidy()


def _write(front_desk: FrontDesk, batch: list[Draft]) -> None:
    store = front_desk._store
    with store.write():
        store.append(batch, system_clock(), {draft.subject for draft in batch})
    store.tidy()
    batch.clear()


def _directory(batch: list[Draft]) -> Iterator[str]:
    ids = [new_id(system_clock()) for _ in range(PARTNERSHIPS)]
    for number, id_ in enumerate(ids):
        batch.append(Draft(SET, f"partnership:{id_}", "", {"name": f"Partnership {number + 1}"}))
    for number in range(COMMUNITIES):
        name = f"Community {number + 1}"
        country = "Israel" if number % 2 else "United States"
        body = {"name": name, "country": country, "partnership": ids[number % PARTNERSHIPS]}
        batch.append(Draft(SET, f"community:{new_id(system_clock())}", "", body))
        yield name


def _family(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4))).capitalize()


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    desk = open_store(Path(sys.argv[1]))
    fill(desk, int(sys.argv[2]) if len(sys.argv) > 2 else PEOPLE)
    desk.close()
