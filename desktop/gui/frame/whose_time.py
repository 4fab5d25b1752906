"""Says once whose clock the times are, on a computer that is set to another zone."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.gui.frame.current_station import CurrentStation
from desktop.gui.frame.dialog_host import DialogHost
from desktop.gui.wording.moments import hours_away, now_ms, other_clock


class WhoseTime(QObject):
    """Watches where the desk stands."""

    def __init__(self, station: CurrentStation, host: DialogHost, parent: QObject) -> None:
        """Say it in the window of this host."""
        super().__init__(parent)
        self._station = station
        self._host = host
        self._told: set[str] = set()
        station.stood.connect(self._say)
        station.renewed.connect(self._say)

    def _say(self) -> None:
        programme = self._station.programme
        if programme is None:
            return
        key = f"{programme.id} {programme.time_zone}"
        if (away := hours_away(now_ms())) and key not in self._told:
            self._told.add(key)
            self._host.notify(other_clock(programme.time_zone, away), "look")
