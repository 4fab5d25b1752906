"""What printing needs of the open store."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from desktop.domain.badges.media import PageSetup
from desktop.workflows.attendees.attendee_list import AttendeeList
from desktop.workflows.badges.badge_templates import TemplateRepository
from desktop.workflows.badges.badges import BadgePrinting
from desktop.workflows.badges.papers import PaperRepository
from desktop.workflows.checkin.desk import Desk
from desktop.workflows.printing.print_queue import PrintQueue
from desktop.workflows.printing.printers import PrinterRepository


class PrintingServices(Protocol):
    """The workflows by their names; the store itself is not among them."""

    printers: PrinterRepository
    queue: PrintQueue
    templates: TemplateRepository
    papers: PaperRepository
    badges: BadgePrinting
    desk: Desk
    attendees: AttendeeList

    def paint_calibration(self, target: Path, setup: PageSetup) -> int:
        """Write the page that shows how far a printer is off."""
