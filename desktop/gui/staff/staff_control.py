"""Who is at the desk: signing in, locking, what is kept to leads, settings, the kiosk's PIN."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QObject, QTimer

from desktop.devices.scanning.serial_scanner import SerialScanner, serial_ports
from desktop.domain.checkin.outcomes import Authority
from desktop.domain.staff.staff import Right, Staff, hash_pin
from desktop.gui.frame.pin_dialog import ChoosePinDialog, PinDialog
from desktop.gui.frame.room import Frame
from desktop.gui.staff.lock_page import LockPage
from desktop.gui.staff.services import StaffServices
from desktop.gui.staff.settings_dialog import SettingsDialog
from desktop.gui.staff.staff_dialog import StaffDialog
from desktop.gui.wording.backups import status_lines
from desktop.gui.wording.checkin import describe
from desktop.gui.wording.shapes import Tone
from desktop.workflows.checkin.verdict import Verdict
from desktop.workflows.staff.desk_settings import ON, DeskSettings

SETTINGS, KIOSK_PIN = "desk", "kiosk"
SALT_BYTES = 16
PIN_STAYS_MS = 20_000


class StaffControl(QObject):
    """Opens and shuts the desk, and asks for a lead where one is needed."""

    def __init__(self, frame: Frame, services: StaffServices) -> None:
        """Work for a window."""
        super().__init__(frame.dialogs.window)
        self._jobs = frame.jobs
        self._services = services
        self._theme = frame.theme
        self._dialogs = frame.dialogs
        self._screens = frame.screens
        self._signals = frame.signals
        self._guard = frame.guard
        self.sounds = frame.sounds
        self.serial = SerialScanner(self)
        self.settings = DeskSettings("")
        self.lock_page = LockPage(frame.jobs, services.staffing, frame.theme)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        self.lock_page.opened.connect(self._on_opened)
        self.lock_page.short_pin_seen.connect(
            lambda member: QTimer.singleShot(0, self, lambda: self._ask_longer_pin(member))
        )
        services.staffing.on_store = frame.jobs.on_store
        self._signals.kiosk_leave_asked.connect(self.ask_to_leave_kiosk)
        self._signals.touched.connect(self.stay_awake)
        self._signals.verdict_given.connect(self.sound)
        self.serial.scanned.connect(self._signals.scanned)
        self.serial.lost.connect(self._on_scanner_lost)
        self.serial.found.connect(self._on_scanner_found)

    def begin(self) -> None:
        """Read what this desk is called, and go on as it was left."""
        self._jobs.run(lambda: self._services.desk.name, self._begin)

    def _begin(self, desk_name: str) -> None:
        """Read this computer's settings; ask who is there, or go on as the kiosk."""
        kept = self._services.kept_settings(SETTINGS)
        self._use(DeskSettings.from_texts(kept, desk_name))
        if self._services.kept_settings(KIOSK_PIN):
            self._signals.kiosk_asked.emit()
        else:
            self.lock()

    def stop(self) -> None:
        """Listen no longer."""
        self._idle.stop()
        self.serial.stop()

    def lock(self) -> None:
        """Ask who is there, where there are names to choose from."""
        if self._services.staffing.members and not self._screens.is_shut:
            self._dialogs.put_aside()
            self._screens.show_screen(self.lock_page)
            self._services.staffing.sign_out()

    def lock_by_key(self) -> None:
        """Lock, or say what comes before a lock that can be opened again."""
        if self._services.staffing.members:
            self.lock()
        else:
            sentence = self.tr(
                "Nobody is named at this desk, so nobody could unlock it. "
                "Name them first: menu, People at the desks."
            )
            self._dialogs.notify(sentence, "look")

    def stay_awake(self) -> None:
        """Begin the time until the lock anew: somebody is at work."""
        if self._idle.isActive():
            self._idle.start()

    def open_settings(self) -> None:
        """Show the settings of this computer."""
        if self._services.staffing.may(Right.SETTINGS):
            self._show_settings()
        else:
            self._guard.with_lead(lambda: self._show_settings(is_lead=True))

    def open_people(self) -> None:
        """Show the people at the desks; once there is a lead, only a lead changes them."""
        self._guard.with_lead(self._show_people)

    def start_kiosk(self) -> None:
        """Give the screen to guests, locked with a PIN."""
        if self._services.staffing.has_leads:
            self._guard.with_lead(lambda: self._lock_kiosk(""))
            return
        hint = self.tr("Choose a PIN. Only with it the kiosk can be left.")
        dialog = ChoosePinDialog(self.tr("Self check-in"), hint, self._dialogs.window)
        dialog.chosen.connect(self._lock_kiosk)
        self._dialogs.show(dialog)

    def ask_to_leave_kiosk(self) -> None:
        """Ask for the PIN that opens the desk again."""
        staffing = self._services.staffing
        kept = self._services.kept_settings(KIOSK_PIN).get("pin", "")

        def check(pin: str) -> object:
            return staffing.opens(pin, kept) if kept else staffing.lead_with(pin)

        dialog = PinDialog(
            self.tr("Leave self check-in"),
            "",
            self._jobs,
            check,
            staffing.wait_ms,
            self._dialogs.window,
        )
        dialog.accepted_with.connect(lambda _found: self._on_kiosk_left())
        # A guest must never stand before a question that is not for them.
        QTimer.singleShot(PIN_STAYS_MS, dialog, dialog.reject)
        self._dialogs.show(dialog)

    def sound(self, verdict: Verdict) -> None:
        """Let a verdict be heard."""
        if self.settings.sounds == ON:
            banner = describe(verdict)
            self.sounds.play(Tone.YES if banner.is_clear else banner.tone)

    def _use(self, settings: DeskSettings) -> None:
        self.settings = settings
        self.serial.listen(settings.serial_port)
        self._idle.stop()
        if settings.lock_min:
            self._idle.start(settings.lock_min * 60_000)
        self._show_who()

    def _show_who(self) -> None:
        current = self._services.staffing.current
        self._signals.desk_named.emit(self.settings.name, current)

    def _on_opened(self) -> None:
        self._screens.show_desk()
        self._use(self.settings)
        self._dialogs.bring_back()

    def _ask_longer_pin(self, member: Staff) -> None:
        """Ask for a PIN that is not guessed in minutes; it may be put off."""
        staffing = self._services.staffing
        dialog = ChoosePinDialog(
            self.tr("A longer PIN"),
            self.tr("{name}, your PIN is short: it could be guessed. Choose another one.").format(
                name=member.name
            ),
            self._dialogs.window,
            self.tr("Change it"),
            self.tr("Later"),
        )
        dialog.chosen.connect(
            lambda pin: self._jobs.run(
                lambda: staffing.save(member.id, member.name, member.role, pin),
                lambda _faults: self._show_who(),
            )
        )
        self._dialogs.show(dialog)

    def _show_settings(self, *, is_lead: bool = False) -> None:
        staffing = self._services.staffing
        dialog = SettingsDialog(
            self.settings, staffing.kept_to_leads, serial_ports(), self._dialogs.window,
            may_keep=staffing.has_leads and (is_lead or staffing.authority is Authority.LEAD),
            backups=status_lines(self._services.backups.news),
        )  # fmt: skip
        dialog.saved.connect(self._save)
        dialog.people_asked.connect(lambda: QTimer.singleShot(0, self, self.open_people))
        self._dialogs.show(dialog)

    def _save(self, settings: DeskSettings, kept: frozenset[Right]) -> None:
        services = self._services

        def work() -> None:
            services.keep_settings(SETTINGS, settings.as_texts())
            services.staffing.keep_to_leads(kept)
            services.name_desk(settings.name)

        self._jobs.run(work, lambda _done: self._use(settings))

    def _show_people(self) -> None:
        dialog = StaffDialog(self._jobs, self._services.staffing, self._theme, self._dialogs.window)
        dialog.changed.connect(self._show_who)
        self._dialogs.show(dialog)

    def _lock_kiosk(self, pin: str) -> None:
        kept = {"pin": hash_pin(pin, secrets.token_bytes(SALT_BYTES)) if pin else ""}
        services = self._services
        self._jobs.run(
            lambda: services.keep_settings(KIOSK_PIN, kept),
            lambda _done: self._signals.kiosk_asked.emit(),
        )

    def _on_kiosk_left(self) -> None:
        services = self._services
        self._jobs.run(lambda: services.keep_settings(KIOSK_PIN, {}), lambda _done: None)
        self._screens.show_desk()
        self.lock()
        self._dialogs.go_on()

    def _on_scanner_lost(self, name: str) -> None:
        sentence = self.tr("The scanner at {port} does not answer. Muster looks for it again.")
        self._dialogs.notify(sentence.format(port=name), "look")

    def _on_scanner_found(self, name: str) -> None:
        self._dialogs.notify(self.tr("The scanner at {port} is back.").format(port=name), "yes")
