"""Does what may be kept to leads, now or after a lead was called."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.domain.checkin.outcomes import Authority
from desktop.domain.staff.staff import Right
from desktop.gui.frame.dialog_host import DialogHost
from desktop.gui.frame.pin_dialog import PinDialog
from desktop.gui.widgets.jobs import Jobs
from desktop.workflows.staff.staffing import Staffing


class LeadGuard(QObject):
    """Asks for a lead's PIN where somebody at the desk may not do a thing alone."""

    def __init__(self, jobs: Jobs, staffing: Staffing, dialogs: DialogHost) -> None:
        """Ask above a window."""
        super().__init__(dialogs.window)
        self._jobs = jobs
        self._staffing = staffing
        self._dialogs = dialogs

    def with_right(self, right: Right, then: Callable[[], None]) -> None:
        """Do something that may be kept to leads; a lead's PIN opens it for once."""
        if self._staffing.may(right):
            then()
            return

        def do_with_lead() -> None:
            self._staffing.lend(right)
            then()

        self.with_lead(do_with_lead)

    def with_lead(self, then: Callable[[], None]) -> None:
        """Do something that only a lead does."""
        staffing = self._staffing
        if staffing.authority is Authority.LEAD:
            then()
            return
        hint = self.tr("This is kept to leads. A lead's PIN opens it for this once.")
        dialog = PinDialog(
            self.tr("Call a lead"), hint, self._jobs, staffing.lead_with, staffing.wait_ms,
            self._dialogs.window,
        )  # fmt: skip
        dialog.accepted_with.connect(lambda _lead: QTimer.singleShot(0, self, then))
        self._dialogs.show(dialog)
