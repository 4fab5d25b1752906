"""Between the check-in page and the desk: asks through the lane, tells when it is answered."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from desktop.domain.attendees.agenda import booked, on_day
from desktop.domain.attendees.registration import Attendee, Direction
from desktop.domain.checkin.codes import Reading
from desktop.domain.checkin.looks import is_name, is_whole_name
from desktop.domain.failures import EnvironmentFailure
from desktop.domain.programme.programme import Programme, Session
from desktop.domain.staff.staff import Staff
from desktop.gui.checkin.counts_card import BIN_MS, BINS
from desktop.gui.checkin.services import CheckinServices
from desktop.gui.frame.current_station import CurrentStation
from desktop.gui.widgets.jobs import Jobs
from desktop.gui.wording.moments import iso_day
from desktop.workflows.changes import Step
from desktop.workflows.checkin.desk import Match, UndoResult
from desktop.workflows.checkin.verdict import Station, Verdict
from desktop.workflows.lanes import Priority

# A scanner that fires twice, or a code held before the camera, is one scan.
REPEAT_GUARD_MS = 2000
RECENT_SHOWN = 30
CHECK_IN, CHECK_OUT, LOOK_UP = range(3)
T = TypeVar("T")


class Candidates(NamedTuple):
    """Typed text that may mean several people, and who they are."""

    text: str
    people: Sequence[Match]


class CheckinDesk(QObject):
    """The state of one desk at work: where it stands, which way, what was said last."""

    verdict_given = Signal(object)
    undone = Signal(object)
    found = Signal(str, object)
    recent_changed = Signal(object)
    counts_changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        jobs: Jobs,
        services: CheckinServices,
        station: CurrentStation,
        ticks_ms: Callable[[], int] | None = None,
    ) -> None:
        """Work on an open store; `ticks_ms` is a clock that never goes back."""
        super().__init__()
        self._jobs = jobs
        self._services = services
        self._station = station
        self._ticks_ms = ticks_ms or (lambda: time.monotonic_ns() // 1_000_000)
        # What is found stands on the page: where that is covered, a verdict says it.
        self.searches_names: Callable[[], bool] = lambda: True
        self._scanned: dict[str, int] = {}
        self._search = 0
        self.mode = 0
        self.last: Verdict | None = None

    @property
    def station(self) -> Station | None:
        """Where the desk stands."""
        return self._station.station

    def set_station(self, station: Station) -> None:
        """Stand at a point of a programme."""
        self._station.station = station
        self.forget()
        self.refresh()

    def choose_mode(self, mode: int) -> None:
        """Check in, check out, or only look up."""
        self.mode = mode
        self.forget()

    def forget(self) -> None:
        """Let the last verdict go: nothing may be done about a person who is not on screen."""
        self.last = None
        self._scanned = {}
        self.forget_search()

    def scan(self, reading: Reading) -> None:
        """Handle a scan; the same code again within 2 s is the same scan."""
        now = self._ticks_ms()
        self._scanned = {
            text: at for text, at in self._scanned.items() if now - at < REPEAT_GUARD_MS
        }
        is_repeated = reading.text in self._scanned
        self._scanned[reading.text] = now
        if not is_repeated:
            self._scan(reading)

    def enter(self, text: str, marked: str) -> None:
        """Handle Enter on typed text: a marked name, else a code, else the only such name."""
        text = text.strip()
        if marked:
            self.pick(marked)
        elif text and (station := self.asked_station()):
            is_look = self.mode == LOOK_UP
            self._run(station, partial(self._enter, station, text, is_look), self._on_entered)

    def pick(self, registration: str) -> None:
        """Handle somebody chosen by name."""
        if station := self.asked_station():
            desk, is_look = self._services.desk, self.mode == LOOK_UP
            self._run(
                station,
                lambda: desk.pick(station, registration, only_look=is_look),
                self._on_verdict,
            )

    def pass_over(self, verdict: Verdict, reason: str, lead: Staff | None = None) -> None:
        """Let the person of a verdict through all the same."""
        if station := self.asked_station():
            desk = self._services.desk
            work = partial(desk.pass_over, station, verdict, reason, lead)
            self._run(station, work, self._on_verdict)

    def go_on(self, verdict: Verdict) -> None:
        """Ask again about the person of a verdict, after what it waited for was settled."""
        if station := self.asked_station():
            self._run(
                station, partial(self._services.desk.go_on, station, verdict), self._on_verdict
            )

    def undo(self, on_step: Callable[[Step], None] = lambda _step: None) -> None:
        """Take back what this desk did last: a movement, or else a change (`on_step`)."""
        if station := self.station:
            self.forget()
            work = partial(self._services.undo_newest, station.programme)

            def answer(undone: UndoResult | Step | None) -> None:
                if isinstance(undone, Step):
                    on_step(undone)
                else:
                    self._on_undone(undone)

            self._run(station, work, answer)

    def search(self, text: str) -> None:
        """Find names; only the answer to the newest search counts."""
        self._search += 1
        number, programme = self._search, self._programme()
        if not text.strip() or programme is None:
            self.found.emit("", [])
            return
        self._jobs.run(
            lambda: self._services.desk.search(programme, text),
            lambda people: self._on_found(number, text, people),
        )

    def forget_search(self) -> None:
        """Let no answer that is still under way come on screen."""
        self._search += 1

    def refresh(self) -> None:
        """Count again and read Recent again, behind everything urgent."""
        programme = self._programme()
        if programme is None:
            return
        desk, session = self._services.desk, self.station.point.session if self.station else ""
        self._jobs.run(
            lambda: desk.recent(programme, RECENT_SHOWN),
            self.recent_changed.emit,
            priority=Priority.LAST,
        )
        self._jobs.run(
            lambda: desk.counts(programme, BINS, BIN_MS, session),
            self.counts_changed.emit,
            priority=Priority.LAST,
        )

    def booked_today(self, attendee: Attendee) -> list[Session]:
        """List what somebody is booked for on this day."""
        return on_day(booked(attendee.registration, self._station.sessions), iso_day())

    @property
    def sample_code(self) -> str:
        """A code to try, where this desk stands in the sample programme."""
        programme = self._programme()
        return self._services.kept_settings("sample").get(programme.id, "") if programme else ""

    def _programme(self) -> Programme | None:
        return self.station.programme if self.station else None

    def asked_station(self) -> Station | None:
        """Give where the desk stands with the way that is chosen."""
        if self.station is None:
            return None
        way = Direction.OUT if self.mode == CHECK_OUT else Direction.IN
        return Station(self.station.programme, self.station.point, way)

    def _scan(self, reading: Reading) -> None:
        if station := self.asked_station():
            is_look = self.mode == LOOK_UP
            self._run(station, partial(self._meet, station, reading, is_look), self._on_entered)

    def _run(self, station: Station, work: Callable[[], T], on_done: Callable[[T], None]) -> None:
        """Do what concerns a person; an answer for where the desk stood before is not shown."""

        def answer(result: T) -> None:
            if self.station and self.station.programme.id == station.programme.id:
                on_done(result)

        self._jobs.run(work, answer, self._on_failed)

    def _meet(self, station: Station, reading: Reading, is_look: bool) -> Verdict | Candidates:
        """Find out, in the lane, what was scanned: a code, or a name that was typed very fast.

        A name lets nobody in by itself: it is searched for, and whoever stands there chooses.
        """
        desk, text = self._services.desk, reading.text.strip()
        is_seen = self.searches_names()
        if is_seen and is_whole_name(text) and not desk.knows(station.programme, reading):
            return Candidates(text, desk.search(station.programme, text))
        return desk.scan(station, reading, only_look=is_look)

    def _enter(self, station: Station, text: str, is_look: bool) -> Verdict | Candidates:
        """Find out, in the lane, what typed text is: a code, one name, or several."""
        desk, reading = self._services.desk, Reading(text, is_typed=True)
        if desk.knows(station.programme, reading):
            return desk.scan(station, reading, only_look=is_look)
        people = desk.search(station.programme, text)
        sure = [match for match in people if match.is_sure]
        if len(sure) == 1:
            return desk.pick(station, sure[0].id, only_look=is_look)
        if people or is_name(text):
            return Candidates(text, people)
        return desk.scan(station, reading, only_look=is_look)

    def _on_entered(self, answer: Verdict | Candidates) -> None:
        if isinstance(answer, Verdict):
            self._on_verdict(answer)
        else:
            self.found.emit(*answer)

    def _on_verdict(self, verdict: Verdict) -> None:
        self.forget_search()
        self.last = verdict
        self.verdict_given.emit(verdict)
        self.refresh()

    def _on_failed(self, failure: EnvironmentFailure) -> None:
        self.forget()
        self.failed.emit(failure)

    def _on_undone(self, undone: UndoResult | None) -> None:
        self.last = None
        self.undone.emit(undone)
        self.refresh()

    def _on_found(self, number: int, text: str, people: list[Match]) -> None:
        if number == self._search:
            self.found.emit(text, people)
