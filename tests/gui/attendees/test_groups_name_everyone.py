"""Of people who are checked in together, everybody who was not let in is named."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.gui.attendees.registration_actions import MOST_NAMED
from desktop.gui.widgets.dialogs import LinesDialog
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.window import OpenWindow

NAMES = ["Ada Alon", "Ben Bar", "Carl Cohen", "Dana Dor", "Eli Eden", "Fay Fine", "Gil Gal"]


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    return Desk(qtbot, window, live_desk, lanes[0])


@pytest.mark.parametrize("count", [1, 5, MOST_NAMED, MOST_NAMED + 1])
def test_everybody_who_stays_out_is_named(desk: Desk, count: int) -> None:
    """Of seven cancelled ones four were named, and three were silently out."""
    barred = [desk.register(name, status="cancelled") for name in NAMES[:count]]
    noa = desk.register("Noa Navon")
    desk.begin()
    window = desk.window
    window.actions_on_people._check_in([noa.id, *(who.id for who in barred)])
    settle(desk.qtbot, window)
    assert window.notice.text.startswith("1 checked in.")
    if count <= MOST_NAMED:
        said = window.notice.text
        assert window.dialog is None
    else:
        assert isinstance(window.dialog, LinesDialog)
        list_ = window.dialog.list
        said = "\n".join(list_.item(row).text() for row in range(list_.count()))
        assert window.dialog.windowTitle() == "Not checked in: 7"
        window.dialog.reject()
        settle(desk.qtbot, window)
    for name in NAMES[:count]:
        assert f"{name} (Cancelled)" in said
