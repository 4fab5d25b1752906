"""Who is booked into a session, who is passed over, and what guest lists had named before."""

from __future__ import annotations

from desktop.domain.attendees.registration import Attendee, Status
from desktop.workflows.attendees.registry import RegistrationForm
from tests.support.reception import Reception
from tests.workflows.attendees.conftest import Lists, crowd

NINE = {"starts_at": "2026-12-02T09:00", "ends_at": "2026-12-02T10:00"}


def names(people: tuple[Attendee, ...]) -> list[str]:
    return [attendee.name for attendee in people]


def test_who_cancelled_is_not_booked(desk: Reception) -> None:
    workshop = desk.session()
    noa = desk.register("Noa Cohen")
    desk.front_desk.registry.set_status([noa.id], Status.CANCELLED)
    done = desk.front_desk.sessions.book([noa.id], workshop)
    assert (done.placed, done.waiting) == ((), ())
    assert desk.now(noa).registration.booked == ()


def test_who_is_of_another_programme_is_not_booked(desk: Reception) -> None:
    workshop = desk.session()
    other = desk.front_desk.programmes.find_or_make("P2G")
    form = RegistrationForm({"full_name": "Dan Levi"}, {}, {})
    dan, _ = desk.front_desk.registry.register(other, form)
    done = desk.front_desk.sessions.book([dan.id], workshop)
    assert (done.placed, done.waiting) == ((), ())
    assert desk.now(dan).registration.booked == ()


def test_who_has_a_place_or_waits_already_is_not_booked_again(desk: Reception) -> None:
    workshop = desk.session(capacity="1")
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    first = desk.front_desk.sessions.book([noa.id, dan.id], workshop)
    assert (names(first.placed), names(first.waiting)) == (["Noa Cohen"], ["Dan Levi"])
    again = desk.front_desk.sessions.book([noa.id, dan.id], workshop)
    assert (again.placed, again.waiting) == ((), ())


def test_people_are_booked_in_the_order_in_which_they_are_given(desk: Reception) -> None:
    workshop = desk.session(capacity="2")
    noa, dan, ruth = (desk.register(name) for name in ("Noa Cohen", "Dan Levi", "Ruth Katz"))
    done = desk.front_desk.sessions.book([ruth.id, "gone", noa.id, dan.id], workshop)
    assert names(done.placed) == ["Ruth Katz", "Noa Cohen"]
    assert names(done.waiting) == ["Dan Levi"]
    seats = desk.front_desk.sessions.seats(desk.programme)[workshop.id]
    assert (seats.taken, seats.waiting) == (2, 1)


def test_of_several_clashes_only_the_first_is_said(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    sessions = [desk.session(code, **NINE) for code in ("W1", "W2", "W3")]
    for session in sessions[:2]:
        desk.front_desk.sessions.book([noa.id], session)
    done = desk.front_desk.sessions.book([noa.id], sessions[2])
    assert [(who.name, what.code) for who, what in done.clashing] == [("Noa Cohen", "W1")]


def test_what_a_list_named_is_booked_once_the_session_is_made(
    desk: Reception, lists: Lists
) -> None:
    lists.take(
        ["Noa Cohen", "n@x.org", "W1", "", "", "1"],
        ["Dan Levi", "d@x.org", "", "", "", "2"],
        ["Ruth Katz", "r@x.org", "W1; W2", "", "", "3"],
    )
    workshop = desk.session("W1")
    noa, dan, ruth = (desk.front_desk.desk.find(desk.programme, n)[0] for n in ("noa", "dan", "ru"))
    assert desk.front_desk.sessions.book_named(desk.programme) == 2
    assert desk.now(noa).registration.booked == (workshop.id,)
    assert desk.now(dan).registration.booked == ()
    assert desk.now(ruth).registration.booked == (workshop.id,)
    assert desk.front_desk.sessions.book_named(desk.programme) == 0


def test_who_was_taken_out_by_hand_is_not_booked_by_the_list(desk: Reception, lists: Lists) -> None:
    lists.take(["Noa Cohen", "n@x.org", "W1", "", "", "1"])
    workshop = desk.session("W1")
    noa = desk.front_desk.desk.find(desk.programme, "noa")[0]
    desk.front_desk.sessions.take_out([noa.id], workshop)
    assert desk.front_desk.sessions.book_named(desk.programme) == 0
    assert desk.now(noa).registration.booked == ()


def test_a_crowd_is_booked_page_by_page(desk: Reception) -> None:
    crowd(desk, sessions="W1")
    workshop = desk.session("W1")
    assert desk.front_desk.sessions.book_named(desk.programme) == 501
    assert desk.front_desk.sessions.seats(desk.programme)[workshop.id].taken == 501
