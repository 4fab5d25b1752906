"""What the care for the store needs of the open store."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop.workflows.upkeep.backups import Backups


class UpkeepServices(Protocol):
    """The workflows by their names; the store itself is not among them."""

    backups: Backups
    path: Path
    restored_from_ms: int
