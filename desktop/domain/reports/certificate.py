"""A certificate of attendance as data: whose, for what, how much, in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Activity(NamedTuple):
    """What was attended: its title, when it was, and what it earned, in words."""

    title: str
    when: str
    credit: str


class Certificate(NamedTuple):
    """One person's certificate; `words` are its fixed words by language, the first one leads.

    `totals` are sums by kind of credit. What is empty is left out.
    """

    registration: str
    name: str
    second_name: str
    licence: str
    programme: str
    second_programme: str
    dates: str
    place: str
    provider: str
    activities: tuple[Activity, ...]
    totals: tuple[str, ...]
    issued: str
    words: Mapping[str, Mapping[str, str]]
