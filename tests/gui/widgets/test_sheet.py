"""Dialogs stand in the window as sheets; notices push nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui.widgets.dialogs import ConfirmDialog, Dialog
from desktop.gui.widgets.sheet import Shade, Sheet
from tests.gui.conftest import settle
from tests.support.window import FROM_MENU, OpenWindow

LEAST, USUAL = (1024, 700), (1366, 768)


def place_of(sheet: QWidget) -> QRect:
    return QRect(sheet.mapToGlobal(QPoint(0, 0)), sheet.size())


def place_in(window: OpenWindow) -> QRect:
    return QRect(window.mapToGlobal(QPoint(0, 0)), window.size())


class Resizes(QObject):
    """Counts how often a widget gets another size."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += event.type() is QEvent.Type.Resize
        return super().eventFilter(watched, event)


def opened(window: OpenWindow) -> Dialog:
    dialog = window.dialog
    assert isinstance(dialog, Dialog)
    return dialog


@pytest.mark.parametrize("size", [LEAST, USUAL])
def test_every_dialog_of_the_menu_is_a_sheet_inside_the_window(
    qtbot: QtBot, sample_window: OpenWindow, size: tuple[int, int]
) -> None:
    window = sample_window
    window.resize(*size)
    for text in FROM_MENU:
        window.choose(text)
        settle(qtbot, window)
        sheet = opened(window)
        inside, ground = place_of(sheet), place_in(window)
        assert ground.contains(inside), text
        assert abs(inside.center().x() - ground.center().x()) <= 1, text
        assert sheet.windowFlags() & Qt.WindowType.FramelessWindowHint, text
        heads = [each for each in sheet.findChildren(QLabel) if each.text() == sheet.windowTitle()]
        assert len([head for head in heads if head.isVisible()]) == 1, text
        sheet.reject()
        settle(qtbot, window)


def test_a_sheet_is_as_high_as_its_content(qtbot: QtBot, sample_window: OpenWindow) -> None:
    """One sentence and two buttons do not stand in a sheet of half the window."""
    short = ConfirmDialog("Everybody out?", "8 people.", "Check 8 people out", sample_window)
    long = ConfirmDialog("Everybody out?", "8 people are inside. " * 20, "Out", sample_window)
    sample_window.dialogs.show(short)
    assert short.width() == 480
    assert 130 <= short.height() <= 180
    height = short.height()
    sample_window.dialogs.show(long)
    assert long.width() == short.width()
    assert long.height() >= height + 60
    long.reject()
    settle(qtbot, sample_window)


def test_a_sheet_grows_by_what_is_said_in_it_and_shrinks_again(
    qtbot: QtBot, sample_window: OpenWindow
) -> None:
    sheet = Dialog("Export", sample_window)
    sheet.add_action("Close", sheet.reject)
    sample_window.dialogs.show(sheet)
    before = sheet.height()
    sheet.say("The stick is full. Take another one, or choose a folder of this computer. " * 3)
    qtbot.waitUntil(lambda: sheet.height() > before + 30)
    assert place_in(sample_window).contains(place_of(sheet))
    sheet.say("")
    qtbot.waitUntil(lambda: sheet.height() == before)
    sheet.reject()
    settle(qtbot, sample_window)


def test_a_sheet_moves_and_shrinks_with_its_window(qtbot: QtBot, sample_window: OpenWindow) -> None:
    window = sample_window
    window.choose("Programmes…")
    settle(qtbot, window)
    sheet = opened(window)
    window.resize(*LEAST)
    window.move(window.pos() + QPoint(40, 30))
    qtbot.waitUntil(lambda: place_in(window).contains(place_of(sheet)))
    assert abs(place_of(sheet).center().x() - place_in(window).center().x()) <= 1
    sheet.reject()
    settle(qtbot, window)


def test_a_sheet_that_another_sheet_opens_stands_in_the_window_too(
    qtbot: QtBot, sample_window: OpenWindow
) -> None:
    sample_window.resize(*LEAST)
    below = Dialog("Printers", sample_window)
    sample_window.dialogs.show(below)
    above = Dialog("Paper", below)
    above.fit(900, 640)
    above.open()
    assert place_in(sample_window).contains(place_of(above))
    assert abs(place_of(above).center().y() - place_in(sample_window).center().y()) <= 1
    above.reject()
    below.reject()
    settle(qtbot, sample_window)


def test_the_page_behind_a_sheet_is_in_the_shade_until_it_closes(
    qtbot: QtBot, sample_window: OpenWindow
) -> None:
    window = sample_window
    (shade,) = [each for each in window.children() if isinstance(each, Shade)]
    assert not shade.isVisible()
    window.choose("Programmes…")
    settle(qtbot, window)
    assert shade.isVisible()
    assert shade.geometry() == window.rect()
    window.resize(*LEAST)
    assert shade.geometry() == window.rect()
    opened(window).reject()
    settle(qtbot, window)
    assert not shade.isVisible()


def test_the_corners_of_a_sheet_are_round_and_its_middle_is_not_seen_through(
    qtbot: QtBot, sample_window: OpenWindow
) -> None:
    sheet = Sheet(sample_window)
    sheet.fit(300, 200)
    sheet.setWindowTitle("Empty")
    sheet.show()
    qtbot.waitUntil(sheet.isVisible)
    picture = sheet.grab().toImage()
    assert picture.pixelColor(0, 0).alpha() == 0
    assert picture.pixelColor(picture.width() // 2, picture.height() // 2).alpha() == 255
    sheet.reject()


@pytest.mark.parametrize("size", [LEAST, USUAL])
def test_a_notice_pushes_nothing_and_leaves_the_foot_as_it_was(
    qtbot: QtBot, sample_window: OpenWindow, size: tuple[int, int]
) -> None:
    window = sample_window
    window.notice.hide()
    window.resize(*size)
    qtbot.waitUntil(window.desk.footer.isVisible)
    settle(qtbot, window)
    resized = Resizes(window.desk.stack)
    window.dialogs.notify("Ctrl+Z: Noa Navon is out again.", "yes")
    qtbot.waitUntil(window.notice.isVisible)
    assert not window.desk.footer.isVisible()
    # Two lines stand in the room of the foot, too.
    window.dialogs.notify("The printer at the window does not answer. " * 3, "no")
    qtbot.waitUntil(lambda: window.notice.height() == window.desk.footer.height())
    window.notice.hide()
    qtbot.waitUntil(window.desk.footer.isVisible)
    assert resized.count == 0


def test_a_half_filled_form_is_not_lost_by_one_escape(
    qtbot: QtBot, sample_window: OpenWindow
) -> None:
    window = sample_window
    window.open_person_form()
    settle(qtbot, window)
    form = opened(window)
    QTest.keyClicks(QApplication.focusWidget() or form, "Noa", delay=30)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert window.dialog is form
    assert form.message.text() == "What you typed is not saved. Esc again closes without it."
    QTest.keyClick(form, Qt.Key.Key_Escape)
    settle(qtbot, window)
    assert window.dialog is None


def test_an_untouched_form_closes_at_once(qtbot: QtBot, sample_window: OpenWindow) -> None:
    sample_window.open_person_form()
    settle(qtbot, sample_window)
    QTest.keyClick(opened(sample_window), Qt.Key.Key_Escape)
    settle(qtbot, sample_window)
    assert sample_window.dialog is None
