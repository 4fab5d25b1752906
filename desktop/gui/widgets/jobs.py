"""The one door off the GUI thread: work goes to a lane, the answer comes back here."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.domain.failures import EnvironmentFailure
from desktop.workflows.lanes import Lane, Priority
from desktop.workflows.upkeep.backups import Beside

# Qt paints some 5 ms after the last change; two frames of a slow screen have room for it.
AFTER_PAINT_MS = 30

T = TypeVar("T")
News = TypeVar("News")
OnFailed = Callable[[EnvironmentFailure], None]
# Long work tells how far it is by the first, and asks the second whether to stop.
LongWork = Callable[[Callable[[News], None], Callable[[], bool]], T]


class Stop:
    """The wish of a person that long work should end."""

    def __init__(self) -> None:
        """Begin with no such wish."""
        self._event = threading.Event()

    def ask(self) -> None:
        """Ask the work to end at the next slice."""
        self._event.set()

    def is_asked(self) -> bool:
        """Tell whether somebody asked."""
        return self._event.is_set()


class Jobs(QObject):
    """Runs work in a lane and answers on the GUI thread."""

    failed = Signal(object)
    idle = Signal()
    _answered = Signal(object)
    _told = Signal(object)
    _broken = Signal(object)

    def __init__(
        self,
        store_lane: Lane,
        files_lane: Lane,
        print_lane: Lane | None = None,
        beside_lane: Lane | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Work through these lanes; without one of their own printers share that of files.

        In the last one goes what must not wait behind an import: a roll call.
        """
        super().__init__(parent)
        self._store_lane = store_lane
        self._files_lane = files_lane
        self._print_lane = print_lane or files_lane
        self._beside_lane = beside_lane or files_lane
        self._open = 0
        self._background: dict[Future[Any], Lane] = {}
        self._answered.connect(self._deliver)
        self._told.connect(self._notify)
        self._broken.connect(self._raise)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return self._open == 0

    def run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: OnFailed | None = None,
        priority: Priority = Priority.AT_ONCE,
    ) -> None:
        """Do a short piece of work on the store and answer here.

        Failures of the world go to `on_failed`, or to the `failed` signal; our own mistakes
        are raised here, to the crash dialog. What comes last waits until the screen shows what
        has just been answered.
        """
        if priority is Priority.LAST:
            self._open += 1
            QTimer.singleShot(
                AFTER_PAINT_MS, self, lambda: self._run_last(work, on_done, on_failed)
            )
        else:
            self._watch(self._store_lane.submit(work, priority), on_done, on_failed)

    def run_long(
        self,
        work: LongWork[News, T],
        on_done: Callable[[T], None],
        on_progress: Callable[[News], None],
        on_failed: OnFailed | None = None,
    ) -> Stop:
        """Do long work in the files lane, slice by slice on the store; give a way to stop it."""
        stop = Stop()
        tell = self._told.emit
        future = self._files_lane.submit(
            lambda: work(lambda news: tell((on_progress, news)), stop.is_asked)
        )
        self._watch(future, on_done, on_failed)
        return stop

    def run_beside(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: OnFailed | None = None,
    ) -> None:
        """Do what must not wait for an import or a printer, slice by slice on the store."""
        self._watch(self._beside_lane.submit(work), on_done, on_failed)

    def run_print(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: OnFailed | None = None,
    ) -> None:
        """Work with printers, which may take their time, and answer here."""
        self._watch(self._print_lane.submit(work), on_done, on_failed)

    def run_background(
        self, work: Callable[[Callable[[News], None]], T], on_told: Callable[[News], None]
    ) -> Future[T]:
        """Run work that lasts as long as the window, in a lane of its own.

        What it tells comes here; it does not count as being under way.
        """
        lane = Lane("stay")
        tell = self._told.emit
        future = lane.submit(lambda: work(lambda news: tell((on_told, news))))
        broken = self._broken.emit
        future.add_done_callback(lambda done: broken(done) if done.exception() else None)
        self._background[future] = lane
        return future

    def end_background(self, future: Future[Any] | None, patience_s: float) -> None:
        """Wait for work that was asked to end, but not for long: it may wait for a network."""
        lane = self._background.pop(future, None) if future else None
        if future and lane:
            wait([future], patience_s)
            if future.done():
                lane.drain()

    @Slot(object)
    def _raise(self, future: Future[Any]) -> None:
        error = future.exception()
        assert error is not None
        raise error

    def on_store(self, work: Callable[[], T]) -> T:
        """Do one slice of long work on the store, behind everything urgent."""
        return self._store_lane.in_slices(work)

    def beside(self, is_stopped: Callable[[], bool]) -> Beside:
        """Say how a backup is made beside the desk."""
        return Beside(self.on_store, is_stopped)

    def _run_last(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_failed: OnFailed | None
    ) -> None:
        self._open -= 1
        self._watch(self._store_lane.submit(work, Priority.LAST), on_done, on_failed)

    def _watch(
        self, future: Future[T], on_done: Callable[[T], None], on_failed: OnFailed | None
    ) -> None:
        self._open += 1
        answered = self._answered.emit
        future.add_done_callback(lambda done: answered((done, on_done, on_failed)))

    @Slot(object)
    def _deliver(self, answer: tuple[Future[Any], Callable[[Any], None], OnFailed | None]) -> None:
        future, on_done, on_failed = answer
        self._open -= 1
        try:
            error = future.exception()
            if isinstance(error, EnvironmentFailure):
                (on_failed or self.failed.emit)(error)
            elif error:
                raise error
            else:
                on_done(future.result())
        finally:
            if self.is_idle:
                self.idle.emit()

    @Slot(object)
    def _notify(self, news: tuple[Callable[[Any], None], Any]) -> None:
        on_progress, told = news
        on_progress(told)
