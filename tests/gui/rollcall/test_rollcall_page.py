"""A roll call at the window: begun by one key, marked by scans and keys, closed, reported."""

from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.devices.painting.list_paint import paint_list
from desktop.domain.attendees.registration import Attendee, Direction
from desktop.domain.rollcall.marks import MarkState
from desktop.gui.help.help_text import printed_help
from desktop.gui.rollcall import report
from desktop.gui.rollcall.mark_dialogs import BeginDialog, NoteDialog
from desktop.gui.rollcall.rollcall_band import RollCallBand
from desktop.gui.rollcall.rollcall_page import RollCallPage
from desktop.gui.rollcall.rollcall_table import chip_widths, state_at
from desktop.gui.rollcall.view import Part
from desktop.gui.widgets.dialogs import ConfirmDialog
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support import keys
from tests.support.pdf_text import text_of_pages
from tests.support.window import CHECK_IN, ROLL_CALL, OpenWindow

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NAMES = ("Avi Levi", "Ben Cohen", "Carmel Katz", "Dana Peretz")


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    """Four who are registered, of whom all but Dana are in Hall A."""
    made = Desk(qtbot, window, live_desk, lanes[0])

    def work() -> None:
        here = made.reception
        here.clock.now_ms = live_desk._clock()
        hall = here.point("Hall A door", here.room("Hall A").id)
        people = [here.register(name, phone="+1 504-555-0142") for name in NAMES]
        for who in people[:3]:
            here.scan(hall, who)

    made.on_store(work)
    made.begin()
    return made


def who(desk: Desk, name: str) -> Attendee:
    return desk.on_store(
        lambda: desk.front_desk.desk.find(desk.front_desk.programmes.named("NIPERM"), name)
    )[0]


def page_of(desk: Desk) -> RollCallPage:
    return desk.window.rollcall_page


def band_of(desk: Desk) -> RollCallBand:
    (band,) = desk.window.findChildren(RollCallBand)
    return band


