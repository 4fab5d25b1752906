"""The facts of a programme: what everybody needs first, the rest behind a button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.gui.programme.programme_page import POINTS
from desktop.gui.widgets.form_fields import ChoiceField
from tests.gui.conftest import settle
from tests.support.window import DIRECTORY, PROGRAMME, OpenWindow


def test_what_few_programmes_need_stands_behind_a_button(qtbot: QtBot, window: OpenWindow) -> None:
    window.show_page(PROGRAMME)
    settle(qtbot, window)
    form = window.programme_page.form
    shown = [name for name, field in form.fields.items() if not field.isHidden()]
    first = ["title", "title_hebrew", "code", "starts_on", "ends_on", "place", "time_zone"]
    assert shown == first
    form.more.click()
    assert not form.fields["partners"].isHidden()
    form.more.click()
    assert form.fields["budget"].isHidden()


def test_what_is_wrong_is_never_out_of_sight(qtbot: QtBot, window: OpenWindow) -> None:
    window.show_page(PROGRAMME)
    settle(qtbot, window)
    form = window.programme_page.form
    form.set_values({"title": "Spring", "code": "SPRING", "capacity": "many"})
    window.programme_page.save()
    settle(qtbot, window)
    assert not form.fields["capacity"].isHidden()
    assert form.fields["capacity"].fault.text()


def test_the_manner_of_chinese_characters_is_chosen_for_the_programme(
    qtbot: QtBot, window: OpenWindow
) -> None:
    window.show_page(PROGRAMME)
    settle(qtbot, window)
    form = window.programme_page.form
    form.set_values({"title": "Spring", "code": "SPRING", "han": "JP"})
    field = form.fields["han"]
    assert isinstance(field, ChoiceField)
    assert field.box.currentText() == "as in Japan"
    assert form.values()["han"] == "JP"


@pytest.mark.parametrize(("room", "last"), [(PROGRAMME, POINTS), (DIRECTORY, 2)])
def test_every_tab_is_reached_by_keyboard(
    qtbot: QtBot, sample_window: OpenWindow, room: int, last: int
) -> None:
    window = sample_window
    window.show_page(room)
    settle(qtbot, window)
    tabs = window.programme_page.tabs if room == PROGRAMME else window.directory_page.tabs
    seen = [tabs.chosen]
    for _ in range(last + 1):
        press(window, Qt.Key.Key_PageDown)
        settle(qtbot, window)
        seen.append(tabs.chosen)
    assert seen == [*range(last + 1), 0]
    press(window, Qt.Key.Key_PageUp)
    assert tabs.chosen == last


def press(window: OpenWindow, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, Qt.KeyboardModifier.ControlModifier)
