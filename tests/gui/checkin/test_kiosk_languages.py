"""The kiosk greets with the programme's logo and speaks the language that a guest chooses."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.badges.badge_template import PictureItem
from desktop.domain.badges.box import Box
from desktop.gui.checkin.kiosk_page import BOTH, ENGLISH, HEBREW
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.support.cut import faults_in
from tests.support.window import OpenWindow

WELCOME_HEBREW = "סרקו את הכרטיס או התג, או הקלידו שם מלא"
WELCOME_ENGLISH = "Scan your ticket or badge, or type your full name"


def read_words(window: OpenWindow) -> list[str]:
    return [
        label.text()
        for pair in window.kiosk._both_languages
        for label in pair
        if label.isVisible() and label.text()
    ]


def test_both_languages_stand_there_until_one_is_chosen(
    qtbot: QtBot, sample_window: OpenWindow
) -> None:
    kiosk = sample_window.kiosk
    sample_window.show_kiosk()
    settle(qtbot, sample_window)
    assert kiosk.languages.chosen == BOTH
    assert {WELCOME_ENGLISH, WELCOME_HEBREW} <= set(read_words(sample_window))
    kiosk.languages.choose(HEBREW)
    assert WELCOME_HEBREW in read_words(sample_window)
    assert WELCOME_ENGLISH not in read_words(sample_window)
    assert kiosk.keyboard.layouts[1].isVisible()
    assert kiosk.field.hasFocus()
    kiosk.languages.choose(ENGLISH)
    assert WELCOME_ENGLISH in read_words(sample_window)
    assert WELCOME_HEBREW not in read_words(sample_window)
    assert kiosk.keyboard.layouts[0].isVisible()


def test_the_next_guest_is_greeted_in_both_again(qtbot: QtBot, sample_window: OpenWindow) -> None:
    kiosk = sample_window.kiosk
    sample_window.show_kiosk()
    settle(qtbot, sample_window)
    kiosk.languages.choose(HEBREW)
    kiosk._on_entered("Nobody Ofthisname")
    settle(qtbot, sample_window)
    answer = read_words(sample_window)
    assert answer
    assert all(any("א" <= letter <= "ת" for letter in text) for text in answer)
    QTest.keyClick(kiosk, Qt.Key.Key_Return)
    assert kiosk.languages.chosen == BOTH
    assert kiosk.keyboard.layouts[0].isVisible()


@pytest.mark.parametrize(
    ("size", "logo_px"),
    [((1024, 700), 0), ((800, 1280), 84), ((1366, 768), 50), ((1920, 1080), 84)],
)
def test_the_logo_of_the_badge_stands_above_the_greeting_and_the_keys_stay_whole(
    qtbot: QtBot,
    sample_window: OpenWindow,
    live_desk: FrontDesk,
    lanes: tuple[Lane, Lane],
    tmp_path: Path,
    size: tuple[int, int],
    logo_px: int,
) -> None:
    path = tmp_path / "logo.png"
    picture = QImage(600, 200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    picture.save(str(path))

    def put_on_the_badge() -> None:
        name = live_desk.templates.add_picture(path)
        first = live_desk.templates.all()[0].template
        logo = PictureItem(name="Logo", box=Box(2, 2, 20, 8), picture=name)
        live_desk.templates.save(replace(first, items=(*first.items, logo)))

    lanes[0].submit(put_on_the_badge).result()
    kiosk = sample_window.kiosk
    sample_window.show_kiosk()
    settle(qtbot, sample_window)
    # The screens of tests are small: what fills them is tried in the sizes of tablets.
    sample_window.setMinimumSize(1, 1)
    sample_window.showNormal()
    sample_window.resize(*size)
    qtbot.waitUntil(lambda: (kiosk.width(), kiosk.height()) == size)
    assert kiosk._logo.isVisible() == bool(logo_px)
    if logo_px:
        assert round(kiosk._logo.pixmap().deviceIndependentSize().height()) == logo_px
    for language in (BOTH, ENGLISH, HEBREW):
        kiosk.languages.choose(language)
        qtbot.waitUntil(lambda: not faults_in(sample_window))


def test_without_a_picture_on_the_badge_there_is_no_logo(
    qtbot: QtBot, sample_window: OpenWindow
) -> None:
    sample_window.show_kiosk()
    settle(qtbot, sample_window)
    assert not sample_window.kiosk._logo.isVisible()
