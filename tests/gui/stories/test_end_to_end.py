"""The main job through the real window, by keys alone: import, scan, undo, badges, export."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.devices.scanning.qr_read import count_pages, read_pdf_page
from desktop.domain.checkin import keyboard
from desktop.gui.printing.print_dialog import PrintDialog
from desktop.gui.printing.whose_choice import EVERYBODY
from desktop.gui.transfer.export_dialog import ExportDialog
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.support import keys
from tests.support.builders import read_csv, write_csv
from tests.support.window import OpenWindow

ROWS = [
    ["First Name", "Last Name", "שם פרטי", "שם משפחה", "Email", "Company", "Barcode", "Status"],
    ["Noa", "Ben-David", "נועה", "בן־דוד", "noa@example.org", "Touro", "kfndgf-1", "Attending"],
    ["José", "O'Brien", "", "", "jose@example.org", "Ochsner", "kfndgf-2", "Attending"],
    ["Dan", "Levi", "דן", "לוי", "dan@example.org", "Tulane", "kfndgf-3", "Refunded"],
    ["", "", "", "", "nobody@example.org", "", "", ""],
]


def send_scan(qtbot: QtBot, window: OpenWindow, text: str) -> None:
    """Scan, and wait for the verdict."""
    with qtbot.waitSignal(window.checkin_desk.verdict_given):
        keys.scan(window.windowHandle(), text)


def headline(window: OpenWindow) -> str:
    return window.page.card.band.headline.text()


def import_list(qtbot: QtBot, window: OpenWindow, path: Path) -> None:
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.lists.isVisible)
    page = window.lists
    page.open_file(path)
    settle(qtbot, window)
    page.code.setText("NIPERM")
    assert page.start_button.isEnabled()
    assert page.problems.rowCount() == 1
    with qtbot.waitSignal(page.taken):
        QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, window)
    assert "3 new" in page.question.message.text()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.isVisible())
    settle(qtbot, window)


def test_the_main_job(
    qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, tmp_path: Path
) -> None:
    import_list(qtbot, window, write_csv(tmp_path / "guests.csv", ROWS))
    assert window.programme is not None

    send_scan(qtbot, window, "kfndgf-1")
    assert headline(window) == "Checked in"
    assert window.page.card.person.name.text() == "Noa Ben-David"
    assert window.page.card.person.second_name.text() == "נועה בן־דוד"

    through_hebrew = "kfndgf-2".translate(
        str.maketrans(keyboard._LATIN_KEYS, keyboard._HEBREW_TYPED)
    )
    assert not through_hebrew.isascii()
    send_scan(qtbot, window, through_hebrew)
    assert headline(window) == "Checked in"
    assert window.page.card.person.name.text() == "José O'Brien"

    send_scan(qtbot, window, "kfndgf-3")
    assert headline(window) == "Cancelled"

    with qtbot.waitSignal(window.checkin_desk.undone):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert headline(window) == "Undone"
    settle(qtbot, window)
    assert window.page.recent.lines.rowCount() == 3

    badges = tmp_path / "badges.pdf"
    window.open_badges(None)
    dialog = window.dialog
    assert isinstance(dialog, PrintDialog)
    settle(qtbot, window)
    dialog.choices.button(EVERYBODY).click()
    dialog.save_to(badges)
    settle(qtbot, window)
    assert "2 on 1 pages" in dialog.message.text()
    assert count_pages(badges) == 1
    codes = read_pdf_page(badges, 0)
    assert len(codes) == 2
    dialog.close_button.click()

    # By name: José comes before Noa, who is in already.
    send_scan(qtbot, window, codes[0])
    assert headline(window) == "Checked in"

    attendees, checkins = tmp_path / "attendees.csv", tmp_path / "checkins.csv"
    window.open_export()
    export = window.dialog
    assert isinstance(export, ExportDialog)
    export.save_to(attendees)
    settle(qtbot, window)
    export.checkins.setChecked(True)
    export.save_to(checkins)
    settle(qtbot, window)
    export.close_button.click()

    status = {row["full_name"]: row["status"] for row in read_csv(attendees)}
    assert status == {
        "Noa Ben-David": "checked_in",
        "José O'Brien": "checked_in",
        "Dan Levi": "cancelled",
    }
    answers = [(row["full_name"], row["outcome"]) for row in read_csv(checkins)]
    assert answers == [
        ("Noa Ben-David", "admitted"),
        ("José O'Brien", "admitted"),
        ("Dan Levi", "cancelled"),
        ("José O'Brien", "admitted"),
    ]
    assert [bool(row["undone_at"]) for row in read_csv(checkins)] == [False, True, False, False]
    found: list[object] = []
    window.jobs.run(live_desk.verify, found.append)
    settle(qtbot, window)
    assert found == [[]]


@pytest.mark.parametrize("code", ["kfndgf-1"])
def test_a_scan_reaches_the_desk_while_somebody_types_on_the_page_of_a_list(
    qtbot: QtBot, window: OpenWindow, tmp_path: Path, code: str
) -> None:
    import_list(qtbot, window, write_csv(tmp_path / "guests.csv", ROWS))
    window.open_import()
    page = window.lists
    page.code.setFocus()
    page.code.setText("SPRING")
    with qtbot.waitSignal(window.checkin_desk.verdict_given):
        keys.scan(window.windowHandle(), code)
    assert headline(window) == "Checked in"
    assert page.code.text() == "SPRING"
