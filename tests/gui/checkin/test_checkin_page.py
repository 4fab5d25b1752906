"""The check-in page as a volunteer uses it, by keys."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.checkin.codes import make_code
from desktop.domain.failures import DiskFull
from desktop.gui.attendees.person_dialog import PersonDialog
from desktop.gui.checkin.checkin_desk import CHECK_IN, CHECK_OUT, LOOK_UP, REPEAT_GUARD_MS
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.gui.conftest import settle
from tests.support import keys
from tests.support.builders import write_csv
from tests.support.window import ATTENDEES, OpenWindow

ROWS = [
    ["Name", "שם בעברית", "Email", "Company", "Barcode", "Status", "Diet"],
    ["Noa Ben-David", "נועה בן־דוד", "noa@example.org", "Touro", "T-0001", "", "Kosher meal"],
    ["Noa Cohen", "נועה כהן", "noac@example.org", "Tulane", "T-0002", "", ""],
    ["<b>Bold</b> & <img src=x>", "", "b@example.org", "<i>x</i>", "T-0003", "", "<u>x</u>"],
    ["Ruth Katz", "", "ruth@example.org", "", "T-0004", "Pending", ""],
]


@pytest.fixture
def desk_window(
    qtbot: QtBot,
    window: OpenWindow,
    live_desk: FrontDesk,
    lanes: tuple[Lane, Lane],
    tmp_path: Path,
) -> OpenWindow:
    """A window at a desk with four guests."""
    path = write_csv(tmp_path / "guests.csv", ROWS)

    def fill() -> None:
        programme = live_desk.programmes.find_or_make("NIPERM")
        live_desk.importing(programme, open_guest_list(path)).run()
        live_desk.programmes.find_or_make_point(programme, "Garden entrance")

    lanes[0].submit(fill).result()
    with qtbot.waitSignal(window.stood):
        window.load("NIPERM")
    settle(qtbot, window)
    return window


def scan(qtbot: QtBot, window: OpenWindow, code: str) -> str:
    with qtbot.waitSignal(window.checkin_desk.verdict_given):
        keys.scan(window.windowHandle(), code)
    return window.page.card.band.headline.text()


def key(window: OpenWindow, key_: Qt.Key) -> None:
    QTest.keyClick(window.windowHandle(), key_)


def type_name(qtbot: QtBot, window: OpenWindow, text: str) -> None:
    with qtbot.waitSignal(window.checkin_desk.found):
        keys.type_slowly(window.windowHandle(), text)


def test_an_empty_store_teaches_the_first_step(qtbot: QtBot, window: OpenWindow) -> None:
    ready = window.page.card._ready
    assert ready.import_button.isVisible()
    assert "Nobody is registered yet" in ready._title.text()


def test_the_field_has_the_focus_and_takes_it_back(qtbot: QtBot, desk_window: OpenWindow) -> None:
    page = desk_window.page
    assert QApplication.focusWidget() is page.field
    desk_window.top_bar.modes.choose(1)
    desk_window.top_bar.modes.choose(0)
    assert QApplication.focusWidget() is page.field


def test_a_scan_shows_verdict_names_and_what_the_desk_must_know(
    qtbot: QtBot, desk_window: OpenWindow
) -> None:
    assert scan(qtbot, desk_window, "T-0001") == "Checked in"
    card = desk_window.page.card
    assert card.band.property("tone") == "yes"
    assert card.person.second_name.text() == "נועה בן־דוד"
    notes = [label.text() for label in card.person._notes.findChildren(type(card.sentence))]
    assert "Kosher meal" in notes
    assert desk_window.page.field.text() == ""


def test_the_same_scan_twice_in_a_moment_is_one_scan(qtbot: QtBot, desk_window: OpenWindow) -> None:
    ticks = iter([0, REPEAT_GUARD_MS - 1, 3 * REPEAT_GUARD_MS])
    desk_window.checkin_desk._ticks_ms = lambda: next(ticks)
    assert scan(qtbot, desk_window, "T-0001") == "Checked in"
    keys.scan(desk_window.windowHandle(), "T-0001")
    settle(qtbot, desk_window)
    assert desk_window.page.recent.lines.rowCount() == 1
    assert scan(qtbot, desk_window, "T-0001") == "Already in"


def test_f5_lets_in_again_after_already_in(qtbot: QtBot, desk_window: OpenWindow) -> None:
    desk_window.checkin_desk._ticks_ms = iter(range(0, 10**9, 10_000)).__next__
    scan(qtbot, desk_window, "T-0001")
    scan(qtbot, desk_window, "T-0001")
    with qtbot.waitSignal(desk_window.checkin_desk.verdict_given):
        key(desk_window, Qt.Key.Key_F5)
    assert desk_window.page.card.band.headline.text() == "Checked in again"


def test_f5_lets_in_who_is_not_confirmed(qtbot: QtBot, desk_window: OpenWindow) -> None:
    assert scan(qtbot, desk_window, "T-0004") == "Not confirmed"
    with qtbot.waitSignal(desk_window.checkin_desk.verdict_given):
        key(desk_window, Qt.Key.Key_F5)
    assert desk_window.page.card.band.headline.text() == "Checked in"


def test_names_are_found_while_typing_in_either_script(
    qtbot: QtBot, desk_window: OpenWindow
) -> None:
    type_name(qtbot, desk_window, "noa")
    assert desk_window.page.card.is_choosing
    assert desk_window.page.card.results.lines.rowCount() == 2
    key(desk_window, Qt.Key.Key_Escape)
    type_name(qtbot, desk_window, "כהן")
    assert [line.title for line in desk_window.page.card.results.lines.lines] == ["Noa Cohen"]


def test_enter_on_typed_letters_shows_who_it_may_be_and_on_a_marked_name_chooses(
    qtbot: QtBot, desk_window: OpenWindow
) -> None:
    QTest.keyClicks(desk_window.page.field, "noa")
    key(desk_window, Qt.Key.Key_Return)
    settle(qtbot, desk_window)
    assert desk_window.page.card.is_choosing
    assert desk_window.page.recent.lines.rowCount() == 0
    results = desk_window.page.card.results
    assert results.currentIndex().row() == 0
    first, second = (line.title for line in results.lines.lines)
    key(desk_window, Qt.Key.Key_Down)
    with qtbot.waitSignal(desk_window.checkin_desk.verdict_given):
        key(desk_window, Qt.Key.Key_Return)
    assert desk_window.page.card.person.name.text() == second
    settle(qtbot, desk_window)
    type_name(qtbot, desk_window, "noa")
    with qtbot.waitSignal(desk_window.checkin_desk.verdict_given):
        key(desk_window, Qt.Key.Key_Return)
    assert desk_window.page.card.person.name.text() == first


def test_a_typed_name_that_fits_nobody_is_nobody_and_goes_along_to_the_form(
    qtbot: QtBot, desk_window: OpenWindow
) -> None:
    QTest.keyClicks(desk_window.page.field, "Zelda Quux")
    key(desk_window, Qt.Key.Key_Return)
    settle(qtbot, desk_window)
    assert desk_window.page.card.band.headline.text() == "Nobody found"
    assert "walk-in (F4)" in desk_window.page.card.sentence.text()
    assert desk_window.page.recent.lines.rowCount() == 0
    key(desk_window, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: isinstance(desk_window.dialog, PersonDialog))
    dialog = desk_window.dialog
    assert isinstance(dialog, PersonDialog)
    assert dialog.form.fields["first_name"].value() == "Zelda"
    assert dialog.form.fields["last_name"].value() == "Quux"
    assert dialog._save.accessibleName() == "Register and check in"
    dialog.reject()
    desk_window.show_page(ATTENDEES)
    desk_window.open_person_form()
    dialog = desk_window.dialog
    assert isinstance(dialog, PersonDialog)
    assert dialog._save.accessibleName() == "Register"


def test_a_code_typed_by_hand_counts_as_a_scan(qtbot: QtBot, desk_window: OpenWindow) -> None:
    QTest.keyClicks(desk_window.page.field, "t-0002")
    with qtbot.waitSignal(desk_window.checkin_desk.verdict_given):
        QTest.keyClick(desk_window.page.field, Qt.Key.Key_Return)
    assert desk_window.page.card.person.name.text() == "Noa Cohen"


def test_ctrl_z_takes_back_letters_while_there_are_some_and_then_the_check_in(
    qtbot: QtBot, desk_window: OpenWindow
) -> None:
    scan(qtbot, desk_window, "T-0001")
    keys.type_slowly(desk_window.windowHandle(), "x")
    ctrl_z = (desk_window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(*ctrl_z)
    settle(qtbot, desk_window)
    assert desk_window.page.field.text() == ""
    assert "undone" not in desk_window.page.recent.lines.lines[0].below
    with qtbot.waitSignal(desk_window.checkin_desk.undone):
        QTest.keyClick(*ctrl_z)
    settle(qtbot, desk_window)
    assert desk_window.page.card.band.headline.text() == "Undone"
    assert "undone" in desk_window.page.recent.lines.lines[0].below
    with qtbot.waitSignal(desk_window.checkin_desk.undone):
        QTest.keyClick(*ctrl_z)
    assert desk_window.page.card.band.headline.text() == "Nothing to undo"


def test_an_unknown_code_says_what_to_do(qtbot: QtBot, desk_window: OpenWindow) -> None:
    assert scan(qtbot, desk_window, make_code(5, 77)) == "Unknown code"
    assert desk_window.page.card.band.property("tone") == "no"
    assert "type the name" in desk_window.page.card.sentence.text()
    assert not desk_window.page.card.person.isVisible()


def test_looking_up_writes_nothing(qtbot: QtBot, desk_window: OpenWindow) -> None:
    desk_window.top_bar.modes.choose(LOOK_UP)
    assert scan(qtbot, desk_window, "T-0001") == "Is not in"
    settle(qtbot, desk_window)
    assert desk_window.page.recent.lines.rowCount() == 0


def test_looking_up_says_whether_somebody_is_in_since_when_and_where_and_what_next(
    qtbot: QtBot, desk_window: OpenWindow
) -> None:
    sentence = desk_window.page.card.sentence
    desk_window.top_bar.modes.choose(LOOK_UP)
    scan(qtbot, desk_window, "T-0004")
    assert sentence.text().startswith("Pending. Has not come in yet.")
    assert "choose Check in or Check out (F12)" in sentence.text()
    desk_window.top_bar.modes.choose(CHECK_IN)
    scan(qtbot, desk_window, "T-0001")
    desk_window.top_bar.modes.choose(LOOK_UP)
    assert scan(qtbot, desk_window, "T-0001 ") == "Is in"
    assert sentence.text().startswith("In since ")
    assert "Main entrance" in sentence.text()
    desk_window.top_bar.modes.choose(CHECK_OUT)
    scan(qtbot, desk_window, "T-0001  ")
    desk_window.top_bar.modes.choose(LOOK_UP)
    assert scan(qtbot, desk_window, "T-0001   ") == "Is not in"
    assert sentence.text().startswith("Left at ")


def test_markup_in_names_is_shown_as_text(qtbot: QtBot, desk_window: OpenWindow) -> None:
    scan(qtbot, desk_window, "T-0003")
    person = desk_window.page.card.person
    assert person.name.text() == "<b>Bold</b> & <img src=x>"
    for label in desk_window.findChildren(type(desk_window.page.card.sentence)):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()


def test_counts_follow_the_scans(qtbot: QtBot, desk_window: OpenWindow) -> None:
    scan(qtbot, desk_window, "T-0001")
    scan(qtbot, desk_window, "T-0002")
    settle(qtbot, desk_window)
    assert desk_window.page.counts._inside.text() == "2"
    assert desk_window.page.counts._expected.text() == "of 4 in"


def test_another_door_knows_who_is_in(qtbot: QtBot, desk_window: OpenWindow) -> None:
    desk_window.checkin_desk._ticks_ms = iter(range(0, 10**9, 10_000)).__next__
    scan(qtbot, desk_window, "T-0001")
    desk_window.top_bar._points.setCurrentIndex(1)
    desk_window.top_bar._points.activated.emit(1)
    assert scan(qtbot, desk_window, "T-0001") == "Already in"


def test_f5_does_nothing_once_the_verdict_is_gone(qtbot: QtBot, desk_window: OpenWindow) -> None:
    desk_window.checkin_desk._ticks_ms = iter(range(0, 10**9, 10_000)).__next__
    for go_on in (
        partial(key, desk_window, Qt.Key.Key_Escape),
        partial(desk_window.top_bar.modes.choose, 1),
        partial(type_name, qtbot, desk_window, "ruth"),
    ):
        desk_window.top_bar.modes.choose(0)
        scan(qtbot, desk_window, "T-0004")
        go_on()
        settle(qtbot, desk_window)
        before = desk_window.page.recent.lines.rowCount()
        key(desk_window, Qt.Key.Key_F5)
        settle(qtbot, desk_window)
        assert desk_window.page.recent.lines.rowCount() == before
        key(desk_window, Qt.Key.Key_Escape)


def test_another_programmes_person_gets_no_badge_here(
    qtbot: QtBot, desk_window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> None:
    lanes[0].submit(lambda: live_desk.programmes.find_or_make("SPRING")).result()
    with qtbot.waitSignal(desk_window.stood):
        desk_window.load("SPRING")
    assert scan(qtbot, desk_window, "T-0001") == "Wrong programme"
    assert not desk_window.page.card._badge.isVisible()
    key(desk_window, Qt.Key.Key_F6)
    assert desk_window.dialog is None
    assert desk_window.notice.text.startswith("Scan somebody first")


def test_a_scan_that_could_not_be_saved_never_shows_green(
    qtbot: QtBot,
    desk_window: OpenWindow,
    live_desk: FrontDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scan(qtbot, desk_window, "T-0001")

    def full(*_arguments: object, **_options: object) -> None:
        raise DiskFull(path="muster.db")

    monkeypatch.setattr(live_desk.desk, "scan", full)
    with qtbot.waitSignal(desk_window.checkin_desk.failed):
        keys.scan(desk_window.windowHandle(), "T-0002")
    assert desk_window.page.card.band.property("tone") == "no"
    assert desk_window.page.card.band.headline.text() == "Not saved"
    assert not desk_window.page.card.person.isVisible()


def test_typing_on_lets_the_marked_name_go(qtbot: QtBot, desk_window: OpenWindow) -> None:
    type_name(qtbot, desk_window, "noa")
    key(desk_window, Qt.Key.Key_Down)
    assert desk_window.page.card.marked()
    keys.press(desk_window.windowHandle(), " ")
    assert not desk_window.page.card.marked()


def test_who_is_checked_out_has_another_colour_and_the_page_is_tinted_meanwhile(
    qtbot: QtBot, desk_window: OpenWindow
) -> None:
    page = desk_window.page
    scan(qtbot, desk_window, "T-0001")
    assert page.card.band.property("tone") == "yes"
    plain = page.grab().toImage().pixelColor(3, page.height() - 3)
    desk_window.top_bar.modes.choose(CHECK_OUT)
    settle(qtbot, desk_window)
    assert page.grab().toImage().pixelColor(3, page.height() - 3) != plain
    assert scan(qtbot, desk_window, "T-0001 ") == "Checked out"
    assert page.card.band.property("tone") == "out"
    desk_window.top_bar.modes.choose(CHECK_IN)
    settle(qtbot, desk_window)
    assert page.grab().toImage().pixelColor(3, page.height() - 3) == plain
