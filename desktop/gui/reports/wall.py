"""The day for a screen on the wall: the figures and the arrivals, to be read from across a hall."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.checkin.codes import Reading
from desktop.gui.reports.chart_view import ChartView
from desktop.gui.reports.report_control import ReportControl
from desktop.gui.reports.tile_card import TileCard
from desktop.gui.widgets.labels import FitLabel, label, tabular
from desktop.gui.widgets.theme import Theme
from desktop.gui.wording.reports import day as words
from desktop.gui.wording.reports.words import head_of
from desktop.workflows.reports.days import DayReport

SCALE, TILES = 1.9, 3


class Wall(QFrame):
    """Fills the screen with the day until somebody takes it away."""

    left = Signal()
    is_shut, fills_screen, comes_between = False, True, False

    def __init__(self, control: ReportControl, theme: Theme) -> None:
        """Show what the control reads."""
        super().__init__()
        self.setObjectName("wall")
        self._control = control
        self.head = FitLabel("semibold", 34, 18, "ink")
        self.clock = label("", "wallTitle")
        self.clock.setFont(tabular(self.clock.font()))
        self.tiles = [TileCard(theme, SCALE) for _each in range(TILES)]
        self.chart = ChartView(theme, SCALE)
        self.chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._build()
        control.read.connect(self._show)

    @property
    def widget(self) -> QWidget:
        """The screen itself."""
        return self

    def begin(self) -> None:
        """Show what is known by now."""
        self.renew()
        self.take_focus()

    def renew(self) -> None:
        """Show what is known by now."""
        if self._control.report:
            self._show(self._control.report)

    def take_focus(self) -> None:
        """Hear Escape and F11."""
        self.setFocus()

    def take_scan(self, _reading: Reading) -> bool:
        """Leave scans to the desk."""
        return False

    def may_close(self) -> bool:
        """Keep nobody from closing the window."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the page."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Read while it hangs there."""
        super().showEvent(event)
        self._control.watch(is_watched=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Read no more for it."""
        super().hideEvent(event)
        self._control.watch(is_watched=False)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        top.addWidget(self.clock)
        tiles = QHBoxLayout()
        tiles.setSpacing(24)
        for card in self.tiles:
            tiles.addWidget(card, 1)
        frame = QFrame()
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(28, 20, 28, 20)
        inside.addWidget(self.chart)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 24, 36, 30)
        column.setSpacing(22)
        column.addLayout(top)
        column.addLayout(tiles)
        column.addWidget(frame, 1)

    def _show(self, report: DayReport) -> None:
        self.head.set_text(head_of(report))
        self.clock.setText(words.as_of(report))
        # On a wall stands what everybody may see: no reasons, nobody's name.
        for card, tile in zip(self.tiles, words.tiles(report), strict=False):
            card.show_tile(tile)
        self.chart.show_chart(words.arrivals_chart(report))
