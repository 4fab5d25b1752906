"""What lists in and out need of the open store."""

from __future__ import annotations

from typing import Protocol

from desktop.domain.programme.programme import Programme
from desktop.workflows.programme.programmes import ProgrammeRepository
from desktop.workflows.transfer.export import Export
from desktop.workflows.transfer.flat_export import FlatExport
from desktop.workflows.transfer.guest_list import GuestList
from desktop.workflows.transfer.import_list import GuestListImport


class TransferServices(Protocol):
    """The workflows by their names; the store itself is not among them."""

    programmes: ProgrammeRepository
    flat_export: FlatExport
    export: Export

    def with_kept_mapping(self, guests: GuestList) -> GuestList:
        """Read a file by the mapping that was kept for its source."""

    def left_unfinished(self, code: str, guests: GuestList) -> int | None:
        """Tell how many rows an import that was cut off had taken."""

    def keep_mapping(self, guests: GuestList) -> None:
        """Keep a mapping for all files with the same columns."""

    def importing(self, programme: Programme, guests: GuestList) -> GuestListImport:
        """Prepare the import of a guest list into a programme."""
