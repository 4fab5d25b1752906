"""F1 says the keys of the open page, what colours mean, and what to do if; also on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.gui.help import practice_start, room
from desktop.gui.help.help_dialog import HelpDialog
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.pdf_text import text_of_pages
from tests.support.window import OpenWindow


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    made = Desk(qtbot, window, live_desk, lanes[0])
    made.begin()
    return made


def opened(desk: Desk) -> HelpDialog:
    desk.window.choose("Help")
    dialog = desk.window.dialog
    assert isinstance(dialog, HelpDialog)
    return dialog


def words(dialog: HelpDialog) -> list[str]:
    return [found.text() for found in dialog.findChildren(QLabel)]


def test_help_names_the_keys_of_the_page_that_is_open(desk: Desk) -> None:
    desk.key(Qt.Key.Key_F1)
    dialog = desk.window.dialog
    assert isinstance(dialog, HelpDialog)
    said = words(dialog)
    assert "Walk-in" in said
    assert "Camera" in said
    dialog.reject()
    desk.window.show_page(1)
    said = words(opened(desk))
    assert "Check in: Main entrance" in said
    assert "Camera" not in said


def test_a_key_is_named_once(desk: Desk) -> None:
    said = words(opened(desk))
    assert [said.count(key) for key in ("Ctrl Z", "F10", "F3", "F4")] == [1, 1, 1, 1]


def test_help_says_what_colours_mean_and_what_to_do(desk: Desk) -> None:
    said = words(opened(desk))
    for word in ("Green", "Blue, arrow", "Amber", "Red", "Grey"):
        assert word in said
    assert said[said.index("the wrong person went in") + 1].startswith("Ctrl Z")


def test_a_scan_is_taken_while_help_is_open(qtbot: QtBot, desk: Desk) -> None:
    opened(desk)
    desk.scan("nobody's code")
    settle(qtbot, desk.window)
    assert desk.headline == "Unknown code"


def test_the_page_to_print_is_one_page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "help.pdf"
    opened(desk).print_to(target)
    settle(qtbot, desk.window)
    (said,) = text_of_pages(target)
    for line in ("Muster at the desk", "Walk-in", "Amber", "the network is gone"):
        assert line in said


def test_an_empty_store_offers_to_practise_in_a_window_of_its_own(
    qtbot: QtBot, window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []

    def start() -> str:
        started.append("practice")
        return ""

    monkeypatch.setattr(room, "start_practice", start)
    button = window.page.card._ready.practice_button
    assert button.isVisible()
    button.click()
    assert started == ["practice"]


def test_a_practice_that_cannot_start_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = ["/nowhere/at/all/muster", "practice"]
    monkeypatch.setattr(practice_start, "practice_command", lambda: nowhere)
    desk.window.choose("Practice…")
    assert "could not be opened" in desk.window.notice.text
