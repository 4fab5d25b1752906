"""Reports at the window: figures that follow the door, tables behind charts, files, the wall."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from desktop.domain.attendees.registration import Attendee
from desktop.domain.programme.programme import Session
from desktop.domain.reports.sheet import Tile
from desktop.gui.attendees.tickets_dialog import TicketsDialog
from desktop.gui.reports import credit_files, saving
from desktop.gui.reports.decide_dialog import DecideDialog
from desktop.gui.reports.report_control import ReportControl
from desktop.gui.reports.reports_page import ALL_DAYS, CREDITS, DAY, YEAR, ReportsPage
from desktop.gui.reports.tile_card import TileCard
from desktop.gui.reports.wall import Wall
from desktop.gui.widgets.theme import Theme
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support.window import REPORTS, OpenWindow

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
NAMES = ("Avi Levi", "Ben Cohen", "Carmel Katz", "Dana Peretz")


@pytest.fixture
def desk(
    qtbot: QtBot,
    window: OpenWindow,
    live_desk: FrontDesk,
    lanes: tuple[Lane, Lane],
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    """Four who are registered; no folder is opened on this screen."""
    for module in (saving, credit_files):
        monkeypatch.setattr(module, "open_folder", lambda _folder: None)
    monkeypatch.setattr("desktop.gui.reports.report_control.SOONEST_MS", 1)
    made = Desk(qtbot, window, live_desk, lanes[0])
    for name in NAMES:
        made.register(name, ticket_type="Delegate")
    made.begin()
    return made


def who(desk: Desk, name: str) -> Attendee:
    programme = desk.front_desk.programmes
    return desk.on_store(lambda: desk.front_desk.desk.find(programme.named("NIPERM"), name))[0]


def opened(desk: Desk) -> ReportsPage:
    """Go to the reports by key, and wait until they are read."""
    desk.ctrl(Qt.Key.Key_9)
    page = desk.window.reports_page
    desk.qtbot.waitUntil(lambda: page.control.report is not None)
    settle(desk.qtbot, desk.window)
    return page


def arrived(page: ReportsPage) -> str:
    return page.day.tiles[0].value.text()


def press(desk: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(desk.window.windowHandle(), key, modifier)
    settle(desk.qtbot, desk.window)


def test_without_a_programme_it_says_what_comes_first(qtbot: QtBot, window: OpenWindow) -> None:
    window.show_page(REPORTS)
    page = window.reports_page
    assert page.stack.currentWidget() is page.empty
    assert "Make a programme first" in page.empty.text.text()
    page.segments.choose(YEAR)
    qtbot.waitUntil(lambda: page.year.report is not None)
    assert page.stack.currentWidget() is page.year


def test_nobody_has_arrived_and_then_each_scan_shows(desk: Desk) -> None:
    page = opened(desk)
    assert arrived(page) == "0"
    assert page.day.arrivals.view.accessibleName().endswith("Each scan at a door shows here.")
    avi = who(desk, "Avi Levi")
    desk.ctrl(Qt.Key.Key_1)
    desk.scan(avi)
    desk.ctrl(Qt.Key.Key_9)
    desk.qtbot.waitUntil(lambda: arrived(page) == "1")
    assert page.day.arrivals.view.accessibleDescription().endswith(" 1")


def test_a_scan_on_the_page_goes_to_the_door_and_is_counted(desk: Desk) -> None:
    page = opened(desk)
    desk.scan(who(desk, "Ben Cohen"))
    assert desk.window.current_page != REPORTS
    desk.ctrl(Qt.Key.Key_9)
    desk.qtbot.waitUntil(lambda: arrived(page) == "1")


def test_t_turns_charts_to_tables_and_takes_no_letter_from_a_name(desk: Desk) -> None:
    page = opened(desk)
    press(desk, Qt.Key.Key_T)
    assert page.day.arrivals.view.isHidden()
    press(desk, Qt.Key.Key_T)
    assert not page.day.arrivals.view.isHidden()
    for page_ in desk.window.pages:
        letters = [key for key in page_.key_actions() if len(key) == 1]
        assert letters == [], type(page_)


def test_the_arrows_go_from_bar_to_bar(desk: Desk) -> None:
    desk.scan(who(desk, "Avi Levi"))
    page = opened(desk)
    desk.qtbot.waitUntil(lambda: arrived(page) == "1")
    view = page.day.arrivals.view
    assert view.hasFocus()
    before = view.accessibleName()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleName() != before
    assert view.accessibleName().endswith("• 1")


def test_pages_turn_days_and_control_turns_parts(desk: Desk) -> None:
    page = opened(desk)
    report = page.control.report
    assert report is not None
    shown = []
    page.control.read.connect(lambda each: shown.append(each.day))
    press(desk, Qt.Key.Key_PageDown, CTRL)
    desk.qtbot.waitUntil(lambda: shown[-1:] == [""])
    assert page.tab == ALL_DAYS
    assert page.aside.text().startswith("NIPERM • all days")
    press(desk, Qt.Key.Key_PageUp, CTRL)
    assert page.tab == DAY


def test_pages_turn_the_days_of_a_programme(desk: Desk) -> None:
    def dated() -> None:
        typed = {"code": "NIPERM", "starts_on": "2026-01-05", "ends_on": "2026-01-07"}
        desk.front_desk.planning.save_programme(desk.reception.programme.id, typed)

    desk.on_store(dated)
    desk.begin()
    page = opened(desk)
    shown: list[str] = []
    page.control.read.connect(lambda each: shown.append(each.day))
    # Today lies behind the dated days, so the last of them is shown.
    for key, day in (
        (Qt.Key.Key_PageUp, "2026-01-06"), (Qt.Key.Key_PageUp, "2026-01-05"),
        (Qt.Key.Key_PageUp, "2026-01-05"), (Qt.Key.Key_PageDown, "2026-01-06"),
        (Qt.Key.Key_PageDown, "2026-01-07"), (Qt.Key.Key_PageDown, "2026-01-07"),
    ):  # fmt: skip
        press(desk, key)
        desk.qtbot.waitUntil(lambda day=day: shown[-1:] == [day])  # type: ignore[misc]
    assert "day 3 of 3" in page.aside.text()


def test_all_as_pdf_and_every_part_as_files(desk: Desk) -> None:
    desk.scan(who(desk, "Avi Levi"))
    page = opened(desk)
    desk.qtbot.waitUntil(lambda: arrived(page) == "1")
    folder: Path = desk.front_desk.report_files.folder
    press(desk, Qt.Key.Key_P, CTRL)
    desk.qtbot.waitUntil(lambda: desk.window.notice.text.startswith("Saved: "))
    press(desk, Qt.Key.Key_S, ALT)
    desk.qtbot.waitUntil(lambda: desk.window.notice.text.startswith("6 files are saved"))
    endings = sorted(path.suffix for path in folder.iterdir())
    assert endings == [".csv", ".pdf", ".png", ".png", ".svg", ".svg", ".xlsx"]
    book = load_workbook(next(folder.glob("*.xlsx")))
    assert book["figures"]["B3"].value == 1


def test_saving_again_replaces_nothing(desk: Desk) -> None:
    opened(desk)
    for _again in range(2):
        press(desk, Qt.Key.Key_P, CTRL)
    folder = desk.front_desk.report_files.folder
    desk.qtbot.waitUntil(lambda: len(list(folder.glob("*.pdf"))) == 2)


def test_the_wall_shows_the_day_and_no_names(desk: Desk) -> None:
    desk.scan(who(desk, "Avi Levi"))
    page = opened(desk)
    desk.qtbot.waitUntil(lambda: arrived(page) == "1")
    press(desk, Qt.Key.Key_F11)
    (wall,) = desk.window.findChildren(Wall)
    assert wall.isVisible()
    assert wall.tiles[0].value.text() == "1"
    press(desk, Qt.Key.Key_Escape)
    assert not wall.isVisible()
    assert desk.window.current_page == REPORTS


def test_nothing_is_read_while_nobody_looks(desk: Desk) -> None:
    (control,) = desk.window.findChildren(ReportControl)
    desk.scan(who(desk, "Avi Levi"))
    settle(desk.qtbot, desk.window)
    assert control.report is None


def workshop(desk: Desk, **credit: str) -> Session:
    """A workshop that goes on now, with a door, and Avi in it."""

    def work() -> Session:
        here = desk.reception
        made = here.session("W1", starts_at="2026-01-01T09:00", ends_at="2026-01-01T10:30")
        typed = {f.name: str(getattr(made, f.name)) for f in fields(made)}
        typed |= {"credit_hours": "1.5", "credit_type": "ama", **credit}
        saved = desk.front_desk.planning.save_session(here.programme, made.id, typed)
        assert isinstance(saved, Session)
        return saved

    return desk.on_store(work)


def test_a_credit_is_decided_by_keys_and_taken_back(desk: Desk) -> None:
    session = workshop(desk)
    avi = who(desk, "Avi Levi")
    of = desk.on_store(lambda: desk.front_desk.credits.sessions(desk.reception.programme)[0])
    desk.on_store(lambda: desk.front_desk.credits.decide(avi.id, of, of.full, "sign-in sheet"))
    page = opened(desk)
    page.segments.choose(CREDITS)
    desk.qtbot.waitUntil(lambda: page.credits.report is not None)
    assert "Nothing is to be decided." in page.credits._why.text()
    press(desk, Qt.Key.Key_O, ALT)
    model = page.credits.table.rows
    assert [model.data(model.index(0, column)) for column in range(4)] == [
        "Avi Levi", "W1 • Workshop W1", "1.5 credit", "decided by desk",
    ]  # fmt: skip
    page.credits.table.setFocus()
    press(desk, Qt.Key.Key_Return)
    dialog = desk.window.dialog
    assert isinstance(dialog, DecideDialog)
    box = dialog.form.fields["amount"].findChild(QComboBox)
    assert box is not None
    assert [box.itemData(n) for n in range(box.count())] == [
        "rule", "0", "0.25", "0.5", "0.75", "1", "1.25", "1.5",
    ]  # fmt: skip
    dialog.form.set_values({"amount": "0.75", "note": "left at ten"})
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: model.data(model.index(0, 2)) == "0.75 credit")
    decided = model.rows[0].credit.decided
    assert decided is not None
    assert decided.note == "left at ten"
    assert session.code == "W1"


def test_certificates_registers_and_sheets_are_saved(desk: Desk) -> None:
    workshop(desk)
    avi = who(desk, "Avi Levi")
    of = desk.on_store(lambda: desk.front_desk.credits.sessions(desk.reception.programme)[0])
    page = opened(desk)
    page.segments.choose(CREDITS)
    desk.qtbot.waitUntil(lambda: page.credits.report is not None)
    press(desk, Qt.Key.Key_C, ALT)
    desk.qtbot.waitUntil(lambda: "Nobody has earned a credit" in desk.window.notice.text)
    desk.on_store(lambda: desk.front_desk.credits.decide(avi.id, of, of.full, ""))
    page.credits.refresh()
    desk.qtbot.waitUntil(lambda: bool(page.credits.report and page.credits.report.of_person()))
    folder = desk.front_desk.report_files.folder
    press(desk, Qt.Key.Key_C, ALT)
    desk.qtbot.waitUntil((folder / "NIPERM certificates.pdf").exists)
    press(desk, Qt.Key.Key_R, ALT)
    desk.qtbot.waitUntil(lambda: len(list(folder.glob("NIPERM register *"))) == 4)
    press(desk, Qt.Key.Key_I, ALT)
    desk.qtbot.waitUntil((folder / "NIPERM W1 sign-in.pdf").exists)
    press(desk, Qt.Key.Key_L, ALT)
    desk.qtbot.waitUntil(lambda: "4 questions are asked" in desk.window.notice.text)
    settle(desk.qtbot, desk.window)
    asked = desk.on_store(lambda: desk.front_desk.programmes.questions(desk.reception.programme))
    assert asked[0].text == "Licence number"


def test_certificates_go_by_mail_as_tickets_do(desk: Desk) -> None:
    workshop(desk)
    avi = who(desk, "Avi Levi")
    of = desk.on_store(lambda: desk.front_desk.credits.sessions(desk.reception.programme)[0])
    desk.on_store(lambda: desk.front_desk.credits.decide(avi.id, of, of.full, ""))
    page = opened(desk)
    page.segments.choose(CREDITS)
    desk.qtbot.waitUntil(lambda: page.credits.report is not None)
    press(desk, Qt.Key.Key_E, ALT)
    dialog = desk.window.dialog
    assert isinstance(dialog, TicketsDialog)
    assert dialog.windowTitle() == "Certificates"
    desk.qtbot.waitUntil(lambda: "1 without an email" in dialog.facts.text())
    assert dialog.form.values()["subject"].startswith("Your certificate for")
    assert all(button.isHidden() for button in dialog._hidden)


def test_no_session_for_credit_says_where_that_is_set(desk: Desk) -> None:
    page = opened(desk)
    page.segments.choose(CREDITS)
    desk.qtbot.waitUntil(lambda: page.credits.report is not None)
    assert "No session earns a credit yet." in page.credits._why.text()


def test_the_year_stands_beside_the_one_before(desk: Desk) -> None:
    page = opened(desk)
    page.segments.choose(YEAR)
    desk.qtbot.waitUntil(lambda: page.year.report is not None)
    foot = dict(page.footer_keys())
    assert foot["PgUp, PgDn"] == "Year"
    # The programme has no day, so it is in no year, and the page says so.
    assert page.year.tables[-1].isVisibleTo(page.year)
    made = page.as_report()
    assert made is not None
    report, name = made
    assert name.startswith("platform ")
    assert any(row[0] == "NIPERM" for table in report.tables for row in table.rows)


@pytest.mark.parametrize(("width", "is_wide"), [(1024, False), (1360, True)])
def test_a_narrow_window_cuts_no_button_and_no_figure(
    desk: Desk, width: int, is_wide: bool
) -> None:
    desk.window.resize(width, 700)
    page = opened(desk)
    assert (page.wall_button.isVisible(), page.parts_button.isVisible()) == (is_wide, is_wide)
    tiles = [tile for tile in page.day.tiles if tile.isVisible()]
    heights = [tile.height() for tile in tiles]
    # Rows of a grid share what is over: one of them may get the odd pixel.
    assert max(heights) - min(heights) <= 1
    page.segments.choose(CREDITS)
    settle(desk.qtbot, desk.window)
    board = page.credits
    for button in (
        board.questions_button, board.sheets_button, board.register_button,
        board.certificates_button, board.mail_button, board.segments,
    ):  # fmt: skip
        assert button.width() >= button.sizeHint().width(), button.accessibleName()


def test_a_long_amount_is_written_small_enough_for_its_card(qtbot: QtBot, theme: Theme) -> None:
    card = TileCard(theme)
    qtbot.addWidget(card)
    card.resize(164, 140)
    card.show()
    card.show_tile(Tile("Budget", "25,000,000 USD"))
    qtbot.waitExposed(card)
    assert card.value.fontMetrics().horizontalAdvance("25,000,000 USD") <= 164 - 40
    card.show_tile(Tile("Partnerships", "46"))
    assert card.value.property("fit") == "0"
