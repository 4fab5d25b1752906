"""A new page is one folder, one line in the list, and its words and picture."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from desktop.domain.programme.programme import Programme
from desktop.gui.frame.page import FooterKey, PageSpec, PlainPage
from desktop.gui.frame.room import Command, Frame, Room
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.theme import Theme
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support import keys
from tests.support.window import CHECK_IN, OpenWindow


class WeatherPage(PlainPage):
    """All that a page has to be."""

    def __init__(self) -> None:
        super().__init__()
        self.said = QLabel()
        QVBoxLayout(self).addWidget(self.said)

    def set_programme(self, programme: Programme | None) -> None:
        self.said.setText(f"Sunny at {programme.code}" if programme else "Sunny")

    def use_programme(self, programme: Programme) -> None:
        self.set_programme(programme)

    def footer_keys(self) -> tuple[FooterKey, ...]:
        return (("F2", "Another sky"),)

    def key_actions(self) -> Mapping[str, Callable[[], None]]:
        return {"F2": lambda: self.said.setText("Rain")}


class WeatherRoom:
    """A room that notes when it began and stopped."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def __call__(self, frame: Frame) -> Room:
        return Room(
            pages=(PageSpec("Weather", "map-pin", "Ctrl+0", WeatherPage),),
            commands=(
                Command(19, "Rain…", "Ctrl+W", lambda: frame.dialogs.notify("It rained", "yes")),
            ),
            begin=lambda: self.heard.append("begun"),
            stop=lambda: self.heard.append("stopped"),
        )


@pytest.fixture
def room() -> WeatherRoom:
    return WeatherRoom()


@pytest.fixture
def window(
    qtbot: QtBot,
    theme: Theme,
    lanes: tuple[Lane, Lane],
    live_desk: FrontDesk,
    room: WeatherRoom,
) -> Iterator[OpenWindow]:
    lanes[0].submit(lambda: live_desk.programmes.find_or_make("NIPERM")).result()
    made = OpenWindow(Jobs(*lanes), live_desk, theme, (room,))
    with qtbot.waitSignal(made.stood):
        made.load()
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    settle(qtbot, made)
    made.close()
    settle(qtbot, made)
    made.deleteLater()


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    return Desk(qtbot, window, live_desk, lanes[0])


def ctrl(window: OpenWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)


def weather(window: OpenWindow) -> WeatherPage:
    (page,) = window.findChildren(WeatherPage)
    assert isinstance(page, WeatherPage)
    return page


def menu(window: OpenWindow) -> list[QAction]:
    button = window.desk.rail.menu_button
    assert button is not None
    return button.menu().actions()


def test_its_key_opens_a_page_that_knows_the_programme(window: OpenWindow) -> None:
    ctrl(window, Qt.Key.Key_0)
    assert weather(window).isVisible()
    assert weather(window).said.text() == "Sunny at NIPERM"
    chosen = window.desk.rail.pages.checkedButton()
    assert chosen is not None
    assert chosen.text() == "Weather"
    assert not window.top_bar.isVisible()


def test_the_foot_shows_its_keys_and_they_work_there_only(window: OpenWindow) -> None:
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F2)
    assert weather(window).said.text() == "Sunny at NIPERM"
    ctrl(window, Qt.Key.Key_0)
    foot = [part.text() for part in window.desk.footer.findChildren(QLabel)]
    assert foot[foot.index("F2") + 1] == "Another sky"
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F2)
    assert weather(window).said.text() == "Rain"


def test_what_it_offers_stands_in_the_menu(window: OpenWindow) -> None:
    lines = [action.text() for action in menu(window)]
    assert lines.index("Photos from a folder…") < lines.index("Rain…")
    assert lines.index("Rain…") < lines.index("Self check-in (kiosk)…")
    ctrl(window, Qt.Key.Key_W)
    assert window.notice.text == "It rained"


def test_a_scan_on_it_goes_to_the_door(qtbot: QtBot, window: OpenWindow) -> None:
    ctrl(window, Qt.Key.Key_0)
    with qtbot.waitSignal(window.checkin_desk.verdict_given):
        keys.scan(window.windowHandle(), "NOBODY-HAS-THIS")
    assert window.current_page == CHECK_IN


def test_undo_on_it_takes_back_what_was_done_at_this_desk(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    desk.begin()
    desk.scan(noa)
    desk.ctrl(Qt.Key.Key_0)
    desk.ctrl(Qt.Key.Key_Z)
    assert desk.window.notice.text == "Noa Cohen: taken back what was done at the door."
    desk.ctrl(Qt.Key.Key_Z)
    assert desk.window.notice.text == "The registration was taken back."


def test_it_begins_and_stops_with_the_window(room: WeatherRoom, window: OpenWindow) -> None:
    assert room.heard == ["begun"]
    window.close()
    assert room.heard == ["begun", "stopped"]


def test_it_hears_of_a_new_code_of_its_programme(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> None:
    programme = window.programme
    assert programme is not None
    typed = {"code": "NIPERM-26", "title": "Emergency Medicine Week"}
    lanes[0].submit(lambda: live_desk.planning.save_programme(programme.id, typed)).result()
    with qtbot.waitSignal(window.station.renewed):
        window.station.renew()
    assert weather(window).said.text() == "Sunny at NIPERM-26"


def test_no_key_means_two_things_in_the_window(window: OpenWindow) -> None:
    asked = [action.shortcut().toString() for action in window.actions()]
    meant = [key for key in asked if key]
    assert sorted(meant) == sorted(set(meant))
    ranks = [command.rank for room in window.rooms for command in room.commands]
    assert sorted(ranks) == sorted(set(ranks))
