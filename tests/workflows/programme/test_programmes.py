"""Programmes and doors that are meant by what somebody typed, and the ids that desks share."""

from __future__ import annotations

import pytest

from desktop.domain.failures import NewPoint, NewProgramme, NoSuchProgramme
from desktop.domain.programme.programme import Programme
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


def test_a_programme_is_named_by_its_code_and_a_slip_is_told(
    front_desk: FrontDesk, niperm: Programme
) -> None:
    front_desk.programmes.find_or_make("SPRING")
    assert front_desk.programmes.named("NIPERM") == niperm
    with pytest.raises(NoSuchProgramme) as raised:
        front_desk.programmes.named("NIPRM")
    assert raised.value.facts["near"] == ["NIPERM"]
    assert raised.value.facts["known"] == ["NIPERM", "SPRING"]
    assert front_desk.programmes.find("NIPRM") is None


def test_the_first_programme_is_made_by_its_code_alone(front_desk: FrontDesk) -> None:
    made, is_new = front_desk.programmes.meant_by("NIPERM", is_new=False)
    assert (made.code, made.number, is_new) == ("NIPERM", 1, True)
    assert [point.name for point in front_desk.programmes.points(made)] == ["Main entrance"]


def test_a_further_programme_is_made_only_where_somebody_says_so(
    front_desk: FrontDesk, niperm: Programme
) -> None:
    assert front_desk.programmes.meant_by("NIPERM", is_new=False) == (niperm, False)
    assert front_desk.programmes.meant_by("NIPERM", is_new=True) == (niperm, False)
    with pytest.raises(NewProgramme) as raised:
        front_desk.programmes.meant_by("NI PERM", is_new=False)
    assert raised.value.facts["near"] == ["NIPERM"]
    made, is_new = front_desk.programmes.meant_by("SPRING", is_new=True)
    assert (made.code, made.number, is_new) == ("SPRING", 2, True)


def test_a_known_programme_takes_new_facts_and_writes_nothing_where_there_are_none(
    front_desk: FrontDesk, niperm: Programme
) -> None:
    renewed = front_desk.programmes.find_or_make("NIPERM", title="NIPERM 2026")
    assert (renewed.id, renewed.title) == (niperm.id, "NIPERM 2026")
    before = front_desk._store.journal.newest()
    front_desk.programmes.find_or_make("NIPERM", title="NIPERM 2026")
    assert front_desk._store.journal.newest() == before


def test_programmes_come_with_their_people(
    front_desk: FrontDesk, niperm: Programme, clock: FakeClock
) -> None:
    desk = Reception(front_desk, niperm, clock)
    noa, _dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    desk.scan(desk.station().point, noa)
    (summary,) = front_desk.programmes.summaries()
    assert summary == (niperm, 1, 2)
    assert list(front_desk.programmes.all()) == [niperm]


def test_a_door_is_found_by_its_name_whatever_the_case(
    front_desk: FrontDesk, niperm: Programme
) -> None:
    garden = front_desk.programmes.find_or_make_point(niperm, "Garden")
    assert (garden.name, garden.place) == ("Garden", "venue")
    assert front_desk.programmes.find_or_make_point(niperm, "GARDEN") == garden
    names = [point.name for point in front_desk.programmes.points(niperm)]
    assert names == ["Main entrance", "Garden"]


def test_a_new_door_near_a_known_one_is_made_only_where_somebody_says_so(
    front_desk: FrontDesk, niperm: Programme
) -> None:
    meant = front_desk.programmes.point_meant_by
    garden, is_made = meant(niperm, "Garden gate", is_new=False)
    assert (garden.name, is_made) == ("Garden gate", True)
    assert meant(niperm, "garden gate", is_new=False) == (garden, False)
    with pytest.raises(NewPoint) as raised:
        meant(niperm, "Gardn gate", is_new=False)
    assert raised.value.facts["near"] == ["Garden gate"]
    other, is_made = meant(niperm, "Gardn gate", is_new=True)
    assert (other.name, is_made) == ("Gardn gate", True)


def test_desks_that_never_met_give_a_programme_and_its_doors_the_same_ids(
    front_desk: FrontDesk, niperm: Programme
) -> None:
    garden = front_desk.programmes.find_or_make_point(niperm, "Garden")
    entrance = front_desk.programmes.points(niperm)[0]
    assert niperm.id == "00000000-0000-7652-a07c-fb0d37263d22"
    assert entrance.id == "00000000-0000-7327-a081-4841140cea66"
    assert garden.id == "00000000-0001-7092-b26a-a019378f74e1"


def test_the_main_entrance_comes_before_doors_that_are_known_by_their_names(
    front_desk: FrontDesk, niperm: Programme
) -> None:
    for number in range(4):
        front_desk.programmes.find_or_make_point(niperm, f"Door {number}")
    names = [point.name for point in front_desk.programmes.points(niperm)]
    assert names[0] == "Main entrance"
    assert sorted(names[1:]) == ["Door 0", "Door 1", "Door 2", "Door 3"]


def test_a_door_that_was_taken_out_and_made_again_is_another_one(
    front_desk: FrontDesk, niperm: Programme
) -> None:
    first = front_desk.programmes.find_or_make_point(niperm, "Garden")
    assert front_desk.points.remove(niperm, first)
    second = front_desk.programmes.find_or_make_point(niperm, "Garden")
    assert second.id != first.id
    assert [point.name for point in front_desk.programmes.points(niperm)] == [
        "Main entrance",
        "Garden",
    ]


def test_sessions_are_known_by_their_codes_and_only_what_is_new_is_written(
    front_desk: FrontDesk, niperm: Programme
) -> None:
    fields = {"code": "W1", "title": "Workshop", "kind": "workshop", "capacity": 20}
    front_desk.programmes.set_sessions(niperm, [fields])
    (made,) = front_desk.programmes.sessions(niperm)
    assert (made.code, made.title, made.capacity) == ("W1", "Workshop", 20)
    before = front_desk._store.journal.newest()
    front_desk.programmes.set_sessions(niperm, [fields])
    assert front_desk._store.journal.newest() == before
    panel = {"code": "P1", "title": "Panel", "kind": "panel"}
    front_desk.programmes.set_sessions(niperm, [panel, {"code": "W1", "title": "Drill"}])
    sessions = {session.code: session for session in front_desk.programmes.sessions(niperm)}
    assert sorted(sessions) == ["P1", "W1"]
    changed = sessions["W1"]
    assert (changed.id, changed.title, changed.capacity) == (made.id, "Drill", 20)
    *_, last = front_desk._store.journal.stored_by_desk()
    assert last.opened().body == {"title": "Drill"}
