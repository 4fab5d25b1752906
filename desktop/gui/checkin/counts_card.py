"""How many are in, and how they come: figures and bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.gui.widgets.labels import label, tabular
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.moments import clock_time
from desktop.workflows.checkin.desk import Counts

BINS = 13
BIN_MS = 5 * 60_000
CHART_HEIGHT_PX = 70


class ArrivalsChart(QWidget):
    """Bars of arrivals per five minutes, the newest one strong."""

    def __init__(self, theme: Theme) -> None:
        """Make an empty chart."""
        super().__init__()
        self._theme = theme
        self._values: tuple[int, ...] = (0,) * BINS
        self.setFixedHeight(CHART_HEIGHT_PX)

    def show_values(self, values: tuple[int, ...]) -> None:
        """Show other bars, oldest first."""
        self._values = values
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars; time runs in the reading direction of figures, left to right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        step = (self.width() + 6) / len(self._values)
        top = max(*self._values, 4)
        for number, value in enumerate(self._values):
            is_now = number == len(self._values) - 1
            height = max(3.0, (self.height() - 2) * value / top)
            painter.setBrush(self._theme.colour("accent" if is_now else "chart"))
            bar = QRectF(number * step, self.height() - height, step - 6, height)
            painter.drawRoundedRect(bar, 3, 3)


class CountsCard(QFrame):
    """Inside of expected, the share, and arrivals."""

    def __init__(self, theme: Theme) -> None:
        """Make a card that counts nobody."""
        super().__init__()
        self.setObjectName("card")
        self._inside = label("0", "bigCount")
        self._expected = label("", "ofCount")
        self._share = label("", "share")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        for figures in (self._inside, self._expected, self._share):
            figures.setFont(tabular(figures.font()))
        self._chart = ArrivalsChart(theme)
        self._from = label("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(10)
        column.addLayout(self._build_figures())
        column.addWidget(self._bar)
        column.addSpacing(6)
        self._arrivals = self._build_arrivals()
        column.addWidget(self._arrivals)
        self.show_counts(Counts(0, 0, (0,) * BINS), 0)

    def set_low(self, *, is_low: bool) -> None:
        """Show the figures alone where there is no room for arrivals."""
        self._arrivals.setHidden(is_low)

    def show_counts(self, counts: Counts, now_ms: int) -> None:
        """Show how many are in now."""
        share = round(100 * counts.inside / counts.expected) if counts.expected else 0
        self._inside.setText(f"{counts.inside}")
        self._expected.setText(self.tr("of {count} in").format(count=counts.expected))
        self._share.setText(f"{share}%")
        self._bar.setRange(0, max(counts.expected, counts.inside, 1))
        self._bar.setValue(counts.inside)
        self._chart.show_values(counts.arrivals)
        start = (now_ms // BIN_MS - BINS + 1) * BIN_MS
        self._from.setText(clock_time(start) if now_ms else "")

    def _build_figures(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self._inside, self._expected):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignBaseline)
        row.addStretch(1)
        row.addWidget(self._share, 0, Qt.AlignmentFlag.AlignBaseline)
        return row

    def _build_arrivals(self) -> QWidget:
        """Time runs from left to right in either language, as figures do."""
        holder = QWidget()
        holder.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._chart)
        column.addLayout(self._build_axis())
        return holder

    def _build_axis(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._from)
        row.addStretch(1)
        row.addWidget(label(self.tr("arrivals per 5 min"), "small"))
        row.addStretch(1)
        row.addWidget(label(self.tr("now"), "small"))
        return row
