"""Ask for a PIN: of a lead, or the one that the kiosk was locked with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.checks import Fault
from desktop.domain.staff.staff import is_good_pin
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.form_fields import LineField
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.wording.causes import describe_fault
from desktop.gui.wording.staff import wrong_pin

WIDTH_PX = 460
CHOOSE_PX = 460


class PinDialog(Dialog):
    """One field; `accepted_with` says what the check found."""

    accepted_with = Signal(object)

    def __init__(
        self,
        title: str,
        hint: str,
        jobs: Jobs,
        check: Callable[[str], object],
        wait_ms: Callable[[], int],
        parent: QWidget,
    ) -> None:
        """Ask for a PIN; `check` finds whose it is, or nothing, away from the GUI thread."""
        super().__init__(title, parent)
        self.fit(WIDTH_PX)
        self._jobs = jobs
        self._check = check
        self._wait_ms = wait_ms
        self._is_checking = False
        if hint:
            self.content.addWidget(label(hint, "quiet", wraps=True))
        self.pin = LineField(self.tr("PIN"))
        self.pin.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.content.addWidget(self.pin)
        self.content.addStretch(1)
        cancel = self.add_button(self.tr("Cancel"), key="Esc")
        cancel.clicked.connect(self.reject)
        done = self.add_button(self.tr("Go on"), "main", "Enter")
        done.setDefault(True)
        done.clicked.connect(lambda _on=False: self.give())
        self.pin.editor.setFocus()

    def give(self) -> None:
        """Check what is typed; one try at a time."""
        if self._is_checking:
            return
        self._is_checking = True
        pin, check = self.pin.value(), self._check
        self._jobs.run_long(
            lambda _tell, _stopped: check(pin), self._on_checked, lambda _news: None
        )

    def _on_checked(self, result: object) -> None:
        self._is_checking = False
        if result:
            self.accept()
            self.accepted_with.emit(result)
            return
        self.pin.line.clear()
        self.pin.show_fault(wrong_pin(self._wait_ms()))
        self.pin.editor.setFocus()


class ChoosePinDialog(Dialog):
    """Choose a PIN, typed twice because it is not shown."""

    chosen = Signal(str)

    def __init__(
        self, title: str, hint: str, parent: QWidget, done_words: str = "", later_words: str = ""
    ) -> None:
        """Ask for a new PIN; the words of both buttons may be others."""
        super().__init__(title, parent)
        self.fit(CHOOSE_PX)
        self.content.addWidget(label(hint, "quiet", wraps=True))
        self.pin = LineField(self.tr("PIN: six digits, or a word"))
        self.again = LineField(self.tr("The same PIN again"))
        for field in (self.pin, self.again):
            field.line.setEchoMode(QLineEdit.EchoMode.Password)
            self.content.addWidget(field)
        self.content.addStretch(1)
        cancel = self.add_button(later_words or self.tr("Cancel"), key="Esc")
        cancel.clicked.connect(self.reject)
        done = self.add_button(done_words or self.tr("Begin"), "main", "Enter")
        done.setDefault(True)
        done.clicked.connect(lambda _on=False: self.give())
        self.pin.editor.setFocus()

    def give(self) -> None:
        """Hand on the PIN, if it can be one and was typed twice."""
        pin = self.pin.value()
        is_good, is_same = is_good_pin(pin), pin == self.again.value()
        self.pin.show_fault("" if is_good else describe_fault(Fault.BAD_PIN))
        differs = self.tr("This is another PIN than the first.")
        self.again.show_fault("" if is_same or not is_good else differs)
        if is_good and is_same:
            self.accept()
            self.chosen.emit(pin)
