"""Buttons that show their key."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.gui.widgets.buttons import KeyButton


@pytest.mark.parametrize("key", ["", "Enter"])
def test_making_a_button_opens_no_window_that_would_take_the_keys(qtbot: QtBot, key: str) -> None:
    before = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    button = KeyButton("Print", key)
    qtbot.addWidget(button)
    after = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    assert after == before


def test_a_button_that_enter_does_not_press_shows_no_key(qtbot: QtBot) -> None:
    button = KeyButton("Print", "Enter")
    qtbot.addWidget(button)
    button.set_pressed_by_enter(is_pressed=True)
    assert button.isDefault()
    assert not button._key.isHidden()
    button.set_pressed_by_enter(is_pressed=False)
    assert not button.isDefault()
    assert button._key.isHidden()
