"""Who is asked for is found: 200 people at a town of 20,000, asked for in five ways."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.common import Figures, figures, open_store, scratch, timed
from desktop.domain.checkin.codes import RANDOM_DIGITS, make_code
from desktop.domain.checkin.keyboard import before_hebrew_layout
from desktop.domain.journal.bodies import SET
from desktop.domain.journal.entry import Draft
from desktop.domain.spelling import is_hebrew
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import new_id, system_clock

PEOPLE, ASKED, FIRST_OF = 20_000, 200, 10
# Who shares a name with more people than that cannot be among the first ten by the name alone. In
# a larger town all names are commoner: there only the time tells something.
_MOST_NAMESAKES = 5
WAYS = ("as written", "other script", "other spelling", "one slip", "other layout")

# In Hebrew, and as families write them in Latin letters.
_FIRST = [line.split() for line in """
דוד David Dovid Daveed|משה Moshe Moishe Mosheh|שרה Sarah Sara Sorah|רחל Rachel Rahel Rachelle
יוסף Yosef Joseph Yossef|נועה Noa Noah|יעל Yael Jael|אברהם Avraham Abraham|יצחק Yitzhak Itzhak
יעקב Yaakov Jakob Yakov|חיים Haim Chaim|צבי Zvi Tzvi|שמעון Shimon Simon|רות Ruth Rut
מרים Miriam Miryam|חנה Hannah Chana Hana|דליה Dalia Dalya|איתן Eitan Eytan|אורי Uri Ori
טל Tal|גבריאל Gabriel Gavriel|איתי Itay Itai|מיכל Michal Mihal|אסתר Esther Ester
תמר Tamar Tamara|בנימין Benjamin Binyamin|אהרון Aharon Aaron|אלי Eli Ely|ליבה Liba Leeba
שלמה Shlomo Shelomo|נתן Nathan Natan|אריאל Ariel|ענת Anat|גיל Gil|רון Ron|לאה Leah Lea
- Martin Marten|- Grace|- Louis Lewis|- José Jose|- Claire Clare|- Peter Piter|- Elise Elyse
- Walter Valter|- Katherine Catherine|- Robert|- Irina Iryna|- Omar|- Simone Simonne|- Zoe Zoey
""".replace("\n", "|").strip("|").split("|")]  # fmt: skip
_LAST = [line.split() for line in """
כהן Cohen Cohn Kohen Kohn|לוי Levi Levy Lewy|מזרחי Mizrachi Mizrahi|פרץ Peretz Perez
ביטון Biton Bitton
דהן Dahan Dahann|פרידמן Friedman Fridman|מלכה Malka Malca|אזולאי Azoulay Azulai|כץ Katz Katz
עמר Amar Amer|קפלן Kaplan Caplan|שפירא Shapiro Shapira|גולדשטיין Goldstein Goldshtein
וייס Weiss Vais|שוורץ Schwartz Shvarts|רוזנברג Rosenberg Rozenberg|הורביץ Horowitz Hurvitz
גרינברג Greenberg Grinberg|אוחנה Ohana Ochana|חדד Hadad Haddad|גבאי Gabay Gabbai|סבג Sabag Sabbag
אדלר Adler|ברק Barak|שלום Shalom|נחום Nahum Nachum|צדוק Tzadok Zadok|אשכנזי Ashkenazi Eshkenazi
- Boudreaux Budreaux|- Landry Landrey|- Hebert Ebert|- Fontenot Fonteneau|- Guidry Guidrey
- Broussard Brousard|- Thibodeaux Tibodeaux|- Keller Kellar|- Nguyen Nguyn|- Smith Smyth
""".replace("\n", "|").strip("|").split("|")]  # fmt: skip
_SYLLABLES = (
    "ba be bo da de do fa fi ga go ka ki la le lo ma mi mo na ni ra ri ro sa si ta ti ver man berg"
)


class Guest(NamedTuple):
    """Somebody of the town: each name in Hebrew (or nothing) and as Latin spellings."""

    registration: str
    first: Sequence[str]
    last: Sequence[str]
    script: str

    @property
    def written(self) -> str:
        """The name as the list has it."""
        at = 0 if self.script == "hebrew" else 1
        return f"{self.first[at]} {self.last[at]}"


class Recall(NamedTuple):
    """How many of those asked for stood among the first, by way; and how long it took."""

    asked: Counter[str]
    among_first: Counter[str]
    shown: Counter[str]
    times: Figures
    missed: list[str]
    by_way: dict[str, Figures]


def run(people: int = PEOPLE, asked: int = ASKED) -> Recall:
    """Make a town and ask for people of it."""
    with scratch() as folder:
        front_desk = open_store(folder)
        try:
            programme, guests = _settle(front_desk, people)
            return _ask(front_desk, programme, guests, asked)
        finally:
            front_desk.close()


def _settle(front_desk: FrontDesk, people: int) -> tuple[str, list[Guest]]:
    chance = random.Random(19)
    here = front_desk.programmes.find_or_make("TOWN")
    families = [
        "".join(chance.choice(_SYLLABLES.split()) for _ in range(chance.randint(2, 4))).title()
        for _ in range(people // 10)
    ]
    guests: list[Guest] = []
    drafts: list[Draft] = []
    store = front_desk._store
    for number in range(people):
        first = chance.choices(_FIRST, [1 / (rank + 4) for rank in range(len(_FIRST))])[0]
        family = chance.choice(families)
        last = chance.choice(_LAST) if chance.random() < 0.6 else ["-", family, family]
        can = first[0] != "-" and last[0] != "-"
        script = chance.choice(("hebrew", "latin")) if can else "latin"
        guests.append(Guest(new_id(system_clock()), first, last, script))
        drafts += _registering(
            guests[-1], here.id, make_code(here.number, number % 10**RANDOM_DIGITS)
        )
    for start in range(0, len(drafts), 10_000):
        some = drafts[start : start + 10_000]
        with store.write():
            store.append(some, system_clock(), {draft.subject for draft in some})
    store.tidy()
    return here.id, guests


def _registering(guest: Guest, programme: str, code: str) -> list[Draft]:
    at, ending = (0, "_hebrew") if guest.script == "hebrew" else (1, "")
    person = new_id(system_clock())
    names = {f"first_name{ending}": guest.first[at], f"last_name{ending}": guest.last[at]}
    own = {"person": person, "ticket_code": code, "status": "registered"}
    return [
        Draft(SET, f"person:{person}", "", names),
        Draft(SET, f"registration:{guest.registration}", programme, own),
    ]


def _ask(front_desk: FrontDesk, programme: str, guests: list[Guest], count: int) -> Recall:
    chance = random.Random(20)
    names = Counter((guest.first[1], guest.last[1]) for guest in guests)
    most = _MOST_NAMESAKES * max(1, len(guests) // PEOPLE)
    few = [g for g in guests if names[g.first[1], g.last[1]] <= most]
    found = Recall(Counter(), Counter(), Counter(), Figures(0, 0), [], {})
    times: dict[str, list[float]] = {way: [] for way in WAYS}
    search = front_desk._store.search
    while sum(found.asked.values()) < count:
        way = WAYS[sum(found.asked.values()) % len(WAYS)]
        guest = chance.choice(few)
        typed = _typed(guest, way, chance)
        if not typed:
            continue
        took = timed(lambda typed=typed: search.find(programme, typed, 50))  # type: ignore[misc]
        times[way].append(took)
        hits = search.find(programme, typed, 50)
        ids = [a.id for a in front_desk._store.registrations.by_rows([h.number for h in hits])]
        found.asked[way] += 1
        found.shown[way] += guest.registration in ids
        found.among_first[way] += guest.registration in ids[:FIRST_OF]
        if guest.registration not in ids[:FIRST_OF]:
            found.missed.append(f"{way}: {typed} for {guest.written}")
    by_way = {way: figures(took) for way, took in times.items()}
    all_times = [each for took in times.values() for each in took]
    return found._replace(times=figures(all_times), by_way=by_way)


def _typed(guest: Guest, way: str, chance: random.Random) -> str:
    """Give what somebody types who means a guest; nothing where there is no such way."""
    if way == "as written":
        return guest.written
    if way == "other script":
        at = 1 if guest.script == "hebrew" else 0
        return (
            ""
            if "-" in (guest.first[at], guest.last[at])
            else f"{guest.first[at]} {guest.last[at]}"
        )
    if way == "other spelling":
        first, last = (chance.choice(name[1:]) for name in (guest.first, guest.last))
        typed = f"{first} {last}"
        return "" if typed == guest.written else typed
    if way == "one slip":
        return _slip(guest.written, chance)
    return before_hebrew_layout(guest.written) if is_hebrew(guest.written) else ""


def _slip(written: str, chance: random.Random) -> str:
    """Leave out, double, change or swap one letter of a word that is long enough for it."""
    words = written.split()
    long = [n for n, word in enumerate(words) if len(word) >= 4]
    if not long:
        return ""
    at = chance.choice(long)
    word = words[at]
    place = chance.randrange(1, len(word) - 1)
    other = chance.choice("אבגדהלמנרת" if is_hebrew(word) else "aeilnorst")
    words[at] = chance.choice((
        word[:place] + word[place + 1 :],
        word[:place] + word[place] + word[place:],
        word[:place] + other + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    ))  # fmt: skip
    return " ".join(words)


if __name__ == "__main__":
    import sys

    result = run(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
    print(result._replace(missed=[]), *result.missed, sep="\n")
