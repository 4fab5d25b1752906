"""What somebody who tried the window for the first time stumbled over, and never may again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.attendees.registration import Status
from desktop.domain.programme.questions import Asked, Kind, Question
from desktop.gui.attendees.actions import BulkAction
from desktop.gui.attendees.choose_dialogs import AnswersDialog, TextDialog
from desktop.gui.attendees.person_dialog import PersonDialog
from desktop.gui.attendees.question_form import SignatureField
from desktop.gui.programme.plan_dialogs import SessionFormDialog
from desktop.gui.programme.programme_page import SESSIONS
from desktop.workflows.attendees.registry import RegistrationForm
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.attendees.test_attendees_page import names, page, person_form, search, wait
from tests.support import keys
from tests.support.window import ATTENDEES, CHECK_IN, PROGRAMME, OpenWindow

__all__ = ["page"]


def mark(qtbot: QtBot, window: OpenWindow, row: int) -> None:
    window.attendees._enter_table()
    window.attendees.table.setCurrentIndex(window.attendees.model.index(row, 1))
    wait(qtbot, window)


def is_in(window: OpenWindow, row: int) -> bool:
    attendee = window.attendees.model.attendee(row)
    assert attendee is not None
    return attendee.registration.presence is not None


def test_a_typed_new_type_is_kept_as_it_is_typed(qtbot: QtBot, page: OpenWindow) -> None:
    page.attendees.model.tick(0, is_on=True)
    page.attendees._ask_bulk(BulkAction.TYPE)
    qtbot.waitUntil(lambda: isinstance(page.dialog, TextDialog))
    dialog = page.dialog
    assert isinstance(dialog, TextDialog)
    dialog.field.editor.setEditText("VIP")  # type: ignore[attr-defined]
    QTest.keyClick(dialog.field.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.dialog is None)
    wait(qtbot, page)
    attendee = page.attendees.model.attendee(0)
    assert attendee is not None
    assert attendee.registration.ticket_type == "VIP"


def test_down_and_space_at_once_act_on_the_row_that_is_marked(
    qtbot: QtBot, page: OpenWindow
) -> None:
    mark(qtbot, page, 0)
    QTest.keyClick(page.attendees.table, Qt.Key.Key_Down)
    QTest.keyClick(page.attendees.table, Qt.Key.Key_Space)
    wait(qtbot, page)
    assert [is_in(page, row) for row in range(3)] == [False, True, False]
    assert page.attendees.table.currentIndex().row() == 1


def test_the_mark_stays_on_the_person_in_a_search_too(qtbot: QtBot, page: OpenWindow) -> None:
    search(qtbot, page, "cohen")
    mark(qtbot, page, 1)
    marked = page.attendees.model.attendee(1)
    assert marked is not None
    QTest.keyClick(page.attendees.table, Qt.Key.Key_Space)
    wait(qtbot, page)
    assert page.attendees.table.currentIndex().row() == 1
    assert page.attendees.pane.name.text() == marked.name


def test_what_space_did_is_taken_back_by_ctrl_z(qtbot: QtBot, page: OpenWindow) -> None:
    mark(qtbot, page, 0)
    QTest.keyClick(page.attendees.table, Qt.Key.Key_Space)
    wait(qtbot, page)
    assert is_in(page, 0)
    QTest.keyClick(page.attendees.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait(qtbot, page)
    assert not is_in(page, 0)
    assert "Dalia Cohen" in page.notice.text


def test_people_of_another_programme_are_not_let_in_here(
    qtbot: QtBot, page: OpenWindow, lanes: tuple[Lane, Lane], live_desk: FrontDesk
) -> None:
    lanes[0].submit(lambda: live_desk.programmes.find_or_make("OTHER")).result()
    with qtbot.waitSignal(page.stood):
        page.load("OTHER")
    page.show_page(ATTENDEES)
    page.attendees.head.scope.choose(1)
    wait(qtbot, page)
    mark(qtbot, page, 0)
    QTest.keyClick(page.attendees.table, Qt.Key.Key_Space)
    wait(qtbot, page)
    assert not is_in(page, 0)
    assert "NIPERM" in page.notice.text


def test_a_scan_behind_an_open_form_is_told_above_it(qtbot: QtBot, page: OpenWindow) -> None:
    attendee = page.attendees.model.attendee(0)
    assert attendee is not None
    dialog = person_form(qtbot, page, page.open_person_form)
    with qtbot.waitSignal(page.checkin_desk.verdict_given):
        keys.scan(dialog.windowHandle(), attendee.registration.ticket_code)
    assert page.dialog is dialog
    assert page.notice.text.startswith("Dalia Cohen: Checked in")


def test_keys_of_the_door_do_nothing_on_other_pages(qtbot: QtBot, page: OpenWindow) -> None:
    attendee = page.attendees.model.attendee(0)
    assert attendee is not None
    page.attendees.desk.set_status([attendee.id], Status.PENDING)
    wait(qtbot, page)
    page.show_page(CHECK_IN)
    with qtbot.waitSignal(page.checkin_desk.verdict_given):
        page.checkin_desk.pick(attendee.id)
    page.show_page(ATTENDEES)
    for key in (Qt.Key.Key_F5, Qt.Key.Key_F7):
        QTest.keyClick(page.windowHandle(), key)
    wait(qtbot, page)
    assert not is_in(page, 0)


def test_saving_a_session_leaves_the_desk_where_it_stands(qtbot: QtBot, page: OpenWindow) -> None:
    page.attendees.model.tick(0, is_on=True)
    page.show_page(PROGRAMME)
    wait(qtbot, page)
    page.programme_page.tabs.choose(SESSIONS)
    station = page.checkin_desk.station
    page.programme_page.add()
    dialog = page.dialog
    assert isinstance(dialog, SessionFormDialog)
    dialog.form.set_values({"title": "Panel"})
    dialog.save()
    qtbot.waitUntil(lambda: page.dialog is None)
    wait(qtbot, page)
    assert page.checkin_desk.station is not None
    assert station is not None
    assert page.checkin_desk.station.point == station.point
    assert [session.title for session in page.station.sessions] == ["Panel"]
    assert len(page.attendees.model.ticked) == 1


def test_a_new_registration_taken_back_leaves_no_trace_on_screen(
    qtbot: QtBot, page: OpenWindow
) -> None:
    dialog = person_form(qtbot, page, page.open_person_form)
    dialog.form.set_values({"first_name": "Zoltan"})
    dialog.save()
    qtbot.waitUntil(lambda: page.dialog is None)
    wait(qtbot, page)
    assert page.attendees.pane.name.text() == "Zoltan"
    page.undo()
    wait(qtbot, page)
    assert "Zoltan" not in names(page)
    details = page.attendees.details
    assert details is not None
    assert details.attendee.name == page.attendees.pane.name.text() != "Zoltan"


def test_a_fast_typist_is_warned_of_a_twin_too(qtbot: QtBot, page: OpenWindow) -> None:
    dialog = person_form(qtbot, page, page.open_person_form)
    assert isinstance(dialog, PersonDialog)
    dialog.form.set_values({"first_name": "Sam", "last_name": "Cohen"})
    dialog.save()
    wait(qtbot, page)
    assert page.dialog is dialog
    assert dialog.twin.isVisible()
    assert names(page).count("Sam Cohen") == 1


def test_typing_on_the_facts_is_kept_over_a_change_of_page(qtbot: QtBot, page: OpenWindow) -> None:
    page.show_page(PROGRAMME)
    wait(qtbot, page)
    page.programme_page.form.fields["contact"].set_value("dana@example.org")
    page.show_page(ATTENDEES)
    page.show_page(PROGRAMME)
    wait(qtbot, page)
    assert page.programme_page.form.fields["contact"].value() == "dana@example.org"


def test_there_is_a_way_back_from_a_new_programme(qtbot: QtBot, page: OpenWindow) -> None:
    page.show_page(PROGRAMME)
    wait(qtbot, page)
    page.programme_page.begin_new()
    wait(qtbot, page)
    assert page.programme_page.form.fields["code"].value() == ""
    page.programme_page.begin_new()
    wait(qtbot, page)
    assert page.programme_page.form.fields["code"].value() == "NIPERM"


def at_the_door(
    qtbot: QtBot, window: OpenWindow, lanes: tuple[Lane, Lane], work: Callable[[], str]
) -> None:
    """Prepare somebody in the store's lane, and pick them at the door."""
    registration = lanes[0].submit(work).result()
    window.show_page(CHECK_IN)
    with qtbot.waitSignal(window.checkin_desk.verdict_given):
        window.checkin_desk.pick(registration)


