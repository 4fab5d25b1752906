"""On every page and in every dialog of the menu nothing is cut and nothing covers anything."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.exceptions import TimeoutError as NeverRested
from pytestqt.qtbot import QtBot

from desktop.gui.attendees.actions import PersonAction
from desktop.gui.window.footer import Footer
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.sample import fill_whole_sample
from tests.gui.conftest import settle
from tests.support.cut import faults_in
from tests.support.window import ATTENDEES, FROM_MENU, PROGRAMME, OpenWindow

SIZES = [(1024, 700), (1280, 720), (1366, 768), (1920, 1080)]
# What opens a dialog about somebody; photos ask the system for a file or a camera.
ASKING = [PersonAction.EDIT, PersonAction.MERGE, PersonAction.GROUP, PersonAction.BOOK]


@pytest.fixture
def whole_sample(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> OpenWindow:
    lanes[0].submit(lambda: fill_whole_sample(live_desk)).result()
    with qtbot.waitSignal(window.stood):
        window.load("NIPERM")
    settle(qtbot, window)
    return window


def lasting_faults(qtbot: QtBot, widget: QWidget) -> list[str]:
    """List what is still wrong when the layouts have come to rest."""
    with contextlib.suppress(NeverRested):
        qtbot.waitUntil(lambda: not faults_in(widget), timeout=2000)
    return faults_in(widget)


def look_at_pages(qtbot: QtBot, window: OpenWindow) -> list[str]:
    """Go through all pages and all parts of the programme, and list what is wrong there."""
    faults: list[str] = []
    for number, page in enumerate(window.pages):
        window.show_page(number)
        tabs = window.programme_page.tabs
        parts = len(tabs.group.buttons()) if number == PROGRAMME and tabs.isVisible() else 1
        for part in range(parts):
            if parts > 1:
                tabs.choose(part)
            settle(qtbot, window)
            about = f"{type(page).__name__} {part}"
            faults += [f"{about}: {fault}" for fault in lasting_faults(qtbot, window)]
    return faults


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_page_of_the_sample(
    qtbot: QtBot, whole_sample: OpenWindow, size: tuple[int, int]
) -> None:
    whole_sample.resize(*size)
    assert look_at_pages(qtbot, whole_sample) == []


@pytest.mark.parametrize("size", [(1024, 700), (1920, 1080)], ids=lambda size: f"{size[0]}")
def test_every_page_mirrored(qtbot: QtBot, whole_sample: OpenWindow, size: tuple[int, int]) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        whole_sample.resize(*size)
        assert look_at_pages(qtbot, whole_sample) == []
    finally:
        application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("size", [(1024, 700), (1366, 768)], ids=lambda size: f"{size[0]}")
def test_every_page_of_an_empty_store_and_of_an_empty_programme(
    qtbot: QtBot,
    window: OpenWindow,
    live_desk: FrontDesk,
    lanes: tuple[Lane, Lane],
    size: tuple[int, int],
) -> None:
    window.resize(*size)
    assert look_at_pages(qtbot, window) == []
    lanes[0].submit(lambda: live_desk.programmes.find_or_make("NEW")).result()
    with qtbot.waitSignal(window.stood):
        window.load("NEW")
    assert look_at_pages(qtbot, window) == []


@pytest.mark.parametrize("size", [(1024, 700), (1366, 768)], ids=lambda size: f"{size[0]}")
def test_every_dialog_of_the_menu(
    qtbot: QtBot, whole_sample: OpenWindow, size: tuple[int, int]
) -> None:
    window = whole_sample
    window.resize(*size)
    faults: list[str] = []
    for text in FROM_MENU:
        window.choose(text)
        settle(qtbot, window)
        assert window.dialog is not None, text
        faults += [f"{text}: {fault}" for fault in lasting_faults(qtbot, window.dialog)]
        window.dialog.reject()
        settle(qtbot, window)
    assert faults == []


def test_what_is_cut_or_covered_is_found(qtbot: QtBot) -> None:
    """The walk that finds nothing above finds what is wrong."""
    page = QWidget()
    qtbot.addWidget(page)
    row = QHBoxLayout(page)
    row.addWidget(QLabel("a sentence that is far too long for its place"))
    row.addWidget(QPushButton("Everybody out…"))
    page.show()
    assert faults_in(page) == []
    label, button = page.findChild(QLabel), page.findChild(QPushButton)
    assert label is not None
    assert button is not None
    label.setFixedWidth(60)
    button.setFixedWidth(30)
    page.layout().activate()  # type: ignore[union-attr]
    assert faults_in(page) == [
        "cut: 'a sentence that is far too long for its place'",
        "cut button: 'Everybody out…'",
    ]
    button.move(label.pos())
    assert any(fault.startswith("covered: QLabel") for fault in faults_in(page))
    button.move(page.width() - 5, 0)
    assert any(fault.startswith("leaves its place: QPushButton") for fault in faults_in(page))


def test_the_foot_shows_whole_keys_only(qtbot: QtBot) -> None:
    foot = Footer()
    qtbot.addWidget(foot)
    foot.show_keys([(f"F{number}", "a long word for what it does") for number in range(1, 13)])
    foot.resize(700, foot.height())
    foot.show()
    assert faults_in(foot) == []


@pytest.mark.parametrize("size", [(1024, 700), (1366, 768)], ids=lambda size: f"{size[0]}")
def test_every_form_of_a_plan_and_of_a_person(
    qtbot: QtBot, whole_sample: OpenWindow, size: tuple[int, int]
) -> None:
    window = whole_sample
    window.resize(*size)
    page, people = window.programme_page, window.attendees

    def new_of(tab: int) -> None:
        window.show_page(PROGRAMME)
        settle(qtbot, window)
        page.tabs.choose(tab)
        page.add()

    def on_person(action: PersonAction) -> None:
        window.show_page(ATTENDEES)
        settle(qtbot, window)
        people.table.selectRow(0)
        settle(qtbot, window)
        people._ask(action)

    opens: dict[str, Callable[[], None]] = {
        "session": lambda: new_of(1),
        "place": lambda: new_of(2),
        "question": lambda: new_of(3),
        "point": lambda: new_of(4),
        "new person": window.open_person_form,
        "recent": window.door.open_recent,
        "sync": window.sync.open_settings,
        **{action.name: partial(on_person, action) for action in ASKING},
    }
    faults: list[str] = []
    for text, open_ in opens.items():
        open_()
        settle(qtbot, window)
        if (dialog := window.dialog) is None:
            continue
        faults += [f"{text}: {fault}" for fault in lasting_faults(qtbot, dialog)]
        place = QRect(dialog.mapToGlobal(QPoint(0, 0)), dialog.size())
        if not QRect(window.mapToGlobal(QPoint(0, 0)), window.size()).contains(place):
            faults.append(f"{text}: {dialog.size()} is beyond the window")
        dialog.reject()
        settle(qtbot, window)
    assert faults == []
