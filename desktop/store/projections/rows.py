"""Rows of the projections, made from folded state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from desktop.domain.attendees.matching import same_phone_key
from desktop.domain.attendees.names import join_name, name_key
from desktop.domain.attendees.person import PERSON_FIELDS
from desktop.domain.attendees.registration import NOT_EXPECTED, Direction, Status
from desktop.domain.checkin.codes import match_key
from desktop.domain.checkin.readings import loose_key_beside
from desktop.domain.journal.bodies import SET, said_ms
from desktop.domain.journal.entry import Entry, SubjectType, split_subject
from desktop.domain.journal.fold import State
from desktop.domain.programme import booking, questions
from desktop.domain.programme.booking import BookingState
from desktop.domain.reports import credits
from desktop.domain.rollcall.marks import Mark
from desktop.domain.spelling import normalise
from desktop.store.journal.subjects import MOMENTS, TABLES

Fields = Mapping[str, Any]
ProjectedRow = tuple[Any, ...]

PERSON_COLUMNS = ("id", *PERSON_FIELDS, "merged_into", "by_hand")
_OWN_COLUMNS = (
    "status", "status_word", "ticket_type", "external_id", "source", "order_ref", "notes",
    "attention", "tags", "registered_at", "sessions", "ticket_code",
)  # fmt: skip
BOOKING_COLUMNS = ("booked", "waiting", "unbooked", "answered")
_LATE_COLUMNS = (
    "delegation", "block_reason", "amount_due", "paid_ms", "paid_amount", "waiting_since_ms",
    "moved_up_ms", "moved_up_for", "told_ms", "mail_state", "mailed_ms", "origin", "merged_into",
    "listed", "message", "valid_from", "valid_until",
)  # fmt: skip
PRESENCE_COLUMNS = (
    "inside", "since_ms", "since_desk", "since_point", "first_in_ms", "last_out_ms",
    "since_session",
)  # fmt: skip
PRINT_COLUMNS = ("badge_code", "printed_ms", "prints", "printed_look")
REGISTRATION_COLUMNS = (
    "row", "id", "programme", "person", *_OWN_COLUMNS, *PRINT_COLUMNS, *BOOKING_COLUMNS,
    *_LATE_COLUMNS, "by_hand", "name_key", "sort_key", "phone_key", "makers",
)  # fmt: skip
MARK_COLUMNS = (
    "rollcall", "who", "desk", "n", "programme", "state", "at_ms", "actor", "triage", "note",
    "told_by", "at", "marshal", "name", "replaces", "since_ms",
)  # fmt: skip
TAIL_DIGITS = 10
# In the index of words a phone begins with a sign that no name has.
PHONE_MARK = "#"


REMOVED = "removed"
_OF_TABLES = (booking.FIELD, credits.FIELD)
_WITHOUT_PLACE = frozenset(state.value for state in NOT_EXPECTED)
_NAME_FIELDS = (
    "first_name", "last_name", "full_name",
    "first_name_hebrew", "last_name_hebrew", "full_name_hebrew", "nickname",
)  # fmt: skip


def upsert(table: str, columns: tuple[str, ...], kept: tuple[str, ...] = ()) -> str:
    """Write the statement that makes or replaces a row by its id."""
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    changed = (c for c in columns if c != "id" and c not in kept)
    sets = ", ".join(f'"{column}" = excluded."{column}"' for column in changed)
    return f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {sets}"


def keyed_upsert(table: str, keys: tuple[str, ...], columns: tuple[str, ...]) -> str:
    """Write the statement that makes or changes a row that is counted; a replaced one is not."""
    names = (*keys, *columns)
    sets = ", ".join(f"{column} = excluded.{column}" for column in columns)
    return (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {sets}"
    )


def update(table: str, columns: tuple[str, ...]) -> str:
    """Write the statement that replaces some columns of the row with an id, given last."""
    sets = ", ".join(f"{column} = ?" for column in columns)
    return f"UPDATE {table} SET {sets} WHERE id = ?"


def place_row(type_: str, id_: str, programme: str, fields: Fields) -> ProjectedRow:
    """Make the row of a small subject: a desk, programme, session, question and so on."""
    table = TABLES[type_]
    known = {**table.defaults, "number": 0, **fields, "id": id_, "programme": programme}
    if type_ == SubjectType.PROGRAMME:
        known["title"] = known["title"] or known["code"]
    return tuple(known[column] for column in table.columns)


def person_row(id_: str, state: State) -> ProjectedRow:
    """Make the row of a person."""
    get = state.fields.get
    return (id_, *[get(name, "") for name in PERSON_COLUMNS[1:-1]], by_hand(state))


def by_hand(state: State) -> str:
    """Name the fields that somebody decided; bookings and credits have tables of their own."""
    return hands_text(state.hands)


def hands_text(names: Iterable[str]) -> str:
    """Write the names of fields that a hand decided."""
    return " ".join(sorted(name for name in names if not name.startswith(_OF_TABLES)))


def phone_tail(phone: str) -> str:
    """Turn a phone number round, so that its last digits are found as a beginning.

    The nought before an area code gives way to a country's code, so it is left out.
    """
    return _digits(phone).lstrip("0")[::-1][:TAIL_DIGITS] if phone else ""


def registration_row(
    row: int, id_: str, programme: str, state: State, person: Fields, makers: str
) -> ProjectedRow:
    """Make the row of a registration, with the keys by which imports recognise it."""
    fields = state.fields
    get = fields.get
    name = main_name(person)
    return (
        row,
        id_,
        programme,
        fields["person"],
        status_of(fields),
        *[get(column, "") for column in _OWN_COLUMNS[1:]],
        *prints(state),
        *booking_cells(fields),
        *[get(column, None if column in MOMENTS else "") for column in _LATE_COLUMNS],
        by_hand(state),
        name_key(name),
        sort_key(name),
        phone_key(person),
        makers,
    )


def makers_of(entries: Iterable[Entry]) -> str:
    """Name the desks that made a registration: by a list, each may have."""
    desks = {entry.desk for entry in entries if entry.kind == SET and "person" in entry.body}
    return " ".join(sorted(desks))


def phone_key(person: Fields) -> str:
    """Make the key by which two records with one phone are found."""
    phone = person.get("phone", "")
    return same_phone_key(phone) if phone else ""


def status_of(fields: Fields) -> str:
    """Say where a registration stands; one that was merged into another shows no more."""
    if fields.get("merged_into"):
        return Status.MERGED.value
    return str(fields.get("status", Status.REGISTERED.value))


def booking_cells(fields: Fields) -> tuple[str, str, str, str]:
    """Write session ids by how the registration stands with them, and answered questions."""
    if not any(":" in name for name in fields):
        return ("", "", "", "")
    sessions: dict[str, list[str]] = {
        BookingState.BOOKED: [],
        BookingState.WAITING: [],
        BookingState.TAKEN_OUT: [],
    }
    answered = []
    for name, value in sorted(fields.items()):
        if name.startswith(booking.FIELD):
            sessions[value["state"]].append(name.removeprefix(booking.FIELD))
        elif name.startswith(questions.FIELD) and value["value"]:
            answered.append(name.removeprefix(questions.FIELD))
    return (*(" ".join(sessions[state]) for state in sessions), " ".join(answered))  # type: ignore[return-value]


def booking_rows(row: int, fields: Fields) -> list[ProjectedRow]:
    """Make a row for each session that a registration has, or waits for, a place in."""
    if status_of(fields) in _WITHOUT_PLACE:
        return []
    return [
        (name.removeprefix(booking.FIELD), row, value["state"], value["at_ms"])
        for name, value in fields.items()
        if name.startswith(booking.FIELD) and value["state"] != BookingState.TAKEN_OUT
    ]


def credit_rows(row: int, state: State) -> list[ProjectedRow]:
    """Make a row for each session whose credit somebody decided: how much, why, who and when."""
    made = []
    for name, text in state.fields.items():
        read = credits.read_decision(text) if name.startswith(credits.FIELD) else None
        if read and (entry := state.hands.get(name)):
            session, (awarded, note, type_) = name.removeprefix(credits.FIELD), read
            made.append((session, row, f"{awarded:f}", note, entry.actor, entry.at_ms, type_))
    return made


def answer_rows(row: int, fields: Fields) -> list[ProjectedRow]:
    """Make a row for each question that was answered."""
    return [
        (name.removeprefix(questions.FIELD), row, a["value"], a["at_ms"], a.get("wording", ""))
        for name, a in fields.items()
        if name.startswith(questions.FIELD) and a["value"]
    ]


def presence(state: State) -> ProjectedRow:
    """Derive where a person is from at least one movement: the last living one decides.

    A way out may lead into the place around. A registration that was merged into another one is
    nowhere: the other one is.
    """
    movements = sorted(state.movements, key=lambda movement: movement.order_ms)
    last, inside = movements[-1], ""
    for movement in movements:
        # Who was not inside cannot leave into what lies around: the way in was taken back.
        inside = (
            movement.place if movement.direction == Direction.IN else movement.to if inside else ""
        )
    is_in = last.direction == Direction.IN
    first_in = next((m.at_ms for m in movements if m.direction == Direction.IN), None)
    outs = [m.at_ms for m in movements if m.direction == Direction.OUT and not m.to]
    times = (first_in, outs[-1] if outs else None)
    if not inside or state.fields.get("merged_into"):
        return (None, None, None, None, *times, None)
    session = last.session if is_in else ""
    return (inside, last.at_ms, last.met_by, last.point, *times, session)


def prints(state: State) -> ProjectedRow:
    """Derive the badge's living code, when it was printed, how often, and what it said."""
    if not state.prints:
        return ("", None, 0, "")
    printed_ms, code, look = state.prints[-1]
    return (code, printed_ms, len(state.prints), look)


