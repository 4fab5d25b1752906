"""Who is at the desk, and what is kept to leads."""

from __future__ import annotations

import pytest

from desktop.domain.checkin.outcomes import Authority
from desktop.domain.checks import Fault
from desktop.domain.programme.programme import Programme
from desktop.domain.staff.staff import MOST_TRIES, PAUSE_MS, Right, Staff
from desktop.workflows.opening import FrontDesk
from desktop.workflows.staff.staffing import Staffing
from tests.support.fakes import FakeClock, RecordingPainter


@pytest.fixture
def staffing(front_desk: FrontDesk) -> Staffing:
    return front_desk.staffing


def member(staffing: Staffing, name: str) -> Staff:
    return next(member for member in staffing.members if member.name == name)


def test_a_desk_without_names_may_do_everything(staffing: Staffing) -> None:
    staffing.keep_to_leads(set(Right))
    assert staffing.authority is Authority.LEAD
    assert all(staffing.may(right) for right in Right)


def test_with_a_lead_the_desk_may_do_less_until_the_lead_signs_in(staffing: Staffing) -> None:
    staffing.save("", "Maya", "lead", "135790")
    staffing.keep_to_leads({Right.EXPORT})
    assert staffing.authority is Authority.DESK
    assert not staffing.may(Right.EXPORT)
    assert staffing.may(Right.SETTINGS)
    assert not staffing.sign_in(member(staffing, "Maya"), "010203")
    assert staffing.sign_in(member(staffing, "Maya"), "135790")
    assert staffing.may(Right.EXPORT)
    staffing.sign_out()
    assert not staffing.may(Right.EXPORT)


def test_what_is_wrong_comes_back_by_field(staffing: Staffing) -> None:
    assert staffing.save("", " ", "", "") == {"name": Fault.MISSING}
    assert staffing.save("", "Maya", "lead", "") == {"pin": Fault.MISSING}
    assert staffing.save("", "Maya", "lead", "12") == {"pin": Fault.BAD_PIN}


def test_five_wrong_pins_shut_all_pins_for_half_a_minute(
    staffing: Staffing, clock: FakeClock
) -> None:
    staffing.save("", "Maya", "lead", "135790")
    for _ in range(MOST_TRIES):
        assert staffing.lead_with("998877") is None
    assert staffing.lead_with("135790") is None
    assert staffing.wait_ms() == PAUSE_MS
    clock.advance(PAUSE_MS)
    member = staffing.lead_with("135790")
    assert member is not None
    assert member.name == "Maya"


def test_entries_name_whoever_was_at_the_desk(
    front_desk: FrontDesk, staffing: Staffing, niperm: Programme
) -> None:
    staffing.save("", "Jonah", "", "")
    jonah = member(staffing, "Jonah")
    staffing.sign_in(jonah)
    front_desk.programmes.find_or_make_point(niperm, "Garden")
    *_, last = front_desk._store.journal.stored_by_desk()
    assert last.actor == jonah.id
    assert staffing.name_of(jonah.id) == "Jonah"


def test_names_and_pins_are_there_after_a_restart_and_nobody_is_signed_in(
    front_desk: FrontDesk, staffing: Staffing, clock: FakeClock
) -> None:
    staffing.save("", "Maya", "lead", "135790")
    staffing.keep_to_leads({Right.SETTINGS})
    path = front_desk.path
    key = path.parents[1] / "config" / "store.key"
    front_desk.close()
    again = FrontDesk.open(path, key, clock, RecordingPainter())
    try:
        assert again.staffing.current is None
        assert not again.staffing.may(Right.SETTINGS)
        assert again.staffing.lead_with("135790") is not None
    finally:
        again.close()


def test_a_pin_is_never_written_as_it_is(front_desk: FrontDesk, staffing: Staffing) -> None:
    staffing.save("", "Maya", "lead", "73519264")
    for row in front_desk._store.journal.stored_by_desk():
        assert "73519264" not in str(row)


def test_nobody_undoes_the_leads_away(front_desk: FrontDesk, staffing: Staffing) -> None:
    staffing.save("", "Maya", "lead", "135790")
    staffing.save(member(staffing, "Maya").id, "Maya", "lead", "567812")
    assert front_desk.undo_newest(None) is None
    assert staffing.lead_with("135790") is None
    assert staffing.lead_with("567812") is not None


def test_whoever_is_taken_out_is_signed_out(staffing: Staffing) -> None:
    staffing.save("", "Maya", "lead", "135790")
    staffing.sign_in(member(staffing, "Maya"), "135790")
    staffing.remove(member(staffing, "Maya"))
    assert staffing.current is None
    assert not staffing.has_leads


def test_ones_own_pin_buys_no_more_tries_at_a_leads(staffing: Staffing) -> None:
    staffing.save("", "Maya", "lead", "135790")
    staffing.save("", "Paul", "", "314159")
    for guess in range(MOST_TRIES):
        assert staffing.lead_with(f"{guess:04d}") is None
        assert staffing.sign_in(member(staffing, "Paul"), "314159")
    assert staffing.lead_with("135790") is None
    assert staffing.wait_ms() > 0
