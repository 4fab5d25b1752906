"""The tree of places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.programme.places import PlaceTree
from desktop.domain.programme.programme import VENUE, Place

HOUSE = Place("house", "p", "House", "venue")
ROOM = Place("room", "p", "Room", "room", "house")
CORNER = Place("corner", "p", "Corner", "room", "room")
BUS = Place("bus", "p", "Bus 2", "bus")
TREE = PlaceTree([CORNER, ROOM, HOUSE, BUS])


def test_rooms_lie_in_the_venue_and_buses_do_not() -> None:
    assert TREE.path("corner") == ["corner", "room", "house", VENUE]
    assert TREE.is_within("corner", VENUE)
    assert TREE.path("bus") == ["bus"]
    assert not TREE.is_within("bus", VENUE)
    assert sorted(TREE.within(VENUE)) == ["corner", "house", "room", VENUE]


def test_a_place_that_is_gone_lies_nowhere_but_in_itself() -> None:
    assert TREE.path("gone") == ["gone"]
    assert TREE.around("gone") == ""
    assert PlaceTree([Place("r", "p", "Room", "room", "gone")]).around("r") == VENUE


ids = st.sampled_from(["a", "b", "c", "d"])
places = st.lists(
    st.builds(
        Place, ids, st.just("p"), st.just("x"), st.sampled_from(["room", "bus"]),
        st.one_of(st.just(""), ids),
    ),
    unique_by=lambda place: place.id,
)  # fmt: skip


@given(places, ids, ids)
def test_whatever_the_parents_paths_end_and_within_agrees_with_them(
    places: list[Place], one: str, other: str
) -> None:
    tree = PlaceTree(places)
    path = tree.path(one)
    assert len(path) == len(set(path))
    assert tree.is_within(one, other) == (other in path)
    if any(place.id == one for place in places):
        assert (one in tree.within(other)) == tree.is_within(one, other)