def begin(desk: Desk, *, key: Qt.Key = Qt.Key.Key_D) -> RollCallPage:
    """Begin one by Shift+F9 and one more key."""
    desk.key(Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    dialog = desk.window.dialog
    assert isinstance(dialog, BeginDialog)
    QTest.keyClick(dialog, key, ALT)
    wait_for(desk, lambda: page_of(desk).control.view is not None)
    return page_of(desk)


def wait_for(desk: Desk, is_so: object) -> None:
    assert callable(is_so)
    desk.qtbot.waitUntil(is_so)
    settle(desk.qtbot, desk.window)


def missing(desk: Desk) -> int:
    view = page_of(desk).control.view
    assert view is not None
    return view.figures.missing


def type_name(desk: Desk, text: str, count: int = 1) -> None:
    """Type into the field, and wait until so many are found."""
    page = page_of(desk)
    page.people.field.setFocus()
    QTest.keyClicks(page.people.field, text)
    wait_for(desk, lambda: len(page.people.listed) == count)


def test_shift_f9_and_one_key_begin_a_drill_whose_list_is_saved(desk: Desk) -> None:
    page = begin(desk)
    assert desk.window.current_page == ROLL_CALL
    assert page.head.title.text() == "Roll call: drill"
    assert page.cards.missing.text() == "3"
    assert [one.name for one in page.people.listed] == ["Avi Levi", "Ben Cohen", "Carmel Katz"]
    wait_for(desk, lambda: "list saved" in page.head.aside.text())
    (saved,) = desk.front_desk.list_papers.folder.glob("*.pdf")
    text = "\n".join(text_of_pages(saved))
    for word in ("Hall A (3)", "Avi Levi", "504-555-0142", "DRILL", "3 of 3 not accounted for"):
        assert word in text


def test_a_real_one_is_begun_by_another_key(desk: Desk) -> None:
    page = begin(desk, key=Qt.Key.Key_E)
    assert page.head.title.text() == "Roll call: building evacuated"
    assert page.head.property("tone") == "no"
    assert page.head.real_button.isHidden()


def test_an_open_drill_turns_real_by_one_key(desk: Desk) -> None:
    page = begin(desk)
    desk.key(Qt.Key.Key_R, ALT)
    wait_for(desk, lambda: page.head.title.text() == "Roll call: building evacuated")


def test_nothing_is_begun_by_enter(desk: Desk) -> None:
    desk.key(Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    dialog = desk.window.dialog
    assert isinstance(dialog, BeginDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(desk.qtbot, desk.window)
    assert desk.on_store(desk.front_desk.rollcalls.all) == []


def test_a_scan_at_the_assembly_point_marks_safe(desk: Desk) -> None:
    page = begin(desk)
    keys.scan(desk.window.windowHandle(), who(desk, "Avi").registration.ticket_code)
    wait_for(desk, lambda: missing(desk) == 2)
    assert page.people.field.text() == ""
    assert desk.window.notice.text == "Avi Levi: Safe"
    assert page.cards.counts[MarkState.SAFE].text() == "1"


def test_a_mark_is_shown_before_the_page_looks_again(desk: Desk) -> None:
    page = begin(desk)
    page.control.stop()
    keys.scan(desk.window.windowHandle(), who(desk, "Avi").registration.ticket_code)
    wait_for(desk, lambda: missing(desk) == 2)


def test_a_name_and_enter_mark_safe_and_ctrl_z_takes_it_back(desk: Desk) -> None:
    page = begin(desk)
    type_name(desk, "ben")
    QTest.keyClick(page.people.field, Qt.Key.Key_Return)
    wait_for(desk, lambda: missing(desk) == 2)
    assert page.people.field.text() == ""
    desk.ctrl(Qt.Key.Key_Z)
    wait_for(desk, lambda: missing(desk) == 3)


def test_letters_of_a_name_are_no_keys(desk: Desk) -> None:
    begin(desk)
    type_name(desk, "Moim", 0)
    assert missing(desk) == 3
    assert desk.window.dialog is None


def test_of_several_that_are_found_somebody_has_to_be_chosen(desk: Desk) -> None:
    def work() -> None:
        here = desk.reception
        point = here.front_desk.programmes.points(here.programme)[0]
        here.scan(point, here.register("Avi Cohen"))

    desk.on_store(work)
    page = begin(desk)
    type_name(desk, "avi", 2)
    QTest.keyClick(page.people.field, Qt.Key.Key_Return)
    settle(desk.qtbot, desk.window)
    assert missing(desk) == 4
    assert page.people.table.hasFocus()
    QTest.keyClick(page.people.table, Qt.Key.Key_Return)
    wait_for(desk, lambda: missing(desk) == 3)


def test_the_injured_are_noted_and_a_scan_does_not_make_them_safe(desk: Desk) -> None:
    page = begin(desk)
    page.people.set_assembly("North gate", "Rina")
    type_name(desk, "carmel")
    desk.key(Qt.Key.Key_I, ALT)
    dialog = desk.window.dialog
    assert isinstance(dialog, NoteDialog)
    dialog.triage.set_value("red")
    QTest.keyClicks(dialog.note.line, "left leg")
    QTest.keyClick(dialog.note.line, Qt.Key.Key_Return)
    wait_for(desk, lambda: missing(desk) == 2)
    assert page.control.view
    carmel = who(desk, "Carmel")
    mark = page.control.view.board.mark_of(carmel.id)
    assert mark
    assert (mark.triage, mark.note, mark.at, mark.marshal) == (
        "red", "left leg", "North gate", "Rina",
    )  # fmt: skip
    keys.scan(desk.window.windowHandle(), carmel.registration.ticket_code)
    wait_for(desk, lambda: "marked injured" in desk.window.notice.text)
    assert page.control.view.board.state_of(carmel.id) is MarkState.INJURED
    assert [one.name for one in page.people.chosen] == ["Carmel Katz"]
    desk.window.dialogs.clear_notice()
    keys.scan(desk.window.windowHandle(), carmel.registration.ticket_code)
    wait_for(desk, lambda: "marked injured" in desk.window.notice.text)
    assert page.control.view.board.state_of(carmel.id) is MarkState.INJURED
    QTest.keyClick(page.people.table, Qt.Key.Key_Return)
    wait_for(desk, lambda: page.cards.counts[MarkState.INJURED].text() == "0")


@pytest.mark.parametrize(
    ("key", "state"), [(Qt.Key.Key_O, MarkState.OFF_SITE), (Qt.Key.Key_M, MarkState.MISSING)]
)
def test_who_said_so_is_noted(desk: Desk, key: Qt.Key, state: MarkState) -> None:
    page = begin(desk)
    type_name(desk, "ben")
    desk.key(key, ALT)
    dialog = desk.window.dialog
    assert isinstance(dialog, NoteDialog)
    QTest.keyClicks(dialog.told_by.line, "Dana")
    QTest.keyClick(dialog.told_by.line, Qt.Key.Key_Return)
    ben = who(desk, "Ben")

    def is_marked() -> bool:
        view = page.control.view
        mark = view.board.mark_of(ben.id) if view else None
        return mark is not None and (mark.state, mark.told_by) == (state, "Dana")

    wait_for(desk, is_marked)
    assert missing(desk) == (3 if state is MarkState.MISSING else 2)


def test_nobody_known_is_added_as_found(desk: Desk) -> None:
    page = begin(desk)
    type_name(desk, "Zoltan Unknown", 0)
    assert "Alt+A" in page.people.empty.text.text()
    desk.key(Qt.Key.Key_A, ALT)
    wait_for(desk, lambda: page.cards.counts[MarkState.SAFE].text() == "1")
    page.people.segments.choose(Part.ALL)
    assert "Zoltan Unknown" in [one.name for one in page.people.listed]
    assert "1 found beside them" in page.cards._of.text()


def test_who_was_not_inside_is_found_by_name_and_marked(desk: Desk) -> None:
    page = begin(desk)
    type_name(desk, "dana")
    QTest.keyClick(page.people.field, Qt.Key.Key_Return)
    wait_for(desk, lambda: page.cards.counts[MarkState.SAFE].text() == "1")
    assert missing(desk) == 3


def test_without_anybody_chosen_a_key_says_what_comes_first(desk: Desk) -> None:
    begin(desk)
    desk.key(Qt.Key.Key_I, ALT)
    assert "Choose somebody first" in desk.window.notice.text
    assert desk.window.dialog is None


def test_a_click_on_what_a_row_offers_marks(desk: Desk) -> None:
    page = begin(desk)
    table = page.people.table
    cell = table.visualRect(page.people.model.index(1, 4))
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=cell.topLeft() + cell.center() * 0
    )
    assert missing(desk) == 3
    point = cell.topLeft()
    point.setX(point.x() + 12)
    point.setY(cell.center().y())
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)
    wait_for(desk, lambda: missing(desk) == 2)


def test_a_cell_offers_safe_injured_and_off_site_in_this_order(desk: Desk) -> None:
    widths = list(chip_widths().values())
    second = 4 + widths[0] + 6
    third = second + widths[1] + 6
    assert [state_at(x) for x in (2, 5, second - 3, second + 1, third + 1, third + widths[2])] == [
        None, MarkState.SAFE, None, MarkState.INJURED, MarkState.OFF_SITE, None,
    ]  # fmt: skip


def test_a_band_says_it_on_every_page_and_leads_back(desk: Desk) -> None:
    begin(desk)
    band = band_of(desk)
    assert band.isHidden()
    desk.window.show_page(CHECK_IN)
    settle(desk.qtbot, desk.window)
    assert band.isVisible()
    assert band.text.text().startswith("Drill: roll call since ")
    assert "3 not accounted for" in band.text.text()
    wait_for(desk, lambda: band.text.text().endswith("list saved"))
    QTest.mouseClick(band.button, Qt.MouseButton.LeftButton)
    assert desk.window.current_page == ROLL_CALL
    assert band.isHidden()


def test_a_scan_on_the_page_of_the_door_goes_to_the_door(desk: Desk) -> None:
    begin(desk)
    desk.window.show_page(CHECK_IN)
    desk.scan(who(desk, "Dana"))
    assert missing(desk) == 3


def test_who_goes_through_a_door_meanwhile_is_shown_as_such(desk: Desk) -> None:
    page = begin(desk)

    def leave() -> None:
        here = desk.reception
        here.clock.now_ms = desk.front_desk._clock() + 5_000
        here.scan(here.point("Gate"), who_here(here, "Avi"), Direction.OUT)

    def who_here(here: object, name: str) -> Attendee:
        return desk.front_desk.desk.find(desk.reception.programme, name)[0]

    desk.on_store(leave)
    page.control._on_time()
    wait_for(desk, lambda: bool(page.control.view and page.control.view.board.moved))
    texts = [page.people.model.index(row, 1).data() for row in range(3)]
    assert [text.endswith("since then at Gate") for text in texts] == [True, False, False]


def test_closing_asks_once_and_the_report_has_every_mark(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr(report, "open_folder", opened.append)
    page = begin(desk)
    type_name(desk, "ben")
    QTest.keyClick(page.people.field, Qt.Key.Key_Return)
    wait_for(desk, lambda: missing(desk) == 2)
    page.head.close_button.click()
    dialog = desk.window.dialog
    assert isinstance(dialog, ConfirmDialog)
    assert dialog.button.accessibleName() == "Close it"
    dialog.button.click()
    wait_for(desk, lambda: page.head.title.text() == "Roll call closed")
    assert not page.people.table._delegate.offers_marks
    assert band_of(desk).isHidden()
    page.head.report_button.click()
    wait_for(desk, lambda: bool(opened))
    (folder,) = opened
    (pdf,), (table,) = list(folder.glob("*report.pdf")), list(folder.glob("*report.csv"))
    text = "\n".join(text_of_pages(pdf))
    for word in ("Report of the roll call", "Every mark", "Ben Cohen", "Not accounted for", "50 %"):
        assert word in text
    with table.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["name"], row["state"], row["taken_back"]) == ("Ben Cohen", "safe", "")


def test_of_a_closed_one_phones_are_for_leads(desk: Desk) -> None:
    page = begin(desk)
    page.control.change(page.control.book.close)
    wait_for(desk, lambda: page.head.title.text() == "Roll call closed")
    assert page.people.model.index(0, 3).data() == ""
    assert not page.head.reveal_button.isHidden()
    page.reveal()
    assert page.people.model.index(0, 3).data() == "+1 504-555-0142"
    # Opened and closed again, it asks a lead again.
    for change, title in (("reopen", "Roll call: drill"), ("close", "Roll call closed")):
        page.control.change(getattr(page.control.book, change))
        wait_for(desk, lambda title=title: page.head.title.text() == title)
    assert page.people.model.index(0, 3).data() == ""


def test_a_closed_one_is_opened_again_and_stands_among_the_earlier_ones(desk: Desk) -> None:
    page = begin(desk)
    page.control.change(page.control.book.close)
    wait_for(desk, lambda: page.head.title.text() == "Roll call closed")
    page.head.left.emit()
    settle(desk.qtbot, desk.window)
    assert page.stack.currentIndex() == 0
    (line,) = page.past.list.lines.lines
    assert line.title.startswith("Drill")
    page.past.opened.emit(line.id)
    wait_for(desk, lambda: page.control.view is not None)
    page.head.reopen_button.click()
    wait_for(desk, lambda: page.head.title.text() == "Roll call: drill")


def test_ctrl_p_saves_who_is_missing_now_by_place(desk: Desk) -> None:
    page = begin(desk)
    type_name(desk, "ben")
    QTest.keyClick(page.people.field, Qt.Key.Key_Return)
    wait_for(desk, lambda: missing(desk) == 2)
    desk.ctrl(Qt.Key.Key_P)
    folder = desk.front_desk.list_papers.folder
    wait_for(desk, lambda: bool(list(folder.glob("*missing.pdf"))))
    (made,) = folder.glob("*missing.pdf")
    text = "\n".join(text_of_pages(made))
    assert "Avi Levi" in text
    assert "Ben Cohen" not in text


def test_ctrl_p_prints_no_phones_of_a_closed_one(desk: Desk) -> None:
    page = begin(desk)
    desk.on_store(lambda: desk.front_desk.rollcalls.close(page.control.open_now[0]))
    page.control.refresh()
    wait_for(desk, lambda: not page.control.open_now)
    desk.ctrl(Qt.Key.Key_P)
    settle(desk.qtbot, desk.window)
    assert desk.window.notice.text == "It is closed: Alt+P writes its report."
    assert not list(desk.front_desk.list_papers.folder.glob("*missing.pdf"))


def test_a_second_begin_says_that_the_open_one_goes_on(desk: Desk) -> None:
    begin(desk)
    begin(desk)
    notice = desk.window.notice
    wait_for(desk, lambda: "goes on with the list of then" in notice.text)


def test_a_real_one_of_another_desk_is_shown_before_the_drill_that_is_open(desk: Desk) -> None:
    page = begin(desk)
    desk.on_store(lambda: desk.front_desk.rollcalls.begin(None, is_drill=False))
    page.control.refresh()
    wait_for(desk, lambda: page.head.title.text() == "Roll call: building evacuated")


def test_a_drill_of_another_desk_leaves_the_real_one_on_the_screen(desk: Desk) -> None:
    page = begin(desk, key=Qt.Key.Key_E)
    desk.on_store(lambda: desk.front_desk.rollcalls.begin(None, is_drill=True))
    page.control.refresh()
    wait_for(desk, lambda: len(page.control.open_now) == 2)
    assert page.head.title.text() == "Roll call: building evacuated"


def test_help_says_what_a_scan_does_here_and_names_all_keys(desk: Desk, tmp_path: Path) -> None:
    begin(desk)
    keys_here = dict(desk.window.dialogs.page_keys())
    assert keys_here["Scan"] == "Marks safe, while the roll call is open"
    assert {"Alt A", "Alt R", "Alt C", "Alt G", "Ctrl P"} <= keys_here.keys()
    desk.key(Qt.Key.Key_F1)
    dialog = desk.window.dialog
    assert dialog is not None
    said = [each.text() for each in dialog.findChildren(QLabel)]
    assert "Marks safe, while the roll call is open" in said
    assert "Checks in, whatever page is open" not in said
    sheet = tmp_path / "help.pdf"
    assert (
        desk.on_store(lambda: paint_list(sheet, printed_help(desk.window.dialogs.page_keys()))) == 1
    )


def test_all_safe_says_so(desk: Desk) -> None:
    page = begin(desk)
    page.people.table.setFocus()
    page.people.table.selectAll()
    QTest.keyClick(page.people.table, Qt.Key.Key_Return)
    wait_for(desk, lambda: missing(desk) == 0)
    assert page.people.empty.text.text() == "Everybody is accounted for."
    wait_for(desk, page.people.field.hasFocus)
    assert page.cards.missing.property("tone") == "yes"


def test_more_than_ten_are_marked_only_by_a_button_that_names_them(desk: Desk) -> None:
    def work() -> None:
        here = desk.reception
        point = here.front_desk.programmes.points(here.programme)[0]
        for number in range(9):
            here.scan(point, here.register(f"Guest{number} Adler"))

    desk.on_store(work)
    page = begin(desk)
    page.people.table.selectAll()
    QTest.keyClick(page.people.table, Qt.Key.Key_Return)
    dialog = desk.window.dialog
    assert isinstance(dialog, ConfirmDialog)
    assert dialog.button.accessibleName() == "Mark 12 safe"
    assert missing(desk) == 12
    dialog.button.click()
    wait_for(desk, lambda: missing(desk) == 0)


def test_a_window_that_opens_during_a_roll_call_says_so(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> None:
    desk = Desk(qtbot, window, live_desk, lanes[0])
    desk.on_store(lambda: live_desk.rollcalls.begin(None, is_drill=False))
    desk.begin()
    wait_for(desk, lambda: band_of(desk).isVisible())
    assert band_of(desk).text.text().startswith("ROLL CALL since ")


def test_whoever_is_chosen_stands_below_with_companions_and_photo(desk: Desk) -> None:
    face = BytesIO()
    Image.new("RGB", (40, 40), "brown").save(face, "JPEG")

    def work() -> None:
        here = desk.reception
        point = here.front_desk.programmes.points(here.programme)[0]
        for name in ("Eitan Oz", "Galit Oz"):
            here.scan(point, here.register(name, delegation="Haifa"))
        eitan = here.front_desk.desk.find(here.programme, "eitan")[0]
        here.front_desk.registry.set_photo(eitan.id, face.getvalue())

    desk.on_store(work)
    page = begin(desk)
    type_name(desk, "eitan")
    strip = page.people.strip
    assert strip.isVisible()
    assert strip.name.text() == "Eitan Oz"
    assert "Haifa: 1 of 1 others not accounted for" in strip.facts.text()
    wait_for(desk, lambda: not strip.avatar._photo.isNull())


def test_alt_g_chooses_the_whole_group(desk: Desk) -> None:
    def work() -> None:
        here = desk.reception
        point = here.front_desk.programmes.points(here.programme)[0]
        for name in ("Eitan Oz", "Galit Oz"):
            here.scan(point, here.register(name, delegation="Haifa"))

    desk.on_store(work)
    page = begin(desk)
    row = page.people.model.row_of(who(desk, "Eitan").id)
    page.people.table.selectRow(row)
    desk.key(Qt.Key.Key_G, ALT)
    assert sorted(one.name for one in page.people.chosen) == ["Eitan Oz", "Galit Oz"]
    # Also where a typed name shows one of them alone.
    type_name(desk, "galit")
    desk.key(Qt.Key.Key_G, ALT)
    assert sorted(one.name for one in page.people.chosen) == ["Eitan Oz", "Galit Oz"]
    QTest.keyClick(page.people.table, Qt.Key.Key_Return)
    wait_for(desk, lambda: missing(desk) == 3)


def test_who_belongs_to_no_group_and_nobody_chosen_are_said(desk: Desk) -> None:
    page = begin(desk)
    desk.key(Qt.Key.Key_G, ALT)
    assert desk.window.notice.text.startswith("Choose somebody first")
    page.people.table.selectRow(0)
    desk.key(Qt.Key.Key_G, ALT)
    assert desk.window.notice.text == "Nobody of the group of Avi Levi is on this list."


def test_closed_by_keys_alone_and_compared_with_the_earlier_ones(desk: Desk) -> None:
    page = begin(desk)
    keys.scan(desk.window.windowHandle(), who(desk, "Avi").registration.ticket_code)
    wait_for(desk, lambda: missing(desk) == 2)
    desk.key(Qt.Key.Key_C, ALT)
    dialog = desk.window.dialog
    assert isinstance(dialog, ConfirmDialog)
    dialog.button.click()
    wait_for(desk, lambda: page.head.title.text() == "Roll call closed")
    QTest.keyClick(page.people.field, Qt.Key.Key_Escape)
    wait_for(desk, lambda: "3 inside" in page.past.list.lines.lines[0].below)
    assert "50 %: not reached" in page.past.list.lines.lines[0].below


def test_who_comes_into_the_row_of_somebody_who_is_gone_is_not_chosen(desk: Desk) -> None:
    page = begin(desk)
    ben = who(desk, "Ben")
    page.people.table.selectRow(page.people.model.row_of(ben.id))

    def mark_elsewhere() -> None:
        calls = desk.front_desk.rollcalls
        calls.mark(calls.open_now()[0], [ben.id], MarkState.SAFE)

    desk.on_store(mark_elsewhere)
    page.control._on_time()
    wait_for(desk, lambda: missing(desk) == 2)
    assert page.people.chosen == []
    QTest.keyClick(page.people.table, Qt.Key.Key_Return)
    settle(desk.qtbot, desk.window)
    assert missing(desk) == 2


def test_one_enter_too_many_marks_nobody(desk: Desk) -> None:
    page = begin(desk)
    for name, left in (("avi", 2), ("ben", 1)):
        type_name(desk, name)
        QTest.keyClick(page.people.field, Qt.Key.Key_Return)
        wait_for(desk, lambda left=left: missing(desk) == left)
    assert len(page.people.listed) == 1
    QTest.keyClick(page.people.field, Qt.Key.Key_Return)
    settle(desk.qtbot, desk.window)
    assert missing(desk) == 1


def test_nothing_is_added_to_a_closed_roll_call(desk: Desk) -> None:
    page = begin(desk)
    page.control.change(page.control.book.close)
    wait_for(desk, lambda: page.head.title.text() == "Roll call closed")
    type_name(desk, "Stranger", 0)
    desk.key(Qt.Key.Key_A, ALT)
    assert page.control.view
    assert page.control.view.board.found == []


def test_a_name_that_is_listed_is_added_as_another_one_only_the_second_time(desk: Desk) -> None:
    page = begin(desk)
    type_name(desk, "Avi Levi")
    desk.key(Qt.Key.Key_A, ALT)
    assert "Alt+A again" in desk.window.notice.text
    assert page.cards.counts[MarkState.SAFE].text() == "0"
    desk.key(Qt.Key.Key_A, ALT)
    wait_for(desk, lambda: page.cards.counts[MarkState.SAFE].text() == "1")


def test_ctrl_z_here_takes_back_marks_and_changes_nobodys_place_on_the_list(desk: Desk) -> None:
    desk.stand(desk.window.station.points[-1])
    desk.scan(who(desk, "Dana"))
    page = begin(desk)
    assert missing(desk) == 4
    type_name(desk, "ben")
    QTest.keyClick(page.people.field, Qt.Key.Key_Return)
    wait_for(desk, lambda: missing(desk) == 3)
    for _time in range(2):
        desk.ctrl(Qt.Key.Key_Z)
        wait_for(desk, lambda: missing(desk) == 4)
    assert "no mark" in desk.window.notice.text


def test_of_two_open_ones_the_other_one_is_reached(desk: Desk) -> None:
    page = begin(desk, key=Qt.Key.Key_E)
    assert not page.head.back_button.isVisible()
    desk.on_store(lambda: desk.front_desk.rollcalls.begin(None, is_drill=True))
    page.control.refresh()
    wait_for(desk, page.head.back_button.isVisible)
    assert page.head.title.text() == "Roll call: building evacuated"
    assert band_of(desk).isVisible()
    assert band_of(desk).text.text().startswith("Drill: roll call since ")
    QTest.mouseClick(band_of(desk), Qt.MouseButton.LeftButton)
    wait_for(desk, lambda: page.head.title.text() == "Roll call: drill")
    assert band_of(desk).text.text().startswith("ROLL CALL since ")
    QTest.mouseClick(band_of(desk), Qt.MouseButton.LeftButton)
    wait_for(desk, lambda: page.head.title.text() == "Roll call: building evacuated")
    QTest.keyClick(page.people.field, Qt.Key.Key_Escape)
    settle(desk.qtbot, desk.window)
    assert page.past.title.text() == "Roll calls"
    drill = next(one for one in page.control.all if one.is_drill)
    page.past.opened.emit(drill.id)
    wait_for(desk, lambda: page.head.title.text() == "Roll call: drill")


def test_after_it_was_begun_letters_go_into_the_field(desk: Desk) -> None:
    page = begin(desk)
    wait_for(desk, page.people.field.hasFocus)


def test_what_other_desks_begin_and_mark_is_shown_as_it_comes(desk: Desk) -> None:
    """News of the hub or of the folder: the band first, then the figures."""
    calls = desk.front_desk.rollcalls
    desk.on_store(lambda: calls.begin(desk.window.programme, is_drill=False))
    desk.window.signals.news.emit(False)
    wait_for(desk, band_of(desk).isVisible)
    wait_for(desk, lambda: "3 not accounted for" in band_of(desk).text.text())
    avi = who(desk, "Avi")
    desk.on_store(lambda: calls.mark(calls.open_now()[0], [avi.id], MarkState.SAFE))
    desk.window.signals.news.emit(False)
    wait_for(desk, lambda: "2 not accounted for" in band_of(desk).text.text())
    desk.on_store(lambda: calls.close(calls.open_now()[0]))
    desk.window.signals.news.emit(False)
    wait_for(desk, band_of(desk).isHidden)
