"""Which programme this computer works on, and where it stands there; all rooms look here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from desktop.domain.programme.programme import Point, Programme, Session
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.wording.moments import show_times_of
from desktop.workflows.checkin.verdict import Station
from desktop.workflows.programme.programmes import ProgrammeRepository
from desktop.workflows.wall_clock import zone_of


class _Plan(NamedTuple):
    programmes: Sequence[Programme]
    points: Sequence[Point]
    sessions: Sequence[Session]


class CurrentStation(QObject):
    """Reads programmes, and tells when the desk stands at another one or its plan changed.

    `place` is set by check-in: the point and the way.
    """

    listed = Signal()
    stood = Signal()
    renewed = Signal()
    missed = Signal()

    def __init__(self, jobs: Jobs, book: ProgrammeRepository, parent: QObject) -> None:
        """Stand nowhere yet."""
        super().__init__(parent)
        self._jobs = jobs
        self._book = book
        self.programme: Programme | None = None
        self.programmes: Sequence[Programme] = ()
        self.points: Sequence[Point] = ()
        self.sessions: list[Session] = []
        self.station: Station | None = None

    def read(self, wanted: str = "") -> None:
        """Read the programmes and stand at the wanted one, or the newest."""
        self._jobs.run(self._book.all, lambda programmes: self._on_programmes(programmes, wanted))

    def set_programme(self, programme: Programme) -> None:
        """Work on another programme."""
        self._jobs.run(
            lambda: self._plan(programme), lambda plan: self._use_programme(programme, plan)
        )

    def renew(self, programme: Programme | None = None) -> None:
        """Use a changed plan of the programme, where the desk stands at it; else stand there."""
        programme = programme or self.programme
        if programme is None:
            self.read()
        elif self.programme is None or self.programme.id != programme.id:
            self.set_programme(programme)
        else:
            self._jobs.run(lambda: self._plan(programme), lambda plan: self._use(programme, plan))

    def needed(self) -> Programme | None:
        """Give the programme; say what comes first where there is none."""
        if self.programme is None:
            self.missed.emit()
        return self.programme

    def _plan(self, programme: Programme) -> _Plan:
        book = self._book
        return _Plan(book.all(), book.points(programme), book.sessions(programme))

    def _on_programmes(self, programmes: Sequence[Programme], wanted: str) -> None:
        self.programmes = programmes
        self.listed.emit()
        named = [
            programme for programme in programmes if programme.code.casefold() == wanted.casefold()
        ]
        if programmes:
            self.set_programme((named or list(programmes))[0])
        else:
            self.programme = None
            self.stood.emit()

    def _keep(self, programme: Programme, plan: _Plan) -> None:
        self.programme = programme
        show_times_of(zone_of(programme))
        self.programmes, self.points, self.sessions = (
            plan.programmes, plan.points, list(plan.sessions),
        )  # fmt: skip

    def _use_programme(self, programme: Programme, plan: _Plan) -> None:
        self._keep(programme, plan)
        self.stood.emit()

    def _use(self, programme: Programme, plan: _Plan) -> None:
        """Use the changed programme where the desk stands; nothing else moves.

        An answer about a programme that was left meanwhile is not used.
        """
        if self.programme is None or self.programme.id != programme.id:
            return
        same = (other for other in plan.programmes if other.id == programme.id)
        self._keep(next(same, programme), plan)
        self.renewed.emit()
