"""What entries speak of: the fields of each small subject, and which fields are moments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from typing import Any, NamedTuple

from desktop.domain.journal.entry import SubjectType
from desktop.domain.programme.partnership import Community, Membership, Organisation, Partnership
from desktop.domain.programme.programme import Place, Point, Programme, Session
from desktop.domain.programme.questions import Question
from desktop.domain.rollcall.rollcall import RollCall
from desktop.domain.staff.staff import Staff

MOMENTS = frozenset({"paid_ms", "waiting_since_ms", "moved_up_ms", "told_ms", "mailed_ms"})


class Table(NamedTuple):
    """A table of small subjects: its columns, and what a field is before it is written."""

    name: str
    columns: tuple[str, ...]
    defaults: Mapping[str, str | int]


def _table(name: str, record: type) -> Table:
    known = {field.name: _stored(field.default) for field in fields(record)}
    return Table(name, tuple(known), known)


def _stored(default: Any) -> str | int:
    """Give a default as it is stored: what comes from elsewhere is held against its type."""
    if default is MISSING:
        return ""
    return default.value if isinstance(default, StrEnum) else default


def _plain_table(name: str, *columns: str) -> Table:
    return Table(name, columns, dict.fromkeys(columns, ""))


TABLES: Mapping[str, Table] = {
    SubjectType.DESK: _plain_table("desks", "id", "name"),
    SubjectType.PROGRAMME: _table("programmes", Programme),
    SubjectType.SESSION: _table("sessions", Session),
    SubjectType.POINT: _table("points", Point),
    SubjectType.PLACE: _table("places", Place),
    SubjectType.QUESTION: _table("questions", Question),
    SubjectType.PARTNERSHIP: _table("partnerships", Partnership),
    SubjectType.COMMUNITY: _table("communities", Community),
    SubjectType.ORGANISATION: _table("organisations", Organisation),
    SubjectType.MEMBERSHIP: _table("memberships", Membership),
    SubjectType.MAPPING: _plain_table("mappings", "id", "name", "columns", "headers", "statuses"),
    SubjectType.STAFF: _table("staff", Staff),
    SubjectType.FILTER: _plain_table("filters", "id", "programme", "name", "chosen"),
    SubjectType.TEMPLATE: _plain_table("templates", "id", "title", "document"),
    SubjectType.ROLLCALL: _table("rollcalls", RollCall),
    SubjectType.PAPER: _plain_table("papers", "id", "name", "geometry"),
}
