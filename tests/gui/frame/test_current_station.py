"""Which programme the desk works on, whatever order the answers come in."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.programme.programme import Programme
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.support.window import OpenWindow


@pytest.fixture
def two(live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> tuple[Programme, Programme]:
    def work() -> tuple[Programme, Programme]:
        book = live_desk.programmes
        return book.find_or_make("SPRING"), book.find_or_make("AUTUMN")

    return lanes[0].submit(work).result()


def test_news_of_a_plan_do_not_lead_back_to_the_programme_that_was_left(
    qtbot: QtBot, window: OpenWindow, two: tuple[Programme, Programme]
) -> None:
    spring, autumn = two
    window.station.set_programme(spring)
    settle(qtbot, window)
    window.station.set_programme(autumn)
    window.station.renew()
    settle(qtbot, window)
    assert window.programme is not None
    assert window.programme.code == "AUTUMN"
    assert window.attendees.desk.programme is not None
    assert window.attendees.desk.programme.code == "AUTUMN"
    assert window.checkin_desk.station is not None
    assert window.checkin_desk.station.programme.code == "AUTUMN"
    assert window.windowTitle() == "AUTUMN – Muster"


def test_what_needs_a_programme_says_what_comes_first(window: OpenWindow) -> None:
    assert window.station.needed() is None
    assert window.notice.text == (
        "Make a programme first (Ctrl+3), or import a guest list (Ctrl+I)."
    )
