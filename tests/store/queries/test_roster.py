"""The chips of the table: who passes each, by name."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.attendee_filter import Column, Filter, Order, PresenceFilter
from desktop.domain.attendees.registration import Attendee, Direction, Status
from desktop.domain.programme.programme import Programme
from desktop.domain.programme.questions import Question
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def reception(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


@pytest.fixture
def people(reception: Reception) -> dict[str, Attendee]:
    """Noa is in, Dan came and left, Gal never came."""
    made = {
        "Noa": reception.register("Noa Cohen", ticket_type="Speaker", organization="Touro"),
        "Dan": reception.register("Dan Levi", ticket_type="Delegate", organization="Touro"),
        "Gal": reception.register("Gal Amir", ticket_type="Delegate", organization="Ochsner"),
    }
    entrance = reception.front_desk.programmes.points(reception.programme)[0]
    reception.scan(entrance, made["Noa"])
    reception.scan(entrance, made["Dan"])
    reception.scan(entrance, made["Dan"], Direction.OUT)
    return made


def first_names(
    reception: Reception, wanted: Filter, order: Order | None = None, scope: str | None = None
) -> list[str]:
    work = reception.front_desk.attendees
    where = reception.programme.id if scope is None else scope
    numbers = work.listed(where, "", wanted, order or Order()).numbers
    return [attendee.person.first_name for attendee in work.page(numbers)]


@pytest.mark.parametrize(
    ("presence", "who"),
    [
        (PresenceFilter.ANY, ["Dan", "Gal", "Noa"]),
        (PresenceFilter.IN, ["Noa"]),
        (PresenceFilter.NOT_IN, ["Dan", "Gal"]),
        (PresenceFilter.NEVER_IN, ["Gal"]),
    ],
)
@pytest.mark.parametrize("scope", [None, ""])
def test_who_is_in_who_is_not_and_who_never_came(
    reception: Reception,
    people: dict[str, Attendee],
    presence: PresenceFilter,
    who: list[str],
    scope: str | None,
) -> None:
    assert first_names(reception, Filter(presence=presence), scope=scope) == who


def test_who_was_in_another_programme_never_came_to_this_one(
    reception: Reception, people: dict[str, Attendee], clock: FakeClock
) -> None:
    other = reception.front_desk.programmes.find_or_make("OTHER")
    elsewhere = Reception(reception.front_desk, other, clock)
    elsewhere.register("Tal Shani")
    wanted = Filter(presence=PresenceFilter.NEVER_IN)
    assert first_names(elsewhere, wanted) == ["Tal"]
    assert first_names(reception, wanted) == ["Gal"]
    assert first_names(elsewhere, Filter(presence=PresenceFilter.IN)) == []


def test_booked_are_those_with_a_seat_not_those_who_wait_or_were_taken_out(
    reception: Reception, people: dict[str, Attendee]
) -> None:
    session = reception.session("W1", capacity="1")
    work = reception.front_desk.sessions
    work.book([people["Noa"].id], session)
    work.book([people["Dan"].id], session)
    assert first_names(reception, Filter(session=session.id)) == ["Noa"]
    work.take_out([people["Noa"].id], session)
    assert first_names(reception, Filter(session=session.id)) == ["Dan"]


def test_to_be_told_are_those_who_moved_up_until_they_were_told(
    reception: Reception, people: dict[str, Attendee]
) -> None:
    session = reception.session("W1", capacity="1")
    work = reception.front_desk.sessions
    wanted = Filter(is_to_be_told=True)
    work.book([people["Noa"].id], session)
    work.book([people["Dan"].id], session)
    assert first_names(reception, wanted) == []
    work.take_out([people["Noa"].id], session)
    assert first_names(reception, wanted) == ["Dan"]
    reception.clock.advance(1000)
    reception.front_desk.registry.set_told(people["Dan"].id)
    assert first_names(reception, wanted) == []


def test_missing_are_those_without_an_answer(
    reception: Reception, people: dict[str, Attendee]
) -> None:
    planning = reception.front_desk.planning
    planning.save_question(reception.programme, Question("", reception.programme.id, "Diet?"))
    (question,) = reception.front_desk.programmes.questions(reception.programme)
    reception.front_desk.registry.answer(people["Dan"].id, {question.id: "Kosher"}, {})
    assert first_names(reception, Filter(missing=(question.id,))) == ["Gal", "Noa"]


def test_chips_of_two_columns_narrow_and_texts_of_one_column_widen(
    reception: Reception, people: dict[str, Attendee]
) -> None:
    delegates = (Column.TYPE, ("Delegate",))
    assert first_names(reception, Filter((delegates,))) == ["Dan", "Gal"]
    both = Filter((delegates, (Column.ORGANISATION, ("Touro",))))
    assert first_names(reception, both) == ["Dan"]
    wide = Filter(((Column.TYPE, ("Delegate", "Speaker")),))
    assert first_names(reception, wide) == ["Dan", "Gal", "Noa"]
    assert first_names(reception, Filter(((Column.TYPE, ("Guest",)),))) == []


def test_the_order_is_by_name_as_it_is_read_and_back(
    reception: Reception, people: dict[str, Attendee]
) -> None:
    down = Order(Column.NAME, is_down=True)
    assert first_names(reception, Filter(), down) == ["Noa", "Gal", "Dan"]
    by_type = Order(Column.TYPE)
    assert first_names(reception, Filter(), by_type)[-1] == "Noa"


def test_the_values_of_a_chip_come_with_how_many_the_most_frequent_first(
    reception: Reception, people: dict[str, Attendee]
) -> None:
    values = reception.front_desk.attendees.values(reception.programme.id, Column.ORGANISATION)
    assert [(value.text, value.people) for value in values] == [("Touro", 2), ("Ochsner", 1)]


def test_cancelled_people_stay_in_the_table_by_their_status(
    reception: Reception, people: dict[str, Attendee]
) -> None:
    reception.front_desk.registry.set_status([people["Gal"].id], Status.CANCELLED)
    cancelled = Filter(((Column.STATUS, ("cancelled",)),))
    assert first_names(reception, cancelled) == ["Gal"]
