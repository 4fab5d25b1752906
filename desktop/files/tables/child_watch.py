"""Watches a child process, so that it takes neither all memory nor all day.

Limits that the system holds (setrlimit) are the child's own affair; macOS and Windows hold none, so
its parent looks, too.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from subprocess import Popen

LOOK_S = 0.05


@contextlib.contextmanager
def watched(
    process: Popen[bytes], memory_bytes: int, processor_s: float
) -> Iterator[threading.Event]:
    """Kill the child as soon as it holds more memory or has worked longer than it may.

    Waiting for its reader is no work: a list may be taken in as slowly as a desk allows.

    Yields:
        An event that is set when it was killed for that.
    """
    too_much, over = threading.Event(), threading.Event()
    looker = threading.Thread(
        target=_look, args=(process, memory_bytes, processor_s, too_much, over), daemon=True
    )
    looker.start()
    try:
        yield too_much
    finally:
        over.set()
        looker.join()


def _look(
    process: Popen[bytes],
    memory_bytes: int,
    processor_s: float,
    too_much: threading.Event,
    over: threading.Event,
) -> None:
    import psutil  # noqa: PLC0415

    with contextlib.suppress(psutil.Error):
        child = psutil.Process(process.pid)
        while not over.wait(LOOK_S) and process.poll() is None:
            times = child.cpu_times()
            worked_s = times.user + times.system
            if child.memory_info().rss > memory_bytes or worked_s > processor_s:
                too_much.set()
                process.kill()
                return