def test_the_door_asks_for_a_consent_and_a_signature_once(
    qtbot: QtBot, page: OpenWindow, lanes: tuple[Lane, Lane], live_desk: FrontDesk
) -> None:
    programme = page.programme
    assert programme is not None

    def prepare() -> str:
        for kind, text in ((Kind.YES_NO, "Photo consent"), (Kind.SIGNATURE, "Waiver")):
            question = Question("", programme.id, text, kind=kind, asked=Asked.CHECKIN,
                                required="yes", wording=f"{text}: I agree.")  # fmt: skip
            live_desk.planning.save_question(programme, question)
        return live_desk.desk.find(programme, "martin")[0].id

    at_the_door(qtbot, page, lanes, prepare)
    assert page.page.card.band.headline.text() == "Needs an answer"
    QTest.keyClick(page.windowHandle(), Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: isinstance(page.dialog, AnswersDialog))
    dialog = page.dialog
    assert isinstance(dialog, AnswersDialog)
    dialog.give()
    assert page.dialog is dialog
    consent, waiver = dialog.form.fields.values()
    assert consent.fault.text()
    consent.set_value("yes")
    assert isinstance(waiver, SignatureField)
    QTest.mousePress(waiver.pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 60))
    for x in range(30, 200, 10):
        QTest.mouseMove(waiver.pad, QPoint(x, 40 + x % 30))
    QTest.mouseRelease(waiver.pad, Qt.MouseButton.LeftButton, pos=QPoint(200, 60))
    with qtbot.waitSignal(page.checkin_desk.verdict_given):
        dialog.give()
    assert page.page.card.band.headline.text() == "Checked in"
    shown = page.page.shown
    assert shown is not None
    answers = lanes[0].submit(lambda: live_desk.registry.details(shown.id).answers).result()
    assert sorted(answer.wording for answer in answers.values()) == [
        "Photo consent: I agree.", "Waiver: I agree.",
    ]  # fmt: skip


