"""What help needs of the open store."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop.domain.printing.printed_list import PrintedList


class HelpServices(Protocol):
    """Writes the page that lies beside a desk."""

    def paint_list(self, target: Path, listing: PrintedList) -> int:
        """Write a list as PDF, whole or not at all, and tell how many pages it has."""
