"""Writes reports as files: the kind by the name's end, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.domain.failures import FileUnwritable
from desktop.domain.reports.sheet import Chart, Report, Table
from desktop.files.writing.whole_file import free_beside, whole_file
from desktop.workflows.ports import BadgePainter

CSV, XLSX, PDF, SVG, PNG = ".csv", ".xlsx", ".pdf", ".svg", ".png"
FOLDER = "reports"
TABLES, PICTURES = (CSV, XLSX), (SVG, PNG)


class ReportFiles:
    """Turns a report into a file."""

    def __init__(self, home: Path, painter: BadgePainter) -> None:
        """Paint with this painter, and save into a folder beside the store."""
        self.folder = home / FOLDER
        self._painter = painter

    def save(self, report: Report, name: str, endings: Sequence[str]) -> list[Path]:
        """Write a report into the folder, as a file for each kind and chart; none is replaced.

        Raises:
            FileUnwritable: the folder or the disk does not take it.
        """
        written = []
        for ending in endings:
            charts = [chart.name for chart in report.charts] if ending in PICTURES else [""]
            for chart in charts:
                whole = " ".join(part for part in (name, chart) if part)
                target = self.free(f"{whole}{ending}")
                self.write(target, report, chart)
                written.append(target)
        return written

    def free(self, name: str) -> Path:
        """Give a path in the folder that is free, by a name; the folder is made where it lacks.

        Raises:
            FileUnwritable: the folder cannot be made.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise FileUnwritable(path=self.folder, reason=reason) from error
        return free_beside(self.folder / name)

    def write(self, target: Path, report: Report, chart: str = "") -> None:
        """Write a report: its tables, all of it on paper, or one of its charts.

        Args:
            target: a path that may be written.
            report: what is written.
            chart: the name of the chart for a picture; the first where it is empty.

        Raises:
            FileUnwritable: the folder or the disk does not take it.
        """
        ending = target.suffix.casefold()
        if ending in TABLES:
            from desktop.files.tables.book_write import write_tables  # noqa: PLC0415

            write_tables(target, report.tables)
        elif ending in PICTURES:
            named = (each for each in report.charts if chart in ("", each.name))
            head, is_mirrored = report.subtitle, report.is_mirrored
            self.save_chart(target, next(named), head, is_mirrored=is_mirrored)
        else:
            with whole_file(target) as draft:
                self._painter.paint_report(draft, report)

    def write_tables(self, target: Path, tables: Sequence[Table]) -> int:
        """Write tables, and tell how many rows they have."""
        from desktop.files.tables.book_write import write_tables  # noqa: PLC0415

        return write_tables(target, tables)

    def save_chart(
        self, target: Path, chart: Chart, head: str, *, is_mirrored: bool = False
    ) -> None:
        """Write a chart as a picture of its own.

        Raises:
            FileUnwritable: the folder or the disk does not take it.
        """
        with whole_file(target) as draft:
            try:
                ending = target.suffix.casefold()
                self._painter.save_chart(draft, chart, head, ending, is_mirrored=is_mirrored)
            except OSError as error:
                raise FileUnwritable(path=target, reason=error.strerror or str(error)) from error
