"""A bus is handed over at the window."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.domain.programme.programme import PointWay
from desktop.gui.rollcall.hand_over import HandOverDialog
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.window import PLACES, OpenWindow


def test_those_who_are_ticked_are_handed_over_to_a_point(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> None:
    desk = Desk(qtbot, window, live_desk, lanes[0])

    def work() -> None:
        here = desk.reception
        here.clock.now_ms = live_desk._clock()
        bus = here.point("Bus 2 door", here.room("Bus 2", "bus").id)
        out = here.point("Ward exit", here.room("Ward", "site").id)
        here.front_desk.points.save(here.programme, replace(out, direction=PointWay.OUT))
        here.point("Hospital", here.room("Children's Hospital", "site").id)
        for name in ("Avi Levi", "Ben Levi", "Carmel Levi"):
            here.scan(bus, here.register(name, phone="+1 504-555-0142"))

    desk.on_store(work)
    desk.begin()
    window.show_page(PLACES)
    settle(qtbot, window)
    page = window.places_page
    names = [line.title.strip() for line in page.spots.lines.lines]
    page.spots.setCurrentIndex(page.spots.lines.index(names.index("Bus 2")))
    settle(qtbot, window)
    page.hand_action.trigger()
    dialog = window.dialog
    assert isinstance(dialog, HandOverDialog)
    assert dialog.button.accessibleName() == "Hand 3 over"
    offered = [dialog.point.box.itemText(row) for row in range(dialog.point.box.count())]
    # By a way out nobody comes in.
    assert ("Hospital" in offered, "Ward exit" in offered) == (True, False)
    dialog.people.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert dialog.button.accessibleName() == "Hand 2 over"
    dialog.point.box.setCurrentText("Hospital")
    dialog.button.click()
    qtbot.waitUntil(lambda: window.notice.text.startswith("2 are handed over to Hospital."))
    settle(qtbot, window)
    ends = {line.title.strip(): line.end for line in page.spots.lines.lines}
    assert (ends["Bus 2"], ends["Children's Hospital"]) == ("1", "2")


def test_an_empty_place_has_nobody_to_hand_over(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> None:
    desk = Desk(qtbot, window, live_desk, lanes[0])
    desk.point("Bus 2 door", "bus")
    desk.begin()
    window.show_page(PLACES)
    settle(qtbot, window)
    window.places_page.hand_action.trigger()
    assert window.dialog is None
    assert "Nobody is there" in window.notice.text
