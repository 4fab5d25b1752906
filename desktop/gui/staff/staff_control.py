"""Who is at the desk: signing in, locking, what is kept to leads, settings, the kiosk's PIN."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.devices.scanning.serial_scanner import SerialScanner, serial_ports
from desktop.devices.sound import Silence, Sounds
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.staff.staff import Right, hash_pin
from desktop.gui.staff.pin_dialog import ChoosePinDialog, PinDialog
from desktop.gui.staff.settings_dialog import SettingsDialog
from desktop.gui.staff.staff_dialog import StaffDialog
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.theme import Theme
from desktop.gui.window.dialog_window import DialogWindow
from desktop.gui.window.screens import Screens
from desktop.gui.window.top_bar import TopBar
from desktop.gui.wording.checkin import describe
from desktop.workflows.checkin.verdict import Verdict
from desktop.workflows.opening import FrontDesk
from desktop.workflows.staff.desk_settings import ON, DeskSettings

SETTINGS, KIOSK_PIN = "desk", "kiosk"
SALT_BYTES = 16
PIN_STAYS_MS = 20_000


class StaffControl(QObject):
    """Opens and shuts the desk, and asks for a lead where one is needed."""

    def __init__(
        self,
        jobs: Jobs,
        front_desk: FrontDesk,
        theme: Theme,
        window: DialogWindow,
        screens: Screens,
        top_bar: TopBar,
    ) -> None:
        """Work for a window."""
        super().__init__(window)
        self._jobs = jobs
        self._front_desk = front_desk
        self._theme = theme
        self._window = window
        self._screens = screens
        self._bar = top_bar
        self.sounds: Sounds = Silence()
        self.serial = SerialScanner(self)
        self.settings = DeskSettings("")
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        screens.lock.opened.connect(self._on_opened)
        screens.kiosk.leave_asked.connect(self.ask_to_leave_kiosk)
        self.serial.lost.connect(self._on_scanner_lost)
        self.serial.found.connect(self._on_scanner_found)

    def begin(self, desk_name: str) -> None:
        """Read this computer's settings; ask who is there, or go on as the kiosk."""
        kept = self._front_desk.kept_settings(SETTINGS)
        self._use(DeskSettings.from_texts(kept, desk_name))
        if self._front_desk.kept_settings(KIOSK_PIN):
            self._screens.show_kiosk()
        else:
            self.lock()

    def stop(self) -> None:
        """Listen no longer."""
        self._idle.stop()
        self.serial.stop()

    def lock(self) -> None:
        """Ask who is there, where there are names to choose from."""
        if self._front_desk.staffing.members and not self._screens.is_shut:
            self._window.put_dialog_aside()
            self._screens.show_lock()
            self._front_desk.staffing.sign_out()

    def stay_awake(self) -> None:
        """Begin the time until the lock anew: somebody is at work."""
        if self._idle.isActive():
            self._idle.start()

    def with_right(self, right: Right, then: Callable[[], None]) -> None:
        """Do something that may be kept to leads; a lead's PIN opens it for once."""
        if self._front_desk.staffing.may(right):
            then()
        else:
            self._with_lead(then)

    def _with_lead(self, then: Callable[[], None]) -> None:
        staffing = self._front_desk.staffing
        if staffing.authority is Authority.LEAD:
            then()
            return
        hint = self.tr("This is kept to leads. A lead's PIN opens it for this once.")
        dialog = PinDialog(
            self.tr("Call a lead"), hint, self._jobs, staffing.lead_with, staffing.wait_ms,
            self._window,
        )  # fmt: skip
        dialog.accepted_with.connect(lambda _lead: QTimer.singleShot(0, self, then))
        self._window.show_dialog(dialog)

    def open_settings(self) -> None:
        """Show the settings of this computer."""
        if self._front_desk.staffing.may(Right.SETTINGS):
            self._show_settings()
        else:
            self._with_lead(lambda: self._show_settings(is_lead=True))

    def open_people(self) -> None:
        """Show the people at the desks; once there is a lead, only a lead changes them."""
        self._with_lead(self._show_people)

    def start_kiosk(self) -> None:
        """Give the screen to guests, locked with a PIN."""
        if self._front_desk.staffing.has_leads:
            self._with_lead(lambda: self._lock_kiosk(""))
            return
        hint = self.tr("Choose a PIN. Only with it the kiosk can be left.")
        dialog = ChoosePinDialog(self.tr("Self check-in"), hint, self._window)
        dialog.chosen.connect(self._lock_kiosk)
        self._window.show_dialog(dialog)

    def ask_to_leave_kiosk(self) -> None:
        """Ask for the PIN that opens the desk again."""
        staffing = self._front_desk.staffing
        kept = self._front_desk.kept_settings(KIOSK_PIN).get("pin", "")

        def check(pin: str) -> object:
            return staffing.opens(pin, kept) if kept else staffing.lead_with(pin)

        dialog = PinDialog(
            self.tr("Leave self check-in"), "", self._jobs, check, staffing.wait_ms, self._window
        )
        dialog.accepted_with.connect(lambda _found: self._on_kiosk_left())
        # A guest must never stand before a question that is not for them.
        QTimer.singleShot(PIN_STAYS_MS, dialog, dialog.reject)
        self._window.show_dialog(dialog)

    def sound(self, verdict: Verdict) -> None:
        """Let a verdict be heard."""
        if self.settings.sounds == ON:
            self.sounds.play(describe(verdict).tone.value)

    def _use(self, settings: DeskSettings) -> None:
        self.settings = settings
        self.serial.listen(settings.serial_port)
        self._idle.stop()
        if settings.lock_min:
            self._idle.start(settings.lock_min * 60_000)
        self._show_who()

    def _show_who(self) -> None:
        current = self._front_desk.staffing.current
        self._bar.show_desk(self.settings.name, current)

    def _on_opened(self) -> None:
        self._screens.show_desk()
        self._use(self.settings)
        self._window.bring_dialog_back()

    def _show_settings(self, *, is_lead: bool = False) -> None:
        staffing = self._front_desk.staffing
        dialog = SettingsDialog(
            self.settings, staffing.kept_to_leads, serial_ports(), self._window,
            may_keep=staffing.has_leads and (is_lead or staffing.authority is Authority.LEAD),
        )  # fmt: skip
        dialog.saved.connect(self._save)
        dialog.people_asked.connect(lambda: QTimer.singleShot(0, self, self.open_people))
        self._window.show_dialog(dialog)

    def _save(self, settings: DeskSettings, kept: frozenset[Right]) -> None:
        front_desk = self._front_desk

        def work() -> None:
            front_desk.keep_settings(SETTINGS, settings.as_texts())
            front_desk.staffing.keep_to_leads(kept)
            front_desk.name_desk(settings.name)

        self._jobs.run(work, lambda _done: self._use(settings))

    def _show_people(self) -> None:
        dialog = StaffDialog(self._jobs, self._front_desk.staffing, self._theme, self._window)
        dialog.changed.connect(self._show_who)
        self._window.show_dialog(dialog)

    def _lock_kiosk(self, pin: str) -> None:
        kept = {"pin": hash_pin(pin, secrets.token_bytes(SALT_BYTES)) if pin else ""}
        front_desk = self._front_desk
        self._jobs.run(
            lambda: front_desk.keep_settings(KIOSK_PIN, kept),
            lambda _done: self._screens.show_kiosk(),
        )

    def _on_kiosk_left(self) -> None:
        front_desk = self._front_desk
        self._jobs.run(lambda: front_desk.keep_settings(KIOSK_PIN, {}), lambda _done: None)
        self._screens.show_desk()
        self.lock()
        self._window.after_dialog(None)

    def _on_scanner_lost(self, name: str) -> None:
        said = self.tr("The scanner at {port} does not answer. Muster looks for it again.")
        self._window.notice.tell(said.format(port=name), "look")

    def _on_scanner_found(self, name: str) -> None:
        self._window.notice.tell(self.tr("The scanner at {port} is back.").format(port=name), "yes")
