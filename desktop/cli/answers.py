"""What commands answer, as JSON for programs and as lines for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click

from desktop.domain.outcomes import attendee_of
from desktop.domain.programme import Programme
from desktop.domain.registration import Attendee
from desktop.workflows.desk import Verdict
from desktop.workflows.export import attendee_values, iso_time, status_of
from desktop.workflows.guest_list import GuestList, Overview, Problem

_SHOWN = (
    "full_name",
    "full_name_hebrew",
    "organization",
    "title",
    "country",
    "ticket_type",
    "email",
    "phone",
)


def say_json(data: Any) -> None:
    """Print one JSON value on one line; `echo` flushes, so it is out when this returns."""
    click.echo(json.dumps(data, ensure_ascii=False))


def verdict(code: str, given: Verdict, sentence: str) -> dict[str, Any]:
    """Answer one scanned code."""
    about = attendee_of(given.outcome)
    return {
        "code": code,
        "outcome": given.outcome.word,
        "attendee": attendee(about) if about else None,
        "at": iso_time(given.at_ms),
        "sentence": sentence,
    }


def attendee(one: Attendee) -> dict[str, Any]:
    """Describe an attendee, without codes."""
    values = attendee_values(one)
    found = {"id": one.id, **{name: values[name] for name in _SHOWN}, "status": status_of(one)}
    return found | {"full_name": one.name, "full_name_hebrew": one.person.hebrew_name}


def attendee_line(one: Attendee) -> str:
    """Describe an attendee in one line."""
    parts = (one.name, one.person.second_name, one.person.organization, status_of(one))
    return "\t".join(part for part in parts if part)


def programme(one: Programme, inside: int, expected: int) -> dict[str, Any]:
    """Describe a programme."""
    return {
        "code": one.code,
        "title": one.title,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "place": one.place,
        "inside": inside,
        "expected": expected,
    }


def programme_line(one: Programme, inside: int, expected: int) -> str:
    """Describe a programme in one line."""
    days = f"{one.starts_on} … {one.ends_on}" if one.starts_on else ""
    return "\t".join(filter(None, (one.code, one.title, days, f"{inside}/{expected}")))


def overview(
    guests: GuestList, seen: Overview, sentence: Callable[[Problem], str]
) -> dict[str, Any]:
    """Describe a guest list that was only looked at."""
    table = guests.table
    return {
        "file": str(table.path),
        "encoding": table.encoding.name,
        "bom": table.encoding.has_bom,
        "delimiter": table.delimiter,
        "headers": list(table.headers),
        "mapping": guests.named_mapping,
        "rows": seen.rows,
        "problems": [
            {
                "row": one.row,
                "column": one.column,
                "reason": sentence(one),
                "kind": one.reason.value,
            }
            for one in seen.problems
        ],
    }
