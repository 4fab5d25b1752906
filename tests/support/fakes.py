"""Hand-written stand-ins for the clock and the painter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop.domain.badges.badge_layout import Badge, Text
from desktop.domain.badges.media import Media, PageSetup
from desktop.domain.printing.printed_form import PrintedForm
from desktop.domain.printing.printed_list import PrintedList
from desktop.domain.reports.certificate import Certificate
from desktop.domain.reports.sheet import Chart, Report
from tests.support.builders import EIGHT


class FakeClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now_ms: int = EIGHT) -> None:
        self.now_ms = now_ms

    def __call__(self) -> int:
        return self.now_ms

    def advance(self, milliseconds: int) -> None:
        self.now_ms += milliseconds


class RecordingPainter:
    """Remembers the badges and writes a file that is no PDF."""

    def __init__(self) -> None:
        self.badges: list[Badge] = []
        self.lists: list[PrintedList] = []
        self.forms: list[PrintedForm] = []
        self.reports: list[Report] = []
        self.certificates: list[Certificate] = []
        self.charts: list[tuple[Chart, str]] = []

    def paint_list(self, target: Path, listing: PrintedList) -> int:
        self.lists.append(listing)
        target.write_bytes(b"list")
        return 1

    def paint_form(self, target: Path, form: PrintedForm) -> int:
        self.forms.append(form)
        target.write_bytes(b"form")
        return 1

    def paint_report(self, target: Path, report: Report) -> int:
        self.reports.append(report)
        target.write_bytes(b"report")
        return 1

    def paint_certificates(self, target: Path, certificates: Sequence[Certificate]) -> int:
        self.certificates += certificates
        target.write_bytes(b"certificates")
        return len(certificates)

    def save_chart(
        self, target: Path, chart: Chart, head: str, ending: str, *, is_mirrored: bool
    ) -> None:
        self.charts.append((chart, head))
        target.write_bytes(ending.encode())

    def paint_picture(self, target: Path, media: Media, badge: Badge, dpi: int) -> None:
        self.badges = [badge]
        target.write_bytes(b"picture")

    def paint_pdf(self, target: Path, setup: PageSetup, badges: Iterator[Badge]) -> int:
        self.badges = list(badges)
        # As on paper, no two badges are the same.
        target.write_text(f"badges\n{self.badges}", "utf-8")
        return len(setup.sheets(len(self.badges)))

    def paint_pages(self, target: Path, pages: Sequence[tuple[Media, Badge]]) -> int:
        self.badges = [badge for _media, badge in pages]
        target.write_bytes(b"pages")
        return len(pages)

    def paint_calibration(self, target: Path, setup: PageSetup) -> int:
        target.write_bytes(b"calibration")
        return 1

    def misfits(self, badge: Badge) -> list[str]:
        return []

    def rewritten(self, badge: Badge) -> dict[str, str]:
        return {}

    def fullness(self, badge: Badge) -> float:
        texts = [item.text for item in badge.items if isinstance(item, Text)]
        return float(max(map(len, texts), default=0))
