"""The ways to and from the page of a list: typed, dropped, cut off, tried, and what comes after."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.checkin.codes import Reading as Shown
from desktop.gui.transfer.reading_dialog import ReadingDialog
from desktop.gui.widgets.try_dialog import TryDialog
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.conftest import EXPORTS
from tests.gui.conftest import settle
from tests.support.builders import write_csv
from tests.support.window import ATTENDEES, CHECK_IN, OpenWindow

LISTS = EXPORTS.parent / "lists"
ROWS = [
    ["Name", "Email", "Ticket code", "Old code"],
    ["Noa Cohen", "noa@x.org", "T-1001", "A-1"],
    ["Dan Levi", "dan@x.org", "T-1002", "A-2"],
]


class Page:
    """The page in a window, worked by keys and clicks."""

    def __init__(self, qtbot: QtBot, window: OpenWindow, folder: Path) -> None:
        self.qtbot, self.window, self.folder = qtbot, window, folder
        self.lists = window.lists
        window.open_import()
        self.lists.code.setText("NIPERM")

    def settle(self) -> None:
        settle(self.qtbot, self.window)

    def open(self, rows: list[list[str]] = ROWS) -> None:
        self.lists.open_file(write_csv(self.folder / "list.csv", rows))
        self.settle()

    def type_path(self, path: str) -> str:
        """Type a path, press Enter, and give the sentence at the field."""
        field = self.lists.file.path
        field.setFocus()
        field.clear()
        QTest.keyClicks(field, path)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle()
        return self.lists.file.fault.text()

    def take(self) -> None:
        QTest.keyClick(self.lists, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    @property
    def said(self) -> str:
        return self.lists.question.message.text()


@pytest.fixture
def page(qtbot: QtBot, window: OpenWindow, tmp_path: Path) -> Page:
    return Page(qtbot, window, tmp_path)


def drop(window: OpenWindow, path: Path) -> bool:
    """Drag a file over the window and let it go; tell whether the window wanted it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    common = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
              Qt.KeyboardModifier.NoModifier)  # fmt: skip
    over = QDragEnterEvent(window.rect().center(), *common)
    over.ignore()
    QApplication.sendEvent(window, over)
    if over.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(window.rect().center()), *common))
    return over.isAccepted()


def test_a_path_can_be_typed_and_what_is_wrong_with_it_is_said_there(page: Page) -> None:
    (page.folder / "empty.csv").write_text("")
    (page.folder / "cards.vcf").write_text("BEGIN:VCARD\nFN:Noa\nEND:VCARD\n")
    with (page.folder / "huge.csv").open("wb") as huge:
        huge.truncate(2_000_000_000)
    folder = str(page.folder)
    assert "No such file" in page.type_path(f"{folder}/lsit.csv")
    assert "folder" in page.type_path(folder)
    assert "is empty" in page.type_path(f"{folder}/empty.csv")
    assert "contact cards" in page.type_path(f"{folder}/cards.vcf")
    assert "too large" in page.type_path(f"{folder}/huge.csv")
    assert page.lists.file.path.property("fault") == "no"
    assert not page.lists.start_button.isEnabled()
    path = write_csv(page.folder / "list.csv", ROWS)
    assert page.type_path(f'"{path}"') == ""
    assert page.lists.start_button.isEnabled()
    assert page.lists.start_button.accessibleName() == "Take in 2 people"


