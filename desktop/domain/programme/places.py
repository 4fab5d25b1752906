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
        self._places = {place.id: place for place in places}

    def knows(self, place: str) -> bool:
        """Tell whether a place is there: the venue as a whole always is."""
        return place in ("", VENUE) or place in self._places

    def kind(self, place: str) -> str:
        """Give the kind of a place; nothing for the venue as a whole, or one that is gone."""
        known = self._places.get(place)
        return known.kind if known else ""

    def name(self, place: str) -> str:
        """Give the name of a place; nothing for the venue as a whole, or one that is gone."""
        known = self._places.get(place)
        return known.name if known else ""

    def capacity(self, place: str) -> int:
        """Tell how many fit into a place; 0 where that is not limited."""
        known = self._places.get(place)
        return known.capacity if known else 0

    def around(self, place: str) -> str:
        """Name the place around another one; nothing where there is none."""
        known = self._places.get(place)
        if known is None:
            return ""
        if known.parent in self._places:
            return known.parent
        return VENUE if known.kind in _IN_THE_VENUE else ""

    def path(self, place: str) -> list[str]:
        """List a place and all that lie around it, from the inside out."""
        path = [place]
        while (outer := self.around(path[-1])) and outer not in path:
            path.append(outer)
        return path

    def is_within(self, place: str, outer: str) -> bool:
        """Tell whether a place is another one or lies in it."""
        return outer in self.path(place)

    def within(self, outer: str) -> list[str]:
        """List a place and all that lie in it."""
        return [
            outer,
            *(place for place in self._places if place != outer and self.is_within(place, outer)),
        ]


def in_tree_order(places: Sequence[Place]) -> list[Branch]:
    """List places so that each stands below the one around it, names in order.

    Whoever names a place around it that is not there, or stands in a circle, stands by itself.
    """
    known = {place.id for place in places}
    tops = [place for place in places if place.parent not in known]
    branches = [branch for top in _sorted(tops) for branch in _below(top, places, 0)]
    seen = {branch.place.id for branch in branches}
    return [*branches, *(Branch(place, 0) for place in _sorted(places) if place.id not in seen)]


def _below(place: Place, places: Sequence[Place], depth: int) -> Iterator[Branch]:
    yield Branch(place, depth)
    for child in _sorted([other for other in places if other.parent == place.id]):
        yield from _below(child, places, depth + 1)


def _sorted(places: Sequence[Place]) -> list[Place]:
    return sorted(places, key=lambda place: place.name.casefold())
