"""Named lanes of one worker each; in the store lane a scan goes before everything else."""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from enum import IntEnum
from functools import partial
from time import perf_counter
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class Priority(IntEnum):
    """Who goes first: a scan or a keystroke, or the next slice of long work."""

    AT_ONCE = 0
    IN_SLICES = 1
    LAST = 2


class Piece(NamedTuple):
    """A piece of work that a lane has done: how urgent it was, whose it is, and how long it took.

    `name` is that of the function; `took_ms` is what whoever came behind it had to wait.
    """

    priority: Priority
    name: str
    took_ms: float


class Lane:
    """One thread that does one piece of work after the other, the most urgent first."""

    def __init__(self, name: str, watch: Callable[[Piece], None] | None = None) -> None:
        """Start the lane's thread; `watch` is told there of every piece that was done."""
        self._watch = watch
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
        """Do one slice of long work from another lane, behind everything urgent, and wait.

        In the lane itself it is done at once: it would wait for its own end.
        """
        if threading.current_thread() is self._thread:
            return work()
        return self.submit(work, Priority.IN_SLICES).result()

    def drain(self) -> None:
        """Finish what is in the lane and end its thread."""
        self._queue.put((Priority.LAST, next(self._numbers), None))
        self._thread.join()

    def _work(self) -> None:
        while True:
            priority, _number, task = self._queue.get()
            if task is None:
                return
            if self._watch is None:
                task.run()
                continue
            begun = perf_counter()
            task.run()
            took_ms = (perf_counter() - begun) * 1000
            self._watch(Piece(Priority(priority), task.name, took_ms))


class _Task:
    """A piece of work and where its result goes."""

    def __init__(self, work: Callable[[], Any], future: Future[Any]) -> None:
        self._work = work
        self._future = future

    @property
    def name(self) -> str:
        """What the work is called in the code."""
        work = self._work
        while isinstance(work, partial):
            work = work.func
        return f"{work.__module__}.{work.__qualname__}"

    def run(self) -> None:
        if not self._future.set_running_or_notify_cancel():
            return
        try:
            result = self._work()
        except BaseException as error:  # noqa: BLE001  (handed on to whoever waits for it)
            self._future.set_exception(error)
        else:
            self._future.set_result(result)
