"""Small doors to what lies outside: the clock, the badge painter, and words for people."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, TypeVar

from desktop.domain.attendees.mail import Letter, SmtpServer
from desktop.domain.badges.badge_layout import Badge
from desktop.domain.badges.media import Media, PageSetup
from desktop.domain.failures import Cause, MailServerRefused, PrinterRefused
from desktop.domain.journal.ids import uuid7
from desktop.domain.printing.printed_form import PrintedForm
from desktop.domain.printing.printed_list import PrintedList
from desktop.domain.printing.printing import (
    Earlier,
    FoundPrinter,
    Printer,
    PrintTask,
    Spool,
    Spooled,
)
from desktop.domain.reports.certificate import Certificate
from desktop.domain.reports.sheet import Chart, Report
from desktop.domain.staff.staff import Right

T = TypeVar("T")

Clock = Callable[[], int]


class Mailer(Protocol):
    """Hands letters to a mail server."""

    def send(self, letter: Letter) -> None:
        """Send one; raises RecipientRefused or MailServerRefused."""


class OpenMailer(Protocol):
    """Connects to a mail server for a batch of letters."""

    def __call__(
        self, server: SmtpServer, password: str, /
    ) -> AbstractContextManager[Mailer, bool | None]:
        """Give the open connection; raises MailServerRefused."""


def no_mailer(server: SmtpServer, _password: str) -> AbstractContextManager[Mailer, bool | None]:
    """Stand where no mail can be sent, and say so."""
    raise MailServerRefused(host=server.host, reason=Cause.NO_MAIL)


class BadgePainter(Protocol):
    """Paints badges, tickets and lists."""

    def paint_list(self, target: Path, listing: PrintedList) -> int:
        """Write a list as PDF and tell how many pages it has."""

    def paint_form(self, target: Path, form: PrintedForm) -> int:
        """Write a form as PDF and tell how many pages it has."""

    def paint_report(self, target: Path, report: Report) -> int:
        """Write a report as PDF and tell how many pages it has."""

    def paint_certificates(self, target: Path, certificates: Sequence[Certificate]) -> int:
        """Write certificates of attendance as PDF and tell how many pages there are."""

    def save_chart(
        self, target: Path, chart: Chart, head: str, ending: str, *, is_mirrored: bool
    ) -> None:
        """Write a chart as a picture, an SVG or a PNG by the ending of a file's name."""

    def paint_picture(self, target: Path, media: Media, badge: Badge, dpi: int) -> None:
        """Write one badge as a PNG."""

    def paint_pdf(self, target: Path, setup: PageSetup, badges: Iterator[Badge]) -> int:
        """Write a PDF of these badges and tell how many pages it has."""

    def paint_pages(self, target: Path, pages: Sequence[tuple[Media, Badge]]) -> int:
        """Write a PDF whose pages have sizes of their own; tell how many there are."""

    def paint_calibration(self, target: Path, setup: PageSetup) -> int:
        """Write a page that shows how far a printer is off; tells how many pages it has."""

    def misfits(self, badge: Badge) -> list[str]:
        """Name the texts of a badge that do not fit even at their smallest, or lose letters."""

    def rewritten(self, badge: Badge) -> dict[str, str]:
        """Give the texts of a badge that stand in Latin letters, by name, as they stand there.

        No typeface here has theirs.
        """

    def fullness(self, badge: Badge) -> float:
        """Say how little room a badge has to spare, to be compared with others; 0 is all of it."""


class PrinterDoor(Protocol):
    """Reaches printers: the system's spooler, or a label printer by its address."""

    def system_printers(self) -> Sequence[FoundPrinter]:
        """List the printers of the system."""

    def status(self, printer: Printer) -> str:
        """Say in a word of the printer why it cannot print now; nothing where it can."""

    def send(self, printer: Printer, task: PrintTask) -> str:
        """Hand over a sheet and give the ticket by which it is asked for.

        Raises:
            PrinterRefused, PrinterWaits: it was not taken.
        """

    def send_file(self, printer: Printer, file: Path, title: str) -> None:
        """Hand over a list as it is painted.

        Raises:
            PrinterRefused: it was not taken, or the printer takes labels only.
        """

    def look(self, printer: Printer, ticket: str) -> Spooled:
        """Say how far a sheet is."""

    def earlier(self, printer: Printer, key: str) -> Earlier:
        """Say whether a sheet was handed over before the program ended."""

    def cancel(self, printer: Printer, ticket: str) -> None:
        """Take a sheet back, if it is not out yet."""


class NoPrinters:
    """Stands where no printer can be reached."""

    def system_printers(self) -> Sequence[FoundPrinter]:
        """List none."""
        return ()

    def status(self, printer: Printer) -> str:
        """Say nothing."""
        del printer
        return ""

    def send(self, printer: Printer, task: PrintTask) -> str:
        """Refuse."""
        del task
        raise PrinterRefused(printer=printer.name, reason=Cause.NO_PRINTERS)

    def send_file(self, printer: Printer, file: Path, title: str) -> None:
        """Refuse."""
        del file, title
        raise PrinterRefused(printer=printer.name, reason=Cause.NO_PRINTERS)

    def look(self, printer: Printer, ticket: str) -> Spooled:
        """Know nothing."""
        del printer, ticket
        return Spooled(Spool.UNKNOWN)

    def earlier(self, printer: Printer, key: str) -> Earlier:
        """Nothing was ever handed over."""
        del printer, key
        return Earlier("")

    def cancel(self, printer: Printer, ticket: str) -> None:
        """Have nothing to take back."""


def system_clock() -> int:
    """Give the wall time in milliseconds since 1970 UTC."""
    return time.time_ns() // 1_000_000


def directly(work: Callable[[], T]) -> T:
    """Do work that touches the store in the caller's own thread, where nobody else scans."""
    return work()


_newest_id = [0, 0]


def new_id(wall_ms: int) -> str:
    """Make an id for a new subject; ids of one millisecond keep the order of their making.

    The counter of RFC 9562 section 6.2 (method 1) takes the first twelve of the random bits.
    """
    _newest_id[1] = _newest_id[1] + 1 if wall_ms == _newest_id[0] else 0
    _newest_id[0] = wall_ms
    return uuid7(wall_ms, (_newest_id[1] & 0xFFF) << 62 | secrets.randbits(62))


class Require(Protocol):
    """Refuses what whoever is at the desk may not do; raises KeptToLeads."""

    def __call__(self, right: Right, /) -> None:
        """Let it pass, or refuse it."""


def all_may(_right: Right) -> None:
    """Refuse nothing."""


def never() -> bool:
    """Answer that nobody asked to stop."""
    return False
