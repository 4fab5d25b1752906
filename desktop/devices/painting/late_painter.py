"""A painter that costs nothing until something is painted: most commands never paint."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.devices.painting.badge_paint import PdfBadgePainter
    from desktop.domain.badges.badge_layout import Badge
    from desktop.domain.badges.media import Media, PageSetup
    from desktop.domain.printing.printed_form import PrintedForm
    from desktop.domain.printing.printed_list import PrintedList
    from desktop.domain.reports.certificate import Certificate
    from desktop.domain.reports.sheet import Chart, Report


class LatePainter:
    """Hands on to a painter that is made when the first page is due."""

    def __init__(self, painter: Callable[[], PdfBadgePainter]) -> None:
        """Keep how it is made; it is made once."""
        self._painter = painter

    def paint_pdf(self, target: Path, setup: PageSetup, badges: Iterator[Badge]) -> int:
        """Write a PDF of these badges and tell how many pages it has."""
        return self._painter().paint_pdf(target, setup, badges)

    def paint_list(self, target: Path, listing: PrintedList) -> int:
        """Write a list as PDF and tell how many pages it has."""
        return self._painter().paint_list(target, listing)

    def paint_form(self, target: Path, form: PrintedForm) -> int:
        """Write a form as PDF and tell how many pages it has."""
        return self._painter().paint_form(target, form)

    def paint_report(self, target: Path, report: Report) -> int:
        """Write a report as PDF and tell how many pages it has."""
        return self._painter().paint_report(target, report)

    def paint_certificates(self, target: Path, certificates: Sequence[Certificate]) -> int:
        """Write certificates of attendance as PDF."""
        return self._painter().paint_certificates(target, certificates)

    def save_chart(
        self, target: Path, chart: Chart, head: str, ending: str, *, is_mirrored: bool
    ) -> None:
        """Write a chart as a picture."""
        self._painter().save_chart(target, chart, head, ending, is_mirrored=is_mirrored)

    def paint_picture(self, target: Path, media: Media, badge: Badge, dpi: int) -> None:
        """Write one badge as a PNG."""
        self._painter().paint_picture(target, media, badge, dpi)

    def paint_pages(self, target: Path, pages: Sequence[tuple[Media, Badge]]) -> int:
        """Write a PDF whose pages have sizes of their own."""
        return self._painter().paint_pages(target, pages)

    def paint_calibration(self, target: Path, setup: PageSetup) -> int:
        """Write a page that shows how far a printer is off."""
        return self._painter().paint_calibration(target, setup)

    def misfits(self, badge: Badge) -> list[str]:
        """Name the texts of a badge that do not fit, or lose letters."""
        return self._painter().misfits(badge)

    def rewritten(self, badge: Badge) -> dict[str, str]:
        """Give the texts of a badge that stand in Latin letters."""
        return self._painter().rewritten(badge)

    def fullness(self, badge: Badge) -> float:
        """Say how little room a badge has to spare."""
        return self._painter().fullness(badge)
