"""A field for a day, or a day and time: typed in words or chosen in a calendar."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QMenu, QToolButton, QWidgetAction

from desktop.domain.programme.spoken_days import day_of, moment_of
from desktop.gui.widgets.form_fields import LineField
from desktop.gui.wording.moments import iso_day

BUTTON_PX = 30
_BEGINS = "09:00"


class DayField(LineField):
    """Takes what people type for a day, and shows it in ISO form as soon as it is left."""

    def __init__(
        self,
        title: str,
        hint: str = "",
        *,
        day: str = "",
        with_time: bool = False,
        may_have_time: bool = False,
    ) -> None:
        """Make an empty field.

        Args:
            title: what stands above it.
            hint: an example, while it is empty.
            day: the day that is meant where only a time is typed.
            with_time: a time belongs to it.
            may_have_time: a time may belong to it.
        """
        super().__init__(title, hint)
        self._day = day
        self._has_time = with_time
        self._may_have_time = may_have_time
        self._followed: DayField | None = None
        self.line.editingFinished.connect(self._show_read)
        self.calendar = QCalendarWidget()
        self.calendar.clicked.connect(self._on_day)
        self._menu = QMenu(self.line)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(self.calendar)
        self._menu.addAction(action)
        self._menu.aboutToShow.connect(self._mark)
        self.button = QToolButton(self.line)
        self.button.setObjectName("dayButton")
        self.button.setArrowType(Qt.ArrowType.DownArrow)
        self.button.setAccessibleName(self.tr("Calendar"))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setCursor(Qt.CursorShape.ArrowCursor)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(self._menu)
        row = QHBoxLayout(self.line)
        row.setContentsMargins(0, 0, 4, 0)
        row.addStretch(1)
        row.addWidget(self.button)
        self.line.setTextMargins(0, 0, BUTTON_PX, 0)

    def follow(self, other: DayField) -> None:
        """Mean another field's day where only a time is typed: an end is on the day it begins."""
        self._followed = other

    def value(self) -> str:
        """Give the day in ISO form, the time after a space; what cannot be read as it is."""
        typed = super().value()
        if self._has_time:
            return moment_of(typed, iso_day(), self._meant_day()).replace("T", " ") or typed
        day = day_of(typed, iso_day())
        if self._may_have_time and not day:
            day = moment_of(typed, iso_day()).replace("T", " ")
        return day or typed

    def _show_read(self) -> None:
        if (read := self.value()) != super().value():
            self.set_value(read)

    def _meant_day(self) -> str:
        day = self._followed.value()[:10] if self._followed else ""
        return day if QDate.fromString(day, Qt.DateFormat.ISODate).isValid() else self._day

    def _mark(self) -> None:
        """Open the calendar at the day that is typed, or at the one that is meant."""
        day = QDate.fromString((self.value() or self._meant_day())[:10], Qt.DateFormat.ISODate)
        if day.isValid():
            self.calendar.setSelectedDate(day)

    def _on_day(self, day: QDate) -> None:
        iso = str(day.toString(Qt.DateFormat.ISODate))
        time = self.value()[11:] or _BEGINS
        self.set_value(f"{iso} {time}" if self._has_time else iso)
        self._menu.hide()
        self.line.setFocus()
