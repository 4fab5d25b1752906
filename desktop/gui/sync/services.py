"""What exchange with other desks needs of the open store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from desktop.workflows.badges.unfinished_files import UnfinishedFiles
from desktop.workflows.staff.staffing import Staffing
from desktop.workflows.sync.disputes import Disputes
from desktop.workflows.sync.syncing import Syncing
from desktop.workflows.transfer.flat_export import FlatExport
from desktop.workflows.upkeep.backups import Backups


class SyncServices(Protocol):
    """The workflows by their names; the store itself is not among them."""

    syncing: Syncing
    unfinished: UnfinishedFiles
    disputes: Disputes
    flat_export: FlatExport
    staffing: Staffing
    backups: Backups

    def kept_settings(self, name: str) -> dict[str, str]:
        """Give settings as they were last read or kept, without asking the store."""

    def keep_settings(self, name: str, values: Mapping[str, str]) -> None:
        """Keep settings of this computer under a name."""
