"""Let somebody through all the same: a lead's reason, and a PIN where the desk has no lead."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.domain.checkin.outcomes import Authority, attendee_of
from desktop.domain.staff.staff import Staff
from desktop.gui.widgets.dialogs import Dialog
from desktop.gui.widgets.form_fields import ChoiceField, LineField
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.widgets.labels import label
from desktop.gui.wording.checkin import describe
from desktop.gui.wording.staff import lead_reasons, wrong_pin
from desktop.workflows.checkin.verdict import Verdict
from desktop.workflows.staff.staffing import Staffing

WIDTH_PX = 520


class OverrideDialog(Dialog):
    """Asks why, and who."""

    given = Signal(str, object)

    def __init__(self, jobs: Jobs, staffing: Staffing, verdict: Verdict, parent: QWidget) -> None:
        """Ask a lead about somebody whom the desk may not let in."""
        attendee = attendee_of(verdict.outcome)
        super().__init__(attendee.name if attendee else "", parent)
        self.fit(WIDTH_PX)
        self._jobs = jobs
        self._staffing = staffing
        self._is_checking = False
        banner = describe(verdict)
        self.content.addWidget(label(f"{banner.headline}. {banner.sentence}", "quiet", wraps=True))
        reasons = {lead_reason: lead_reason for lead_reason in lead_reasons()}
        self.reason = ChoiceField(self.tr("Why is this person let in?"), reasons, is_open=True)
        self.reason.begin_empty(self.tr("Choose a reason, or type one"))
        self.content.addWidget(self.reason)
        if not staffing.has_leads:
            sentence = self.tr(
                "No lead has a PIN, so anybody at this desk may do this. The reason is kept."
            )
            self.content.addWidget(label(sentence, "quiet", wraps=True))
        self.pin = LineField(self.tr("PIN of a lead"))
        self.pin.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setVisible(self._needs_pin)
        self.content.addWidget(self.pin)
        self.content.addStretch(1)
        cancel = self.add_button(self.tr("Cancel"), key="Esc")
        cancel.clicked.connect(self.reject)
        let_in = self.add_button(self.tr("Let in"), "main", "Enter")
        let_in.setDefault(True)
        let_in.clicked.connect(lambda _on=False: self.give())
        (self.pin if self._needs_pin else self.reason).editor.setFocus()

    def give(self) -> None:
        """Hand on the reason, with the lead who typed a PIN."""
        if not self.reason.value():
            self.reason.show_fault(self.tr("A reason is needed."))
            return
        if self._is_checking:
            return
        self._is_checking = True
        if not self._needs_pin:
            self._on_lead(self._staffing.current, is_found=True)
            return
        pin, staffing = self.pin.value(), self._staffing
        self._jobs.run_long(
            lambda _tell, _stopped: staffing.lead_with(pin),
            lambda member: self._on_lead(member, is_found=member is not None),
            lambda _news: None,
        )

    @property
    def _needs_pin(self) -> bool:
        return self._staffing.authority is not Authority.LEAD

    def _on_lead(self, lead: Staff | None, *, is_found: bool) -> None:
        if is_found:
            self.accept()
            self.given.emit(self.reason.value(), lead)
            return
        self._is_checking = False
        self.pin.line.clear()
        self.pin.show_fault(wrong_pin(self._staffing.wait_ms()))
        self.pin.editor.setFocus()
