"""The page of attendees in the real window: table, filters, forms, bulk actions, undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.domain.attendees.attendee_filter import Column, Filter, PresenceFilter
from desktop.domain.attendees.registration import Attendee, Status
from desktop.gui.attendees.actions import BulkAction
from desktop.gui.attendees.attendee_model import KEPT_PAGES, PAGE
from desktop.gui.attendees.person_dialog import PersonDialog
from desktop.gui.widgets.buttons import KeyButton
from desktop.gui.widgets.dialogs import ConfirmDialog
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.support import keys
from tests.support.window import ATTENDEES, CHECK_IN, OpenWindow

PEOPLE = [
    ("Dalia Cohen", "דליה כהן", "Emergency authority", "Israel", "Delegate"),
    ("Sam Cohen", "", "Ambulance service", "United States", "Delegate"),
    ("Eli Kohen", "אלי כהן", "Field hospital", "Israel", "Volunteer"),
    ("Martin Keller", "", "Ambulance service", "United States", "Speaker"),
]


@pytest.fixture
def page(
    qtbot: QtBot, window: OpenWindow, lanes: tuple[Lane, Lane], live_desk: FrontDesk
) -> Iterator[OpenWindow]:
    def fill() -> None:
        programme = live_desk.programmes.find_or_make("NIPERM")
        for name, hebrew, organisation, country, kind in PEOPLE:
            person = {"full_name": name, "full_name_hebrew": hebrew, "country": country,
                      "organization": organisation}  # fmt: skip
            live_desk.registry.register(
                programme, RegistrationForm(person, {"ticket_type": kind}, {})
            )

    lanes[0].submit(fill).result()
    with qtbot.waitSignal(window.stood):
        window.load("NIPERM")
    window.show_page(ATTENDEES)
    wait(qtbot, window)
    yield window
    wait(qtbot, window)


def wait(qtbot: QtBot, window: OpenWindow) -> None:
    """Wait until nothing is under way, the short pauses of the page included."""
    page = window.attendees
    qtbot.waitUntil(
        lambda: (
            window.jobs.is_idle and not page._pause.isActive() and not page._person_pause.isActive()
        )
    )
    settle(qtbot, window)


def names(window: OpenWindow) -> list[str]:
    model = window.attendees.model
    people = [model.attendee(row) for row in range(model.rowCount())]
    return [attendee.name for attendee in people if attendee]


def search(qtbot: QtBot, window: OpenWindow, text: str) -> None:
    window.attendees.focus_field()
    window.attendees.search.clear()
    keys.type_slowly(window.windowHandle(), text)
    qtbot.waitUntil(lambda: not window.attendees._pause.isActive())
    wait(qtbot, window)


def person_form(qtbot: QtBot, window: OpenWindow, open_form: Callable[[], None]) -> PersonDialog:
    open_form()
    qtbot.waitUntil(lambda: isinstance(window.dialog, PersonDialog))
    settle(qtbot, window)
    dialog = window.dialog
    assert isinstance(dialog, PersonDialog)
    return dialog


def test_all_people_stand_in_the_order_of_their_names(page: OpenWindow) -> None:
    assert names(page) == ["Dalia Cohen", "Eli Kohen", "Martin Keller", "Sam Cohen"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("כהן", {"Dalia Cohen", "Eli Kohen", "Sam Cohen"}),
        ("fvi", {"Dalia Cohen", "Eli Kohen"}),
        ("coh", {"Dalia Cohen", "Sam Cohen", "Eli Kohen"}),
        ("ambulance", {"Martin Keller", "Sam Cohen"}),
        ("kellre", {"Martin Keller"}),
        ("sam ambul", {"Sam Cohen"}),
        ("zzzz", set()),
    ],
)
def test_people_are_found_as_they_are_asked_for(
    qtbot: QtBot, page: OpenWindow, typed: str, found: set[str]
) -> None:
    search(qtbot, page, typed)
    assert set(names(page)) == found


def test_exact_comes_first_and_the_row_says_why_the_others_are_there(
    qtbot: QtBot, page: OpenWindow
) -> None:
    search(qtbot, page, "kohen")
    model = page.attendees.model
    assert names(page)[0] == "Eli Kohen"
    whys = [model.listing.hits[model.number(row)].why.value for row in range(model.rowCount())]
    assert whys[0] == "name"
    assert set(whys[1:]) == {"sound"}
    assert "Cohen" in page.desk.footer.state.text().title()


def test_filters_combine_and_are_cleared_by_their_chip(qtbot: QtBot, page: OpenWindow) -> None:
    bar = page.attendees.filters
    bar.choose(Filter(((Column.COUNTRY, ("United States",)), (Column.TYPE, ("Delegate",)))))
    wait(qtbot, page)
    assert names(page) == ["Sam Cohen"]
    bar.chips["type"].click()
    wait(qtbot, page)
    assert names(page) == ["Martin Keller", "Sam Cohen"]


def test_a_saved_filter_is_offered_again(qtbot: QtBot, page: OpenWindow) -> None:
    bar = page.attendees.filters
    wanted = Filter(
        ((Column.TYPE, ("Delegate", "Speaker")),), presence=PresenceFilter.NEVER_IN,
        missing=("q1",), is_to_be_told=True,
    )  # fmt: skip
    bar.choose(wanted)
    bar.save_as("Not here yet")
    wait(qtbot, page)
    assert [(saved.name, saved.chosen) for saved in bar._saved] == [("Not here yet", wanted)]


def test_sorting_by_a_column_turns_round_on_the_second_click(
    qtbot: QtBot, page: OpenWindow
) -> None:
    header = page.attendees.table
    header.sort_asked.emit(2)
    wait(qtbot, page)
    assert names(page) == ["Martin Keller", "Sam Cohen", "Dalia Cohen", "Eli Kohen"]
    header.sort_asked.emit(2)
    wait(qtbot, page)
    assert names(page)[0] == "Eli Kohen"


def test_the_pane_shows_the_row_and_space_checks_in_and_out(qtbot: QtBot, page: OpenWindow) -> None:
    search(qtbot, page, "dalia")
    QTest.keyClick(page.attendees.search, Qt.Key.Key_Down)
    wait(qtbot, page)
    assert page.attendees.pane.name.text() == "Dalia Cohen"
    for expected in (True, False):
        QTest.keyClick(page.attendees.table, Qt.Key.Key_Space)
        wait(qtbot, page)
        details = page.attendees.details
        assert details is not None
        assert (details.attendee.registration.presence is not None) is expected


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(qtbot: QtBot, page: OpenWindow) -> None:
    dialog = person_form(qtbot, page, page.open_person_form)
    dialog.form.set_values({"email": "noa(at)example", "phone": "?"})
    dialog.save()
    fields = dialog.form.fields
    assert page.dialog is dialog
    assert fields["email"].value() == "noa(at)example"
    for name in ("first_name", "email", "phone"):
        assert fields[name].fault.text()


def test_a_walk_in_by_keys_alone_is_in_the_table_at_once(qtbot: QtBot, page: OpenWindow) -> None:
    dialog = person_form(qtbot, page, lambda: QTest.keyClick(page.windowHandle(), Qt.Key.Key_F4))
    for text in ("Noa", "Levi", "נועה", "לוי", "Touro"):
        keys.type_slowly(dialog.windowHandle(), text)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.dialog is None)
    wait(qtbot, page)
    assert "Noa Levi" in names(page)
    assert page.attendees.pane.name.text() == "Noa Levi"
    assert page.attendees.pane.second_name.text() == "נועה לוי"


def test_a_twin_is_warned_of_before_it_is_made(qtbot: QtBot, page: OpenWindow) -> None:
    dialog = person_form(qtbot, page, page.open_person_form)
    dialog.form.set_values({"first_name": "Dalya", "last_name": "Cohen"})
    qtbot.waitUntil(lambda: not dialog.twin.isHidden())
    assert "Dalia Cohen" in dialog._twin_text.text()
    dialog.save()
    assert page.dialog is dialog
    dialog._use_twin()
    wait(qtbot, page)
    assert page.attendees.pane.name.text() == "Dalia Cohen"


def test_editing_changes_the_row(qtbot: QtBot, page: OpenWindow) -> None:
    search(qtbot, page, "keller")
    dialog = person_form(qtbot, page, lambda: QTest.keyClick(page.windowHandle(), Qt.Key.Key_F2))
    dialog.form.set_values({"organization": "Touro Infirmary", "status": Status.PENDING.value})
    dialog.save()
    qtbot.waitUntil(lambda: page.dialog is None)
    wait(qtbot, page)
    attendee = page.attendees.model.attendee(0)
    assert isinstance(attendee, Attendee)
    assert attendee.person.organization == "Touro Infirmary"
    assert attendee.registration.status is Status.PENDING


def test_many_are_cancelled_at_once_and_brought_back_by_undo(
    qtbot: QtBot, page: OpenWindow
) -> None:
    model = page.attendees.model
    for row in (0, 1):
        model.tick(row, is_on=True)
    assert not page.attendees.bulk.isHidden()
    page.attendees._ask_bulk(BulkAction.CANCEL)
    wait(qtbot, page)
    dialog = page.dialog
    assert isinstance(dialog, ConfirmDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert page.dialog is dialog
    assert dialog.button.accessibleName() == "Cancel 2 registrations"
    dialog.button.click()
    wait(qtbot, page)
    states = [attendee.registration.status for row in range(4) if (attendee := model.attendee(row))]
    assert states.count(Status.CANCELLED) == 2
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, page)
    states = [attendee.registration.status for row in range(4) if (attendee := model.attendee(row))]
    assert states.count(Status.CANCELLED) == 0


def test_a_scan_on_this_page_goes_to_the_desk(qtbot: QtBot, page: OpenWindow) -> None:
    attendee = page.attendees.model.attendee(0)
    assert attendee is not None
    with qtbot.waitSignal(page.checkin_desk.verdict_given):
        keys.scan(page.windowHandle(), attendee.registration.ticket_code)
    assert page.current_page == CHECK_IN
    assert page.page.card.person.name.text() == "Dalia Cohen"


def test_the_model_holds_only_what_is_near_the_screen(
    qtbot: QtBot, page: OpenWindow, lanes: tuple[Lane, Lane], live_desk: FrontDesk
) -> None:
    def many() -> None:
        programme = live_desk.programmes.find_or_make("NIPERM")
        for number in range(3 * KEPT_PAGES * PAGE // 2):
            person = {"full_name": f"Guest {number:04d}"}
            live_desk.registry.register(programme, RegistrationForm(person, {}, {}))

    lanes[0].submit(many).result()
    page.attendees.relist()
    wait(qtbot, page)
    table = page.attendees.table
    for row in range(0, page.attendees.model.rowCount(), PAGE // 2):
        table.scrollTo(page.attendees.model.index(row, 1))
        table.viewport().repaint()
        wait(qtbot, page)
    assert page.attendees.model.people_held <= KEPT_PAGES * PAGE


def test_the_page_says_at_which_point_people_are_checked_in(qtbot: QtBot, page: OpenWindow) -> None:
    assert ("Space", "Check in: Main entrance") in page.attendees.footer_keys()
    page.attendees.model.tick(0, is_on=True)
    buttons = [b.accessibleName() for b in page.attendees.bulk.findChildren(KeyButton)]
    assert buttons[0] == "Check in: Main entrance"


def test_space_does_for_who_is_ticked_what_the_bar_does(qtbot: QtBot, page: OpenWindow) -> None:
    model, table = page.attendees.model, page.attendees.table
    table.setCurrentIndex(model.index(3, 1))
    wait(qtbot, page)
    for row in (0, 1):
        model.tick(row, is_on=True)
    for _again in range(2):
        QTest.keyClick(table, Qt.Key.Key_Space)
        wait(qtbot, page)
    there = [who for row in range(4) if (who := model.attendee(row))]
    inside = [who.registration.presence is not None for who in there]
    assert inside == [True, True, False, False]


def test_the_bar_checks_the_only_one_who_is_ticked_in_and_never_out(
    qtbot: QtBot, page: OpenWindow
) -> None:
    model = page.attendees.model
    model.tick(0, is_on=True)
    check_in = page.attendees.bulk.findChildren(KeyButton)[0]
    for _again in range(2):
        check_in.click()
        wait(qtbot, page)
        attendee = model.attendee(0)
        assert attendee is not None
        assert attendee.registration.presence is not None


def test_a_name_that_goes_along_is_replaced_by_what_is_typed(
    qtbot: QtBot, page: OpenWindow
) -> None:
    programme = page.programme
    assert programme is not None
    page.actions_on_people.new_person(programme, "Saam Walkr")
    dialog = page.dialog
    assert isinstance(dialog, PersonDialog)
    line = dialog.form.fields["first_name"].editor
    assert isinstance(line, QLineEdit)
    assert line.selectedText() == "Saam"
    QTest.keyClicks(line, "Sam")
    assert dialog.form.values()["first_name"] == "Sam"
    assert dialog.form.values()["last_name"] == "Walkr"
    dialog.reject()


def test_a_lock_that_nobody_could_open_is_said(qtbot: QtBot, page: OpenWindow) -> None:
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert "nobody could unlock it" in page.notice.text
    assert not page.screens.is_shut