def person_key(person: Fields) -> str:
    """Make the name key by which a newer guest list finds somebody."""
    return name_key(main_name(person))


@lru_cache(maxsize=65_536)
def sort_key(name: str) -> str:
    """Fold a name for sorting as it is read."""
    return normalise(name)


def code_rows(id_: str, state: State) -> list[ProjectedRow]:
    """Make a row for each code that ever stood for a registration."""
    made = [_code_row(old.code, id_, old.use, old.retired_ms) for old in state.retired]
    made += [_code_row(code, id_, "ticket", None) for code in state.tickets.good]
    printed = state.badges.issued
    made += [_code_row(code, id_, "badge", None) for code in state.issued if code not in printed]
    made += [_code_row(code, id_, "badge", None) for code in state.badges.good]
    return made


def ticket_row(code: str, id_: str) -> ProjectedRow:
    """Make the row of a ticket code that is good."""
    return _code_row(code, id_, "ticket", None)


def _code_row(code: str, id_: str, use: str, retired_ms: int | None) -> ProjectedRow:
    key = match_key(code)
    tail = key[::-1][:TAIL_DIGITS]
    return (key, code, id_, use, retired_ms, tail, loose_key_beside(code))


def word_rows(row: int, person: Fields) -> list[ProjectedRow]:
    """Make the search words of a person: every word of the name, in either script.

    Beside each word stand the others, so that two words are found in one walk.
    """
    ordered = _name_words(person)
    tail = phone_tail(person.get("phone", ""))
    phones: list[ProjectedRow] = [(PHONE_MARK + tail, row, "")] if tail else []
    return phones + [
        (word, row, "".join(f" {other}" for other in ordered if other != word)) for word in ordered
    ]


