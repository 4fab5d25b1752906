"""What check-in needs of the open store."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from desktop.domain.printing.printed_list import PrintedList
from desktop.domain.programme.programme import Programme
from desktop.workflows.attendees.registry import Registry
from desktop.workflows.changes import Step
from desktop.workflows.checkin.desk import Desk, UndoResult
from desktop.workflows.checkin.kiosk import Kiosk
from desktop.workflows.checkin.whereabouts import WhoIsWhere
from desktop.workflows.programme.point_plan import PointPlan
from desktop.workflows.staff.staffing import Staffing


class CheckinServices(Protocol):
    """The workflows by their names; the store itself is not among them."""

    desk: Desk
    points: PointPlan
    kiosk: Kiosk
    whereabouts: WhoIsWhere
    registry: Registry
    staffing: Staffing

    def undo_newest(self, programme: Programme | None) -> Step | UndoResult | None:
        """Take back what this desk did last, at the door or to a registration."""

    def kept_settings(self, name: str) -> dict[str, str]:
        """Give settings as they were last read or kept."""

    def keep_settings(self, name: str, values: Mapping[str, str]) -> None:
        """Keep settings of this computer under a name."""

    def paint_list(self, target: Path, listing: PrintedList) -> int:
        """Write a list as PDF and tell how many pages it has."""
