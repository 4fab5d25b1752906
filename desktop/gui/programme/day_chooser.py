"""Which day is shown: a few stand side by side, many in a box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.gui.widgets.buttons import Segments
from desktop.gui.widgets.choice_box import ChoiceBox

MOST_BESIDE = 5


class DayChooser(QWidget):
    """Offers days, one of which is on."""

    changed = Signal()

    def __init__(self) -> None:
        """Offer no day."""
        super().__init__()
        self._days: tuple[str, ...] = ()
        self._day = ""
        self.box = ChoiceBox()
        self.box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.box.activated.connect(self._choose)
        self.box.hide()
        self.segments = Segments([])
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.segments)
        self._row.addWidget(self.box)

    @property
    def day(self) -> str:
        """The ISO day that is on; empty where there is none."""
        return self._day

    def show_days(self, days: Sequence[str], wanted: str = "") -> None:
        """Offer other days; the one that is on stays on where it can, unless one is wanted."""
        if wanted or self._day not in days:
            self._day = wanted or (days[0] if days else "")
        if tuple(days) != self._days:
            self._days = tuple(days)
            self._offer()
        self._show()

    def turn(self, step: int) -> None:
        """Go some days on, or back."""
        number = self._days.index(self._day) + step if self._day in self._days else -1
        if 0 <= number < len(self._days):
            self._choose(number)

    def _choose(self, number: int) -> None:
        self._day = self._days[number]
        self._show()
        self.changed.emit()

    def _offer(self) -> None:
        names = [QDate.fromString(day, Qt.DateFormat.ISODate) for day in self._days]
        old, self.segments = self.segments, Segments([_short(name) for name in names])
        self.segments.group.idClicked.connect(self._choose)
        self._row.replaceWidget(old, self.segments)
        old.hide()
        old.deleteLater()
        self.box.clear()
        for day, name in zip(self._days, names, strict=True):
            self.box.add_choice(_long(name), day)

    def _show(self) -> None:
        is_many = len(self._days) > MOST_BESIDE
        self.segments.setVisible(bool(self._days) and not is_many)
        self.box.setVisible(is_many)
        if self._day in self._days:
            number = self._days.index(self._day)
            self.box.setCurrentIndex(number)
            self.segments.group.button(number).setChecked(True)


def _short(day: QDate) -> str:
    return str(QLocale().toString(day, "ddd d"))


def _long(day: QDate) -> str:
    return str(QLocale().toString(day, "dddd d MMMM"))
