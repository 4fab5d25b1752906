"""A day is typed in words or chosen in a calendar, and shown as it was read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.gui.widgets import day_field
from desktop.gui.widgets.day_field import DayField


@pytest.fixture(autouse=True)
def _on_a_friday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_field, "iso_day", lambda: "2026-11-27")


def shown(qtbot: QtBot, field: DayField) -> DayField:
    qtbot.addWidget(field)
    field.show()
    return field


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2 dec 2026", "2026-12-02"), ("tomorrow", "2026-11-28"), ("3/4/2026", "3/4/2026"), ("", "")],
)
def test_what_is_typed_is_shown_as_it_was_read(qtbot: QtBot, typed: str, kept: str) -> None:
    field = shown(qtbot, DayField("First day"))
    QTest.keyClicks(field.line, typed)
    assert field.value() == kept
    field.line.editingFinished.emit()
    assert field.line.text() == kept


def test_a_time_alone_means_the_day_of_the_programme(qtbot: QtBot) -> None:
    field = shown(qtbot, DayField("Begins", day="2026-12-02", with_time=True))
    QTest.keyClicks(field.line, "9:30")
    assert field.value() == "2026-12-02 09:30"
    field.set_value("2026-12-03 14:00")
    assert field.value() == "2026-12-03 14:00"


def test_the_calendar_chooses_a_day_and_leaves_the_time(qtbot: QtBot) -> None:
    field = shown(qtbot, DayField("Begins", day="2026-12-02", with_time=True))
    field._mark()
    assert field.calendar.selectedDate() == QDate(2026, 12, 2)
    field.calendar.clicked.emit(QDate(2026, 12, 4))
    assert field.value() == "2026-12-04 09:00"
    field.set_value("2026-12-02 15:45")
    field.calendar.clicked.emit(QDate(2026, 12, 5))
    assert field.value() == "2026-12-05 15:45"


def test_a_day_without_a_time_is_chosen_alone(qtbot: QtBot) -> None:
    field = shown(qtbot, DayField("First day"))
    field.calendar.clicked.emit(QDate(2026, 12, 4))
    assert field.value() == "2026-12-04"
