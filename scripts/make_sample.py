"""Makes the sample's guest list: 480 invented attendees, the same at every run."""

from __future__ import annotations

import csv
import random
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "resources" / "sample" / "niperm_guests.csv"
PEOPLE = 480
SEED = 20131202

HEADERS = (
    "Attendee #",
    "Order #",
    "First Name",
    "Last Name",
    "שם פרטי",
    "שם משפחה",
    "Email",
    "Phone",
    "Organization",
    "Job Title",
    "Country",
    "Community",
    "Ticket Type",
    "Attendee Status",
    "Dietary restrictions",
    "Special needs",
    "Requires special attention",
    "Notes",
    "Sessions",
    "Registration date",
)
FIRST = """Noa נועה, Dana דנה, Yael יעל, Avi אבי, Eitan איתן, Itai איתי, Maya מאיה, Keren קרן,
Yossi יוסי, Rachel רחל, Dalia דליה, Eli אלי, Moshe משה, Sarah שרה, David דוד, Miriam מרים,
Yonatan יונתן, Tamar תמר, Uri אורי, Shira שירה, Amir אמיר, Galit גלית, Ronen רונן, Orly אורלי,
Gideon גדעון, Hila הילה, Nadav נדב, Efrat אפרת, Boaz בועז, Liat ליאת, Oren אורן, Michal מיכל,
Assaf אסף, Ruth רות, Zvi צבי, Ayelet איילת, Doron דורון, Sigal סיגל, Yair יאיר, Naama נעמה,
Haim חיים, Esther אסתר, Omer עומר, Rivka רבקה, Tal טל, Inbal ענבל, Shimon שמעון, Leah לאה"""
LAST = """Ben-David בן־דוד, Levi לוי, Cohen כהן, Mizrahi מזרחי, Peretz פרץ, Katz כץ, Shalev שלו,
Azulay אזולאי, Stern שטרן, Friedman פרידמן, Shapira שפירא, Dahan דהן, Biton ביטון, Avraham אברהם,
Golan גולן, Barak ברק, Malka מלכה, Amar עמר, Rosen רוזן, Segal סגל, Harel הראל, Navon נבון,
Sasson ששון, Yosef יוסף, Eliyahu אליהו, Carmi כרמי, Tzur צור, Vaknin וקנין, Adler אדלר, Hazan חזן,
Gabay גבאי, Oz עוז, Raz רז, Shoham שוהם, Tal-Or טל־אור, Weiss וייס, Zohar זוהר, Bar-Lev בר־לב"""
FIRST_US = """Marcus Grace Louis Hannah Jonah Carla Aaron Samuel Olivia Peter Claire Thomas Renée
Andre Monique Walter Denise Patrick Bridget Curtis Elise Raymond Yvette Gerald Simone Warren José
Beatrice Calvin Dorothy Felix Gloria Harvey Irene Julian Katherine Leon Margot Nathan Odette"""
LAST_US = """Hall Thibodeaux Baptiste Cole Weiss Reyes Cohen Landry Boudreaux Fontenot Robichaux
Guidry Hebert LeBlanc Broussard Marchand O'Brien Washington Jefferson Delacroix Trahan Nguyen
Sullivan Bergeron Kaplan Rosenberg Schwartz Goldman Harrison Mitchell Toups Villere St.-Pierre
Arceneaux Castille Dufrene Lambert Mouton Prejean Savoie"""
HOSPITALS_US = (
    "Children's Hospital",
    "Ochsner Health System",
    "Touro Infirmary",
    "Tulane University Medical Center",
    "Acadian Ambulance Service",
    "Jones Walker LLC",
    "Jewish Federation of Greater New Orleans",
)
HOSPITALS_IL = (
    "Example Medical Center",
    "Galilee Field Hospital",
    "Emergency Authority, North",
    "Regional Ambulance Service",
    "בית חולים לדוגמה",
)
TITLES = (
    "Trauma surgeon",
    "Emergency physician",
    "Head of operations",
    "Head nurse, emergency department",
    "Paramedic",
    "Dispatcher",
    "Hazmat officer",
    "Emergency planner",
    "Paediatrician",
    "Infection control lead",
    "Logistics officer",
    "Legal adviser",
    "",
)
DIETS = ("", "", "", "Kosher meal", "Kosher meal", "Vegetarian", "Vegan", "No nuts", "Gluten-free")
NEEDS = ("", "", "", "", "", "Hebrew interpreter headset", "Wheelchair lift on the bus")
NOTES = ("", "", "", "", "", "", "", "First time here", "Speaks on day 2", "Waiver not signed")
TYPES = ("Delegate",) * 14 + ("Speaker", "Speaker", "Volunteer", "Volunteer", "Organizer", "Press")
STATES = ("Attending",) * 46 + ("Refunded", "Pending")
MORNINGS = (("S02", "S03"), ("S07", "S08"), ("S11", "S12"))
BUS_SHARES = {"S04": 3, "S05": 4, "S10": 5, "S13": 6}
AFTERNOONS = (("S04", "S05", ""), ("S10", ""), ("S13", ""))


