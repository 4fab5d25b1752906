"""The forms of points, questions and programmes: what is rare stands behind a button."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.programme.programme import Point
from desktop.gui.programme.plan_dialogs import QuestionDialog
from desktop.gui.programme.point_dialog import PointDialog
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.window import PROGRAMME, OpenWindow

POINTS, QUESTIONS = 4, 3


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    return Desk(qtbot, window, live_desk, lanes[0])


def open_new(desk: Desk, tab: int) -> None:
    desk.begin()
    desk.window.show_page(PROGRAMME)
    settle(desk.qtbot, desk.window)
    desk.window.programme_page.tabs.choose(tab)
    desk.window.programme_page.add()
    desk.qtbot.waitUntil(lambda: desk.window.dialog is not None)


def shown(dialog: PointDialog | QuestionDialog) -> set[str]:
    return {name for name, field in dialog.form.fields.items() if not field.isHidden()}


def saved(desk: Desk, name: str) -> Point:
    points = desk.on_store(lambda: desk.front_desk.programmes.points(desk.reception.programme))
    return next(point for point in points if point.name == name)


def point_dialog(desk: Desk) -> PointDialog:
    open_new(desk, POINTS)
    dialog = desk.window.dialog
    assert isinstance(dialog, PointDialog)
    return dialog


def test_a_point_without_a_session_has_hours_of_the_clock(desk: Desk) -> None:
    dialog = point_dialog(desk)
    assert {"opens_at", "closes_at", "on_days"} <= shown(dialog)
    assert not {"opens_min", "most_times", "overrides"} & shown(dialog)
    dialog.form.set_values({"name": "Lunch", "opens_at": "8:30", "closes_at": "14:00"})
    days = dialog.form.fields["on_days"]
    days.editor.setText("Tue and Thu")  # type: ignore[attr-defined]
    assert "from 8:30 to 14:00, on Tue, Thu" in dialog.sentence.text()
    dialog.save()
    settle(desk.qtbot, desk.window)
    made = saved(desk, "Lunch")
    assert (made.opens_at, made.closes_at, made.on_days) == ("08:30", "14:00", "2 4")


def test_a_door_of_a_session_counts_from_it(desk: Desk) -> None:
    desk.on_store(lambda: desk.reception.session("W1", starts_at="2026-12-02T09:00"))
    dialog = point_dialog(desk)
    session = desk.on_store(
        lambda: desk.front_desk.programmes.sessions(desk.reception.programme)[0]
    )
    dialog.form.fields["session"].set_value(session.id)
    assert {"opens_min", "closes_min", "closes_from"} <= shown(dialog)
    assert not {"opens_at", "closes_at", "on_days"} & shown(dialog)


def test_what_is_rare_stands_behind_more(desk: Desk) -> None:
    dialog = point_dialog(desk)
    dialog.form.more.click()
    assert {"most_times", "most_a_day", "most_days", "unconfirmed", "overrides"} <= shown(dialog)
    dialog.form.set_values({"name": "Coffee", "most_a_day": "2", "unconfirmed": "welcome"})
    sentence = dialog.sentence.text()
    assert "at most 2 times a day" in sentence
    assert "waiting list and pending: let in" in sentence
    dialog.save()
    settle(desk.qtbot, desk.window)
    made = saved(desk, "Coffee")
    assert (made.most_a_day, made.unconfirmed) == (2, "welcome")


def test_a_rare_rule_that_is_set_is_never_out_of_sight(desk: Desk) -> None:
    desk.point("Coffee", most_days=2)  # type: ignore[arg-type]
    desk.begin()
    desk.window.show_page(PROGRAMME)
    settle(desk.qtbot, desk.window)
    page = desk.window.programme_page
    page.tabs.choose(POINTS)
    QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Down)
    page.open_marked()
    desk.qtbot.waitUntil(lambda: isinstance(desk.window.dialog, PointDialog))
    dialog = desk.window.dialog
    assert isinstance(dialog, PointDialog)
    assert dialog.form.fields["name"].value() == "Coffee"
    assert "most_days" in shown(dialog)
    assert dialog.form.fields["most_days"].value() == "2"


@pytest.mark.parametrize(
    ("name", "text"),
    [("opens_at", "noon"), ("on_days", "workdays"), ("most_times", "some"), ("capacity", "-1")],
)
def test_what_is_no_hour_day_or_number_stands_red(desk: Desk, name: str, text: str) -> None:
    dialog = point_dialog(desk)
    dialog.form.set_values({"name": "Lunch", name: text})
    dialog.save()
    settle(desk.qtbot, desk.window)
    assert desk.window.dialog is dialog
    assert dialog.form.fields[name].fault.text()
    assert not dialog.form.fields[name].isHidden()


def test_a_number_is_asked_with_its_limits_and_a_choice_with_its_answers(desk: Desk) -> None:
    open_new(desk, QUESTIONS)
    dialog = desk.window.dialog
    assert isinstance(dialog, QuestionDialog)
    assert not {"least", "most", "choices", "types"} & shown(dialog)
    dialog.form.fields["kind"].set_value("number")
    assert {"least", "most"} <= shown(dialog)
    assert "choices" not in shown(dialog)
    dialog.form.set_values({"text": "Age", "least": "18", "most": "old"})
    dialog.save()
    settle(desk.qtbot, desk.window)
    assert dialog.form.fields["most"].fault.text()
    dialog.form.set_values({"most": "120", "types": "Press"})
    dialog.save()
    settle(desk.qtbot, desk.window)
    (made,) = desk.on_store(lambda: desk.front_desk.programmes.questions(desk.reception.programme))
    assert (made.kind, made.least, made.most, made.types) == ("number", "18", "120", "Press")


def test_a_form_that_is_higher_than_the_window_scrolls(desk: Desk) -> None:
    desk.window.resize(1024, 700)
    dialog = point_dialog(desk)
    dialog.form.more.click()
    field = dialog.form.fields["most_days"]
    desk.qtbot.waitUntil(lambda: field.height() >= field.sizeHint().height())
    assert dialog.height() <= 700


def test_the_sentence_names_the_doors_that_count_together(desk: Desk) -> None:
    desk.point("Gala", reentry="never")
    dialog = point_dialog(desk)
    dialog.form.set_values({"name": "Gift", "reentry": "never"})
    assert "visits count together with Gala" in dialog.sentence.text()
    dialog.form.set_values({"reentry": "once_a_day"})
    assert "count together" not in dialog.sentence.text()


def test_a_type_that_nobody_has_is_named_after_saving(desk: Desk) -> None:
    desk.register("Noa Cohen", ticket_type="Full")
    desk.begin()
    desk.window.show_page(PROGRAMME)
    settle(desk.qtbot, desk.window)
    page = desk.window.programme_page
    page.form.set_values({"ticket_days": "Dya = 2026-12-02"})
    page.save()
    settle(desk.qtbot, desk.window)
    assert "Nobody has the ticket type Dya" in desk.window.notice.text
