"""The real window, offscreen, over a real store in its own lane."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.moments import show_times_of
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from desktop.workflows.sample import fill_sample
from tests.support.window import OpenWindow


@pytest.fixture(autouse=True)
def own_clock() -> Iterator[None]:
    """Leave the clock as it was: the next window is of another programme."""
    yield
    show_times_of(None)


@pytest.fixture
def lanes() -> Iterator[tuple[Lane, Lane]]:
    store_lane, files_lane = Lane("store"), Lane("files")
    yield store_lane, files_lane
    files_lane.drain()
    store_lane.drain()


@pytest.fixture
def live_desk(lanes: tuple[Lane, Lane], store_path: Path, key_file: Path) -> Iterator[FrontDesk]:
    lane = lanes[0]
    painter = PdfBadgePainter()
    opened = lane.submit(
        lambda: FrontDesk.open(store_path, key_file, system_clock, painter)
    ).result()
    yield opened
    lane.submit(opened.close).result()


@pytest.fixture
def window(
    qtbot: QtBot, theme: Theme, lanes: tuple[Lane, Lane], live_desk: FrontDesk
) -> Iterator[OpenWindow]:
    made = OpenWindow(Jobs(*lanes), live_desk, theme)
    with qtbot.waitSignal(made.stood):
        made.load()
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.page.focus_field()
    yield made
    settle(qtbot, made)
    made.close()
    settle(qtbot, made)
    made.deleteLater()


@pytest.fixture
def sample_window(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> OpenWindow:
    """Open the window at the sample programme."""
    lanes[0].submit(lambda: fill_sample(live_desk)).result()
    with qtbot.waitSignal(window.stood):
        window.load("NIPERM")
    settle(qtbot, window)
    return window


def settle(qtbot: QtBot, window: OpenWindow) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: window.jobs.is_idle)
