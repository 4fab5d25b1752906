"""What a template may name in braces, and when an item shows."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence

from desktop.domain.attendees.names import initials
from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Programme, Session

Values = Mapping[str, str]

FIELDS = (
    "given_name", "family_name", "full_name", "hebrew_name", "nickname", "title", "organization",
    "country", "community", "ticket_type", "delegation", "bus", "sessions", "diet", "tags",
    "message", "initials", "photo", "programme_code", "programme_title", "programme_title_hebrew",
    "programme_dates", "programme_place", "programme_host", "order_ref", "external_id",
    "ticket_code_spaced", "credit_hours", "phone", "needs", "today",
)  # fmt: skip
# How Chinese characters are written where no country tells it: no text of a badge.
MANNER = "programme_han"
FILLED, EMPTY, IS, IS_NOT = "filled", "empty", "is", "is not"
SEPARATOR = " · "
# More than any badge shows; a text of megabytes must not stop a queue.
MOST_SHOWN = 600
_NAMED = re.compile(r"\{([^{}\n]{1,60})\}")
_CONDITION = re.compile(r"(\w+) (is not|is|filled|empty)(?: (.*))?\Z")
# What is said of a moment, and not of the person, makes no badge old.
_FLEETING = ("today", "phone", "message")
_LOOK = tuple(name for name in FIELDS if name not in _FLEETING)


def badge_values(
    attendee: Attendee,
    programme: Programme,
    sessions: Mapping[str, Session] | None = None,
    today: str = "",
) -> dict[str, str]:
    """Collect what a template may name in braces; `sessions` are the programme's, by id."""
    person, registration = attendee.person, attendee.registration
    given, family = person.given_and_family
    booked = [sessions[id_] for id_ in registration.booked if id_ in sessions] if sessions else []
    booked.sort(key=lambda session: (session.starts_at, session.code))
    return {
        "given_name": given,
        "family_name": family,
        "full_name": person.name,
        "hebrew_name": person.second_name,
        "nickname": person.nickname,
        "title": person.title,
        "organization": person.organization,
        "country": person.country,
        "community": person.community,
        "ticket_type": registration.ticket_type,
        "delegation": registration.delegation,
        "bus": ", ".join(dict.fromkeys(session.vehicle for session in booked if session.vehicle)),
        "sessions": "\n".join(_session_line(session) for session in booked),
        "credit_hours": _hours(booked),
        "diet": person.diet,
        "tags": registration.tags,
        "message": registration.message,
        "initials": initials(person.name),
        "photo": person.photo,
        "programme_code": programme.code,
        "programme_title": programme.title,
        "programme_title_hebrew": programme.title_hebrew,
        "programme_dates": programme.dates,
        "programme_place": programme.place,
        "programme_host": programme.host,
        MANNER: programme.han,
        "order_ref": registration.order_ref,
        "external_id": registration.external_id,
        "phone": person.phone,
        "needs": person.needs,
        "today": today,
        "ticket_code_spaced": spaced(registration.ticket_code),
    }


def look_of(values: Values) -> str:
    """Sum up in eight letters what a badge says of a person, to tell whether it changed."""
    text = "\x1f".join(values[name] for name in _LOOK) + values.get(MANNER, "")
    return f"{zlib.crc32(text.encode('utf-8', 'surrogatepass')):08x}"


def spaced(code: str) -> str:
    """Write a code in groups that can be read aloud."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


def names_in(text: str) -> list[str]:
    """List what stands in braces."""
    return _NAMED.findall(text)


def unknown_names(text: str) -> list[str]:
    """List what stands in braces and names no field."""
    return [name for name in names_in(text) if name not in FIELDS]


def fill(text: str, values: Values) -> str:
    """Put values into a text.

    A line, or a part of a line between dots, goes where all its fields are empty; braces around
    anything but a field give nothing.
    """
    lines = (_fill_line(line, values) for line in text.split("\n"))
    return "\n".join(line for line in lines if line is not None)[:MOST_SHOWN]


def holds(condition: str, values: Values) -> bool:
    """Tell whether an item with a condition shows; one that cannot be read hides nothing."""
    parts = read_condition(condition)
    if parts is None:
        return True
    field, test, wanted = parts
    value = values.get(field, "")
    if test in (FILLED, EMPTY):
        return bool(value) == (test == FILLED)
    return (value.casefold() == wanted.casefold()) == (test == IS)


def read_condition(condition: str) -> tuple[str, str, str] | None:
    """Take a condition apart into field, test and value; None where it is none."""
    match = _CONDITION.match(condition.strip())
    if match is None or match[1] not in FIELDS:
        return None
    needs_value = match[2] in (IS, IS_NOT)
    wanted = (match[3] or "").strip()
    return (match[1], match[2], wanted) if bool(wanted) == needs_value else None


def colour_for(value: str, colours: str, default: str) -> str:
    """Find the colour of a value among lines of `value = #RRGGBB`."""
    for line in colours.splitlines():
        name, _, colour = line.rpartition("=")
        is_colour = re.fullmatch(r"#[0-9A-Fa-f]{6}", colour.strip())
        if is_colour and name.strip().casefold() == value.casefold():
            return colour.strip()
    return default


def _fill_line(line: str, values: Values) -> str | None:
    named = names_in(line)
    if not named:
        return line or None
    parts = line.split(SEPARATOR)
    filled = [_fill_piece(part, values) for part in parts]
    return SEPARATOR.join(part for part in filled if part) or None


def _fill_piece(part: str, values: Values) -> str:
    named = names_in(part)
    if named and not any(values.get(name) for name in named):
        return ""
    return _NAMED.sub(lambda match: values.get(match[1], ""), part).strip()


def _session_line(session: Session) -> str:
    day, _, hour = session.starts_at.partition("T")
    when = f"{day[8:10]}.{day[5:7]}. {hour[:5]}" if day else ""
    return "  ".join(filter(None, (when, session.title, session.place)))


def _hours(sessions: Sequence[Session]) -> str:
    total = 0.0
    for session in sessions:
        try:
            total += float(session.credit_hours or 0)
        except ValueError:
            continue
    return f"{total:g}" if total else ""
