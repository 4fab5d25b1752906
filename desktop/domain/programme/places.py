"""The tree of places: venue, room, bus, site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from desktop.domain.programme.programme import VENUE, Place

# Rooms and venues that name no place around them are parts of the programme's venue; a bus or
# a site is somewhere else.
_IN_THE_VENUE = frozenset({"venue", "room"})
PLACE_KINDS = ("venue", "room", "bus", "site")


class Branch(NamedTuple):
    """A place with how deep it stands in the tree, from 0."""

    place: Place
    depth: int


class PlaceTree:
    """Which place lies in which; the programme's venue is the place around its rooms."""

    def __init__(self, places: Sequence[Place] = ()) -> None:
        """Read the tree of a programme's places."""
        self._places = {one.id: one for one in places}

    def name(self, place: str) -> str:
        """Give the name of a place; nothing for the venue as a whole, or one that is gone."""
        found = self._places.get(place)
        return found.name if found else ""

    def capacity(self, place: str) -> int:
        """Tell how many fit into a place; 0 where that is not limited."""
        found = self._places.get(place)
        return found.capacity if found else 0

    def around(self, place: str) -> str:
        """Name the place around another one; nothing where there is none."""
        found = self._places.get(place)
        if found is None:
            return ""
        if found.parent in self._places:
            return found.parent
        return VENUE if found.kind in _IN_THE_VENUE else ""

    def path(self, place: str) -> list[str]:
        """List a place and all that lie around it, from the inside out."""
        found = [place]
        while (outer := self.around(found[-1])) and outer not in found:
            found.append(outer)
        return found

    def is_within(self, place: str, outer: str) -> bool:
        """Tell whether a place is another one or lies in it."""
        return outer in self.path(place)

    def within(self, outer: str) -> list[str]:
        """List a place and all that lie in it."""
        return [
            outer,
            *(one for one in self._places if one != outer and self.is_within(one, outer)),
        ]


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
