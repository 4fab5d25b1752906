"""A guest at a tablet types a name with the keys on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.gui.checkin.kiosk_page import ANSWER, CONFIRM, WELCOME, KioskPage
from desktop.gui.widgets.buttons import KeyButton
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.window import OpenWindow


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    made = Desk(qtbot, window, live_desk, lanes[0])
    made.begin()
    made.window.screens.show_screen(made.window.kiosk)
    return made


def tap(page: KioskPage, text: str) -> None:
    """Tap the visible keys whose words begin with these."""
    names = {" ": "Space", "<": "⌫", ">": "Go on", "~": "אבג", "^": "ABC"}
    for letter in text:
        wanted = names.get(letter, letter.upper())
        for key in page.keyboard.findChildren(QPushButton):
            if key.isVisible() and key.text().startswith(wanted):
                key.click()
                break
        else:
            raise AssertionError(letter)


def test_a_name_is_tapped_and_its_guest_is_asked(desk: Desk) -> None:
    desk.register("Noa Cohen")
    page = desk.window.kiosk
    tap(page, "nox<a cohen")
    assert page.field.text() == "Noa Cohen"
    tap(page, ">")
    desk.qtbot.waitUntil(lambda: page.stack.currentIndex() == CONFIRM)
    assert page.name.text() == "Noa Cohen"


def test_a_hebrew_name_is_tapped_in_its_own_letters(desk: Desk) -> None:
    desk.register("נועה כהן")
    page = desk.window.kiosk
    tap(page, "~נועה כהן>")
    desk.qtbot.waitUntil(lambda: page.stack.currentIndex() == CONFIRM)
    assert page.name.text() == "נועה כהן"
    # The next guest begins with Latin letters.
    page.start_over()
    tap(page, "n~נ^n")
    assert page.field.text() == "Nנn"


def test_a_double_name_has_its_capitals(desk: Desk) -> None:
    tap(desk.window.kiosk, "mary-ann o'brien")
    assert desk.window.kiosk.field.text() == "Mary-Ann O'Brien"


def test_nothing_typed_asks_nothing(desk: Desk) -> None:
    tap(desk.window.kiosk, " >")
    settle(desk.qtbot, desk.window)
    assert desk.window.kiosk.stack.currentIndex() == WELCOME


def test_nobody_is_promised_what_the_desk_has_to_decide(desk: Desk) -> None:
    desk.register("Noa Cohen", amount_due="50")
    page = desk.window.kiosk
    tap(page, "noa cohen>")
    desk.qtbot.waitUntil(lambda: page.stack.currentIndex() == CONFIRM)
    said = [button.accessibleName() for button in page.findChildren(KeyButton)]
    assert not any("check" in words.casefold() for words in said)
    page.confirm()
    desk.qtbot.waitUntil(lambda: page.stack.currentIndex() == ANSWER)
    assert "desk" in page._headline[0].text()
