"""What the rail lights, and keys that fields would keep for themselves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from desktop.gui.transfer.export_dialog import ExportDialog
from desktop.gui.widgets.choice_box import ROW_PX, SEARCHED_FROM, ChoiceBox
from tests.gui.conftest import settle
from tests.support.window import OpenWindow


def lit(window: OpenWindow) -> list[str]:
    buttons = window.desk.rail.findChildren(QToolButton)
    return [button.text() for button in buttons if button.isChecked()]


def test_an_item_is_lit_only_while_its_page_shows(qtbot: QtBot, sample_window: OpenWindow) -> None:
    window = sample_window
    assert lit(window) == ["Check-in"]
    window.open_import()
    settle(qtbot, window)
    assert lit(window) == []
    window.show_page(1)
    assert lit(window) == ["Attendees"]


def test_what_opens_something_stands_behind_a_line_in_the_rail(sample_window: OpenWindow) -> None:
    rail = sample_window.desk.rail
    column = rail.layout()
    assert column is not None
    names = []
    for at in range(column.count()):
        item = column.itemAt(at)
        if item and (widget := item.widget()):
            names.append(widget.text() if isinstance(widget, QToolButton) else "—")
    assert names[names.index("—") + 1 :] == ["Import", "Printing", "Export", "Menu"]


class _Greedy(QLineEdit):
    """A field that keeps every key, as Qt's own keeps Ctrl+E and Ctrl+U on X11."""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_a_key_of_the_menu_works_while_a_field_wants_it(
    qtbot: QtBot, sample_window: OpenWindow
) -> None:
    window = sample_window
    field = _Greedy(window.desk)
    field.show()
    field.setFocus()
    for key, is_taken in ((Qt.Key.Key_E, False), (Qt.Key.Key_K, False), (Qt.Key.Key_Z, True)):
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
        asked.ignore()
        QApplication.sendEvent(field, asked)
        assert asked.isAccepted() is is_taken
    QTest.keyClick(field, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.dialog, ExportDialog)
    window.dialog.reject()


def box_of(qtbot: QtBot, count: int) -> ChoiceBox:
    box = ChoiceBox()
    qtbot.addWidget(box)
    for number in range(count):
        box.addItem(f"{number:02}:00 Workshop {'כהן' if number == 7 else number}")
    box.show()
    box.showPopup()
    return box


def rows(box: ChoiceBox) -> list[str]:
    view = box._list
    return [box.itemText(row) for row in range(box.count()) if not view.isRowHidden(row)]


def test_rows_of_a_list_are_forty_pixels_high(qtbot: QtBot) -> None:
    box = box_of(qtbot, 4)
    assert box._list.sizeHintForRow(0) == ROW_PX == 40
    assert not box._list.search.isVisible()


def test_a_long_list_is_narrowed_by_what_is_typed(qtbot: QtBot) -> None:
    box = box_of(qtbot, SEARCHED_FROM + 2)
    assert box._list.search.isVisible()
    QTest.keyClicks(box._list, "work 11")
    assert rows(box) == ["11:00 Workshop 11"]
    QTest.keyClick(box._list, Qt.Key.Key_Return)
    assert box.currentIndex() == 11
    box.showPopup()
    assert len(rows(box)) == 12
    for letter in "כהן":
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(box._list, QKeyEvent(QEvent.Type.KeyPress, 0, none, letter))
    assert rows(box) == ["07:00 Workshop כהן"]
    for _letter in "כהן":
        QTest.keyClick(box._list, Qt.Key.Key_Backspace)
    assert len(rows(box)) == 12


@pytest.mark.parametrize(
    "then",
    [
        (),
        (Qt.Key.Key_Down,),
        (Qt.Key.Key_End,),
        (Qt.Key.Key_Home,),
        (Qt.Key.Key_PageDown,),
        (Qt.Key.Key_Up,),
    ],
)
def test_what_fits_nothing_chooses_nothing(qtbot: QtBot, then: tuple[Qt.Key, ...]) -> None:
    box = box_of(qtbot, SEARCHED_FROM + 2)
    box.setCurrentIndex(3)
    chosen: list[int] = []
    box.activated.connect(chosen.append)
    QTest.keyClicks(box._list, "7qq")
    assert rows(box) == []
    for key in (*then, Qt.Key.Key_Return):
        QTest.keyClick(box._list, key)
    assert (chosen, box.currentIndex()) == ([], 3)


def test_the_keys_of_a_narrowed_list_stay_on_what_is_shown(qtbot: QtBot) -> None:
    box = box_of(qtbot, SEARCHED_FROM + 2)
    QTest.keyClicks(box._list, "1")
    shown = rows(box)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_Down):
        QTest.keyClick(box._list, key)
        row = box._list.currentIndex().row()
        assert box.itemText(row) in shown
