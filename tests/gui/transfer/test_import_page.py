"""The page of a list in the real window: it asks before it writes, and tells what it judged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.attendees.registration import Status
from desktop.gui.transfer.import_page import ImportPage
from desktop.gui.transfer.problems_model import REASON
from desktop.gui.widgets.dialogs import LinesDialog
from desktop.gui.widgets.labels import FitLabel
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.support.builders import write_csv
from tests.support.window import OpenWindow

HEADER = ["Attendee #", "Name", "Email", "Status"]


def crowd(*numbers: int, status: str = "Attending") -> list[list[str]]:
    return [[str(n), f"Guest {n}", f"g{n}@x.org", status] for n in numbers]


class Lists:
    """Opens lists in the page of a window."""

    def __init__(self, qtbot: QtBot, window: OpenWindow, folder: Path) -> None:
        self._qtbot, self._window, self._folder = qtbot, window, folder

    def settle(self) -> None:
        settle(self._qtbot, self._window)

    def open(self, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> ImportPage:
        path = write_csv(self._folder / "list.csv", [header, *rows])
        self._window.open_import()
        page = self._window.lists
        page.code.setText("NIPERM")
        page.open_file(path)
        self.settle()
        return page

    def take(self, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> ImportPage:
        page = self.open(rows, header)
        self.start(page)
        return page

    def look(self, button: QPushButton) -> list[str]:
        """Press a button that shows lines, read them, and close them."""
        button.click()
        dialog = self._window.dialog
        assert isinstance(dialog, LinesDialog)
        shown = [dialog.list.item(n).text() for n in range(dialog.list.count())]
        dialog.reject()
        self.settle()
        return shown

    def start(self, page: ImportPage) -> None:
        page.start()
        self.settle()


@pytest.fixture
def lists(qtbot: QtBot, window: OpenWindow, tmp_path: Path) -> Lists:
    return Lists(qtbot, window, tmp_path)


def statuses(front_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> list[str]:
    def read() -> list[str]:
        programme = front_desk.programmes.named("NIPERM")
        people = front_desk._store.registrations.page(programme.id, 0)[1]
        return [attendee.registration.status.value for attendee in people]

    return lanes[0].submit(read).result()


def lines(page: ImportPage) -> list[str]:
    model = page.problems
    return [str(model.data(model.index(row, 2))) for row in range(model.rowCount())]


def test_each_word_is_shown_with_what_it_is_taken_for_and_can_be_changed(
    lists: Lists, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> None:
    page = lists.open([*crowd(1, 2), *crowd(3, status="Moon")])
    assert list(page.words.boxes) == ["moon", "attending"]
    box = page.words.boxes["moon"]
    assert (box.currentText(), box.currentData()) == ("Pending", "pending")
    box.setCurrentIndex(box.findData("cancelled"))
    box.activated.emit(box.currentIndex())
    lists.settle()
    assert page.words.boxes["moon"].currentData() == "cancelled"
    lists.start(page)
    assert statuses(live_desk, lanes) == ["registered", "registered", "cancelled"]


def test_many_unknown_words_are_asked_before_anything_is_written(
    lists: Lists, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> None:
    page = lists.open(crowd(*range(20), status="Group A"))
    assert "“Group A” (20)" in page.question.message.text()
    assert not page.start_button.isEnabled()
    page.start()
    lists.settle()
    assert lanes[0].submit(lambda: live_desk.programmes.find("NIPERM")).result() is None
    QTest.mouseClick(page.question.unknown, Qt.MouseButton.LeftButton)
    lists.settle()
    assert page.start_button.isEnabled()
    assert not page.question.unknown.isVisible()
    lists.start(page)
    assert set(statuses(live_desk, lanes)) == {"pending"}


def test_dates_that_do_not_tell_are_asked(lists: Lists) -> None:
    header = ["Name", "Check-in time"]
    page = lists.open([["Noa Cohen", "3/4/2026 9:00"]], header)
    assert "March or in April" in page.question.message.text()
    assert not page.start_button.isEnabled()
    page.question.days.setCurrentIndex(page.question.days.findData(True))
    page.question.days.activated.emit(page.question.days.currentIndex())
    lists.settle()
    assert page.start_button.isEnabled()
    assert page.question.message.text() == ""


def test_another_list_with_the_same_columns_is_asked_and_can_be_named(
    lists: Lists, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> None:
    lists.take(crowd(*range(1, 11))).leave()
    page = lists.open(crowd(*range(101, 111)))
    assert "0/10" in page.question.message.text()
    assert not page.start_button.isEnabled()
    assert [page.source.itemText(n) for n in range(page.source.count())] == ["", "list.csv"]
    field = page.source.lineEdit()
    assert field is not None
    field.setFocus()
    QTest.keyClicks(field, "Second form")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    lists.settle()
    assert page.start_button.isEnabled()
    lists.start(page)
    assert "10 new" in page.question.message.text()
    sources = lanes[0].submit(lambda: live_desk.list_sources("NIPERM")).result()
    assert sorted(source.name for source in sources) == ["Second form", "list.csv"]


def test_what_a_hand_decided_and_who_is_missing_are_listed_after_an_import(
    lists: Lists, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> None:
    lists.take(crowd(*range(1, 6))).leave()

    def block() -> None:
        programme = live_desk.programmes.named("NIPERM")
        (first,) = live_desk.desk.find(programme, "guest 1")
        live_desk.registry.set_status([first.id], Status.BLOCKED, "stolen")

    lanes[0].submit(block).result()
    rows = [*crowd(1, status="Waitlisted"), *crowd(2, 3)]
    page = lists.take(rows)
    assert "1 decided otherwise by hand, 2 no longer listed" in page.question.message.text()
    assert "This looks like a part, or another list." in page.question.message.text()
    assert page.beside.figures == [
        "0 new", "0 changed", "3 as before", "2 missing here", "0 left out",
    ]  # fmt: skip
    shown = [lists.look(button) for button in page.beside.buttons()]
    assert shown == [
        ["Guest 1, status: blocked was decided by hand, the list says waiting list"],
        ["Guest 4 4", "Guest 5 5"],
    ]
    assert page.question.missing.isVisible()
    assert page.question.missing.accessibleName().startswith("Cancel who is missing (2)")
    QTest.mouseClick(page.question.missing, Qt.MouseButton.LeftButton)
    lists.settle()
    assert page.question.message.text() == "2 cancelled."
    assert not page.question.missing.isVisible()
    assert sorted(statuses(live_desk, lanes)) == [
        "blocked", "cancelled", "cancelled", "registered", "registered",
    ]  # fmt: skip


def test_a_column_that_may_say_who_comes_and_was_not_read_is_named(lists: Lists) -> None:
    rows = [[*row, word] for row, word in zip(crowd(1, 2), ("yes", "no"), strict=True)]
    page = lists.open(rows, [*HEADER, "On waiting list"])
    assert lines(page) == ["Not read, though it may say who may come: “On waiting list”."]


def test_the_list_is_held_against_the_programme_that_is_typed(lists: Lists) -> None:
    lists.take(crowd(*range(1, 11))).leave()
    page = lists.open(crowd(*range(101, 111)))
    assert not page.start_button.isEnabled()
    page.code.setFocus()
    page.code.setText("OTHER")
    QTest.keyClick(page.code, Qt.Key.Key_Tab)
    lists.settle()
    assert page.start_button.isEnabled()
    assert page.question.message.text() == ""


def test_scrolling_over_a_word_or_a_column_changes_neither(lists: Lists) -> None:
    page = lists.open([*crowd(1, 2), *crowd(3, status="Moon")])
    column = page.mapping._boxes["Status"]
    for box in (page.words.boxes["moon"], column):
        before = box.currentIndex()
        assert 0 < before < box.count() - 1
        scroll(box, -120)
        scroll(box, 120)
        scroll(box, 120)
        assert box.currentIndex() == before
    assert page.guests
    assert page.guests.mapping["status"] == 3


def scroll(box: QWidget, by: int) -> None:
    middle = QPointF(box.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(box.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, by),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)


def test_a_list_is_judged_and_imported_by_keyboard_alone(
    lists: Lists, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> None:
    page = lists.open([*crowd(1, 2), *crowd(3, status="Moon")])
    tab_to(page, page.words.boxes["moon"])
    press(Qt.Key.Key_Up)
    lists.settle()
    moon = page.words.boxes["moon"]
    assert moon.currentText() == "Registered"
    assert QApplication.focusWidget() is moon
    tab_to(page, page.start_button)
    press(Qt.Key.Key_Space)
    lists.settle()
    assert "3 new" in page.question.message.text()
    assert statuses(live_desk, lanes) == ["registered", "registered", "registered"]


def press(key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    assert focused
    QTest.keyClick(focused, key)


def tab_to(page: ImportPage, target: QWidget) -> None:
    for _ in range(60):
        if QApplication.focusWidget() is target:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"{page.windowTitle()}: Tab never comes to {target}")


def test_words_from_outside_that_look_like_commands_are_shown_as_they_are(lists: Lists) -> None:
    rows = [
        ["1", "Guest 1", "g1@x.org", "<b>Moon</b>", "<i>call</i>"],
        ["2", "Guest 2", "g2@x.org", "Attending", "+1 504 555 0102"],
    ]
    page = lists.open(rows, [*HEADER, "Phone"])
    word = page.words.findChild(FitLabel)
    assert word
    assert word.text() == "<b>Moon</b>"
    assert word.toolTip() == "<span>&lt;b&gt;Moon&lt;/b&gt;</span>"
    reason = page.problems.index(0, REASON)
    shown = str(page.problems.data(reason))
    assert "<i>call</i>" in shown
    tip = str(page.problems.data(reason, Qt.ItemDataRole.ToolTipRole))
    assert "&lt;i&gt;call&lt;/i&gt;" in tip
