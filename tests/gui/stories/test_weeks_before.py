"""The organizers' weeks before the event, from an empty store, through the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.devices.mailer import SmtpMailer
from desktop.devices.painting.badge_paint import PdfBadgePainter
from desktop.domain.attendees.registration import Status
from desktop.gui.attendees.actions import PersonAction
from desktop.gui.attendees.choose_dialogs import SessionDialog
from desktop.gui.attendees.mail_dialogs import CameBackDialog, LettersDialog
from desktop.gui.attendees.merge_dialog import MergeDialog
from desktop.gui.attendees.person_dialog import PersonDialog
from desktop.gui.attendees.tickets_dialog import MAIL, TicketsDialog
from desktop.gui.programme.plan_dialogs import SessionFormDialog
from desktop.gui.programme.programme_page import SESSIONS
from desktop.gui.widgets.theme import Theme
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from desktop.workflows.ports import system_clock
from desktop.workflows.transfer.guest_list import open_guest_list
from tests.gui.attendees.test_attendees_page import search, wait
from tests.gui.conftest import settle
from tests.support.builders import read_csv, write_csv
from tests.support.mailbox import open_mailbox
from tests.support.window import ATTENDEES, PROGRAMME, OpenWindow

LIST = [
    ["First name", "Last name", "Name in Hebrew", "Email", "Organization", "Sessions", "Status"],
    ["Dalia", "Cohen", "דליה כהן", "dalia@example.org", "Emergency authority", "W1", "Registered"],
    ["Eli", "Kohen", "אלי כהן", "eli@example.org", "Field hospital", "", "Registered"],
    ["Sam", "Cohen", "", "sam@example.org", "Ambulance service", "", "Cancelled"],
]


@pytest.fixture
def live_desk(lanes: tuple[Lane, Lane], store_path: Path, key_file: Path) -> Iterator[FrontDesk]:
    lane, painter = lanes[0], PdfBadgePainter()
    opened = lane.submit(
        lambda: FrontDesk.open(store_path, key_file, system_clock, painter, SmtpMailer)
    ).result()
    yield opened
    lane.submit(opened.close).result()


def make_programme(qtbot: QtBot, window: OpenWindow) -> None:
    window.show_page(PROGRAMME)
    form = window.programme_page.form
    QTest.keyClicks(form.fields["code"].editor, "NIPERM")
    QTest.keyClicks(form.fields["title"].editor, "NIPERM 2026")
    form.fields["starts_on"].set_value("2026-12-02")
    with qtbot.waitSignal(window.stood):
        QTest.keyClick(form.fields["title"].editor, Qt.Key.Key_Return)
    settle(qtbot, window)


def make_session(qtbot: QtBot, window: OpenWindow, code: str, capacity: str) -> None:
    window.programme_page.tabs.choose(SESSIONS)
    window.programme_page.add()
    dialog = window.dialog
    assert isinstance(dialog, SessionFormDialog)
    dialog.form.set_values(
        {"code": code, "title": f"Workshop {code}", "starts_at": "2026-12-02 09:00",
         "ends_at": "2026-12-02 10:00", "place": "Room 2", "capacity": capacity}
    )  # fmt: skip
    dialog.save()
    qtbot.waitUntil(lambda: window.dialog is None)
    settle(qtbot, window)


def import_list(qtbot: QtBot, window: OpenWindow, path: Path) -> None:
    window.open_import()
    page = window.lists
    page.open_file(path)
    settle(qtbot, window)
    with qtbot.waitSignal(page.taken):
        page.start_button.click()
    settle(qtbot, window)
    assert "3 new" in page.question.message.text()
    page.leave()
    settle(qtbot, window)


def walk_in(qtbot: QtBot, window: OpenWindow, first: str, last: str, phone: str) -> None:
    window.open_person_form()
    dialog = window.dialog
    assert isinstance(dialog, PersonDialog)
    settle(qtbot, window)
    dialog.form.set_values({"first_name": first, "last_name": last, "phone": phone})
    qtbot.waitUntil(lambda: not dialog._pause.isActive())
    settle(qtbot, window)
    dialog.save()
    settle(qtbot, window)
    assert dialog.twin.isVisible()
    dialog.save()
    qtbot.waitUntil(lambda: window.dialog is None)
    wait(qtbot, window)


def book(qtbot: QtBot, window: OpenWindow, name: str, row: int) -> None:
    search(qtbot, window, name)
    window.attendees._ask(PersonAction.BOOK)
    qtbot.waitUntil(lambda: isinstance(window.dialog, SessionDialog))
    dialog = window.dialog
    assert isinstance(dialog, SessionDialog)
    dialog.list.setCurrentIndex(dialog.list.lines.index(row))
    dialog.book()
    wait(qtbot, window)


def merge(qtbot: QtBot, window: OpenWindow, kept: str) -> None:
    search(qtbot, window, kept)
    window.attendees._ask(PersonAction.MERGE)
    qtbot.waitUntil(lambda: isinstance(window.dialog, MergeDialog))
    dialog = window.dialog
    assert isinstance(dialog, MergeDialog)
    qtbot.waitUntil(dialog.merge_button.isEnabled)
    dialog.merge()
    wait(qtbot, window)


def test_from_an_empty_store_to_mailed_tickets_and_an_export_that_changes_nothing(
    qtbot: QtBot,
    window: OpenWindow,
    live_desk: FrontDesk,
    lanes: tuple[Lane, Lane],
    theme: Theme,
    tmp_path: Path,
) -> None:
    make_programme(qtbot, window)
    make_session(qtbot, window, "W1", "1")
    make_session(qtbot, window, "W2", "")
    import_list(qtbot, window, write_csv(tmp_path / "guests.csv", LIST))
    assert window.programme is not None
    programme = window.programme

    window.show_page(ATTENDEES)
    wait(qtbot, window)
    book(qtbot, window, "eli kohen", 0)
    book(qtbot, window, "eli kohen", 1)
    walk_in(qtbot, window, "Dalya", "Cohen", "050-1234567")
    merge(qtbot, window, "dalia cohen")
    details = window.attendees.details
    assert details is not None
    assert details.attendee.name == "Dalia Cohen"
    assert details.attendee.person.phone == "050-1234567"

    mail_tickets(qtbot, window)
    assert lanes[0].submit(live_desk.verify).result() == []

    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    export = live_desk.export.attendees
    lanes[0].submit(lambda: export(programme, first, with_codes=True)).result()
    elsewhere(tmp_path, first, second)
    # Another store has ids of its own.
    here, there = ([dict(row) for row in read_csv(path)] for path in (first, second))
    ids = [{row.pop("muster_id") for row in rows} for rows in (here, there)]
    assert ids[0].isdisjoint(ids[1])
    assert here == there
    rows = {row["full_name"]: row for row in read_csv(first)}
    assert rows.keys() == {"Dalia Cohen", "Eli Kohen", "Sam Cohen"}
    assert rows["Eli Kohen"]["sessions_waiting"] == "W1"
    assert rows["Eli Kohen"]["sessions"] == "W2"
    assert rows["Sam Cohen"]["status"] == Status.CANCELLED.value


def mail_tickets(qtbot: QtBot, window: OpenWindow) -> None:
    with open_mailbox() as mailbox:
        window.open_tickets(())
        dialog = window.dialog
        assert isinstance(dialog, TicketsDialog)
        settle(qtbot, window)
        dialog.ways.choose(MAIL)
        dialog.form.set_values(
            {"host": mailbox.server.host, "port": str(mailbox.server.port), "security": "none",
             "sender": "niperm@example.org"}
        )  # fmt: skip
        look_at_letters(qtbot, window, dialog)
        assert mailbox.letters == []
        for expected in (2, 0):
            dialog.send()
            settle(qtbot, window)
            assert dialog.message.text().startswith(f"{expected} sent")
        mark_as_come_back(qtbot, window, dialog)
        dialog.reject()
        assert {letter["To"] for letter in mailbox.letters} == {
            "dalia@example.org", "eli@example.org",
        }  # fmt: skip
        assert len(mailbox.letters) == 2


def look_at_letters(qtbot: QtBot, window: OpenWindow, dialog: TicketsDialog) -> None:
    dialog.preview()
    settle(qtbot, window)
    letters = dialog.findChild(LettersDialog)
    assert isinstance(letters, LettersDialog)
    seen = []
    for _letter in range(2):
        seen.append(letters.head.text().splitlines()[0])
        assert not letters.page.pixmap().isNull()
        letters.next_button.click()
    assert sorted(line.partition("To: ")[2] for line in seen) == [
        "dalia@example.org", "eli@example.org",
    ]  # fmt: skip
    letters.reject()


def mark_as_come_back(qtbot: QtBot, window: OpenWindow, dialog: TicketsDialog) -> None:
    dialog.ask_came_back()
    back = dialog.findChild(CameBackDialog)
    assert isinstance(back, CameBackDialog)
    back.text.setPlainText("<eli@example.org>: host said 550 no such user")
    back.mark_button.click()
    settle(qtbot, window)
    assert dialog.message.text().startswith("Marked: ")
    assert "1 came back" in dialog.facts.text()


def elsewhere(tmp_path: Path, source: Path, target: Path) -> None:
    """Import an export into another store with the same sessions, and export it again."""
    other = FrontDesk.open(
        tmp_path / "other.db", tmp_path / "key" / "other.key", system_clock, PdfBadgePainter()
    )
    try:
        programme = other.programmes.find_or_make("NIPERM")
        for code, capacity in (("W1", "1"), ("W2", "")):
            typed = {"code": code, "title": f"Workshop {code}", "capacity": capacity}
            other.planning.save_session(programme, "", typed)
        result = other.importing(programme, open_guest_list(source)).run()
        assert result.problems == ()
        other.export.attendees(programme, target, with_codes=True)
        assert other.verify() == []
    finally:
        other.close()
