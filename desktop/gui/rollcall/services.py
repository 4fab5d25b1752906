"""What roll calls need of the open store."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from desktop.domain.printing.printed_form import PrintedForm
from desktop.workflows.checkin.desk import Desk
from desktop.workflows.checkin.whereabouts import WhoIsWhere
from desktop.workflows.programme.programmes import ProgrammeRepository
from desktop.workflows.rollcall.boards import Boards
from desktop.workflows.rollcall.incident import IncidentForms
from desktop.workflows.rollcall.papers import ListPapers
from desktop.workflows.rollcall.records import Records
from desktop.workflows.rollcall.rollcalls import RollCalls


class RollCallServices(Protocol):
    """The workflows by their names; the store itself is not among them."""

    rollcalls: RollCalls
    boards: Boards
    records: Records
    list_papers: ListPapers
    programmes: ProgrammeRepository
    desk: Desk
    whereabouts: WhoIsWhere
    incident: IncidentForms

    def paint_form(self, target: Path, form: PrintedForm) -> int:
        """Write a form as PDF and tell how many pages it has."""

    def kept_settings(self, name: str) -> dict[str, str]:
        """Give settings as they were last read or kept."""

    def keep_settings(self, name: str, values: Mapping[str, str]) -> None:
        """Keep settings of this computer under a name."""
