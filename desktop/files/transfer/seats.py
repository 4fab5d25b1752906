"""Rows that stand for several people: how many, and a guest for each where that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from desktop.domain.attendees.names import name_key
from desktop.files.headers.header_match import plain_header
from desktop.files.transfer.guests import Guest, Problem, ProblemKind

_WORDS = frozenset(map(plain_header, {
    "qty", "quantity", "ticket quantity", "tickets", "number of tickets", "no of tickets",
    "valid tickets", "tickets purchased", "seats", "number of seats", "party size",
    "number in party", "headcount", "places", "number of people", "number of participants",
    "number of attendees", "item quantity", "ticket count", "כמות", "מספר כרטיסים", "כמות כרטיסים",
    "מספר משתתפים", "anzahl", "anzahl tickets", "menge", "quantite", "nombre de places",
    "nombre de billets", "cantidad", "quantidade", "quantita", "aantal", "aantal kaarten", "antal",
    "ilosc", "liczba biletow", "pocet", "mennyiseg", "количество", "количество билетов", "枚数",
    "人数", "数量",
}))  # fmt: skip
_COUNTS = frozenset(map(plain_header, {
    "number", "count", "qty", "quantity", "how", "anzahl", "aantal", "antal", "liczba", "ilosc",
    "cantidad", "quantidade", "numero", "количество", "число", "nombre", "combien", "wieviele",
    "pocet", "עדד", "عدد", "כמות", "מספר", "כמה", "cuantas", "cuantos", "quantas", "quantos",
    "quante", "quanti", "hur", "hvor", "сколько", "ile",
}))  # fmt: skip
_PEOPLE = frozenset(map(plain_header, {
    "guests", "guest", "people", "persons", "pax", "participants", "attendees", "tickets", "seats",
    "places", "adults", "personen", "gaste", "plaetze", "platze", "teilnehmer", "karten",
    "personnes", "billets", "personas", "entradas", "invitados", "asistentes",
    "pessoas", "ingressos", "convidados", "participantes", "persone", "partecipanti", "biglietti",
    "ospiti", "deelnemers", "gasten", "kaarten", "personer", "deltagare", "biljetter", "gaster",
    "osob", "gosci", "biletow", "uczestnikow", "человек", "мест", "гостей", "билетов", "участников",
    "אורחים", "אנשים", "משתתפים", "כרטיסים", "اشخاص", "الاشخاص", "ضيوف", "الضيوف", "مقاعد", "تذاكر",
    "osoby",
}))  # fmt: skip
# A table, a card or people beside the one who answers are counted otherwise.
_OTHERS = frozenset(
    {"table", "phone", "card", "id", "additional", "extra", "children", "row", "seat"}
)
# A group books so many; a larger number is none of people.
MOST = 99
_NUMBERS_SHARE = 0.9


def seats_among(headers: Mapping[int, str], rows: Sequence[Sequence[str]]) -> int | None:
    """Find the column that counts for how many people a row stands, among those that are free."""
    for index, header in headers.items():
        if counts_people(header):
            cells = [row[index] for row in rows if index < len(row) and row[index].strip()]
            if cells and sum(seats(cell) > 0 for cell in cells) >= _NUMBERS_SHARE * len(cells):
                return index
    return None


def counts_people(header: str) -> bool:
    """Tell whether a header asks for a number of people or places."""
    plain = plain_header(header)
    spoken = plain.split()
    is_count = not _COUNTS.isdisjoint(spoken) and not _PEOPLE.isdisjoint(spoken)
    is_other = not _OTHERS.isdisjoint(spoken)
    return plain in _WORDS or (is_count and not is_other)


def seats(cell: str) -> int:
    """Read for how many people a row stands; 0 where that is not told."""
    text = cell.strip().removesuffix(".0")
    return int(text) if text.isascii() and text.isdecimal() and int(text) <= MOST else 0


def split_seats(rows: Iterable[Guest | Problem]) -> Iterator[Guest | Problem]:
    """Give a guest for each seat; those who come along are named after who booked."""
    for row in rows:
        if isinstance(row, Problem):
            yield row
            continue
        told = [flaw for flaw in row.flaws if flaw.reason is ProblemKind.MORE_SEATS]
        if not told:
            yield row
            continue
        yield row._replace(flaws=tuple(flaw for flaw in row.flaws if flaw not in told))
        for number in range(1, int(told[0].detail)):
            yield _companion(row, number)


def _companion(guest: Guest, number: int) -> Guest:
    name = f"{guest.features.name} +{number}"
    own_number = guest.features.external_id
    external_id = f"{own_number}-{number + 1}" if own_number else ""
    kept = ("organization", "country", "community")
    person = dict.fromkeys(guest.person, "")
    person |= {field: guest.person[field] for field in kept if field in guest.person}
    person["full_name"] = name
    features = guest.features._replace(
        name=name, name_key=name_key(name), email="", phone="", code="", external_id=external_id
    )
    registration = guest.registration | {"external_id": external_id, "amount_due": ""}
    return guest._replace(
        person=person, registration=registration, features=features, code="", answers={}, flaws=(),
        is_in=False, in_at_ms=None, out_at_ms=None, paid_ms=None, seat=number,
        booker=guest.features,
    )  # fmt: skip
