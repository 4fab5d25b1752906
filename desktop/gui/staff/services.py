"""What the people at the desk need of the open store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from desktop.workflows.checkin.desk import Desk
from desktop.workflows.staff.staffing import Staffing
from desktop.workflows.upkeep.backups import Backups


class StaffServices(Protocol):
    """The workflows by their names; the store itself is not among them."""

    staffing: Staffing
    desk: Desk
    backups: Backups

    def kept_settings(self, name: str) -> dict[str, str]:
        """Give settings as they were last read or kept."""

    def keep_settings(self, name: str, values: Mapping[str, str]) -> None:
        """Keep settings of this computer under a name."""

    def name_desk(self, name: str) -> None:
        """Call this desk something else."""
