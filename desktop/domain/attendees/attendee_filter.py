"""What the table of attendees can be filtered and sorted by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple


class Column(StrEnum):
    """A column of the table."""

    NAME = "name"
    ORGANISATION = "organization"
    COUNTRY = "country"
    COMMUNITY = "community"
    TYPE = "type"
    STATUS = "status"


class Counted(NamedTuple):
    """A value that occurs in a column, and how often."""

    text: str
    people: int


class PresenceFilter(StrEnum):
    """Who is inside now, who is not, and who never came."""

    ANY = ""
    IN = "in"
    NOT_IN = "not_in"
    NEVER_IN = "never_in"


@dataclass(frozen=True, slots=True)
class Order:
    """By which column, and whether from the end."""

    column: Column = Column.NAME
    is_down: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """Chips that combine: one of the texts of each column, and all the rest.

    `session` is an id; `missing` are ids of questions that somebody has not answered.
    """

    chosen: tuple[tuple[Column, tuple[str, ...]], ...] = ()
    session: str = ""
    presence: PresenceFilter = PresenceFilter.ANY
    missing: tuple[str, ...] = ()
    is_to_be_told: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether everybody passes."""
        return self == Filter()

    def texts(self, column: Column) -> tuple[str, ...]:
        """Give the chosen texts of a column."""
        return dict(self.chosen).get(column, ())

    def with_texts(self, column: Column, texts: tuple[str, ...]) -> Filter:
        """Choose other texts of a column; none lets everybody pass."""
        rest = {name: old for name, old in self.chosen if name is not column}
        if texts:
            rest[column] = texts
        return replace(self, chosen=tuple(sorted(rest.items())))

    def to_dict(self) -> dict[str, Any]:
        """Write a filter so that it can be saved."""
        return {
            "chosen": {column.value: list(texts) for column, texts in self.chosen},
            "session": self.session,
            "presence": self.presence.value,
            "missing": list(self.missing),
            "to_be_told": self.is_to_be_told,
        }


def filter_from_dict(data: Mapping[str, Any]) -> Filter:
    """Read a saved filter; what a newer Muster may have added is passed over."""
    chosen = data.get("chosen", {})
    known = {column.value: column for column in Column}
    return Filter(
        tuple(sorted((known[name], tuple(t)) for name, t in chosen.items() if name in known)),
        str(data.get("session", "")),
        PresenceFilter(data["presence"])
        if data.get("presence") in set(PresenceFilter)
        else PresenceFilter.ANY,
        tuple(data.get("missing", ())),
        bool(data.get("to_be_told", False)),
    )
