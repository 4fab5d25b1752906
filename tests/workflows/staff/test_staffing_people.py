"""Who works at the desks: making, changing and naming them, and whose PIN opens what."""

from __future__ import annotations

import pytest

from desktop.domain.checkin.outcomes import Authority
from desktop.domain.checks import Fault
from desktop.domain.programme.programme import Programme
from desktop.domain.staff.staff import Right, Staff, hash_pin
from desktop.workflows.opening import FrontDesk
from desktop.workflows.staff.staffing import Staffing
from tests.support.fakes import FakeClock


@pytest.fixture
def staffing(front_desk: FrontDesk) -> Staffing:
    """Jonah, who has no PIN, and the lead Maya with 1234."""
    staffing = front_desk.staffing
    assert staffing.save("", " Jonah ", "", "") == {}
    assert staffing.save("", "Maya", "lead", "135790") == {}
    return staffing


def member(staffing: Staffing, name: str) -> Staff:
    return next(member for member in staffing.members if member.name == name)


def test_one_lead_among_others_is_enough_to_keep_things_to_leads(staffing: Staffing) -> None:
    assert [(known.name, known.is_lead) for known in staffing.members] == [
        ("Jonah", False),
        ("Maya", True),
    ]
    assert staffing.has_leads
    assert staffing.authority is Authority.DESK
    assert staffing.may(Right.EXPORT)
    staffing.keep_to_leads({Right.EXPORT})
    assert not staffing.may(Right.EXPORT)


def test_who_is_no_lead_signs_in_without_a_pin_and_may_do_no_more(staffing: Staffing) -> None:
    assert staffing.sign_in(member(staffing, "Jonah"))
    assert staffing.current == member(staffing, "Jonah")
    assert staffing.authority is Authority.DESK


def test_a_lead_may_everything_and_needs_the_right_pin(staffing: Staffing) -> None:
    assert not staffing.sign_in(member(staffing, "Maya"))
    assert not staffing.sign_in(member(staffing, "Maya"), "975310")
    assert staffing.current is None
    assert staffing.sign_in(member(staffing, "Maya"), "135790")
    assert staffing.authority is Authority.LEAD


def test_nobody_signs_in_who_is_not_on_the_list(staffing: Staffing) -> None:
    assert not staffing.sign_in(Staff("stranger", "Paul"))
    assert staffing.current is None


def test_a_change_without_a_new_pin_leaves_the_old_one(staffing: Staffing) -> None:
    assert staffing.save(member(staffing, "Maya").id, "Maya B.", "lead", None) == {}
    assert [known.name for known in staffing.members] == ["Jonah", "Maya B."]
    lead = staffing.lead_with("135790")
    assert lead is not None
    assert lead.name == "Maya B."


def test_who_has_no_pin_becomes_a_lead_only_with_one(staffing: Staffing) -> None:
    jonah = member(staffing, "Jonah")
    assert staffing.save(jonah.id, "Jonah", "lead", None) == {"pin": Fault.MISSING}
    assert staffing.save("", "Paul", "lead", None) == {"pin": Fault.MISSING}
    assert staffing.save(jonah.id, "Jonah", "lead", "161803") == {}
    assert [known.is_lead for known in staffing.members] == [True, True]


def test_no_lead_gives_up_the_pin(staffing: Staffing) -> None:
    maya = member(staffing, "Maya")
    assert staffing.save(maya.id, "Maya", "lead", "") == {"pin": Fault.MISSING}
    assert staffing.save(maya.id, "Maya", "", "") == {}
    assert member(staffing, "Maya").pin == ""
    assert not staffing.has_leads


def test_who_is_no_lead_may_have_a_pin_too(staffing: Staffing) -> None:
    jonah = member(staffing, "Jonah")
    assert staffing.save(jonah.id, "Jonah", "", "77") == {"pin": Fault.BAD_PIN}
    assert staffing.save(jonah.id, "Jonah", "", "271828") == {}
    assert not staffing.sign_in(jonah)
    assert staffing.sign_in(jonah, "271828")
    assert staffing.lead_with("271828") is None


def test_every_pin_is_kept_with_sixteen_bytes_of_its_own(staffing: Staffing) -> None:
    staffing.save("", "Paul", "lead", "135790")
    kept = [member(staffing, name).pin.partition(":")[0] for name in ("Maya", "Paul")]
    assert [len(salt) for salt in kept] == [32, 32]
    assert kept[0] != kept[1]


def test_whoever_is_signed_in_stays_so_while_others_change(staffing: Staffing) -> None:
    staffing.sign_in(member(staffing, "Jonah"))
    staffing.save(member(staffing, "Maya").id, "Maya B.", "lead", None)
    assert staffing.current == member(staffing, "Jonah")
    staffing.remove(member(staffing, "Maya B."))
    assert staffing.current == member(staffing, "Jonah")


def test_a_change_of_whoever_is_signed_in_counts_at_once(staffing: Staffing) -> None:
    staffing.sign_in(member(staffing, "Jonah"))
    staffing.save(member(staffing, "Jonah").id, "Jonah", "lead", "161803")
    assert staffing.authority is Authority.LEAD


def test_entries_after_signing_out_are_the_desks(
    front_desk: FrontDesk, staffing: Staffing, niperm: Programme
) -> None:
    staffing.sign_in(member(staffing, "Jonah"))
    staffing.sign_out()
    front_desk.programmes.find_or_make_point(niperm, "Garden")
    *_, last = front_desk._store.journal.stored_by_desk()
    assert last.actor == "desk"


def test_names_are_given_to_who_is_known(staffing: Staffing) -> None:
    assert staffing.name_of(member(staffing, "Maya").id) == "Maya"
    assert staffing.name_of(member(staffing, "Jonah").id) == "Jonah"
    assert staffing.name_of("desk") == ""


def test_a_kiosk_opens_with_the_pin_that_it_was_locked_with(staffing: Staffing) -> None:
    kept = hash_pin("471147", b"salt")
    assert staffing.opens("471147", kept)
    assert not staffing.opens("135790", kept)


def test_the_longest_wait_counts(staffing: Staffing, clock: FakeClock) -> None:
    assert staffing.wait_ms() == 0
    for _wrong in range(5):
        assert staffing.lead_with("010203") is None
    clock.advance(10_000)
    assert not staffing.sign_in(member(staffing, "Maya"), "010203")
    assert staffing.wait_ms() == 20_000


def test_a_right_pin_forgives_the_wrong_ones_before_it(staffing: Staffing) -> None:
    for _wrong in range(4):
        assert staffing.lead_with("010203") is None
    assert staffing.lead_with("135790") is not None
    assert staffing.lead_with("010203") is None
    assert staffing.wait_ms() == 0
