"""A verdict that comes while a dialog is open is seen whole, and disturbs nothing."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.gui.attendees.person_dialog import PersonDialog
from desktop.gui.checkin.verdict_flash import VerdictFlash
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.window import OpenWindow

SIZES = [(1024, 700), (1360, 850), (1920, 1080)]


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    return Desk(qtbot, window, live_desk, lanes[0])


def flash_of(desk: Desk) -> VerdictFlash:
    return desk.window.findChildren(VerdictFlash)[0]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_verdict_stands_above_an_open_form(desk: Desk, size: tuple[int, int]) -> None:
    noa = desk.register("Maximiliana-Josephine von Hohenzollern-Sigmaringen", amount_due="50")
    desk.begin()
    desk.window.resize(*size)
    desk.window.open_person_form()
    form = desk.window.dialog
    assert isinstance(form, PersonDialog)
    line = form.form.fields["first_name"].editor
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "Sam")
    headline = desk.scan(noa)
    flash = flash_of(desk)
    assert flash.isVisible()
    assert flash.headline.text() == headline == "Unpaid"
    assert flash.name.text() == noa.name
    assert flash.sentence.text() == desk.window.page.card.sentence.text()
    for part in (flash.headline, flash.name, flash.sentence):
        assert part.height() >= part.heightForWidth(part.width())
        assert flash.rect().contains(part.geometry())
    assert form.isVisible()
    assert line.text() == "Sam"
    form.reject()
    settle(desk.qtbot, desk.window)
    assert not flash.isVisible()


def test_without_a_dialog_the_page_says_it_alone(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    desk.begin()
    desk.scan(noa)
    assert not flash_of(desk).isVisible()


def test_it_goes_by_itself(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    desk.begin()
    desk.window.open_person_form()
    desk.scan(noa)
    flash = flash_of(desk)
    assert flash._timer.isActive()
    flash._timer.timeout.emit()
    assert not flash.isVisible()
