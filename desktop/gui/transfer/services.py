"""What lists in and out need of the open store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from desktop.domain.programme.programme import Programme
from desktop.workflows.checkin.desk import Desk
from desktop.workflows.programme.programmes import ProgrammeRepository
from desktop.workflows.transfer.export import Export
from desktop.workflows.transfer.flat_export import FlatExport
from desktop.workflows.transfer.guest_list import GuestList
from desktop.workflows.transfer.import_list import GuestListImport
from desktop.workflows.transfer.judging import JudgedList
from desktop.workflows.transfer.progress import Progress
from desktop.workflows.transfer.sources import ListSource
from desktop.workflows.upkeep.backups import Backups


class TransferServices(Protocol):
    """The workflows by their names; the store itself is not among them."""

    programmes: ProgrammeRepository
    desk: Desk
    flat_export: FlatExport
    export: Export
    backups: Backups

    def with_kept_mapping(self, guests: GuestList) -> GuestList:
        """Read a file by the mapping that was kept for its source."""

    def left_unfinished(self, code: str, guests: GuestList) -> int | None:
        """Tell how many rows an import that was cut off had taken."""

    def keep_mapping(self, guests: GuestList) -> None:
        """Keep a mapping for all files with the same columns."""

    def importing(
        self, programme: Programme, guests: GuestList, source: str = ""
    ) -> GuestListImport:
        """Prepare the import of a guest list into a programme; a named source is not guessed."""

    def judged(self, code: str, guests: GuestList, source: str = "") -> JudgedList:
        """Tell how a list is read in a programme, and what somebody has to say first."""

    def foreseen(
        self,
        code: str,
        guests: GuestList,
        on_store: Callable[..., Any],
        on_progress: Callable[[Progress], None] = ...,
        is_stopped: Callable[[], bool] = ...,
    ) -> Progress:
        """Tell what an import into a programme, or a new one, would do; nothing is written."""

    def unfinished_imports(self, programme: Programme) -> list[str]:
        """Name the files of which an import was cut off, the newest first."""

    def list_sources(self, code: str) -> list[ListSource]:
        """List the systems and lists that a programme's people came from."""
