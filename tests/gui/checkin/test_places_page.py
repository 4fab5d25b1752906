"""Who is where, on screen and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.gui.widgets.dialogs import ConfirmDialog
from desktop.gui.wording.moments import iso_day
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.pdf_text import text_of_pages
from tests.support.window import PLACES, OpenWindow


@pytest.fixture
def bus_day(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> Desk:
    """A bus that three have booked and one has boarded."""
    desk = Desk(qtbot, window, live_desk, lanes[0])
    day = iso_day()

    def work() -> None:
        here = desk.reception
        visit = here.session("V1", title="Site visit", vehicle="Bus 2", capacity="3",
                             starts_at=f"{day}T00:00", ends_at=f"{day}T23:59")  # fmt: skip
        people = [here.register(name, phone="+1 504-555-0142") for name in
                  ("Noa Cohen", "Dan Levi", "Ruth Katz")]  # fmt: skip
        bus = here.room("Bus 2", "bus", 3)
        live_desk.sessions.book([attendee.id for attendee in people], visit)
        here.clock.now_ms = live_desk._clock()
        here.scan(here.point("Bus 2, front door", bus.id, visit.id), people[0])

    desk.on_store(work)
    desk.begin()
    window.show_page(PLACES)
    settle(qtbot, window)
    choose(desk, "Bus 2")
    return desk


def choose(desk: Desk, name: str) -> None:
    page = desk.window.places_page
    row = [line.title.strip() for line in page.spots.lines.lines].index(name)
    page.spots.setCurrentIndex(page.spots.lines.index(row))
    settle(desk.qtbot, desk.window)


def lines(desk: Desk) -> list[tuple[str, str]]:
    return [(line.title, line.end[:7]) for line in desk.window.places_page.people.lines.lines]


def mark(desk: Desk, name: str) -> None:
    people = desk.window.places_page.people
    row = [line.title for line in people.lines.lines].index(name)
    people.setCurrentIndex(people.lines.index(row))
    people.setFocus()


def test_the_missing_stand_above_with_their_phones(bus_day: Desk) -> None:
    page = bus_day.window.places_page
    assert lines(bus_day)[:2] == [("Dan Levi", "Missing"), ("Ruth Katz", "Missing")]
    assert lines(bus_day)[2][0] == "Noa Cohen"
    assert "504-555-0142" in page.people.lines.lines[0].below
    assert "1 of 3 inside" in page._counts.text()
    page.filter.choose(1)
    assert [title for title, _end in lines(bus_day)] == ["Noa Cohen"]


def test_space_checks_a_missing_one_in_and_another_space_out(bus_day: Desk) -> None:
    mark(bus_day, "Dan Levi")
    bus_day.key(Qt.Key.Key_Space)
    assert ("Dan Levi", "Missing") not in lines(bus_day)
    mark(bus_day, "Dan Levi")
    bus_day.key(Qt.Key.Key_Space)
    assert ("Dan Levi", "Missing") in lines(bus_day)
    bus_day.ctrl(Qt.Key.Key_Z)
    assert ("Dan Levi", "Missing") not in lines(bus_day)


def test_everybody_out_is_one_step_to_take_back(bus_day: Desk) -> None:
    page = bus_day.window.places_page
    page.check_out_all()
    settle(bus_day.qtbot, bus_day.window)
    assert "1 checked out of Bus 2" in bus_day.window.notice.text
    assert bus_day.on_store(bus_day.reception.inside) == 0
    bus_day.ctrl(Qt.Key.Key_Z)
    assert bus_day.on_store(bus_day.reception.inside) == 1


def test_everybody_out_asks_by_the_number_away_from_daily_buttons(bus_day: Desk) -> None:
    page = bus_day.window.places_page
    page.all_action.trigger()
    dialog = bus_day.window.dialog
    assert isinstance(dialog, ConfirmDialog)
    assert dialog.button.accessibleName() == "Check 1 out"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert bus_day.on_store(bus_day.reception.inside) == 1
    dialog.button.click()
    settle(bus_day.qtbot, bus_day.window)
    assert bus_day.on_store(bus_day.reception.inside) == 0


def test_a_place_is_found_by_its_name_or_its_session(bus_day: Desk) -> None:
    page = bus_day.window.places_page
    page.wanted.setText("bus")
    assert {spot.name for spot in page._spots} >= {"Bus 2"}
    assert "NIPERM" not in {spot.name for spot in page._spots}
    page.wanted.setText("nowhere at all")
    assert list(page._spots) == []
    page.wanted.clear()
    assert "NIPERM" in {spot.name for spot in page._spots}


def test_a_line_shows_how_full_its_place_is(bus_day: Desk) -> None:
    page = bus_day.window.places_page
    shares = {line.title.strip(): line.share for line in page.spots.lines.lines}
    assert shares["Bus 2"] == pytest.approx(1 / 3)
    assert shares["NIPERM"] is None


def test_the_manifest_on_paper_has_everybody(bus_day: Desk, tmp_path: Path) -> None:
    target = tmp_path / "manifest.pdf"
    bus_day.window.places_page.print_to(target)
    settle(bus_day.qtbot, bus_day.window)
    page = text_of_pages(target)[0]
    for text in ("Bus 2: Site visit", "Noa Cohen", "Booked and missing (2)", "504-555-0142"):
        assert text in page


def test_an_empty_place_teaches(bus_day: Desk) -> None:
    choose(bus_day, "NIPERM")
    page = bus_day.window.places_page
    assert page._empty.isVisible()
    assert "Nobody is inside" in page._empty.text()
    assert not page.all_action.isEnabled()
