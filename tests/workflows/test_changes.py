"""Steps that can be taken back: the newest first, joined by batches, and only so many."""

from __future__ import annotations

import pytest

from desktop.domain.attendees.registration import Attendee
from desktop.domain.journal.bodies import set_draft
from desktop.domain.journal.entry import SubjectType
from desktop.domain.programme.programme import Programme
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from tests.support.fakes import FakeClock
from tests.support.reception import Reception


@pytest.fixture
def desk(front_desk: FrontDesk, niperm: Programme, clock: FakeClock) -> Reception:
    return Reception(front_desk, niperm, clock)


def write(desk: Reception, attendee: Attendee, tags: str, batch: str = "") -> None:
    """Write tags as one step."""
    desk.clock.advance(1000)
    body = {"tags": tags}
    draft = set_draft(SubjectType.REGISTRATION, attendee.id, desk.programme.id, body)
    with desk.front_desk.changes.step("tagged", batch) as append:
        append([draft])


def undone(desk: Reception) -> int:
    """Count the steps that can be taken back, by taking all back."""
    count = 0
    while desk.front_desk.changes.undo():
        count += 1
    return count


def test_the_newest_step_is_taken_back_first(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    write(desk, noa, "one")
    write(desk, noa, "two")
    step = desk.front_desk.changes.undo()
    assert step is not None
    assert (step.name, step.entries[0].body["tags"]) == ("tagged", "two")
    assert desk.now(noa).registration.tags == "one"
    desk.front_desk.changes.undo()
    assert desk.now(noa).registration.tags == ""


def test_steps_of_one_batch_are_one_and_others_are_not(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    desk.front_desk.changes.forget_all()
    for tags, batch in (("a", ""), ("b", ""), ("c", "x"), ("d", "x"), ("e", "y"), ("f", "")):
        write(desk, noa, tags, batch)
    left = []
    while desk.front_desk.changes.undo():
        left.append(desk.now(noa).registration.tags)
    assert left == ["e", "d", "b", "a", ""]


def test_a_step_that_writes_nothing_is_none(desk: Reception) -> None:
    with desk.front_desk.changes.step("nothing"):
        pass
    assert desk.front_desk.changes.undo() is None
    assert desk.front_desk.changes.newest == 0


def test_the_newest_entry_is_that_of_the_step_that_would_be_taken_back(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    write(desk, noa, "one")
    newest = desk.front_desk._store.journal.newest()
    assert desk.front_desk.changes.newest == newest
    write(desk, noa, "two")
    assert desk.front_desk.changes.newest == newest + 1
    desk.front_desk.changes.undo()
    assert desk.front_desk.changes.newest == newest


def test_fifty_one_steps_can_be_taken_back(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    for number in range(60):
        write(desk, noa, str(number))
    assert undone(desk) == 51


def test_a_step_is_forgotten_with_any_of_its_entries(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    write(desk, noa, "one", "batch")
    write(desk, noa, "two", "batch")
    entry = desk.front_desk.registry.details(noa.id).history[0].entry
    desk.front_desk.changes.forget([entry.id])
    step = desk.front_desk.changes.undo()
    assert step is not None
    assert step.name == "registered"
    assert desk.front_desk.changes.undo() is None


def test_a_person_made_here_is_taken_back_unless_registered_elsewhere(desk: Reception) -> None:
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    other = desk.front_desk.programmes.find_or_make("P2G")
    there, _ = desk.front_desk.registry.register(other, RegistrationForm({}, {}, {}), noa.person.id)
    entry = desk.front_desk.registry.details(there.id).history[0].entry
    desk.front_desk.changes.forget([entry.id])
    desk.front_desk.changes.undo()
    assert desk.front_desk._store.registrations.person(dan.person.id) is None
    desk.front_desk.changes.undo()
    person = desk.front_desk._store.registrations.person(noa.person.id)
    assert person is not None
    assert person.name == "Noa Cohen"
    assert desk.front_desk.registry.find_details(noa.id) is None


def test_a_changed_person_is_changed_back_wherever_registered(desk: Reception) -> None:
    noa = desk.register("Noa Cohen")
    other = desk.front_desk.programmes.find_or_make("P2G")
    desk.front_desk.registry.register(other, RegistrationForm({}, {}, {}), noa.person.id)
    form = RegistrationForm({"last_name": "Levi"}, {}, {})
    desk.front_desk.registry.change(noa.id, form)
    desk.front_desk.changes.undo()
    assert desk.now(noa).name == "Noa Cohen"
