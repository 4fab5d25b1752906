"""The tree of places: venue, room, bus, site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.domain.programme import Place

PLACE_KINDS = ("venue", "room", "bus", "site")


class Branch(NamedTuple):
    """A place with how deep it stands in the tree, from 0."""

    place: Place
    depth: int


def in_tree_order(places: Sequence[Place]) -> list[Branch]:
    """List places so that each stands below the one around it, names in order.

    Whoever names a place around it that is not there, or stands in a circle, stands by itself.
    """
    known = {one.id for one in places}
    tops = [one for one in places if one.parent not in known]
    found = [branch for top in _sorted(tops) for branch in _below(top, places, 0)]
    seen = {branch.place.id for branch in found}
    return [*found, *(Branch(one, 0) for one in _sorted(places) if one.id not in seen)]


def _below(place: Place, places: Sequence[Place], depth: int) -> Iterator[Branch]:
    yield Branch(place, depth)
    for child in _sorted([one for one in places if one.parent == place.id]):
        yield from _below(child, places, depth + 1)


def _sorted(places: Sequence[Place]) -> list[Place]:
    return sorted(places, key=lambda one: one.name.casefold())
