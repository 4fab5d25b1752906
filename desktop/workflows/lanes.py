"""Named lanes of one worker each; in the store lane a scan goes before everything else."""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from enum import IntEnum
from typing import Any, TypeVar

T = TypeVar("T")


class Priority(IntEnum):
    """Who goes first: a scan or a keystroke, or the next slice of long work."""

    AT_ONCE = 0
    IN_SLICES = 1
    LAST = 2


class Lane:
    """One thread that does one piece of work after the other, the most urgent first."""

    def __init__(self, name: str) -> None:
        """Start the lane's thread."""
        self._queue: queue.PriorityQueue[tuple[int, int, _Task | None]] = queue.PriorityQueue()
        self._numbers = itertools.count()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[], T], priority: Priority = Priority.AT_ONCE) -> Future[T]:
        """Put work in the lane; among equals the first comes first."""
        future: Future[T] = Future()
        self._queue.put((priority, next(self._numbers), _Task(work, future)))
        return future

    def in_slices(self, work: Callable[[], T]) -> T:
        """Do one slice of long work from another lane, behind everything urgent, and wait."""
        return self.submit(work, Priority.IN_SLICES).result()

    def drain(self) -> None:
        """Finish what is in the lane and end its thread."""
        self._queue.put((Priority.LAST, next(self._numbers), None))
        self._thread.join()

    def _work(self) -> None:
        while True:
            task = self._queue.get()[2]
            if task is None:
                return
            task.run()


class _Task:
    """A piece of work and where its result goes."""

    def __init__(self, work: Callable[[], Any], future: Future[Any]) -> None:
        self._work = work
        self._future = future

    def run(self) -> None:
        if not self._future.set_running_or_notify_cancel():
            return
        try:
            result = self._work()
        except BaseException as error:  # noqa: BLE001  (handed on to whoever waits for it)
            self._future.set_exception(error)
        else:
            self._future.set_result(result)