def main() -> None:
    """Write the file."""
    chance = random.Random(SEED)
    people = sorted(_names(chance), key=lambda _name: chance.random())
    with TARGET.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        writer.writerows(_row(chance, n, name) for n, name in enumerate(people))


def _names(chance: random.Random) -> list[tuple[str, str, str, str]]:
    """Pair names so that each pair stands once, half of them in two scripts."""
    first, last = _pairs(FIRST), _pairs(LAST)
    two = chance.sample([(a, b) for a in first for b in last], PEOPLE // 2)
    one = chance.sample(
        [(a, b) for a in FIRST_US.split() for b in LAST_US.split()], PEOPLE - len(two)
    )
    both = [(a[0], b[0], a[1], b[1]) for a, b in two]
    return both + [(a, b, "", "") for a, b in one]


def _pairs(text: str) -> list[tuple[str, str]]:
    pairs = (part.rsplit(maxsplit=1) for part in text.replace("\n", " ").split(","))
    return [(latin.strip(), hebrew) for latin, hebrew in pairs]


def _row(chance: random.Random, n: int, name: tuple[str, str, str, str]) -> list[str]:
    is_israeli = bool(name[2])
    plain = "".join(c for c in f"{name[0]}.{name[1]}".lower() if c.isascii() and c not in "' ")
    area = "+972 2-555-01" if is_israeli else "+1 504-555-01"
    country = "Israel" if is_israeli else "United States"
    community = "Rosh HaAyin" if is_israeli else "New Orleans"
    return [
        f"7{18000 + n}",
        f"21{1000 + n // 2}",
        *name,
        f"{plain}{n}@example.org",
        f"{area}{chance.randrange(100):02d}",
        chance.choice(HOSPITALS_IL if is_israeli else HOSPITALS_US),
        chance.choice(TITLES),
        country,
        community,
        chance.choice(TYPES),
        chance.choice(STATES),
        chance.choice(DIETS),
        chance.choice(NEEDS),
        "Yes" if chance.random() < 0.04 else "No",
        chance.choice(NOTES),
        "; ".join(_sessions(chance, n)),
        f"2026-{chance.randrange(5, 11):02d}-{chance.randrange(1, 29):02d} "
        f"{chance.randrange(7, 22):02d}:{chance.randrange(60):02d}",
    ]


def _sessions(chance: random.Random, n: int) -> list[str]:
    """Choose sessions; of those who like a site visit only so many book it as a bus takes."""
    booked = ["S01"]
    for morning, afternoon in zip(MORNINGS, AFTERNOONS, strict=True):
        booked += [chance.choice(morning), chance.choice(afternoon)]
    kept = [one for one in booked if n % BUS_SHARES.get(one, 1) == 0]
    return [one for one in [*kept, "S06", "S09", "S14"] if one]


if __name__ == "__main__":
    main()
