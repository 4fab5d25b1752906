"""What somebody new did at the window and did not mean to: each slip once, as it happened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.checkin.codes import Reading
from desktop.gui.checkin.checkin_desk import CHECK_IN, CHECK_OUT, LOOK_UP
from desktop.gui.printing.print_dialog import PrintDialog
from desktop.gui.programme.plan_dialogs import SessionFormDialog
from desktop.gui.programme.programme_page import SESSIONS
from desktop.gui.widgets.buttons import KeyButton
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.window import PLACES, PROGRAMME, OpenWindow


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    return Desk(qtbot, window, live_desk, lanes[0])


def contrast(button: KeyButton) -> float:
    """Give the contrast of the words of a button, as the eye sees it (WCAG 2.2)."""
    picture = button.grab().toImage()
    seen = [
        picture.pixelColor(x, y)
        for x in range(picture.width() // 8, picture.width() // 2)
        for y in range(8, picture.height() - 8)
    ]
    lights = sorted(map(luminance, seen))
    return (lights[-1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: QColor) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def type_name(desk: Desk, text: str) -> None:
    QTest.keyClicks(desk.window.page.field, text, delay=30)
    desk.qtbot.waitUntil(lambda: desk.window.page.card.is_choosing)


def shown_names(desk: Desk) -> list[str]:
    return [line.title for line in desk.window.page.card.results.lines.lines]


def test_undo_with_nothing_done_says_where_older_things_are(desk: Desk) -> None:
    desk.begin()
    desk.ctrl(Qt.Key.Key_Z)
    assert desk.headline == "Nothing to undo"
    assert "Recent (Ctrl+R)" in desk.window.page.card.sentence.text()


def test_a_name_that_was_typed_very_fast_is_searched_for(desk: Desk) -> None:
    """Somebody fast was told "Unknown code: a name, not a code", and the field was empty."""
    desk.register("Rachel Shalev")
    desk.begin()
    desk.window.page.take_scan(Reading("rachel shalev"))
    settle(desk.qtbot, desk.window)
    assert shown_names(desk) == ["Rachel Shalev"]
    assert desk.window.page.field.text() == "rachel shalev"
    assert desk.front_desk.kept_settings("sample") == {}
    desk.key(Qt.Key.Key_Return)
    assert desk.headline == "Checked in"


def test_a_name_that_nobody_has_is_carried_into_the_form(desk: Desk) -> None:
    desk.register("Rachel Shalev")
    desk.begin()
    desk.window.page.take_scan(Reading("dana harrow"))
    settle(desk.qtbot, desk.window)
    assert desk.headline == "Nobody found"
    assert desk.window.page.field.text() == "dana harrow"


def test_f12_out_of_looking_up_goes_to_checking_in(desk: Desk) -> None:
    """The next guest was checked out, because looking up was left to the other side."""
    desk.register("Noa Cohen")
    desk.begin()
    desk.key(Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    assert desk.window.checkin_desk.mode == LOOK_UP
    desk.key(Qt.Key.Key_F12)
    assert desk.window.checkin_desk.mode == CHECK_IN
    desk.key(Qt.Key.Key_F12)
    assert desk.window.checkin_desk.mode == CHECK_OUT
    desk.key(Qt.Key.Key_F12)
    assert desk.window.checkin_desk.mode == CHECK_IN


def test_of_two_of_one_name_enter_asks_which(desk: Desk) -> None:
    first = desk.register("Ruth Cohen", ticket_type="Speaker")
    desk.register("Ruth Cohen", ticket_type="Delegate")
    desk.begin()
    type_name(desk, "ruth c")
    desk.key(Qt.Key.Key_Return)
    assert desk.window.page.card.is_choosing
    assert "Two are called Ruth Cohen" in desk.window.page.card._hint.text()
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_Up)
    marked = desk.window.page.card.marked()
    desk.key(Qt.Key.Key_Return)
    assert desk.headline == "Checked in"
    # Whoever is in stands below now, so that the other one is marked.
    desk.window.page.start_over()
    type_name(desk, "ruth c")
    assert desk.window.page.card.marked() != marked
    assert first.id in {line.id for line in desk.window.page.card.results.lines.lines}


def test_enter_takes_one_of_a_name_that_no_other_has(desk: Desk) -> None:
    desk.register("Ruth Cohen")
    desk.register("Ruth Levi")
    desk.begin()
    type_name(desk, "ruth c")
    desk.key(Qt.Key.Key_Return)
    assert desk.headline == "Checked in"


def test_after_one_badge_the_sheet_closes(qtbot: QtBot, sample_window: OpenWindow) -> None:
    """A second Enter in the sheet that stayed open printed a second badge."""
    window = sample_window
    who = window.front_desk
    settle(qtbot, window)
    people = window.jobs.on_store(lambda: who.desk.find(window.station.needed(), "assaf cohen"))  # type: ignore[arg-type]
    window.open_badges_of(people[:1])
    settle(qtbot, window)
    assert isinstance(window.dialog, PrintDialog)
    QTest.keyClick(window.dialog, Qt.Key.Key_Return)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: window.dialog is None)
    assert window.notice.isVisible()


def test_an_end_of_a_session_is_on_the_day_it_begins(
    qtbot: QtBot, sample_window: OpenWindow
) -> None:
    window = sample_window
    window.show_page(PROGRAMME)
    settle(qtbot, window)
    window.programme_page.tabs.choose(SESSIONS)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    form = window.dialog
    assert isinstance(form, SessionFormDialog)
    form.form.set_values({"starts_at": "2026-12-04 17:00", "ends_at": "18:00"})
    assert form.form.values()["ends_at"] == "2026-12-04 18:00"
    form.reject()
    settle(qtbot, window)


def test_who_is_checked_out_of_a_place_is_named(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    desk.begin()
    desk.scan(noa)
    window = desk.window
    window.show_page(PLACES)
    settle(desk.qtbot, window)
    window.places_page.people.setFocus()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Space)
    settle(desk.qtbot, window)
    assert window.notice.text.startswith("Noa Cohen is checked out of ")


def test_on_red_the_way_past_does_not_invite(desk: Desk) -> None:
    """The one filled button under "Do not let in" was "Let in, by a lead"."""
    carl = desk.register("Carl Levi", status="cancelled")
    pending = desk.register("Noa Cohen")
    desk.begin()
    desk.scan(carl)
    button = desk.window.page.card.findChildren(KeyButton)
    (let_in,) = [each for each in button if each.accessibleName().startswith("Let in")]
    assert let_in.isVisible()
    assert let_in.property("kind") == ""
    assert contrast(let_in) > 7
    desk.scan(pending)
    desk.scan(pending)
    desk.window.checkin_desk._scanned.clear()
    desk.scan(pending)
    assert desk.headline == "Already in"
    assert let_in.property("kind") == "main"
    assert contrast(let_in) > 4.5


def test_a_changed_name_stays_where_it_was_searched_for(
    qtbot: QtBot, sample_window: OpenWindow
) -> None:
    """Saving cleared the search, and the table jumped to other names."""
    window = sample_window
    window.show_page(1)
    page = window.attendees
    page.search.setText("assaf cohen")
    page.relist()
    settle(qtbot, window)
    page.table.selectRow(0)
    qtbot.waitUntil(lambda: page.details is not None)
    assert page.details is not None
    who = page.details.attendee
    page.open_person(who.id)
    settle(qtbot, window)
    assert page.search.text() == "assaf cohen"
    assert page.details is not None
    assert page.details.attendee.id == who.id