def pair_rows(row: int, person: Fields) -> list[ProjectedRow]:
    """Make the pairs of words of a person's name, each way round."""
    ordered = _name_words(person)
    return [(word, other, row) for word in ordered for other in ordered if other != word]


def _name_words(person: Fields) -> list[str]:
    words = (word for name in _NAME_FIELDS if (t := person.get(name)) for word in split_words(t))
    return sorted(set(words))


def verdict_row(entry: Entry, undone_ms: int | None) -> ProjectedRow:
    """Make the row of one answer that a desk gave."""
    body = entry.body
    type_, id_ = split_subject(entry.subject)
    return (
        entry.desk,
        entry.number,
        entry.programme,
        id_ if type_ == SubjectType.REGISTRATION else None,
        said_ms(entry),
        body["outcome"],
        body["direction"],
        body["point"],
        body.get("detail", ""),
        undone_ms,
    )


def mark_row(mark: Mark) -> ProjectedRow:
    """Make the row of a mark that counts."""
    known = mark._asdict() | {
        "desk": mark.id.desk, "n": mark.id.number, "state": mark.state.value,
        "replaces": " ".join(f"{desk}:{number}" for desk, number in mark.replaces),
    }  # fmt: skip
    return tuple(known[name] for name in MARK_COLUMNS)


@lru_cache(maxsize=65_536)
def split_words(name: str) -> tuple[str, ...]:
    """Part a name into folded words; names repeat, so they are remembered."""
    return tuple(normalise(name).split())


def main_name(person: Fields) -> str:
    """Give the name that stands for a person."""
    get = person.get
    full = get("full_name") or join_name(get("first_name", ""), get("last_name", ""))
    return (
        full
        or get("full_name_hebrew")
        or join_name(get("first_name_hebrew", ""), get("last_name_hebrew", ""))
    )


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
