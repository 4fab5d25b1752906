"""The check-in page at several doors: policies, proposals, exceptions, messages, Recent."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.programme.questions import Question
from desktop.domain.staff.staff import Right
from desktop.gui.attendees.choose_dialogs import AnswersDialog
from desktop.gui.checkin.override_dialog import OverrideDialog
from desktop.gui.checkin.recent_dialog import RecentDialog
from desktop.gui.widgets.photo_field import PhotoField
from desktop.gui.wording.moments import iso_day
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support import keys
from tests.support.camera import FakeCamera
from tests.support.pdf_text import text_of_pages
from tests.support.window import OpenWindow


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    return Desk(qtbot, window, live_desk, lanes[0])


def test_the_policy_of_the_point_stands_in_one_sentence(desk: Desk) -> None:
    bus = desk.point("Bus 2", "bus", 54, types="Delegate\nSpeaker", overrides="lead")
    desk.begin()
    desk.stand(bus)
    said = desk.window.page.strip.policy.text()
    assert said == (
        "Only Delegate, Speaker may enter Bus 2, again after checking out; full at 54; "
        "only leads make exceptions."
    )


def test_the_desk_begins_where_it_stood_the_last_time(desk: Desk) -> None:
    bus = desk.point("Bus 2", "bus")
    desk.begin()
    desk.stand(bus)
    desk.begin()
    station = desk.window.checkin_desk.station
    assert station is not None
    assert station.point.id == bus.id
    assert desk.window.top_bar._points.currentText() == "Bus 2"


def test_the_point_whose_session_is_now_is_offered_and_ctrl_g_goes_there(desk: Desk) -> None:
    day = iso_day()

    def work() -> None:
        over = desk.reception.session(
            "S1", starts_at="2020-01-01T09:00", ends_at="2020-01-01T10:00"
        )
        now = desk.reception.session("S2", starts_at=f"{day}T00:00", ends_at=f"{day}T23:59")
        desk.reception.point("Room 1", session=over.id)
        desk.reception.point("Room 2", session=now.id)

    desk.on_store(work)
    desk.begin()
    points = desk.on_store(lambda: desk.front_desk.programmes.points(desk.reception.programme))
    desk.stand(next(point for point in points if point.name == "Room 1"))
    strip = desk.window.page.strip
    assert strip.is_offering
    assert "Workshop S2" in strip.proposal.text()
    desk.ctrl(Qt.Key.Key_G)
    assert desk.window.top_bar._points.currentText() == "Room 2"
    assert not strip.is_offering


def test_f12_turns_the_way_where_the_point_is_for_both(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    only_in = desk.point("Registration", direction="in")
    desk.begin()
    assert desk.scan(noa) == "Checked in"
    desk.key(Qt.Key.Key_F12)
    assert desk.scan(noa) == "Checked out"
    desk.stand(only_in)
    desk.key(Qt.Key.Key_F12)
    buttons = desk.window.top_bar.modes.group.buttons()
    assert [abstract_button.isVisible() for abstract_button in buttons] == [True, False, True]
    assert desk.scan(noa) == "Checked in"


def test_a_point_for_the_way_out_only_checks_out(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    exit_ = desk.point("Exit", direction="out")
    desk.begin()
    desk.scan(noa)
    desk.stand(exit_)
    assert desk.scan(noa) == "Checked out"


def test_a_lead_lets_in_with_reason_and_pin_from_the_keyboard(desk: Desk) -> None:
    first, second = desk.register("Noa Cohen"), desk.register("Dan Levi")
    bus = desk.point("Bus 2", "bus", 1)
    desk.on_store(lambda: desk.front_desk.staffing.save("", "Maya", "lead", "135790"))
    desk.begin()
    desk.window.screens.show_desk()
    desk.stand(bus)
    desk.scan(first)
    assert desk.scan(second) == "Full"
    assert "Only a lead" in desk.window.page.card.sentence.text()
    desk.key(Qt.Key.Key_F5)
    dialog = desk.window.dialog
    assert isinstance(dialog, OverrideDialog)
    dialog.pin.line.setText("010203")
    dialog.give()
    assert "reason" in dialog.reason.fault.text()
    dialog.reason.box.setCurrentIndex(0)
    dialog.give()
    settle(desk.qtbot, desk.window)
    assert "not the PIN" in dialog.pin.fault.text()
    dialog.pin.line.setText("135790")
    with desk.qtbot.waitSignal(desk.window.checkin_desk.verdict_given):
        dialog.give()
    assert desk.headline == "In, but full"
    journal = desk.front_desk._store.journal
    kinds = desk.on_store(lambda: [row.kind for row in journal.stored_by_desk()])
    assert kinds.count("override") == 1


def test_a_scan_behind_the_leads_dialog_is_taken_and_the_exception_stays_for_its_person(
    desk: Desk,
) -> None:
    people = [desk.register(name) for name in ("Noa Cohen", "Dan Levi", "Ruth Katz")]
    bus = desk.point("Bus 2", "bus", 1)
    desk.begin()
    desk.stand(bus)
    desk.scan(people[0])
    assert desk.scan(people[1]) == "Full"
    desk.window.page.let_in_anyway()
    dialog = desk.window.dialog
    assert isinstance(dialog, OverrideDialog)
    said = [found.text() for found in dialog.findChildren(QLabel)]
    assert any("No lead has a PIN" in text for text in said)
    assert dialog.reason.value() == ""
    dialog.reason.box.setEditText("Her seat is kept")
    assert desk.scan(people[2]) == "Full"
    with desk.qtbot.waitSignal(desk.window.checkin_desk.verdict_given) as waited:
        dialog.give()
    assert waited.args[0].outcome.attendee.name == "Dan Levi"
    assert waited.args[0].outcome.slug == "admitted"


def test_a_message_pops_with_the_verdict_until_it_is_given(desk: Desk) -> None:
    noa = desk.register("Noa Cohen", message="Call Dana when she arrives", tags="VIP")
    desk.begin()
    desk.scan(noa)
    card = desk.window.page.card
    assert card.person.message.isVisible()
    assert "Call Dana" in card.person.message._text.text()
    desk.key(Qt.Key.Key_F7)
    assert not card.person.message.isVisible()
    assert desk.scan(noa) == "Already in"
    assert not card.person.message.isVisible()


def test_ctrl_z_takes_back_what_was_done_last_be_it_a_message(desk: Desk) -> None:
    noa = desk.register("Noa Cohen", message="Call Dana")
    desk.begin()
    desk.scan(noa)
    desk.key(Qt.Key.Key_F7)
    desk.ctrl(Qt.Key.Key_Z)
    assert desk.on_store(lambda: desk.reception.now(noa)).registration.message == "Call Dana"
    assert desk.on_store(desk.reception.inside) == 1
    desk.ctrl(Qt.Key.Key_Z)
    assert desk.on_store(desk.reception.inside) == 0


def test_a_point_for_the_way_out_does_not_leave_its_way_to_the_next_one(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    exit_ = desk.point("Exit", direction="out")
    desk.begin()
    entrance = desk.window.checkin_desk.station
    assert entrance is not None
    desk.stand(exit_)
    desk.stand(entrance.point)
    assert desk.scan(noa) == "Checked in"


def test_the_desk_is_told_when_its_point_is_gone(desk: Desk) -> None:
    noa, garden = desk.register("Noa Cohen"), desk.point("Garden")
    desk.begin()
    desk.stand(garden)
    desk.scan(noa)
    programme = desk.reception.programme
    desk.on_store(lambda: desk.front_desk.points.remove(programme, garden))
    desk.window.programme_page.saved.emit(programme)
    settle(desk.qtbot, desk.window)
    assert "Garden is gone" in desk.window.notice.text
    assert desk.window.page.shown is None


def test_two_codes_in_sight_are_two_scans(desk: Desk) -> None:
    people = [desk.register(name) for name in ("Noa Cohen", "Dan Levi")]
    desk.begin()
    desk.window.checkin_desk._ticks_ms = iter(range(0, 10**6, 100)).__next__
    for _ in range(5):
        for attendee in people:
            keys.scan(desk.window.windowHandle(), attendee.registration.ticket_code)
            settle(desk.qtbot, desk.window)
    rows = desk.on_store(lambda: desk.front_desk.desk.recent(desk.reception.programme))
    assert [row.name for row in rows] == ["Dan Levi", "Noa Cohen"]


def test_a_scan_leaves_a_leads_own_reason_as_it_was(desk: Desk) -> None:
    noa, dan = desk.register("Noa Cohen", status="blocked"), desk.register("Dan Levi")
    desk.begin()
    desk.scan(noa)
    desk.key(Qt.Key.Key_F5)
    dialog = desk.window.dialog
    assert isinstance(dialog, OverrideDialog)
    dialog.reason.box.setEditText("Her own reason")
    dialog.reason.box.setFocus()
    desk.scan(dan)
    assert dialog.reason.value() == "Her own reason"


def test_recent_is_filtered_and_any_line_is_taken_back(desk: Desk, tmp_path: Path) -> None:
    noa, dan = desk.register("Noa Cohen"), desk.register("Dan Levi")
    desk.begin()
    for attendee in (noa, dan, noa):
        desk.scan(attendee)
    desk.scan("nobody-0")
    desk.ctrl(Qt.Key.Key_R)
    dialog = desk.window.dialog
    assert isinstance(dialog, RecentDialog)
    settle(desk.qtbot, desk.window)
    titles = [line.title for line in dialog.list.lines.lines]
    assert titles == ["Unknown code", "Noa Cohen", "Dan Levi", "Noa Cohen"]
    dialog.tones.choose(1)
    assert [line.title for line in dialog.list.lines.lines] == ["Dan Levi", "Noa Cohen"]
    dialog.search.set_value("noa")
    assert [line.title for line in dialog.list.lines.lines] == ["Noa Cohen"]
    dialog.undo()
    settle(desk.qtbot, desk.window)
    assert "undone" in dialog.list.lines.lines[0].below
    assert not dialog.undo_button.isEnabled()
    assert desk.on_store(desk.reception.inside) == 1
    dialog.tones.choose(0)
    dialog.search.set_value("")
    target = tmp_path / "log.pdf"
    dialog.print_to(target)
    settle(desk.qtbot, desk.window)
    page = text_of_pages(target)[0]
    assert "Dan Levi" in page
    assert "Unknown code" in page


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "<b>bold</b><img src=x>1", "'; DROP TABLE journal;--1", "=1+cmd|1",
             "12345678901234567890"],
)  # fmt: skip
def test_any_text_of_a_scanner_is_shown_as_it_is_and_the_next_scan_works(
    desk: Desk, text: str
) -> None:
    noa = desk.register("Noa Cohen")
    desk.begin()
    assert desk.scan(text) in {"Unknown code", "Not a code"}
    band = desk.window.page.card.band
    assert band.aside.textFormat() is Qt.TextFormat.PlainText
    assert text[:20] in band.aside.text()
    assert desk.scan(noa) == "Checked in"


def test_a_badge_is_printed_on_entry_once(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    point = desk.point("Registration", prints="yes")
    desk.begin()
    desk.stand(point)
    desk.scan(noa)
    desk.qtbot.waitUntil(lambda: "Badge of Noa Cohen" in desk.window.notice.text)
    folder = desk.front_desk.path.parent / "badges"
    (made,) = folder.iterdir()
    assert made.read_bytes().startswith(b"%PDF")
    desk.key(Qt.Key.Key_F12)
    desk.scan(noa)
    desk.key(Qt.Key.Key_F12)
    desk.scan(noa)
    settle(desk.qtbot, desk.window)
    assert len(list(folder.iterdir())) == 1


def test_export_can_be_kept_to_leads(desk: Desk) -> None:
    desk.on_store(lambda: desk.front_desk.staffing.save("", "Maya", "lead", "135790"))
    desk.on_store(lambda: desk.front_desk.staffing.keep_to_leads({Right.EXPORT}))
    desk.begin()
    desk.window.screens.show_desk()
    desk.ctrl(Qt.Key.Key_E)
    dialog = desk.window.dialog
    assert type(dialog).__name__ == "PinDialog"
    dialog.pin.line.setText("135790")  # type: ignore[union-attr]
    dialog.give()  # type: ignore[union-attr]
    desk.qtbot.waitUntil(lambda: type(desk.window.dialog).__name__ == "ExportDialog")


def test_a_photo_taken_at_the_desk_answers_its_question_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    cameras: list[FakeCamera] = []

    def open_camera() -> FakeCamera:
        cameras.append(FakeCamera())
        return cameras[-1]

    monkeypatch.setattr("desktop.gui.widgets.photo_field.Camera", open_camera)
    noa = desk.register("Noa Cohen")
    asked = Question("", desk.reception.programme.id, "Photo for the badge", kind="photo",
                     asked="checkin", required="yes")  # fmt: skip
    planning = desk.front_desk.planning
    desk.on_store(lambda: planning.save_question(desk.reception.programme, asked))
    desk.begin()
    assert desk.scan(noa) == "Needs an answer"
    desk.key(Qt.Key.Key_F7)
    dialog = desk.window.dialog
    assert isinstance(dialog, AnswersDialog)
    (field,) = dialog.form.fields.values()
    assert isinstance(field, PhotoField)
    dialog.give()
    assert "needed" in field.fault.text()
    picture = QImage(320, 240, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    cameras[0].framed.emit(picture)
    field.take()
    with desk.qtbot.waitSignal(desk.window.checkin_desk.verdict_given):
        dialog.give()
    settle(desk.qtbot, desk.window)
    assert desk.headline == "Checked in"
    assert not cameras[0].is_on
    now = desk.on_store(lambda: desk.reception.now(noa))
    assert now.person.photo
    assert desk.scan(noa) == "Already in"
