"""The sessions of a day by room, in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.gui.programme.plan_dialogs import SessionFormDialog
from desktop.gui.programme.programme_page import SESSIONS
from desktop.gui.programme.sessions_view import AS_LIST, BY_ROOM, SessionsView
from tests.gui.conftest import settle
from tests.support.window import ATTENDEES, PROGRAMME, OpenWindow

FIRST_DAY = [
    "Opening panel: two countries, one response",
    "Crisis management: the first hour",
    "Hospital evacuation",
    "Site visit: Children's Hospital",
    "Site visit: Acadian Ambulance dispatch",
]


@pytest.fixture
def sessions(qtbot: QtBot, sample_window: OpenWindow) -> SessionsView:
    sample_window.show_page(PROGRAMME)
    settle(qtbot, sample_window)
    sample_window.programme_page.tabs.choose(SESSIONS)
    settle(qtbot, sample_window)
    return sample_window.programme_page.sessions


def titles(view: SessionsView) -> list[str]:
    return [block.session.title for block in view.day.plan.blocks]


def marked(view: SessionsView) -> str:
    ids = {block.session.id: block.session.title for block in view.day.plan.blocks}
    return ids.get(view.day.mark, "")


def key(view: SessionsView, pressed: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or view, pressed)


def test_today_is_shown_by_room_with_how_full_each_is(sessions: SessionsView) -> None:
    assert sorted(titles(sessions)) == sorted(FIRST_DAY)
    assert sessions.day.plan.rooms == ("Hall A", "Room 1", "Room 2", "Bus 1", "Bus 2")
    assert [head.seats for head in sessions.day._heads] == [
        "520 seats",
        "280 seats",
        "280 seats",
        "54 seats",
        "54 seats",
    ]
    assert marked(sessions) == FIRST_DAY[0]
    assert sessions.pane.title.text() == FIRST_DAY[0]
    assert (sessions.pane.count.text(), sessions.pane.of.text()) == ("469", "of 520 booked")
    assert sessions.day._now is not None


def test_arrows_go_from_session_to_session_and_enter_opens(
    qtbot: QtBot, sample_window: OpenWindow, sessions: SessionsView
) -> None:
    assert QApplication.focusWidget() is sessions.day
    key(sessions, Qt.Key.Key_Right)
    assert marked(sessions) == "Crisis management: the first hour"
    key(sessions, Qt.Key.Key_Right)
    assert marked(sessions) == "Hospital evacuation"
    assert sessions.pane.title.text() == "Hospital evacuation"
    key(sessions, Qt.Key.Key_Down)
    assert marked(sessions) == "Hospital evacuation"
    key(sessions, Qt.Key.Key_Left)
    key(sessions, Qt.Key.Key_Left)
    assert marked(sessions) == FIRST_DAY[0]
    key(sessions, Qt.Key.Key_Return)
    settle(qtbot, sample_window)
    assert sample_window.dialog is not None
    assert sample_window.dialog.windowTitle() == FIRST_DAY[0]
    sample_window.dialog.reject()
    settle(qtbot, sample_window)
    assert QApplication.focusWidget() is sessions.day


def test_page_down_turns_to_the_next_day_and_its_first_session(sessions: SessionsView) -> None:
    key(sessions, Qt.Key.Key_PageDown)
    assert "Operational readiness: drills that teach" in titles(sessions)
    assert marked(sessions) in titles(sessions)
    assert sessions.day._now is None
    key(sessions, Qt.Key.Key_PageUp)
    key(sessions, Qt.Key.Key_PageUp)
    assert sorted(titles(sessions)) == sorted(FIRST_DAY)


def test_a_click_marks_and_a_second_one_opens(
    qtbot: QtBot, sample_window: OpenWindow, sessions: SessionsView
) -> None:
    block = next(b for b in sessions.day.plan.blocks if b.session.title == "Hospital evacuation")
    place = sessions.day.block_rect(block.session.id).center()
    QTest.mouseClick(sessions.day.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert sessions.pane.title.text() == "Hospital evacuation"
    QTest.mouseDClick(sessions.day.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, sample_window)
    assert sample_window.dialog is not None
    sample_window.dialog.reject()
    settle(qtbot, sample_window)


def test_the_list_and_the_day_mark_the_same_session(sessions: SessionsView) -> None:
    sessions.ways.choose(AS_LIST)
    assert sessions.list.isVisible()
    assert not sessions.day.isVisible()
    for _ in range(2):
        key(sessions, Qt.Key.Key_Down)
    assert sessions.pane.title.text() == "Hospital evacuation"
    sessions.ways.choose(BY_ROOM)
    assert marked(sessions) == "Hospital evacuation"


def test_who_booked_are_the_attendees_of_that_session(
    qtbot: QtBot, sample_window: OpenWindow, sessions: SessionsView
) -> None:
    sample_window.attendees.search.setText("nobody of this name")
    settle(qtbot, sample_window)
    key(sessions, Qt.Key.Key_Right)
    QTest.keyClick(sample_window.windowHandle(), Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, sample_window)
    assert sample_window.current_page == ATTENDEES
    assert sample_window.attendees.search.text() == ""
    assert sample_window.attendees.model.rowCount() == 260


@pytest.mark.parametrize("size", [(1024, 700), (1366, 768), (1920, 1080)])
def test_a_marked_session_is_in_sight_at_every_size(
    sample_window: OpenWindow, sessions: SessionsView, size: tuple[int, int]
) -> None:
    sample_window.resize(*size)
    ground = QRect(QPoint(0, 0), sessions.day.viewport().size())
    for block in sessions.day.plan.blocks:
        sessions.day.marked.emit(block.session.id)
        seen = ground.intersected(sessions.day.block_rect(block.session.id))
        assert seen.width() == sessions.day.block_rect(block.session.id).width()
        assert seen.height() >= 100, block.session.title


def test_without_sessions_the_page_teaches(qtbot: QtBot, window: OpenWindow) -> None:
    window.show_page(PROGRAMME)
    window.programme_page.form.set_values({"title": "New", "code": "NEW"})
    window.programme_page.save()
    settle(qtbot, window)
    window.programme_page.tabs.choose(SESSIONS)
    settle(qtbot, window)
    empty = window.programme_page._plan_lists[SESSIONS].empty
    assert empty.isVisible()
    assert empty.title.text() == "No sessions yet"
    assert not window.programme_page.sessions.isVisible()
    QTest.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    assert window.dialog is not None
    assert window.dialog.windowTitle() == "New session"
    window.dialog.reject()
    settle(qtbot, window)


def test_a_new_session_is_seen_and_marked_on_its_day(
    qtbot: QtBot, sample_window: OpenWindow, sessions: SessionsView
) -> None:
    """Somebody saved one, saw no sign of it, and saved it again."""
    third = sorted({s.starts_at[:10] for s in sessions._plan.sessions})[2]  # type: ignore[union-attr]
    QTest.keyClick(sample_window.windowHandle(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, sample_window)
    form = sample_window.dialog
    assert isinstance(form, SessionFormDialog)
    form.form.set_values({
        "title": "Late debrief", "code": "S99", "place": "Room 1",
        "starts_at": f"{third} 19:00", "ends_at": "20:00",
    })  # fmt: skip
    form.save()
    settle(qtbot, sample_window)
    assert sample_window.dialog is None
    assert sessions.days.day == third
    assert marked(sessions) == "Late debrief"
    assert sessions.pane.title.text() == "Late debrief"
