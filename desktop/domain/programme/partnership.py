"""The partnership directory: partnerships, the communities they pair, and organisations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Partnership:
    """Links communities of two sides, such as New Orleans and Rosh HaAyin."""

    id: str
    name: str
    name_hebrew: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Community:
    """A community of one side (a country, mostly) of a partnership, given by its id."""

    id: str
    name: str
    name_hebrew: str = ""
    country: str = ""
    partnership: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """A hospital, federation, company or committee, in a community given by its id."""

    id: str
    name: str
    name_hebrew: str = ""
    kind: str = ""
    community: str = ""