def test_a_file_that_may_not_be_read_is_said(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything, so the system's refusal is made up here."""
    path = write_csv(page.folder / "locked.csv", ROWS)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(Path, "open", refuse)
    assert os.strerror(errno.EACCES) in page.type_path(str(path))


def test_a_file_that_is_dropped_is_opened_from_any_page(page: Page, window: OpenWindow) -> None:
    path = write_csv(page.folder / "list.csv", ROWS)
    window.show_page(CHECK_IN)
    assert drop(window, path)
    page.settle()
    assert page.lists.isVisible()
    assert page.lists.head.facts.text() == "list.csv • 2 rows → NIPERM"


def test_nothing_is_opened_over_the_kiosk(page: Page, window: OpenWindow) -> None:
    page.open()
    page.take()
    window.show_kiosk()
    page.settle()
    assert not drop(window, write_csv(page.folder / "other.csv", ROWS))
    window.open_import()
    assert not page.lists.isVisible()


def test_the_row_that_somebody_presses_is_the_header(page: Page, window: OpenWindow) -> None:
    page.open([["Alpha", "Beta"], ["Noa Cohen", "x"], ["Dan Levi", "y"]])
    assert page.lists.head.reading.text() == "UTF-8 • comma • no header"
    assert page.said.startswith("No row names the columns")
    page.lists.head.reading.click()
    page.settle()
    dialog = window.dialog
    assert isinstance(dialog, ReadingDialog)
    dialog.rows.setCurrentCell(0, 0)
    QTest.keyClick(dialog.rows, Qt.Key.Key_Return)
    page.settle()
    assert page.lists.head.reading.text() == "UTF-8 • comma • header in row 1"
    assert list(page.lists.mapping._boxes) == ["Alpha", "Beta"]


def test_letters_that_two_code_pages_may_mean_are_a_question_with_names(page: Page) -> None:
    path = page.folder / "czech.csv"
    path.write_bytes("Name,Email\nJan Dvořák,jan@x.org\n".encode("cp1250"))
    page.lists.open_file(path)
    page.settle()
    assert "“Jan Dvořák” (Central European)" in page.said
    assert "“Jan Dvoøák” (Western)" in page.said
    assert not page.lists.start_button.isEnabled()
    (central, *_others) = page.lists.question.letter_buttons
    central.click()
    page.settle()
    assert page.said == ""
    assert page.lists.start_button.isEnabled()


def test_a_ticket_is_tried_before_the_list_is_taken_in(page: Page, window: OpenWindow) -> None:
    page.open()
    window.signals.scanned.emit(Shown("t-1002"))
    page.settle()
    said = "Fits 1 of 2: Dan Levi. The code was read in other capitals."
    assert page.window.notice.text == said
    assert page.lists.isVisible()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F8)
    dialog = window.dialog
    assert isinstance(dialog, TryDialog)
    QTest.keyClicks(dialog.field, "A-1")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    page.settle()
    assert page.window.notice.text == (
        "It stands in the column “Old code”: say that this is the ticket code."
    )
    window.signals.scanned.emit(Shown("T-9"))
    page.settle()
    assert page.window.notice.text == "“T-9” stands nowhere in this list."


def test_a_ticket_that_fits_several_is_said(page: Page) -> None:
    page.open([*ROWS, ["Rina Katz", "rina@x.org", "T-1001", ""]])
    page.lists.take_scan(Shown("T-1001"))
    page.settle()
    assert (
        page.window.notice.text
        == "Fits 2 of 3, so the door would have to ask: Noa Cohen, Rina Katz"
    )


def test_without_a_list_a_scan_is_for_the_door(page: Page, window: OpenWindow) -> None:
    page.open()
    page.take()
    with page.qtbot.waitSignal(window.checkin_desk.verdict_given):
        window.signals.scanned.emit(Shown("T-1001"))
    assert window.page.card.band.headline.text() == "Checked in"


def test_what_comes_after_is_a_button_each(page: Page, window: OpenWindow) -> None:
    page.open()
    assert not any(button.isVisible() for button in page.lists.head.after)
    page.take()
    with page.qtbot.waitSignal(window.signals.badges_asked) as badges:
        page.lists.head.badges.click()
    assert badges.args is not None
    assert sorted(person.name for person in badges.args[0]) == ["Dan Levi", "Noa Cohen"]
    page.settle()
    window.dialogs.close_all()
    with page.qtbot.waitSignal(window.signals.tickets_asked) as tickets:
        page.lists.head.tickets.click()
    assert tickets.args is not None
    assert len(tickets.args[0]) == 2


def test_those_who_came_in_are_seen_on_the_page_of_attendees(
    page: Page, window: OpenWindow
) -> None:
    page.open()
    page.take()
    page.lists.head.see.click()
    page.settle()
    assert window.current_page == ATTENDEES


def test_escape_leaves_and_nothing_was_taken_in(
    page: Page, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]
) -> None:
    page.open()
    QTest.keyClick(page.lists, Qt.Key.Key_Escape)
    page.settle()
    assert window.current_page == CHECK_IN
    assert lanes[0].submit(lambda: live_desk.programmes.find("NIPERM")).result() is None


def test_escape_does_not_stop_an_import(page: Page, window: OpenWindow) -> None:
    many = [[f"Guest {n}", f"g{n}@x.org"] for n in range(600)]
    page.open([["Name", "Email"], *many])
    page.lists.start()
    foot = window.desk.footer
    page.qtbot.waitUntil(lambda: foot.work_words.startswith("Taking in list.csv: "))
    QTest.keyClick(page.lists, Qt.Key.Key_Escape)
    assert window.current_page == CHECK_IN
    assert foot.stop.isVisible()
    page.settle()
    assert not foot.stop.isVisible()
    window.open_import()
    assert "600 new" in page.said


def test_an_import_that_was_cut_off_is_said_when_the_programme_opens(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane], tmp_path: Path
) -> None:
    rows = [[f"Guest {n}", f"g{n}@x.org"] for n in range(300)]
    path = write_csv(tmp_path / "many.csv", [["Name", "Email"], *rows])

    def cut_off() -> None:
        seen: list[object] = []
        programme = live_desk.programmes.find_or_make("MANY")
        live_desk.importing(programme, open_guest_list(path)).run(
            on_progress=seen.append, is_stopped=lambda: bool(seen)
        )

    lanes[0].submit(cut_off).result()
    with qtbot.waitSignal(window.stood):
        window.load("MANY")
    settle(qtbot, window)
    assert window.notice.text == (
        "The import of many.csv was cut off. Open the file again (Ctrl+I): it goes on."
    )


