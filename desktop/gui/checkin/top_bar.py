"""The bar above the check-in page: programme, point, way, and the time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel

from desktop.domain.programme.programme import Point, Programme
from desktop.domain.staff.staff import Staff
from desktop.gui.widgets.buttons import Segments
from desktop.gui.widgets.choice_box import ChoiceBox
from desktop.gui.widgets.labels import label, tabular
from desktop.gui.widgets.theme import set_tone
from desktop.gui.wording.moments import clock_time, now_ms
from desktop.gui.wording.shapes import Pill

HEIGHT_PX = 60
TICK_MS = 1000


class TopBar(QFrame):
    """Says where this desk stands, and lets it stand elsewhere."""

    programme_chosen = Signal(object)
    point_chosen = Signal(object)
    mode_chosen = Signal(int)

    def __init__(self) -> None:
        """Make a bar without a programme."""
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(HEIGHT_PX)
        self._programmes = ChoiceBox()
        self._programmes.setAccessibleName(self.tr("Programme"))
        self._points = ChoiceBox()
        self._points.setAccessibleName(self.tr("Check-in point"))
        self.modes = Segments([self.tr("Check in"), self.tr("Check out"), self.tr("Look up")])
        self._desk = label("", "pill")
        self._sync, self._printer = label("", "pill"), label("", "pill")
        for pill in (self._sync, self._printer):
            pill.hide()
        self._name = ""
        self._who: Staff | None = None
        self._has_hub = False
        self._clock = label("", "clock")
        self._clock.setFont(tabular(self._clock.font()))
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 22, 0)
        row.setSpacing(14)
        for part in (self._programmes, self._points, self.modes):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._desk)
        row.addWidget(self._sync)
        row.addWidget(self._printer)
        row.addWidget(self._clock)
        for box in (self._programmes, self._points):
            box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(320)
        self._programmes.activated.connect(self._on_programme)
        self._points.activated.connect(self._on_point)
        self.modes.group.idClicked.connect(self.mode_chosen)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._show_time)
        self._tick.start()
        self._show_time()

    def show_programmes(self, programmes: Sequence[Programme], chosen: Programme | None) -> None:
        """Offer these programmes."""
        self._programmes.clear()
        for programme in programmes:
            self._programmes.addItem(programme.code, programme)
            tip = programme.title if programme.title != programme.code else ""
            self._programmes.setItemData(
                self._programmes.count() - 1, tip, Qt.ItemDataRole.AccessibleDescriptionRole
            )
            if chosen and programme.id == chosen.id:
                self._programmes.setCurrentIndex(self._programmes.count() - 1)
        for part in (self._programmes, self._points, self.modes):
            part.setVisible(bool(programmes))

    def show_points(self, points: Sequence[tuple[Point, str]], chosen: Point) -> None:
        """Offer these check-in points, each with when it is for, one of them chosen."""
        self._points.clear()
        for point, when in points:
            self._points.add_choice(point.name, point, when)
        self.mark_point(chosen)

    def mark_point(self, point: Point) -> None:
        """Show that the desk stands at a point."""
        ids = [self._points.itemData(row).id for row in range(self._points.count())]
        if point.id in ids:
            self._points.setCurrentIndex(ids.index(point.id))

    def show_ways(self, modes: Sequence[int]) -> None:
        """Offer only these ways through the point."""
        for mode, button in enumerate(self.modes.group.buttons()):
            button.setVisible(mode in modes)

    def show_desk(self, name: str, who: Staff | None = None) -> None:
        """Say which desk this is, who is at it, and that it needs no other."""
        self._name, self._who = name, who
        if who is None:
            sentence = self.tr("{desk}") if self._has_hub else self.tr("{desk} • works offline")
            self._desk.setText(sentence.format(desk=name))
            return
        sentence = self.tr("{desk} • {who}, lead") if who.is_lead else self.tr("{desk} • {who}")
        self._desk.setText(sentence.format(desk=name, who=who.name))

    def show_printer(self, pill: Pill) -> None:
        """Say whether this desk's printer is ready or why not; nothing where it has none."""
        _show_pill(self._printer, pill)

    def show_sync(self, pill: Pill) -> None:
        """Say how this desk stands with the others, where it has any; it takes offline's place."""
        _show_pill(self._sync, pill)
        self._has_hub = bool(pill.text)
        self.show_desk(self._name, self._who)

    def _on_programme(self, index: int) -> None:
        self.programme_chosen.emit(self._programmes.itemData(index))

    def _on_point(self, index: int) -> None:
        self.point_chosen.emit(self._points.itemData(index))

    def _show_time(self) -> None:
        self._clock.setText(clock_time(now_ms()))


def _show_pill(shown: QLabel, pill: Pill) -> None:
    shown.setText(pill.text)
    shown.setVisible(bool(pill.text))
    set_tone(shown, pill.tone)
