"""Who arrives together: by a delegation, an order, or an organisation."""

from __future__ import annotations

from desktop.workflows.attendees.delegations import Bond
from tests.support.reception import Reception


def test_two_of_a_kind_are_a_group_the_closest_first(desk: Reception) -> None:
    noa = desk.register("Noa Cohen", delegation="Haifa", order_ref="O-1", organization="Touro")
    desk.register("Dan Levi", delegation="Haifa")
    desk.register("Ruth Katz", order_ref="O-1")
    desk.register("Avi Mor", organization="Touro")
    groups = desk.front_desk.delegations.groups_of(noa)
    assert [(group.bond, group.name) for group in groups] == [
        (Bond.DELEGATION, "Haifa"), (Bond.ORDER, "O-1"), (Bond.ORGANISATION, "Touro"),
    ]  # fmt: skip
    assert [sorted(member.name for member in group.members) for group in groups] == [
        ["Dan Levi", "Noa Cohen"], ["Noa Cohen", "Ruth Katz"], ["Avi Mor", "Noa Cohen"],
    ]  # fmt: skip


def test_one_alone_is_no_group(desk: Reception) -> None:
    noa = desk.register("Noa Cohen", delegation="Haifa", organization="Touro")
    desk.register("Dan Levi", delegation="Eilat", organization="Ochsner")
    assert desk.front_desk.delegations.groups_of(noa) == []
    assert desk.front_desk.delegations.named(desk.programme) == ["Eilat", "Haifa"]
