"""What is kept to leads is refused below the window, too; wrong PINs are counted for ever."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.domain.failures import KeptToLeads, NoSuchLead
from desktop.domain.programme.programme import Programme
from desktop.domain.staff.staff import MOST_TRIES, PAUSE_MS, Right, hash_pin
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.opening import FrontDesk
from desktop.workflows.staff.staffing import LENT_MS
from desktop.workflows.transfer.flat_export import Flat
from tests.support.fakes import FakeClock, RecordingPainter

PIN = "135790"


@pytest.fixture
def kept(front_desk: FrontDesk, niperm: Programme) -> FrontDesk:
    """Keep everything to leads; Maya is one."""
    front_desk.staffing.save("", "Maya", "lead", PIN)
    front_desk.staffing.keep_to_leads(set(Right))
    return front_desk


def acts(desk: FrontDesk, programme: Programme, folder: Path) -> dict[str, Callable[[], object]]:
    point = desk.programmes.find_or_make_point(programme, "Garden")
    return {
        "attendees": lambda: desk.export.attendees(programme, folder / "a.csv"),
        "checkins": lambda: desk.export.checkins(programme, folder / "c.csv"),
        "flat": lambda: desk.flat_export.write(Flat.ATTENDEES, programme, folder / "f.csv"),
        "plain copy": lambda: desk.plain_copy(folder / "plain.db"),
        "removing a point": lambda: desk.points.remove(programme, point),
        "a second folder": lambda: desk.backups.choose_second_folder(str(folder)),
    }


@pytest.mark.parametrize(
    "act",
    ["attendees", "checkins", "flat", "plain copy", "removing a point", "a second folder"],
)
def test_what_is_kept_to_leads_is_refused_and_nothing_is_done(
    kept: FrontDesk, niperm: Programme, tmp_path: Path, act: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    todo = acts(kept, niperm, folder)[act]
    points = len(kept.programmes.points(niperm))
    with pytest.raises(KeptToLeads):
        todo()
    assert list(folder.iterdir()) == []
    assert len(kept.programmes.points(niperm)) == points
    kept.staffing.come_as("maya", PIN)
    todo()


def test_without_a_lead_nothing_can_be_kept(
    front_desk: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    front_desk.staffing.keep_to_leads(set(Right))
    for act in acts(front_desk, niperm, tmp_path).values():
        act()


def test_a_folder_that_a_lead_set_up_goes_on_being_filled(
    kept: FrontDesk, niperm: Programme, tmp_path: Path
) -> None:
    person = {"first_name": "Noa", "last_name": "Levi"}
    kept.registry.register(niperm, RegistrationForm(person, {}, {}))
    made = kept.flat_export.write_news(niperm, tmp_path)
    assert [path.name.split("-")[1] for path in made] == ["attendees"]


def test_a_lead_who_was_called_opens_one_thing_for_ten_minutes(
    kept: FrontDesk, clock: FakeClock
) -> None:
    staffing = kept.staffing
    staffing.lend(Right.EXPORT)
    staffing.require(Right.EXPORT)
    with pytest.raises(KeptToLeads):
        staffing.require(Right.DELETION)
    # The next question is asked again.
    assert not staffing.may(Right.EXPORT)
    clock.advance(LENT_MS)
    with pytest.raises(KeptToLeads):
        staffing.require(Right.EXPORT)


def test_what_was_lent_ends_when_somebody_else_comes(kept: FrontDesk) -> None:
    kept.staffing.lend(Right.EXPORT)
    kept.staffing.sign_out()
    with pytest.raises(KeptToLeads):
        kept.staffing.require(Right.EXPORT)


@pytest.mark.parametrize(
    ("name", "pin"), [("Maya", "135791"), ("Mayo", PIN), ("", PIN), ("Maya", "")]
)
def test_a_wrong_name_or_pin_opens_nothing(kept: FrontDesk, name: str, pin: str) -> None:
    with pytest.raises(NoSuchLead):
        kept.staffing.come_as(name, pin)
    assert kept.staffing.current is None


def test_whoever_is_no_lead_cannot_come_as_one(kept: FrontDesk) -> None:
    kept.staffing.save("", "Jonah", "", "246813")
    with pytest.raises(NoSuchLead):
        kept.staffing.come_as("Jonah", "246813")


def test_closing_the_program_buys_no_tries(
    kept: FrontDesk, store_path: Path, key_file: Path, clock: FakeClock
) -> None:
    for guess in range(MOST_TRIES):
        assert kept.staffing.lead_with(f"24681{guess}") is None
    kept.close()
    again = FrontDesk.open(store_path, key_file, clock, RecordingPainter())
    try:
        assert again.staffing.wait_ms() == PAUSE_MS
        assert again.staffing.lead_with(PIN) is None
        clock.advance(PAUSE_MS)
        assert again.staffing.lead_with("246819") is None
        assert again.staffing.wait_ms() == 2 * PAUSE_MS
        clock.advance(2 * PAUSE_MS)
        assert again.staffing.lead_with(PIN) is not None
        assert again.staffing.wait_ms() == 0
    finally:
        again.close()
    once_more = FrontDesk.open(store_path, key_file, clock, RecordingPainter())
    assert once_more.staffing.wait_ms() == 0
    once_more.close()


def test_a_pin_of_four_digits_that_is_kept_still_opens(kept: FrontDesk) -> None:
    """It was chosen before, and somebody stands at the desk: it is to be changed, not refused."""
    kept.staffing._write("old", {"name": "Olga", "role": "lead", "pin": hash_pin("1234", b"salt")})
    kept.staffing.come_as("Olga", "1234")
    assert kept.staffing.current
