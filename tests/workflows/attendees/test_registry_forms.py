"""What a form, a state or an answer writes of somebody, and what it leaves alone."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Attendee, Status
from desktop.domain.programme.questions import Question
from desktop.workflows.attendees.registry import RegistrationForm
from tests.support.reception import Reception

NAME = {"full_name": "Noa Cohen"}
NOTHING = RegistrationForm({}, {}, {})
BARE = RegistrationForm(NAME, {}, {})


def newest(desk: Reception) -> int:
    return desk.front_desk._store.journal.newest()


def change(desk: Reception, attendee: Attendee, **own: str) -> Attendee:
    return desk.front_desk.registry.change(attendee.id, RegistrationForm({}, own, {}))


def ask(desk: Reception, text: str, wording: str = "") -> Question:
    asked = Question("", desk.programme.id, text, wording=wording)
    assert desk.front_desk.planning.save_question(desk.programme, asked) == {}
    questions = desk.front_desk.programmes.questions(desk.programme)
    return next(question for question in questions if question.text == text)


def test_details_of_a_registration_that_was_taken_back_are_none(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    details = desk.front_desk.registry.find_details(noa.id)
    assert details is not None
    assert (details.attendee, details.photo, details.elsewhere) == (noa, None, ())
    desk.front_desk.changes.undo()
    assert desk.front_desk.registry.find_details(noa.id) is None
    with pytest.raises(LookupError):
        desk.front_desk.registry.details(noa.id)


def test_details_name_the_other_programmes_of_the_person(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    other = desk.front_desk.programmes.find_or_make("P2G")
    elsewhere, _ = desk.front_desk.registry.register(other, NOTHING, noa.person.id)
    details = desk.front_desk.registry.details(noa.id)
    assert [attendee.id for attendee in details.elsewhere] == [elsewhere.id]


def test_details_show_the_photo_and_what_was_undone(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    assert desk.front_desk.registry.set_photo(noa.id, b"face").person.photo
    assert desk.front_desk.registry.details(noa.id).photo == b"face"
    desk.front_desk.changes.undo()
    history = desk.front_desk.registry.details(noa.id).history
    assert [(row.entry.kind, row.is_undone, row.desk) for row in history] == [
        ("undo", False, "Desk A"), ("set", True, "Desk A"),
        ("set", False, "Desk A"), ("set", False, "Desk A"),
    ]  # fmt: skip


def test_who_is_known_from_another_programme_keeps_what_the_form_does_not_say(
    desk: Reception,
) -> None:
    noa = desk.register("Noa Cohen", email="noa@example.org", phone="050-1111111")
    other = desk.front_desk.programmes.find_or_make("P2G")
    form = RegistrationForm({"phone": "050-2222222"}, {}, {})
    there, is_waiting = desk.front_desk.registry.register(other, form, noa.person.id)
    assert (there.person.id, is_waiting) == (noa.person.id, False)
    assert (there.name, there.person.email) == ("Noa Cohen", "noa@example.org")
    assert desk.now(noa).person.phone == "050-2222222"
    assert desk.front_desk.verify() == []


def test_two_who_register_in_one_millisecond_are_two_people(desk: Reception) -> None:
    first, _ = desk.front_desk.registry.register(desk.programme, BARE)
    second, _ = desk.front_desk.registry.register(desk.programme, BARE)
    assert first.person.id != second.person.id
    assert first.registration.ticket_code != second.registration.ticket_code


def test_only_who_would_be_registered_waits_in_a_full_programme(desk: Reception) -> None:
    desk.limit_to(1)
    register = desk.front_desk.registry.register
    noa, has_to_wait = register(desk.programme, BARE)
    assert (noa.registration.status, has_to_wait) == (Status.REGISTERED, False)
    assert noa.registration.waiting_since_ms is None
    invited, has_to_wait = register(
        desk.programme, RegistrationForm(NAME, {"status": "invited"}, {})
    )
    assert (invited.registration.status, has_to_wait) == (Status.INVITED, False)
    late, has_to_wait = register(desk.programme, BARE)
    assert (late.registration.status, has_to_wait) == (Status.WAITLISTED, True)
    assert late.registration.waiting_since_ms == desk.clock()


def test_a_form_books_its_sessions_and_waits_for_the_full_ones(desk: Reception) -> None:
    free, full, other = desk.session("W1"), desk.session("W2", capacity="1"), desk.session("W3")
    form = RegistrationForm(NAME, {}, {}, (free.id, full.id))
    noa, _ = desk.front_desk.registry.register(desk.programme, form)
    dan, _ = desk.front_desk.registry.register(desk.programme, form)
    assert set(noa.registration.booked) == {free.id, full.id}
    assert (dan.registration.booked, dan.registration.waiting) == ((free.id,), (full.id,))
    assert desk.front_desk.sessions.seats(desk.programme)[other.id].taken == 0


def test_a_form_that_changes_nothing_writes_nothing(desk: Reception) -> None:
    noa = desk.register("Noa Cohen", notes="vegan")
    before = newest(desk)
    assert change(desk, noa, notes="vegan", status="registered") == noa
    assert newest(desk) == before


def test_a_form_that_cancels_somebody_moves_the_next_one_up(desk: Reception) -> None:
    workshop = desk.session(capacity="1")
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    desk.front_desk.sessions.book([noa.id, dan.id], workshop)
    change(desk, noa, notes="comes late")
    assert desk.now(dan).registration.waiting == (workshop.id,)
    change(desk, noa, status="cancelled")
    assert desk.now(dan).registration.booked == (workshop.id,)


def test_who_is_put_on_the_waiting_list_by_a_form_stays_there(desk: Reception) -> None:
    desk.limit_to(2)
    noa = desk.register("Noa Cohen")
    assert change(desk, noa, status="waitlisted").registration.status is Status.WAITLISTED


def test_who_waits_is_put_on_the_waiting_list_and_keeps_the_place(desk: Reception) -> None:
    desk.limit_to(1)
    first, noa, dan = (desk.register(f"Guest {n}") for n in "ABC")
    since = desk.now(noa).registration.waiting_since_ms
    desk.clock.advance(60_000)
    desk.front_desk.registry.set_status([noa.id], Status.WAITLISTED)
    assert desk.now(noa).registration.waiting_since_ms == since
    moved = desk.front_desk.registry.set_status([first.id], Status.CANCELLED)
    assert [moved_up.attendee.id for moved_up in moved] == [noa.id]
    desk.front_desk.registry.set_status([noa.id], Status.WAITLISTED)
    assert desk.now(noa).registration.waiting_since_ms == desk.clock()
    assert desk.now(dan).registration.status is Status.REGISTERED


def test_the_reason_is_kept_of_a_block_only(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    desk.front_desk.registry.set_status([noa.id], Status.CANCELLED, "ill")
    assert desk.now(noa).registration.block_reason == ""
    desk.front_desk.registry.set_status([noa.id], Status.BLOCKED, "police")
    assert desk.now(noa).registration.block_reason == "police"


def test_only_who_comes_back_loses_a_place_that_was_given_away(desk: Reception) -> None:
    full, free, unbooked = desk.session("W1", capacity="1"), desk.session("W2"), desk.session("W3")
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    for session in (full, free):
        desk.front_desk.sessions.book([noa.id], session)
    desk.front_desk.registry.set_status([noa.id], Status.PENDING)
    assert set(desk.now(noa).registration.booked) == {full.id, free.id}
    desk.front_desk.registry.set_status([dan.id], Status.CANCELLED)
    desk.front_desk.registry.set_status([dan.id], Status.REGISTERED)
    dans = desk.now(dan).registration
    assert (dans.booked, dans.waiting) == ((), ())
    desk.front_desk.registry.set_status([noa.id], Status.CANCELLED)
    desk.front_desk.registry.set_status([noa.id], Status.REGISTERED)
    own = desk.now(noa).registration
    assert (set(own.booked), own.waiting) == ({full.id, free.id}, ())
    assert desk.front_desk.sessions.seats(desk.programme)[unbooked.id].waiting == 0


def test_who_is_blocked_after_cancelling_does_not_queue_for_a_place(desk: Reception) -> None:
    workshop = desk.session(capacity="1")
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    desk.front_desk.sessions.book([noa.id, dan.id], workshop)
    desk.front_desk.registry.set_status([noa.id], Status.CANCELLED)
    desk.front_desk.registry.set_status([noa.id], Status.BLOCKED)
    assert desk.now(noa).registration.waiting == ()


def test_a_field_is_written_only_to_who_has_it_otherwise(desk: Reception) -> None:
    noa, dan = desk.register("Noa Cohen", tags="vip"), desk.register("Dan Levi")
    before = newest(desk)
    desk.front_desk.registry.set_field([noa.id, dan.id], "tags", "vip")
    assert newest(desk) == before + 1
    assert desk.now(dan).registration.tags == "vip"


def test_answers_are_kept_with_their_wording_and_only_to_questions_that_are_asked(
    desk: Reception,
) -> None:
    diet, photo = ask(desk, "Diet?"), ask(desk, "Photo?", "I agree to photos.")
    answers = {diet.id: "", photo.id: "yes", "unknown": "x"}
    noa, _ = desk.front_desk.registry.register(desk.programme, RegistrationForm(NAME, {}, answers))
    known = desk.front_desk.registry.details(noa.id).answers
    assert [(answer.question, answer.value, answer.wording) for answer in known.values()] == [
        (photo.id, "yes", "I agree to photos.")
    ]


def test_a_form_writes_only_answers_that_are_new_and_takes_one_back(desk: Reception) -> None:
    diet, drink = ask(desk, "Diet?"), ask(desk, "Drink?")
    form = RegistrationForm(NAME, {}, {diet.id: "vegan", drink.id: ""})
    noa, _ = desk.front_desk.registry.register(desk.programme, form)
    before = newest(desk)
    desk.front_desk.registry.change(noa.id, form)
    assert newest(desk) == before
    taken_back = RegistrationForm(NAME, {}, {diet.id: "", drink.id: "tea"})
    desk.front_desk.registry.change(noa.id, taken_back)
    known = desk.front_desk.registry.details(noa.id).answers
    assert {id_: answer.value for id_, answer in known.items() if answer.value} == {drink.id: "tea"}


def test_a_photo_taken_for_a_question_is_its_answer_and_the_face(desk: Reception) -> None:
    asked = ask(desk, "Photo?")
    noa = desk.register("Noa Cohen")
    answered = desk.front_desk.registry.answer(noa.id, {}, {asked.id: b"face"})
    details = desk.front_desk.registry.details(noa.id)
    assert details.photo == b"face"
    assert details.answers[asked.id].value == answered.person.photo
