"""What the window itself needs of the open store; its rooms are handed what they need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from desktop.domain.programme.programme import Programme
from desktop.workflows.changes import Step
from desktop.workflows.checkin.desk import UndoResult
from desktop.workflows.programme.programmes import ProgrammeRepository
from desktop.workflows.staff.staffing import Staffing
from desktop.workflows.upkeep.store_check import StoreCheck


class WindowServices(Protocol):
    """Programmes to stand at, who may what, taking back, and care for the store."""

    programmes: ProgrammeRepository
    staffing: Staffing
    store_check: StoreCheck

    def undo_newest(self, programme: Programme | None) -> Step | UndoResult | None:
        """Take back what this desk did last, at the door or to a registration."""

    def kept_settings(self, name: str) -> dict[str, str]:
        """Give settings as they were last read or kept."""

    def keep_settings(self, name: str, values: Mapping[str, str]) -> None:
        """Keep settings of this computer under a name."""

    def tidy(self) -> None:
        """Do the store's housekeeping."""
