"""The kiosk, the lock, the large verdict, and what leads keep to themselves."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.attendees.registration import Attendee
from desktop.domain.staff.staff import Right, hash_pin
from desktop.gui.attendees.person_dialog import PersonDialog
from desktop.gui.checkin.kiosk_page import ANSWER, CONFIRM, WELCOME
from desktop.gui.frame.pin_dialog import ChoosePinDialog, PinDialog
from desktop.gui.staff.settings_dialog import SettingsDialog
from desktop.gui.staff.staff_dialog import StaffDialog
from desktop.gui.widgets.labels import FitLabel
from desktop.workflows.lanes import Lane
from desktop.workflows.opening import FrontDesk
from tests.gui.conftest import settle
from tests.gui.reception import Desk
from tests.support import keys
from tests.support.window import BIG, DESK, KIOSK, LOCK, OpenWindow


@pytest.fixture
def desk(qtbot: QtBot, window: OpenWindow, live_desk: FrontDesk, lanes: tuple[Lane, Lane]) -> Desk:
    return Desk(qtbot, window, live_desk, lanes[0])


class HeardSounds:
    """Remembers what was played."""

    def __init__(self) -> None:
        self.played: list[str] = []

    def play(self, name: str) -> None:
        self.played.append(name)


class CountedTimer(QTimer):
    """Remembers how often it was started."""

    starts = 0

    def start(self, *interval: Any) -> None:
        self.starts += 1
        super().start(*interval)


def add_lead(desk: Desk) -> None:
    staffing = desk.front_desk.staffing
    desk.on_store(lambda: staffing.save("", "Maya", "lead", "135790"))
    desk.on_store(lambda: staffing.save("", "Jonah", "", ""))


def pin_dialog(desk: Desk) -> PinDialog:
    dialog = desk.window.dialog
    assert isinstance(dialog, PinDialog)
    return dialog


def give_pin(desk: Desk, pin: str) -> PinDialog:
    dialog = pin_dialog(desk)
    dialog.pin.line.setText(pin)
    dialog.give()
    settle(desk.qtbot, desk.window)
    return dialog


def seen(desk: Desk) -> str:
    """Give all words that a guest can see."""
    page = desk.window.kiosk
    fitting, plain = page.findChildren(FitLabel), page.findChildren(QLabel)
    found: list[Any] = [*fitting, *plain]
    return "\n".join(one.text() for one in found if one.isVisible())


@pytest.fixture
def kiosk(desk: Desk) -> Desk:
    desk.begin()
    desk.ctrl(Qt.Key.Key_K)
    dialog = desk.window.dialog
    assert isinstance(dialog, ChoosePinDialog)
    for pin, again, fault in (("12", "12", "six digits or more"), ("271828", "271829", "")):
        dialog.pin.line.setText(pin)
        dialog.again.line.setText(again)
        dialog.give()
        assert fault in dialog.pin.fault.text()
    assert "another PIN" in dialog.again.fault.text()
    dialog.again.line.setText("271828")
    dialog.give()
    settle(desk.qtbot, desk.window)
    assert desk.window.screens.currentIndex() == KIOSK
    return desk


def test_the_kiosk_greets_by_the_title_that_the_programme_has_by_now(kiosk: Desk) -> None:
    assert "Welcome to NIPERM" in seen(kiosk)
    programme = kiosk.window.programme
    assert programme is not None
    typed = {"code": "NIPERM", "title": "Emergency Medicine Week"}
    kiosk.on_store(lambda: kiosk.front_desk.planning.save_programme(programme.id, typed))
    kiosk.window.station.renew()
    settle(kiosk.qtbot, kiosk.window)
    assert "Welcome to Emergency Medicine Week" in seen(kiosk)
    kiosk.window.staff.ask_to_leave_kiosk()
    give_pin(kiosk, "271828")


def test_a_guest_scans_confirms_and_is_in_in_two_languages(kiosk: Desk) -> None:
    noa = kiosk.register("Noa Cohen", message="secret: call Dana", notes="VIP")
    page = kiosk.window.kiosk
    keys.scan(kiosk.window.windowHandle(), noa.registration.ticket_code)
    kiosk.qtbot.waitUntil(lambda: page.stack.currentIndex() == CONFIRM)
    assert "Noa Cohen" in seen(kiosk)
    assert "Is this you?" in seen(kiosk)
    assert "האם זה השם שלך?" in seen(kiosk)
    kiosk.key(Qt.Key.Key_Return)
    kiosk.qtbot.waitUntil(lambda: page.stack.currentIndex() == ANSWER)
    assert "You are checked in" in seen(kiosk)
    assert "secret" not in seen(kiosk)
    assert kiosk.on_store(kiosk.reception.inside) == 1
    kiosk.qtbot.waitUntil((kiosk.front_desk.path.parent / "badges").exists)
    kiosk.key(Qt.Key.Key_Return)
    assert page.stack.currentIndex() == WELCOME
    assert "Noa" not in seen(kiosk)


@pytest.mark.parametrize(
    "own", [{"status": "blocked", "block_reason": "police"}, {"amount_due": "120 USD"}]
)
def test_whatever_is_the_matter_is_said_at_the_desk_only(kiosk: Desk, own: dict[str, str]) -> None:
    noa = kiosk.register("Noa Cohen", **own)
    page = kiosk.window.kiosk
    keys.scan(kiosk.window.windowHandle(), noa.registration.ticket_code)
    kiosk.qtbot.waitUntil(lambda: page.stack.currentIndex() == CONFIRM)
    kiosk.key(Qt.Key.Key_Return)
    kiosk.qtbot.waitUntil(lambda: page.stack.currentIndex() == ANSWER)
    assert "Please come to the desk" in seen(kiosk)
    for word in ("police", "Blocked", "120", "paid"):
        assert word not in seen(kiosk)


def test_the_start_of_a_name_shows_nobody(kiosk: Desk) -> None:
    kiosk.register("Noa Cohen")
    page = kiosk.window.kiosk
    keys.type_slowly(kiosk.window.windowHandle(), "Noa")
    kiosk.key(Qt.Key.Key_Return)
    kiosk.qtbot.waitUntil(lambda: page.stack.currentIndex() == ANSWER)
    assert "Cohen" not in seen(kiosk)
    kiosk.key(Qt.Key.Key_Return)
    keys.type_slowly(kiosk.window.windowHandle(), "cohen noa")
    kiosk.key(Qt.Key.Key_Return)
    kiosk.qtbot.waitUntil(lambda: page.stack.currentIndex() == CONFIRM)
    kiosk.key(Qt.Key.Key_Escape)
    assert page.stack.currentIndex() == WELCOME
    assert kiosk.on_store(kiosk.reception.inside) == 0


def test_no_key_and_no_closing_leads_out_of_the_kiosk_but_the_pin(kiosk: Desk) -> None:
    window = kiosk.window
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Q, Qt.Key.Key_E, Qt.Key.Key_Z,
                Qt.Key.Key_R, Qt.Key.Key_L, Qt.Key.Key_I, Qt.Key.Key_Comma):  # fmt: skip
        kiosk.ctrl(key)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_F10, Qt.Key.Key_F11, Qt.Key.Key_Escape):
        kiosk.key(key)
    assert window.screens.currentIndex() == KIOSK
    assert window.dialog is None
    event = QCloseEvent()
    window.closeEvent(event)
    assert not event.isAccepted()
    assert "not the PIN" in give_pin(kiosk, "010203").pin.fault.text()
    assert window.screens.currentIndex() == KIOSK
    give_pin(kiosk, "271828")
    assert window.screens.currentIndex() == DESK
    kiosk.ctrl(Qt.Key.Key_2)
    assert window.current_page == 1


def test_the_kiosk_is_still_the_kiosk_after_a_power_cut(kiosk: Desk, qtbot: QtBot) -> None:
    kiosk.window.screens.show_desk()
    kiosk.window.station.station = None
    programme = kiosk.window.programme
    assert programme is not None
    typed = {"code": "NIPERM", "title": "Week of Simulation"}
    kiosk.on_store(lambda: kiosk.front_desk.planning.save_programme(programme.id, typed))
    kiosk.begin()
    qtbot.waitUntil(lambda: kiosk.window.screens.currentIndex() == KIOSK)
    qtbot.waitUntil(lambda: "Welcome to Week of Simulation" in seen(kiosk))
    assert QApplication.focusWidget() is kiosk.window.kiosk.field
    kiosk.window.staff.ask_to_leave_kiosk()
    give_pin(kiosk, "271828")


def test_a_desk_with_names_asks_who_is_there_and_takes_no_scan_before(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    add_lead(desk)
    desk.begin()
    screens = desk.window.screens
    assert screens.currentIndex() == LOCK
    keys.scan(desk.window.windowHandle(), noa.registration.ticket_code)
    settle(desk.qtbot, desk.window)
    assert "was not taken" in desk.window.lock.note.text()
    assert desk.on_store(desk.reception.inside) == 0
    assert [line.title for line in desk.window.lock.list.lines.lines] == ["Jonah", "Maya"]
    desk.key(Qt.Key.Key_Return)
    assert screens.currentIndex() == DESK
    assert "Jonah" in desk.window.top_bar._desk.text()
    assert desk.scan(noa) == "Checked in"
    assert (
        desk.on_store(lambda: desk.front_desk.desk.recent(desk.reception.programme)[0].actor)
        == "Jonah"
    )


def test_a_lead_signs_in_with_the_pin_and_a_wrong_one_is_said(desk: Desk) -> None:
    add_lead(desk)
    desk.begin()
    lock = desk.window.lock
    desk.key(Qt.Key.Key_Down)
    assert lock.pin.isVisible()
    desk.key(Qt.Key.Key_Return)
    lock.pin.line.setText("998877")
    lock.sign_in()
    settle(desk.qtbot, desk.window)
    assert "not the PIN" in lock.pin.fault.text()
    lock.pin.line.setText("135790")
    lock.sign_in()
    settle(desk.qtbot, desk.window)
    assert "Maya, lead" in desk.window.top_bar._desk.text()


def test_the_desk_locks_by_itself_and_every_key_puts_it_off(desk: Desk) -> None:
    add_lead(desk)
    desk.begin()
    desk.key(Qt.Key.Key_Return)
    staff = desk.window.staff
    counted = CountedTimer()
    idle, staff._idle = staff._idle, counted
    counted.start(60_000)
    with desk.qtbot.waitSignal(desk.window.scanner.touched):
        QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_Down)
    assert counted.starts == 2
    counted.stop()
    staff._idle = idle
    staff._idle.start(1)
    desk.qtbot.waitUntil(lambda: desk.window.screens.currentIndex() == LOCK)


def test_settings_are_kept_and_used(desk: Desk) -> None:
    add_lead(desk)
    desk.begin()
    desk.key(Qt.Key.Key_Return)
    desk.window.staff.open_settings()
    dialog = desk.window.dialog
    assert isinstance(dialog, SettingsDialog)
    dialog.form.set_values({"name": "Garden desk", "sounds": "off", "lock_min": "5"})
    dialog.boxes[Right.SETTINGS].setChecked(True)
    dialog.save()
    settle(desk.qtbot, desk.window)
    assert "Garden desk" in desk.window.top_bar._desk.text()
    assert desk.window.staff._idle.isActive()
    assert desk.on_store(lambda: desk.front_desk.desk.name) == "Garden desk"
    desk.window.staff.open_settings()
    give_pin(desk, "135790")
    desk.qtbot.waitUntil(lambda: isinstance(desk.window.dialog, SettingsDialog))


def test_people_at_the_desks_are_made_by_keyboard(desk: Desk) -> None:
    desk.begin()
    desk.window.staff.open_people()
    dialog = desk.window.dialog
    assert isinstance(dialog, StaffDialog)
    dialog.form.set_values({"name": "Maya", "role": "lead", "pin": "12"})
    dialog.save()
    settle(desk.qtbot, desk.window)
    assert "six digits or more" in dialog.form.fields["pin"].fault.text()
    dialog.form.set_values({"pin": "135790"})
    dialog.save()
    settle(desk.qtbot, desk.window)
    assert [line.title for line in dialog.list.lines.lines] == ["Maya"]
    dialog.list.setCurrentIndex(dialog.list.lines.index(0))
    dialog.form.set_values({"name": "Maya Peretz"})
    dialog.save()
    settle(desk.qtbot, desk.window)
    member = desk.front_desk.staffing.members[0]
    assert (member.name, member.is_lead) == ("Maya Peretz", True)


def test_removing_can_be_kept_to_leads(desk: Desk) -> None:
    add_lead(desk)
    desk.on_store(lambda: desk.front_desk.staffing.keep_to_leads({Right.DELETION}))
    desk.point("Garden")
    desk.begin()
    desk.key(Qt.Key.Key_Return)
    desk.ctrl(Qt.Key.Key_3)
    page = desk.window.programme_page
    page.tabs.choose(4)
    page.remove_marked()
    assert isinstance(desk.window.dialog, PinDialog)
    assert (
        len(desk.on_store(lambda: desk.front_desk.programmes.points(desk.reception.programme))) == 2
    )
    give_pin(desk, "135790")
    desk.qtbot.waitUntil(lambda: len(page.lists[4].lines.lines) == 1)


def test_the_large_verdict_shows_name_and_words_and_f11_leads_back(desk: Desk) -> None:
    noa: Attendee = desk.register("Noa Cohen")
    desk.begin()
    desk.key(Qt.Key.Key_F11)
    screens = desk.window.screens
    assert screens.currentIndex() == BIG
    assert desk.window.isFullScreen()
    desk.scan(noa)
    assert (desk.window.big.headline.text(), desk.window.big.name.text()) == (
        "Checked in",
        "Noa Cohen",
    )
    assert desk.window.big.property("tone") == "yes"
    assert "1 of 1" in desk.window.big.counts.text()
    desk.scan(noa)
    assert desk.window.big.property("tone") == "look"
    assert "Let in again" in desk.window.big.sentence.text()
    desk.key(Qt.Key.Key_F5)
    assert desk.window.big.headline.text() == "Checked in again"
    desk.ctrl(Qt.Key.Key_Z)
    assert desk.window.big.headline.text() == "Undone"
    desk.key(Qt.Key.Key_Escape)
    assert screens.currentIndex() == DESK
    assert not desk.window.isFullScreen()
    assert QApplication.focusWidget() is desk.window.page.field


def test_yes_look_and_no_sound_differently(desk: Desk) -> None:
    noa = desk.register("Noa Cohen")
    desk.begin()
    sounds = HeardSounds()
    desk.window.staff.sounds = sounds
    for code in (noa.registration.ticket_code, noa.registration.ticket_code, "nobody-0"):
        desk.scan(code)
    assert sounds.played == ["yes", "look", "no"]


def test_behind_the_lock_nothing_can_be_typed(desk: Desk) -> None:
    desk.register("Shira Ben-David")
    add_lead(desk)
    desk.begin()
    settle(desk.qtbot, desk.window)
    keys.type_slowly(desk.window.windowHandle(), "Shira Ben-David")
    assert desk.window.page.field.text() == ""
    assert not desk.window.page.isEnabled()
    assert desk.on_store(desk.reception.inside) == 0


def test_after_the_question_for_the_pin_the_guest_goes_on(kiosk: Desk) -> None:
    noa = kiosk.register("Noa Cohen")
    page = kiosk.window.kiosk
    keys.scan(kiosk.window.windowHandle(), noa.registration.ticket_code)
    kiosk.qtbot.waitUntil(lambda: page.stack.currentIndex() == CONFIRM)
    kiosk.window.staff.ask_to_leave_kiosk()
    pin_dialog(kiosk).reject()
    kiosk.key(Qt.Key.Key_Return)
    kiosk.qtbot.waitUntil(lambda: page.stack.currentIndex() == ANSWER)
    assert kiosk.on_store(kiosk.reception.inside) == 1


def test_nothing_brings_back_what_the_guest_before_typed(kiosk: Desk) -> None:
    page = kiosk.window.kiosk
    keys.type_slowly(kiosk.window.windowHandle(), "Shira Oz")
    kiosk.key(Qt.Key.Key_Escape)
    assert page.field.text() == ""
    assert not page.field.isUndoAvailable()
    assert page.field.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu


def test_with_a_lead_only_a_lead_makes_leads_and_gives_the_screen_to_guests(desk: Desk) -> None:
    add_lead(desk)
    desk.begin()
    desk.key(Qt.Key.Key_Return)
    for ask in (desk.window.staff.open_people, desk.window.staff.start_kiosk):
        ask()
        pin_dialog(desk).reject()
    assert desk.window.screens.currentIndex() == DESK
    desk.window.staff.open_settings()
    dialog = desk.window.dialog
    assert isinstance(dialog, SettingsDialog)
    assert not any(box.isEnabled() for box in dialog.boxes.values())


def test_a_policy_is_changed_by_leads_where_exceptions_are_theirs(desk: Desk) -> None:
    add_lead(desk)
    desk.on_store(lambda: desk.front_desk.staffing.keep_to_leads({Right.OVERRIDES}))
    desk.begin()
    desk.key(Qt.Key.Key_Return)
    desk.ctrl(Qt.Key.Key_3)
    desk.window.programme_page.tabs.choose(4)
    desk.window.programme_page.open_marked()
    give_pin(desk, "135790")
    desk.qtbot.waitUntil(lambda: type(desk.window.dialog).__name__ == "PointDialog")


def test_a_lock_keeps_what_is_typed_in_a_form(desk: Desk) -> None:
    add_lead(desk)
    desk.begin()
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_F4)
    dialog = desk.window.dialog
    assert dialog is not None
    dialog.form.fields["first_name"].set_value("Noa")  # type: ignore[attr-defined]
    desk.window.staff.lock()
    assert not dialog.isVisible()
    desk.key(Qt.Key.Key_Return)
    assert desk.window.screens.currentIndex() == DESK
    assert desk.window.dialog is dialog
    assert dialog.isVisible()
    assert dialog.form.fields["first_name"].value() == "Noa"  # type: ignore[attr-defined]


def test_the_large_verdict_comes_back_after_the_lock(desk: Desk) -> None:
    add_lead(desk)
    desk.begin()
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_F11)
    desk.ctrl(Qt.Key.Key_L)
    assert desk.window.screens.currentIndex() == LOCK
    assert desk.front_desk.staffing.current is None
    desk.key(Qt.Key.Key_Return)
    assert desk.window.screens.currentIndex() == BIG


def test_a_walk_in_typed_over_the_large_verdict_is_checked_in(desk: Desk) -> None:
    desk.begin()
    desk.key(Qt.Key.Key_F11)
    desk.key(Qt.Key.Key_F4)
    dialog = desk.window.dialog
    assert isinstance(dialog, PersonDialog)
    dialog.form.set_values({"first_name": "Dana", "last_name": "Levi"})
    with desk.qtbot.waitSignal(desk.window.checkin_desk.verdict_given):
        dialog.save()
    settle(desk.qtbot, desk.window)
    assert desk.on_store(desk.reception.inside) == 1
    assert desk.window.big.headline.text() == "Checked in"
    assert desk.window.big.name.text() == "Dana Levi"


def test_a_short_pin_opens_the_desk_and_is_asked_to_be_changed_which_may_wait(desk: Desk) -> None:
    staffing = desk.front_desk.staffing
    old = {"name": "Olga", "role": "lead", "pin": hash_pin("1234", b"salt")}
    desk.on_store(lambda: staffing._write("olga", old))
    desk.begin()
    desk.window.staff.lock()
    lock = desk.window.lock
    lock.pin.line.setText("1234")
    lock.sign_in()
    settle(desk.qtbot, desk.window)
    desk.qtbot.waitUntil(lambda: isinstance(desk.window.dialog, ChoosePinDialog))
    asked = desk.window.dialog
    assert isinstance(asked, ChoosePinDialog)
    assert staffing.current
    assert staffing.current.name == "Olga"
    for pin in ("1234", "271828"):
        asked.pin.line.setText(pin)
        asked.again.line.setText(pin)
        asked.give()
    settle(desk.qtbot, desk.window)
    assert desk.window.dialog is None
    assert staffing.current.name == "Olga"
    assert desk.on_store(lambda: staffing.lead_with("271828")) is not None
    assert desk.on_store(lambda: staffing.lead_with("1234")) is None
