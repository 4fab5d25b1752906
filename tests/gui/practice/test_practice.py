"""Practice: ten steps that end when they were done, in a window that sends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.domain.attendees.registration import Attendee
from desktop.domain.checkin.practice import PRACTICE_CODE, is_practice_code
from desktop.gui.attendees.person_dialog import PersonDialog
from desktop.gui.practice.practice_band import PracticeBand
from desktop.gui.practice.room import practice_room
from desktop.gui.practice.tour import STRANGE_CODE
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.theme import Theme
from desktop.gui.window.rooms import open_rooms
from desktop.gui.window.start import OpenFrontDesk
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from desktop.workflows.programme.practice import fill_practice
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support import keys
from tests.support.window import OpenWindow


@pytest.fixture
def guests(live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> list[Attendee]:
    desk = live_desk
    return (
        lanes[0]
        .submit(lambda: fill_practice(desk.programmes, desk.registry, system_clock))
        .result()
    )[1]


@pytest.fixture
def desk(
    qtbot: QtBot,
    theme: Theme,
    lanes: tuple[Lane, Lane],
    live_desk: FrontDesk,
    guests: list[Attendee],
) -> Iterator[Desk]:
    made = OpenWindow(Jobs(*lanes), live_desk, theme, (practice_room(guests),))
    practised = Desk(qtbot, made, live_desk, lanes[0])
    with qtbot.waitSignal(made.stood):
        made.load(PRACTICE_CODE)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    settle(qtbot, made)
    made.page.focus_field()
    yield practised
    settle(qtbot, made)
    made.close()
    settle(qtbot, made)
    made.deleteLater()


def band_of(desk: Desk) -> PracticeBand:
    return desk.window.findChildren(PracticeBand)[0]


def step(desk: Desk) -> str:
    return band_of(desk).words.text().partition(":")[0]


def scan_here(desk: Desk) -> None:
    """Press the button beside the code, as somebody without a scanner does."""
    with desk.qtbot.waitSignal(desk.window.checkin_desk.verdict_given):
        band_of(desk).scan.click()
    settle(desk.qtbot, desk.window)


def test_the_ten_steps_end_when_they_were_done(desk: Desk, guests: list[Attendee]) -> None:
    noa, dalia = guests[0], guests[1]
    assert step(desk) == "1 of 10"
    assert desk.scan(noa) == "Checked in"
    assert step(desk) == "2 of 10"
    scan_here(desk)
    assert desk.headline == "Already in"
    assert step(desk) == "3 of 10"
    keys.type_slowly(desk.window.windowHandle(), "dalia")
    settle(desk.qtbot, desk.window)
    with desk.qtbot.waitSignal(desk.window.checkin_desk.verdict_given):
        desk.key(Qt.Key.Key_Return)
    settle(desk.qtbot, desk.window)
    assert desk.window.page.card.person.name.text() == dalia.name
    assert step(desk) == "4 of 10"
    with desk.qtbot.waitSignal(desk.window.signals.movement_taken_back):
        desk.ctrl(Qt.Key.Key_Z)
    assert step(desk) == "5 of 10"
    scan_here(desk)
    assert step(desk) == "6 of 10"
    assert desk.scan(STRANGE_CODE) == "Unknown code"
    assert step(desk) == "7 of 10"
    desk.key(Qt.Key.Key_F4)
    form = desk.window.dialog
    assert isinstance(form, PersonDialog)
    form.form.set_values({"first_name": "Sam", "last_name": "Walker"})
    with desk.qtbot.waitSignal(desk.window.signals.registered):
        form.save()
    settle(desk.qtbot, desk.window)
    assert step(desk) == "8 of 10"
    desk.key(Qt.Key.Key_F12)
    assert desk.scan(noa) == "Checked out"
    assert step(desk) == "9 of 10"
    desk.window.top_bar.modes.choose(2)
    settle(desk.qtbot, desk.window)
    desk.scan(noa)
    assert step(desk) == "10 of 10"
    desk.window.choose("Help")
    assert band_of(desk).words.text().startswith("Done.")
    assert not band_of(desk).skip.isVisible()


def test_what_the_step_is_not_about_ends_nothing(desk: Desk, guests: list[Attendee]) -> None:
    desk.scan(guests[5])
    assert step(desk) == "1 of 10"
    band_of(desk).skip.click()
    assert step(desk) == "2 of 10"


def test_the_code_on_the_band_is_the_ticket_of_the_step(desk: Desk, guests: list[Attendee]) -> None:
    assert band_of(desk).code.code == guests[0].registration.ticket_code
    assert is_practice_code(guests[0].registration.ticket_code)


def test_practice_has_no_page_that_sends_or_keeps(
    live_desk: FrontDesk, guests: list[Attendee]
) -> None:
    # Without those of other desks and of backups, and with its own.
    assert len(open_rooms(live_desk, guests)) == len(open_rooms(live_desk)) - 2 + 1
    names = [room.__qualname__ for room in open_rooms(live_desk, guests)]
    assert names[-1].startswith("practice_room")


def test_the_band_stands_above_the_kiosk_and_the_large_picture(desk: Desk) -> None:
    desk.window.screens.show_screen(desk.window.kiosk)
    assert band_of(desk).isVisible()
    desk.window.screens.show_desk()
    desk.key(Qt.Key.Key_F11)
    assert not desk.window.screens.is_desk
    assert band_of(desk).isVisible()
    desk.key(Qt.Key.Key_F11)


def test_practice_makes_no_key_in_the_keyring_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[FrontDesk, Path]] = []

    def run(_resources: Path, open_front_desk: OpenFrontDesk, **how: object) -> int:
        assert how["is_practice"] is True
        front_desk = open_front_desk(lambda _done, _total: None)
        seen.append((front_desk, front_desk.path))
        front_desk.close()
        return 0

    def refuse(*_words: str) -> None:
        raise AssertionError("the keyring is written")

    monkeypatch.setattr(app, "log_file", lambda: tmp_path / "muster.log")
    monkeypatch.setattr("desktop.gui.window.start.run_window", run)
    monkeypatch.setattr("keyring.set_password", refuse)
    assert app._show_practice() == 0
    ((front_desk, path),) = seen
    assert front_desk.new_key_file is None
    assert not path.parent.exists()
