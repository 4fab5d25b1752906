"""What entries speak of: the fields of each small subject, and which fields are moments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any, NamedTuple

from desktop.domain.programme.partnership import Community, Organisation, Partnership
from desktop.domain.programme.programme import Place, Point, Programme, Session
from desktop.domain.programme.questions import Question
from desktop.domain.staff.staff import Staff

MOMENTS = frozenset({"paid_ms", "waiting_since_ms", "moved_up_ms", "told_ms", "mailed_ms"})


class Table(NamedTuple):
    """A table of small subjects: its columns, and what a field is before it is written."""

    name: str
    columns: tuple[str, ...]
    defaults: Mapping[str, Any]


def _table(name: str, record: type) -> Table:
    known = {one.name: "" if one.default is MISSING else one.default for one in fields(record)}
    return Table(name, tuple(known), known)


def _plain_table(name: str, *columns: str) -> Table:
    return Table(name, columns, dict.fromkeys(columns, ""))


TABLES: Mapping[str, Table] = {
    "desk": _plain_table("desks", "id", "name"),
    "programme": _table("programmes", Programme),
    "session": _table("sessions", Session),
    "point": _table("points", Point),
    "place": _table("places", Place),
    "question": _table("questions", Question),
    "partnership": _table("partnerships", Partnership),
    "community": _table("communities", Community),
    "organisation": _table("organisations", Organisation),
    "mapping": _plain_table("mappings", "id", "name", "columns"),
    "staff": _table("staff", Staff),
    "filter": _plain_table("filters", "id", "programme", "name", "chosen"),
    "template": _plain_table("templates", "id", "title", "document"),
    "paper": _plain_table("papers", "id", "name", "geometry"),
}