def test_a_guest_for_each_whom_a_row_stands_for(page: Page, window: OpenWindow) -> None:
    page.open([["Name", "Email", "Qty"], ["Noa Cohen", "noa@x.org", "3"]])
    assert page.lists.beside.figures[0] == "1 new"
    page.lists.head.reading.click()
    page.settle()
    dialog = window.dialog
    assert isinstance(dialog, ReadingDialog)
    dialog.seats.click()
    dialog.reject()
    page.settle()
    assert page.lists.beside.figures[0] == "3 new"


def test_another_sheet_can_be_chosen_and_hidden_ones_are_called_so(
    page: Page, window: OpenWindow
) -> None:
    page.lists.open_file(LISTS / "hidden_sheet.xlsx")
    page.settle()
    assert page.lists.head.reading.text() == "sheet “Guests” • header in row 1"
    page.lists.head.reading.click()
    page.settle()
    dialog = window.dialog
    assert isinstance(dialog, ReadingDialog)
    assert [dialog.sheet.itemText(n) for n in range(dialog.sheet.count())] == [
        "Old (hidden)", "Guests",
    ]  # fmt: skip
    dialog.sheet.setCurrentIndex(0)
    dialog.sheet.activated.emit(0)
    page.settle()
    assert page.lists.head.reading.text() == "sheet “Old” • header in row 1"


def test_the_programme_is_typed_to_its_end_and_asked_for_where_it_is_missing(page: Page) -> None:
    page.lists.code.clear()
    page.open()
    assert page.lists.file.isVisible()
    QTest.keyClick(page.lists, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.said.startswith("Say below which programme they come to")
    assert page.lists.code.hasFocus()
    QTest.keyClicks(page.lists.code, "GALILEE")
    assert page.lists.code.isVisible()
    QTest.keyClick(page.lists.code, Qt.Key.Key_Tab)
    page.settle()
    assert page.lists.head.facts.text() == "list.csv • 2 rows → GALILEE"
    assert not page.lists.file.isVisible()
    page.take()
    assert page.said == "Taken in to GALILEE: 2 new, 0 changed, 0 as before."


def test_what_is_open_is_said_again_where_somebody_wants_to_go_on(page: Page) -> None:
    page.open([["Alpha", "Beta"], ["Noa Cohen", "x"], ["Dan Levi", "y"]])
    page.lists.question.say("")
    page.take()
    assert page.said.startswith("No row names the columns")


def test_a_ticket_that_was_tried_tells_its_status_and_leaves_the_question(page: Page) -> None:
    header = ["Name", "Email", "Ticket code", "Status"]
    crowd = [[f"Guest {n}", f"g{n}@x.org", f"T-{n}", "Group A"] for n in range(30)]
    page.open([header, *crowd, ["Noa Cohen", "noa@x.org", "T-99", "Cancelled"]])
    asked = page.said
    assert "May they come?" in asked
    page.lists.take_scan(Shown("T-99"))
    page.settle()
    assert page.window.notice.text == "Fits 1 of 31: Noa Cohen, cancelled"
    assert page.said == asked


def test_who_is_missing_is_cancelled_and_counted_no_more(page: Page) -> None:
    page.open()
    page.take()
    page.open(ROWS[:2])
    page.take()
    assert page.lists.beside.figures[3] == "1 missing here"
    page.lists.question.missing.click()
    page.settle()
    assert page.said == "1 cancelled."
    assert page.lists.beside.figures[3] == "0 missing here"
    assert page.lists.beside.buttons() == []


def test_a_ticket_that_passes_to_somebody_else_is_told_before(page: Page) -> None:
    page.open()
    page.take()
    page.open([ROWS[0], ["Yael Adler", "yael@x.org", "T-1001", "A-1"], ROWS[2]])
    model = page.lists.problems
    lines = [str(model.data(model.index(row, 2))) for row in range(model.rowCount())]
    assert lines == ["This ticket passes on: Noa Cohen → Yael Adler."]


def test_of_several_files_one_is_opened_and_that_is_said(page: Page, window: OpenWindow) -> None:
    paths = [write_csv(page.folder / f"{n}.csv", ROWS) for n in (1, 2)]
    window.signals.files_dropped.emit(paths)
    page.settle()
    assert window.notice.text == "One list at a time: 1.csv was opened."


def test_an_import_that_ends_behind_another_page_is_said_there(
    page: Page, window: OpenWindow
) -> None:
    page.open()
    page.lists.start()
    page.lists.leave()
    page.settle()
    assert window.notice.text == "Taken in to NIPERM: 2 new, 0 changed, 0 as before."
