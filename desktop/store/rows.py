"""Rows of the projections, made from folded state."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from desktop.domain.codes import match_key
from desktop.domain.entry import Entry
from desktop.domain.fold import State
from desktop.domain.names import join_name, name_key, normalise
from desktop.domain.person import PERSON_FIELDS
from desktop.domain.registration import Direction, Status

Fields = Mapping[str, Any]
Row = tuple[Any, ...]

PROGRAMME_COLUMNS = (
    "id", "code", "number", "title", "title_hebrew", "starts_on", "ends_on", "place", "host",
    "platform", "partners",
)  # fmt: skip
SESSION_COLUMNS = ("id", "programme", "code", "kind", "title", "place", "starts_at", "ends_at")
POINT_COLUMNS = ("id", "programme", "name", "place")
PERSON_COLUMNS = ("id", *PERSON_FIELDS)
_OWN_COLUMNS = (
    "status", "status_word", "ticket_type", "external_id", "source", "order_ref", "notes",
    "attention", "tags", "registered_at", "sessions", "ticket_code",
)  # fmt: skip
PRESENCE_COLUMNS = (
    "inside", "since_ms", "since_desk", "since_point", "first_in_ms", "last_out_ms",
)  # fmt: skip
PRINT_COLUMNS = ("badge_code", "printed_ms", "prints")
REGISTRATION_COLUMNS = (
    "row", "id", "programme", "person", *_OWN_COLUMNS, *PRINT_COLUMNS,
    "name_key",
)  # fmt: skip

_PLACE_COLUMNS = {
    "programme": PROGRAMME_COLUMNS,
    "session": SESSION_COLUMNS,
    "point": POINT_COLUMNS,
    "desk": ("id", "name"),
}
_NAME_FIELDS = (
    "first_name", "last_name", "full_name",
    "first_name_hebrew", "last_name_hebrew", "full_name_hebrew",
)  # fmt: skip


def upsert(table: str, columns: tuple[str, ...], kept: tuple[str, ...] = ()) -> str:
    """Write the statement that makes or replaces a row by its id."""
    names = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    changed = (c for c in columns if c != "id" and c not in kept)
    sets = ", ".join(f'"{column}" = excluded."{column}"' for column in changed)
    return f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {sets}"


def update(table: str, columns: tuple[str, ...]) -> str:
    """Write the statement that replaces some columns of the row with an id, given last."""
    sets = ", ".join(f"{column} = ?" for column in columns)
    return f"UPDATE {table} SET {sets} WHERE id = ?"


def place_row(type_: str, id_: str, programme: str, fields: Fields) -> Row:
    """Make the row of a desk, programme, session or point."""
    known = {"id": id_, "programme": programme, "number": 0, **fields}
    return tuple(known.get(column, "") for column in _PLACE_COLUMNS[type_])


def person_row(id_: str, fields: Fields) -> Row:
    """Make the row of a person."""
    get = fields.get
    return (id_, *[get(name, "") for name in PERSON_FIELDS])


def registration_row(row: int, id_: str, programme: str, state: State, person: Fields) -> Row:
    """Make the row of a registration, with the keys by which imports recognise it."""
    fields = state.fields
    get = fields.get
    return (
        row,
        id_,
        programme,
        fields["person"],
        get("status", Status.REGISTERED.value),
        *[get(name, "") for name in _OWN_COLUMNS[1:]],
        *prints(state),
        person_key(person),
    )


def presence(state: State) -> Row:
    """Derive where a person is from at least one movement: the last living one decides."""
    last = state.movements[-1]
    is_in = last.direction == Direction.IN
    first_in = next((m.at_ms for m in state.movements if m.direction == Direction.IN), None)
    outs = [m.at_ms for m in state.movements if m.direction == Direction.OUT]
    here = (last.place, last.at_ms, last.met_by, last.point) if is_in else (None,) * 4
    return (*here, first_in, outs[-1] if outs else None)


def prints(state: State) -> Row:
    """Derive the badge's living code and when it was printed."""
    if not state.prints:
        return ("", None, 0)
    printed_ms, code = state.prints[-1]
    return (code, printed_ms, len(state.prints))


def person_key(person: Fields) -> str:
    """Make the name key by which a newer guest list finds somebody."""
    return name_key(_main_name(person))


def code_rows(id_: str, state: State) -> list[Row]:
    """Make a row for each code that ever stood for a registration."""
    made: list[Row] = [
        (match_key(old.code), old.code, id_, old.use, old.retired_ms) for old in state.retired
    ]
    ticket = state.fields.get("ticket_code")
    if ticket:
        made.append((match_key(ticket), ticket, id_, "ticket", None))
    if state.prints:
        badge = state.prints[-1][1]
        made.append((match_key(badge), badge, id_, "badge", None))
    return made


def word_rows(programme_row: int, row: int, person: Fields) -> list[Row]:
    """Make the search words of a person: every word of the name, in either script."""
    get = person.get
    words = {word for name in _NAME_FIELDS if (text := get(name)) for word in split_words(text)}
    return [(programme_row, word, row) for word in words]


def verdict_row(entry: Entry, undone_ms: int | None) -> Row:
    """Make the row of one answer that a desk gave."""
    body = entry.body
    type_, _, id_ = entry.subject.partition(":")
    return (
        entry.desk,
        entry.n,
        entry.programme,
        id_ if type_ == "registration" else None,
        body.get("at_ms", entry.at_ms),
        body["outcome"],
        body["direction"],
        body["point"],
        body.get("detail", ""),
        undone_ms,
    )


@lru_cache(maxsize=65_536)
def split_words(name: str) -> tuple[str, ...]:
    """Part a name into folded words; names repeat, so they are remembered."""
    return tuple(normalise(name).split())


def _main_name(person: Fields) -> str:
    get = person.get
    full = get("full_name") or join_name(get("first_name", ""), get("last_name", ""))
    return (
        full
        or get("full_name_hebrew")
        or join_name(get("first_name_hebrew", ""), get("last_name_hebrew", ""))
    )