def test_money_taken_at_the_door_lets_in(
    qtbot: QtBot, page: OpenWindow, lanes: tuple[Lane, Lane], live_desk: FrontDesk
) -> None:
    programme = page.programme
    assert programme is not None

    def prepare() -> str:
        form = RegistrationForm({"full_name": "Jules Moreau"}, {"amount_due": "120 USD"}, {})
        return live_desk.registry.register(programme, form)[0].id

    at_the_door(qtbot, page, lanes, prepare)
    assert page.page.card.band.headline.text() == "Unpaid"
    with qtbot.waitSignal(page.checkin_desk.verdict_given):
        QTest.keyClick(page.windowHandle(), Qt.Key.Key_F7)
    assert page.page.card.band.headline.text() == "Checked in"


def test_somebody_new_is_seen_also_where_a_search_would_hide_them(
    qtbot: QtBot, page: OpenWindow
) -> None:
    search(qtbot, page, "cohen")
    dialog = person_form(qtbot, page, page.open_person_form)
    dialog.form.set_values({"first_name": "Zoltan"})
    dialog.save()
    qtbot.waitUntil(lambda: page.dialog is None)
    wait(qtbot, page)
    qtbot.waitUntil(lambda: "Zoltan" in names(page))
    wait(qtbot, page)
    assert page.attendees.search.text() == ""
    assert page.attendees.pane.name.text() == "Zoltan"


def test_a_closed_registration_is_said_and_stops_nobody(
    qtbot: QtBot, page: OpenWindow, lanes: tuple[Lane, Lane], live_desk: FrontDesk
) -> None:
    programme = page.programme
    assert programme is not None
    typed = {"code": programme.code, "registration_closes": "2001-01-01"}
    lanes[0].submit(lambda: live_desk.planning.save_programme(programme.id, typed)).result()
    with qtbot.waitSignal(page.stood):
        page.load(programme.code)
    page.show_page(ATTENDEES)
    wait(qtbot, page)
    dialog = person_form(qtbot, page, page.open_person_form)
    assert "2001-01-01" in dialog.message.text()
    dialog.form.set_values({"first_name": "Zoltan"})
    dialog.save()
    qtbot.waitUntil(lambda: page.dialog is None)
    wait(qtbot, page)
    assert "Zoltan" in names(page)
