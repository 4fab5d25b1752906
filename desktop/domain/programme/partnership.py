"""The partnership directory: partnerships, communities, organisations, and who serves in them."""

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


@dataclass(frozen=True, slots=True)
class Membership:
    """A person serves in a committee or another organisation; all three are ids.

    Years are four digits; an empty `from_year` is unknown, an empty `until_year` goes on.
    """

    id: str
    person: str
    organisation: str
    role: str = ""
    from_year: str = ""
    until_year: str = ""
